/**
 * Several edits of one document as one set of edits against its text, all or nothing. A later step sees the document as
 * the earlier ones left it.
 */
import { applyEdits, type TextEdit } from './edit-check.ts';
import { insertEntry, insertItem, removeEntry, removeItem, replaceScalar } from './edit.ts';
import { readDocument } from './read-document.ts';
import type { YamlDocument } from './tree.ts';

export type EditStep =
  /** Puts a plain value (text, number, flag, list or mapping) in place of what stands at a field. */
  | { readonly do: 'set'; readonly field: string; readonly value: unknown }
  /** Adds an entry to the mapping at a field, which is made with its parents where it is missing. */
  | {
      readonly do: 'insert-entry';
      readonly field: string;
      readonly key: string;
      readonly value: unknown;
      readonly at?: 'first' | 'last' | { readonly before: string } | { readonly after: string };
    }
  /** Adds an item to the list at a field, which is made with its parents where it is missing; before `index`, or last. */
  | { readonly do: 'insert-item'; readonly field: string; readonly value: unknown; readonly index?: number }
  /** Removes an entry or an item. */
  | { readonly do: 'remove'; readonly field: string }
  | { readonly do: 'rename-key'; readonly field: string; readonly key: string }
  /** Moves an entry, text and comments and all, into the mapping at `to`, made where it is missing; under `key` or its own. */
  | { readonly do: 'move'; readonly field: string; readonly to: string; readonly key?: string };

/** Undefined where one of the steps cannot be made exactly. */
export function planEdits(
  document: YamlDocument,
  text: string,
  steps: readonly EditStep[],
): readonly TextEdit[] | undefined {
  let current = document;
  let changed = text;
  for (const step of steps) {
    const edits = editsOf(current, changed, step);
    if (!edits) return undefined;
    changed = applyEdits(changed, edits);
    current = readDocument(changed);
  }
  return difference(text, changed);
}

function editsOf(document: YamlDocument, text: string, step: EditStep): readonly TextEdit[] | undefined {
  switch (step.do) {
    case 'set':
      return typeof step.value === 'string' ? replaceScalar(document, text, step.field, step.value) : undefined;
    case 'insert-entry':
      return insertEntry(document, text, step.field, step.key, step.value);
    case 'insert-item':
      return insertItem(document, text, step.field, step.value, step.index);
    case 'remove':
      return step.field.endsWith(']')
        ? removeItem(document, text, step.field)
        : removeEntry(document, text, step.field);
    case 'rename-key':
    case 'move':
      return undefined;
  }
}

function difference(before: string, after: string): readonly TextEdit[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end++;
  return [{ start, end: before.length - end, newText: after.slice(start, after.length - end) }];
}
