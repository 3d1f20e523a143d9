/**
 * What the entries of a mapping and the items of a list are as text: from key or dash to the end of the value, and the
 * lines of comment that belong to them. For edits, which add, take away and move such parts whole.
 */
import { skipBlanks, columnAt, isFirstOnLine, lineEndAt, lineStartAt, nextLineAt } from './text-layout.ts';
import type { Place } from './locate.ts';
import type { MappingNode, Node, SequenceNode, Span, YamlDocument } from './tree.ts';

export type Collection = MappingNode | SequenceNode;

/** One entry or item as written: from its key, dash or first character to the end of its value. */
export interface Part extends Span {
  /** A block scalar that keeps the empty lines behind it. */
  readonly keepsBlanks: boolean;
}

/** All that is written in a collection, in the order of writing; the pair of a merge key is none of it. */
export function partsOf(text: string, node: Collection): readonly Part[] {
  if (node.kind === 'sequence')
    return node.items.map(({ indicator, span, alias, value }) => ({
      start: indicator,
      end: Math.max((alias ?? span).end, indicator + (node.flow ? 0 : 1)),
      keepsBlanks: !alias && keepsBlanks(text, value),
    }));
  const parts: Part[] = [];
  for (const { keySpan, value, alias, merged } of [...node.entries, ...node.shadowed]) {
    if (merged) continue;
    const end = Math.max((alias ?? value).end, keySpan.end);
    parts.push({ start: keySpan.start, end, keepsBlanks: !alias && keepsBlanks(text, value) });
  }
  return parts.sort((a, b) => a.start - b.start);
}

function keepsBlanks(text: string, node: Node): boolean {
  if (node.kind === 'scalar')
    return (
      (node.style === 'literal' || node.style === 'folded') && /^.[0-9]?\+/.test(text.slice(node.start, node.start + 3))
    );
  if (node.flow) return false;
  const last = node.kind === 'mapping' ? node.entries.filter(({ merged }) => !merged).at(-1) : node.items.at(-1);
  return last !== undefined && !last.alias && keepsBlanks(text, last.value);
}

/** The end of the last line of a part's own text. */
export function lastLineEnd(text: string, { end, keepsBlanks: keeps }: Part): number {
  if (!keeps) return lineEndAt(text, end);
  const blanks = /(?:[ \t]*(?:\r\n|[\r\n]))*/y;
  blanks.lastIndex = lineEndAt(text, end);
  blanks.test(text);
  // The last line break stays where it is.
  const at = blanks.lastIndex;
  return text.startsWith('\r\n', at - 2) ? at - 2 : Math.max(at - 1, lineEndAt(text, end));
}

/**
 * Where the lines of a part begin: with the comments directly above it, when they are indented as it is. What stands at
 * the head of a document is about all of it. For a part that is the first on its line.
 */
export function firstLineStart(document: YamlDocument, node: Collection, start: number): number {
  const { text } = document;
  let at = lineStartAt(text, start);
  if (document.root === node && lineStartAt(text, node.start) === at) return at;
  const column = start - at;
  while (at > 0) {
    const above = lineStartAt(text, at - (text.startsWith('\r\n', at - 2) ? 2 : 1));
    if (commentColumn(document, above) !== column) break;
    at = above;
  }
  return at;
}

/** Where the lines of a part end: with the comments directly below it that are indented deeper than it is. */
export function lastLineOf(document: YamlDocument, part: Part): number {
  const { text } = document;
  const column = columnAt(text, part.start);
  let end = lastLineEnd(text, part);
  for (;;) {
    const next = nextLineAt(text, end);
    if (next === end || (commentColumn(document, next) ?? -1) <= column) return end;
    end = lineEndAt(text, next);
  }
}

/** The column of a comment that has a line for itself. */
function commentColumn({ text, comments }: YamlDocument, lineStart: number): number | undefined {
  const start = lineStart + (/^[ \t]*/.exec(text.slice(lineStart, lineEndAt(text, lineStart)))?.[0].length ?? 0);
  return text.charAt(start) === '#' && comments.some((comment) => comment.start === start)
    ? start - lineStart
    : undefined;
}

/** The first comment in a range that has a line for itself. */
export function ownLineComment({ text, comments }: YamlDocument, start: number, end: number): Span | undefined {
  return comments.find((comment) => comment.start >= start && comment.end <= end && isFirstOnLine(text, comment.start));
}

/** What stands between a colon or dash and its value. */
export interface Lead {
  /** Behind the colon or dash. */
  readonly start: number;
  /** Behind the anchor or tag, or the same. */
  readonly end: number;
  readonly tags: readonly Span[];
}

/** Undefined for the root, and for the member of a flow mapping that is but a key. */
export function leadOf(text: string, { entry, item, node }: Place): Lead | undefined {
  const value = entry?.alias ?? item?.alias ?? node;
  if (entry && value.start === entry.keySpan.end && value.start === value.end) return undefined;
  let start: number;
  if (entry) start = text.indexOf(':', entry.keySpan.end) + 1;
  else if (item) start = item.indicator + (text.charAt(item.indicator) === '-' && item.indicator < value.start ? 1 : 0);
  else return undefined;
  if (start > value.start || (entry && start === 0)) return undefined;
  let end = start;
  const tags: Span[] = [];
  for (;;) {
    const at = skipBlanks(text, end);
    const property = /^[&!][^\s,\]}]*/.exec(text.slice(at, value.start))?.[0];
    if (property === undefined) return { start, end, tags };
    end = at + property.length;
    if (property.startsWith('!')) tags.push({ start: at, end });
  }
}

/** Removes lines; the last of a text, which has no line break to take along, takes the one before. */
export function wholeLines(text: string, start: number, end: number): Span {
  const next = nextLineAt(text, end);
  if (next > end || start === 0) return { start, end: next };
  return { start: start - (text.startsWith('\r\n', start - 2) ? 2 : 1), end };
}
