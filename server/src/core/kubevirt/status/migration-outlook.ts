/**
 * Who brings a VMI to a new Pod that it needs, as far as the objects and the known configuration tell. It only asks; what KubeVirt does is
 * in `live/workload-update.ts`. Truth: `kubevirt/kubevirt · pkg/virt-controller/watch/workload-updater/workload-updater.go`, v1.6–v1.9.
 */
import { findCondition } from '../live/conditions.ts';
import { isFinal, isMigrating } from '../live/runtime-status.ts';
import { workloadUpdate } from '../live/workload-update.ts';
import { conditionSince, type Observed } from './observed.ts';
import type { Progress } from './stage.ts';

export type MigrationOutlook =
  /** A migration has started and not ended. */
  | 'under-way'
  /** KubeVirt creates one. */
  | 'automatic'
  /** KubeVirt evicts the Pod, and the VM powers off. */
  | 'evicts'
  /** Methods do not tell KubeVirt to; somebody has to. */
  | 'by-hand'
  /** The VMI cannot be live-migrated. */
  | 'impossible'
  /** The workload update methods are not known. */
  | 'unknown';

/** For a VMI that needs a migration. */
export function migrationOutlook({ vmi, now, updateMethods }: Observed): MigrationOutlook {
  if (!vmi) return 'unknown';
  const { conditions, status, isMigratable } = vmi.running;
  if (isMigrating(status, now ?? Number.POSITIVE_INFINITY)) return 'under-way';
  if (isFinal(status)) return 'impossible';
  const isBlocked = findCondition(conditions, 'LiveMigratable')?.status === 'False';
  if (updateMethods === undefined) return isBlocked ? 'impossible' : 'unknown';
  switch (workloadUpdate({ isNeeded: true, hasMigration: false, isMigratable, methods: updateMethods })) {
    case 'migrates':
      return 'automatic';
    case 'evicts':
      return 'evicts';
    default:
      return isBlocked ? 'impossible' : 'by-hand';
  }
}

/** After that long KubeVirt has started what it does by itself, but for a queue of migrations. */
export const usuallyDoneMs = 60_000;

/** How it fares with what only a new Pod can bring; `since` is when that was found. */
export function migrationProgress(observed: Observed, since = migrationRequiredSince(observed)): Progress {
  switch (migrationOutlook(observed)) {
    case 'under-way':
    case 'evicts':
      return 'waiting';
    case 'automatic':
      return observed.vmi?.failedMigration === undefined ? 'waiting' : 'stuck';
    case 'by-hand':
    case 'impossible':
      return 'stuck';
    case 'unknown':
      return isOverdue(observed, since) ? 'stuck' : 'waiting';
  }
}

export function isOverdue({ now }: Observed, since: number | undefined): boolean {
  return now !== undefined && since !== undefined && now - since > usuallyDoneMs;
}

function migrationRequiredSince({ vmi }: Observed): number | undefined {
  const required = vmi && findCondition(vmi.running.conditions, 'MigrationRequired');
  return required && conditionSince(required);
}
