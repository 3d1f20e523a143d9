/**
 * Entries of a mapping by their keys. Mappings are small, and looking through them is quickest; of the few large ones an
 * index is made when somebody first asks, so that asking for every entry of a mapping does not cost its square.
 */
import type { MappingEntry, MappingNode } from './tree.ts';

const large = 64;

/** Whether looking through a mapping costs more than an index. */
export function isLarge(node: MappingNode): boolean {
  return node.entries.length >= large;
}

const indexes = new WeakMap<MappingNode, ReadonlyMap<string, MappingEntry>>();

/** The entry of a key. */
export function entryOf(node: MappingNode, key: string): MappingEntry | undefined {
  if (!isLarge(node)) return node.entries.find((entry) => entry.key === key);
  return indexOf(node).get(key);
}

/**
 * Entries that a field may begin with: their key is all of it, or `.` or `[` follows. Several are possible, as keys may
 * have dots.
 */
export function entriesAhead(node: MappingNode, field: string): readonly MappingEntry[] {
  const ends = isLarge(node) ? keyEnds(field, node.entries.length) : undefined;
  if (!ends) return node.entries.filter(({ key }) => field.startsWith(key) && isEnd(field, key.length));
  const index = indexOf(node);
  return ends.flatMap((end) => index.get(field.slice(0, end)) ?? []);
}

function indexOf(node: MappingNode): ReadonlyMap<string, MappingEntry> {
  const index = indexes.get(node) ?? new Map(node.entries.map((entry) => [entry.key, entry] as const));
  indexes.set(node, index);
  return index;
}

function isEnd(field: string, at: number): boolean {
  return at === field.length || field[at] === '.' || field[at] === '[';
}

/** Where a key at the beginning of a field can end; undefined where there are more places than it is worth. */
function keyEnds(field: string, most: number): readonly number[] | undefined {
  const ends: number[] = [];
  for (let at = 0; at <= field.length; at++) {
    if (isEnd(field, at)) ends.push(at);
    if (ends.length > most) return undefined;
  }
  return ends;
}
