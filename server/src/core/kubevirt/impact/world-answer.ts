/**
 * What becomes of every change of an edit in one world, where everything is known: the VMI that runs there, the controllers' steps on it,
 * and what of their doing each change is. It must not fold worlds. Truth: `kubevirt/kubevirt ·
 * pkg/virt-controller/watch/vm/vm.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { memberAt } from '../admission/admitted-object.ts';
import { isObject } from '../go-decode.ts';
import { readNics } from '../live/nics.ts';
import { type RunningVm, readPod, readRunning } from '../live/running-vm.ts';
import { isMigrating } from '../live/runtime-status.ts';
import type { ChangedField } from './changed-fields.ts';
import { expandProfiles } from './expand-profiles.ts';
import { type NicJudge, judgeNics } from './nic-outcomes.ts';
import * as outcomes from './outcomes.ts';
import type { Draft } from './outcomes.ts';
import { revertChanges } from './revert-changes.ts';
import { simulateVmi } from './simulated-vmi.ts';
import { judgeTemplate } from './template-outcomes.ts';
import { type Profiles, type VmEdit, isAlive, namespaceOf, templateOf } from './vm-edit.ts';
import { type World, configurationOf, removedPluggable } from './world.ts';

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
  const outcomeOf = (change: ChangedField): Draft => {
    const { network } = change;
    if (reverted.has(change)) return outcomes.none(l10n.t('Nothing changes here.'));
    return network === undefined ? template(change) : nics.outcomeOf({ ...change, network });
  };
  return {
    byChange: new Map(changes.map((change) => [change, outcomeOf(change)])),
    byUnwritten: new Map(unwritten.map((network) => [network, nics.ofUnwritten(network)])),
  };
}

/** An absent NIC vanishes from the template whether the VM runs or not. */
function ofStopped({ keys, network, after }: ChangedField): Draft {
  const state = keys.at(-1) === 'state' ? after : memberAt(after, 'state');
  return state === 'absent' && network !== undefined
    ? outcomes.none(l10n.t('The VM does not run; KubeVirt deletes NIC {0} from the template.', network))
    : outcomes.none(l10n.t('The VM does not run; it is used at the next start.'));
}

interface Stage {
  /** As the controllers see it, with the VM's profiles applied. */
  readonly running: RunningVm;
  /** The VM as it is stored. */
  readonly vm: unknown;
}

function stageOf(edit: VmEdit, world: World, after: unknown, changes: readonly ChangedField[]): Stage {
  const { before, startRevision, vmi, pod } = edit;
  const { release, isMigratable, scheme } = world;
  const configuration = configurationOf(edit, world);
  const namespace = namespaceOf(edit);
  const profiles = profilesIn(edit, world);
  const old = expandProfiles(before, profiles.before, release);
  const start =
    startRevision === undefined
      ? world.removedWerePlugged
        ? withoutNics(old, removedPluggable(edit, changes))
        : old
      : expandProfiles(startRevision, profiles.before, release);
  const simulated = isAlive(vmi)
    ? { vmi, pod }
    : simulateVmi(old, { release, configuration, namespace, isMigratable, scheme });
  return {
    vm: after,
    running: {
      vm: expandProfiles(after, profiles.after, release),
      startRevision: start,
      ...simulated,
      now: edit.now ?? 0,
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
  const isKept =
    JSON.stringify(memberAt(before, 'spec.preference')) === JSON.stringify(memberAt(after, 'spec.preference'));
  if (preference === 'same' || !isKept || seen.after.preference !== undefined) return seen;
  return {
    before: { ...seen.before, preference: unseenWishes },
    after: { ...seen.after, preference: unseenWishes },
  };
}

function withoutNics(vm: unknown, names: readonly string[]): unknown {
  const template = templateOf(vm);
  const devices = memberAt(template, 'domain.devices');
  const keep = (list: unknown): unknown =>
    Array.isArray(list)
      ? list.filter((item: unknown) => !(isObject(item) && names.includes(String(item['name']))))
      : list;
  const without = {
    ...asObject(template),
    networks: keep(memberAt(template, 'networks')),
    domain: {
      ...asObject(memberAt(template, 'domain')),
      devices: { ...asObject(devices), interfaces: keep(memberAt(devices, 'interfaces')) },
    },
  };
  const spec = asObject(memberAt(vm, 'spec'));
  return { ...asObject(vm), spec: { ...spec, template: { ...asObject(spec['template']), spec: without } } };
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

const asObject = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? value : {});
