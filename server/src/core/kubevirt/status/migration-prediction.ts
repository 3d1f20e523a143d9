/**
 * What KubeVirt's judge of NICs says of the objects as they are, next to the condition MigrationRequired that they have: which NIC asks for a
 * migration, and whether the condition is as old as what is seen. Truth: `kubevirt/kubevirt · pkg/network/migration/evaluator.go`,
 * `pkg/virt-controller/watch/vmi/lifecycle.go`, v1.6–v1.9.
 */
import { findCondition } from '../live/conditions.ts';
import { updateInterfaceStatuses } from '../live/interface-status.ts';
import { evaluateMigration, type Evaluation, gracePeriodMs } from '../live/migration-evaluator.ts';
import { isFinal, isMigrating } from '../live/runtime-status.ts';
import { migrationOutlook, type MigrationOutlook } from './migration-outlook.ts';
import { conditionSince, type Observed } from './observed.ts';

/** When KubeVirt looks at a pending migration again, after the condition was set, at the earliest and at the latest. */
export const lookAgainMs = { earliest: gracePeriodMs + 1_000, latest: gracePeriodMs + 10_000 };

export interface MigrationPrediction {
  /** Status of the condition; undefined: there is none. */
  readonly condition: 'True' | 'False' | undefined;
  /** What KubeVirt makes of the objects at the time that is known; undefined: its code crashes, or the VMI does not run. */
  readonly evaluation: Evaluation | undefined;
  /** The condition is what comes of the objects. */
  readonly agrees: boolean;
  /** Why it does not. */
  readonly mismatch:
    | 'migrating'
    | 'pod-unseen'
    /** The grace period is over, and KubeVirt has not looked again. */
    | 'overdue'
    /** KubeVirt has not looked at the VMI since it was changed. */
    | 'behind'
    | undefined;
  readonly since: number | undefined;
  /** When the grace period of a pending migration is over. */
  readonly graceUntil: number | undefined;
  readonly outlook: MigrationOutlook;
}

/** Undefined without a VMI. */
export function migrationPrediction(observed: Observed): MigrationPrediction | undefined {
  const { vmi, pod, now, release, configuration, namespace } = observed;
  if (!vmi) return undefined;
  const { running } = vmi;
  const known = findCondition(running.conditions, 'MigrationRequired');
  const condition = known?.status === 'True' || known?.status === 'False' ? known.status : undefined;
  const since = known && conditionSince(known);
  const podStatuses = pod?.statuses ?? [];
  // Without the Pod its own reports, which the status repeats, are all there is.
  const statuses = pod
    ? updateInterfaceStatuses({ networks: running.nics.networks, statuses: running.statuses, podStatuses, release })
    : running.statuses;
  const evaluation =
    running.status.phase === 'Running' && !isFinal(running.status)
      ? evaluateMigration({
          nics: running.nics,
          statuses,
          podStatuses,
          conditions: running.conditions,
          namespace,
          now: now ?? since ?? 0,
          release,
          configuration,
        })
      : undefined;
  const mismatch = compare(observed, condition, evaluation);
  return {
    condition,
    evaluation,
    agrees: mismatch === undefined,
    mismatch,
    since,
    graceUntil: condition === 'False' && since !== undefined ? since + gracePeriodMs : undefined,
    outlook: migrationOutlook(observed),
  };
}

function compare(
  { vmi, pod, now }: Observed,
  condition: 'True' | 'False' | undefined,
  evaluation: Evaluation | undefined,
): MigrationPrediction['mismatch'] {
  if (!evaluation) return undefined;
  const expected = evaluation.verdict === 'Unknown' ? undefined : evaluation.verdict;
  // A condition that says True stays until the NICs ask for nothing.
  if (condition === expected || (condition === 'True' && expected !== undefined)) return undefined;
  if (vmi && isMigrating(vmi.running.status, now ?? Number.POSITIVE_INFINITY)) return 'migrating';
  if (!pod) return 'pod-unseen';
  return condition === 'False' && expected === 'True' ? 'overdue' : 'behind';
}
