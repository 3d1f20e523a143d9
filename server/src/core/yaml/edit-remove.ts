/**
 * Taking away entries of mappings and items of lists with their lines: the comments directly above that are indented as
 * the part is go with it, and those below that are indented deeper. All rules of `edit.ts` hold.
 */
import {
  firstLineStart,
  lastLineOf,
  leadOf,
  ownLineComment,
  partsOf,
  wholeLines,
  type Collection,
  type Part,
} from './collection-parts.ts';
import { remove, type Draft, type TextEdit } from './edit-check.ts';
import { follow, joinField, type Place } from './locate.ts';
import { columnAt, isFirstOnLine, skipBlanks } from './text-layout.ts';
import { isAbsenceCertain, mayBeContinued } from './templating.ts';
import type { YamlDocument } from './tree.ts';

type Edits = readonly TextEdit[] | undefined;

/** The last part of a collection leaves `{}` or `[]`. */
export function draftRemoval(document: YamlDocument, text: string, place: Place): Draft | undefined {
  const { entry, item, path } = place;
  const parent = document.root && path.length > 0 ? follow(document.root, path.slice(0, -1)) : undefined;
  if (!parent || parent.shared || parent.node.kind === 'scalar' || entry?.merged) return undefined;
  const inside = entry ? entry.keySpan.start : (item?.alias?.start ?? item?.span.start);
  if (inside === undefined) return undefined;
  const isContinued = mayBeContinued(document, place.node, columnAt(text, item?.indicator ?? inside));
  if (isContinued && !entry?.alias && !item?.alias) return undefined;
  const { node } = parent;
  const parts = partsOf(text, node);
  const index = parts.findIndex(({ start, end }) => start <= inside && inside <= end);
  const edits =
    parts.length === 1
      ? emptied(document, text, parent, node)
      : node.flow
        ? cutFlow(document, text, parts, index)
        : cutLines(document, text, node, parts, index);
  return edits && { edits, change: (root) => remove(root, path), within: parent.entry?.keySpan.start ?? node.start };
}

/** A collection that loses its only part: `{}` or `[]` behind its key. */
function emptied(document: YamlDocument, text: string, place: Place, node: Collection): Edits {
  const empty = node.kind === 'mapping' ? '{}' : '[]';
  const [part] = partsOf(text, node);
  if (!part || !isAbsenceCertain(document, joinField(place.field, '\0'))) return undefined;
  if (node.flow) return [{ start: node.start, end: node.end, newText: empty }];
  const lead = leadOf(text, place);
  if (!lead || !place.entry || !isFirstOnLine(text, node.start))
    return [{ start: node.start, end: Math.max(part.end, node.end), newText: empty }];
  const lines = wholeLines(text, firstLineStart(document, node, node.start), lastLineOf(document, part));
  // Where the lines are the last of the text, their range begins with the line break before them.
  if (lines.start <= lead.end) return [{ start: lead.end, end: lines.end, newText: ` ${empty}` }];
  return [
    { start: lead.end, end: lead.end, newText: ` ${empty}` },
    { ...lines, newText: '' },
  ];
}

/** A part of a flow collection with the comma before or behind it; comments that are not about it stay. */
function cutFlow(document: YamlDocument, text: string, parts: readonly Part[], index: number): Edits {
  const own = parts[index];
  const next = parts[index + 1];
  const before = parts[index - 1];
  if (own && next) {
    const comma = text.indexOf(',', skipBlanks(text, own.end));
    const comment = ownLineComment(document, comma, next.start);
    return [{ start: own.start, end: comment?.start ?? next.start, newText: '' }];
  }
  if (!own || !before) return undefined;
  const comma = text.indexOf(',', skipBlanks(text, before.end));
  const last = document.comments.filter(({ start, end }) => start >= before.end && end <= own.start).at(-1);
  if (last && comma >= 0) {
    const start = Math.max(last.end, comma + 1);
    const rest = { start, end: own.end, newText: '' };
    return start === comma + 1 ? [{ ...rest, start: comma }] : [{ start: comma, end: comma + 1, newText: '' }, rest];
  }
  // A key whose value is left out keeps the blank behind its colon.
  const start = text.charAt(before.end - 1) === ':' ? comma : before.end;
  return [{ start, end: own.end, newText: '' }];
}

/** The lines of a part of a block collection. */
function cutLines(
  document: YamlDocument,
  text: string,
  node: Collection,
  parts: readonly Part[],
  index: number,
): Edits {
  const own = parts[index];
  const next = parts[index + 1];
  if (!own) return undefined;
  const start = index === 0 ? node.start : own.start;
  const end = lastLineOf(document, own);
  if (isFirstOnLine(text, start)) {
    const lines = wholeLines(text, firstLineStart(document, node, start), end);
    return [{ ...lines, newText: '' }];
  }
  // The first part of an item shares its line with the dash: what is next moves up.
  const comment = next && ownLineComment(document, end, next.start);
  return next && [{ start, end: comment?.start ?? next.start, newText: '' }];
}
