/**
 * The new text without some of its changes, as plain values: what would be if a template wrote there what was there before.
 * What was removed comes back at the end of its list, as a NIC's place there does not matter.
 */
import { isObject } from '../go-decode.ts';
import type { ChangedField, Path } from './changed-fields.ts';

export function revertChanges(after: unknown, changes: readonly ChangedField[]): unknown {
  // From behind, so that the places of what is still to be taken out stay as they are.
  return changes.reduceRight<unknown>((object, change) => {
    if (change.change === 'added') return update(object, change.path, () => undefined);
    const last = change.oldPath.at(-1);
    if (change.change === 'removed')
      return typeof last === 'number'
        ? update(object, change.path, (list) => [...asList(list), change.before])
        : update(object, change.path, () => change.before);
    if (last !== change.path.at(-1) && typeof last === 'string')
      return update(
        update(object, change.path, () => undefined),
        [...change.path.slice(0, -1), last],
        () => change.before,
      );
    return update(object, change.path, () => change.before);
  }, after);
}

function update(value: unknown, [part, ...rest]: Path, change: (value: unknown) => unknown): unknown {
  if (part === undefined) return change(value);
  if (typeof part === 'number') {
    const list = asList(value);
    const member = update(list[part], rest, change);
    return member === undefined
      ? list.filter((_, index) => index !== part)
      : list.map((own, index) => (index === part ? member : own));
  }
  const members = isObject(value) ? value : {};
  const member = update(members[part], rest, change);
  if (member !== undefined) return { ...members, [part]: member };
  return Object.fromEntries(Object.entries(members).filter(([key]) => key !== part));
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);
