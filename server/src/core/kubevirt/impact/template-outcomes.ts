/**
 * What becomes of changes beside a running VM's NICs, in one world where everything is known: the controllers' steps are replayed, and each
 * change is found in what they did, refused or passed over. Truth: `kubevirt/kubevirt · pkg/virt-controller/watch/vm/vm.go`,
 * v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { memberAt } from '../admission/admitted-object.ts';
import { plugsVolumesLive, rollsOutLive } from '../live/live-update.ts';
import { type Reconciled, type RestartDifference, type RunningVm, reconcile } from '../live/reconcile.ts';
import { restartMessage } from '../live/template-differences.ts';
import type { ChangedPart } from '../live/vmi-patch.ts';
import type { ChangedField } from './changed-fields.ts';
import { ofOwnField } from './own-outcomes.ts';
import * as outcomes from './outcomes.ts';
import type { Draft } from './outcomes.ts';
import { overlaps } from './vm-edit.ts';
import type { World } from './world.ts';

/** Decides about changes outside of NICs. */
export function judgeTemplate(running: RunningVm, world: World): (change: ChangedField) => Draft {
  const reconciled = reconcile(running);
  const rollsOut = rollsOutLive(running.configuration);
  return (change) => {
    const [, second, third, part] = change.keys;
    if (second !== 'template' || third !== 'spec' || part === undefined || !reconciled.isRunning)
      return ofOwnField(change, reconciled.isRunning ? reconciled : undefined, { ...world, rollsOut });
    return ofTemplateField(change, reconciled, running);
  };
}

function ofTemplateField(change: ChangedField, reconciled: Reconciled, running: RunningVm): Draft {
  const difference = reconciled.restartDifferences.find((candidate) => isAbout(candidate, change));
  if (difference) return outcomes.restart(restartReason(difference.message), difference.message);
  const step = stepOf(change);
  if (step === undefined) return outcomes.none(l10n.t('The running VM has this value already.'));
  if (step === 'storage') return ofStorage(change, reconciled, running);
  if (step.parts.some((part) => reconciled.vmiChanges[part] !== undefined)) return applied(step);
  const error = reconciled.syncErrors.find((text) => text.startsWith(`${step.name}:`));
  if (error !== undefined)
    return step.condition === undefined
      ? outcomes.nextMigration(deferredReason(error))
      : outcomes.vmiMigration(deferredReason(error), step.condition);
  if (reconciled.restartRequired !== undefined && isHeldBack(change, reconciled))
    return outcomes.restart(
      l10n.t('It would be applied to the running VM, but the restart that other changes ask for comes first.'),
      reconciled.restartRequired,
    );
  return outcomes.none(l10n.t('The running VMI has this value already.'));
}

/** Whether a difference that waits for a restart is this change, by its place in either text. */
function isAbout({ field, oldField, kind }: RestartDifference, change: ChangedField): boolean {
  if (kind !== 'removed' && change.change !== 'removed') return overlaps(field, change.field);
  return kind !== 'added' && oldField !== undefined && change.oldField !== undefined
    ? overlaps(oldField, change.oldField)
    : overlaps(field, change.field);
}

function restartReason(message: string): string {
  return message === restartMessage
    ? l10n.t('KubeVirt cannot change this while the VM runs.')
    : l10n.t('KubeVirt cannot change this while the VM runs: {0}', message);
}

const deferredReason = (error: string): string =>
  l10n.t('KubeVirt tries again later, as something else is under way: {0}', error.replace(/^\w+: /, ''));

/** A step of the VM controller that brings a change to the VMI. */
interface Step {
  /** As errors name it. */
  readonly name: string;
  readonly parts: readonly ChangedPart[];
  /** The VMI's condition that a migration follows from; without, the next one uses it. */
  readonly condition?: string;
}

const steps: Readonly<Record<string, Step>> = {
  'domain.cpu.sockets': { name: 'cpu', parts: ['cpu'], condition: 'HotVCPUChange' },
  'domain.memory.guest': { name: 'memory', parts: ['memory'], condition: 'HotMemoryChange' },
  nodeSelector: { name: 'affinity', parts: ['nodeSelector'] },
  affinity: { name: 'affinity', parts: ['affinity'] },
  tolerations: { name: 'tolerations', parts: ['tolerations'] },
};

function stepOf({ keys }: ChangedField): Step | 'storage' | undefined {
  const field = keys.slice(3).join('.');
  const found = Object.keys(steps).find((key) => field === key || field.startsWith(`${key}.`));
  if (found !== undefined) return steps[found];
  return /^(?:volumes|domain\.devices\.disks)(?:\.|$)/.test(field) ? 'storage' : undefined;
}

function applied({ name, condition }: Step): Draft {
  if (condition === undefined)
    return outcomes.nextMigration(
      l10n.t('It is copied to the running VMI and counts for the next Pod; no migration is started for it.'),
    );
  return outcomes.vmiMigration(
    name === 'cpu'
      ? l10n.t('The new number of sockets is copied to the running VMI; the CPUs are plugged in by a migration.')
      : l10n.t('The new amount of memory is copied to the running VMI; it is plugged in by a migration.'),
    condition,
  );
}

/** The live updates are not even tried while a restart waits. */
function isHeldBack({ field }: ChangedField, { restartDifferences }: Reconciled): boolean {
  return restartDifferences.every((difference) => difference.field !== field);
}

function ofStorage(change: ChangedField, { vmiChanges, syncErrors, migration }: Reconciled, running: RunningVm): Draft {
  const moved = change.keys.includes('volumes') && migration?.conditions.find(({ type }) => type === 'VolumesChange');
  if (moved && moved.status === 'True')
    return outcomes.vmiMigration(
      l10n.t('The data of the volume is copied to the new claim by a migration.'),
      'VolumesChange',
      moved.message,
    );
  if (moved)
    return outcomes.waitingForVolumes(
      l10n.t('The data of the volume is moved as soon as it can be: {0}', moved.message),
      moved.message,
    );
  const error = syncErrors.find((text) => text.startsWith('volumes:'));
  if (error !== undefined) return outcomes.vmiMigration(deferredReason(error), 'VolumesChange');
  const name = textAt(change.after, 'name') || textAt(change.before, 'name');
  const part = change.keys.includes('volumes') ? vmiChanges.volumes : vmiChanges.disks;
  const isThere = Array.isArray(part) && part.some((item: unknown) => textAt(item, 'name') === name);
  if (Array.isArray(part) && (change.change === 'changed' || isThere === (change.change === 'added')))
    return outcomes.live(l10n.t('It is plugged into the running VM, or unplugged from it.'));
  return plugsVolumesLive(running.release, running.configuration)
    ? outcomes.silent(l10n.t('It is not applied to the running VM, and nothing says so.'))
    : outcomes.silent(
        l10n.t('It is not applied to the running VM, and nothing says so: {0} is not on.', 'DeclarativeHotplugVolumes'),
      );
}

function textAt(value: unknown, key: string): string {
  const text = memberAt(value, key);
  return typeof text === 'string' ? text : '';
}
