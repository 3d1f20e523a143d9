/**
 * What the nodes of a quick tree read from: the text of a document, its lines, and the values and collections that stand on
 * them. A contract alone, so that nodes know nothing of the reader that makes them.
 */
import type { LineTable } from './line-table.ts';
import type { Node, ScalarNode } from './tree.ts';

/** Gives a part of a text. */
export type Cut = (text: string, start: number, end: number) => string;

export interface QuickSource {
  readonly text: string;
  /** The text without its templates, which says how it is built; values are those of the text itself. */
  readonly masked: string;
  readonly lines: LineTable;
  readonly cut: Cut;
  /** Something was looked at that a parser has to read. */
  giveUp(): ScalarNode;
  /** The line behind those that belong to a value: deeper ones, and items as deep where a key may have a list there. */
  valueEnd(from: number, to: number, indent: number, takesItems: boolean): number;
  /** What stands behind a key or dash on a line, or on the lines below, up to `to`. */
  value(line: number, to: number): Node;
}
