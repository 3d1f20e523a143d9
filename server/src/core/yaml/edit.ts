/**
 * Minimal edits of one document: each changes what it is asked to and leaves every other byte alone – comments, quotes,
 * indentation, line ends. An edit that cannot be made that way is undefined, never a guess.
 */
import { find, nearest, type Place } from './locate.ts';
import { blockLines, quoteScalar } from './scalar-text.ts';
import type { MappingEntry, MappingNode, Node, ScalarNode, Span, YamlDocument } from './tree.ts';

export { quoteScalar } from './scalar-text.ts';

/** Replacement of a range of the document's segment. */
export interface TextEdit extends Span {
  readonly newText: string;
}

/**
 * Puts another text into the scalar at a field, in the same style where that can hold it. Undefined where there is no
 * scalar, or where it is written elsewhere, through an anchor, and may mean other fields too.
 */
export function replaceScalar(
  document: YamlDocument,
  text: string,
  field: string,
  value: string,
): readonly TextEdit[] | undefined {
  const place = document.root && find(document.root, field);
  if (!place || place.shared || place.node.kind !== 'scalar' || place.node.anchor !== undefined) return undefined;
  const { node } = place;
  if (node.style === 'absent') {
    const blank = /[\s,[{]/.test(text.charAt(node.start - 1)) ? '' : ' ';
    return [{ start: node.start, end: node.end, newText: blank + quoteScalar(value, 'single') }];
  }
  return [{ start: node.start, end: node.end, newText: scalarText(text, place, node, value) }];
}

function scalarText(text: string, place: Place, node: ScalarNode, value: string): string {
  switch (node.style) {
    case 'double':
      return quoteScalar(value, 'double');
    case 'literal':
    case 'folded': {
      const lines = value.split('\n');
      const fits = node.style === 'literal' || lines.length === 1;
      const isClean =
        fits && value !== '' && !/^[ \t]|[ \t\n]$|\n[ \t]|[^\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd]/.test(value);
      if (!isClean) return quoteScalar(value, 'single');
      const body = /\n([ ]+)\S/.exec(text.slice(node.start, node.end))?.[1];
      const keyColumn = place.entry ? columnOf(text, place.entry.keySpan.start) : 0;
      const indent = body ?? ' '.repeat(keyColumn + 2);
      const marker = node.style === 'literal' ? '|-' : '>-';
      return [marker, ...lines.map((line) => indent + line)].join(lineBreakOf(text));
    }
    case 'plain':
      return quoteScalar(value, 'plain');
    default:
      return quoteScalar(value, 'single');
  }
}

/**
 * Adds an entry to the mapping at a field, after its last one; a mapping that is not there is made, with its parents.
 * `value` is plain data. Undefined where the entry exists, or the place is no mapping or written elsewhere.
 */
export function insertEntry(
  document: YamlDocument,
  text: string,
  field: string,
  key: string,
  value: unknown,
): readonly TextEdit[] | undefined {
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
  return insertInto(document, text, place, key, value);
}

function insertInto(
  document: YamlDocument,
  text: string,
  { node, entry }: Place,
  key: string,
  value: unknown,
): readonly TextEdit[] | undefined {
  const step = indentStep(document, text);
  if (node.kind === 'mapping') {
    if (node.entries.some((existing) => existing.key === key)) return undefined;
    return node.flow ? insertIntoFlow(text, node, key, value) : insertIntoBlock(text, node, key, value, step);
  }
  // `annotations:` with nothing behind it becomes a mapping.
  if (node.kind !== 'scalar' || node.style !== 'absent' || !entry || entry.alias) return undefined;
  const colon = text.indexOf(':', entry.keySpan.end);
  if (colon < 0) return undefined;
  const indent = columnOf(text, entry.keySpan.start) + step;
  return [
    { start: lineEndAt(text, colon), end: lineEndAt(text, colon), newText: newLines(text, indent, key, value, step) },
  ];
}

function insertIntoBlock(
  text: string,
  node: MappingNode,
  key: string,
  value: unknown,
  step: number,
): readonly TextEdit[] | undefined {
  const own = [...node.entries, ...node.shadowed].filter((entry) => !entry.merged);
  const last = own.reduce<MappingEntry | undefined>(
    (latest, entry) => (latest && latest.keySpan.start > entry.keySpan.start ? latest : entry),
    undefined,
  );
  const first = own.reduce<MappingEntry | undefined>(
    (earliest, entry) => (earliest && earliest.keySpan.start < entry.keySpan.start ? earliest : entry),
    undefined,
  );
  if (!last || !first) return undefined;
  const at = lineEndAt(text, endOfEntry(text, last));
  return [{ start: at, end: at, newText: newLines(text, columnOf(text, first.keySpan.start), key, value, step) }];
}

function insertIntoFlow(text: string, node: MappingNode, key: string, value: unknown): readonly TextEdit[] | undefined {
  const close = node.end - 1;
  if (text.charAt(close) !== '}') return undefined;
  const written = `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
  const last = node.entries.filter((entry) => !entry.merged).at(-1);
  if (!last) return [{ start: close, end: close, newText: written }];
  const at = last.alias?.end ?? Math.max(last.value.end, last.keySpan.end);
  const lineStart = text.lastIndexOf('\n', last.keySpan.start - 1) + 1;
  const lead = text.slice(lineStart, last.keySpan.start);
  // One entry a line stays one entry a line.
  const separator = lineStart > node.start && lead.trim() === '' ? `,${lineBreakOf(text)}${lead}` : ', ';
  return [{ start: at, end: at, newText: separator + written }];
}

function newLines(text: string, indent: number, key: string, value: unknown, step: number): string {
  const lineBreak = lineBreakOf(text);
  return blockLines({ [key]: value }, step)
    .map((line) => lineBreak + ' '.repeat(indent) + line)
    .join('');
}

/**
 * Removes the entry at a field with its lines. The last entry of a mapping leaves `{}`. Undefined where the entry is
 * written elsewhere or its lines hold something else too.
 */
export function removeEntry(document: YamlDocument, text: string, field: string): readonly TextEdit[] | undefined {
  const { root } = document;
  const place = root && find(root, field);
  if (!root || !place?.entry || place.entry.merged) return undefined;
  const { entry } = place;
  const parent = nearest(root, parentField(field, entry.key));
  if (parent.node.kind !== 'mapping' || parent.shared) return undefined;
  const mapping = parent.node;
  const own = [...mapping.entries, ...mapping.shadowed]
    .filter((other) => !other.merged)
    .sort((a, b) => a.keySpan.start - b.keySpan.start);
  if (own.length === 1) return [emptied(text, mapping, parent, endOfEntry(text, entry))];
  const index = own.indexOf(entry);
  const next = own[index + 1];
  const before = own[index - 1];
  if (mapping.flow) {
    if (next) return [{ start: entry.keySpan.start, end: next.keySpan.start, newText: '' }];
    return before && [{ start: endOfEntry(text, before), end: endOfEntry(text, entry), newText: '' }];
  }
  const lineStart = text.lastIndexOf('\n', entry.keySpan.start - 1) + 1;
  if (text.slice(lineStart, entry.keySpan.start).trim() !== '') {
    // The first entry of a list item shares its line with the dash: the next one moves up.
    return next && [{ start: entry.keySpan.start, end: next.keySpan.start, newText: '' }];
  }
  const lineEnd = lineEndAt(text, endOfEntry(text, entry));
  const lineBreak = /^(?:\r\n|\n|\r)?/.exec(text.slice(lineEnd, lineEnd + 2))?.[0].length ?? 0;
  if (lineBreak > 0) return [{ start: lineStart, end: lineEnd + lineBreak, newText: '' }];
  // The last line of the text has no line break to take along but the one before it.
  return [{ start: before ? lineEndAt(text, endOfEntry(text, before)) : lineStart, end: lineEnd, newText: '' }];
}

/** A mapping that loses its only entry: `{}` behind its key. */
function emptied(text: string, mapping: MappingNode, parent: Place, end: number): TextEdit {
  if (mapping.flow) return { start: mapping.start, end: mapping.end, newText: '{}' };
  const key = parent.entry?.keySpan;
  const colon = key ? text.indexOf(':', key.end) : -1;
  const isBare = colon >= 0 && text.slice(colon + 1, mapping.start).trim() === '';
  return isBare ? { start: colon + 1, end, newText: ' {}' } : { start: mapping.start, end, newText: '{}' };
}

/** A comment on a line of its own above the line of an offset, indented like it. */
export function insertCommentLineBefore(text: string, offset: number, comment: string): readonly TextEdit[] {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
  return [{ start: lineStart, end: lineStart, newText: indent + comment + lineBreakOf(text) }];
}

/** The text after some edits, which must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce((result, edit) => result.slice(0, edit.start) + edit.newText + result.slice(edit.end), text);
}

/** The line end a text uses; that of its first line. */
export function lineBreakOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

function parentField(field: string, key: string): string {
  return field.length === key.length ? '' : field.slice(0, field.length - key.length - 1);
}

function endOfEntry(text: string, entry: MappingEntry): number {
  const end = entry.alias?.end ?? entry.value.end;
  if (end > entry.keySpan.end) return end;
  const colon = text.indexOf(':', entry.keySpan.end);
  return colon < 0 ? entry.keySpan.end : colon + 1;
}

/** The end of the line an offset stands in, before its line break. */
function lineEndAt(text: string, offset: number): number {
  const rest = /[\r\n]/.exec(text.slice(offset));
  return rest ? offset + rest.index : text.length;
}

function columnOf(text: string, offset: number): number {
  return offset - (Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1);
}

/** Blanks a level of the document is indented by; two where nothing tells. */
function indentStep(document: YamlDocument, text: string): number {
  const search = (node: Node, depth: number): number | undefined => {
    if (node.kind !== 'mapping' || node.flow || depth > 6) return undefined;
    for (const { alias, merged, value, keySpan } of node.entries) {
      if (alias || merged || value.kind !== 'mapping' || value.flow) continue;
      const inner = value.entries.find((candidate) => !candidate.merged);
      return inner ? columnOf(text, inner.keySpan.start) - columnOf(text, keySpan.start) : search(value, depth + 1);
    }
    return undefined;
  };
  const step = document.root && search(document.root, 0);
  return step !== undefined && step > 0 ? step : 2;
}
