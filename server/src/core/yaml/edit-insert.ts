/**
 * Adding entries to mappings and items to lists, in block and flow style, in the layout that is there; what is missing on
 * the way is made. All rules of `edit.ts` hold: nothing else changes, and what cannot be done so is undefined.
 */
import { firstLineStart, lastLineOf, leadOf, partsOf, type Collection, type Part } from './collection-parts.ts';
import { insertAt, set, type Draft, type TextEdit } from './edit-check.ts';
import { joinField, nearest, type Place } from './locate.ts';
import { blockLines, flowText, indented } from './scalar-text.ts';
import {
  columnAt,
  flowHabitOf,
  habitOf,
  isFirstOnLine,
  lineBreakOf,
  lineEndAt,
  lineStartAt,
  skipBlanks,
  type Habit,
} from './text-layout.ts';
import { isAbsenceCertain } from './templating.ts';
import type { YamlDocument } from './tree.ts';

type Edits = readonly TextEdit[] | undefined;

/** Where among the entries of a mapping; a key that is not there stands for the last place. */
export type Position = 'first' | 'last' | { readonly before: string } | { readonly after: string };

/** An entry or item as it would be written in either style. */
export interface Written {
  /** Lines of block style, without indentation of their own. */
  readonly lines: readonly string[];
  /** One line of flow style; undefined for what can stand in block style only. */
  readonly flow: ((habit: Habit) => string) | undefined;
}

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
    flow: (habit) => bare(flowText({ [key]: value }, habit)),
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
    flow: flow && ((own) => bare(flowText({ [name]: {} }, own)).slice(0, -2) + braced(flow(own), own)),
  };
}

/** What stands between the braces of a flow mapping. */
function bare(mapping: string): string {
  return mapping.replace(/^\{ ?| ?\}$/g, '');
}

function braced(entry: string, { flow }: Habit): string {
  return flow.isPadded ? `{ ${entry} }` : `{${entry}}`;
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
  const place = nearest(document.root, field);
  if (place.shared) return undefined;
  const { node, path } = place;
  const written: Written = {
    lines: blockLines([value], habitOf(document)),
    flow: (habit) => flowText(value, habit),
  };
  const within = place.entry?.keySpan.start ?? node.start;
  if (node.kind !== 'sequence' || node.items.length === 0) {
    const edits = filled(document, text, place, written, 'sequence');
    return edits && { edits, change: (root) => (path.length === 0 ? [value] : set(root, path, [value])), within };
  }
  const at = Math.min(Math.max(index ?? node.items.length, 0), node.items.length);
  const parts = partsOf(text, node);
  const edits = node.flow
    ? amongFlow(document, text, node, parts, at, flowText(value, flowStyle(document, text, node)))
    : amongLines(document, text, node, parts, at, written.lines);
  return edits && { edits, change: (root) => insertAt(root, path, at, value), within };
}

/** Habits inside one flow collection: its own, as far as it tells. */
export function flowStyle(document: YamlDocument, text: string, node: Collection): Habit {
  const habit = habitOf(document);
  return { ...habit, flow: { ...habit.flow, ...flowHabitOf(text, node) } };
}

/** Lines among those of a block collection, before the part at an index. */
function amongLines(
  document: YamlDocument,
  text: string,
  node: Collection,
  parts: readonly Part[],
  index: number,
  lines: readonly string[],
): Edits {
  const lineBreak = lineBreakOf(text);
  const column = columnAt(text, node.start);
  const before = parts[index - 1];
  if (before) {
    const at = lastLineOf(document, before);
    return [
      {
        start: at,
        end: at,
        newText: indented(lines, column)
          .map((line) => lineBreak + line)
          .join(''),
      },
    ];
  }
  const first = parts[0];
  if (!first) return undefined;
  if (isFirstOnLine(text, node.start)) {
    const at = firstLineStart(document, node, node.start);
    return [
      {
        start: at,
        end: at,
        newText: indented(lines, column)
          .map((line) => line + lineBreak)
          .join(''),
      },
    ];
  }
  // Behind a dash: the one that was first goes to a line of its own.
  const newText = [...indented(lines, column), ' '.repeat(column)].join(lineBreak).trimStart();
  return [{ start: node.start, end: node.start, newText }];
}

/** A part of a flow collection, before the one at an index. */
function amongFlow(
  document: YamlDocument,
  text: string,
  node: Collection,
  parts: readonly Part[],
  index: number,
  written: string,
): Edits {
  const first = parts[0];
  if (!first) {
    const { isPadded } = flowStyle(document, text, node).flow;
    const isBare = text.slice(node.start + 1, node.end - 1).trim() === '';
    if (!isBare) return [{ start: node.end - 1, end: node.end - 1, newText: `${written} ` }];
    const newText = isPadded && node.kind === 'mapping' ? ` ${written} ` : written;
    return [{ start: node.start + 1, end: node.end - 1, newText }];
  }
  const lineBreak = lineBreakOf(text);
  const isTall = isFirstOnLine(text, first.start) && lineStartAt(text, first.start) > node.start;
  const lead = isTall ? lineBreak + text.slice(lineStartAt(text, first.start), first.start) : ' ';
  const before = parts[index - 1];
  if (!before) return [{ start: first.start, end: first.start, newText: `${written},${lead}` }];
  const comma = skipBlanks(text, before.end);
  const hasComma = text.charAt(comma) === ',';
  // A key whose value is left out needs the blank behind its colon.
  const blank = text.charAt(before.end - 1) === ':' ? ' ' : '';
  if (!isTall) return [{ start: before.end, end: before.end, newText: `${blank},${lead}${written}` }];
  const lineEnd = lineEndAt(text, hasComma ? comma : before.end);
  const line = { start: lineEnd, end: lineEnd, newText: lead + written + (hasComma ? ',' : '') };
  if (hasComma) return [line];
  // Two insertions at one place would depend on their order.
  if (lineEnd === before.end) return [{ ...line, newText: `${blank},${line.newText}` }];
  return [{ start: before.end, end: before.end, newText: `${blank},` }, line];
}

