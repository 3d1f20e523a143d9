/**
 * Where the text of a new entry or item goes: among the lines or between the commas of a collection, or in place of a
 * value that holds nothing yet. Writes what it is given; what is to be written, and whether it then reads as wanted, is
 * the business of others.
 */
import { firstLineStart, lastLineOf, leadOf, partsOf, type Collection, type Part } from './collection-parts.ts';
import type { TextEdit } from './edit-check.ts';
import { joinField, type Place } from './locate.ts';
import { indented } from './scalar-text.ts';
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

/** An entry or item as it would be written in either style. */
export interface Written {
  /** Lines of block style, without indentation of their own. */
  readonly lines: readonly string[];
  /** One line of flow style; undefined for what can stand in block style only. */
  readonly flow: ((habit: Habit) => string) | undefined;
}

export function braced(entry: string, { flow }: Habit): string {
  return flow.isPadded ? `{ ${entry} }` : `{${entry}}`;
}

/** Habits inside one flow collection: its own, as far as it tells. */
export function flowStyle(document: YamlDocument, text: string, node: Collection): Habit {
  const habit = habitOf(document);
  return { ...habit, flow: { ...habit.flow, ...flowHabitOf(text, node) } };
}

/** Lines among those of a block collection, before the part at an index. */
export function amongLines(
  document: YamlDocument,
  text: string,
  node: Collection,
  parts: readonly Part[],
  index: number,
  lines: readonly string[],
): Edits {
  const lineBreak = lineBreakOf(text);
  const column = columnAt(text, node.start);
  const added = indented(lines, column);
  const before = parts[index - 1];
  if (before) {
    const at = lastLineOf(document, before);
    return [{ start: at, end: at, newText: added.map((line) => lineBreak + line).join('') }];
  }
  const first = parts[0];
  if (!first) return undefined;
  if (isFirstOnLine(text, node.start)) {
    const at = firstLineStart(document, node, node.start);
    return [{ start: at, end: at, newText: added.map((line) => line + lineBreak).join('') }];
  }
  // Behind a dash: the one that was first goes to a line of its own.
  const newText = [...added, ' '.repeat(column)].join(lineBreak).trimStart();
  return [{ start: node.start, end: node.start, newText }];
}

/** A part of a flow collection, before the one at an index. */
export function amongFlow(
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
export function filled(
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
export function appended(text: string, lines: readonly string[]): TextEdit {
  const lineBreak = lineBreakOf(text);
  const newText =
    (text === '' || /[\r\n]$/.test(text) ? '' : lineBreak) + lines.map((line) => line + lineBreak).join('');
  return { start: text.length, end: text.length, newText };
}
