/**
 * Edits as data, and their check: a document after an edit must read as it did before, but for the change that was
 * wanted. So no edit of a layout that nobody thought of ever damages a manifest; it is not offered instead.
 */
import { plainValue, readDocument } from './read-document.ts';
import type { Span, YamlDocument } from './tree.ts';

/** Replacement of a range of the document's segment. */
export interface TextEdit extends Span {
  readonly newText: string;
}

/** The text after some edits, which must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce((result, edit) => result.slice(0, edit.start) + edit.newText + result.slice(edit.end), text);
}

/** Documents longer than this are edited unchecked: reading them once more would take seconds. */
const longest = 400_000;

type Plain = { [key: string]: unknown } | unknown[];

/**
 * The edits, when the document then reads as it did but for a change of its plain value, and kubectl does not refuse it
 * if it did not before.
 */
export function confirm(
  document: YamlDocument,
  text: string,
  edits: readonly TextEdit[],
  change: (value: unknown) => unknown,
): readonly TextEdit[] | undefined {
  if (text.length > longest) return edits;
  const after = readDocument(applyEdits(text, edits), { templates: document.templates.length > 0 });
  if (after.refused && !document.refused) return undefined;
  const before = document.root ? plainValue(document.root) : null;
  // Too many values to compare: a graph of aliases, which no edit of ours is meant for.
  if (before === undefined) return undefined;
  const wanted = change(before);
  return wanted !== undefined && isSame(wanted, after.root ? plainValue(after.root) : null) ? edits : undefined;
}

/** A plain value with another value at a path, which may be a new key or index; undefined where there is no such place. */
export function set(root: unknown, path: readonly (string | number)[], value: unknown): unknown {
  return at(root, path, (parent, last) => {
    (parent as Record<string | number, unknown>)[last] = value;
  });
}

/** A plain value with an item more. */
export function insertAt(root: unknown, path: readonly (string | number)[], index: number, value: unknown): unknown {
  return at(root, [...path, index], (parent) => {
    if (Array.isArray(parent)) parent.splice(index, 0, value);
  });
}

/** A plain value without what is at a path. */
export function remove(root: unknown, path: readonly (string | number)[]): unknown {
  return at(root, path, (parent, last) => {
    if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else Reflect.deleteProperty(parent, last);
  });
}

function at(
  root: unknown,
  path: readonly (string | number)[],
  act: (parent: Plain, last: string | number) => void,
): unknown {
  const last = path.at(-1);
  if (last === undefined) return undefined;
  let parent: unknown = root;
  for (const step of path.slice(0, -1))
    parent = (parent as Record<string | number, unknown> | null | undefined)?.[step];
  if (typeof parent !== 'object' || parent === null) return undefined;
  act(parent as Plain, last);
  return root;
}

function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    // A number may come back as a `bigint`, or the other way round.
    return (typeof one === 'bigint' || typeof other === 'bigint') && String(one) === String(other);
  }
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(Reflect.get(one, key), Reflect.get(other, key)))
  );
}
