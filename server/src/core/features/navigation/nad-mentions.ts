/**
 * Names of NetworkAttachmentDefinitions: their own, and those by which VMs, binding plugins and Pods ask for them. How a
 * reference is read follows `kubevirt/nad-reference.ts`; a namespace that cannot be known is left open.
 */
import { findJson } from '../../json/json-path.ts';
import { parseJson } from '../../json/parse-json.ts';
import { NETWORKS_ANNOTATION } from '../../kubevirt/annotation-keys.ts';
import { parseNadReference } from '../../kubevirt/nad-reference.ts';
import { parseNetworkSelections } from '../../kubevirt/network-selection.ts';
import { readNad } from '../../resources/nad.ts';
import type { Resource } from '../../resources/resources.ts';
import { launcherFor, vmNamespace, type FactContext } from '../../workspace/launcher.ts';
import { find, joinField } from '../../yaml/locate.ts';
import type { YamlDocument } from '../../yaml/tree.ts';
import { bindingsField } from './cluster-mentions.ts';
import { jsonMention, textMention, textNode, type Mention } from './mention.ts';

export function nadMentions(document: YamlDocument, resource: Resource, context: FactContext): readonly Mention[] {
  if (resource.role === 'nad') return [...ownNames(document, resource, context)];
  const bindings = bindingsField(resource);
  if (bindings !== undefined) return pluginNads(document, bindings);
  return [...networkNads(document, resource, context), ...annotatedNads(document, resource, context)];
}

/** A NAD's name, and where its configuration repeats it. */
function* ownNames(document: YamlDocument, resource: Resource, { cluster }: FactContext): Iterable<Mention> {
  const { namespace } = vmNamespace(resource, cluster);
  if (resource.name.state === 'stated') {
    const symbol = { kind: 'nad', namespace, name: resource.name.value } as const;
    const mention = textMention(document, joinField(resource.field, 'metadata.name'), 'declaration', symbol);
    if (mention) yield mention;
  }
  const { config, configField } = readNad(document, resource);
  if (typeof config === 'string') return;
  for (const { path } of config.cni?.plugins ?? []) {
    const own = [...path, 'netAttachDefName'];
    const node = findJson(config.json.root, own);
    if (node?.kind !== 'string' || typeof node.value !== 'string') continue;
    const meant = parseNadReference(namespace ?? '', node.value);
    if (meant.name === '') continue;
    const symbol = { kind: 'nad', namespace: meant.namespace || undefined, name: meant.name } as const;
    const mention = jsonMention(document, { field: configField, ...config }, own, 'reference', symbol);
    if (mention) yield mention;
  }
}

/** Elements of the networks annotation that Pods get. */
function* annotatedNads(document: YamlDocument, resource: Resource, { cluster }: FactContext): Iterable<Mention> {
  const metadata = resource.vm?.metadata ?? resource.podMetadata;
  if (metadata === undefined) return;
  const field = joinField(joinField(metadata, 'annotations'), NETWORKS_ANNOTATION);
  const node = textNode(document, field);
  if (!node) return;
  const own = vmNamespace(resource, cluster).namespace;
  const json = parseJson(node.value);
  const read = parseNetworkSelections(node.value);
  if ('error' in read) return;
  let at = 0;
  for (const [index, { namespace, name }] of read.selections.entries()) {
    const symbol = { kind: 'nad', namespace: namespace === '' ? own : namespace, name } as const;
    if (json.root?.kind === 'array') {
      const mention =
        name === '' ? undefined : jsonMention(document, { field, node, json }, [index, 'name'], 'reference', symbol);
      if (mention) yield mention;
      continue;
    }
    // A comma list: the name stands behind the namespace.
    const from = node.value.indexOf(name, node.value.indexOf(namespace, at) + namespace.length);
    const mention =
      name === ''
        ? undefined
        : textMention(document, field, 'reference', symbol, { start: from, end: from + name.length });
    if (mention) yield mention;
    at = node.value.indexOf(',', from) + 1;
  }
}

/** The NADs of a VM's Multus networks. */
function* networkNads(document: YamlDocument, resource: Resource, context: FactContext): Iterable<Mention> {
  for (const { field, nad } of launcherFor(document, resource, context)?.networks ?? []) {
    if (!nad || nad.name === '') continue;
    const symbol = { kind: 'nad', namespace: nad.namespace, name: nad.name } as const;
    const mention = textMention(document, joinField(field, 'multus.networkName'), 'reference', symbol);
    if (mention) yield mention;
  }
}

/** The NADs of binding plugins; one without namespace is looked for in that of each VM. */
export function pluginNads(document: YamlDocument, bindings: string): readonly Mention[] {
  const node = document.root && find(document.root, bindings)?.node;
  if (node?.kind !== 'mapping') return [];
  return node.entries.flatMap(({ key }) => {
    const field = joinField(joinField(bindings, key), 'networkAttachmentDefinition');
    const reference = textNode(document, field)?.value;
    if (reference === undefined) return [];
    const { namespace, name } = parseNadReference('', reference);
    const symbol = { kind: 'nad', namespace: namespace === '' ? undefined : namespace, name } as const;
    const mention = name === '' ? undefined : textMention(document, field, 'reference', symbol);
    return mention ? [mention] : [];
  });
}
