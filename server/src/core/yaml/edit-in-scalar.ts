/**
 * Edits inside the text of a scalar, given in offsets of its value: the scalar keeps its style where that can hold the
 * result, and becomes a literal block where it cannot. All rules of `edit.ts` hold; in styles that fold, a line break of
 * the new text is a blank.
 */
import { editJson, type JsonStep } from '../json/edit-json.ts';
import { isInFlow } from './collection-writing.ts';
import { applyEdits, confirmed, set, type TextEdit } from './edit-check.ts';
import { blockSpan } from './edit-replace.ts';
import { find, follow, type Place } from './locate.ts';
import { scalarPositions, type ScalarPositions } from './scalar-positions.ts';
import { indented, quoteScalar } from './scalar-text.ts';
import { columnAt, habitOf, lineBreakOf } from './text-layout.ts';
import type { ScalarNode, ScalarStyle, YamlDocument } from './tree.ts';

type Edits = readonly TextEdit[] | undefined;

/** The edits of the document that change the text at a field as `edits` change its value. */
export function editInScalar(document: YamlDocument, text: string, field: string, edits: readonly TextEdit[]): Edits {
  const place = document.root && find(document.root, field);
  const { node } = place ?? {};
  if (!place || place.shared || node?.kind !== 'scalar' || typeof node.value !== 'string') return undefined;
  if (edits.length === 0) return [];
  const positions = scalarPositions(text, node);
  for (const encode of positions ? encodings(text, node) : []) {
    const found = positions && inStyle(document, text, place, positions, edits, encode);
    if (found) return found;
  }
  return asLiteral(document, text, place, node, applyEdits(node.value, edits));
}

/** The edits that put a text at a field, as a literal block where one can stand. */
export function writeAsBlock(document: YamlDocument, text: string, field: string, value: string): Edits {
  const place = document.root && find(document.root, field);
  if (!place || place.shared || place.node.kind !== 'scalar') return undefined;
  return asLiteral(document, text, place, place.node, value);
}

/** The edits that make one step in the JSON at a field. */
export function editJsonInScalar(document: YamlDocument, text: string, field: string, step: JsonStep): Edits {
  const node = document.root && find(document.root, field)?.node;
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') return undefined;
  const edits = editJson(node.value, step);
  return edits && editInScalar(document, text, field, edits);
}

/** New text of the value, and how it is written. */
interface Encoding {
  readonly value: (newText: string) => string;
  readonly source: (newText: string) => string;
}

const same = (newText: string): string => newText;
const onOneLine = (newText: string): string => newText.replace(/\s*\n\s*/g, ' ');

/** The ways in which a style can hold new text, the most faithful first. */
function encodings(text: string, node: ScalarNode): readonly Encoding[] {
  const flow: Record<Exclude<ScalarStyle, 'literal' | 'folded' | 'absent'>, Encoding> = {
    plain: { value: onOneLine, source: onOneLine },
    single: { value: onOneLine, source: (newText) => onOneLine(newText).replaceAll("'", "''") },
    double: { value: same, source: (newText) => quoteScalar(newText, 'double').slice(1, -1) },
  };
  switch (node.style) {
    case 'absent':
      return [];
    case 'literal':
    case 'folded': {
      const indent = /[\r\n]([ ]+)[^ \r\n]/.exec(text.slice(node.start, node.end))?.[1] ?? '';
      const onLines = (newText: string): string => newText.replaceAll('\n', lineBreakOf(text) + indent);
      return [
        { value: same, source: onLines },
        { value: onOneLine, source: onOneLine },
      ];
    }
    default:
      return [flow[node.style]];
  }
}

function inStyle(
  document: YamlDocument,
  text: string,
  { path, node }: Place,
  positions: ScalarPositions,
  edits: readonly TextEdit[],
  { value, source }: Encoding,
): Edits {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return undefined;
  const wanted = applyEdits(
    node.value,
    edits.map((edit) => ({ ...edit, newText: value(edit.newText) })),
  );
  return confirmed(document, text, {
    edits: edits.map(({ start, end, newText }) => ({
      start: positions.toSource(start),
      end: positions.toSource(end),
      newText: source(newText),
    })),
    change: (root) => set(root, path, wanted),
    within: withinOf(document, path),
  });
}

function withinOf(document: YamlDocument, path: Place['path']): number {
  const parent = document.root && path.length > 0 ? follow(document.root, path.slice(0, -1)) : undefined;
  return parent?.entry?.keySpan.start ?? parent?.node.start ?? 0;
}

/** The whole text as a literal block, blanks around it dropped; in quotes where no block can stand. */
function asLiteral(document: YamlDocument, text: string, place: Place, node: ScalarNode, value: string): Edits {
  const { entry, item, path } = place;
  const wanted = value.trim();
  const column = columnAt(text, entry?.keySpan.start ?? item?.indicator ?? 0) + habitOf(document).step;
  const isBlock = node.style === 'literal' || node.style === 'folded';
  const { end, comment } = isBlock ? blockSpan(text, node) : { end: node.end, comment: '' };
  const newText = isInFlow(document, place)
    ? quoteScalar(wanted, node.style === 'double' ? 'double' : 'single')
    : [`|-${comment}`, ...indented(wanted.split('\n'), column)].join(lineBreakOf(text));
  const lead = node.style === 'absent' && !/\s/.test(text.charAt(node.start - 1)) ? ' ' : '';
  return confirmed(document, text, {
    edits: [{ start: node.start, end, newText: lead + newText }],
    change: (root) => set(root, path, wanted),
    within: withinOf(document, path),
  });
}
