/** What the rules of a whole VMI spec are asked about: its networks, and the machine around them. */
import type { Machine } from '../machine-model.ts';
import type { NetworkAdmission } from './network-admission.ts';

export interface SpecAdmission extends NetworkAdmission {
  readonly machine: Machine;
  /**
   * For each disk that KubeVirt's defaults add, after those of the manifest: the index of its volume. Its field does not
   * exist in the manifest.
   */
  readonly addedDisks: readonly number[];
}

export const devicesField = (field: string): string => `${field}.domain.devices`;

export const disksField = (field: string): string => `${field}.domain.devices.disks`;

export const volumesField = (field: string): string => `${field}.volumes`;
