/**
 * What kind of network an entry of `spec.networks` is, and which one is the default network of the launcher Pod. What
 * admission refuses gets an answer too, since KubeVirt's generators run without it. Truth: `kubevirt/kubevirt ·
 * pkg/network/vmispec/network.go`, v1.6–v1.9.
 */
import type { Network } from './model.ts';
import type { Release } from './releases/release.ts';

export type NetworkClass = 'pod' | 'multus-default' | 'multus-secondary' | 'resource-claim' | 'invalid';

/** The class of a network; one with no source or with several is invalid, and refused by admission. */
export function classifyNetwork(network: Network, release: Release): NetworkClass {
  const sources = [network.pod, network.multus, release.fields.resourceClaim ? network.resourceClaim : undefined];
  if (sources.filter((source) => source !== undefined).length !== 1) return 'invalid';
  if (network.pod) return 'pod';
  if (network.resourceClaim) return 'resource-claim';
  return isSecondaryMultus(network) ? 'multus-secondary' : 'multus-default';
}

export function isSecondaryMultus(network: Network): boolean {
  return network.multus !== undefined && !network.multus.default;
}

/** The default network: the one that gets the Pod's primary interface. */
export function findDefaultNetwork(networks: readonly Network[], release: Release): Network | undefined {
  switch (release.defaultNetwork) {
    case 'not-secondary':
      return networks.find((network) => !isSecondaryMultus(network));
    case 'pod-or-multus-default':
      return networks.find((network) => network.pod !== undefined || network.multus?.default === true);
  }
}
