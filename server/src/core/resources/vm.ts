/**
 * The VM part of a resource: interfaces and networks as KubeVirt's Go types would hold them, and which of them the
 * manifest really states. Marries the YAML tree with the KubeVirt model; decides nothing.
 */
import { decodeVmiSpec, type DecodedVmiSpec } from '../kubevirt/decode.ts';
import { isObject } from '../kubevirt/go-decode.ts';
import type { VmiSpec } from '../kubevirt/model.ts';
import type { Release } from '../kubevirt/releases/index.ts';
import { joinField, nodeAt, valueOf } from '../yaml/locate.ts';
import { plainValue } from '../yaml/read-document.ts';
import { isCertain, isSettled, isUnknown } from '../yaml/templating.ts';
import type { Node, YamlDocument } from '../yaml/tree.ts';
import type { Resource } from './resources.ts';

/** What goes by one name in the two lists of a VM: one of each, where all is well. */
export interface NicPair {
  /** Index of the first interface; -1 for none. */
  readonly interface: number;
  /** Index of the first network; -1 for none. */
  readonly network: number;
  /** How many networks have the name. */
  readonly networks: number;
}

/** The two lists of which a VM's NICs are made. */
export type MemberList = 'networks' | 'interfaces';

export interface Vm {
  readonly resource: Resource;
  readonly document: YamlDocument;
  /** As written, before KubeVirt's defaults. */
  readonly spec: VmiSpec;
  /** The same, with the plain values that it was decoded from. */
  readonly decoded: DecodedVmiSpec;
  /** Absolute field of the VMI spec, for example `spec.template.spec`. */
  readonly specField: string;
  readonly networksField: string;
  readonly interfacesField: string;
  /** Absolute field of the metadata that the VMI gets. */
  readonly metadataField: string;
  /** Which interfaces and networks go by one name, by that name. */
  readonly pairs: ReadonlyMap<string, NicPair>;
  /** The nodes of both lists. */
  readonly lists: Readonly<Record<MemberList, Node | undefined>>;
  /**
   * Whether both lists are known to the last member: nothing in them comes from a template, and a missing list is
   * really missing. Answers about the launcher Pod as a whole need it.
   */
  readonly listsKnown: boolean;
  /** A kustomize patch or another fragment: what is missing here stands elsewhere. */
  readonly partial: boolean;
  /** Names of the instancetype or preference whose content may add to the interfaces; undefined without one. */
  readonly preference: string | undefined;
}

/**
 * Reads a resource's VM part; the resource must have one (`resource.vm`). Total: wrong shapes read as empty. `object` is
 * the resource as plain values, for who has them already.
 */
export function readVm(
  document: YamlDocument,
  resource: Resource,
  release: Release,
  object = plainValue(resource.node),
): Vm {
  const specField = resource.vm?.spec ?? '';
  const metadataField = resource.vm?.metadata ?? '';
  const specPath = resource.field === '' ? specField : specField.slice(resource.field.length + 1);
  const specNode = nodeAt(resource.node, specPath);
  const decoded = decodeVmiSpec(memberOf(object, specPath), release);
  const networksField = joinField(specField, 'networks');
  const devicesField = joinField(specField, 'domain.devices');
  const interfacesField = joinField(devicesField, 'interfaces');
  const domain = specNode && valueOf(specNode, 'domain');
  const devices = domain && valueOf(domain, 'devices');
  const partial = specNode?.kind !== 'mapping' || domain?.kind !== 'mapping' || hasPatchDirective(document, resource);
  const vmPath = resource.role === 'pool' ? 'spec.virtualMachineTemplate.spec' : 'spec';
  const preferenceName = nodeAt(resource.node, `${vmPath}.preference.name`);
  return {
    resource,
    document,
    spec: decoded.spec,
    decoded,
    specField,
    networksField,
    interfacesField,
    metadataField,
    pairs: pairsOf(decoded.spec),
    lists: {
      networks: specNode && valueOf(specNode, 'networks'),
      interfaces: devices && valueOf(devices, 'interfaces'),
    },
    listsKnown:
      !partial &&
      isSettled(document, networksField) &&
      isSettled(document, interfacesField) &&
      isSettled(document, joinField(devicesField, 'autoattachPodInterface')),
    partial,
    preference:
      preferenceName?.kind === 'scalar' && preferenceName.value !== null ? String(preferenceName.value) : undefined,
  };
}

function pairsOf({ interfaces, networks }: VmiSpec): ReadonlyMap<string, NicPair> {
  const pairs = new Map<string, { interface: number; network: number; networks: number }>();
  for (const [index, { name }] of interfaces.entries())
    if (!pairs.has(name)) pairs.set(name, { interface: index, network: -1, networks: 0 });
  for (const [index, { name }] of networks.entries()) {
    const pair = pairs.get(name);
    if (!pair) pairs.set(name, { interface: -1, network: index, networks: 1 });
    else {
      if (pair.networks === 0) pair.network = index;
      pair.networks++;
    }
  }
  return pairs;
}

/** The value at a field without indices, by keys as they are written. */
function memberOf(object: unknown, field: string): unknown {
  let at = object;
  for (const key of field.split('.')) {
    if (!isObject(at) || !Object.hasOwn(at, key)) return undefined;
    at = at[key];
  }
  return at;
}

/** Whether a list member is stated literally, the whole of it. */
export function isMemberKnown(vm: Vm, list: MemberList, index: number): boolean {
  if (vm.document.templates.length === 0) return index < vm.spec[list].length;
  const node = memberNode(vm, list, index);
  return node !== undefined && !isUnknown(vm.document, node);
}

/** Whether a list member is the one that the rendered manifest has. */
export function isMemberCertain(vm: Vm, list: MemberList, index: number): boolean {
  if (vm.document.templates.length === 0) return memberNode(vm, list, index) !== undefined;
  return isCertain(vm.document, memberField(vm, list, index));
}

/** Field of a list member. */
export function memberField({ networksField, interfacesField }: Vm, list: MemberList, index: number): string {
  return joinField(list === 'networks' ? networksField : interfacesField, index);
}

function memberNode({ lists }: Vm, list: MemberList, index: number): Node | undefined {
  const node = lists[list];
  return node?.kind === 'sequence' ? node.items[index]?.value : undefined;
}

/** Whether a resource is all there is of its object: no strategic merge patch, and no guess at text that cannot be read. */
export function isWhole(document: YamlDocument, resource: Resource): boolean {
  return !hasPatchDirective(document, resource);
}

/** `$patch` and its relatives: a strategic merge patch, never a whole object. */
function hasPatchDirective(document: YamlDocument, resource: Resource): boolean {
  return resource.node.entries.some((entry) => entry.key.startsWith('$')) || document.refused;
}
