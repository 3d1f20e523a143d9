/**
 * What KubeVirt's controllers make of an edited VM, its VMI and its launcher Pod: each step in its order, until nothing more would change
 * without virt-handler or a migration. It predicts, it does not judge. Truth: `kubevirt/kubevirt ·
 * pkg/virt-controller/watch/{vm/vm.go,vmi/lifecycle.go}`, `pkg/network/controllers`, v1.6–v1.9.
 */
import { decodeMachine } from '../decode-machine.ts';
import { activePodAnnotations } from '../launcher-annotations.ts';
import type { VmiStatusInterface } from '../model.ts';
import { findCondition } from './conditions.ts';
import { plugVolumes } from './declarative-volumes.ts';
import { updateInterfaceStatuses } from './interface-status.ts';
import { type LiveRefusal, updateLive } from './live-steps.ts';
import { rollsOutLive } from './live-update.ts';
import { type Migration, migrationOf } from './migration-condition.ts';
import { type Evaluation, evaluateMigration } from './migration-evaluator.ts';
import { networkRestartReasons, type NetworkRestart } from './network-restart.ts';
import { type NetworkSync, syncNetworks } from './network-sync.ts';
import { type Desired, readDesired, readPod, readRunning, type Running, type RunningVm } from './running-vm.ts';
import { restartMessage, templateDifferences } from './template-differences.ts';
import { applyPatches, changesBetween, type VmiChanges } from './vmi-patch.ts';

export type { RunningVm } from './running-vm.ts';

/** A part of the template that waits for a restart. */
export interface RestartDifference {
  /** From the VM object's root; of something that was removed the list or object that it is missing from. */
  readonly field: string;
  /** From the start revision's root, likewise for what was added. */
  readonly oldField: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** What KubeVirt says. */
  readonly message: string;
}

/** What comes of an edit of a VM that does not run. */
export interface Stopped {
  readonly isRunning: false;
  readonly sync: NetworkSync;
  /** The template's NICs once absent ones are dropped; undefined: they stay as they are. */
  readonly vmAfter: NetworkSync['vm'];
}

export interface Reconciled {
  readonly isRunning: true;
  readonly sync: NetworkSync;
  readonly vmAfter: NetworkSync['vm'];
  /** The VMI's NICs afterwards; undefined: they stay as they are. */
  readonly vmiAfter: NetworkSync['vmi'];
  /** Other parts of the VMI's spec that change. */
  readonly vmiChanges: VmiChanges;
  readonly netRestartRequired: boolean;
  readonly networkRestarts: readonly NetworkRestart[];
  /** The template differs from the start revision in something that waits for a restart. */
  readonly restartRequiredBySpec: boolean;
  /** Message of the VM's condition RestartRequired afterwards. */
  readonly restartRequired: string | undefined;
  readonly restartDifferences: readonly RestartDifference[];
  /** Names of volumes that are under migration afterwards. */
  readonly migratedVolumes: readonly string[];
  /** KubeVirt's texts of steps that failed and are tried again, with the step's name. */
  readonly syncErrors: readonly string[];
  /** Annotations that change on the launcher Pod. */
  readonly activePod: Readonly<Record<string, string>>;
  /** `status.interfaces` afterwards. */
  readonly statusAfter: readonly VmiStatusInterface[];
  /** What the NICs ask for with the status as it was; undefined where KubeVirt's code crashes. */
  readonly evaluation: Evaluation | undefined;
  /** Conditions afterwards; undefined where KubeVirt's code crashes. */
  readonly migration: Migration | undefined;
}

