/**
 * A NetworkAttachmentDefinition as the manifest states it: its CNI configuration, read with places, and its device
 * resource. Marries the YAML tree with JSON and CNI; decides nothing.
 */
import { readCniConfig, type CniConfig } from '../cni/cni-config.ts';
import type { JsonDocument } from '../json/json-tree.ts';
import { joinField, nodeAt } from '../yaml/locate.ts';
import { parseJsonScalar } from '../yaml/locate-json.ts';
import { isUnknown } from '../yaml/templating.ts';
import type { ScalarNode, YamlDocument } from '../yaml/tree.ts';
import { textAt, type Resource, type Stated } from './resources.ts';

/** The device resource that Multus takes a device of, and that the Pod has to ask for. */
export const RESOURCE_NAME_ANNOTATION = 'k8s.v1.cni.cncf.io/resourceName';

/** The text of `spec.config`, read. */
export interface NadConfig {
  readonly node: ScalarNode;
  readonly json: JsonDocument;
  /** Undefined where the text is no JSON object. */
  readonly cni: CniConfig | undefined;
}

export interface Nad {
  readonly resource: Resource;
  /** Absolute field of `spec.config`. */
  readonly configField: string;
  /** `unknown`: a template or another object's patch writes it; `misshapen`: it is no text. */
  readonly config: 'absent' | 'unknown' | 'misshapen' | NadConfig;
  readonly resourceName: Stated;
}

/** Reads a NAD; never fails. */
export function readNad(document: YamlDocument, resource: Resource): Nad {
  const config = configTextOf(document, resource);
  return {
    resource,
    configField: joinField(resource.field, 'spec.config'),
    config: typeof config === 'string' ? config : readConfig(document, config.node),
    resourceName: resourceNameOf(document, resource),
  };
}

/** The text in `spec.config` and its node, or why there is none. An empty text counts as none, as it does for Multus. */
export function configTextOf(
  document: YamlDocument,
  { node, field }: Resource,
): 'absent' | 'unknown' | 'misshapen' | { readonly node: ScalarNode; readonly text: string } {
  const config = nodeAt(node, 'spec.config');
  if (!config) return textAt(document, node, 'spec.config', field).state === 'absent' ? 'absent' : 'unknown';
  if (isUnknown(document, config)) return 'unknown';
  if (config.kind !== 'scalar') return 'misshapen';
  if (config.value === null || config.value === '') return 'absent';
  return typeof config.value === 'string' ? { node: config, text: config.value } : 'misshapen';
}

const resourceNameField = joinField('metadata.annotations', RESOURCE_NAME_ANNOTATION);

export function resourceNameOf(document: YamlDocument, { node, field }: Resource): Stated {
  return textAt(document, node, resourceNameField, field);
}

function readConfig(document: YamlDocument, node: ScalarNode): NadConfig {
  const json = parseJsonScalar(document, node);
  return { node, json, cni: json.faults.length === 0 ? readCniConfig(json.value) : undefined };
}
