/**
 * The interface, and the member of one of its lists, that a finding stands at: read from the finding's field, so that
 * rules need nothing else of a cause. Values are those that KubeVirt's types hold.
 */
import type { Interface, Network } from '../../kubevirt/model.ts';
import { interfaceFieldOf, networkNamed } from '../network/nics.ts';
import type { Subject } from '../rule.ts';

export interface InterfaceAt {
  readonly index: number;
  readonly field: string;
  readonly own: Interface;
  /** The network of its name; of equal names the last, as KubeVirt takes it. */
  readonly network: Network | undefined;
}

export function interfaceAt(subject: Subject, field: string): InterfaceAt | undefined {
  const { vm } = subject;
  if (!vm || !field.startsWith(`${vm.interfacesField}[`)) return undefined;
  const index = Number(/^\[(\d+)\]/.exec(field.slice(vm.interfacesField.length))?.[1]);
  const own = vm.spec.interfaces[index];
  if (!own) return undefined;
  return { index, field: interfaceFieldOf(subject, index), own, network: networkNamed(subject, own.name) };
}

/** Index of the member of a list that a field leads into: 2 for `….ports[2].name` and `ports`. */
export function memberIndex(field: string, list: string): number | undefined {
  const match = new RegExp(`\\.${list}\\[(\\d+)\\]`).exec(field);
  return match ? Number(match[1]) : undefined;
}
