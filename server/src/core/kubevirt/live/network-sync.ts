/**
 * What the VM controller does with the NICs of a VM at each reconcile, whatever else is waiting for a restart: it copies new bridge and
 * SR-IOV NICs, states and NADs to the VMI, drops absent NICs that are gone from it, and then from the template. It never judges
 * whether that has an effect. Truth: `kubevirt/kubevirt · pkg/network/controllers/vm.go`, v1.6–v1.9.
 */
import type { ClusterConfiguration } from '../configuration.ts';
import { networksOf } from '../launcher-annotations.ts';
import type { Interface, Network, VmiStatusInterface } from '../model.ts';
import { statusHasOrdinalNames } from '../name-scheme.ts';
import type { Release } from '../releases/release.ts';
import { isSameValue } from '../same-value.ts';
import { updatesNadsLive } from './live-update.ts';
import { byName, type Nics } from './nics.ts';

type NicLists = Pick<Nics, 'interfaces' | 'networks'>;

export type NicFate =
  /** Copied to the VMI, which lacked it. */
  | 'hot-plugged'
  /** New, but of a binding that is never plugged into a running VM. */
  | 'not-pluggable'
  /** New and absent at once: nothing to plug. */
  | 'absent-from-start'
  | 'state-copied'
  /** Taking it out is not possible while the Pod's names are ordinal, or not known. */
  | 'unplug-refused'
  /** It is being taken out, which nothing stops. */
  | 'unplug-under-way'
  /** Absent and gone: removed from the VMI. */
  | 'dropped-from-vmi'
  /** Absent and gone: removed from the template. */
  | 'dropped-from-vm'
  /** Another NAD is copied to the VMI. */
  | 'nad-copied'
  /** The template lacks it, and the VMI keeps it. */
  | 'kept';

export interface NetworkSync {
  /** The VMI's NICs afterwards; undefined: they stay as they are. */
  readonly vmi: NicLists | undefined;
  /** The template's NICs afterwards; undefined: they stay as they are. */
  readonly vm: NicLists | undefined;
  /** What happens to which logical network; one that stays as it is has no entry. */
  readonly fates: readonly { readonly network: string; readonly fate: NicFate }[];
}

export interface NetworkSyncInput {
  readonly vm: NicLists;
  /** Undefined: the VM does not run. */
  readonly vmi:
    | {
        readonly nics: NicLists;
        readonly statuses: readonly VmiStatusInterface[];
        readonly isBeingDeleted: boolean;
      }
    | undefined;
  readonly release: Release;
  readonly configuration: ClusterConfiguration;
}

type Fates = { network: string; fate: NicFate }[];

export function syncNetworks({ vm, vmi, release, configuration }: NetworkSyncInput): NetworkSync {
  if (vmi?.isBeingDeleted) return { vmi: undefined, vm: undefined, fates: [] };
  const fates: Fates = [];
  const known = new Set(vmi?.statuses.map(({ name }) => name));
  const followsNads = updatesNadsLive(release, configuration);
  const updated = vmi && updateVmi(vm, vmi.nics, { statuses: vmi.statuses, known, followsNads, fates });
  const running = byName(updated?.interfaces ?? []);
  const interfaces = vm.interfaces.filter(
    ({ name, state }) => state !== 'absent' || running.has(name) || known.has(name),
  );
  for (const { name } of vm.interfaces.filter((own) => !interfaces.includes(own)))
    fates.push({ network: name, fate: 'dropped-from-vm' });
  const template = { interfaces, networks: networksOf(vm.networks, interfaces) };
  const isPatched =
    vmi !== undefined &&
    (!isSameValue(vmi.nics.interfaces, updated?.interfaces) ||
      (release.liveUpdate.networkPatch === 'on-its-own' && !isSameValue(vmi.nics.networks, updated?.networks)));
  return {
    vmi: isPatched ? updated : undefined,
    vm: isSameValue(template, { interfaces: vm.interfaces, networks: vm.networks }) ? undefined : template,
    fates,
  };
}

interface VmiFacts {
  readonly statuses: readonly VmiStatusInterface[];
  /** Names of NICs that the status knows. */
  readonly known: ReadonlySet<string>;
  readonly followsNads: boolean;
  readonly fates: Fates;
}

function updateVmi(vm: NicLists, vmi: NicLists, { statuses, known, followsNads, fates }: VmiFacts): NicLists {
  const hasOrdinalNames = statusHasOrdinalNames(vmi.networks, statuses);
  const before = byName(vmi.interfaces);
  const desiredNetworks = byName(vm.networks);
  const interfaces: Interface[] = [...vmi.interfaces];
  const networks: Network[] = [...vmi.networks];
  for (const desired of vm.interfaces) {
    const { name, state } = desired;
    const own = before.get(name);
    if (!own) {
      const fate = state === 'absent' ? 'absent-from-start' : isPluggable(desired) ? 'hot-plugged' : 'not-pluggable';
      fates.push({ network: name, fate });
      if (fate !== 'hot-plugged') continue;
      interfaces.push(desired);
      const network = desiredNetworks.get(name);
      if (network) networks.push(network);
    } else if (state !== own.state) {
      const fate =
        own.state === 'absent'
          ? 'unplug-under-way'
          : hasOrdinalNames && state === 'absent'
            ? 'unplug-refused'
            : 'state-copied';
      fates.push({ network: name, fate });
      // Of equal names it is the first that is written.
      const place = interfaces.findIndex((candidate) => candidate.name === name);
      if (fate === 'state-copied') interfaces[place] = { ...(interfaces[place] ?? own), state };
    }
  }
  const desiredNames = byName(vm.interfaces);
  for (const { name } of before.values()) if (!desiredNames.has(name)) fates.push({ network: name, fate: 'kept' });
  const retained = interfaces.filter(({ name, state }) => state !== 'absent' || known.has(name));
  for (const { name } of interfaces.filter((own) => !retained.includes(own)))
    fates.push({ network: name, fate: 'dropped-from-vmi' });
  const joined = networksOf(networks, retained);
  if (!followsNads) return { interfaces: retained, networks: joined };
  return {
    interfaces: retained,
    networks: joined.map((network) => {
      const desired = desiredNetworks.get(network.name)?.multus?.networkName;
      if (!network.multus || desired === undefined || desired === network.multus.networkName) return network;
      fates.push({ network: network.name, fate: 'nad-copied' });
      return { ...network, multus: { ...network.multus, networkName: desired } };
    }),
  };
}

/** Whether KubeVirt plugs such a NIC into a running VM. */
export function isPluggable({ bridge, sriov }: Interface): boolean {
  return bridge !== undefined || sriov !== undefined;
}
