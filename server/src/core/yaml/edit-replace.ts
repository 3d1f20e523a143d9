/**
 * Putting a plain value in place of what stands at a field, in the style that is there: a text keeps its quotes, a value
 * of another kind is written as its writer would. All rules of `edit.ts` hold.
 */
import { lastLineEnd, leadOf, partsOf, wholeLines, firstLineStart, lastLineOf, type Lead } from './collection-parts.ts';
import { isSame, set, type Draft, type TextEdit } from './edit-check.ts';
import { flowStyle, isInFlow, joined } from './edit-insert.ts';
import { follow, type Place } from './locate.ts';
import { plainValue } from './read-document.ts';
import { blockLines, flowText, indented, inlineText, isInline, quoteScalar } from './scalar-text.ts';
import { columnAt, habitOf, isFirstOnLine, lineBreakOf, lineEndAt, lineStartAt } from './text-layout.ts';
import { mayBeContinued } from './templating.ts';
import type { Node, ScalarNode, YamlDocument } from './tree.ts';

type Edits = readonly TextEdit[] | undefined;

/** No edits at all where the value is there already. */
export function draftValue(document: YamlDocument, text: string, place: Place, value: unknown): Draft | undefined {
  const { path, entry, item, node } = place;
  const parent = document.root && path.length > 0 ? follow(document.root, path.slice(0, -1)) : undefined;
  if (!parent || parent.shared || entry?.merged || parent.node.kind === 'scalar') return undefined;
  const within = parent.entry?.keySpan.start ?? parent.node.start;
  const change: Draft['change'] = (root) => set(root, path, value);
  if (isSame(plainValue(node), value)) return { edits: [], change, within };
  const alias = entry?.alias ?? item?.alias;
  // An alias is replaced as a token of its own; what it stands for stays.
  const old: Node = alias ? { kind: 'scalar', style: 'plain', value: '', ...alias } : node;
  const column = columnAt(text, entry?.keySpan.start ?? item?.indicator ?? 0);
  if (!alias && mayBeContinued(document, node, column)) return undefined;
  const isFlow = isInFlow(document, place);
  const lead = leadOf(text, place);
  let edits: Edits;
  if (isFlow || (old.kind !== 'scalar' && old.flow && !isInline(value) && partsOf(text, old).length > 0)) {
    const holder = isFlow || old.kind === 'scalar' ? parent.node : old;
    edits = inline(document, text, place, old, lead, flowValue(document, text, place, old, holder, value));
  } else if (!lead) return undefined;
  else if (typeof value === 'string' && old.kind === 'scalar' && (old.style === 'literal' || old.style === 'folded'))
    edits = [{ start: old.start, ...blockText(document, text, place, old, value) }];
  else if (isInline(value))
    edits = inline(document, text, place, old, lead, blockValue(document, text, place, old, value));
  else edits = lines(document, text, place, old, lead, value);
  return edits && { edits: withoutTags(text, lead, edits), change, within };
}

/** A tag before a value says what the value was; it goes with it. */
function withoutTags(text: string, lead: Lead | undefined, edits: readonly TextEdit[]): readonly TextEdit[] {
  const tags = (lead?.tags ?? []).map(({ start, end }): TextEdit => {
    const blanks = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
    return { start, end: end + blanks, newText: '' };
  });
  return joined([...tags, ...edits].sort((a, b) => a.start - b.start || a.end - b.end));
}

function flowValue(
  document: YamlDocument,
  text: string,
  { entry }: Place,
  old: Node,
  holder: Node,
  value: unknown,
): string {
  const habit = holder.kind === 'scalar' ? habitOf(document) : flowStyle(document, text, holder);
  if (typeof value !== 'string') return flowText(value, habit);
  const isJson = entry ? text.charAt(entry.keySpan.start) === '"' : habit.flow.isJson;
  if (isJson || (old.kind === 'scalar' && old.style === 'double')) return quoteScalar(value, 'double');
  return old.kind === 'scalar' && old.style === 'single'
    ? quoteScalar(value, 'single')
    : flowText(value, { quotes: habit.quotes, flow: { isJson: false, isPadded: false } });
}

function blockValue(document: YamlDocument, text: string, { entry }: Place, old: Node, value: unknown): string {
  if (typeof value === 'string' && old.kind === 'scalar') {
    if (old.style === 'single' || old.style === 'double') return quoteScalar(value, old.style);
    // Where keys are written as in JSON, values are too.
    if (entry && text.charAt(entry.keySpan.start) === '"') return quoteScalar(value, 'double');
  }
  return inlineText(value, habitOf(document));
}

