/**
 * Which NICs an edit takes away, adds or gives another name, as far as the two texts tell. What becomes of them is judged elsewhere. Truth:
 * `kubevirt/kubevirt · pkg/network/controllers/vm.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { isObject } from '../go-decode.ts';
import { isPluggable } from '../live/network-sync.ts';
import { byName, readNics } from '../live/nics.ts';
import { isSecondaryMultus } from '../network-classification.ts';
import { isSameValue } from '../same-value.ts';
import type { ChangedField } from './changed-fields.ts';
import { type VmEdit, templateOf } from './vm-edit.ts';

/** The names of NICs that are gone from the new text, and could have been plugged into the running VM. */
export function removedPluggable({ before, release }: VmEdit, changes: readonly ChangedField[]): readonly string[] {
  const { interfaces, networks } = readNics(templateOf(before), release);
  const known = byName(networks);
  const gone = changes.flatMap(({ change, keys, network }) =>
    change === 'removed' && keys.at(-1) === 'interfaces' && network !== undefined ? [network] : [],
  );
  return interfaces.flatMap((own) => {
    const network = known.get(own.name);
    return gone.includes(own.name) && isPluggable(own) && network && isSecondaryMultus(network) ? [own.name] : [];
  });
}

/** Whether a NIC is plugged in that leaves its model to a preference. */
export function plugsWithoutModel({ after, release }: VmEdit, changes: readonly ChangedField[]): boolean {
  const added = new Set(changes.filter(({ change }) => change === 'added').map(({ network }) => network));
  return readNics(templateOf(after), release).interfaces.some(
    (own) => added.has(own.name) && isPluggable(own) && own.model === '',
  );
}

/** A NIC that is gone and one that has come with the same settings are one to who wrote it, but not to KubeVirt. */
export function renamedNics(changes: readonly ChangedField[]): ReadonlyMap<string, string> {
  const whole = changes.filter(({ keys, network }) => network !== undefined && keys.at(-1) === 'interfaces');
  const settings = (value: unknown): unknown => (isObject(value) ? { ...value, name: '' } : value);
  const notes = new Map<string, string>();
  for (const old of whole.filter(({ change }) => change === 'removed')) {
    const fresh = whole.find(
      ({ change, network, after }) =>
        change === 'added' && !notes.has(network ?? '') && isSameValue(settings(after), settings(old.before)),
    );
    if (old.network === undefined || fresh?.network === undefined) continue;
    const note = l10n.t('To KubeVirt {0} is another NIC than {1}, not a new name.', fresh.network, old.network);
    notes.set(old.network, note).set(fresh.network, note);
  }
  return notes;
}
