/**
 * `spec.resourceClaims` of a VM part, which networks refer to by name, and the steps that add to it. Truth:
 * `kubevirt/kubevirt · pkg/network/admitter/dra.go`, v1.9.
 */
import type { EditStep } from '../../yaml/edit-plan.ts';
import { find, joinField } from '../../yaml/locate.ts';
import { plainValue } from '../../yaml/read-document.ts';
import type { Subject } from '../rule.ts';

/** Names of the claims, of those that have one. */
export function claimsOf({ vm }: Subject): readonly string[] {
  return vm?.spec.resourceClaims.map(({ name }) => name).filter((name) => name !== '') ?? [];
}

export function claimsField({ vm }: Subject): string {
  return joinField(vm?.specField ?? '', 'resourceClaims');
}

/** Where networks and devices of the host name a claim. */
export function claimReferenceFields({ document, vm }: Subject, name: string): readonly string[] {
  const { root } = document;
  if (!root || !vm) return [];
  const devices = joinField(vm.specField, 'domain.devices');
  return [
    { list: vm.networksField, key: 'resourceClaim.claimName' },
    { list: joinField(devices, 'gpus'), key: 'claimName' },
    { list: joinField(devices, 'hostDevices'), key: 'claimName' },
  ].flatMap(({ list, key }) => {
    const node = find(root, list)?.node;
    if (node?.kind !== 'sequence') return [];
    return node.items.flatMap((_, index) => {
      const field = joinField(joinField(list, index), key);
      const member = find(root, field)?.node;
      return member && plainValue(member) === name ? [field] : [];
    });
  });
}

/** A claim made for each VM from a template; the template's name is a placeholder. */
export function addClaimStep(subject: Subject, name: string): EditStep {
  return {
    do: 'insert-item',
    field: claimsField(subject),
    value: { name, resourceClaimTemplateName: name },
  };
}
