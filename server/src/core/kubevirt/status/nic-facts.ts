/**
 * Everything that the objects say of one NIC, put side by side: the VM's template, the VMI's spec and status, the Pod's two annotations.
 * Joined by the logical network's name, and with the Pod by the name of the interface, as KubeVirt does; it judges nothing.
 */
import { findCondition, type Condition } from '../live/conditions.ts';
import { type InfoSource, knowsOf } from '../live/interface-status.ts';
import { isSameNad } from '../live/migration-evaluator.ts';
import { bindingName } from '../link-names.ts';
import type { Interface, Network, PodNetworkStatus, VmiStatusInterface } from '../model.ts';
import { parseNadReference } from '../nad-reference.ts';
import {
  hashedPodInterface,
  isOrdinalName,
  type NameScheme,
  podInterfaces,
  primaryPodInterface,
  schemeOfPod,
  statusHasOrdinalNames,
} from '../name-scheme.ts';
import { findDefaultNetwork, isSecondaryMultus } from '../network-classification.ts';
import { findPrimaryPodInterface } from '../network-status.ts';
import type { NetworkSelection } from '../network-selection.ts';
import type { Observed } from './observed.ts';
import type { NicKind, ObservedScheme } from './stage.ts';

export interface NicFacts {
  readonly network: string;
  readonly kind: NicKind;
  /** In the VM's template, with the network that stands for it. */
  readonly wanted: Interface | undefined;
  readonly wantedNetwork: Network | undefined;
  /** In the VMI's spec. */
  readonly own: Interface | undefined;
  readonly ownNetwork: Network | undefined;
  readonly specIndex: number | undefined;
  readonly status: VmiStatusInterface | undefined;
  readonly statusIndex: number | undefined;
  readonly sources: { readonly domain: boolean; readonly guest: boolean; readonly multus: boolean };
  readonly podInterface: string | undefined;
  readonly scheme: ObservedScheme;
  /** The element of the Pod's networks annotation. */
  readonly selection: NetworkSelection | undefined;
  /** The entry of the Pod's network-status. */
  readonly reported: PodNetworkStatus | undefined;
  readonly podStatusIndex: number | undefined;
  /** An entry of its NAD under a name that is no network's, if the NIC has none of its own. */
  readonly otherStatusIndex: number | undefined;
  readonly binding: string;
  /** `namespace/name` of the NAD. */
  readonly nad: string | undefined;
  /** The name in the network-status, where KubeVirt takes it for another NAD's. */
  readonly attachedNad: string | undefined;
}

/** Every NIC of the VMI's spec in its order, then those that the VM alone has. */
export function nicFacts(observed: Observed): readonly NicFacts[] {
  const tables = tablesOf(observed);
  const networks = new Set([...tables.own.networks.keys(), ...tables.wanted.networks.keys()]);
  return [...networks].flatMap((network) => factsOf(observed, network, tables) ?? []);
}

/** The scheme of the Pod's names; undefined: nothing tells. */
export function schemeIn({ pod, vmi }: Observed): NameScheme | undefined {
  if (pod && pod.statuses.length > 0) return schemeOfPod(pod.statuses);
  if (!vmi) return undefined;
  const { nics, statuses } = vmi.running;
  const isTold = nics.networks.some(
    (network) =>
      isSecondaryMultus(network) &&
      statuses.some((entry) => entry.name === network.name && entry.podInterfaceName !== ''),
  );
  return isTold ? (statusHasOrdinalNames(nics.networks, statuses) ? 'ordinal' : 'hashed') : undefined;
}

/** A reference to a NAD with its namespace. */
export function qualified(namespace: string, reference: string): string {
  const nad = parseNadReference(namespace, reference);
  return `${nad.namespace}/${nad.name}`;
}

/** What of the VMI says that something goes wrong as a whole. */
export function failedSync({ vmi }: Observed): Condition | undefined {
  const synchronized = vmi && findCondition(vmi.running.conditions, 'Synchronized');
  return synchronized?.status === 'False' ? synchronized : undefined;
}

interface Lists {
  readonly interfaces: ReadonlyMap<string, Placed<Interface>>;
  readonly networks: ReadonlyMap<string, Placed<Network>>;
  readonly primary: string | undefined;
}

interface Placed<T> {
  readonly index: number;
  readonly value: T;
}

/** What is asked for each NIC, by its name; of equal names the last counts. */
interface Tables {
  readonly wanted: Lists;
  readonly own: Lists;
  readonly statuses: ReadonlyMap<string, Placed<VmiStatusInterface>>;
  readonly selections: ReadonlyMap<string, Placed<NetworkSelection>>;
  readonly reported: ReadonlyMap<string, Placed<PodNetworkStatus>>;
  /** Entries whose name is asked for by nobody, by their NAD. */
  readonly unclaimed: ReadonlyMap<string, number>;
  readonly scheme: NameScheme | undefined;
  /** Pod interface by network, of the VMI's networks. */
  readonly names: ReadonlyMap<string, string>;
}

