/**
 * Which kinds of edits a cluster applies to running VMs. Truth: `kubevirt/kubevirt · pkg/virt-config/feature-gates.go`, v1.6–v1.9.
 */
import { type ClusterConfiguration, isGateEnabled } from '../configuration.ts';
import type { Release } from '../releases/release.ts';

/** Whether another NAD of a NIC is brought to the running VM; otherwise it waits for a restart. */
export function updatesNadsLive(release: Release, configuration: ClusterConfiguration): boolean {
  return isKnownAndEnabled(release, configuration, 'LiveUpdateNADRef');
}

/** Whether volumes marked as hot-pluggable are brought to the running VM; the older way of plugging them rules it out. */
export function plugsVolumesLive(release: Release, configuration: ClusterConfiguration): boolean {
  return (
    isKnownAndEnabled(release, configuration, 'DeclarativeHotplugVolumes') &&
    !configuration.featureGates.includes('HotplugVolumes')
  );
}

/** Whether what can be live-updated is; otherwise all but NICs wait for a restart. */
export function rollsOutLive(configuration: ClusterConfiguration): boolean {
  return configuration.vmRolloutStrategy === 'LiveUpdate';
}

/** A gate that the release does not have opens nothing, whoever lists it. */
function isKnownAndEnabled(release: Release, configuration: ClusterConfiguration, gate: string): boolean {
  return release.gates[gate] !== undefined && isGateEnabled(release, configuration, gate);
}
