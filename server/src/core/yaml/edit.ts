/**
 * Minimal edits of one document: each changes what it is asked to and leaves every other byte alone – comments, quotes,
 * indentation, line ends. An edit that cannot be made that way is undefined, never a guess: what kubectl would read
 * afterwards is compared with what was wanted. Entries and items are the business of `edit-collections.ts`.
 */
import { confirm, set, type TextEdit } from './edit-check.ts';
import { find, type Place } from './locate.ts';
import { quoteScalar } from './scalar-text.ts';
import { columnAt, habitOf, lineBreakOf, lineEndAt, lineStartAt } from './text-layout.ts';
import type { ScalarNode, YamlDocument } from './tree.ts';

export { applyEdits, type TextEdit } from './edit-check.ts';
export { insertEntry, insertItem, removeEntry, removeItem } from './edit-collections.ts';
export { quoteScalar } from './scalar-text.ts';
export { lineBreakOf } from './text-layout.ts';

/**
 * Puts another text into the scalar at a field, in the same style where that can hold it. Undefined where there is no
 * scalar, or where it is written elsewhere, through an anchor, and may mean other fields too.
 */
export function replaceScalar(
  document: YamlDocument,
  text: string,
  field: string,
  value: string,
): readonly TextEdit[] | undefined {
  const place = document.root && find(document.root, field);
  if (!place || place.shared || place.node.kind !== 'scalar' || place.node.anchor !== undefined) return undefined;
  const { node } = place;
  const edit = node.style === 'absent' ? filled(text, place, value) : replaced(document, text, place, node, value);
  return edit && confirm(document, text, [edit], (root) => set(root, place.path, value));
}

/** Puts text in place of a range; for edits whose caller knows what they mean. */
export function replaceText(start: number, end: number, newText: string): readonly TextEdit[] {
  return [{ start, end, newText }];
}

/** A comment on a line of its own above the line of an offset, indented like it. */
export function insertCommentLineBefore(text: string, offset: number, comment: string): readonly TextEdit[] {
  const lineStart = lineStartAt(text, offset);
  const indent = /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
  return [{ start: lineStart, end: lineStart, newText: indent + comment + lineBreakOf(text) }];
}

/** A value where there is none yet, behind its colon or dash. */
function filled(text: string, { node: { start }, entry, item }: Place, value: string): TextEdit | undefined {
  if (!entry && !item) return undefined;
  const written = quoteScalar(value, 'single');
  const before = text.charAt(start - 1);
  // The member of a flow mapping that is but a key has no colon either.
  if (entry && start === entry.keySpan.end) return { start, end: start, newText: `: ${written}` };
  const isOpen = /[\s,[{]/.test(before);
  return { start, end: start, newText: isOpen ? written : ` ${written}` };
}

function replaced(document: YamlDocument, text: string, place: Place, node: ScalarNode, value: string): TextEdit {
  const start = tagStart(text, place) ?? node.start;
  switch (node.style) {
    case 'literal':
    case 'folded':
      return { start, ...blockText(document, text, place, node, value) };
    case 'plain': {
      // Where keys are written as in JSON, values are too.
      const isJson = place.entry !== undefined && text.charAt(place.entry.keySpan.start) === '"';
      return { start, end: node.end, newText: quoteScalar(value, isJson ? 'double' : 'plain') };
    }
    default:
      return { start, end: node.end, newText: quoteScalar(value, node.style === 'double' ? 'double' : 'single') };
  }
}

/** A tag before a value says what the value was; it goes with it. */
function tagStart(text: string, { entry, item, node }: Place): number | undefined {
  const from = entry ? text.indexOf(':', entry.keySpan.end) + 1 : item?.span.start;
  if (from === undefined || from > node.start) return undefined;
  const match = /^[ \t\r\n]*(?=![^\r\n]*$)/.exec(text.slice(from, node.start).replace(/[ \t\r\n]+$/, ''));
  return match ? from + match[0].length : undefined;
}

/** The text as a block scalar like the one there is, or in quotes where a block would not hold it as it is. */
function blockText(
  document: YamlDocument,
  text: string,
  place: Place,
  node: ScalarNode,
  value: string,
): { end: number; newText: string } {
  // An empty one is but its header, whose comment belongs to it.
  const end = /[\r\n]/.test(text.slice(node.start, node.end)) ? node.end : lineEndAt(text, node.end);
  const written = text.slice(node.start, end);
  const comment = /^[|>][-+0-9]*([ \t]+#[^\r\n]*)/.exec(written)?.[1] ?? '';
  const lines = value.replace(/\n$/, '').split('\n');
  // Blanks in front need an indentation figure, empty lines at the end another mark: quotes are plainer.
  const isClean =
    lines.every((line, at) => line.trim() !== '' && !(at === 0 && /^[ \t]/.test(line))) &&
    // eslint-disable-next-line no-control-regex -- what no block scalar can hold
    !/[^\n\t\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/.test(value) &&
    (node.style === 'literal' || lines.length === 1);
  if (!isClean) return { end, newText: quoteScalar(value, 'single') + comment };
  const own = /[\r\n]([ ]+)[^ \r\n]/.exec(written)?.[1];
  const around = place.entry?.keySpan.start ?? place.item?.indicator ?? 0;
  const indent = own ?? ' '.repeat(columnAt(text, around) + habitOf(document).step);
  const mark = (node.style === 'literal' ? '|' : '>') + (value.endsWith('\n') ? '' : '-');
  return { end, newText: [mark + comment, ...lines.map((line) => indent + line)].join(lineBreakOf(text)) };
}
