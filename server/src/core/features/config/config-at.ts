/**
 * The CNI configuration at a place of a document: the JSON in `spec.config` of a NAD, whatever its style, and where its
 * characters are written. It must not judge it, and never throws.
 */
import type { TextAt } from '../../cni/cni-types.ts';
import { findJson } from '../../json/json-path.ts';
import type { JsonDocument, JsonNode, JsonPath } from '../../json/json-tree.ts';
import type { Resource } from '../../resources/resources.ts';
import type { DocumentView } from '../../workspace/workspace.ts';
import { find, joinField, type Place } from '../../yaml/locate.ts';
import { parseJsonScalar } from '../../yaml/locate-json.ts';
import { scalarPositions, type ScalarPositions } from '../../yaml/scalar-positions.ts';
import { columnAt } from '../../yaml/text-layout.ts';
import type { ScalarNode } from '../../yaml/tree.ts';

export interface ConfigText {
  readonly resource: Resource;
  /** Absolute field of `spec.config`. */
  readonly field: string;
  readonly place: Place;
  readonly node: ScalarNode;
  readonly json: JsonDocument;
  readonly positions: ScalarPositions;
}

/** All configurations of a document that are texts. */
export function configsOf({
  document,
  resources,
}: Pick<DocumentView, 'document' | 'resources'>): readonly ConfigText[] {
  const { root } = document;
  if (!root) return [];
  return resources.flatMap((resource): ConfigText[] => {
    if (resource.role !== 'nad') return [];
    const field = joinField(resource.field, 'spec.config');
    const place = find(root, field);
    if (place?.node.kind !== 'scalar' || place.shared) return [];
    const positions = scalarPositions(document.text, place.node);
    if (!positions) return [];
    return [{ resource, field, place, node: place.node, json: parseJsonScalar(document, place.node), positions }];
  });
}

/** The configuration that an offset stands in: between the quotes, or in the lines of a block, blank ones at its end included. */
export function configAt(view: Pick<DocumentView, 'document' | 'resources'>, offset: number): ConfigText | undefined {
  const { text } = view.document;
  return configsOf(view).find(({ node, place }) => {
    if (node.style === 'plain') return node.start <= offset && offset <= node.end;
    if (node.style === 'single' || node.style === 'double') return node.start < offset && offset < node.end;
    if (offset <= node.start || !/[\r\n]/.test(text.slice(node.start, offset))) return false;
    if (offset <= node.end) return true;
    const key = columnAt(text, place.entry?.keySpan.start ?? node.start);
    return text.slice(node.end, offset).trim() === '' && columnAt(text, offset) > key;
  });
}

/** What the texts of a JSON tree are, as the tables of CNI types ask for them. */
export function textsOf(root: JsonNode | undefined): TextAt {
  return (path: JsonPath) => {
    const node = findJson(root, path);
    return node?.kind === 'string' && typeof node.value === 'string' ? node.value : undefined;
  };
}
