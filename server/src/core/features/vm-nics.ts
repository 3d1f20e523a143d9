/**
 * One row for each NIC of a VM, with its whole way from the guest to the node: what the table, the picture, the hover's
 * path and the explanation show. Facts of the launcher computation and the known NADs put side by side; it decides
 * nothing, and what a template writes is marked, not guessed. The NIC that KubeVirt adds by itself is a row too.
 */
import * as l10n from '@vscode/l10n';
import { addressGiver, statedSubnets } from '../cni/addresses.ts';
import { mainPlugin, memberOf, textOf, type CniConfig } from '../cni/cni-config.ts';
import { ovnType } from '../cni/types/ovn.ts';
import { bindingDevices, bindingName, linkNames, type LinkNames } from '../kubevirt/link-names.ts';
import type { Interface, Network } from '../kubevirt/model.ts';
import { podInterfaces } from '../kubevirt/name-scheme.ts';
import { classifyNetwork, type NetworkClass } from '../kubevirt/network-classification.ts';
import { defaultVmNetworkCidr } from '../kubevirt/vm-network.ts';
import { isMemberKnown, memberField } from '../resources/vm.ts';
import type { NicStage } from '../kubevirt/status/stage.ts';
import type { Launcher, NadUse, NetworkAnswer } from '../workspace/launcher.ts';
import type { StatusReading } from '../workspace/status-reading.ts';

export interface NicRow {
  /** Among the interfaces, from 0: the order in which the guest's devices are made. */
  readonly position: number;
  /** The logical network. */
  readonly name: string;
  /** Absolute field of the interface; undefined for the implicit NIC. */
  readonly field: string | undefined;
  /** Absolute field of its network; undefined where there is none of that name. */
  readonly networkField: string | undefined;
  readonly class: NetworkClass | undefined;
  readonly isDefault: boolean;
  /** False when a template writes a part of it. */
  readonly isKnown: boolean;
  /** KubeVirt adds it; no manifest states it. */
  readonly isImplicit: boolean;
  /** A core binding's field or a plugin's name; empty for none. */
  readonly binding: string;
  /** The guest's device; empty for a device of the host that is handed over. */
  readonly model: string;
  /** As it is stated, else as a running VM reports it; empty where nobody tells. */
  readonly mac: string;
  readonly state: string;
  readonly podInterface: string | undefined;
  /** Whether the Pod interface is the one that a running VM reports; else it is computed. */
  readonly isNameObserved: boolean;
  /** Devices in the Pod, each only where the binding makes it. */
  readonly tap: string | undefined;
  readonly bridge: string | undefined;
  readonly renamedNic: string | undefined;
  readonly nad: NadUse | undefined;
  /** Name of the resource claim that the device comes from. */
  readonly claim: string | undefined;
  /** Of the NAD, in the order of the chain; empty where it is not known. */
  readonly cniTypes: readonly string[];
  readonly node: NodeSide;
  /** Who gives the guest its address, in words; undefined where that cannot be told. */
  readonly address: string | undefined;
  readonly addressSource: AddressSource | undefined;
  /** How far it came, where a dump tells. */
  readonly stage: NicStage | undefined;
}

/** What a NAD says of the node: the device it is connected to, with its VLAN, or the topology of an overlay. */
export interface NodeSide {
  readonly device?: string;
  readonly vlan?: number;
  readonly topology?: string;
}

/** Who gives the guest its address. */
export type AddressSource =
  /** KubeVirt’s DHCP, of a network that only the Pod knows. */
  | { readonly by: 'masquerade'; readonly cidr: string }
  /** The guest has that of the Pod, as it is. */
  | { readonly by: 'pod' }
  /** The same by DHCP, so that a migration changes it. */
  | { readonly by: 'pod-dhcp' }
  | { readonly by: 'ipam'; readonly type: string }
  | { readonly by: 'network'; readonly subnets: readonly string[] }
  | { readonly by: 'nobody' };

/** `reading` is what dumps tell of the running VM. */
export function vmNics(launcher: Launcher, reading?: StatusReading): readonly NicRow[] {
  return plannedNics(launcher).map((row) => (reading ? observedRow(row, reading) : row));
}

function plannedNics(launcher: Launcher): readonly NicRow[] {
  const { vm, networks, pod } = launcher;
  const [implicit] = pod?.defaulted === true ? pod.interfaces : [];
  if (pod && implicit) return [implicitRow(launcher, implicit, pod.networks)];
  return vm.spec.interfaces.map((own, position) => {
    const answer = networks[vm.pairs.get(own.name)?.network ?? -1];
    return nicRow(launcher, {
      own,
      position,
      field: memberField(vm, 'interfaces', position),
      networkField: answer?.field,
      network: answer?.network,
      class: answer?.class,
      isDefault: answer?.isDefault ?? false,
      isKnown: isMemberKnown(vm, 'interfaces', position) && (answer?.known ?? true),
      podInterface: answer?.podInterface,
      links: answer?.links,
      nad: answer?.nad,
    });
  });
}

