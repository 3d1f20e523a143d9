/**
 * Texts written as YAML scalars in every style, in as many ways as writers have – folds, escapes, indentation figures,
 * blank lines, both line ends –, with the place that each character of the text was written to.
 */
import fc from 'fast-check';
import type { ScalarStyle } from '../../server/src/core/yaml/tree.ts';
import { brokenJson, writtenJson, writtenObjects } from '../json/written-json.ts';

/** Where a character of the value stands: itself or its escape, from the first offset; a fold anywhere before the second. */
export type Written = readonly [start: number, end: number];

export interface WrittenScalar {
  readonly text: string;
  readonly value: string;
  readonly style: ScalarStyle;
  /** By the offset of the value. */
  readonly places: readonly Written[];
}

type Dice = (sides: number) => number;

/** What YAML drops around a fold are blanks and tabs; other white space, as U+2000, is text. */
const isText = (unit: string | undefined): boolean => unit !== undefined && /[^ \t\r\n]/.test(unit);

class ScalarWriter {
  text = '';
  readonly places: Written[] = [];

  constructor(
    readonly value: string,
    readonly roll: Dice,
    readonly lineBreak: string,
    readonly indent: string,
  ) {}

  /** Text that is none of the value. */
  extra(written: string): void {
    this.text += written;
  }

  /** Characters of the value, each as written; `units` are how many they are in the value. */
  put(written: string, units = 1): void {
    const start = this.text.length;
    this.text += written;
    for (let unit = 0; unit < units; unit++) {
      // Half a character as itself is written where it is.
      const isItself = written.length === units;
      this.places.push(isItself ? [start + unit, start + unit + 1] : [start, this.text.length]);
    }
  }

  /** Whether the blank at an offset can be a line break. */
  isFoldable(at: number): boolean {
    return this.value[at] === ' ' && isText(this.value[at - 1]) && isText(this.value[at + 1]);
  }

  /** Line breaks of a fold with blanks around them, for so many characters of the value. */
  fold(breaks: number, units: number, blanks: string): void {
    const start = this.text.length;
    this.text += blanks + this.lineBreak;
    for (let at = 1; at < breaks; at++) this.text += (this.roll(2) === 0 ? this.indent : '') + this.lineBreak;
    for (let unit = 0; unit < units; unit++) this.places.push([start, this.text.length]);
    this.text += this.indent;
  }

  blank(): string {
    return this.roll(3) === 0 ? ' ' : '';
  }

  /** Flow styles: folds at will, and what each other character is written as. */
  flow(character: (at: number) => { written: string; units: number }): void {
    for (let at = 0; at < this.value.length;) {
      const feeds = /^\n+/.exec(this.value.slice(at))?.[0].length ?? 0;
      if (feeds > 0 && this.canBreakAround(at, feeds)) {
        this.fold(feeds + 1, feeds, this.blank());
        at += feeds;
      } else if (this.isFoldable(at) && this.roll(4) === 0) {
        this.fold(1, 1, this.blank());
        at++;
      } else {
        const { written, units } = character(at);
        this.put(written, units);
        at += units;
      }
    }
  }

  private canBreakAround(at: number, feeds: number): boolean {
    return isText(this.value[at - 1]) && isText(this.value[at + feeds]);
  }

  /** Block styles. */
  block(isFolded: boolean): void {
    const lines = this.value.split('\n');
    const needsFigure = /^[ \n]/.test(this.value) || this.roll(5) === 0;
    const end = /\n*$/.exec(this.value)?.[0].length ?? 0;
    const chomping = end === 0 ? '-' : end === 1 ? '' : '+';
    const figure = needsFigure ? '2' : '';
    this.extra((isFolded ? '>' : '|') + (this.roll(2) === 0 ? figure + chomping : chomping + figure));
    if (this.roll(4) === 0) this.extra(' # note');
    this.extra(this.lineBreak);
    const last = lines.length - 1;
    for (let at = 0; at <= last; at++) {
      const line = lines[at] ?? '';
      if (line !== '') this.extra(this.indent);
      for (let unit = 0; unit < line.length; unit++) {
        const column = this.places.length;
        const isFold = isFolded && !line.startsWith(' ') && this.isFoldable(column) && this.roll(3) === 0;
        if (isFold) this.fold(1, 1, '');
        else this.put(line.charAt(unit));
      }
      if (at === last) break;
      const next = lines.slice(at + 1).find((other) => other !== '');
      const isBetween = line !== '' && next !== undefined && !line.startsWith(' ') && !next.startsWith(' ');
      const feeds = lines.slice(at + 1).findIndex((other) => other !== '') + 1;
      if (isFolded && isBetween) {
        // One break more than there are in the value; any of them may stand for any.
        const start = this.text.length;
        for (let feed = 0; feed <= feeds; feed++) this.text += this.lineBreak;
        for (let feed = 0; feed < feeds; feed++) this.places.push([start, this.text.length]);
        at += feeds - 1;
      } else this.put(this.lineBreak);
    }
    if (end === 0) this.extra(this.lineBreak);
  }
}

const escapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n' };

function writeScalar(value: string, style: ScalarStyle, roll: Dice, lineBreak: string, indent: string): ScalarWriter {
  const writer = new ScalarWriter(value, roll, lineBreak, indent);
  const before = roll(2) === 0 ? `spec:${lineBreak}  config: ` : `- 1${lineBreak}- config: `;
  writer.extra(before);
  switch (style) {
    case 'literal':
    case 'folded':
      writer.block(style === 'folded');
      break;
    case 'single':
      writer.extra("'");
      writer.flow((at) => ({ written: value[at] === "'" ? "''" : value.charAt(at), units: 1 }));
      writer.extra("'");
      break;
    case 'double':
      writer.extra('"');
      writer.flow((at) => {
        const code = value.codePointAt(at) ?? 0;
        const units = code > 0xffff ? 2 : 1;
        // A line that goes on below, without a blank between.
        if (roll(12) === 0 && isText(value.charAt(at))) writer.extra(`\\${lineBreak}${indent}`);
        if (units === 2) return { written: roll(2) === 0 ? `\\U${hex(code, 8)}` : value.slice(at, at + 2), units };
        const escape = escapes[value.charAt(at)];
        if (escape !== undefined) return { written: escape, units };
        if (roll(10) === 0) return { written: code < 256 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`, units };
        return { written: value.charAt(at), units };
      });
      writer.extra('"');
      break;
    default:
      writer.flow((at) => ({ written: value.charAt(at), units: 1 }));
  }
  if (style !== 'literal' && style !== 'folded') writer.extra(lineBreak);
  writer.extra(before.startsWith('spec') ? `  other: x${lineBreak}` : `  other: x${lineBreak}- 2${lineBreak}`);
  return writer;
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, '0');
}

function dice(seeds: readonly number[]): Dice {
  let next = 0;
  return (sides) => (seeds[next++ % seeds.length] ?? 0) % sides;
}

/** JSON as a configuration may have it, whole and broken, without what YAML cannot hold unescaped. */
const printable = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- no YAML can hold these as they are
  text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/gu, '');

/** What the style can hold: a flow scalar drops the blanks at line ends, and a block one begins no line with a mark of its own. */
const valuesOf = (json: fc.Arbitrary<string>): Record<Exclude<ScalarStyle, 'absent'>, fc.Arbitrary<string>> => ({
  literal: json.filter((text) => !/^\s*$/.test(text)),
  folded: json.filter((text) => !/^\s*$/.test(text)),
  single: json.map((text) => text.replace(/ *\n */g, '\n').trim()),
  double: json,
  plain: fc
    .array(fc.constantFrom('bridge', 'type:x', "it's", '😀', 'a#b', '{x}', 'é'), { minLength: 2, maxLength: 8 })
    .map((words) => `a ${words.join(' ')}`)
    .map((text) => text.replace(/(😀) /g, '$1\n')),
});

function written(
  json: fc.Arbitrary<string>,
  styles: readonly Exclude<ScalarStyle, 'absent'>[],
): fc.Arbitrary<WrittenScalar> {
  const values = valuesOf(json.map(printable));
  return fc
    .tuple(
      fc.constantFrom(...styles).chain((style) => fc.tuple(fc.constant(style), values[style])),
      fc.array(fc.nat({ max: 1000 }), { minLength: 20, maxLength: 60 }),
      fc.constantFrom('\n', '\r\n'),
    )
    .map(([[style, value], seeds, lineBreak]) => {
      const writer = writeScalar(value, style, dice(seeds), lineBreak, '    ');
      return { text: writer.text, value, style, places: writer.places };
    });
}

const quotedOrBlock = ['literal', 'folded', 'single', 'double'] as const;

/** Whatever text, in every style; what reads like a template is another matter. */
export const writtenScalar = written(fc.oneof(writtenJson, brokenJson), [...quotedOrBlock, 'plain']).filter(
  ({ text }) => !/\{[{%]|\$\{/.test(text),
);

/** The JSON of an object, in every style that can hold one. */
export const writtenConfig = written(writtenObjects, quotedOrBlock);
