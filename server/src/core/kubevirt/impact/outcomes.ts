/**
 * The outcomes that a change can have, with the condition that KubeVirt sets and the sentences that users read. Which of
 * them comes true is decided elsewhere. Truth: `kubevirt/kubevirt · pkg/virt-controller/watch/{vm,vmi,workload-updater}`,
 * v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { restartMessage } from '../live/template-differences.ts';
import { workloadUpdate } from '../live/workload-update.ts';
import type { ImpactCondition, Outcome } from './impact.ts';

/** An outcome before it is told who brings about the migration that it asks for. */
export interface Draft extends Outcome {
  /** It becomes due at once, when the grace period is over, or when a migration that is under way has ended. */
  readonly migration?: 'at-once' | 'after-grace' | 'after-another';
}

export const none = (reason: string): Draft => ({ kind: 'none', reason });
export const silent = (reason: string): Draft => ({ kind: 'silent', reason });
export const live = (reason: string): Draft => ({ kind: 'live', reason });
export const nextMigration = (reason: string): Draft => ({ kind: 'next-migration', reason });
export const rejected = (reason: string): Draft => ({ kind: 'rejected', reason });

export const restart = (reason: string, message: string = restartMessage): Draft => ({
  kind: 'restart',
  reason,
  condition: { object: 'VirtualMachine', type: 'RestartRequired', status: 'True', reason: '', message },
});

/** `isPending`: the launcher Pod may get or lose the NIC within the grace period. */
export function nicMigration(reason: string, isPending: boolean): Draft {
  return isPending
    ? { kind: 'pending-migration', reason, condition: migrationPending, migration: 'after-grace' }
    : { kind: 'migration', reason, condition: migrationRequired, migration: 'at-once' };
}

export const vmiMigration = (reason: string, type: string): Draft => ({
  kind: 'migration',
  reason,
  condition: vmiCondition(type, 'True', ''),
  migration: 'at-once',
});

const vmiCondition = (type: string, status: 'True' | 'False', reason: string): ImpactCondition => ({
  object: 'VirtualMachineInstance',
  type,
  status,
  reason,
  message: '',
});

export const migrationPending = vmiCondition('MigrationRequired', 'False', 'AutoMigrationPending');
export const migrationRequired = vmiCondition('MigrationRequired', 'True', 'AutoMigrationDueToLiveUpdate');

export interface Delivery {
  readonly isMigratable: boolean;
  readonly liveMigrates: boolean;
  readonly evicts: boolean;
}

/** Who brings about a migration that is due. */
function deliveryOf({ isMigratable, liveMigrates, evicts }: Delivery): 'migrated' | 'evicted' | 'by-hand' | 'stuck' {
  const methods = [...(liveMigrates ? ['LiveMigrate'] : []), ...(evicts ? ['Evict'] : [])];
  switch (workloadUpdate({ isNeeded: true, hasMigration: false, isMigratable, methods })) {
    case 'migrates':
      return 'migrated';
    case 'evicts':
      return 'evicted';
    default:
      return isMigratable ? 'by-hand' : 'stuck';
  }
}

export const isEvicted = (delivery: Delivery): boolean => deliveryOf(delivery) === 'evicted';

/** The outcome with what becomes of the migration. */
export function delivered(draft: Draft, delivery: Delivery): Outcome {
  const { migration, ...outcome } = draft;
  if (migration === undefined) return outcome;
  if (migration === 'after-another')
    return {
      ...outcome,
      reason: `${outcome.reason} ${l10n.t('That is decided when the migration under way is over.')}`,
    };
  const follow = followSentence(deliveryOf(delivery), migration === 'after-grace');
  return { ...outcome, reason: `${outcome.reason} ${follow}` };
}

function followSentence(delivery: ReturnType<typeof deliveryOf>, isPending: boolean): string {
  switch (delivery) {
    case 'migrated':
      return isPending
        ? l10n.t('Unless that is done in the running Pod within 15 seconds, KubeVirt live-migrates the VM.')
        : l10n.t('KubeVirt live-migrates the VM at once.');
    case 'evicted':
      return isPending
        ? l10n.t('Unless that is done in the running Pod within 15 seconds, KubeVirt evicts the VM: it is shut down.')
        : l10n.t('KubeVirt cannot migrate the VM and evicts it: it is shut down.');
    case 'by-hand':
      return isPending
        ? l10n.t('Unless that is done in the running Pod within 15 seconds, it waits until someone migrates the VM.')
        : l10n.t('It waits until someone migrates the VM.');
    case 'stuck':
      return isPending
        ? l10n.t(
            'Unless that is done in the running Pod within 15 seconds, it stays pending: this VM cannot be migrated.',
          )
        : l10n.t('It stays pending: this VM cannot be migrated.');
  }
}
