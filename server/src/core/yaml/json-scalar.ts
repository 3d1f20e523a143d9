/**
 * A YAML scalar whose text is JSON, such as the configuration in a NAD or an annotation: its tree, and which character of
 * it stands where in the document, whatever the style. Judges nothing, and never throws.
 */
import type { JsonDocument } from '../json/json-tree.ts';
import { find, type Place } from './locate.ts';
import { parseJsonScalar } from './locate-json.ts';
import { scalarPositions, type ScalarPositions } from './scalar-positions.ts';
import { columnAt } from './text-layout.ts';
import type { ScalarNode, YamlDocument } from './tree.ts';

export interface JsonScalarText {
  readonly field: string;
  readonly place: Place;
  readonly node: ScalarNode;
  readonly json: JsonDocument;
  readonly positions: ScalarPositions;
}

/** Undefined for what is no text, and for what stands elsewhere by an alias. */
export function jsonScalarAt(document: YamlDocument, field: string): JsonScalarText | undefined {
  const place = document.root && find(document.root, field);
  if (place?.node.kind !== 'scalar' || place.shared) return undefined;
  const { node } = place;
  const positions = scalarPositions(document.text, node);
  return positions && { field, place, node, json: parseJsonScalar(document, node), positions };
}

/** Whether an offset stands in the text: between the quotes, or in the lines of a block, blank ones at its end included. */
export function isInJsonScalar({ text }: YamlDocument, { node, place }: JsonScalarText, offset: number): boolean {
  if (node.style === 'plain') return node.start <= offset && offset <= node.end;
  if (node.style === 'single' || node.style === 'double') return node.start < offset && offset < node.end;
  if (offset <= node.start || !/[\r\n]/.test(text.slice(node.start, offset))) return false;
  if (offset <= node.end) return true;
  const key = columnAt(text, place.entry?.keySpan.start ?? node.start);
  return text.slice(node.end, offset).trim() === '' && columnAt(text, offset) > key;
}
