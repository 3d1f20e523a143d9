/**
 * Why the NICs of a VM's template cannot be brought to the running VM: what of the VMI the template lacks or has otherwise. What is
 * added is no reason, but for a Pod network. Truth: `kubevirt/kubevirt · pkg/network/vmliveupdate/restart.go`, v1.6–v1.9.
 */
import type { ClusterConfiguration } from '../configuration.ts';
import type { Interface, Network } from '../model.ts';
import type { Release } from '../releases/release.ts';
import { isSameValue } from '../same-value.ts';
import { updatesNadsLive } from './live-update.ts';
import { byName, type Nics, withoutNad } from './nics.ts';

export interface NetworkRestart {
  /** The logical network. */
  readonly network: string;
  readonly part:
    'interface-removed' | 'interface-changed' | 'network-removed' | 'network-changed' | 'pod-network-added';
}

/** All reasons, in the VMI's order; none: the NICs alone do not ask for a restart. */
export function networkRestartReasons(
  vm: Nics,
  vmi: Nics,
  release: Release,
  configuration: ClusterConfiguration,
): readonly NetworkRestart[] {
  const interfaces = byName(vm.interfaces);
  const networks = byName(vm.networks);
  const followsNads = updatesNadsLive(release, configuration);
  const reasons: NetworkRestart[] = [];
  for (const own of byName(vmi.interfaces).values()) {
    const desired = interfaces.get(own.name);
    if (!desired) reasons.push({ network: own.name, part: 'interface-removed' });
    else if (!isSameInterface(desired, own) || vm.emptyLists.get(own.name) !== vmi.emptyLists.get(own.name))
      reasons.push({ network: own.name, part: 'interface-changed' });
  }
  const podNetwork = vm.networks.find(({ pod }) => pod);
  if (release.liveUpdate.addedPodNetwork === 'restart' && podNetwork && !vmi.networks.some(({ pod }) => pod))
    reasons.push({ network: podNetwork.name, part: 'pod-network-added' });
  for (const own of byName(vmi.networks).values()) {
    const desired = networks.get(own.name);
    if (!desired) reasons.push({ network: own.name, part: 'network-removed' });
    else if (!isSameNetwork(desired, own, followsNads)) reasons.push({ network: own.name, part: 'network-changed' });
  }
  return reasons;
}

/** The state is brought to the VMI, or passed over; it is never a reason. */
function isSameInterface(desired: Interface, own: Interface): boolean {
  return isSameValue({ ...desired, state: '' }, { ...own, state: '' });
}

function isSameNetwork(desired: Network, own: Network, followsNads: boolean): boolean {
  return followsNads ? isSameValue(withoutNad(desired), withoutNad(own)) : isSameValue(desired, own);
}
