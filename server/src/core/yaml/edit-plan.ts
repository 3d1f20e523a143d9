/**
 * Several edits of one document as one set of edits against its text, all or nothing. A later step sees the document as
 * the earlier ones left it.
 */
import type { JsonStep } from '../json/edit-json.ts';
import { applyEdits, get, isSame, type TextEdit } from './edit-check.ts';
import { editsOf, piecesOf, splice, type Pieces } from './edit-compose.ts';
import { editJsonInScalar } from './edit-in-scalar.ts';
import {
  insertEntry,
  insertItem,
  moveEntry,
  removeEntry,
  removeItem,
  renameKey,
  replaceValue,
  restorePart,
  type Position,
  type Source,
} from './edit.ts';
import { draftScalarText, sourcePlace } from './edit-restore.ts';
import { replaceTexts, type TextAt } from './edit-texts.ts';
import { find, joinField } from './locate.ts';
import { plainValue } from './read-document.ts';
import { readAfter } from './reread-document.ts';
import { isInline } from './scalar-text.ts';
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
      readonly at?: Position;
    }
  /** Adds an item to the list at a field, which is made with its parents where it is missing; before `index`, or last. */
  | { readonly do: 'insert-item'; readonly field: string; readonly value: unknown; readonly index?: number }
  /** Puts other texts in several places at once, through anchors too where all who read them are among the places. */
  | { readonly do: 'set-texts'; readonly texts: readonly TextAt[] }
  /** Removes an entry or an item. */
  | { readonly do: 'remove'; readonly field: string }
  | { readonly do: 'rename-key'; readonly field: string; readonly key: string }
  /** Moves an entry, text and comments and all, into the mapping at `to`, made where it is missing; under `key` or its own. */
  | { readonly do: 'move'; readonly field: string; readonly to: string; readonly key?: string }
  /** Puts the entry or item of another text into the mapping or list at a field, as `restorePart` does. */
  | { readonly do: 'restore'; readonly field: string; readonly from: Source }
  /** Edits the JSON in the text at a field. */
  | { readonly do: 'json'; readonly field: string; readonly steps: readonly JsonStep[] };

/** The document after some steps, and what they left of the first text. */
interface State {
  readonly document: YamlDocument;
  readonly text: string;
  readonly pieces: Pieces;
}

/** Undefined where one of the steps cannot be made exactly; empty where the document is so already. */
export function planEdits(
  document: YamlDocument,
  text: string,
  steps: readonly EditStep[],
): readonly TextEdit[] | undefined {
  const last = stepped({ document, text, pieces: piecesOf(text) }, steps);
  return last && editsOf(last.pieces, text);
}

function stepped(state: State, steps: readonly EditStep[]): State | undefined {
  let current = state;
  for (const step of steps) {
    const parts = partsOf(current, step);
    const next = (parts && stepped(current, parts)) ?? single(current, step);
    if (!next) return undefined;
    current = next;
  }
  return current;
}

function single({ document, text, pieces }: State, step: EditStep): State | undefined {
  const edits = editsFor(document, text, step);
  if (!edits || edits.length === 0) return edits && { document, text, pieces };
  const changed = applyEdits(text, edits);
  return { document: readAfter(document, changed), text: changed, pieces: splice(pieces, edits) };
}

function editsFor(document: YamlDocument, text: string, step: EditStep): readonly TextEdit[] | undefined {
  switch (step.do) {
    case 'set':
      return replaceValue(document, text, step.field, step.value);
    case 'insert-entry':
      return insertEntry(document, text, step.field, step.key, step.value, step.at);
    case 'insert-item':
      return insertItem(document, text, step.field, step.value, step.index);
    case 'set-texts':
      return replaceTexts(document, text, step.texts);
    case 'remove':
      return (document.root && find(document.root, step.field)?.item ? removeItem : removeEntry)(
        document,
        text,
        step.field,
      );
    case 'rename-key':
      return renameKey(document, text, step.field, step.key);
    case 'move':
      return moveEntry(document, text, step.field, step.to, step.key);
    case 'restore':
      return restorePart(document, text, step.field, step.from);
    case 'json': {
      const [part] = step.steps;
      return part ? editJsonInScalar(document, text, step.field, part) : [];
    }
  }
}

/** A step as smaller ones, where it is made of some. */
function partsOf(state: State, step: EditStep): readonly EditStep[] | undefined {
  if (step.do === 'set') return partsOfSet(state, step.field, step.value);
  if (step.do === 'restore') return partsOfRestoring(state, step);
  if (step.do !== 'json' || step.steps.length < 2) return undefined;
  return step.steps.map((part) => ({ ...step, steps: [part] }));
}

/** What cannot be put back as the text of a scalar takes the place of the whole entry. */
function partsOfRestoring(
  { document }: State,
  step: EditStep & { readonly do: 'restore' },
): readonly EditStep[] | undefined {
  const from = sourcePlace(step.from);
  const key = from?.entry?.key;
  const place = key !== undefined && document.root && find(document.root, joinField(step.field, key));
  if (!from || key === undefined || !place) return undefined;
  if (isSame(plainValue(place.node), plainValue(from.node))) return [];
  if (draftScalarText(document, place, step.from)) return undefined;
  return [{ do: 'remove', field: joinField(step.field, key) }, step];
}

/** A collection in place of another of its kind, as steps that leave alone what both have. */
function partsOfSet({ document }: State, field: string, value: unknown): readonly EditStep[] | undefined {
  const place = document.root && find(document.root, field);
  if (!place || place.shared || place.node.kind === 'scalar' || isInline(value)) return undefined;
  const old = plainValue(place.node);
  if (typeof old !== 'object' || old === null || isInline(old)) return undefined;
  if (Array.isArray(old) && Array.isArray(value)) return partsOfList(field, old, value);
  if (Array.isArray(old) || Array.isArray(value)) return undefined;
  const steps: EditStep[] = [];
  const keys = Object.keys(value as object);
  for (const [index, key] of keys.entries()) {
    const member = get(value, [key]);
    const before = keys[index - 1];
    const at: Position = before === undefined ? 'first' : { after: before };
    if (!Object.hasOwn(old, key)) steps.push({ do: 'insert-entry', field, key, value: member, at });
    else if (!isSame(get(old, [key]), member)) steps.push({ do: 'set', field: joinField(field, key), value: member });
  }
  for (const key of Object.keys(old))
    if (!keys.includes(key)) steps.push({ do: 'remove', field: joinField(field, key) });
  return steps;
}

function partsOfList(field: string, old: readonly unknown[], value: readonly unknown[]): readonly EditStep[] {
  const most = Math.min(old.length, value.length);
  let front = 0;
  while (front < most && isSame(old[front], value[front])) front++;
  let back = 0;
  while (back < most - front && isSame(old.at(-1 - back), value.at(-1 - back))) back++;
  const steps: EditStep[] = [];
  for (let at = front; at < most - back; at++) steps.push({ do: 'set', field: joinField(field, at), value: value[at] });
  for (let at = old.length - back; at > most - back; at--)
    steps.push({ do: 'remove', field: joinField(field, at - 1) });
  for (let at = most - back; at < value.length - back; at++)
    steps.push({ do: 'insert-item', field, value: value[at], index: at });
  return steps;
}
