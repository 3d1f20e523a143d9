/** Paths and places of a JSON tree, both ways: what stands at a path, and what is at an offset. Never throws. */
import type { JsonDocument, JsonNode, JsonPath, JsonSpan } from './json-tree.ts';

/** The node at a path, or undefined; of equal keys, the last. */
export function findJson(root: JsonNode | undefined, path: JsonPath): JsonNode | undefined {
  return path.reduce<JsonNode | undefined>((node, part) => childOf(node, part)?.value, root);
}

interface Child {
  readonly value: JsonNode;
  readonly keySpan: JsonSpan | undefined;
}

function childOf(node: JsonNode | undefined, part: string | number): Child | undefined {
  if (node?.kind === 'object') return node.entries.filter(({ key }) => key === part).at(-1);
  const item = node?.kind === 'array' && typeof part === 'number' ? node.items[part] : undefined;
  return item && { value: item, keySpan: undefined };
}

/**
 * The range to mark for a path: its value or key; for one that is not there the key of the nearest thing that is, else the
 * bracket that this begins with.
 */
export function jsonSpan({ root, text }: JsonDocument, path: JsonPath, on: 'key' | 'value'): JsonSpan {
  if (!root) return { start: 0, end: text.length };
  let found: Child = { value: root, keySpan: undefined };
  for (const part of path) {
    const next = childOf(found.value, part);
    if (!next) return found.keySpan ?? opening(found.value);
    found = next;
  }
  if (on === 'value' && found.value.kind !== 'missing') return found.value;
  return found.keySpan ?? opening(found.value);
}

function opening(node: JsonNode): JsonSpan {
  return node.kind === 'object' || node.kind === 'array' ? { start: node.start, end: node.start + 1 } : node;
}

/** What stands at an offset. */
export interface JsonPlaceAt {
  readonly path: JsonPath;
  readonly on: 'key' | 'value';
  readonly span: JsonSpan;
  readonly node: JsonNode;
}

/** The innermost key or value at an offset; inside a collection but on neither, the collection. */
export function jsonAt(root: JsonNode | undefined, offset: number): JsonPlaceAt | undefined {
  const covers = ({ start, end }: JsonSpan): boolean => start <= offset && offset <= end;
  if (!root || !covers(root)) return undefined;
  const path: (string | number)[] = [];
  let node = root;
  for (;;) {
    const inner = childrenOf(node).find(({ value, keySpan }) => covers(value) || (keySpan && covers(keySpan)));
    if (!inner) return { path, on: 'value', span: node, node };
    path.push(inner.part);
    if (inner.keySpan && covers(inner.keySpan)) return { path, on: 'key', span: inner.keySpan, node: inner.value };
    node = inner.value;
  }
}

interface Part extends Child {
  readonly part: string | number;
}

/** Entries or items of a collection; none for a scalar. */
export function childrenOf(node: JsonNode): readonly Part[] {
  if (node.kind === 'object') return node.entries.map(({ key, keySpan, value }) => ({ part: key, keySpan, value }));
  if (node.kind === 'array') return node.items.map((value, part) => ({ part, keySpan: undefined, value }));
  return [];
}
