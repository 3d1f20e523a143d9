/**
 * Adding a secondary network to a VM: from a few answers to one edit of both its lists, with the NAD where a new one is
 * wanted. What is not answered has a default. What KubeVirt's own rules would refuse is told, and not written; a Pod NIC
 * that KubeVirt adds by itself, and with another network would no longer, is written out. Truth: `kubevirt/kubevirt ·
 * pkg/network/{admitter,vmispec}`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { networkCauses } from '../../kubevirt/admission/network.ts';
import type { Cause } from '../../kubevirt/admission/cause.ts';
import { setDefaultNetworkInterface } from '../../kubevirt/interface-defaults.ts';
import { parseNadReference } from '../../kubevirt/nad-reference.ts';
import { resourcesOf, type Resource } from '../../resources/resources.ts';
import { readVm, type Vm } from '../../resources/vm.ts';
import { isForDevices } from '../../rules/compatibility/device-resources.ts';
import { addInterfaceStep, addNetworkStep, freshName, nadNameFor } from '../../rules/network/nics.ts';
import type { NadFact } from '../../workspace/facts.ts';
import { vmNamespace } from '../../workspace/launcher.ts';
import type { DocumentView, Workspace } from '../../workspace/workspace.ts';
import { applyEdits, type TextEdit } from '../../yaml/edit.ts';
import { planEdits, type EditStep } from '../../yaml/edit-plan.ts';
import { readDocument } from '../../yaml/read-document.ts';
import type { FileEdit } from '../fix-edits.ts';
import { createNad, wantedNad, type NadPlace, type WantedNad } from './create-nad.ts';
import { allBindings, bindingChoices, type BindingChoice, type ConnectedNad } from './nic-bindings.ts';
import { nadTemplates } from './nad-templates.ts';
import { macFault, macOwners, suggestedMac } from './new-mac.ts';

/** What a person chooses; what is left out is chosen for them. */
export interface NicAnswers {
  /** `multus.networkName` as it shall be written. */
  readonly reference?: string;
  /** A NAD that is made for the NIC, in the VM's namespace unless the reference names another. */
  readonly newNad?: { readonly template: string; readonly place: NadPlace };
  /** Id of a `BindingChoice`. */
  readonly binding?: string;
  /** An address, `generate`, or empty for none. */
  readonly mac?: string;
  /** Empty: KubeVirt's own default. */
  readonly model?: string;
  /** The logical name. */
  readonly name?: string;
  /** What becomes of an implicit Pod NIC: `keep` it as it is, give it `masquerade`, or let it go (`none`). */
  readonly podNic?: 'keep' | 'masquerade' | 'none';
}

export interface NicProblem {
  /** The answer at fault; `vm` where nothing can be added at all. */
  readonly of: keyof NicAnswers | 'vm';
  /** `error`: nothing is written. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

export interface NewNic {
  /** Undefined where a problem is an error. */
  readonly edits: readonly FileEdit[] | undefined;
  readonly problems: readonly NicProblem[];
  /** What else is worth knowing of what is written. */
  readonly notes: readonly string[];
  /** All answers, those chosen by default too. */
  readonly answers: NicAnswers;
}

/** A VM to which networks can be added. */
export interface NicTarget {
  readonly view: DocumentView;
  readonly resource: Resource;
  readonly vm: Vm;
}

/** Undefined for what is no VM, or none that is known as a whole. */
export function nicTarget(workspace: Workspace, view: DocumentView, resource: Resource): NicTarget | undefined {
  if (!resource.vm || resource.former || view.document.refused) return undefined;
  const { cluster, isPatch } = workspace.context(view.uri);
  const vm = readVm(view.document, resource, cluster.release);
  return isPatch || !vm.listsKnown ? undefined : { view, resource, vm };
}

/** A reference to a NAD as it is written in a VM. */
export function referenceTo(workspace: Workspace, { view, resource }: NicTarget, nad: NadFact): string {
  const { cluster } = workspace.context(view.uri);
  const own = workspace.known.namespaceOf(nad);
  return own === undefined || own === vmNamespace(resource, cluster).namespace ? nad.name : `${own}/${nad.name}`;
}

