/**
 * How wide a text is drawn, told without fonts and without a page, so that the picture is the same on every machine. The
 * numbers are those of a wide sans-serif face and of fixed-pitch faces, rounded up: a card is rather too wide than its text
 * cut off.
 */
import { isWide } from '../wide-characters.ts';

/** Advance widths of printable ASCII from the space on, in hundredths of the font size. */
const sansWidths = [
  32, 36, 42, 70, 65, 95, 76, 25, 40, 40, 48, 72, 33, 38, 33, 36, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 35, 35, 72,
  72, 72, 58, 100, 72, 70, 72, 78, 65, 60, 78, 78, 34, 36, 68, 58, 88, 77, 80, 64, 80, 71, 66, 64, 76, 71, 100, 70, 65,
  69, 40, 36, 40, 80, 54, 52, 62, 64, 57, 64, 62, 38, 64, 64, 30, 30, 60, 30, 98, 64, 62, 64, 64, 43, 54, 40, 64, 60,
  82, 60, 60, 54, 62, 36, 62, 80,
];

const fixedWidth = 62;
const wideWidth = 108;
const otherWidth = 80;

export interface Face {
  readonly size: number;
  readonly isFixed?: boolean;
  readonly isBold?: boolean;
}

/** In pixels. */
export function widthOf(text: string, { size, isFixed = false, isBold = false }: Face): number {
  let hundredths = 0;
  for (const character of text) hundredths += characterWidth(character, isFixed);
  return Math.ceil((hundredths * size * (isBold && !isFixed ? 1.08 : 1)) / 100);
}

function characterWidth(character: string, isFixed: boolean): number {
  const code = character.codePointAt(0) ?? 0;
  if (isWide(code)) return wideWidth;
  if (isFixed) return fixedWidth;
  return sansWidths[code - 0x20] ?? otherWidth;
}

/** The text with its middle left out where it is longer than `limit` characters: of names, both ends tell. */
export function shortened(text: string, limit: number): string {
  const characters = [...text];
  if (characters.length <= limit) return text;
  const head = Math.ceil((limit - 1) / 2);
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (limit - 1 - head)).join('')}`;
}

/** Cut at spaces into lines no wider than `limit` pixels, where there are spaces to cut at. */
export function wrapped(text: string, limit: number, face: Face): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`, face) <= limit) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** What cannot be drawn or would turn the text around it: control characters, halves of pairs, marks of direction. */
const undrawable =
  // eslint-disable-next-line no-control-regex -- these are what must not be drawn
  /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A text of a manifest as it is shown, in a picture, a table or a label. */
export function drawable(text: string): string {
  return text.replace(undrawable, '\ufffd');
}
