/**
 * Whether KubeVirt itself looks into the NADs of a VM: to see that they are there, and to ask for the device resources that
 * they name. Truth: `kubevirt/kubevirt · pkg/virt-controller/services/template.go`, `pkg/network/multus/nad.go`,
 * v1.6–v1.9.
 */
import { isGateEnabled, type ClusterConfiguration } from './configuration.ts';
import type { Release } from './releases/release.ts';

/** Leaves resources, and with them the NADs, to a webhook outside of KubeVirt. */
export const INJECTION_GATE = 'ExternalNetResourceInjection';

/** False where it is left to the webhook network-resources-injector. */
export function looksIntoNads(release: Release, configuration: ClusterConfiguration): boolean {
  return release.gates[INJECTION_GATE] === undefined || !isGateEnabled(release, configuration, INJECTION_GATE);
}
