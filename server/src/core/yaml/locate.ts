/**
 * Field paths and ranges, both ways: the one place where `spec.template.spec.networks[0].name` becomes text positions.
 * Paths are spelled as in KubeVirt's `StatusCause.field`. Keys may hold dots and slashes (annotations), so a path is
 * read against the tree, longest key first.
 */
import { entriesAhead, entryOf, isLarge } from './entry-index.ts';
import type { MappingEntry, Node, SequenceItem, Span, YamlDocument } from './tree.ts';

/** A node found by its field, with the entry or item that holds it. */
export interface Place {
  readonly field: string;
  /** The same as keys and indices. */
  readonly path: readonly (string | number)[];
  readonly node: Node;
  readonly entry?: MappingEntry;
  readonly item?: SequenceItem;
  /** True when an alias or merge key was passed on the way: the node is written elsewhere, maybe for others too. */
  readonly shared: boolean;
}

/** Appends a key or an index to a field. */
export function joinField(base: string, part: string | number): string {
  if (typeof part === 'number') return `${base}[${part}]`;
  return base === '' ? part : `${base}.${part}`;
}

/** Whether a field is another one, or stands inside it. */
export function isAtOrBelow(field: string, base: string): boolean {
  return field === base || field.startsWith(`${base}.`) || field.startsWith(`${base}[`);
}

/** The node at a field below a root, or undefined. The empty field is the root itself. */
export function find(root: Node, field: string): Place | undefined {
  const { place, rest } = descend(rootPlace(root), field);
  return rest === '' ? place : undefined;
}

/** The node under one key of a mapping. */
export function valueOf(node: Node, key: string): Node | undefined {
  return node.kind === 'mapping' ? entryOf(node, key)?.value : undefined;
}

/** The node at a field, without the way to it: for callers that ask very often. */
export function nodeAt(root: Node, field: string): Node | undefined {
  let node: Node | undefined = root;
  for (let at = 0; at < field.length && node;) {
    if (node.kind === 'scalar') return undefined;
    if (node.kind === 'sequence') {
      const end = field.indexOf(']', at);
      const index = field.charAt(at) === '[' && end > at + 1 ? Number(field.slice(at + 1, end)) : NaN;
      // What is no index as it is written here is for `find` to judge.
      if (String(index) !== field.slice(at + 1, end)) return find(root, field)?.node;
      node = node.items[index]?.value;
      at = field.charAt(end + 1) === '.' ? end + 2 : end + 1;
      continue;
    }
    if (isLarge(node)) return find(root, field)?.node;
    let next: MappingEntry | undefined;
    const first = field.charCodeAt(at);
    for (const entry of node.entries) {
      const { key } = entry;
      // Most keys differ in their first character.
      if ((key.charCodeAt(0) !== first && key !== '') || !field.startsWith(key, at)) continue;
      const after = field.charAt(at + key.length);
      if (after !== '' && after !== '.' && after !== '[') continue;
      // Two keys may lead there: `find` tries them all.
      if (next) return find(root, field)?.node;
      next = entry;
    }
    at += (next?.key.length ?? 0) + 1;
    if (field.charAt(at - 1) === '[') at--;
    node = next?.value;
  }
  return node;
}

/** The deepest existing node on the way to a field. */
export function nearest(root: Node, field: string): Place {
  return descend(rootPlace(root), field).place;
}

/** The fields of the nodes on the way to a field, from the root on, as far as they exist. */
export function fieldParts(root: Node, field: string): readonly string[] {
  const parts = [''];
  for (const part of nearest(root, field).path) parts.push(joinField(parts.at(-1) ?? '', part));
  return parts;
}

/** The node at keys and indices below a root, or undefined. */
export function follow(root: Node, path: readonly (string | number)[]): Place | undefined {
  let place: Place | undefined = rootPlace(root);
  for (const part of path) {
    if (!place) return undefined;
    place = childOf(place, part);
  }
  return place;
}

/** The node under one key or index of another. */
function childOf(from: Place, part: string | number): Place | undefined {
  const { node, field, path } = from;
  if (node.kind === 'scalar') return undefined;
  const base = { field: joinField(field, part), path: [...path, part] };
  if (node.kind === 'sequence') {
    const item = typeof part === 'number' ? node.items[part] : undefined;
    return item && { ...base, node: item.value, item, shared: from.shared || item.alias !== undefined };
  }
  const entry = entryOf(node, String(part));
  const shared = from.shared || entry?.alias !== undefined || entry?.merged === true;
  return entry && { ...base, node: entry.value, entry, shared };
}

interface Descent {
  readonly place: Place;
  /** What of the field leads no further. */
  readonly rest: string;
}

function rootPlace(node: Node): Place {
  return { field: '', path: [], node, shared: false };
}

function descend(from: Place, rest: string): Descent {
  let best: Descent = { place: from, rest };
  if (rest === '') return best;
  // Longest key first; a shorter one is tried where that leads nowhere.
  for (const step of stepsFrom(from, rest)) {
    const descent = descend(step.place, step.rest);
    if (descent.rest === '') return descent;
    if (descent.rest.length < best.rest.length) best = descent;
  }
  return best;
}