/** A value on one line. */
function inline(
  document: YamlDocument,
  text: string,
  place: Place,
  old: Node,
  lead: Lead | undefined,
  written: string,
): Edits {
  if (old.kind === 'scalar') {
    const { start, end } = old;
    if (old.style === 'literal' || old.style === 'folded') {
      const block = blockSpan(text, old);
      return [{ start, end: block.end, newText: written + block.comment }];
    }
    if (old.style !== 'absent') return [{ start, end, newText: written }];
    // The member of a flow mapping that is but a key has no colon either.
    if (place.entry && start === place.entry.keySpan.end) return [{ start, end, newText: `: ${written}` }];
    return [{ start, end, newText: /[\s,[{]/.test(text.charAt(start - 1)) ? written : ` ${written}` }];
  }
  const last = partsOf(text, old).at(-1);
  if (old.flow) return [{ start: old.start, end: old.end, newText: written }];
  if (!last) return undefined;
  if (!lead || !isFirstOnLine(text, old.start) || !place.entry)
    return [{ start: old.start, end: Math.max(last.end, old.start), newText: written }];
  const gone = wholeLines(text, firstLineStart(document, old, old.start), lastLineOf(document, last));
  if (gone.start <= lead.end) return [{ start: lead.end, end: gone.end, newText: ` ${written}` }];
  return [
    { start: lead.end, end: lead.end, newText: ` ${written}` },
    { ...gone, newText: '' },
  ];
}

/** A collection in block style, below its key or behind its dash. */
function lines(document: YamlDocument, text: string, place: Place, old: Node, lead: Lead, value: unknown): Edits {
  const { entry, item } = place;
  const habit = habitOf(document);
  const lineBreak = lineBreakOf(text);
  const written = blockLines(value, habit);
  const [first = '', ...rest] = written;
  const base = entry ? columnAt(text, entry.keySpan.start) : columnAt(text, item?.indicator ?? 0);
  const column = base + (item ? 2 : Array.isArray(value) ? habit.listStep : habit.step);
  const after = (some: readonly string[], from = column): string =>
    indented(some, from)
      .map((line) => lineBreak + line)
      .join('');
  if (old.kind !== 'scalar' && !old.flow) {
    const last = partsOf(text, old).at(-1);
    if (!last) return undefined;
    const end = lastLineEnd(text, last);
    if (!isFirstOnLine(text, old.start)) {
      const newText = first + after(rest, columnAt(text, old.start));
      return [{ start: old.start, end, newText }];
    }
    return [{ start: lineStartAt(text, old.start), end, newText: after(written).slice(lineBreak.length) }];
  }
  // An anchor behind the dash would be the first key's.
  if (item && lead.end > lead.start) return undefined;
  if (old.kind === 'scalar' && (old.style === 'literal' || old.style === 'folded')) {
    const { end, comment } = blockSpan(text, old);
    if (item) return [{ start: old.start, end, newText: first + comment + after(rest) }];
    const start = comment === '' ? lead.end : old.start;
    return [{ start, end, newText: comment.trimStart() + after(written) }];
  }
  if (lineEndAt(text, lead.start) < old.start) {
    // It has a line of its own, maybe with comments before it.
    if (!isFirstOnLine(text, old.start)) return undefined;
    return [{ start: lineStartAt(text, old.start), end: old.end, newText: after(written).slice(lineBreak.length) }];
  }
  const lineEnd = lineEndAt(text, old.end);
  if (item) {
    const isOpen = old.start > lead.start;
    const one = { start: old.start, end: old.end, newText: isOpen ? first : ` ${first}` };
    return joined(rest.length > 0 ? [one, { start: lineEnd, end: lineEnd, newText: after(rest) }] : [one]);
  }
  const added = { start: lineEnd, end: lineEnd, newText: after(written) };
  return old.end > lead.end ? joined([{ start: lead.end, end: old.end, newText: '' }, added]) : [added];
}

/** The text of a block scalar up to the end of its last line, and the comment in its first. */
export function blockSpan(text: string, node: ScalarNode): { readonly end: number; readonly comment: string } {
  // An empty one is but its header, whose comment belongs to it.
  const end = /[\r\n]/.test(text.slice(node.start, node.end)) ? node.end : lineEndAt(text, node.end);
  const comment = /^[|>][-+0-9]*([ \t]+#[^\r\n]*)/.exec(text.slice(node.start, end))?.[1] ?? '';
  return { end, comment };
}

/** A text as a block scalar like the one there is, or in quotes where a block would not hold it as it is. */
function blockText(
  document: YamlDocument,
  text: string,
  place: Place,
  node: ScalarNode,
  value: string,
): { end: number; newText: string } {
  const { end, comment } = blockSpan(text, node);
  const written = text.slice(node.start, end);
  const lineTexts = value.replace(/\n$/, '').split('\n');
  // Blanks in front need an indentation figure, empty lines at the end another mark: quotes are plainer.
  const isClean =
    lineTexts.every((line, at) => line.trim() !== '' && !(at === 0 && /^[ \t]/.test(line))) &&
    // eslint-disable-next-line no-control-regex -- what no block scalar can hold
    !/[^\n\t\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/.test(value) &&
    (node.style === 'literal' || lineTexts.length === 1);
  if (!isClean) return { end, newText: quoteScalar(value, habitOf(document).quotes) + comment };
  const own = /[\r\n]([ ]+)[^ \r\n]/.exec(written)?.[1];
  const around = place.entry?.keySpan.start ?? place.item?.indicator ?? 0;
  const indent = own ?? ' '.repeat(columnAt(text, around) + habitOf(document).step);
  const mark = (node.style === 'literal' ? '|' : '>') + (value.endsWith('\n') ? '' : '-');
  return { end, newText: [mark + comment, ...lineTexts.map((line) => indent + line)].join(lineBreakOf(text)) };
}