export function planNic(workspace: Workspace, target: NicTarget, given: NicAnswers): NewNic {
  const { view, resource, vm } = target;
  const { configuration } = workspace.known.cluster(view.uri);
  const problems: NicProblem[] = [];
  const notes: string[] = [];
  const reference = given.reference ?? unusedReferences(workspace, target)[0] ?? '';
  if (reference === '') problems.push(error('reference', l10n.t('Say which NAD the network is of.')));
  const nad = nadOf(workspace, target, reference);
  const connected = connectedNad(nad, given);
  const choices = bindingChoices(connected, configuration);
  const binding =
    given.binding === undefined ? choices[0] : allBindings(configuration).find(({ id }) => id === given.binding);
  if (!binding)
    problems.push(
      error('binding', l10n.t('{0} is no binding that a secondary network can have.', given.binding ?? '')),
    );
  else if (!choices.some(({ id }) => id === binding.id)) {
    const message = l10n.t('{0} does not work with a NAD of type {1}.', binding.label, connected.type ?? '');
    problems.push({ of: 'binding', severity: 'warning', message });
  }
  const name = given.name ?? suggestedName(vm, nad.name);
  const mac = given.mac === 'generate' ? suggestedMac(workspace, macSeed(target, nad.own, name)) : (given.mac ?? '');
  problems.push(...macProblems(workspace, resource, mac));
  const answers: NicAnswers = {
    ...given,
    reference,
    ...(binding && { binding: binding.id }),
    name,
    mac,
    model: given.model ?? '',
  };
  if (!binding || reference === '') return { edits: undefined, problems, notes, answers };

  const podNic = podNicSteps(workspace, target, given.podNic ?? 'keep', notes);
  const edits = planEdits(view.document, view.segment.text, [...podNic, ...nicSteps(vm, answers, binding)]);
  if (!edits)
    problems.push(
      error('vm', l10n.t('The VM is written in a way that cannot be added to exactly, for example by an anchor.')),
    );
  else problems.push(...newCauses(workspace, target, edits).map((cause) => error(answerAt(cause), cause.message)));
  const made = given.newNad && newNad(workspace, target, nad, given.newNad);
  if (made && 'problem' in made) problems.push(made.problem);
  const isRefused = problems.some(({ severity }) => severity === 'error');
  const nadEdits = made && 'edits' in made ? made.edits : [];
  return {
    edits: edits && !isRefused ? [{ uri: view.uri, index: view.index, edits }, ...nadEdits] : undefined,
    problems,
    notes,
    answers,
  };
}

function error(of: NicProblem['of'], message: string): NicProblem {
  return { of, severity: 'error', message };
}

/** What a reference in a VM means. */
export interface MeantNad {
  readonly reference: string;
  readonly name: string;
  /** Undefined where a template decides it. */
  readonly namespace: string | undefined;
  /** The VM's own. */
  readonly own: string | undefined;
  readonly fact: NadFact | undefined;
}

export function nadOf(workspace: Workspace, { view, resource }: NicTarget, reference: string): MeantNad {
  const context = workspace.context(view.uri);
  const own = vmNamespace(resource, context.cluster).namespace;
  const parsed = parseNadReference('', reference);
  const namespace = parsed.namespace === '' ? own : parsed.namespace;
  const fact = namespace === undefined ? undefined : context.findNad(namespace, parsed.name);
  return { reference, name: parsed.name, namespace, own, fact };
}

/** What an address is made up from, so that the same NIC is given the same again. */
export function macSeed({ resource }: NicTarget, namespace: string | undefined, nic: string): string {
  return `${namespace ?? ''}/${resource.name.state === 'stated' ? resource.name.value : ''}/${nic}`;
}

function macProblems(workspace: Workspace, resource: Resource, mac: string): readonly NicProblem[] {
  if (mac === '') return [];
  if (isTemplateOfMany(resource)) return [error('mac', l10n.t('All VMs of this template would get the same address.'))];
  const fault = macFault(mac);
  if (fault !== undefined) return [error('mac', fault)];
  const owners = macOwners(workspace, mac);
  if (owners.length === 0) return [];
  const message = l10n.t('{0} has this address already.', owners.slice(0, 3).join(', '));
  return [{ of: 'mac', severity: 'warning', message }];
}

/** References to NADs that the VM does not use, the nearest first. */
export function unusedReferences(workspace: Workspace, target: NicTarget): readonly string[] {
  const used = new Set(target.vm.spec.networks.map(({ multus }) => multus?.networkName));
  const known = workspace.known.knownNads(target.view.uri).map((nad) => referenceTo(workspace, target, nad));
  return [...new Set(known)].filter((reference) => !used.has(reference));
}

/** The NAD that is there, or that the answers make. */
export function connectedNad({ reference, fact }: MeantNad, { newNad: made }: NicAnswers): ConnectedNad {
  const template = nadTemplates.find(({ id }) => id === made?.template);
  return {
    name: reference,
    type: template?.type ?? fact?.cniTypes?.[0],
    givesDevices: template
      ? template.suits.includes('sriov')
      : fact?.resourceName.state === 'stated' && isForDevices(fact.resourceName),
  };
}

