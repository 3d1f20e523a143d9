/**
 * Which NADs an object's Pods attach to, and by which names, bindings and MACs: of VMs by their lists of networks and
 * interfaces, of Pods and workloads by the networks annotation. Reads the tree alone, as no release matters to it.
 */
import { NETWORKS_ANNOTATION } from '../kubevirt/annotation-keys.ts';
import { parseNetworkSelections } from '../kubevirt/network-selection.ts';
import { isDump } from '../resources/dump.ts';
import { launchedVm } from '../resources/launcher-pod.ts';
import type { Resource } from '../resources/resources.ts';
import { joinField, nodeAt, valueOf } from '../yaml/locate.ts';
import type { Segment } from '../yaml/text-store.ts';
import { isUnknown } from '../yaml/templating.ts';
import type { MappingNode, Node, YamlDocument } from '../yaml/tree.ts';
import type { InterfaceFact, MachineFact, NetworkFact } from './facts.ts';
import { placeIn, placeOfName } from './fact-places.ts';

const coreBindings = new Set(['bridge', 'masquerade', 'sriov', 'passtBinding', 'slirp', 'macvtap', 'passt']);

/** Undefined for objects that attach to nothing that could be told. */
export function machineFact(
  uri: string,
  segment: Segment,
  document: YamlDocument,
  resource: Resource,
): MachineFact | undefined {
  const { vm, podMetadata, role, kind, name, namespace, field } = resource;
  if (!vm && podMetadata === undefined) return undefined;
  const root = document.root ?? resource.node;
  const spec = vm && nodeAt(root, vm.spec);
  const networks = vm
    ? members(spec && nodeAt(spec, 'networks')).map((node) => networkFact(segment, document, node))
    : annotated(segment, document, root, joinField(podMetadata ?? '', 'annotations'));
  const launches = launchedVm(document, resource);
  // A Pod without networks of its own has nothing to tell; a VM has its name, and so has its launcher Pod.
  if (!vm && networks.length === 0 && launches === undefined) return undefined;
  return {
    kind: 'machine',
    uri,
    role,
    resourceKind: kind,
    name,
    namespace,
    field,
    place: placeOfName(segment, resource),
    networks,
    interfaces: vm
      ? members(spec && nodeAt(spec, 'domain.devices.interfaces')).map((node) => interfaceFact(segment, document, node))
      : [],
    ...((vm ?? launches) && isDump(resource) && { isDump: true }),
    ...(launches !== undefined && { launches }),
  };
}

/** A MAC as it is compared: KubeVirt takes capitals and dashes too. */
export function plainMac(text: string): string {
  return /[A-Z-]/.test(text) ? text.toLowerCase().replaceAll('-', ':') : text;
}

function members(list: Node | undefined): readonly MappingNode[] {
  const found: MappingNode[] = [];
  if (list?.kind === 'sequence') for (const { value } of list.items) if (value.kind === 'mapping') found.push(value);
  return found;
}

function networkFact(segment: Segment, document: YamlDocument, node: MappingNode): NetworkFact {
  const name = valueOf(node, 'name');
  const multus = valueOf(node, 'multus');
  const reference = multus && valueOf(multus, 'networkName');
  const isDefault = multus && valueOf(multus, 'default');
  return {
    name: statedText(document, name) ?? '',
    place: placeIn(segment, name ?? node),
    reference: reference && textOf(document, reference),
    referencePlace: reference && placeIn(segment, reference),
    isDefault: isDefault?.kind === 'scalar' && isDefault.value === true,
  };
}

function interfaceFact(segment: Segment, document: YamlDocument, node: MappingNode): InterfaceFact {
  const name = valueOf(node, 'name');
  let binding = '';
  let bindings = 0;
  for (const { key } of node.entries) if (coreBindings.has(key) && ++bindings === 1) binding = key;
  const registered = valueOf(node, 'binding');
  const pluginName = registered && valueOf(registered, 'name');
  const plugin = statedText(document, pluginName);
  const address = valueOf(node, 'macAddress');
  const mac = statedText(document, address);
  if (plugin !== undefined && ++bindings === 1) binding = `plugin:${plugin}`;
  return {
    name: statedText(document, name) ?? '',
    place: placeIn(segment, name ?? node),
    binding: bindings > 1 ? '' : binding,
    pluginPlace: plugin === undefined || !pluginName ? undefined : placeIn(segment, pluginName),
    mac: mac === undefined ? undefined : plainMac(mac),
    macPlace: mac === undefined || !address ? undefined : placeIn(segment, address),
  };
}

/** The elements of the networks annotation, all of them in the place of the annotation's text. */
function annotated(segment: Segment, document: YamlDocument, root: Node, annotations: string): readonly NetworkFact[] {
  const node = nodeAt(root, joinField(annotations, NETWORKS_ANNOTATION));
  if (node?.kind !== 'scalar' || typeof node.value !== 'string' || isUnknown(document, node)) return [];
  const read = parseNetworkSelections(node.value);
  if ('error' in read) return [];
  const place = placeIn(segment, node);
  return read.selections.map(({ namespace, name }) => ({
    name: '',
    place,
    reference: namespace === '' ? name : `${namespace}/${name}`,
    referencePlace: place,
    isDefault: false,
  }));
}

/** A text that the manifest states, and that is not empty. */
function statedText(document: YamlDocument, node: Node | undefined): string | undefined {
  const text = node && textOf(document, node);
  return text === '' ? undefined : text;
}

function textOf(document: YamlDocument, node: Node): string | undefined {
  const isText = node.kind === 'scalar' && typeof node.value === 'string' && !isUnknown(document, node);
  return isText ? node.value : undefined;
}
