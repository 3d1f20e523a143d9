/**
 * Names of NetworkAttachmentDefinitions: their own, and those by which VMs, binding plugins and Pods ask for them. How a
 * reference is read follows `kubevirt/nad-reference.ts`; a namespace that cannot be known is left open.
 */
import { findJson } from '../../json/json-path.ts';
import { parseJson } from '../../json/parse-json.ts';
import { NETWORKS_ANNOTATION } from '../../kubevirt/annotation-keys.ts';
import { parseNadReference, type NadReference } from '../../kubevirt/nad-reference.ts';
import { parseNetworkSelections } from '../../kubevirt/network-selection.ts';
import { readNad } from '../../resources/nad.ts';
import type { Resource } from '../../resources/resources.ts';
import { namespaceOf as namespaceInCluster } from '../../workspace/cluster-facts.ts';
import type { NadFact } from '../../workspace/facts.ts';
import { generatedNads } from '../../workspace/generated-nads.ts';
import { launcherFor, vmNamespace, type FactContext, type NamespaceAnswer } from '../../workspace/launcher.ts';
import type { DocumentView } from '../../workspace/workspace.ts';
import { find, joinField } from '../../yaml/locate.ts';
import type { YamlDocument } from '../../yaml/tree.ts';
import { bindingsField } from './cluster-mentions.ts';
import { jsonMention, textMention, textNode, type Mention } from './mention.ts';
import type { NadSymbol } from './symbols.ts';

export function nadMentions(
  { document, uri, segment }: DocumentView,
  resource: Resource,
  context: FactContext,
): Iterable<Mention | undefined> {
  if (resource.role === 'nad') return ownNames(document, resource, context);
  if (resource.role === 'nad-generator') {
    const names = generatedNads(uri, segment, document, resource).map((nad) => namespaceOf(nad, context));
    return generatorName(document, resource, names);
  }
  const bindings = bindingsField(resource);
  if (bindings !== undefined) return pluginNads(document, bindings);
  return [...networkNads(document, resource, context), ...annotatedNads(document, resource, context)];
}

/** A NAD's name, and where its configuration repeats it. */
function* ownNames(
  document: YamlDocument,
  resource: Resource,
  { cluster }: FactContext,
): Iterable<Mention | undefined> {
  const own = vmNamespace(resource, cluster);
  if (resource.name.state === 'stated') {
    const symbol = symbolOf({ namespace: '', name: resource.name.value }, own);
    yield textMention(document, joinField(resource.field, 'metadata.name'), 'declaration', symbol);
  }
  const { config, configField: field } = readNad(document, resource);
  if (typeof config === 'string') return;
  for (const { path } of config.cni?.plugins ?? []) {
    const place = [...path, 'netAttachDefName'];
    const node = findJson(config.json.root, place);
    if (node?.kind !== 'string' || typeof node.value !== 'string') continue;
    const symbol = symbolOf(parseNadReference('', node.value), own);
    yield jsonMention(document, { field, ...config }, place, 'reference', symbol);
  }
}

/** The name of an object that an operator makes NADs of, in one namespace or in several. */
function* generatorName(
  document: YamlDocument,
  { field, name }: Resource,
  namespaces: readonly (string | undefined)[],
): Iterable<Mention | undefined> {
  if (name.state !== 'stated' || namespaces.length === 0) return;
  const namespace = namespaces.length === 1 ? namespaces[0] : undefined;
  const symbol = { kind: 'nad', namespace, isBeside: false, name: name.value } as const;
  yield textMention(document, joinField(field, 'metadata.name'), 'declaration', symbol);
}

/** The NADs of a VM's Multus networks. */
function* networkNads(document: YamlDocument, resource: Resource, context: FactContext): Iterable<Mention | undefined> {
  const launcher = launcherFor(document, resource, context);
  for (const { field, nad } of launcher?.networks ?? []) {
    if (!nad) continue;
    const symbol = symbolOf({ namespace: nad.namespace ?? '', name: nad.name }, launcher?.namespace);
    yield textMention(document, joinField(field, 'multus.networkName'), 'reference', symbol);
  }
}

/** Elements of the networks annotation that Pods get, as JSON or as a comma list. */
function* annotatedNads(
  document: YamlDocument,
  resource: Resource,
  { cluster }: FactContext,
): Iterable<Mention | undefined> {
  const metadata = resource.vm?.metadata ?? resource.podMetadata;
  if (metadata === undefined) return;
  const field = joinField(joinField(metadata, 'annotations'), NETWORKS_ANNOTATION);
  const node = textNode(document, field);
  const read = node && parseNetworkSelections(node.value);
  if (!read || 'error' in read) return;
  const own = vmNamespace(resource, cluster);
  const json = parseJson(node.value);
  let at = 0;
  for (const [index, selection] of read.selections.entries()) {
    const symbol = symbolOf(selection, own);
    if (json.root?.kind === 'array') {
      yield jsonMention(document, { field, node, json }, [index, 'name'], 'reference', symbol);
      continue;
    }
    const { namespace, name } = selection;
    const start = node.value.indexOf(name, node.value.indexOf(namespace, at) + namespace.length);
    const end = start + name.length;
    yield textMention(document, field, 'reference', symbol, { start, end });
    at = node.value.indexOf(',', end) + 1;
  }
}

/** The NADs of binding plugins; one without namespace is looked for in that of each VM. */
export function* pluginNads(document: YamlDocument, bindings: string): Iterable<Mention | undefined> {
  const node = document.root && find(document.root, bindings)?.node;
  if (node?.kind !== 'mapping') return;
  for (const { key } of node.entries) {
    const field = joinField(joinField(bindings, key), 'networkAttachmentDefinition');
    const reference = textNode(document, field)?.value;
    if (reference === undefined) continue;
    yield textMention(document, field, 'reference', symbolOf(parseNadReference('', reference), undefined));
  }
}

/** What a reference means that is made by an object of a namespace. */
function symbolOf({ namespace, name }: NadReference, own: NamespaceAnswer | undefined): NadSymbol {
  if (namespace !== '') return { kind: 'nad', namespace, isBeside: false, name };
  const isBeside = own !== undefined && own.namespace === undefined && !own.isStated;
  return { kind: 'nad', namespace: own?.namespace, isBeside, name };
}

function namespaceOf({ namespace, isNamespaceFixed }: NadFact, { cluster }: FactContext): string | undefined {
  if (!isNamespaceFixed) return namespaceInCluster(namespace, cluster);
  return namespace.state === 'stated' ? namespace.value : undefined;
}
