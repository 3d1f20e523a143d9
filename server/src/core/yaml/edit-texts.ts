/**
 * Other texts in several places at once, as a rename puts them: each keeps its quotes, and a text that is read through
 * anchors and aliases is changed where it is written – if all who read it are among the places. All rules of `edit.ts`
 * hold.
 */
import { confirm, set, type TextEdit } from './edit-check.ts';
import { draftValue } from './edit-replace.ts';
import { fieldsOf, find, type Place } from './locate.ts';
import { isUntemplated } from './templating.ts';
import type { Node, YamlDocument } from './tree.ts';

export interface TextAt {
  readonly field: string;
  readonly value: string;
}

/** Undefined where one of them is no text of its own, or somebody else reads it too. */
export function replaceTexts(
  document: YamlDocument,
  text: string,
  texts: readonly TextAt[],
): readonly TextEdit[] | undefined {
  const { root } = document;
  if (!root) return undefined;
  const values = new Map(texts.map(({ field, value }) => [field, value]));
  const edits: TextEdit[] = [];
  const paths: Place['path'][] = [];
  const done = new Set<Node>();
  for (const { field, value } of texts) {
    const place = find(root, field);
    if (place?.node.kind !== 'scalar') return undefined;
    paths.push(place.path);
    if (done.has(place.node)) continue;
    done.add(place.node);
    const readers = fieldsOf(root, place.node);
    if (!readers.every((reader) => values.get(reader) === value)) return undefined;
    const written = [field, ...readers].map((reader) => find(root, reader)).find((one) => one?.shared === false);
    const draft = written && draftValue(document, text, written, value);
    if (
      !draft ||
      (document.templates.length > 0 && !draft.edits.every((one) => isUntemplated(document, one, draft.within)))
    )
      return undefined;
    edits.push(...draft.edits);
  }
  return confirm(document, text, edits, (before) =>
    paths.reduce<unknown>((root, path, index) => set(root, path, texts[index]?.value), before),
  );
}
