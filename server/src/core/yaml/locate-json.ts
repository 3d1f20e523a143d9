/** Where a part of a JSON text stands that a YAML scalar holds: paths and spans of the JSON as spans of the document. */
import { jsonSpan } from '../json/json-path.ts';
import type { JsonDocument, JsonPath, JsonSpan } from '../json/json-tree.ts';
import { scalarPositions } from './scalar-positions.ts';
import type { ScalarNode, Span, YamlDocument } from './tree.ts';

/** The characters of a part of the JSON; all of the scalar where it cannot be told. */
export function spanInScalar({ text }: YamlDocument, node: ScalarNode, span: JsonSpan): Span {
  return scalarPositions(text, node)?.sourceSpan(span) ?? { start: node.start, end: node.end };
}

export function spanOfJson(
  document: YamlDocument,
  node: ScalarNode,
  json: JsonDocument,
  path: JsonPath,
  on: 'key' | 'value',
): Span {
  return spanInScalar(document, node, jsonSpan(json, path, on));
}
