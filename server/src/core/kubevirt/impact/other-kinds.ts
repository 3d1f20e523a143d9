/**
 * What an edit of something else than a VM does to VMs that run: VMIs, which users may not edit, and templates of many VMs; NADs and the
 * KubeVirt resource, which only new Pods look at. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-update-admitter.go`, `pkg/virt-controller/watch/{replicaset,pool}`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { memberAt } from '../admission/admitted-object.ts';
import { isObject } from '../go-decode.ts';
import { type ChangedField, changedFields } from './changed-fields.ts';
import { type FieldImpact, type NoImpact, type Outcome, type VmImpact, strongest } from './impact.ts';
import { none, rejected, silent } from './outcomes.ts';
import { blamedFor, refusalsOf } from './refused.ts';
import { templatedChanges } from './templated.ts';
import type { VmEdit } from './vm-edit.ts';

export function judgeOther(edit: VmEdit, kind: string): VmImpact | NoImpact {
  const outcomeOf = Object.hasOwn(judges, kind) ? judges[kind] : undefined;
  if (!outcomeOf) return { because: l10n.t('{0} is no kind that runs VMs', kind) };
  const changed = changedFields(edit.before, edit.after);
  const templated = templatedChanges(edit, changed);
  // That a VMI was changed at all is no matter of single fields.
  const refusals = refusalsOf(edit, edit).filter(({ isSettled, cause }) => isSettled || cause.field === '');
  const blamed = blamedFor(refusals, changed);
  const changes = changed.map((change): FieldImpact => {
    const refusal = blamed.get(change);
    const outcome = refusal ? rejected(refusal.cause.message) : outcomeOf(change, edit);
    const { field, oldField, network } = change;
    return { field, oldField, change: change.change, network, outcome, ...opened(outcome, templated.has(change)) };
  });
  return {
    verdict: strongest(changes.map(({ outcome }) => outcome.kind)),
    dependsOn: [...new Set(changes.flatMap(({ dependsOn }) => dependsOn))],
    running: 'assumed',
    changes,
    nics: [],
    steps: [],
    causes: changed.length === 0 ? [] : refusals.map(({ cause }) => cause),
    eviction: 'no',
    absentInstead: [],
    lostImplicitNic: undefined,
  };
}

/** What a template writes may be what was there before. */
function opened(outcome: Outcome, isTemplated: boolean): Pick<FieldImpact, 'alternatives' | 'dependsOn'> {
  if (!isTemplated) return { alternatives: [], dependsOn: [] };
  const same = none(l10n.t('Nothing changes here.'));
  return {
    alternatives: [
      { ...outcome, when: l10n.t('if {0}', l10n.t('the template writes something new here')) },
      { ...same, when: l10n.t('if {0}', l10n.t('the template writes what was there before')) },
    ],
    dependsOn: ['template'],
  };
}

const judges: Readonly<Record<string, (change: ChangedField, edit: VmEdit) => Outcome>> = {
  // What may not be changed is refused by then.
  VirtualMachineInstance: () => none(l10n.t('It does not concern what runs.')),
  VirtualMachineInstanceReplicaSet: ({ keys }) =>
    keys[1] === 'template'
      ? none(l10n.t('Only new replicas are made from the new template; those that run stay as they are.'))
      : none(l10n.t('It says how many VMIs run; those that stay are not changed.')),
  VirtualMachineTemplate: () => none(l10n.t('VMs are made from it; those that exist keep what they were made from.')),
  VirtualMachinePool: ({ keys }, edit) =>
    keys[1] === 'virtualMachineTemplate' ? ofPool(edit) : none(l10n.t('It does not change VMs that run.')),
};

function ofPool({ after }: VmEdit): Outcome {
  const strategy = memberAt(after, 'spec.updateStrategy');
  const has = (name: string): boolean => isObject(memberAt(strategy, name));
  if (has('unmanaged'))
    return silent(l10n.t('The pool leaves its VMs as they are; only new ones are made from the template.'));
  if (has('opportunistic'))
    return none(l10n.t('The VMs of the pool are changed; what runs follows when it is restarted for any reason.'));
  return { kind: 'restart', reason: l10n.t('The pool changes its VMs, and restarts those whose VMI then differs.') };
}

/** An edit of a NAD under the same name. */
export function judgeNadEdit(): Outcome {
  return none(
    l10n.t('Pods that run keep their interfaces; the next Pod, by restart or migration, follows the new NAD.'),
  );
}

/** An edit of the network bindings that the KubeVirt resource registers. */
export function judgeClusterEdit(): Outcome {
  return none(l10n.t('VMs that run stay as they are; the target of a migration follows the new registration.'));
}
