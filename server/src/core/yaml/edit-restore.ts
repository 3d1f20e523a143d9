/**
 * Putting back what another text of the document has at a place, as it is written there: comments, quotes and layout, only
 * indented anew. What cannot be written so is written as its plain value. All rules of `edit.ts` hold.
 */
import { set, type Draft } from './edit-check.ts';
import { draftEntry, draftItem, draftWritten, draftWrittenItem, type Position } from './edit-insert.ts';
import { draftValue } from './edit-replace.ts';
import { find, follow, joinField, nearest, type Place } from './locate.ts';
import { plainValue } from './read-document.ts';
import { isUnknown } from './templating.ts';
import type { YamlDocument } from './tree.ts';
import { ownEntry, writtenEntry, writtenItem } from './written-part.ts';

/** An entry or an item of another text. */
export interface Source {
  readonly document: YamlDocument;
  readonly text: string;
  readonly field: string;
}

/** The entry or item that is to be put back; undefined where a template writes a part of it. */
export function sourcePlace({ document, field }: Source): Place | undefined {
  const place = document.root && find(document.root, field);
  return place && !isUnknown(document, place.node) && (place.entry ?? place.item) ? place : undefined;
}

/** In place of a scalar, its text alone: what stands around it stays. */
export function draftScalarText(document: YamlDocument, place: Place, source: Source): Draft | undefined {
  const from = sourcePlace(source)?.node;
  const { node, path, entry, item } = place;
  const parent = document.root && follow(document.root, path.slice(0, -1));
  if (!from || !parent || place.shared || entry?.alias || item?.alias) return undefined;
  if (![from, node].every((one) => one.kind === 'scalar' && /^(?:plain|single|double)$/.test(one.style)))
    return undefined;
  const newText = source.text.slice(from.start, from.end);
  if (/[\r\n]/.test(newText)) return undefined;
  const value = plainValue(from);
  const within = parent.entry?.keySpan.start ?? parent.node.start;
  return { edits: [{ start: node.start, end: node.end, newText }], change: (root) => set(root, path, value), within };
}

/** Into the mapping at a field, which is made where it is missing, an entry that it does not have. */
function draftRestoredEntry(
  document: YamlDocument,
  text: string,
  field: string,
  source: Source,
  place: Place,
  at: Position,
): Draft | undefined {
  const own = ownEntry(source.document, place);
  const written = own && writtenEntry(source.document, source.text, own, own.entry.key);
  const key = place.entry?.key ?? '';
  const value = plainValue(place.node);
  const plain = draftEntry(document, text, field, key, value, at);
  return (written && plain && draftWritten(document, text, field, key, written, at, plain.change)) ?? undefined;
}

/** The drafts of putting it back, the best first: as it is written there, or as its plain value. */
export function restoringDrafts(
  document: YamlDocument,
  text: string,
  field: string,
  source: Source,
  at: Position | number | undefined,
): readonly (Draft | undefined)[] {
  const from = sourcePlace(source);
  if (!from || !document.root) return [];
  const value = plainValue(from.node);
  if (from.item) {
    const index = typeof at === 'number' ? at : undefined;
    const list = nearest(document.root, field);
    const written = writtenItem(source.document, source.text, from);
    return [
      list.field === field && written ? draftWrittenItem(document, text, list, value, written, index) : undefined,
      draftItem(document, text, field, value, index),
    ];
  }
  const key = from.entry?.key ?? '';
  const position = typeof at === 'number' || at === undefined ? 'last' : at;
  const there = find(document.root, joinField(field, key));
  if (there) return [draftScalarText(document, there, source), draftValue(document, text, there, value)];
  return [
    draftRestoredEntry(document, text, field, source, from, position),
    draftEntry(document, text, field, key, value, position),
  ];
}
