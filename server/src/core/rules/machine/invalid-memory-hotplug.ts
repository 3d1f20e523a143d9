/**
 * `maxGuest` where memory cannot be added to the running VM, or not by these amounts. Truth: `kubevirt/kubevirt ·
 * pkg/liveupdate/memory/memory.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { causeRule } from '../cause-rule.ts';
import type { Fix, Subject } from '../rule.ts';
import { hasInstancetype } from './instancetype.ts';
import { alignedUp, bytesText, quantityText, quantityValue } from './quantity.ts';
import { mappingAt, specField, writtenAt } from './written-values.ts';

const gibibyte = 2 ** 30;
const mebibyte = 2 ** 20;

export default causeRule({
  id: 'invalid-memory-hotplug',
  since: '0.2.0',
  summary: 'A maxGuest that memory hotplug cannot work with.',
  advice: ({ message }) =>
    isAboutAmounts(message)
      ? l10n.t('Mend the amounts, or remove maxGuest: then no memory is added while the VM runs.')
      : l10n.t('Remove maxGuest: no memory can be added to this VM while it runs.'),
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    return [
      // On another architecture no amounts would do.
      ...(isAboutAmounts(cause.message) && cause.data?.['architecture'] === 'amd64' ? mendedAmounts(subject) : []),
      ...subject.plan(l10n.t('Remove maxGuest'), 'unsafe', [
        { do: 'remove', field: specField(subject, 'domain.memory.maxGuest') },
      ]),
    ];
  },
});

/** The other messages are about what the VM is. */
function isAboutAmounts(message: string): boolean {
  return /aligned$|greater than the configured|must be configured|at least 1Gi/.test(message);
}

/** Amounts that all conditions hold for: the larger maxGuest first, then the smaller guest. */
function mendedAmounts(subject: Subject): readonly Fix[] {
  const memory = mappingAt(subject, specField(subject, 'domain.memory'));
  const max = amountOf(memory['maxGuest']);
  const guest = amountOf(memory['guest']);
  // What the guest has then comes from the instancetype alone.
  if (max === undefined || hasInstancetype(subject)) return [];
  const step =
    writtenAt(subject, specField(subject, 'domain.memory.hugepages.pageSize')) === '1Gi' ? gibibyte : 2 * mebibyte;
  const atLeast = (amount: number): number => Math.max(alignedUp(amount, step), gibibyte);
  const mendedGuest = atLeast(guest ?? 0);
  const mendedMax = Math.max(alignedUp(max, step), mendedGuest);
  const fixes = [...amounts(subject, memory, mendedGuest, mendedMax)];
  if (guest !== undefined && guest > max && atLeast(max) === max) fixes.push(...amounts(subject, memory, max, max));
  return fixes;
}

function amountOf(value: unknown): number | undefined {
  const text = quantityText(value);
  return text === undefined ? undefined : quantityValue(text);
}

function amounts(
  subject: Subject,
  memory: Readonly<Record<string, unknown>>,
  guest: number,
  max: number,
): readonly Fix[] {
  const field = specField(subject, 'domain.memory');
  const steps: EditStep[] = [];
  const told: string[] = [];
  for (const [key, amount] of [
    ['guest', guest],
    ['maxGuest', max],
  ] as const) {
    if (amountOf(memory[key]) === amount) continue;
    const value = bytesText(amount);
    told.push(`${key}: ${value}`);
    steps.push(
      key in memory
        ? { do: 'set', field: `${field}.${key}`, value }
        : { do: 'insert-entry', field, key, value, at: 'first' },
    );
  }
  return steps.length === 0 ? [] : subject.plan(l10n.t('Write {0}', told.join(', ')), 'unsafe', steps);
}
