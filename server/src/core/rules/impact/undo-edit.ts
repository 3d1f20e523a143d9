/**
 * Steps that put parts of a VM back to what they were before an edit, in the words of the old text: what was added goes,
 * what was removed comes back between its old neighbours, what was changed reads as before. Knows nothing of what any of it
 * does.
 */
import type { FieldImpact } from '../../kubevirt/impact/impact.ts';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { find, follow, joinField, type Place } from '../../yaml/locate.ts';
import type { YamlDocument } from '../../yaml/tree.ts';
import type { Resource } from '../../resources/resources.ts';
import { fieldInDocument } from '../../workspace/edit-impact.ts';

/** An object in a document. */
export interface ObjectIn {
  readonly document: YamlDocument;
  readonly resource: Resource;
}

/** The same with the text of its document. */
export interface ObjectText extends ObjectIn {
  readonly text: string;
}

/** With fields from the object's root. */
export type ChangedPart = Pick<FieldImpact, 'field' | 'oldField' | 'change'>;

/** Undefined where a part has no place that could be put back. */
export function undoSteps(
  now: ObjectIn,
  old: ObjectText,
  parts: readonly ChangedPart[],
): readonly EditStep[] | undefined {
  const fromOld = inOrder(old, parts, ['changed', 'removed'], ({ oldField }) => oldField ?? '');
  const back = fromOld.flatMap((part) => restoring(now, old, part) ?? []);
  if (back.length < fromOld.length) return undefined;
  const added = inOrder(now, parts, ['added'], ({ field }) => field);
  const gone = added.map(({ field }) => fieldInDocument(now.resource, field)).reverse();
  // Entries come back first and what goes does so from the end on, so that every field leads where it did; then items.
  const items = back.filter(({ isItem }) => isItem);
  if (items.some(({ step }) => gone.some((field) => shifts(field, step.field)))) return undefined;
  const replaced = back.flatMap(({ replaces }) => replaces ?? []);
  return [
    ...back.filter(({ isItem }) => !isItem).map(({ step }) => step),
    ...replaced.map((field): EditStep => ({ do: 'remove', field })),
    ...gone.map((field): EditStep => ({ do: 'remove', field })),
    ...items.map(({ step }) => step),
  ];
}

/** Whether another place may stand elsewhere once an item is gone: it is inside of the item's list. */
function shifts(gone: string, field: string): boolean {
  const list = /^(.*)\[\d+\]$/.exec(gone)?.[1];
  return list !== undefined && field.startsWith(`${list}[`);
}

/** Parts of a kind by where they are written. */
function inOrder(
  object: ObjectIn,
  parts: readonly ChangedPart[],
  changes: readonly ChangedPart['change'][],
  fieldOf: (part: ChangedPart) => string,
): readonly ChangedPart[] {
  const start = (part: ChangedPart): number => {
    const place = placeAt(object, fieldOf(part));
    return place?.entry?.keySpan.start ?? place?.item?.indicator ?? 0;
  };
  return parts.filter((part) => changes.includes(part.change)).sort((one, other) => start(one) - start(other));
}

interface Back {
  readonly step: EditStep & { readonly do: 'restore' };
  /** An item of a list, which moves those behind it. */
  readonly isItem: boolean;
  /** Field of what has come in its place under another key, as one binding in place of another. */
  readonly replaces?: string;
}

/** What of the old text comes back, and into what: with all around it that is missing now. */
function restoring(now: ObjectIn, old: ObjectText, { field, oldField, change }: ChangedPart): Back | undefined {
  const own = placeAt(now, field);
  const base = placeAt(now, '');
  const place = oldField === undefined ? undefined : placeAt(old, oldField);
  const oldBase = placeAt(old, '');
  // An item that reads otherwise is in lists of plain values alone; it is not told which of them it was.
  if (!own || !base || !place || !oldBase || !old.document.root || (change === 'changed' && place.item))
    return undefined;
  const depth = own.path.length - base.path.length + 1;
  const whole =
    change === 'changed' ? place : follow(old.document.root, place.path.slice(0, oldBase.path.length + depth));
  if (!whole) return undefined;
  const container = change === 'changed' ? fieldOf(own.path.slice(0, -1)) : own.field;
  const from = { document: old.document, text: old.text, field: whole.field, by: 'name' };
  const isReplaced = change === 'changed' && place.entry?.key !== own.entry?.key;
  return {
    step: { do: 'restore', field: container, from },
    isItem: whole.item !== undefined,
    ...(isReplaced && { replaces: own.field }),
  };
}

function placeAt({ document: { root }, resource }: ObjectIn, field: string): Place | undefined {
  return root && find(root, fieldInDocument(resource, field));
}

function fieldOf(path: Place['path']): string {
  return path.reduce<string>((field, part) => joinField(field, part), '');
}
