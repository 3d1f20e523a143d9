/**
 * Giving an entry another key, and moving it to another mapping with its whole text – comments, quotes, layout – only
 * indented anew. All rules of `edit.ts` hold.
 */
import { firstLineStart, lastLineOf, leadOf, partsOf, type Collection, type Part } from './collection-parts.ts';
import { applyEdits, get, remove, set, type Draft } from './edit-check.ts';
import { editsOf, piecesOf, splice } from './edit-compose.ts';
import { draftWritten, missingKeys, type Position, type Written } from './edit-insert.ts';
import { draftRemoval } from './edit-remove.ts';
import { follow, nearest, type Place } from './locate.ts';
import { plainValue, readDocument } from './read-document.ts';
import { blockLines, flowText, quoteScalar } from './scalar-text.ts';
import { habitOf, isFirstOnLine, lineStartAt } from './text-layout.ts';
import type { MappingEntry, YamlDocument } from './tree.ts';

/** An entry of a mapping that is written where it is read. */
interface Own {
  readonly place: Place;
  readonly entry: MappingEntry;
  readonly holder: Place;
  readonly node: Collection & { readonly kind: 'mapping' };
}

function ownEntry(document: YamlDocument, place: Place): Own | undefined {
  const { entry, path } = place;
  const holder = document.root && entry && follow(document.root, path.slice(0, -1));
  if (!entry || !holder || entry.merged || holder.shared || holder.node.kind !== 'mapping') return undefined;
  return { place, entry, holder, node: holder.node };
}

export function draftKey(document: YamlDocument, text: string, place: Place, key: string): Draft | undefined {
  const own = ownEntry(document, place);
  if (!own) return undefined;
  const { entry, node } = own;
  const within = own.holder.entry?.keySpan.start ?? node.start;
  if (entry.key === key) return { edits: [], change: (root) => root, within };
  if (node.entries.some((other) => other.key === key)) return undefined;
  const change = (root: unknown): unknown => {
    const value = get(root, place.path);
    return set(remove(root, place.path), [...place.path.slice(0, -1), key], value);
  };
  return { edits: [{ ...entry.keySpan, newText: keyText(document, text, own, key) }], change, within };
}

/** A key in the quotes of the one it replaces. */
function keyText(document: YamlDocument, text: string, { entry, node }: Own, key: string): string {
  const { quotes } = habitOf(document);
  const first = text.charAt(entry.keySpan.start);
  if (first === '"') return quoteScalar(key, 'double');
  if (first === "'") return quoteScalar(key, 'single');
  return quoteScalar(key, node.flow && key.includes(':') ? quotes : 'plain', quotes);
}

/**
 * Moves an entry into the mapping at another field: right behind the entry it was inside of, where the mapping holds
 * that, else to the end. The mapping is made with its parents where it is missing.
 */
export function draftMove(
  document: YamlDocument,
  text: string,
  place: Place,
  to: string,
  newKey: string | undefined,
): Draft | undefined {
  const own = ownEntry(document, place);
  if (!own || !document.root) return undefined;
  const key = newKey ?? own.entry.key;
  const target = nearest(document.root, to);
  const path = [...target.path, ...missingKeys(target.field, to), key];
  // Into itself there is no way, and to its own place nothing to do.
  if (place.path.every((part, at) => path[at] === part)) return undefined;
  if (target.path.length === place.path.length - 1 && path.length === place.path.length)
    if (target.path.every((part, at) => part === place.path[at])) return draftKey(document, text, place, key);
  const written = writtenEntry(document, text, own, key);
  const around = place.path[target.path.length];
  const isAround = target.path.every((part, at) => part === place.path[at]) && path.length === target.path.length + 1;
  const position: Position = isAround && typeof around === 'string' ? { after: around } : 'last';
  const inserted = written && draftWritten(document, text, to, key, written, position, (root) => root);
  if (!inserted) return undefined;
  const between = applyEdits(text, inserted.edits);
  const after = readDocument(between, { templates: document.templates.length > 0 });
  const old = after.root && follow(after.root, place.path);
  const removed = old && draftRemoval(after, between, old);
  if (!removed) return undefined;
  const edits = editsOf(splice(splice(piecesOf(text), inserted.edits), removed.edits), text);
  const within = own.holder.entry?.keySpan.start ?? own.node.start;
  return { edits: [...edits], change: (root) => moved(root, place.path, path), within };
}

function moved(root: unknown, from: Place['path'], to: Place['path']): unknown {
  const value = get(root, from);
  let result = root;
  to.slice(0, -1).forEach((_, at) => {
    const parent = to.slice(0, at + 1);
    if (get(result, parent) === undefined || get(result, parent) === null) result = set(result, parent, {});
  });
  return remove(set(result, to, value), from);
}

/** The text of an entry, to be written elsewhere. */
function writtenEntry(document: YamlDocument, text: string, own: Own, key: string): Written | undefined {
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
      flow: (habit) => verbatim ?? flowText({ [key]: value }, habit).replace(/^\{ ?| ?\}$/g, ''),
    };
  }
  const chunk = linesOf(document, text, own, part, name);
  if (!chunk) return undefined;
  if (hasCommentsIn(document, text, own, part)) return { lines: chunk, flow: undefined };
  const value = plainValue(place.node);
  const { node: old } = place;
  const isFlow =
    isOneLine && !entry.alias && (old.kind === 'scalar' ? /^(?:single|double)$/.test(old.style) : old.flow);
  return {
    lines: chunk,
    flow: (habit) => (isFlow ? name + rest : flowText({ [key]: value }, habit).replace(/^\{ ?| ?\}$/g, '')),
  };
}

function hasCommentsIn(document: YamlDocument, text: string, { node }: Own, part: Part): boolean {
  const start = isFirstOnLine(text, part.start) ? firstLineStart(document, node, part.start) : part.start;
  const end = lastLineOf(document, part);
  return document.comments.some((comment) => comment.start >= start && comment.end <= end);
}

/** The lines of an entry and its comments, moved to the first column. */
function linesOf(
  document: YamlDocument,
  text: string,
  { entry, node }: Own,
  part: Part,
  name: string,
): readonly string[] | undefined {
  const lineStart = lineStartAt(text, part.start);
  const column = part.start - lineStart;
  const isFirst = isFirstOnLine(text, part.start);
  // Behind dashes it is the first on its line all the same.
  if (!isFirst && !/^[ \t]*(?:-[ \t]+)+$/.test(text.slice(lineStart, part.start))) return undefined;
  const above = isFirst ? text.slice(firstLineStart(document, node, part.start), lineStart) : '';
  const own = ' '.repeat(column) + name + text.slice(entry.keySpan.end, lastLineOf(document, part));
  const lines = (above + own).split(/\r\n|[\r\n]/);
  return lines.map((line) => line.slice(Math.min(column, /^ */.exec(line)?.[0].length ?? 0)));
}
