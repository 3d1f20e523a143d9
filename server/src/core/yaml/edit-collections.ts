/**
 * Adding and removing entries of mappings and items of lists, in block and flow style, in the layout that is there. All
 * rules of `edit.ts` hold: nothing else changes, and what cannot be done so is undefined.
 */
import { confirm, insertAt, remove, set, type TextEdit } from './edit-check.ts';
import { find, joinField, nearest, type Place } from './locate.ts';
import { blockLines, flowText, quoteScalar } from './scalar-text.ts';
import {
  columnAt,
  habitOf,
  isFirstOnLine,
  lineBreakOf,
  lineEndAt,
  lineStartAt,
  nextLineAt,
  skipBlanks,
} from './text-layout.ts';
import type { MappingNode, Node, SequenceNode, Span, YamlDocument } from './tree.ts';

type Edits = readonly TextEdit[] | undefined;

/** One entry or item as written: from its key, dash or first character to the end of its value. */
interface Part extends Span {
  /** A block scalar that keeps the empty lines behind it. */
  readonly keepsBlanks: boolean;
}

/**
 * Adds an entry to the mapping at a field, after its last one, or after the entry of a key; a mapping that is not there is
 * made, with its parents. `value` is plain data. Undefined where the entry exists, or the place is no mapping or written
 * elsewhere.
 */
export function insertEntry(
  document: YamlDocument,
  text: string,
  field: string,
  key: string,
  value: unknown,
  after?: string,
): Edits {
  if (!document.root) return undefined;
  const place = nearest(document.root, field);
  if (place.shared) return undefined;
  if (place.field !== field) {
    const missing = field.slice(place.field.length).replace(/^\./, '').split('.');
    if (missing.some((part) => part === '' || part.includes('['))) return undefined;
    const [first = '', ...rest] = missing;
    const nested = [...rest, key].reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
    return insertInto(document, text, place, first, nested);
  }
  return insertInto(document, text, place, key, value, after);
}

function insertInto(
  document: YamlDocument,
  text: string,
  place: Place,
  key: string,
  value: unknown,
  after?: string,
): Edits {
  const { node, path } = place;
  if (node.kind === 'mapping') {
    if (node.entries.some((entry) => entry.key === key)) return undefined;
    const parts = partsOf(text, node);
    const entry = node.entries.find((candidate) => candidate.key === after && !candidate.merged);
    const behind = entry
      ? parts.findIndex((part) => part.start <= entry.keySpan.start && entry.keySpan.start < part.end) + 1
      : parts.length;
    const edits = node.flow
      ? insertPart(text, node, parts, behind, `${quoteScalar(key, 'double')}: ${flowText(value, 'double')}`)
      : insertLines(text, node, parts, behind, blockLines({ [key]: value }, habitOf(document)));
    return edits && confirm(document, text, edits, (root) => set(root, [...path, key], value));
  }
  const edits = fillEmpty(document, text, place, blockLines({ [key]: value }, habitOf(document)), false);
  return (
    edits &&
    confirm(document, text, edits, (root) => (path.length === 0 ? { [key]: value } : set(root, path, { [key]: value })))
  );
}

/**
 * Adds an item to the list at a field, before the one at `index`, or as the last; a list that is not there is made.
 * `value` is plain data.
 */
export function insertItem(document: YamlDocument, text: string, field: string, value: unknown, index?: number): Edits {
  if (!document.root) return undefined;
  const place = nearest(document.root, field);
  if (place.shared) return undefined;
  if (place.field !== field) {
    const split = field.lastIndexOf('.');
    const [base, key] = split < 0 ? ['', field] : [field.slice(0, split), field.slice(split + 1)];
    return key.includes('[') ? undefined : insertEntry(document, text, base, key, [value]);
  }
  const { node, path } = place;
  const lines = blockLines([value], habitOf(document));
  if (node.kind !== 'sequence') {
    const edits = fillEmpty(document, text, place, lines, true);
    return edits && confirm(document, text, edits, (root) => set(root, path, [value]));
  }
  const at = Math.min(Math.max(index ?? node.items.length, 0), node.items.length);
  const isScalar = typeof value !== 'object' || value === null;
  const edits = !node.flow
    ? insertLines(text, node, partsOf(text, node), at, lines)
    : ((isScalar ? undefined : fillEmpty(document, text, place, lines, true)) ??
      insertPart(text, node, partsOf(text, node), at, flowText(value, 'double')));
  return edits && confirm(document, text, edits, (root) => insertAt(root, path, at, value));
}

