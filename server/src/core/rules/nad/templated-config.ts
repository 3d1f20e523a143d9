/**
 * What is certain of a configuration with templates in it. Where these stand inside texts of the JSON only, whatever they
 * write leaves its keys alone, so that a key which is not there is missing for certain. Anything else is unknown.
 */
import { readCniConfig, keyOf } from '../../cni/cni-config.ts';
import type { CniFault } from '../../cni/cni-fault.ts';
import { checkVersion } from '../../cni/checks/structure.ts';
import { childrenOf } from '../../json/json-path.ts';
import type { JsonNode } from '../../json/json-tree.ts';
import { parseJson } from '../../json/parse-json.ts';
import type { Resource } from '../../resources/resources.ts';
import { find } from '../../yaml/locate.ts';
import { scalarPositions } from '../../yaml/scalar-positions.ts';
import type { Span, YamlDocument } from '../../yaml/tree.ts';

/** Faults of keys that are missing for certain. */
export function missingInFrame(document: YamlDocument, { node }: Resource): readonly CniFault[] {
  const config = find(node, 'spec.config')?.node;
  if (config?.kind !== 'scalar' || typeof config.value !== 'string') return [];
  const positions = scalarPositions(document.text, config);
  const { root, faults, value } = parseJson(config.value);
  const cni = readCniConfig(value);
  if (!positions || !root || faults.length > 0 || !cni || keyOf(cni.value, 'cniVersion') !== undefined) return [];
  const texts = textsIn(root);
  const isFramed = document.templates
    .filter(({ start, end }) => start < config.end && end > config.start)
    .every(({ kind, start, end }) => {
      const written = { start: positions.toValue(start), end: positions.toValue(end) };
      return kind === 'value' && texts.some((text) => text.start < written.start && written.end < text.end);
    });
  return isFramed ? checkVersion(cni) : [];
}

/** The texts among the values, quotes included. */
function textsIn(node: JsonNode): readonly Span[] {
  return node.kind === 'string' ? [node] : childrenOf(node).flatMap(({ value }) => textsIn(value));
}
