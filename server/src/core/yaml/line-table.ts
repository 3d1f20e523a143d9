/**
 * What the lines of a document begin, as numbers in one list: very many documents are looked through, and an object for
 * each line would be most of what that costs. Rows are lines in order; all places are offsets in the document's text. One
 * table may serve one document after the other.
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

const mostKept = 10_000 * width;

function newCells(): Int32Array {
  return new Int32Array(64 * width);
}

export class LineTable {
  /** Rows behind `length` are left over from other documents. */
  private cells = newCells();
  private count = 0;

  /** How many lines there are. */
  get length(): number {
    return this.count;
  }

  private grow(): void {
    const { cells } = this;
    this.cells = new Int32Array(2 * cells.length);
    this.cells.set(cells);
  }

  /** Empties the table for another document. The room that a very long one took is not kept. */
  clear(): void {
    this.count = 0;
    if (this.cells.length > mostKept) this.cells = newCells();
  }

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
    const at = this.count++ * width;
    if (at === this.cells.length) this.grow();
    const { cells } = this;
    cells[at + indentAt] = indent;
    cells[at + startAt] = start;
    cells[at + keyStartAt] = keyStart;
    cells[at + keyEndAt] = keyEnd;
    cells[at + valueAt] = isItem ? value + itemMark : value;
    cells[at + valueStartAt] = valueStart;
    cells[at + valueEndAt] = valueEnd;
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
