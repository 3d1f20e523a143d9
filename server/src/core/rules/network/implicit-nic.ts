/**
 * What to write instead of leaving the NIC to KubeVirt: one on the Pod network with masquerade, or none at all. Truth:
 * `kubevirt/kubevirt · pkg/network/vmispec/defaults.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { joinField } from '../../yaml/locate.ts';
import { putStep } from '../machine/put-value.ts';
import type { Fix, Subject } from '../rule.ts';
import { addInterfaceStep, addNetworkStep, freshName, interfacesOf, networksOf } from './nics.ts';

/** What KubeVirt calls the NIC that it adds. */
const usualName = 'default';

/** Adds a NIC on the Pod network to both lists; `before` are further steps of the same edit. */
export function addPodNicFix(subject: Subject, before: readonly EditStep[] = []): readonly Fix[] {
  const isFree = [...networksOf(subject), ...interfacesOf(subject)].every((member) => member.name !== usualName);
  const name = isFree ? usualName : freshName(subject, usualName);
  return subject.plan(l10n.t('Add an interface with masquerade on the Pod network'), 'unsafe', [
    ...before,
    addInterfaceStep(subject, name, 'masquerade'),
    addNetworkStep(subject, name, 'pod'),
  ]);
}

/** States that the VM is to have no NIC on the Pod network. */
export function noPodNicFix(subject: Subject, title: string): readonly Fix[] {
  const { vm } = subject;
  if (!vm) return [];
  const devices = joinField(vm.specField, 'domain.devices');
  return subject.plan(title, 'unsafe', [putStep(subject, devices, 'autoattachPodInterface', false)]);
}
