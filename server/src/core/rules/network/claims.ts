/**
 * `spec.resourceClaims` of a VM part, which networks refer to by name, and the steps that add to it. Truth:
 * `kubevirt/kubevirt · pkg/network/admitter/dra.go`, v1.9.
 */
import type { EditStep } from '../../yaml/edit-plan.ts';
import { find, joinField } from '../../yaml/locate.ts';
import type { Subject } from '../rule.ts';

export function claimsOf({ vm }: Subject): readonly string[] {
  return vm?.spec.resourceClaims.map(({ name }) => name) ?? [];
}

/** A claim made for each VM from a template; the template's name is a placeholder. */
export function addClaimStep({ vm }: Subject, name: string): EditStep {
  return {
    do: 'insert-item',
    field: joinField(vm?.specField ?? '', 'resourceClaims'),
    value: { name, resourceClaimTemplateName: name },
  };
}

/** Text at a member of a mapping, whether it is there or not. */
export function setMemberSteps({ document }: Subject, field: string, key: string, value: string): readonly EditStep[] {
  const at = joinField(field, key);
  return document.root && find(document.root, at)
    ? [{ do: 'set', field: at, value }]
    : [{ do: 'insert-entry', field, key, value }];
}