function tablesOf(observed: Observed): Tables {
  const { vm, vmi, pod, release } = observed;
  const none = { interfaces: [], networks: [] };
  const [wanted, own] = [vm?.nics ?? none, vmi?.running.nics ?? none];
  const scheme = schemeIn(observed);
  const lists = ({ interfaces, networks }: typeof wanted): Lists => ({
    interfaces: placedBy(interfaces, 'name'),
    networks: placedBy(networks, 'name'),
    primary: findDefaultNetwork(networks, release)?.name,
  });
  const statuses = pod?.statuses ?? [];
  return {
    wanted: lists(wanted),
    own: lists(own),
    statuses: placedBy(vmi?.running.statuses ?? [], 'name'),
    selections: placedBy(pod?.selections ?? [], 'interface'),
    reported: placedBy(statuses, 'interface'),
    unclaimed: unclaimedEntries(observed),
    scheme,
    names: podInterfaces(
      vmi ? own.networks : wanted.networks,
      scheme ?? 'hashed',
      release,
      findPrimaryPodInterface(statuses) ?? primaryPodInterface,
    ),
  };
}

function unclaimedEntries({ pod, vmi, namespace }: Observed): ReadonlyMap<string, number> {
  const claimed = new Set([
    ...(vmi?.running.statuses ?? []).map(({ podInterfaceName }) => podInterfaceName),
    ...(pod?.selections ?? []).map((selection) => selection.interface),
  ]);
  return new Map(
    (pod?.statuses ?? []).flatMap(({ name, interface: device, default: isDefault }, index) =>
      isDefault || name === '' || (device !== '' && claimed.has(device))
        ? []
        : [[qualified(namespace, name), index] as const],
    ),
  );
}

function placedBy<Key extends string, T extends Readonly<Record<Key, string>>>(
  members: readonly T[],
  key: Key,
): ReadonlyMap<string, Placed<T>> {
  return new Map(members.map((value, index) => [value[key], { index, value }]));
}

function factsOf(observed: Observed, network: string, tables: Tables): NicFacts | undefined {
  const { wanted, own, names, scheme } = tables;
  const [template, running] = [wanted.interfaces.get(network)?.value, own.interfaces.get(network)];
  const [wantedNetwork, ownNetwork] = [wanted.networks.get(network)?.value, own.networks.get(network)?.value];
  const source = ownNetwork ?? wantedNetwork;
  const nic = running?.value ?? template;
  if (!source || !nic) return undefined;
  const kind = kindOf(source, (ownNetwork ? own : wanted).primary);
  if (!kind) return undefined;
  const status = tables.statuses.get(network);
  const stated = status?.value.podInterfaceName ?? '';
  // A NIC that is not yet in the VMI gets its name when it comes; a hashed one is the same everywhere.
  const computed =
    names.get(network) ??
    (kind === 'primary' ? primaryPodInterface : scheme === 'ordinal' ? undefined : hashedPodInterface(network));
  const podInterface = kind === 'claim' ? undefined : stated !== '' ? stated : computed;
  const reported = podInterface === undefined ? undefined : tables.reported.get(podInterface);
  const nad = source.multus && qualified(observed.namespace, source.multus.networkName);
  const knows = (by: InfoSource): boolean => status !== undefined && knowsOf(status.value, by);
  return {
    network,
    kind,
    wanted: template,
    wantedNetwork,
    own: running?.value,
    ownNetwork,
    specIndex: running?.index,
    status: status?.value,
    statusIndex: status?.index,
    sources: { domain: knows('domain'), guest: knows('guest-agent'), multus: knows('multus-status') },
    podInterface,
    scheme: schemeOf(kind, network, podInterface),
    selection: podInterface === undefined ? undefined : tables.selections.get(podInterface)?.value,
    reported: reported?.value,
    podStatusIndex: reported?.index,
    otherStatusIndex: reported || nad === undefined ? undefined : tables.unclaimed.get(nad),
    binding: bindingName(nic) ?? '',
    nad,
    attachedNad:
      source.multus && reported && !isSameNad(source.multus.networkName, reported.value.name, observed.namespace)
        ? reported.value.name
        : undefined,
  };
}

/** Undefined for a network without a source, or a second default: admission refuses it. */
function kindOf(source: Network, primary: string | undefined): NicKind | undefined {
  if (source.name === primary) return 'primary';
  if (isSecondaryMultus(source)) return 'secondary';
  return source.resourceClaim ? 'claim' : undefined;
}

function schemeOf(kind: NicKind, network: string, podInterface: string | undefined): ObservedScheme {
  if (podInterface === undefined) return 'unknown';
  if (kind === 'primary') return podInterface === primaryPodInterface ? 'hashed' : 'custom';
  if (podInterface === hashedPodInterface(network)) return 'hashed';
  return isOrdinalName(podInterface) ? 'ordinal' : 'unknown';
}
