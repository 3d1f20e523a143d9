/**
 * Giving an entry another key, and moving it to another mapping with its whole text – comments, quotes, layout – only
 * indented anew. All rules of `edit.ts` hold.
 */
import { applyEdits, get, remove, set, type Draft } from './edit-check.ts';
import { editsOf, piecesOf, splice } from './edit-compose.ts';
import { draftWritten, missingKeys, type Position } from './edit-insert.ts';
import { draftRemoval } from './edit-remove.ts';
import { follow, nearest, type Place } from './locate.ts';
import { readAfter } from './reread-document.ts';
import type { YamlDocument } from './tree.ts';
import { keyText, ownEntry, writtenEntry } from './written-part.ts';

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
  const after = readAfter(document, between);
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