function stepsFrom(from: Place, rest: string): readonly Descent[] {
  const { node } = from;
  if (node.kind === 'scalar') return [];
  if (node.kind === 'sequence') {
    const match = /^\[(\d+)\]\.?/.exec(rest);
    const index = Number(match?.[1]);
    const item = match && node.items[index];
    if (!match || !item) return [];
    const place: Place = {
      field: joinField(from.field, index),
      path: [...from.path, index],
      node: item.value,
      item,
      shared: from.shared || item.alias !== undefined,
    };
    return [{ place, rest: rest.slice(match[0].length) }];
  }
  const steps: Descent[] = [];
  for (const entry of entriesAhead(node, rest)) {
    const after = rest.charAt(entry.key.length);
    const place: Place = {
      field: joinField(from.field, entry.key),
      path: [...from.path, entry.key],
      node: entry.value,
      entry,
      shared: from.shared || entry.alias !== undefined || entry.merged,
    };
    steps.push({ place, rest: rest.slice(entry.key.length + (after === '.' ? 1 : 0)) });
  }
  return steps.length > 1 ? steps.sort((a, b) => a.rest.length - b.rest.length) : steps;
}

/**
 * The range to mark for a field: its value or key; for a field that is not there, the key of the nearest thing that is.
 * Never empty where there is any text to mark.
 */
export function spanOf(document: YamlDocument, field: string, on: 'key' | 'value'): Span {
  const { root } = document;
  if (!root) return { start: 0, end: 0 };
  const place = nearest(root, field);
  const isExact = place.field === field;
  const { entry, item, node } = place;
  if (isExact && on === 'value') {
    const alias = entry?.alias ?? item?.alias;
    if (alias) return alias;
    if (node.end > node.start) return node;
  }
  if (entry) return entry.keySpan;
  if (item) return item.alias ?? firstLine(item.span, node);
  return firstLine(node, node);
}

/** A long collection is marked by its first entry alone. */
function firstLine(span: Span, node: Node): Span {
  if (node.kind === 'mapping') {
    const first = node.entries.find((entry) => !entry.merged);
    if (first) return first.keySpan;
  }
  if (node.kind === 'sequence') {
    const [first] = node.items;
    if (first) return { start: first.indicator, end: Math.max(first.indicator + 1, first.span.start) };
  }
  return span;
}

/** What stands at an offset. */
export interface PlaceAt {
  readonly field: string;
  readonly on: 'key' | 'value';
  readonly span: Span;
  readonly node: Node;
}

/**
 * The field at an offset, by where it is written: inside an anchored value the anchor's own place, on an alias the place
 * of the alias. The innermost key or scalar; inside a collection but on neither, the collection.
 */
export function fieldAt(root: Node, offset: number): PlaceAt | undefined {
  let field = '';
  let node = root;
  if (offset < root.start || offset > root.end) return undefined;
  for (;;) {
    const inner = childAt(node, offset);
    if (!inner) return { field, on: 'value', span: node, node };
    field = joinField(field, inner.part);
    if (inner.on === 'key') return { field, on: 'key', span: inner.span, node: inner.node };
    if (inner.isAlias || inner.node.kind === 'scalar')
      return { field, on: 'value', span: inner.span, node: inner.node };
    node = inner.node;
  }
}

interface Child {
  readonly part: string | number;
  readonly on: 'key' | 'value';
  readonly span: Span;
  readonly node: Node;
  readonly isAlias: boolean;
}

function childAt(node: Node, offset: number): Child | undefined {
  const covers = (span: Span): boolean => span.start <= offset && offset <= span.end;
  if (node.kind === 'mapping') {
    for (const entry of [...node.entries, ...node.shadowed]) {
      if (entry.merged) continue;
      const base = { part: entry.key, node: entry.value };
      if (covers(entry.keySpan)) return { ...base, on: 'key', span: entry.keySpan, isAlias: false };
      if (entry.alias) {
        if (covers(entry.alias)) return { ...base, on: 'value', span: entry.alias, isAlias: true };
      } else if (covers(entry.value)) return { ...base, on: 'value', span: entry.value, isAlias: false };
    }
  }
  if (node.kind === 'sequence') {
    for (const [index, item] of node.items.entries()) {
      const span = item.alias ?? item.value;
      if (covers(span) || covers({ start: item.indicator, end: span.end }))
        return { part: index, on: 'value', span, node: item.value, isAlias: item.alias !== undefined };
    }
  }
  return undefined;
}

/** Places to look at before the answer is left incomplete: a graph of aliases can have very many. */
const placeBudget = 20_000;

/** All fields under which a node is reached from a root, through aliases and merge keys too; in the order of writing. */
export function fieldsOf(root: Node, node: Node): readonly string[] {
  const fields: string[] = [];
  let left = placeBudget;
  const visit = (at: Node, field: string): void => {
    if (--left < 0) return;
    if (at === node) fields.push(field);
    if (at.kind === 'sequence')
      for (const [index, item] of at.items.entries()) visit(item.value, joinField(field, index));
    if (at.kind === 'mapping') for (const entry of at.entries) visit(entry.value, joinField(field, entry.key));
  };
  visit(root, '');
  return fields;
}
