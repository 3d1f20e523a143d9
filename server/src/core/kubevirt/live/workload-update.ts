/**
 * Who brings a VMI to a new Pod once that is needed: KubeVirt itself, by migration or by eviction, or nobody. Truth: `kubevirt/kubevirt ·
 * pkg/virt-controller/watch/workload-updater/workload-updater.go`, v1.6–v1.9.
 */

export type WorkloadUpdate =
  /** There is nothing to do, or it is being done. */
  | 'nothing'
  /** KubeVirt creates a migration. */
  | 'migrates'
  /** KubeVirt evicts the launcher Pod, and the VM powers off. */
  | 'evicts'
  /** The condition stays until someone migrates or restarts the VM. */
  | 'waits';

export interface WorkloadUpdateInput {
  /** `requiresMigration` of the VMI. */
  readonly isNeeded: boolean;
  /** A migration is under way or waits to begin. */
  readonly hasMigration: boolean;
  /** The VMI can be live-migrated, or its volumes are to be and may. */
  readonly isMigratable: boolean;
  /** `spec.workloadUpdateStrategy.workloadUpdateMethods` of the KubeVirt resource; empty by default. */
  readonly methods: readonly string[];
}

export function workloadUpdate({ isNeeded, hasMigration, isMigratable, methods }: WorkloadUpdateInput): WorkloadUpdate {
  if (!isNeeded || hasMigration) return 'nothing';
  if (isMigratable && methods.includes('LiveMigrate')) return 'migrates';
  return methods.includes('Evict') ? 'evicts' : 'waits';
}