export function reconcile(state: RunningVm): Reconciled | Stopped {
  const { release, configuration, namespace, now } = state;
  const desired = readDesired(state.vm, release);
  if (state.vmi === undefined || state.vmi === null) {
    const sync = syncNetworks({ vm: desired.nics, vmi: undefined, release, configuration });
    return { isRunning: false, sync, vmAfter: sync.vm };
  }
  const running = readRunning(state.vmi, release);
  const pod = readPod(state.pod);
  const networkRestarts = networkRestartReasons(desired.nics, running.nics, release, configuration);
  const restarts = compareWithStart(state, desired, running, networkRestarts.length > 0);
  const restartRequiredBySpec = restarts.length > 0;
  const pending = pendingRestart(state, desired, restartRequiredBySpec);
  const sync = syncNetworks({ vm: desired.nics, vmi: running, release, configuration });
  const plugged = plugVolumes(desired, running, release, configuration);
  const before = applyPatches(running.spec, plugged.patches);
  const live = rollsOutLive(configuration) && pending === undefined ? updateLive(state, desired, running) : undefined;
  const spec = applyPatches(before, live?.patches ?? []);
  const nics = { ...running.nics, ...sync.vmi };
  const after: Running = {
    ...running,
    spec,
    machine: decodeMachine(spec).machine,
    nics,
    conditions: live?.conditions ?? running.conditions,
    status: { ...running.status, migratedVolumes: live?.migratedVolumes ?? running.status.migratedVolumes },
  };
  const statusAfter = updateInterfaceStatuses({
    networks: nics.networks,
    statuses: running.statuses,
    podStatuses: pod.statuses,
    release,
  });
  return {
    isRunning: true,
    sync,
    vmAfter: sync.vm,
    vmiAfter: sync.vmi,
    vmiChanges: changesBetween(running.spec, spec),
    netRestartRequired: networkRestarts.length > 0,
    networkRestarts,
    restartRequiredBySpec,
    restartRequired: live?.restartRequired ?? pending,
    restartDifferences: [...restarts, ...(live?.refusals.map(refusal) ?? [])],
    migratedVolumes: after.status.migratedVolumes.map(({ volumeName }) => volumeName),
    syncErrors: live?.error === undefined ? [] : [live.error],
    activePod: activePodAnnotations({
      namespace,
      spec: { ...nics, resourceClaims: [] },
      release,
      configuration,
      interfaceStatuses: running.statuses,
      podStatuses: pod.statuses,
      current: pod.networks,
    }),
    statusAfter,
    evaluation: evaluateMigration({
      nics,
      statuses: statusAfter,
      podStatuses: pod.statuses,
      conditions: running.conditions,
      namespace,
      now,
      release,
      configuration,
    }),
    migration: migrationOf({ running: after, statuses: statusAfter, pod, namespace, now, release, configuration }),
  };
}

/** What of the template waits for a restart, and what KubeVirt says of it. */
export function restartDifferences(state: RunningVm): readonly RestartDifference[] {
  const reconciled = reconcile(state);
  return reconciled.isRunning ? reconciled.restartDifferences : [];
}

const templateField = 'spec.template.spec';

function compareWithStart(
  { startRevision, release, configuration }: RunningVm,
  desired: Desired,
  running: Running,
  nicsRestart: boolean,
): readonly RestartDifference[] {
  if (startRevision === undefined || startRevision === null) return [];
  const start = readDesired(startRevision, release);
  const whole = (field: string): string => (field === '' ? templateField : `${templateField}.${field}`);
  return templateDifferences({ start, desired, running, nicsRestart, release, configuration }).map(
    ({ field, oldField, kind }) => ({
      field: whole(field),
      oldField: whole(oldField),
      kind,
      message: restartMessage,
    }),
  );
}

/** The condition RestartRequired before the live updates: where nothing is compared, an older one stays. */
function pendingRestart({ startRevision }: RunningVm, { conditions }: Desired, bySpec: boolean): string | undefined {
  if (bySpec) return restartMessage;
  if (startRevision !== undefined && startRevision !== null) return undefined;
  return findCondition(conditions, 'RestartRequired')?.message;
}

function refusal({ field, message }: LiveRefusal): RestartDifference {
  const whole = `${templateField}.${field}`;
  return { field: whole, oldField: whole, kind: 'changed', message };
}
