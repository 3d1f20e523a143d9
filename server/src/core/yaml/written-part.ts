/**
 * The text of an entry or item that is there, to be written elsewhere: comments, quotes and layout as they are, without the
 * indentation. All rules of `edit.ts` hold.
 */
import { firstLineStart, lastLineOf, leadOf, partsOf, type Collection, type Part } from './collection-parts.ts';
import type { Written } from './collection-writing.ts';
import { follow, type Place } from './locate.ts';
import { plainValue } from './read-document.ts';
import { blockLines, flowEntry, flowText, quoteScalar } from './scalar-text.ts';
import { habitOf, isFirstOnLine, lineStartAt } from './text-layout.ts';
import type { MappingEntry, YamlDocument } from './tree.ts';

/** An entry of a mapping that is written where it is read. */
export interface Own {
  readonly place: Place;
  readonly entry: MappingEntry;
  readonly holder: Place;
  readonly node: Collection & { readonly kind: 'mapping' };
}

export function ownEntry(document: YamlDocument, place: Place): Own | undefined {
  const { entry, path } = place;
  const holder = document.root && entry && follow(document.root, path.slice(0, -1));
  if (!entry || !holder || entry.merged || holder.shared || holder.node.kind !== 'mapping') return undefined;
  return { place, entry, holder, node: holder.node };
}

/** A key in the quotes of the one it replaces. */
export function keyText(document: YamlDocument, text: string, { entry, node }: Own, key: string): string {
  const { quotes } = habitOf(document);
  const first = text.charAt(entry.keySpan.start);
  if (first === '"') return quoteScalar(key, 'double');
  if (first === "'") return quoteScalar(key, 'single');
  return quoteScalar(key, node.flow && key.includes(':') ? quotes : 'plain', quotes);
}

/** The text of an entry, to be written elsewhere. */
export function writtenEntry(document: YamlDocument, text: string, own: Own, key: string): Written | undefined {
  const { entry, node, place } = own;
  const part = partsOf(text, node).find(({ start }) => start === entry.keySpan.start);
  if (!part) return undefined;
  const name = key === entry.key ? text.slice(part.start, entry.keySpan.end) : keyText(document, text, own, key);
  const rest = text.slice(entry.keySpan.end, part.end);
  const isOneLine = !/[\r\n]/.test(rest);
  const hasComments = document.comments.some(({ start, end }) => start >= part.start && end <= part.end);
  if (node.flow) {
    const verbatim = leadOf(text, place) && isOneLine ? name + rest : undefined;
    if (verbatim === undefined && hasComments) return undefined;
    const value = plainValue(place.node);
    return {
      lines: verbatim === undefined ? blockLines({ [key]: value }, habitOf(document)) : [verbatim],
      flow: (habit) => verbatim ?? flowEntry(key, value, habit),
    };
  }
  const chunk = linesOf(document, text, node, part, name, entry.keySpan.end);
  if (!chunk) return undefined;
  if (hasCommentsIn(document, text, node, part)) return { lines: chunk, flow: undefined };
  const value = plainValue(place.node);
  const { node: old } = place;
  const isFlow =
    isOneLine && !entry.alias && (old.kind === 'scalar' ? /^(?:single|double)$/.test(old.style) : old.flow);
  return {
    lines: chunk,
    flow: (habit) => (isFlow ? name + rest : flowEntry(key, value, habit)),
  };
}

function hasCommentsIn(document: YamlDocument, text: string, node: Collection, part: Part): boolean {
  const start = isFirstOnLine(text, part.start) ? firstLineStart(document, node, part.start) : part.start;
  const end = lastLineOf(document, part);
  return document.comments.some((comment) => comment.start >= start && comment.end <= end);
}

/** The lines of an entry or item and its comments, moved to the first column; `head` stands in place of its text up to `from`. */
function linesOf(
  document: YamlDocument,
  text: string,
  node: Collection,
  part: Part,
  head: string,
  from: number,
): readonly string[] | undefined {
  const lineStart = lineStartAt(text, part.start);
  const column = part.start - lineStart;
  const isFirst = isFirstOnLine(text, part.start);
  // Behind dashes it is the first on its line all the same.
  if (!isFirst && !/^[ \t]*(?:-[ \t]+)+$/.test(text.slice(lineStart, part.start))) return undefined;
  const above = isFirst ? text.slice(firstLineStart(document, node, part.start), lineStart) : '';
  const own = ' '.repeat(column) + head + text.slice(from, lastLineOf(document, part));
  const lines = (above + own).split(/\r\n|[\r\n]/);
  return lines.map((line) => line.slice(Math.min(column, /^ */.exec(line)?.[0].length ?? 0)));
}

/** The text of an item of a list, to be written elsewhere; of one that is written where it is read. */
export function writtenItem(document: YamlDocument, text: string, place: Place): Written | undefined {
  const { item, path } = place;
  const node = document.root && item && follow(document.root, path.slice(0, -1))?.node;
  if (node?.kind !== 'sequence' || item?.alias) return undefined;
  const part = partsOf(text, node).find(({ start }) => start === item?.indicator);
  if (!part) return undefined;
  const value = plainValue(place.node);
  const written = text.slice(item?.span.start, item?.span.end);
  const isOneLine = !/[\r\n]/.test(written);
  const hasComments = hasCommentsIn(document, text, node, part);
  if (node.flow) {
    if (!isOneLine && hasComments) return undefined;
    return {
      lines: isOneLine ? [`- ${written}`] : blockLines([value], habitOf(document)),
      flow: (habit) => (isOneLine ? written : flowText(value, habit)),
    };
  }
  const lines = linesOf(document, text, node, part, '', part.start);
  return lines && { lines, flow: hasComments ? undefined : (habit) => flowText(value, habit) };
}
