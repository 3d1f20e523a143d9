/**
 * Fixes of edits that cost something while the VM runs: a NIC that is to go is marked `absent` instead, so that it is
 * unplugged; the NIC that KubeVirt had added by itself is written out, so that it stays; anything is put back to what the
 * old text says. Truth: `kubevirt/kubevirt · pkg/network/controllers/vm.go`, `pkg/network/vmispec/defaults.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { resourcesOf } from '../../resources/resources.ts';
import { readVm } from '../../resources/vm.ts';
import { applyEdits } from '../../yaml/edit.ts';
import { planEdits, type EditStep } from '../../yaml/edit-plan.ts';
import { find, joinField } from '../../yaml/locate.ts';
import { readAfter } from '../../yaml/reread-document.ts';
import { addInterfaceStep, addNetworkStep, indicesNamed } from '../network/nics.ts';
import type { Fix, Subject } from '../rule.ts';
import type { ImpactData, JudgedEdit } from './impact-reports.ts';
import { undoSteps, type ChangedPart } from './undo-edit.ts';

export function impactFixes(subject: Subject, edit: JudgedEdit, { parts, nic }: ImpactData): readonly Fix[] {
  const { absentInstead, lostImplicitNic } = edit.impact;
  const isUnpluggable = nic?.change === 'removed' && absentInstead.includes(nic.network);
  return [
    ...(isUnpluggable ? absentFix(subject, edit, nic.network, parts) : []),
    ...(lostImplicitNic === undefined ? [] : implicitNicFix(subject, lostImplicitNic)),
    ...undoFix(subject, edit, parts),
  ];
}

function undoFix(subject: Subject, edit: JudgedEdit, parts: readonly ChangedPart[]): readonly Fix[] {
  const steps = stepsBack(subject, edit, parts);
  return steps ? subject.plan(l10n.t('Put it back as in {0}', edit.label), 'unsafe', steps) : [];
}

/** Undefined where there is nothing to put back, or no way to. */
export function stepsBack(
  { document, resource }: Pick<Subject, 'document' | 'resource'>,
  { before }: JudgedEdit,
  parts: readonly ChangedPart[],
): readonly EditStep[] | undefined {
  const old = { document: before.document, text: before.segment.text, resource: before.resource };
  const steps = resource && undoSteps({ document, resource }, old, parts);
  return steps && steps.length > 0 ? steps : undefined;
}

/** The NIC comes back, to be unplugged: KubeVirt takes it from both lists once it is. */
function absentFix(subject: Subject, edit: JudgedEdit, network: string, parts: readonly ChangedPart[]): readonly Fix[] {
  const back = stepsBack(subject, edit, parts);
  const field = back && interfaceAfter(subject, back, network);
  if (!field) return [];
  const { document, at } = field;
  const state = joinField(at, 'state');
  const mark: EditStep =
    document.root && find(document.root, state)
      ? { do: 'set', field: state, value: 'absent' }
      : { do: 'insert-entry', field: at, key: 'state', value: 'absent' };
  return subject.plan(l10n.t('Unplug {0} with state: absent instead', network), 'unsafe', [...back, mark]);
}

/** Where an interface stands once some steps are made. */
function interfaceAfter(
  { document, text, resource, cluster }: Subject,
  steps: readonly EditStep[],
  network: string,
): { readonly document: Subject['document']; readonly at: string } | undefined {
  const edits = planEdits(document, text, steps);
  const after = edits && readAfter(document, applyEdits(text, edits));
  const own = after && resourcesOf(after).find(({ field }) => field === resource?.field);
  const vm = own && readVm(after, own, cluster.release);
  const [index] = vm ? indicesNamed(vm.spec.interfaces, network) : [];
  return vm && index !== undefined ? { document: after, at: joinField(vm.interfacesField, index) } : undefined;
}

/** First in both lists, as the Pod's first interface is. */
function implicitNicFix(subject: Subject, network: string): readonly Fix[] {
  const isBridge = subject.cluster.configuration.defaultNetworkInterface === 'bridge';
  return subject.plan(l10n.t('Keep the NIC {0} on the Pod network', network), 'unsafe', [
    addInterfaceStep(subject, network, isBridge ? 'bridge' : 'masquerade', 0),
    addNetworkStep(subject, network, 'pod', 0),
  ]);
}
