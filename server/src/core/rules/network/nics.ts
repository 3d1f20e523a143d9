/**
 * The NICs of a VM as its two lists state them: interfaces, networks, and which belong together by name. Steps that add,
 * rename or remove a whole NIC keep both lists in agreement; a half of a NIC is what KubeVirt refuses. Truth:
 * `kubevirt/kubevirt · pkg/network/admitter`, v1.6–v1.9.
 */
import type { Interface, Network } from '../../kubevirt/model.ts';
import { parseNadReference } from '../../kubevirt/nad-reference.ts';
import { vmNamespace } from '../../workspace/launcher.ts';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { find, joinField } from '../../yaml/locate.ts';
import { nearestName } from '../nearest-name.ts';
import type { Subject } from '../rule.ts';

export type NetworkSource = 'pod' | 'multus' | 'resourceClaim';

export function interfacesOf({ vm }: Pick<Subject, 'vm'>): readonly Interface[] {
  return vm?.spec.interfaces ?? [];
}

export function networksOf({ vm }: Pick<Subject, 'vm'>): readonly Network[] {
  return vm?.spec.networks ?? [];
}

export function interfaceFieldOf({ vm }: Subject, index: number): string {
  return joinField(vm?.interfacesField ?? '', index);
}

export function networkFieldOf({ vm }: Subject, index: number): string {
  return joinField(vm?.networksField ?? '', index);
}

/** The network of an interface; of equal names the last counts, as for KubeVirt. */
export function networkNamed(subject: Subject, name: string): Network | undefined {
  return networksOf(subject)
    .filter((network) => network.name === name)
    .at(-1);
}

export function indicesNamed(members: readonly { readonly name: string }[], name: string): readonly number[] {
  return members.flatMap((member, index) => (member.name === name ? [index] : []));
}

/** Keys of the mapping at a field whose value is null: `bridge:` without its `{}`. */
export function nullKeys({ document }: Subject, field: string): readonly string[] {
  const node = document.root && find(document.root, field)?.node;
  if (node?.kind !== 'mapping') return [];
  return node.entries.flatMap(({ key, value }) => (value.kind === 'scalar' && value.value === null ? [key] : []));
}

/** CNI type of the NAD that a network refers to, where the NAD is known. */
export function nadTypeOf(subject: Subject, network: Network | undefined): string | undefined {
  if (!network?.multus || !subject.resource) return undefined;
  const { namespace } = vmNamespace(subject.resource, subject.cluster);
  if (namespace === undefined) return undefined;
  const nad = parseNadReference(namespace, network.multus.networkName);
  return subject.findNad(nad.namespace, nad.name)?.cniTypes?.[0];
}

/** A name that neither list has yet: the given one with the next number behind it. */
export function freshName(subject: Pick<Subject, 'vm'>, name: string): string {
  const taken = new Set([...interfacesOf(subject), ...networksOf(subject)].map((member) => member.name));
  let number = 2;
  while (taken.has(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}

/** What the NAD of a network is called until the writer says better: the network's name as Kubernetes takes names. */
export function nadNameFor(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain === '' ? 'my-network' : plain;
}

/** Names of interfaces that have no network. */
export function lonelyInterfaces(subject: Subject): readonly string[] {
  return withoutPartner(interfacesOf(subject), networksOf(subject));
}

/** Names of networks that have no interface. */
export function lonelyNetworks(subject: Subject): readonly string[] {
  return withoutPartner(networksOf(subject), interfacesOf(subject));
}

function withoutPartner(
  members: readonly { readonly name: string }[],
  partners: readonly { readonly name: string }[],
): readonly string[] {
  const known = new Set(partners.map(({ name }) => name));
  return [...new Set(members.map(({ name }) => name))].filter((name) => name !== '' && !known.has(name));
}

/**
 * The partner that a name was meant for: the closest of those that have none, or the only one where the name is the
 * only one as well.
 */
export function meantPartner(name: string, partners: readonly string[], alike: readonly string[]): string | undefined {
  return nearestName(name, partners) ?? (partners.length === 1 && alike.length === 1 ? partners[0] : undefined);
}

/** Networks and interfaces gone, from the last to the first, so that each step finds its member at its index. */
export function removalSteps(
  subject: Subject,
  networks: readonly number[],
  interfaces: readonly number[],
): readonly EditStep[] {
  const downwards = (indices: readonly number[]): readonly number[] => [...indices].sort((one, other) => other - one);
  return [
    ...downwards(interfaces).map((index): EditStep => ({ do: 'remove', field: interfaceFieldOf(subject, index) })),
    ...downwards(networks).map((index): EditStep => ({ do: 'remove', field: networkFieldOf(subject, index) })),
  ];
}

/** Networks gone, each with its interfaces. */
export function nicRemovalSteps(subject: Subject, networks: readonly number[]): readonly EditStep[] {
  const names = networks.map((index) => networksOf(subject)[index]?.name);
  const interfaces = interfacesOf(subject).flatMap(({ name }, index) => (names.includes(name) ? [index] : []));
  return removalSteps(subject, networks, interfaces);
}

/** Before the one at an index, or as the last. */
export function addNetworkStep(
  { vm }: Pick<Subject, 'vm'>,
  name: string,
  source: NetworkSource,
  index?: number,
): EditStep {
  return itemStep(vm?.networksField, { name, ...sourceValue(name, source) }, index);
}

export function addInterfaceStep({ vm }: Pick<Subject, 'vm'>, name: string, binding: string, index?: number): EditStep {
  return itemStep(vm?.interfacesField, { name, [binding]: {} }, index);
}

function itemStep(field = '', value: unknown, index: number | undefined): EditStep {
  return { do: 'insert-item', field, value, ...(index !== undefined && { index }) };
}

/** Text at a member of a mapping, whether it is there or not. */
export function setMemberSteps({ document }: Subject, field: string, key: string, value: string): readonly EditStep[] {
  const at = joinField(field, key);
  return document.root && find(document.root, at)
    ? [{ do: 'set', field: at, value }]
    : [{ do: 'insert-entry', field, key, value }];
}

/** A source as the network's entry, with placeholders that the writer looks over. */
export function sourceValue(name: string, source: NetworkSource): Readonly<Record<string, unknown>> {
  switch (source) {
    case 'pod':
      return { pod: {} };
    case 'multus':
      return { multus: { networkName: nadNameFor(name) } };
    case 'resourceClaim':
      return { resourceClaim: { claimName: nadNameFor(name), requestName: nadNameFor(name) } };
  }
}

/** Whether another network already has the Pod's primary interface. */
export function isPrimaryTaken(subject: Subject, except: readonly number[] = []): boolean {
  return networksOf(subject).some(
    (network, index) => !except.includes(index) && (network.pod !== undefined || network.multus?.default === true),
  );
}
