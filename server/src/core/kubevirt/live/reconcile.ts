/**
 * What KubeVirt's controllers make of an edited VM, its VMI and its launcher Pod: each step in its order, until nothing more would change
 * without virt-handler or a migration. It predicts, it does not judge. Truth: `kubevirt/kubevirt ·
 * pkg/virt-controller/watch/{vm/vm.go,vmi/lifecycle.go}`, `pkg/network/controllers`, v1.6–v1.9.
 */
import { activePodAnnotations } from '../launcher-annotations.ts';
import type { VmiStatusInterface } from '../model.ts';
import { changeSockets } from './cpu-hotplug.ts';
import { type Condition, findCondition } from './conditions.ts';
import { plugVolumes } from './declarative-volumes.ts';
import { updateInterfaceStatuses } from './interface-status.ts';
import { rollsOutLive } from './live-update.ts';
import { changeMemory } from './memory-hotplug.ts';
import { type Migration, migrationOf } from './migration-condition.ts';
import { type Evaluation, evaluateMigration } from './migration-evaluator.ts';
import { networkRestartReasons, type NetworkRestart } from './network-restart.ts';
import { type NetworkSync, syncNetworks } from './network-sync.ts';
import { type Desired, readDesired, readPod, readRunning, type Running, type RunningVm } from './running-vm.ts';
import { changeAffinity, changeTolerations } from './scheduling-sync.ts';
import { restartMessage, templateDifferences } from './template-differences.ts';
import { applyPatches, type ChangedPart, changesBetween, type StepResult, type VmiChanges } from './vmi-patch.ts';
import { migrateVolumes, type VolumeMigration } from './volume-migration.ts';

export type { RunningVm } from './running-vm.ts';

/** A part of the template that waits for a restart. */
export interface RestartDifference {
  /** From the VM object's root; of something that was removed the list or object that it is missing from. */
  readonly field: string;
  /** From the start revision's root, likewise for what was added; undefined: it is not compared with the start revision. */
  readonly oldField: string | undefined;
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
  const steps = new LiveSteps(applyPatches(running.spec, plugged.patches));
  if (rollsOutLive(configuration) && pending === undefined && !running.isBeingDeleted)
    steps.run(desired, running, state);
  const nics = { ...running.nics, ...sync.vmi };
  const after: Running = { ...readRunning({ spec: steps.spec }, release), ...steps.statusOf(running), nics };
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
    vmiChanges: changesBetween(running.spec, steps.spec),
    netRestartRequired: networkRestarts.length > 0,
    networkRestarts,
    restartRequiredBySpec,
    restartRequired: steps.restartRequired ?? pending,
    restartDifferences: [...restarts, ...steps.refusals],
    migratedVolumes: after.status.migratedVolumes.map(({ volumeName }) => volumeName),
    syncErrors: steps.errors,
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

/** The steps that a restart that waits keeps KubeVirt from, one after the other; the first that fails ends them. */
class LiveSteps {
  spec: unknown;
  restartRequired: string | undefined;
  readonly errors: string[] = [];
  readonly refusals: RestartDifference[] = [];
  private volumes: VolumeMigration | undefined;

  constructor(spec: unknown) {
    this.spec = spec;
  }

  run(desired: Desired, running: Running, { now, configuration, release, pvcs }: RunningVm): void {
    const steps: readonly (readonly [string, ChangedPart | '', () => StepResult])[] = [
      ['cpu', 'cpu', () => changeSockets(desired, running, now, configuration)],
      ['affinity', '', () => changeAffinity(desired, running, now)],
      ['tolerations', '', () => changeTolerations(desired, running, now)],
      ['memory', 'memory', () => changeMemory(desired, running, now, configuration)],
      ['volumes', 'volumes', () => (this.volumes = migrateVolumes(desired, running, { release, pvcs }))],
    ];
    for (const [name, part, step] of steps) {
      const { patches, restartRequired, error } = step();
      if (error !== undefined) {
        this.errors.push(`${name}: ${error}`);
        return;
      }
      this.spec = applyPatches(this.spec, patches);
      if (restartRequired === undefined) continue;
      this.restartRequired = restartRequired;
      const field = { cpu: 'domain.cpu.sockets', memory: 'domain.memory.guest', volumes: 'volumes' }[name] ?? part;
      this.refusals.push({
        field: `${templateField}.${field}`,
        oldField: `${templateField}.${field}`,
        kind: 'changed',
        message: restartRequired,
      });
    }
  }

  /** Status and conditions of the VMI after the steps. */
  statusOf(running: Running): Omit<Running, 'spec' | 'nics' | 'machine'> {
    const { statuses, isBeingDeleted, isMigratable, status } = running;
    const migratedVolumes = this.volumes?.migratedVolumes ?? status.migratedVolumes;
    return {
      statuses,
      isBeingDeleted,
      isMigratable,
      status: { ...status, migratedVolumes },
      conditions: conditionsAfter(running.conditions, this.volumes?.condition),
    };
  }
}

function conditionsAfter(conditions: readonly Condition[], change: VolumeMigration['condition']): readonly Condition[] {
  if (change === undefined) return conditions;
  const others = conditions.filter(({ type }) => type !== 'VolumesChange');
  return change === 'removed' ? others : [...others, { ...change, type: 'VolumesChange', lastTransitionTime: '' }];
}
