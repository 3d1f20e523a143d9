/**
 * How a document is laid out as text: lines, columns, line ends, and the indentation its writer uses. For edits that keep
 * to it; knows nothing of what the text means.
 */
import type { MappingNode, Node, SequenceNode, YamlDocument } from './tree.ts';

/** The line end a text uses; that of its first line. */
export function lineBreakOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** Where the line of an offset begins. */
export function lineStartAt(text: string, offset: number): number {
  if (offset <= 0) return 0;
  return Math.max(text.slice(0, offset).lastIndexOf('\n'), text.slice(0, offset).lastIndexOf('\r')) + 1;
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

/** How a writer writes. */
export interface Habit {
  /** Columns from a key to the keys below it. */
  readonly step: number;
  /** Columns from a key to the dashes of its list: 0 for a flush list. */
  readonly listStep: number;
  /** The quotes of texts that need some. */
  readonly quotes: 'single' | 'double';
  readonly flow: FlowHabit;
}

/** How a writer writes `{…}` and `[…]`. */
export interface FlowHabit {
  /** Keys and texts in quotes, as in JSON. */
  readonly isJson: boolean;
  /** Blanks inside the braces. */
  readonly isPadded: boolean;
}

/** Values to look at before settling for the usual. */
const lookAt = 200;

/** The writer's habits, by the first places that tell; two columns, flush lists and single quotes where nothing does. */
export function habitOf({ root, text }: YamlDocument): Habit {
  let step: number | undefined;
  let listStep: number | undefined;
  let flow: FlowHabit | undefined;
  let double = 0;
  let single = 0;
  let left = lookAt;
  const look = (node: Node): void => {
    if (--left < 0) return;
    if (node.kind === 'scalar') {
      if (node.style === 'double') double++;
      if (node.style === 'single') single++;
      return;
    }
    if (node.flow) flow ??= flowHabitOf(text, node);
    if (node.kind === 'sequence') for (const item of node.items) if (!item.alias) look(item.value);
    if (node.kind !== 'mapping') return;
    for (const { keySpan, value, alias, merged } of node.entries) {
      if (alias || merged) continue;
      const own = columnAt(text, keySpan.start);
      if (!node.flow && value.kind === 'mapping' && !value.flow) step ??= positive(columnAt(text, value.start) - own);
      if (!node.flow && value.kind === 'sequence' && !value.flow) {
        const first = value.items[0]?.indicator;
        if (first !== undefined) listStep ??= Math.max(columnAt(text, first) - own, 0);
      }
      look(value);
    }
  };
  if (root) look(root);
  return {
    step: step ?? 2,
    listStep: listStep ?? 0,
    quotes: double > single ? 'double' : 'single',
    flow: flow ?? { isJson: false, isPadded: false },
  };
}

/** How one flow collection is written; undefined where it holds nothing that tells. */
export function flowHabitOf(text: string, node: MappingNode | SequenceNode): FlowHabit | undefined {
  const first = node.kind === 'mapping' ? node.entries.find(({ merged }) => !merged)?.keySpan : node.items[0]?.span;
  if (!first) return undefined;
  const inner = node.kind === 'sequence' ? node.items[0]?.value : undefined;
  if (inner && inner.kind !== 'scalar') return inner.flow ? flowHabitOf(text, inner) : undefined;
  return {
    isJson: text.charAt(first.start) === '"',
    isPadded: node.kind === 'mapping' && /^[ \t]/.test(text.slice(node.start + 1, first.start)),
  };
}

function positive(width: number): number | undefined {
  return width > 0 ? width : undefined;
}