/**
 * Removes the entry at a field with its lines. The last entry of a mapping leaves `{}`. Undefined where the entry is
 * written elsewhere or its lines hold something else too.
 */
export function removeEntry(document: YamlDocument, text: string, field: string): Edits {
  const place = document.root && find(document.root, field);
  const entry = place?.entry;
  if (!place || !entry || entry.merged) return undefined;
  return removePart(document, text, place, entry.keySpan.start);
}

/** Removes the item at a field, which ends in its index, with its lines. The last item of a list leaves `[]`. */
export function removeItem(document: YamlDocument, text: string, field: string): Edits {
  const place = document.root && find(document.root, field);
  if (!place?.item) return undefined;
  return removePart(document, text, place, place.item.alias?.start ?? place.item.span.start);
}

function removePart(document: YamlDocument, text: string, place: Place, inside: number): Edits {
  const parent = document.root && find(document.root, fieldOf(place.path.slice(0, -1)));
  if (!parent || parent.shared || parent.node.kind === 'scalar') return undefined;
  const { node } = parent;
  const parts = partsOf(text, node);
  const index = parts.findIndex(({ start, end }) => start <= inside && inside <= end);
  const edits =
    parts.length === 1
      ? emptied(text, parent, node)
      : node.flow
        ? cut(text, parts, index)
        : cutLines(text, node, parts, index);
  return edits && confirm(document, text, edits, (root) => remove(root, place.path));
}

/** All that is written in a collection, in the order of writing; the pair of a merge key is none of it. */
function partsOf(text: string, node: MappingNode | SequenceNode): readonly Part[] {
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
  if (node.kind === 'mapping') {
    const last = node.entries.at(-1);
    return last !== undefined && !node.flow && !last.merged && !last.alias && keepsBlanks(text, last.value);
  }
  if (node.kind === 'sequence') {
    const last = node.items.at(-1);
    return last !== undefined && !node.flow && !last.alias && keepsBlanks(text, last.value);
  }
  return (
    (node.style === 'literal' || node.style === 'folded') && /^.[0-9]?\+/.test(text.slice(node.start, node.start + 3))
  );
}

/** The end of the last line that belongs to a part. */
function lastLineEnd(text: string, { end, keepsBlanks: keeps }: Part): number {
  if (!keeps) return lineEndAt(text, end);
  const blanks = /(?:[ \t]*(?:\r\n|[\r\n]))*/y;
  blanks.lastIndex = lineEndAt(text, end);
  blanks.test(text);
  // The last line break stays where it is.
  const at = blanks.lastIndex;
  return text.startsWith('\r\n', at - 2) ? at - 2 : Math.max(at - 1, lineEndAt(text, end));
}

/** Lines among those of a block collection, before the part at an index. */
function insertLines(
  text: string,
  node: MappingNode | SequenceNode,
  parts: readonly Part[],
  index: number,
  lines: readonly string[],
): Edits {
  const lineBreak = lineBreakOf(text);
  const pad = ' '.repeat(columnAt(text, node.start));
  const before = parts[index - 1];
  if (before) {
    const at = lastLineEnd(text, before);
    return [{ start: at, end: at, newText: lines.map((line) => lineBreak + pad + line).join('') }];
  }
  const first = parts[0];
  if (!first) return undefined;
  return [{ start: first.start, end: first.start, newText: lines.map((line) => line + lineBreak + pad).join('') }];
}

/** A part of a flow collection, before the one at an index. */
function insertPart(
  text: string,
  node: MappingNode | SequenceNode,
  parts: readonly Part[],
  index: number,
  written: string,
): Edits {
  const first = parts[0];
  if (!first) return [{ start: node.start + 1, end: node.end - 1, newText: written }];
  const lineBreak = lineBreakOf(text);
  const isTall =
    first.start > lineStartAt(text, first.start) &&
    isFirstOnLine(text, first.start) &&
    lineStartAt(text, first.start) > node.start;
  const lead = isTall ? lineBreak + text.slice(lineStartAt(text, first.start), first.start) : ' ';
  const before = parts[index - 1];
  if (!before) return [{ start: first.start, end: first.start, newText: `${written},${lead}` }];
  const comma = skipBlanks(text, before.end);
  const hasComma = text.charAt(comma) === ',';
  // A key whose value is left out needs the blank behind its colon.
  const blank = text.charAt(before.end - 1) === ':' ? ' ' : '';
  if (!isTall) return [{ start: before.end, end: before.end, newText: `${blank},${lead}${written}` }];
  const lineEnd = lineEndAt(text, hasComma ? comma : before.end);
  const line = { start: lineEnd, end: lineEnd, newText: lead + written + (hasComma ? ',' : '') };
  if (hasComma) return [line];
  // Two insertions at one place would depend on their order.
  if (lineEnd === before.end) return [{ ...line, newText: `${blank},${line.newText}` }];
  return [{ start: before.end, end: before.end, newText: `${blank},` }, line];
}

