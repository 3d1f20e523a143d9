/** Where a part of a JSON text stands that a YAML scalar holds: paths and spans of the JSON as spans of the document. */
import { jsonSpan } from '../json/json-path.ts';
import type { JsonDocument, JsonPath, JsonSpan } from '../json/json-tree.ts';
import { parseJson } from '../json/parse-json.ts';
import { scalarPositions } from './scalar-positions.ts';
import type { ScalarNode, Span, YamlDocument } from './tree.ts';

/**
 * The JSON in a text scalar. Lines end where they do as written: a comment that folding has joined with the next line ends
 * with its own.
 */
export function parseJsonScalar({ text }: YamlDocument, node: ScalarNode): JsonDocument {
  const value = String(node.value);
  const json = parseJson(value);
  if (node.style === 'literal' || !json.faults.some(({ code }) => code === 'comment' || code === 'call-out'))
    return json;
  const positions = scalarPositions(text, node);
  return positions ? parseJson(value, positions.lineEnd) : json;
}

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
