/** Entries of a VMI's status: where they stand, and the NICs that have one. Decides nothing. */
import type { VmiStatusInterface } from '../model.ts';
import type { NicFacts } from './nic-facts.ts';
import type { ObservedVmi } from './observed.ts';

export function entryField(index: number, member: keyof VmiStatusInterface): string {
  return `status.interfaces[${index}].${member}`;
}

/** A NIC that has an entry. */
export interface ToldNic extends NicFacts {
  readonly status: VmiStatusInterface;
  readonly statusIndex: number;
}

export function toldNics(nics: readonly NicFacts[]): readonly ToldNic[] {
  return nics.filter((nic): nic is ToldNic => nic.status !== undefined && nic.statusIndex !== undefined);
}

/** Entries of NICs that only the guest knows. */
export function guestOnlyOf(vmi: ObservedVmi | undefined): readonly { status: VmiStatusInterface; index: number }[] {
  return (vmi?.running.statuses ?? []).flatMap((status, index) => (status.name === '' ? [{ status, index }] : []));
}