/**
 * Lines in place of a value that is left out, null or an empty flow collection: below its key, or behind its dash.
 */
function fillEmpty(
  document: YamlDocument,
  text: string,
  place: Place,
  lines: readonly string[],
  isList: boolean,
): Edits {
  const { node, entry, item } = place;
  if (node.anchor !== undefined || entry?.alias || item?.alias) return undefined;
  const isEmpty = node.kind === 'scalar' ? node.value === null : node.flow && partsOf(text, node).length === 0;
  if (!isEmpty) return undefined;
  const lineBreak = lineBreakOf(text);
  if (item) {
    const column = columnAt(text, item.indicator) + 2;
    const newText = lines.join(lineBreak + ' '.repeat(column));
    if (text.charAt(item.indicator) !== '-') return undefined;
    return [{ start: item.indicator + 1, end: Math.max(node.end, item.indicator + 1), newText: ` ${newText}` }];
  }
  if (!entry) return undefined;
  const colon = text.indexOf(':', entry.keySpan.end);
  if (colon < 0 || text.slice(colon + 1, node.start).trim() !== '' || lineEndAt(text, colon) < node.start)
    return undefined;
  const { step, listStep } = habitOf(document);
  const pad = lineBreak + ' '.repeat(columnAt(text, entry.keySpan.start) + (isList ? listStep : step));
  const lineEnd = lineEndAt(text, node.end);
  const below = { start: lineEnd, end: lineEnd, newText: lines.map((line) => pad + line).join('') };
  return node.end > colon + 1 ? [{ start: colon + 1, end: node.end, newText: '' }, below] : [below];
}

/** A collection that loses its only part: `{}` or `[]` behind its key. */
function emptied(text: string, { entry, item }: Place, node: MappingNode | SequenceNode): Edits {
  const empty = node.kind === 'mapping' ? '{}' : '[]';
  if (node.flow) return [{ start: node.start, end: node.end, newText: empty }];
  const [part] = partsOf(text, node);
  if (!part) return undefined;
  const end = lastLineEnd(text, part);
  const colon = entry ? text.indexOf(':', entry.keySpan.end) : -1;
  if (colon < 0 || !isFirstOnLine(text, node.start))
    return [{ start: node.start, end: item || entry ? part.end : end, newText: empty }];
  return [
    { start: colon + 1, end: colon + 1, newText: ` ${empty}` },
    { start: lineEndAt(text, lineStartAt(text, node.start) - 1), end, newText: '' },
  ].map((edit) => (edit.newText === '' ? wholeLines(text, lineStartAt(text, node.start), end) : edit));
}

/** A part of a flow collection with the comma before or behind it. */
function cut(text: string, parts: readonly Part[], index: number): Edits {
  const own = parts[index];
  const next = parts[index + 1];
  const before = parts[index - 1];
  if (own && next) return [{ start: own.start, end: next.start, newText: '' }];
  if (!own || !before) return undefined;
  // A key whose value is left out keeps the blank behind its colon.
  const start = text.charAt(before.end - 1) === ':' ? text.indexOf(',', before.end) : before.end;
  return [{ start, end: own.end, newText: '' }];
}

/** The lines of a part of a block collection. */
function cutLines(text: string, node: MappingNode | SequenceNode, parts: readonly Part[], index: number): Edits {
  const own = parts[index];
  const next = parts[index + 1];
  if (!own) return undefined;
  const start = index === 0 ? node.start : own.start;
  // The first part of an item shares its line with the dash: the next one moves up.
  if (!isFirstOnLine(text, start)) return next && [{ start, end: next.start, newText: '' }];
  return [wholeLines(text, lineStartAt(text, start), lastLineEnd(text, own))];
}

/** Removes lines; the last of a text, which has no line break to take along, takes the one before. */
function wholeLines(text: string, start: number, end: number): TextEdit {
  const next = nextLineAt(text, end);
  if (next > end || start === 0) return { start, end: next, newText: '' };
  return { start: start - (text.startsWith('\r\n', start - 2) ? 2 : 1), end, newText: '' };
}

function fieldOf(path: readonly (string | number)[]): string {
  return path.reduce<string>((field, part) => joinField(field, part), '');
}
