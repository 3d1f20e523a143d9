/**
 * Other texts in several places at once, as a rename puts them: each keeps its style, and a text that is read through
 * anchors and aliases is changed where it is written – if all who read it are among the places. All rules of `edit.ts`
 * hold.
 */
import { confirm, set, type TextEdit } from './edit-check.ts';
import { draftValue } from './edit-replace.ts';
import { fieldsOf, find, type Place } from './locate.ts';
import { isPlainSafe } from './scalar-text.ts';
import { scalarPositions } from './scalar-positions.ts';
import { isUntemplated } from './templating.ts';
import type { ScalarNode, YamlDocument } from './tree.ts';

export interface TextAt {
  readonly field: string;
  readonly value: string;
}

/** A text that is to change, where it is written. */
interface Change {
  readonly place: Place & { readonly node: ScalarNode };
  readonly value: string;
}

/** Undefined where one of them is no text of its own, or somebody else reads it too. */
export function replaceTexts(
  document: YamlDocument,
  text: string,
  texts: readonly TextAt[],
): readonly TextEdit[] | undefined {
  const { root } = document;
  const changes = changesOf(document, texts);
  if (!root || !changes) return undefined;
  const paths = texts.map(({ field }) => find(root, field)?.path ?? []);
  const wanted = (before: unknown): unknown =>
    paths.reduce<unknown>((value, path, index) => set(value, path, texts[index]?.value), before);
  for (const edit of [changedPart, wholeText]) {
    const edits = changes.map((change) => edit(document, text, change));
    const all = edits.every((some) => some !== undefined) ? edits.flat() : undefined;
    const confirmed = all && confirm(document, text, all, wanted);
    if (confirmed) return confirmed;
  }
  return undefined;
}

/** One change a text as written, however often it is read. */
function changesOf({ root }: YamlDocument, texts: readonly TextAt[]): readonly Change[] | undefined {
  if (!root) return undefined;
  const values = new Map(texts.map(({ field, value }) => [field, value]));
  const changes = new Map<ScalarNode, Change>();
  for (const { field, value } of texts) {
    const node = find(root, field)?.node;
    if (node?.kind !== 'scalar') return undefined;
    if (changes.has(node)) continue;
    const readers = fieldsOf(root, node);
    if (!readers.every((reader) => values.get(reader) === value)) return undefined;
    const place = [field, ...readers].map((reader) => find(root, reader)).find((one) => one?.shared === false);
    if (!place) return undefined;
    changes.set(node, { place: { ...place, node }, value });
  }
  return [...changes.values()];
}

/** Only the characters that differ, for a text that would be written otherwise as a whole. */
function changedPart(document: YamlDocument, text: string, change: Change): readonly TextEdit[] | undefined {
  const { place, value } = change;
  const { node } = place;
  const old = node.value;
  if (typeof old !== 'string' || (node.style === 'plain' && isPlainSafe(old))) return wholeText(document, text, change);
  const most = Math.min(old.length, value.length);
  let front = 0;
  while (front < most && old[front] === value[front]) front++;
  let back = 0;
  while (back < most - front && old.at(-1 - back) === value.at(-1 - back)) back++;
  const span = scalarPositions(text, node)?.sourceSpan({ start: front, end: old.length - back });
  const edit = span && { ...span, newText: value.slice(front, value.length - back) };
  return edit && isUntemplated(document, edit, node.start) ? [edit] : undefined;
}

function wholeText(document: YamlDocument, text: string, { place, value }: Change): readonly TextEdit[] | undefined {
  const draft = draftValue(document, text, place, value);
  const isFree = draft?.edits.every((edit) => isUntemplated(document, edit, draft.within)) ?? false;
  return isFree ? draft?.edits : undefined;
}
