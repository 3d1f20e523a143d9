/**
 * How a document is laid out as text: lines, columns, line ends, and the indentation its writer uses. For edits that keep
 * to it; knows nothing of what the text means.
 */
import type { Node, YamlDocument } from './tree.ts';

/** The line end a text uses; that of its first line. */
export function lineBreakOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** Where the line of an offset begins. */
export function lineStartAt(text: string, offset: number): number {
  if (offset <= 0) return 0;
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

/** Where the line of an offset ends, before its line break. */
export function lineEndAt(text: string, offset: number): number {
  for (let at = offset; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
  }
  return text.length;
}

/** Where the line below begins; the end of the text when there is none. */
export function nextLineAt(text: string, offset: number): number {
  const end = lineEndAt(text, offset);
  return text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length);
}

export function columnAt(text: string, offset: number): number {
  return offset - lineStartAt(text, offset);
}

/** Whether nothing but blanks stands before an offset on its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
  return text.slice(lineStartAt(text, offset), offset).trim() === '';
}

/** The first offset from which on there is neither a blank, a line end nor a comment. */
export function skipBlanks(text: string, offset: number): number {
  const blanks = /(?:[ \t\r\n]|(?<=[ \t\r\n])#[^\r\n]*)*/y;
  blanks.lastIndex = offset;
  blanks.test(text);
  return blanks.lastIndex;
}

/** How a writer indents. */
export interface Habit {
  /** Columns from a key to the keys below it. */
  readonly step: number;
  /** Columns from a key to the dashes of its list: 0 for a flush list. */
  readonly listStep: number;
}

/** Values to look at before settling for the usual. */
const lookAt = 200;

/** The writer's habits, by the first places that tell; two columns and flush lists where nothing does. */
export function habitOf({ root, text }: YamlDocument): Habit {
  let step: number | undefined;
  let listStep: number | undefined;
  let left = lookAt;
  const look = (node: Node): void => {
    if (--left < 0 || (step !== undefined && listStep !== undefined) || (node.kind !== 'scalar' && node.flow)) return;
    if (node.kind === 'sequence') for (const item of node.items) if (!item.alias) look(item.value);
    if (node.kind !== 'mapping') return;
    for (const { keySpan, value, alias, merged } of node.entries) {
      if (alias || merged || (value.kind !== 'scalar' && value.flow)) continue;
      const own = columnAt(text, keySpan.start);
      const first = value.kind === 'sequence' ? value.items[0]?.indicator : value.start;
      if (value.kind === 'mapping') step ??= positive(columnAt(text, value.start) - own);
      if (value.kind === 'sequence' && first !== undefined) listStep ??= Math.max(columnAt(text, first) - own, 0);
      look(value);
    }
  };
  if (root) look(root);
  return { step: step ?? 2, listStep: listStep ?? 0 };
}

function positive(width: number): number | undefined {
  return width > 0 ? width : undefined;
}
