/** The boot orders of a VM's disks and interfaces, as the manifest writes them. */
import { joinField } from '../../yaml/locate.ts';
import { membersOf } from '../machine/written-values.ts';
import type { Fix, Subject } from '../rule.ts';
import * as l10n from '@vscode/l10n';

/** The next number after the largest in use. */
export function nextBootOrder(subject: Subject): number {
  const devices = joinField(subject.vm?.specField ?? '', 'domain.devices');
  const used = ['disks', 'interfaces']
    .flatMap((list) => membersOf(subject, joinField(devices, list)))
    .map(({ value }) => value['bootOrder'])
    .filter((order) => typeof order === 'number');
  return Math.max(0, ...used) + 1;
}

/** The device after all others, or not bootable at all. */
export function bootOrderFixes(field: string, subject: Subject): readonly Fix[] {
  const next = nextBootOrder(subject);
  return [
    ...subject.plan(l10n.t('Boot from it last: bootOrder {0}', next), 'unsafe', [{ do: 'set', field, value: next }]),
    ...subject.plan(l10n.t('Remove bootOrder: do not boot from it'), 'unsafe', [{ do: 'remove', field }]),
  ];
}
