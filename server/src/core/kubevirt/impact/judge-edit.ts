/**
 * What an edit of a VM does, before it is applied: every change and every NIC with what becomes of it, in every world that the facts leave
 * open, folded. What differs between worlds is never claimed. It must never throw, whatever the objects hold. Truth: `kubevirt/kubevirt ·
 * pkg/virt-controller/watch/{vm,vmi,workload-updater}`, `pkg/network/{controllers,vmliveupdate,migration}`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { isObject } from '../go-decode.ts';
import { changedFields } from './changed-fields.ts';
import { asStored, keepFilledIn } from './cluster-written.ts';
import { type NoImpact, type VmImpact, strongest } from './impact.ts';
import { judgeWorlds } from './judge-worlds.ts';
import { type JudgedField, absentInstead, implicitNics, lostNics, nicImpacts } from './nic-impacts.ts';
import { judgeOther } from './other-kinds.ts';
import { stepsOf } from './steps.ts';
import { templatedChanges } from './templated.ts';
import { type VmEdit, isAlive, isHalted, templateField } from './vm-edit.ts';

export type { Profiles, VmEdit } from './vm-edit.ts';

export function judgeEdit(edit: VmEdit): VmImpact | NoImpact {
  const before = asStored(edit.before);
  const settled: VmEdit = {
    ...edit,
    before,
    after: keepFilledIn(before, asStored(edit.after)),
    ...(edit.startRevision !== undefined && { startRevision: asStored(edit.startRevision) }),
  };
  const because = unjudgeable(settled);
  if (because !== undefined) return { because };
  const kind = edit.kind ?? 'VirtualMachine';
  return kind === 'VirtualMachine' ? judgeVm(settled) : judgeOther(settled, kind);
}

function unjudgeable({ before, after, unknownFields }: VmEdit): string | undefined {
  if (!isObject(before) || !isObject(after)) return l10n.t('the object cannot be read in both texts');
  const isWhole = (field: string): boolean => templateField === field || templateField.startsWith(`${field}.`);
  return [...unknownFields.before, ...unknownFields.after].some((field) => field === '' || isWhole(field))
    ? l10n.t('a template writes the whole VM')
    : undefined;
}

function judgeVm(edit: VmEdit): VmImpact {
  const changes = changedFields(edit.before, edit.after);
  const running = runningOf(edit);
  const judgement = judgeWorlds(edit, {
    changes,
    templated: templatedChanges(edit, changes),
    unwritten: implicitNics(edit),
    isRunning: running !== 'no',
  });
  const fields = changes.map((changed): JudgedField => {
    const { field, oldField, change, network } = changed;
    return { changed, impact: { field, oldField, change, network, ...judgement.fold([changed]) } };
  });
  const lost = running === 'no' ? [] : lostNics(edit, judgement);
  const all = [...fields.map(({ impact }) => impact), ...lost];
  const nics = nicImpacts(edit, fields, lost, judgement);
  return {
    verdict: strongest(all.map(({ outcome }) => outcome.kind)),
    dependsOn: [...new Set(all.flatMap(({ dependsOn }) => dependsOn))],
    running,
    changes: all,
    nics,
    steps: stepsOf(edit, { changes: all, nics }),
    causes: changes.length === 0 ? [] : judgement.causes,
    eviction: judgement.eviction,
    absentInstead: running === 'no' ? [] : absentInstead(edit, changes, nics),
    lostImplicitNic: lost.find(({ outcome }) => outcome.kind === 'restart')?.network,
  };
}

/** A VM that is not to run in either text is stopped, or is started with the new text. */
function runningOf({ before, after, vmi }: VmEdit): VmImpact['running'] {
  if (isHalted(before) || isHalted(after) || vmi === null) return 'no';
  if (vmi === undefined) return 'assumed';
  return isAlive(vmi) ? 'yes' : 'no';
}
