/**
 * The steps by which the VM controller brings CPUs, placement, memory and volumes to a running VM, in their order; a restart that waits
 * keeps it from all of them. Whatever fails ends them, until the next reconcile. Truth: `kubevirt/kubevirt ·
 * pkg/virt-controller/watch/vm/vm.go` (`sync`), v1.6–v1.9.
 */
import type { Condition } from './conditions.ts';
import { changeSockets } from './cpu-hotplug.ts';
import { changeMemory } from './memory-hotplug.ts';
import type { Desired, Running, RunningVm } from './running-vm.ts';
import type { MigratedVolume } from './runtime-status.ts';
import { changeAffinity, changeTolerations } from './scheduling-sync.ts';
import type { SpecPatch, StepResult } from './vmi-patch.ts';
import { migrateVolumes, type VolumeMigration } from './volume-migration.ts';

export interface LiveRefusal {
  /** What the step cannot bring to the running VM, below the template's spec. */
  readonly field: string;
  readonly message: string;
}

export interface LiveUpdate {
  readonly patches: readonly SpecPatch[];
  /** What waits for a restart instead. */
  readonly refusals: readonly LiveRefusal[];
  /** Message of the VM's condition RestartRequired, when a step sets it: of several the last. */
  readonly restartRequired: string | undefined;
  /** KubeVirt's text with the step's name, when one failed. */
  readonly error: string | undefined;
  /** Conditions of the VMI afterwards. */
  readonly conditions: readonly Condition[];
  readonly migratedVolumes: readonly MigratedVolume[];
}

export function updateLive(state: RunningVm, desired: Desired, running: Running): LiveUpdate {
  const { now, configuration } = state;
  let volumes: VolumeMigration | undefined;
  const steps: readonly (readonly [string, string, () => StepResult])[] = [
    ['cpu', 'domain.cpu.sockets', () => changeSockets(desired, running, now, configuration)],
    ['affinity', 'affinity', () => changeAffinity(desired, running, now)],
    ['tolerations', 'tolerations', () => changeTolerations(desired, running, now)],
    ['memory', 'domain.memory.guest', () => changeMemory(desired, running, now, configuration)],
    ['volumes', 'volumes', () => (volumes = migrateVolumes(desired, running, state))],
  ];
  const patches: SpecPatch[] = [];
  const refusals: LiveRefusal[] = [];
  let error: string | undefined;
  for (const [name, field, step] of steps) {
    const result = step();
    patches.push(...result.patches);
    if (result.restartRequired !== undefined) refusals.push({ field, message: result.restartRequired });
    if (result.error === undefined) continue;
    error = `${name}: ${result.error}`;
    break;
  }
  return {
    patches,
    refusals,
    // The condition is written at the end, which a failed step does not come to.
    restartRequired: error === undefined ? refusals.at(-1)?.message : undefined,
    error,
    conditions: conditionsAfter(running.conditions, volumes?.condition),
    migratedVolumes: volumes?.migratedVolumes ?? running.status.migratedVolumes,
  };
}

function conditionsAfter(conditions: readonly Condition[], change: VolumeMigration['condition']): readonly Condition[] {
  if (change === undefined) return conditions;
  const others = conditions.filter(({ type }) => type !== 'VolumesChange');
  return change === 'removed' ? others : [...others, { ...change, type: 'VolumesChange', lastTransitionTime: '' }];
}
