/**
 * What the lines of a document begin, as numbers in one list: very many documents are looked through, and an object for
 * each line would be most of what that costs. Rows are lines in order; all places are offsets in the document's text.
 */

/** How the value on a line is written; what is `special` needs a parser when somebody wants to know it. */
export const LineValue = {
  none: 0,
  plain: 1,
  single: 2,
  double: 3,
  block: 4,
  emptyMap: 5,
  emptyList: 6,
  special: 7,
} as const;

export type LineValue = (typeof LineValue)[keyof typeof LineValue];

/** Columns of a row. */
const indentAt = 0;
const startAt = 1;
const keyStartAt = 2;
const keyEndAt = 3;
const valueAt = 4;
const valueStartAt = 5;
const valueEndAt = 6;
const width = 7;
/** Added to a row's kind of value where its line begins with a dash. */
const itemMark = 16;

export class LineTable {
  /** How many lines there are. */
  readonly length: number;

  constructor(private readonly cells: readonly number[]) {
    this.length = cells.length / width;
  }

  /** Column of the first character that is no blank. */
  indent(line: number): number {
    return this.cells[line * width + indentAt] ?? 0;
  }

  /** The offset of that character. */
  start(line: number): number {
    return this.cells[line * width + startAt] ?? 0;
  }

  /** Whether it is a dash that begins an item. */
  isItem(line: number): boolean {
    return (this.cells[line * width + valueAt] ?? 0) >= itemMark;
  }

  /** Where the line's key begins, or what it has without one. */
  keyStart(line: number): number {
    return this.cells[line * width + keyStartAt] ?? 0;
  }

  /** Where its key ends (at the colon); -1 for a line without one. */
  keyEnd(line: number): number {
    return this.cells[line * width + keyEndAt] ?? -1;
  }

  value(line: number): LineValue {
    return ((this.cells[line * width + valueAt] ?? LineValue.special) % itemMark) as LineValue;
  }

  valueStart(line: number): number {
    return this.cells[line * width + valueStartAt] ?? 0;
  }

  valueEnd(line: number): number {
    return this.cells[line * width + valueEndAt] ?? 0;
  }
}

/** The list that rows are collected in, over and over: it is as long as the longest document so far had rows. */
const page: number[] = [];

/** Takes the lines of one document after the other; only one is written at a time. */
export class LineTableWriter {
  private size = 0;

  add(
    indent: number,
    isItem: boolean,
    start: number,
    keyStart: number,
    keyEnd: number,
    value: LineValue,
    valueStart: number,
    valueEnd: number,
  ): void {
    const at = this.size;
    page[at + indentAt] = indent;
    page[at + startAt] = start;
    page[at + keyStartAt] = keyStart;
    page[at + keyEndAt] = keyEnd;
    page[at + valueAt] = isItem ? value + itemMark : value;
    page[at + valueStartAt] = valueStart;
    page[at + valueEndAt] = valueEnd;
    this.size += width;
  }

  table(): LineTable {
    return new LineTable(page.slice(0, this.size));
  }
}
