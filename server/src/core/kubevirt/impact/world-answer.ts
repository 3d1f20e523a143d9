/**
 * What becomes of every change of an edit in one world, where everything is known: the VMI that runs there, the controllers' steps on it,
 * and what of their doing each change is. It must not fold worlds. Truth: `kubevirt/kubevirt ·
 * pkg/virt-controller/watch/vm/vm.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { memberAt } from '../admission/admitted-object.ts';
import { readNics } from '../live/nics.ts';
import { type RunningVm, readPod, readRunning } from '../live/running-vm.ts';
import { isMigrating } from '../live/runtime-status.ts';
import { withMember } from '../live/vmi-patch.ts';
import { isSameValue } from '../same-value.ts';
import type { ChangedField } from './changed-fields.ts';
import { expandProfiles } from './expand-profiles.ts';
import { removedPluggable, renamedNics } from './nic-changes.ts';
import { type NicJudge, judgeNics } from './nic-outcomes.ts';
import { ofRunStrategy } from './own-outcomes.ts';
import * as outcomes from './outcomes.ts';
import type { Draft } from './outcomes.ts';
import { revertChanges } from './revert-changes.ts';
import { podOf, simulateVmi } from './simulated-vmi.ts';
import { judgeTemplate } from './template-outcomes.ts';
import { type Profiles, type VmEdit, isAlive, templateField, templateOf } from './vm-edit.ts';
import { type World, configurationOf } from './world.ts';

export interface ChangesToJudge {
  readonly changes: readonly ChangedField[];
  /** Those that a template has a part in. */
  readonly templated: ReadonlySet<ChangedField>;
  /** NICs of the running VM that neither text names. */
  readonly unwritten: readonly string[];
  readonly isRunning: boolean;
}

export interface WorldAnswer {
  readonly byChange: ReadonlyMap<ChangedField, Draft>;
  readonly byUnwritten: ReadonlyMap<string, Draft>;
}

export function answerIn(edit: VmEdit, world: World, toJudge: ChangesToJudge): WorldAnswer {
  const { changes, templated, unwritten, isRunning } = toJudge;
  if (!isRunning) return { byChange: new Map(changes.map((one) => [one, ofStopped(one)])), byUnwritten: new Map() };
  const reverted = world.template === 'same' ? templated : new Set<ChangedField>();
  const after =
    reverted.size === 0
      ? edit.after
      : revertChanges(
          edit.after,
          changes.filter((one) => reverted.has(one)),
        );
  const stage = stageOf(edit, world, after, changes);
  const nics = nicsOf(stage);
  const template = judgeTemplate(stage.running, world);
  const renamed = renamedNics(changes);
  const outcomeOf = (change: ChangedField): Draft => {
    const { network } = change;
    if (reverted.has(change)) return outcomes.none(l10n.t('Nothing changes here.'));
    if (network === undefined) return template(change);
    const draft = nics.outcomeOf({ ...change, network });
    const renaming = renamed.get(network);
    return renaming === undefined ? draft : { ...draft, reason: `${renaming} ${draft.reason}` };
  };
  return {
    byChange: new Map(changes.map((change) => [change, outcomeOf(change)])),
    byUnwritten: new Map(unwritten.map((network) => [network, nics.ofUnwritten(network)])),
  };
}

/** An absent NIC vanishes from the template whether the VM runs or not. */
function ofStopped(changed: ChangedField): Draft {
  const { keys, network, after } = changed;
  if (keys[1] === 'runStrategy' || keys[1] === 'running') return ofRunStrategy();
  const state = keys.at(-1) === 'state' ? after : memberAt(after, 'state');
  return state === 'absent' && network !== undefined
    ? outcomes.none(l10n.t('The VM does not run; KubeVirt deletes NIC {0} from the template.', network))
    : outcomes.none(l10n.t('The VM does not run; it is used at the next start.'));
}

/** When nobody tells the time, a dump is of long ago: what it says has begun has begun, and its grace is over. */
const longAfter = Date.UTC(2100, 0);

interface Stage {
  /** As the controllers see it, with the VM's profiles applied. */
  readonly running: RunningVm;
  /** The VM as it is stored. */
  readonly vm: unknown;
}

function stageOf(edit: VmEdit, world: World, after: unknown, changes: readonly ChangedField[]): Stage {
  const { before, startRevision, vmi, pod } = edit;
  const { release, isMigratable, scheme, namespace } = world;
  const configuration = configurationOf(edit, world);
  const profiles = profilesIn(edit, world);
  const old = expandProfiles(before, profiles.before, release);
  const start =
    startRevision === undefined
      ? world.removedWerePlugged
        ? withoutNics(old, removedPluggable(edit, changes))
        : old
      : expandProfiles(startRevision, profiles.before, release);
  const simulated = isAlive(vmi)
    ? { vmi, pod: pod ?? podOf(vmi, release, namespace) }
    : simulateVmi(old, start, { release, configuration, namespace, isMigratable, scheme });
  return {
    vm: after,
    running: {
      vm: expandProfiles(after, profiles.after, release),
      startRevision: start,
      ...simulated,
      now: edit.now ?? longAfter,
      pvcs: edit.claims,
      release,
      configuration,
      namespace,
    },
  };
}

/** A model that no NIC names itself, for a preference that is not seen. */
const unseenWishes = { devices: { preferredInterfaceModel: 'preferred' } };

function profilesIn({ before, after, profiles }: VmEdit, { preference }: World): { before: Profiles; after: Profiles } {
  const seen = { before: profiles?.before ?? {}, after: profiles?.after ?? {} };
  const isKept = isSameValue(memberAt(before, 'spec.preference'), memberAt(after, 'spec.preference'));
  if (preference === 'same' || !isKept || seen.after.preference !== undefined) return seen;
  return {
    before: { ...seen.before, preference: unseenWishes },
    after: { ...seen.after, preference: unseenWishes },
  };
}

function withoutNics(vm: unknown, names: readonly string[]): unknown {
  return ['domain.devices.interfaces', 'networks'].reduce((without, field) => {
    const list = memberAt(templateOf(without), field);
    if (!Array.isArray(list)) return without;
    const kept = list.filter((item: unknown) => !names.includes(String(memberAt(item, 'name'))));
    return withMember(without, `${templateField}.${field}`.split('.'), kept);
  }, vm);
}

function nicsOf({ running, vm }: Stage): NicJudge {
  const { release, configuration, namespace, now } = running;
  const { nics, statuses, conditions, isBeingDeleted, status } = readRunning(running.vmi, release);
  return judgeNics({
    vm: readNics(templateOf(vm), release),
    expanded: readNics(templateOf(running.vm), release),
    start: readNics(templateOf(running.startRevision), release),
    vmi: nics,
    statuses,
    conditions,
    isBeingDeleted,
    isMigrating: isMigrating(status, now),
    podStatuses: readPod(running.pod).statuses,
    namespace,
    now,
    release,
    configuration,
  });
}
