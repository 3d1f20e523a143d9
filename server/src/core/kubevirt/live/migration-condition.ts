/**
 * Conditions of a running VMI by which a live migration is asked for, as the VMI controller keeps them, and whether the workload updater
 * takes them for a reason to migrate. Truth: `kubevirt/kubevirt · pkg/virt-controller/watch/vmi/lifecycle.go`,
 * `pkg/virt-controller/watch/workload-updater/workload-updater.go`, v1.6–v1.9.
 */
import { vcpus } from '../admission/cpu.ts';
import { wholeValue } from '../quantity.ts';
import type { VmiStatusInterface } from '../model.ts';
import type { ClusterConfiguration } from '../configuration.ts';
import type { Release } from '../releases/release.ts';
import { type Condition, findCondition, hasStatus } from './conditions.ts';
import { type Evaluation, evaluateMigration } from './migration-evaluator.ts';
import type { LauncherPod, Running } from './running-vm.ts';
import { isFinal, isMigrating } from './runtime-status.ts';
import { needsVolumeMigration } from './volume-migration.ts';

/** Types of conditions that a migration follows from. */
export const migrationConditionTypes = [
  'HotMemoryChange',
  'HotVCPUChange',
  'MigrationRequired',
  'VolumesChange',
] as const;

export interface MigrationState {
  /** Conditions of those types, by type. */
  readonly conditions: readonly Condition[];
  /** Whether a migration is created, if methods and VMI allow it. */
  readonly migrates: boolean;
}

export interface Migration extends MigrationState {
  /** What the NICs ask for. */
  readonly evaluation: Evaluation;
  /** The same once the grace period is over, where a NIC has one. */
  readonly afterGrace?: MigrationState;
}

export interface MigrationInput {
  /** With the spec that the VM controller leaves. */
  readonly running: Running;
  /** `status.interfaces` after the VMI controller's update. */
  readonly statuses: readonly VmiStatusInterface[];
  readonly pod: LauncherPod;
  readonly namespace: string;
  readonly now: number;
  readonly release: Release;
  readonly configuration: ClusterConfiguration;
}

/** When it is looked at again: a little later than the grace period. */
const laterMs = 16_000;

/** Undefined where KubeVirt's code crashes. */
export function migrationOf(input: MigrationInput): Migration | undefined {
  const first = updateConditions(input);
  if (!first) return undefined;
  const { conditions, evaluation } = first;
  const state = stateOf(input, conditions);
  const pending = findCondition(conditions, 'MigrationRequired');
  if (pending?.status !== 'False') return { ...state, evaluation };
  const since = Date.parse(pending.lastTransitionTime);
  const later: MigrationInput = {
    ...input,
    running: { ...input.running, conditions },
    now: (Number.isNaN(since) ? input.now : since) + laterMs,
  };
  const second = updateConditions(later);
  return second && { ...state, evaluation, afterGrace: stateOf(later, second.conditions) };
}

function stateOf({ running, now }: MigrationInput, conditions: readonly Condition[]): MigrationState {
  return {
    conditions: migrationConditionTypes.flatMap((type) => findCondition(conditions, type) ?? []),
    migrates: requiresMigration({ ...running, conditions }, now),
  };
}

/** Whether the workload updater takes a VMI for one to migrate. */
export function requiresMigration(
  { conditions, status }: Pick<Running, 'conditions' | 'status'>,
  now: number,
): boolean {
  if (isFinal(status) || isMigrating(status, now)) return false;
  return (
    findCondition(conditions, 'HotVCPUChange') !== undefined ||
    ['HotMemoryChange', 'MigrationRequired', 'VolumesChange'].some((type) => hasStatus(conditions, type, 'True'))
  );
}

function updateConditions(
  input: MigrationInput,
): { conditions: readonly Condition[]; evaluation: Evaluation } | undefined {
  const { running, statuses, pod, now } = input;
  const evaluation = evaluateMigration({
    ...input,
    nics: running.nics,
    statuses,
    podStatuses: pod.statuses,
    conditions: running.conditions,
  });
  if (!evaluation) return undefined;
  let conditions: readonly Condition[] = running.conditions;
  const add = (type: string, isNeeded: boolean, message = ''): void => {
    if (isNeeded && !findCondition(conditions, type))
      conditions = [...conditions, newCondition(type, 'True', '', message, now)];
  };
  add('HotVCPUChange', needsCpus(running));
  add('HotMemoryChange', needsMemory(running));
  add('VolumesChange', needsVolumeMigration(running.spec, running.status.migratedVolumes), 'migrate volumes');
  return {
    conditions: isMigrating(running.status, now) ? conditions : withNicsCondition(conditions, evaluation, now),
    evaluation,
  };
}

function withNicsCondition(
  conditions: readonly Condition[],
  { verdict }: Evaluation,
  now: number,
): readonly Condition[] {
  const type = 'MigrationRequired';
  const others = conditions.filter((condition) => condition.type !== type);
  if (verdict === 'Unknown') return others;
  const known = findCondition(conditions, type);
  if (known && (known.status === 'True' || known.status === verdict)) return conditions;
  const reason = verdict === 'True' ? 'AutoMigrationDueToLiveUpdate' : 'AutoMigrationPending';
  return [...others, newCondition(type, verdict, reason, '', now)];
}

function newCondition(type: string, status: string, reason: string, message: string, now: number): Condition {
  return { type, status, reason, message, lastTransitionTime: new Date(now).toISOString() };
}

/** The VMI has other CPUs than run. */
function needsCpus({ machine, status }: Running): boolean {
  const { cpu } = machine.domain;
  const current = status.currentCPUTopology;
  return current !== undefined && cpu !== undefined && cpu.maxSockets !== 0 && vcpus(cpu) !== vcpus(current);
}

/** The VMI has other memory than was asked for last. */
function needsMemory({ machine, status }: Running): boolean {
  const { guest, maxGuest } = machine.domain.memory ?? {};
  const requested = status.memory?.guestRequested;
  return (
    guest !== undefined &&
    maxGuest !== undefined &&
    requested !== undefined &&
    wholeValue(guest) !== wholeValue(requested)
  );
}
