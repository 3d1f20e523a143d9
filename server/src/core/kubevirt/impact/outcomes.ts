/**
 * The outcomes that a change can have, with the condition that KubeVirt sets and the sentences that users read. Which of
 * them comes true is decided elsewhere. Truth: `kubevirt/kubevirt · pkg/virt-controller/watch/{vm,vmi,workload-updater}`,
 * v1.6–v1.9.
 */
import { restartMessage } from '../live/template-differences.ts';
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

export const vmiMigration = (reason: string, type: string, message = ''): Draft => ({
  kind: 'migration',
  reason,
  condition: { ...vmiCondition(type, 'True', ''), message },
  migration: 'at-once',
});

/** Nothing is due yet. */
export const waitingForVolumes = (reason: string, message: string): Draft => ({
  kind: 'migration',
  reason,
  condition: { ...vmiCondition('VolumesChange', 'False', ''), message },
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