/** The row with what a running VM says of the NIC: its Pod interface may go by another name, and all that is made of it. */
function observedRow(row: NicRow, { observed, stages }: StatusReading): NicRow {
  const stage = stages.find(({ network, kind }) => kind !== 'guest-only' && network === row.name);
  if (!stage) return row;
  const status = observed.vmi?.running.statuses[stage.statusIndex ?? -1];
  const isNameObserved =
    stage.podInterface !== undefined &&
    (status?.podInterfaceName === stage.podInterface || stage.podStatusIndex !== undefined);
  const podInterface = stage.podInterface ?? row.podInterface;
  const links = podInterface === undefined ? undefined : linkNames(podInterface, row.class === 'multus-secondary');
  return {
    ...row,
    mac: row.mac === '' ? stage.mac : row.mac,
    podInterface,
    isNameObserved,
    tap: row.tap && links?.tap,
    bridge: row.bridge && links?.bridge,
    renamedNic: row.renamedNic && links?.nic,
    stage,
  };
}

/** The row of a network's NIC. */
export function nicOf(rows: readonly NicRow[], answer: NetworkAnswer): NicRow | undefined {
  return rows.find(({ field }) => field !== undefined && field === answer.interface?.field);
}

/** What is told of a NIC, wherever it comes from. */
interface NicFacts {
  readonly own: Interface;
  readonly position: number;
  readonly field: string | undefined;
  readonly networkField: string | undefined;
  readonly network: Network | undefined;
  readonly class: NetworkClass | undefined;
  readonly isDefault: boolean;
  readonly isKnown: boolean;
  readonly podInterface: string | undefined;
  readonly links: LinkNames | undefined;
  readonly nad: NadUse | undefined;
}

/** It is the only one, and stands on the Pod network. */
function implicitRow(launcher: Launcher, own: Interface, networks: readonly Network[]): NicRow {
  const { release } = launcher.cluster;
  const network = networks.find(({ name }) => name === own.name);
  const podInterface = podInterfaces(networks, 'hashed', release).get(own.name);
  return nicRow(launcher, {
    own,
    position: 0,
    field: undefined,
    networkField: undefined,
    network,
    class: network && classifyNetwork(network, release),
    isDefault: true,
    isKnown: true,
    podInterface,
    links: podInterface === undefined ? undefined : linkNames(podInterface, false),
    nad: undefined,
  });
}

function nicRow({ cluster }: Launcher, facts: NicFacts): NicRow {
  const { own, links, nad, network } = facts;
  const made = bindingDevices(own, cluster.configuration);
  const config = nad?.fact?.config;
  const addressSource = addressSourceOf(facts);
  return {
    position: facts.position,
    name: own.name,
    field: facts.field,
    networkField: facts.networkField,
    class: facts.class,
    isDefault: facts.isDefault,
    isKnown: facts.isKnown,
    isImplicit: facts.field === undefined,
    binding: bindingName(own) ?? '',
    model: own.sriov ? '' : own.model === '' ? 'virtio' : own.model,
    mac: own.macAddress,
    state: own.state,
    podInterface: facts.podInterface,
    isNameObserved: false,
    tap: made.tap ? links?.tap : undefined,
    bridge: made.bridge ? links?.bridge : undefined,
    renamedNic: made.nic ? links?.nic : undefined,
    nad,
    claim: facts.class === 'resource-claim' ? network?.resourceClaim?.claimName : undefined,
    cniTypes: nad?.fact?.cniTypes ?? [],
    node: config ? nodeSide(config) : {},
    address: addressSource && addressWords(addressSource),
    addressSource,
    stage: undefined,
  };
}

export function nodeSide(config: CniConfig): NodeSide {
  const plugin = mainPlugin(config);
  if (!plugin) return {};
  const { value } = plugin;
  const device = ['bridge', 'master', 'device', 'physicalNetworkName']
    .map((key) => textOf(value, key))
    .find((text) => text !== undefined && text !== '');
  const topology = plugin.type === ovnType ? textOf(value, 'topology') : undefined;
  const vlan = memberOf(value, 'vlan') ?? memberOf(value, 'vlanID');
  return {
    ...(topology !== undefined && { topology }),
    ...(device !== undefined && { device }),
    ...(typeof vlan === 'number' && vlan > 0 && { vlan }),
  };
}

function addressSourceOf({ own, class: networkClass, network, nad }: NicFacts): AddressSource | undefined {
  if (own.masquerade) {
    const cidr = network?.pod?.vmNetworkCIDR;
    return { by: 'masquerade', cidr: cidr === undefined || cidr === '' ? defaultVmNetworkCidr : cidr };
  }
  if (own.passtBinding) return { by: 'pod' };
  if (!own.bridge) return undefined;
  if (networkClass === 'pod') return { by: 'pod-dhcp' };
  const config = nad?.fact?.config;
  if (!config) return undefined;
  const giver = addressGiver(config);
  return giver?.by === 'network' ? { by: 'network', subnets: statedSubnets(config) } : giver;
}

/** `mark` sets off names and numbers. */
export function addressWords(source: AddressSource, mark = (text: string): string => text): string {
  switch (source.by) {
    case 'masquerade':
      return l10n.t('of {0}, by KubeVirt’s DHCP; to others the guest has the address of the Pod.', mark(source.cidr));
    case 'pod':
      return l10n.t('that of the Pod.');
    case 'pod-dhcp':
      return l10n.t('that of the Pod, by KubeVirt’s DHCP; another one after a migration.');
    case 'ipam':
      return l10n.t(
        'by IPAM {0} of the NAD, handed on by KubeVirt’s DHCP; another one after a migration.',
        mark(source.type),
      );
    case 'network':
      return l10n.t('of {0}, by the network.', source.subnets.map(mark).join(', '));
    case 'nobody':
      return l10n.t('none by KubeVirt: a DHCP server on that network gives it, or it is set in the guest.');
  }
}
