/**
 * Edits as data, and their check: a document after an edit must read as it did before, but for the change that was
 * wanted. So no edit of a layout that nobody thought of ever damages a manifest; it is not offered instead.
 */
import { plainValue } from './read-document.ts';
import { readAfter } from './reread-document.ts';
import { splitDocuments } from './text-store.ts';
import { isUntemplated } from './templating.ts';
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

/** Edits not yet checked, and what they are to do. */
export interface Draft {
  readonly edits: readonly TextEdit[];
  /** The same as an operation on the document's plain value, which it may change; undefined where there is no such place. */
  readonly change: (value: unknown) => unknown;
  /** Where the collection begins whose text changes. */
  readonly within: number;
}

/** The edits of a draft that does what it is meant to, and neither touches nor depends on a template's text. */
export function confirmed(
  document: YamlDocument,
  text: string,
  draft: Draft | undefined,
): readonly TextEdit[] | undefined {
  if (!draft) return undefined;
  if (document.templates.length > 0 && !draft.edits.every((edit) => isUntemplated(document, edit, draft.within)))
    return undefined;
  return confirm(document, text, draft.edits, draft.change);
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
  const changed = applyEdits(text, edits);
  // A `---` behind a carriage return alone cuts nothing until it comes to stand behind a line feed.
  if (splitDocuments(changed).length > splitDocuments(text).length) return undefined;
  const after = readAfter(document, changed);
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
    if (last === '__proto__') Object.defineProperty(parent, last, { value, enumerable: true, configurable: true });
    else (parent as Record<string | number, unknown>)[last] = value;
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

/** What a plain value holds at a path. */
export function get(root: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part) ? Reflect.get(value, part) : undefined,
    root,
  );
}

function at(
  root: unknown,
  path: readonly (string | number)[],
  act: (parent: Plain, last: string | number) => void,
): unknown {
  const last = path.at(-1);
  if (last === undefined) return undefined;
  const parent = get(root, path.slice(0, -1));
  if (typeof parent !== 'object' || parent === null) return undefined;
  act(parent as Plain, last);
  return root;
}

/** Whether two plain values are the same, whatever the order of their keys. */
export function isSame(one: unknown, other: unknown): boolean {
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