/** A free logical name made from a NAD's. */
export function suggestedName(vm: Vm, nad: string): string {
  const name = nadNameFor(nad);
  const isTaken = [...vm.spec.networks, ...vm.spec.interfaces].some((member) => member.name === name);
  return isTaken ? freshName({ vm }, name) : name;
}

/** Replica sets and pools make many VMs of one. */
export function isTemplateOfMany({ role }: Resource): boolean {
  return role === 'replica-set' || role === 'pool';
}

/** Whether KubeVirt adds a Pod NIC by itself, which it does no more when a network is written. */
export function hasImplicitNic({ spec }: Vm): boolean {
  return spec.autoattachPodInterface !== false && spec.networks.length === 0 && spec.interfaces.length === 0;
}

/** The NIC in both lists. */
function nicSteps(vm: Vm, { name, reference, model, mac }: NicAnswers, { value }: BindingChoice): readonly EditStep[] {
  return [
    {
      do: 'insert-item',
      field: vm.interfacesField,
      value: { name, ...value, ...(model && { model }), ...(mac && { macAddress: mac }) },
    },
    { do: 'insert-item', field: vm.networksField, value: { name, multus: { networkName: reference } } },
  ];
}

/** The implicit Pod NIC in both lists, ahead of all others, as the Pod's first interface is. */
function podNicSteps(
  workspace: Workspace,
  { view, vm }: NicTarget,
  wish: NonNullable<NicAnswers['podNic']>,
  notes: string[],
): readonly EditStep[] {
  if (!hasImplicitNic(vm)) return [];
  if (wish === 'none') {
    notes.push(l10n.t('The VM loses the NIC on the Pod network that KubeVirt added by itself.'));
    return [];
  }
  const { configuration } = workspace.known.cluster(view.uri);
  const made = setDefaultNetworkInterface(vm.spec, configuration);
  const [own] = 'error' in made ? [] : made.spec.interfaces;
  const binding = wish === 'keep' && own?.bridge ? 'bridge' : 'masquerade';
  notes.push(
    l10n.t(
      'The NIC on the Pod network, which KubeVirt added by itself, is written out with {0}, or it would go.',
      binding,
    ),
  );
  return [addInterfaceStep({ vm }, 'default', binding), addNetworkStep({ vm }, 'default', 'pod')];
}

/** What KubeVirt objects to in the VM after the edits and not before. */
function newCauses(
  workspace: Workspace,
  { view, resource, vm }: NicTarget,
  edits: readonly TextEdit[],
): readonly Cause[] {
  const { release, configuration } = workspace.known.cluster(view.uri);
  const causesOf = ({ spec, specField: field }: Vm): readonly Cause[] =>
    networkCauses({ spec, release, configuration, field });
  const document = readDocument(applyEdits(view.segment.text, edits));
  const after = resourcesOf(document).find(({ field }) => field === resource.field);
  if (!after) return [];
  const before = new Set(causesOf(vm).map(({ message }) => message));
  return causesOf(readVm(document, after, release)).filter(({ message }) => !before.has(message));
}

const answersByFamily: Partial<Record<Cause['family'], NicProblem['of']>> = {
  'malformed-mac-address': 'mac',
  'unsupported-interface-model': 'model',
  'invalid-interface-name': 'name',
  'duplicate-interface-name': 'name',
  'duplicate-network-name': 'name',
  'bridge-on-pod-network-not-permitted': 'podNic',
};

function answerAt({ family }: Cause): NicProblem['of'] {
  return answersByFamily[family] ?? 'vm';
}

/** The NAD that a reference means, as it is to be written. */
export function wantedFor(
  { view, resource }: NicTarget,
  { reference, name, namespace, fact }: MeantNad,
): WantedNad | undefined {
  if (fact || namespace === undefined) return undefined;
  const isStated = /^[^/]+\//.test(reference) || resource.namespace.state === 'stated';
  return wantedNad(view.uri, { name, namespace, isStated, attachment: undefined });
}

function newNad(
  workspace: Workspace,
  target: NicTarget,
  nad: MeantNad,
  { template, place }: NonNullable<NicAnswers['newNad']>,
): { readonly edits: readonly FileEdit[] } | { readonly problem: NicProblem } {
  const { reference, fact } = nad;
  if (fact) return { problem: error('reference', l10n.t('The NAD {0} is there already.', reference)) };
  const wanted = wantedFor(target, nad);
  if (!wanted) return { problem: error('reference', l10n.t('{0} is no name that a NAD can have.', reference)) };
  const edits = createNad(workspace, wanted, template, place);
  return edits ? { edits } : { problem: error('newNad', l10n.t('The NAD cannot be written there.')) };
}
