/**
 * NICs that only dumps tell of: those that a running VM has and its manifest has not, and those of a launcher Pod whose VM
 * is not known. As much of their way as the dumps hold.
 */
import * as l10n from '@vscode/l10n';
import { parseNadReference } from '../../kubevirt/nad-reference.ts';
import { findPrimaryPodInterface } from '../../kubevirt/network-status.ts';
import type { ObservedPod } from '../../kubevirt/status/observed.ts';
import type { NicStage } from '../../kubevirt/status/stage.ts';
import type { Fact, NadFact } from '../../workspace/facts.ts';
import type { StatusReading } from '../../workspace/status-reading.ts';
import { code } from '../topics/markdown.ts';
import type { NicRow } from '../vm-nics.ts';
import { nadPath, step } from './nad-path.ts';
import { nicStatusStory } from './status-story.ts';
import type { NicStory, PathStep, StoryPlace } from './story.ts';

export interface DumpedSurroundings {
  findNad(namespace: string | undefined, name: string): NadFact | undefined;
  placeOfFact(fact: Fact): StoryPlace;
}

/** Those of the running VM that are not among the rows. */
export function runningOnlyNics(
  rows: readonly NicRow[],
  { observed, stages }: StatusReading,
  surroundings: DumpedSurroundings,
): readonly NicStory[] {
  const told = new Set(rows.map(({ name }) => name));
  return stages
    .filter(({ kind, network }) => kind !== 'guest-only' && !told.has(network))
    .map((stage) => ({
      ...bareNic(stage.network, stage.binding),
      about: [l10n.t('The running VM has it, and what is explained here does not.')],
      path: stagePath(stage, surroundings),
      status: nicStatusStory(stage, observed),
    }));
}

/** Those of a launcher Pod, which does not know what the VM calls them. */
export function podNics(pod: ObservedPod, namespace: string, surroundings: DumpedSurroundings): readonly NicStory[] {
  const primary = findPrimaryPodInterface(pod.statuses);
  const names = [...new Set([...pod.statuses, ...pod.selections].map((entry) => entry.interface))];
  return names.map((name) => {
    const status = pod.statuses.find((entry) => entry.interface === name);
    const asked = pod.selections.find((entry) => entry.interface === name);
    const nad = asked
      ? { namespace: asked.namespace === '' ? namespace : asked.namespace, name: asked.name }
      : status && name !== primary
        ? parseNadReference(namespace, status.name)
        : undefined;
    return {
      ...bareNic(null, ''),
      isDefault: name === primary,
      about: [
        l10n.t('Only the launcher Pod tells of it; what the VM calls it and how it is bound stands in the VMI.'),
        ...(status
          ? []
          : [l10n.t('The Pod was asked for it, and its network-status does not have it: Multus has not attached it.')]),
        ...((asked ?? name === primary)
          ? []
          : [l10n.t('The Pod has it though its networks annotation does not ask for it.')]),
      ],
      path: [
        ...(status === undefined || status.mac === ''
          ? []
          : [step('mac', status.mac, l10n.t('As the Pod’s network-status has it.'))]),
        ...(name === '' ? [] : [step('pod-interface', name, podWords(status !== undefined))]),
        ...(nad ? nadSteps(nad, l10n.t('As the Pod’s annotations have it.'), surroundings) : []),
      ],
    };
  });
}

function bareNic(name: string | null, binding: string): NicStory {
  return {
    name,
    class: null,
    binding: binding === '' ? null : binding,
    isDefault: false,
    isImplicit: false,
    isKnown: true,
    about: [],
    path: [],
    address: null,
    status: null,
    edits: [],
  };
}

function stagePath({ podInterface, nad }: NicStage, surroundings: DumpedSurroundings): readonly PathStep[] {
  const [namespace, ...name] = (nad ?? '').split('/');
  return [
    ...(podInterface === undefined ? [] : [step('pod-interface', podInterface, l10n.t('As the running VM has it.'))]),
    ...(nad === undefined
      ? []
      : nadSteps(
          { namespace: namespace ?? '', name: name.join('/') },
          l10n.t('As the running VM has it.'),
          surroundings,
        )),
  ];
}

function nadSteps(
  nad: { readonly namespace: string; readonly name: string },
  why: string,
  { findNad, placeOfFact }: DumpedSurroundings,
): readonly PathStep[] {
  return nadPath({ ...nad, fact: findNad(nad.namespace, nad.name) }, why, placeOfFact);
}

function podWords(isReported: boolean): string {
  return isReported
    ? l10n.t('As the Pod’s network-status has it.')
    : l10n.t('As {0} asks for it.', code('k8s.v1.cni.cncf.io/networks'));
}
