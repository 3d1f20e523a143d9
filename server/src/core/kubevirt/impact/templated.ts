/**
 * Which changes a template has a part in: what it writes, on either side, is not known, and of a NIC one unknown part is enough, as all of
 * it is judged together. A place that a template writes in both texts alike is no change.
 */
import { memberAt } from '../admission/admitted-object.ts';
import type { ChangedField } from './changed-fields.ts';
import { type VmEdit, interfacesField, isAtOrBelow, networksField, overlaps, templateOf } from './vm-edit.ts';

export function templatedChanges(edit: VmEdit, changes: readonly ChangedField[]): ReadonlySet<ChangedField> {
  const { before, after, unknownFields } = edit;
  if (unknownFields.before.length === 0 && unknownFields.after.length === 0) return new Set();
  const sides = [
    { vm: before, unknown: unknownFields.before },
    { vm: after, unknown: unknownFields.after },
  ];
  return new Set(
    changes.filter(({ field, oldField, change, network }) => {
      const [old, fresh] = [unknownFields.before, unknownFields.after];
      const isOwn =
        (oldField !== undefined && old.some((unknown) => overlaps(unknown, oldField))) ||
        fresh.some((unknown) => (change === 'removed' ? isAtOrBelow(field, unknown) : overlaps(unknown, field)));
      return isOwn || (network !== undefined && sides.some(({ vm, unknown }) => isNicUnknown(vm, network, unknown)));
    }),
  );
}

/** Any part of it, or the lists that it would stand in. */
function isNicUnknown(vm: unknown, network: string, unknown: readonly string[]): boolean {
  const lists: readonly (readonly [string, string])[] = [
    ['domain.devices.interfaces', interfacesField],
    ['networks', networksField],
  ];
  return lists.some(([path, field]) => {
    const list = memberAt(templateOf(vm), path);
    const index = Array.isArray(list) ? list.findIndex((item) => memberAt(item, 'name') === network) : -1;
    return unknown.some((one) => isAtOrBelow(field, one) || (index >= 0 && overlaps(one, `${field}[${index}]`)));
  });
}
