/**
 * Minimal edits of one document: each changes what it is asked to and leaves every other byte alone – comments, quotes,
 * indentation, line ends. An edit that cannot be made that way is undefined, never a guess: what kubectl would read
 * afterwards is compared with what was wanted. So is one of a place that is written elsewhere, through an anchor, or that
 * others read too; and one that a template's text has part in. Values are plain data; no edits at all mean that the
 * document is so already.
 */
import { confirmed, type Draft, type TextEdit } from './edit-check.ts';
import { draftEntry, draftItem, type Position } from './edit-insert.ts';
import { draftKey, draftMove } from './edit-move.ts';
import { draftRemoval } from './edit-remove.ts';
import { draftValue } from './edit-replace.ts';
import { restoringDrafts, type Source } from './edit-restore.ts';
import { find, type Place } from './locate.ts';
import { lineBreakOf, lineStartAt } from './text-layout.ts';
import type { ScalarValue, YamlDocument } from './tree.ts';

export { applyEdits, type TextEdit } from './edit-check.ts';
export type { Position } from './edit-insert.ts';
export type { Source } from './edit-restore.ts';
export { quoteScalar } from './scalar-text.ts';
export { lineBreakOf } from './text-layout.ts';

type Edits = readonly TextEdit[] | undefined;

/** Puts another scalar in place of one; a text in the same style where that can hold it. */
export function replaceScalar(document: YamlDocument, text: string, field: string, value: ScalarValue): Edits {
  return edited(document, text, field, (place) =>
    place.node.kind === 'scalar' ? draftValue(document, text, place, value) : undefined,
  );
}

/** Puts a value of any kind in place of another. */
export function replaceValue(document: YamlDocument, text: string, field: string, value: unknown): Edits {
  return edited(document, text, field, (place) => draftValue(document, text, place, value));
}

/** Adds an entry to the mapping at a field, which is made with its parents where it is missing. */
export function insertEntry(
  document: YamlDocument,
  text: string,
  field: string,
  key: string,
  value: unknown,
  at?: Position,
): Edits {
  return confirmed(document, text, draftEntry(document, text, field, key, value, at));
}

/** Adds an item to the list at a field, before the one at `index` or as the last; the list is made where it is missing. */
export function insertItem(document: YamlDocument, text: string, field: string, value: unknown, index?: number): Edits {
  return confirmed(document, text, draftItem(document, text, field, value, index));
}

/** Removes the entry at a field with its lines. The last entry of a mapping leaves `{}`. */
export function removeEntry(document: YamlDocument, text: string, field: string): Edits {
  return edited(document, text, field, (place) => (place.entry ? draftRemoval(document, text, place) : undefined));
}

/** Removes the item at a field, which ends in its index, with its lines. The last item of a list leaves `[]`. */
export function removeItem(document: YamlDocument, text: string, field: string): Edits {
  return edited(document, text, field, (place) => (place.item ? draftRemoval(document, text, place) : undefined));
}

/** Gives an entry another key, which its mapping must not have. */
export function renameKey(document: YamlDocument, text: string, field: string, key: string): Edits {
  return edited(document, text, field, (place) => draftKey(document, text, place, key));
}

/**
 * Puts the entry or item of another text into the mapping or list at a field: in place of the entry of its key, or behind
 * what it stood behind there.
 */
export function restorePart(document: YamlDocument, text: string, field: string, source: Source): Edits {
  for (const draft of restoringDrafts(document, text, field, source)) {
    const edits = confirmed(document, text, draft);
    if (edits) return edits;
  }
  return undefined;
}

/** Moves an entry with its whole text into the mapping at another field, made where it is missing. */
export function moveEntry(document: YamlDocument, text: string, field: string, to: string, key?: string): Edits {
  return edited(document, text, field, (place) => draftMove(document, text, place, to, key));
}

function edited(
  document: YamlDocument,
  text: string,
  field: string,
  draft: (place: Place) => Draft | undefined,
): Edits {
  const place = document.root && find(document.root, field);
  return place && confirmed(document, text, draft(place));
}

/** A comment on a line of its own above the line of an offset, indented like it. */
export function insertCommentLineBefore(text: string, offset: number, comment: string): readonly TextEdit[] {
  const lineStart = lineStartAt(text, offset);
  const indent = /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
  return [{ start: lineStart, end: lineStart, newText: indent + comment + lineBreakOf(text) }];
}
