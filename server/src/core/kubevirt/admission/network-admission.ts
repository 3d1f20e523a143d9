/** What the network validator is asked about. */
import type { ClusterConfiguration } from '../configuration.ts';
import type { Interface, Network, VmiSpec } from '../model.ts';
import type { Release } from '../releases/release.ts';

export interface NetworkAdmission {
  readonly spec: VmiSpec;
  readonly release: Release;
  readonly configuration: ClusterConfiguration;
  /** Path of the VMI spec: `spec`, or `spec.template.spec` in a VM. */
  readonly field: string;
}

/** Field of an interface; `field` is that of the VMI spec. */
export const interfaceField = (field: string, index: number): string => `${field}.domain.devices.interfaces[${index}]`;

/** The network of an interface; of equal names the last counts. */
export function networkOf(networks: readonly Network[], own: Interface): Network | undefined {
  return networks.filter((network) => network.name === own.name).at(-1);
}
