/**
 * Adding entries to mappings and items to lists, in block and flow style, in the layout that is there; what is missing on
 * the way is made. All rules of `edit.ts` hold: nothing else changes, and what cannot be done so is undefined.
 */
import { partsOf, type Collection } from './collection-parts.ts';
import { amongFlow, amongLines, appended, braced, filled, flowStyle, type Written } from './collection-writing.ts';
import { insertAt, set, type Draft, type TextEdit } from './edit-check.ts';
import { nearest, type Place } from './locate.ts';
import { blockLines, flowEntry, flowText, indented } from './scalar-text.ts';
import { habitOf, type Habit } from './text-layout.ts';
import type { YamlDocument } from './tree.ts';

type Edits = readonly TextEdit[] | undefined;

/** Where among the entries of a mapping; a key that is not there stands for the last place. */
export type Position = 'first' | 'last' | { readonly before: string } | { readonly after: string };

/** An entry for the mapping at a field, which is made with its parents where it is missing. */
export function draftEntry(
  document: YamlDocument,
  text: string,
  field: string,
  key: string,
  value: unknown,
  at: Position = 'last',
): Draft | undefined {
  const written: Written = {
    lines: blockLines({ [key]: value }, habitOf(document)),
    flow: (habit) => flowEntry(key, value, habit),
  };
  const place = document.root && nearest(document.root, field);
  return draftWritten(document, text, field, key, written, at, (root) => {
    const [path, made] = wanted(place, field, key, value);
    return path.length === 0 ? made : set(root, path, made);
  });
}

/** Where the new value begins in the plain value, and what it is with what is made around it. */
function wanted(place: Place | undefined, field: string, key: string, value: unknown): [(string | number)[], unknown] {
  const keys = [...missingKeys(place?.field ?? '', field), key];
  const path = place?.path ?? [];
  if (place?.node.kind === 'mapping')
    return [[...path, keys[0] ?? ''], keys.slice(1).reduceRight<unknown>((inner, name) => ({ [name]: inner }), value)];
  return [[...path], keys.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value)];
}

/** The keys from what exists to a field that does not. */
export function missingKeys(existing: string, field: string): readonly string[] {
  return field === existing ? [] : field.slice(existing.length).replace(/^\./, '').split('.');
}

/** The same for an entry whose text is there. */
export function draftWritten(
  document: YamlDocument,
  text: string,
  field: string,
  key: string,
  written: Written,
  at: Position,
  change: Draft['change'],
): Draft | undefined {
  const place = document.root && nearest(document.root, field);
  if (place?.shared) return undefined;
  const missing = missingKeys(place?.field ?? '', field);
  if (missing.some((part) => part === '' || part.includes('['))) return undefined;
  const { lines, flow } = missing.reduceRight((inner, name) => nested(name, inner, habitOf(document)), written);
  if (!place) return { edits: [appended(text, lines)], change, within: 0 };
  const { node } = place;
  const edits =
    node.kind === 'mapping' && (node.entries.length > 0 || node.shadowed.length > 0)
      ? amongEntries(document, text, node, missing[0] ?? key, { lines, flow }, at)
      : filled(document, text, place, { lines, flow }, 'mapping');
  return edits && { edits, change, within: place.entry?.keySpan.start ?? node.start };
}

function nested(name: string, { lines, flow }: Written, habit: Habit): Written {
  return {
    lines: [blockLines({ [name]: {} }, habit)[0]?.replace(/ \{\}$/, '') ?? '', ...indented(lines, habit.step)],
    flow: flow && ((own) => flowEntry(name, {}, own).slice(0, -2) + braced(flow(own), own)),
  };
}

function amongEntries(
  document: YamlDocument,
  text: string,
  node: Collection,
  key: string,
  { lines, flow }: Written,
  at: Position,
): Edits {
  if (node.kind !== 'mapping' || node.entries.some((entry) => entry.key === key)) return undefined;
  const parts = partsOf(text, node);
  const named = typeof at === 'string' ? undefined : 'before' in at ? at.before : at.after;
  const entry = node.entries.find((candidate) => candidate.key === named && !candidate.merged);
  const own = entry && parts.findIndex((part) => part.start === entry.keySpan.start);
  let index = at === 'first' ? 0 : parts.length;
  if (own !== undefined && own >= 0) index = typeof at === 'object' && 'after' in at ? own + 1 : own;
  if (!node.flow) return amongLines(document, text, node, parts, index, lines);
  return flow && amongFlow(document, text, node, parts, index, flow(flowStyle(document, text, node)));
}

/** An item for the list at a field, before the one at an index or as the last; the list is made where it is missing. */
export function draftItem(
  document: YamlDocument,
  text: string,
  field: string,
  value: unknown,
  index?: number,
): Draft | undefined {
  if (!document.root || nearest(document.root, field).field !== field) {
    const split = field.lastIndexOf('.');
    const [base, key] = split < 0 ? ['', field] : [field.slice(0, split), field.slice(split + 1)];
    return key.includes('[') ? undefined : draftEntry(document, text, base, key, [value]);
  }
  const written: Written = {
    lines: blockLines([value], habitOf(document)),
    flow: (habit) => flowText(value, habit),
  };
  return draftWrittenItem(document, text, nearest(document.root, field), value, written, index);
}

/** The same for an item whose text is there, and a list that is. */
export function draftWrittenItem(
  document: YamlDocument,
  text: string,
  place: Place,
  value: unknown,
  written: Written,
  index?: number,
): Draft | undefined {
  if (place.shared) return undefined;
  const { node, path } = place;
  const within = place.entry?.keySpan.start ?? node.start;
  if (node.kind !== 'sequence' || node.items.length === 0) {
    const edits = filled(document, text, place, written, 'sequence');
    return edits && { edits, change: (root) => (path.length === 0 ? [value] : set(root, path, [value])), within };
  }
  const at = Math.min(Math.max(index ?? node.items.length, 0), node.items.length);
  const parts = partsOf(text, node);
  const { lines, flow } = written;
  const edits = node.flow
    ? flow && amongFlow(document, text, node, parts, at, flow(flowStyle(document, text, node)))
    : amongLines(document, text, node, parts, at, lines);
  return edits && { edits, change: (root) => insertAt(root, path, at, value), within };
}