/** In place of a value that is left out, null or an empty flow collection: below its key, behind its dash, or inside. */
function filled(
  document: YamlDocument,
  text: string,
  place: Place,
  { lines, flow }: Written,
  kind: Collection['kind'],
): Edits {
  const { node } = place;
  const isEmpty =
    node.kind === 'scalar'
      ? node.value === null && node.style !== 'literal'
      : node.flow && partsOf(text, node).length === 0;
  // A merge key makes it one that is not empty.
  if (!isEmpty || (node.kind !== 'scalar' && /[^\s[\]{}]/.test(withoutComments(document, text, node))))
    return undefined;
  if (!isAbsenceCertain(document, joinField(place.field, '\0'))) return undefined;
  const inBlock = below(document, text, place, lines, kind);
  if (inBlock) return inBlock;
  if (!flow) return undefined;
  if (node.kind === kind) return amongFlow(document, text, node, [], 0, flow(flowStyle(document, text, node)));
  const habit = habitOf(document);
  const whole = kind === 'mapping' ? braced(flow(habit), habit) : `[${flow(habit)}]`;
  if (node.kind !== 'scalar' || node.style !== 'absent') return [{ start: node.start, end: node.end, newText: whole }];
  const colon = place.entry && node.start === place.entry.keySpan.end ? ':' : '';
  const isOpen = colon === '' && /[\s,[{]/.test(text.charAt(node.start - 1));
  return [{ start: node.start, end: node.end, newText: isOpen ? whole : `${colon} ${whole}` }];
}

function withoutComments({ comments }: YamlDocument, text: string, node: Collection): string {
  const within = comments.filter(({ start, end }) => start >= node.start && end <= node.end);
  return within.reduceRight(
    (rest, { start, end }) => rest.slice(0, start - node.start) + rest.slice(end - node.start),
    text.slice(node.start, node.end),
  );
}

/** Lines of block style for a value on the line of its key or dash; undefined in flow style, where there can be none. */
function below(
  document: YamlDocument,
  text: string,
  place: Place,
  lines: readonly string[],
  kind: Collection['kind'],
): Edits {
  const { node, entry, item } = place;
  const lead = leadOf(text, place);
  if (!lead || lead.tags.length > 0 || isInFlow(document, place)) return undefined;
  if (text.slice(lead.end, node.start).trim() !== '' || lineEndAt(text, lead.start) < node.start) return undefined;
  if (/[\r\n]/.test(text.slice(node.start, node.end))) return undefined;
  const lineBreak = lineBreakOf(text);
  if (item) {
    // An anchor behind the dash would be the first key's.
    if (lead.end > lead.start) return undefined;
    const column = columnAt(text, item.indicator) + 2;
    const newText = ` ${indented(lines, column).join(lineBreak).trimStart()}`;
    return [{ start: lead.end, end: Math.max(node.end, lead.end), newText }];
  }
  if (!entry) return undefined;
  const { step, listStep } = habitOf(document);
  const column = columnAt(text, entry.keySpan.start) + (kind === 'sequence' ? listStep : step);
  const lineEnd = lineEndAt(text, node.end);
  const added = {
    start: lineEnd,
    end: lineEnd,
    newText: indented(lines, column)
      .map((line) => lineBreak + line)
      .join(''),
  };
  return node.end > lead.end ? joined([{ start: lead.end, end: node.end, newText: '' }, added]) : [added];
}

/** Two edits that touch are one. */
export function joined(edits: readonly TextEdit[]): readonly TextEdit[] {
  const result: TextEdit[] = [];
  for (const edit of edits) {
    const last = result.at(-1);
    if (last?.end === edit.start)
      result[result.length - 1] = { start: last.start, end: edit.end, newText: last.newText + edit.newText };
    else result.push(edit);
  }
  return result;
}

/** Whether a place is inside a flow collection. */
export function isInFlow(document: YamlDocument, { path }: Place): boolean {
  let node = document.root;
  for (const part of path) {
    if (!node || node.kind === 'scalar' || node.flow) return node !== undefined && node.kind !== 'scalar';
    node =
      node.kind === 'sequence' ? node.items[Number(part)]?.value : node.entries.find(({ key }) => key === part)?.value;
  }
  return false;
}

/** Lines at the end of a document that holds nothing. */
function appended(text: string, lines: readonly string[]): TextEdit {
  const lineBreak = lineBreakOf(text);
  const newText =
    (text === '' || /[\r\n]$/.test(text) ? '' : lineBreak) + lines.map((line) => line + lineBreak).join('');
  return { start: text.length, end: text.length, newText };
}
