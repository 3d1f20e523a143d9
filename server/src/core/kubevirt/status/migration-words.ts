/**
 * What the conditions mean by which KubeVirt asks for a live migration, in words, with the NIC responsible, the clock of a pending one, and
 * who migrates. Decides nothing.
 */
import * as l10n from '@vscode/l10n';
import type { Condition } from '../live/conditions.ts';
import { gracePeriodMs, type MigrationDecision } from '../live/migration-evaluator.ts';
import type { Told } from './condition-reading.ts';
import { lookAgainMs, type MigrationPrediction, migrationPrediction } from './migration-prediction.ts';
import { migrationProgress } from './migration-outlook.ts';
import { conditionSince, type Observed } from './observed.ts';
import { timeText } from './observed-times.ts';
import { outlookSteps, outlookText } from './outlook-words.ts';

export function migrationConditionReading({ status }: Condition, observed: Observed): Told | undefined {
  const prediction = migrationPrediction(observed);
  const decision = prediction?.evaluation?.decision;
  const mismatch = prediction?.mismatch;
  const cause = decision ? causeText(decision) : l10n.t('Of the NICs that are seen here none asks for it.');
  const doubt = mismatch === undefined ? '' : ` ${mismatchText(mismatch)}`;
  const network = decision && { network: decision.network };
  if (status === 'False')
    return {
      weight: 'waiting',
      meaning: `${l10n.t('A live migration may be needed: the dynamic networks controller has {0} s to change the running Pod.', gracePeriodMs / 1000)} ${cause}${doubt}`,
      ...(prediction && { ...pendingClock(prediction, observed) }),
      nextSteps: [
        l10n.t('Wait: the condition goes when the NIC is plugged or unplugged, and turns True when it is not.'),
      ],
      ...network,
    };
  if (status !== 'True') return undefined;
  return {
    weight: migrationProgress(observed) === 'stuck' ? 'trouble' : 'waiting',
    meaning: `${l10n.t('Only a new Pod has what the VMI asks for: a live migration is required.')} ${cause} ${outlookText(observed)}${doubt}`,
    nextSteps: outlookSteps(observed),
    ...network,
  };
}

/**
 * That the VMI lacks the condition though its NICs ask for a migration, and why that may be. Undefined where it has the
 * condition, whose own reading tells it.
 */
export function missingMigrationCondition(observed: Observed): string | undefined {
  const { condition, mismatch, evaluation } = migrationPrediction(observed) ?? {};
  if (condition !== undefined || !mismatch || !evaluation?.decision) return undefined;
  return `${l10n.t('The VMI does not have the condition {0}, though it should by its NICs.', 'MigrationRequired')} ${causeText(evaluation.decision)} ${mismatchText(mismatch)}`;
}

/** Why a NIC asks for a migration. */
function causeText({ network, cause }: MigrationDecision): string {
  switch (cause) {
    case 'hot-plug':
      return l10n.t('NIC {0} asks for it: it was added, and the Pod does not have it.', network);
    case 'sriov-hot-plug':
      return l10n.t('NIC {0} asks for it: it is SR-IOV and was added, and only a new Pod can have it.', network);
    case 'unplug':
      return l10n.t('NIC {0} asks for it: the guest has let it go, and the Pod still has it.', network);
    case 'nad-changed':
      return l10n.t('NIC {0} asks for it: the VMI names another NAD than the Pod was attached by.', network);
  }
}

/** Why condition and objects do not agree. */
function mismatchText(mismatch: NonNullable<MigrationPrediction['mismatch']>): string {
  switch (mismatch) {
    case 'migrating':
      return l10n.t('A migration is under way, during which the condition is not looked at.');
    case 'pod-unseen':
      return l10n.t('The launcher Pod, which would tell more, is not seen here.');
    case 'overdue':
      return l10n.t('The grace period is over, and KubeVirt has not looked again.');
    case 'behind':
      return l10n.t(
        'By the objects it should be otherwise: they are of different times, KubeVirt has not looked yet, or it is an older release.',
      );
  }
}

function pendingClock({ since, graceUntil }: MigrationPrediction, { now }: Observed): { clock?: string } {
  if (since === undefined || graceUntil === undefined) return {};
  const clock = l10n.t(
    'since {0}; the grace period is over at {1}, and KubeVirt looks again between {2} and {3}',
    timeText(since),
    timeText(graceUntil),
    timeText(since + lookAgainMs.earliest),
    timeText(since + lookAgainMs.latest),
  );
  return { clock: now !== undefined && now > graceUntil ? `${clock} ${l10n.t('(it is over)')}` : clock };
}

/** CPUs, memory and volumes ask for a migration in the same way. */
export function otherMigrationReading(condition: Condition, observed: Observed): Told | undefined {
  const { type, status, reason, message } = condition;
  const what = {
    HotVCPUChange: l10n.t('The number of CPUs was changed while the VM runs.'),
    HotMemoryChange: l10n.t('The memory was changed while the VM runs.'),
    VolumesChange: l10n.t('Volumes are to move to other claims while the VM runs.'),
  }[type];
  if (what === undefined) return undefined;
  // Of CPUs the mere presence counts.
  if (status === 'True' || type === 'HotVCPUChange')
    return {
      weight: migrationProgress(observed, conditionSince(condition)) === 'stuck' ? 'trouble' : 'waiting',
      meaning: `${what} ${l10n.t('A live migration brings it about.')} ${outlookText(observed)}`,
      nextSteps: outlookSteps(observed),
    };
  if (reason === 'VolumesChangeCancellation')
    return { weight: 'waiting', meaning: `${what} ${l10n.t('That is being taken back.')}`, nextSteps: [] };
  const text = message || reason;
  return {
    weight: 'trouble',
    meaning: `${what} ${l10n.t('That did not succeed.')}${text === '' ? '' : ` ${l10n.t('KubeVirt says: “{0}”', text)}`}`,
    nextSteps: [l10n.t('Take the change back, or restart the VM.')],
  };
}
