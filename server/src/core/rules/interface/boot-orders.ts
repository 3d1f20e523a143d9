/** The boot orders of a VM's disks and interfaces, and what can be done about a faulty one. */
import * as l10n from '@vscode/l10n';
import { joinField } from '../../yaml/locate.ts';
import { membersOf } from '../machine/written-values.ts';
import type { Fix, Subject } from '../rule.ts';

/** The device after all others, or not bootable at all. */
export function bootOrderFixes(field: string, subject: Subject): readonly Fix[] {
  const next = nextBootOrder(subject);
  return [
    ...(next === undefined
      ? []
      : subject.plan(l10n.t('Boot from it last: bootOrder {0}', next), 'unsafe', [{ do: 'set', field, value: next }])),
    ...subject.plan(l10n.t('Remove bootOrder: do not boot from it'), 'unsafe', [{ do: 'remove', field }]),
  ];
}

/** The number after the largest in use; undefined behind one that cannot be counted exactly. */
function nextBootOrder(subject: Subject): number | undefined {
  const devices = joinField(subject.vm?.specField ?? '', 'domain.devices');
  const used = ['disks', 'interfaces']
    .flatMap((list) => membersOf(subject, joinField(devices, list)))
    .map(({ value }) => value['bootOrder'])
    .filter((order) => typeof order === 'number' || typeof order === 'bigint');
  const next = Math.max(0, ...used.map(Number)) + 1;
  return Number.isSafeInteger(next) ? next : undefined;
}
