/**
 * Putting back what another text of the document has at a place, as it is written there: comments, quotes and layout, only
 * indented anew, and behind what it stood behind. What cannot be written so is written as its plain value. All rules of `edit.ts` hold.
 */
import { isSame, set, type Draft } from './edit-check.ts';
import { draftEntry, draftItem, draftWritten, draftWrittenItem, type Position } from './edit-insert.ts';
import { draftValue } from './edit-replace.ts';
import { find, follow, joinField, nearest, valueOf, type Place } from './locate.ts';
import { plainValue } from './read-document.ts';
import { isUnknown } from './templating.ts';
import type { Node, YamlDocument } from './tree.ts';
import { ownEntry, writtenEntry, writtenItem } from './written-part.ts';

/** An entry or an item of another text. */
export interface Source {
  readonly document: YamlDocument;
  readonly text: string;
  readonly field: string;
  /** The key by which items of its list are known again; left out: by all that they say. */
  readonly by?: string;
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

/** The drafts of putting it back, the best first: as it is written there, or as its plain value. */
export function restoringDrafts(
  document: YamlDocument,
  text: string,
  field: string,
  source: Source,
): readonly (Draft | undefined)[] {
  const from = sourcePlace(source);
  if (!from || !document.root) return [];
  const value = plainValue(from.node);
  const key = from.entry?.key;
  if (key === undefined) {
    const list = nearest(document.root, field);
    const index = indexBack(list.node, source, from);
    const written = list.field === field ? writtenItem(source.document, source.text, from) : undefined;
    return [
      written && draftWrittenItem(document, text, list, value, written, index),
      draftItem(document, text, field, value, index),
    ];
  }
  const there = find(document.root, joinField(field, key));
  if (there) return [draftScalarText(document, there, source), draftValue(document, text, there, value)];
  const at = positionBack(find(document.root, field)?.node, source, from);
  const plain = draftEntry(document, text, field, key, value, at);
  const own = ownEntry(source.document, from);
  const written = own && writtenEntry(source.document, source.text, own, key);
  return [plain && written && draftWritten(document, text, field, key, written, at, plain.change), plain];
}

function holderOf({ document }: Source, { path }: Place): Node | undefined {
  return document.root && follow(document.root, path.slice(0, -1))?.node;
}

/** Behind the last entry before it that is there still. */
function positionBack(mapping: Node | undefined, source: Source, place: Place): Position {
  const holder = holderOf(source, place);
  if (mapping?.kind !== 'mapping' || holder?.kind !== 'mapping') return 'last';
  const there = new Set(mapping.entries.map(({ key }) => key));
  const keys = holder.entries.map(({ key }) => key);
  const before = keys.slice(0, keys.indexOf(place.entry?.key ?? '')).filter((key) => there.has(key));
  return before.length === 0 ? 'first' : { after: before.at(-1) ?? '' };
}

/** Behind the last item before it that is there still; where items cannot be known again, as many places from the start. */
function indexBack(list: Node | undefined, source: Source, place: Place): number {
  const holder = holderOf(source, place);
  const last = Number(place.path.at(-1));
  if (list?.kind !== 'sequence' || holder?.kind !== 'sequence') return 0;
  const [known, old] = [list, holder].map(({ items }) => items.map(({ value }) => identityOf(value, source.by)));
  if (!known || !old) return 0;
  for (let before = last - 1; before >= 0; before--) {
    // Of equal items the one that as many come before of.
    const place = old.slice(0, before + 1).filter((other) => isSame(other, old[before])).length;
    const at = known.flatMap((other, index) => (isSame(other, old[before]) ? [index] : []))[place - 1];
    if (at !== undefined) return at + 1;
  }
  const isBehindAny = old.slice(last + 1).some((own) => known.some((other) => isSame(other, own)));
  return isBehindAny ? 0 : Math.min(last, list.items.length);
}

/** What an item is known again by: its value at a key, or all of it. */
function identityOf(node: Node, by: string | undefined): unknown {
  return plainValue((by === undefined ? undefined : valueOf(node, by)) ?? node);
}
