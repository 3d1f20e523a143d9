/**
 * Whether the network side lets a VMI be live-migrated, with KubeVirt's own text when not. Truth: `kubevirt/kubevirt ·
 * pkg/network/vmispec/interface.go` (`VerifyVMIMigratable`), v1.6–v1.9.
 */
import type { ClusterConfiguration } from './configuration.ts';
import type { Interface, VmiSpec } from './model.ts';
import type { Release } from './releases/release.ts';

/** On the VMI: the guest keeps its address over a migration by means of its own. Presence counts, the value does not. */
export const ALLOW_BRIDGE_MIGRATION_ANNOTATION = 'kubevirt.io/allow-pod-bridge-network-live-migration';

export interface MigratabilityInput {
  /** After KubeVirt's defaults. */
  readonly spec: VmiSpec;
  readonly annotations: Readonly<Record<string, unknown>>;
  readonly release: Release;
  readonly configuration: ClusterConfiguration;
}

/** The message of the condition that KubeVirt sets; undefined when networks do not stand in the way. */
export function networkMigrationBlocker({
  spec,
  annotations,
  release,
  configuration,
}: MigratabilityInput): string | undefined {
  if (spec.interfaces.length === 0) return undefined;
  const pod = spec.networks.find((network) => network.pod);
  if (!pod) return undefined;
  const own = spec.interfaces.find((candidate) => candidate.name === pod.name);
  const { missingPrimary, message } = release.migratability;
  if (!own) return missingPrimary === 'blocks' ? `no primary interface found for network ${pod.name}` : undefined;
  return isMigratable(own, annotations, configuration) ? undefined : message;
}

function isMigratable(
  own: Interface,
  annotations: Readonly<Record<string, unknown>>,
  { bindings }: ClusterConfiguration,
): boolean {
  if (own.masquerade || own.passtBinding) return true;
  if (own.bridge && Object.hasOwn(annotations, ALLOW_BRIDGE_MIGRATION_ANNOTATION)) return true;
  return own.binding !== undefined && bindings.get(own.binding.name)?.migration !== undefined;
}
