/** What the network validator is asked about, and the fields it speaks of. */
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

/** Field of the list of interfaces; `field` is that of the VMI spec. */
export const interfacesField = (field: string): string => `${field}.domain.devices.interfaces`;

export const interfaceField = (field: string, index: number): string => `${interfacesField(field)}[${index}]`;

export const networksField = (field: string): string => `${field}.networks`;

export const networkField = (field: string, index: number): string => `${networksField(field)}[${index}]`;

/** The network of an interface; of equal names the last counts. */
export function networkOf(networks: readonly Network[], own: Interface): Network | undefined {
  for (let index = networks.length - 1; index >= 0; index--) {
    const network = networks[index];
    if (network?.name === own.name) return network;
  }
  return undefined;
}
