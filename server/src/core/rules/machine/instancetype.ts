/** Where an object names its instancetype: what that brings, the VM must not say itself. */
import { joinField } from '../../yaml/locate.ts';
import type { Subject } from '../rule.ts';
import { isMapping, writtenAt } from './written-values.ts';

/** Undefined for kinds that take none. */
export function instancetypeField({ resource }: Subject): string | undefined {
  switch (resource?.role) {
    case 'virtual-machine':
      return joinField(resource.field, 'spec.instancetype');
    case 'pool':
      return joinField(resource.field, 'spec.virtualMachineTemplate.spec.instancetype');
    default:
      return undefined;
  }
}

export function hasInstancetype(subject: Subject): boolean {
  const field = instancetypeField(subject);
  return field !== undefined && isMapping(writtenAt(subject, field));
}
