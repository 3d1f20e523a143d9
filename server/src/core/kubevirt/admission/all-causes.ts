/** Every cause at once. */
import type { ClusterConfiguration } from '../configuration.ts';
import type { Release } from '../releases/release.ts';
import type { Cause } from './cause.ts';

export interface AllCausesInput {
  /** The object as plain values. */
  readonly object: unknown;
  readonly kind: string;
  readonly release: Release;
  readonly configuration: ClusterConfiguration;
}

export function allCauses(_: AllCausesInput): readonly Cause[] {
  return [];
}
