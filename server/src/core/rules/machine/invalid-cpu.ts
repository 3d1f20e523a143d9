/**
 * CPU requests, limits and sockets that do not go together. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import type { Fix, Subject } from '../rule.ts';
import { fitted, partOf, replaced, writtenResource } from './requests-and-limits.ts';
import { specField, writtenAt } from './written-values.ts';

export default causeRule({
  id: 'invalid-cpu',
  since: '0.2.0',
  summary: 'CPUs that are negative, or more than their limit.',
  advice: ({ message }) => {
    if (isOfSockets(message)) return l10n.t('Raise cpu.maxSockets, or start with no more sockets than it.');
    return isOverLimit(message)
      ? l10n.t('Raise the limit, or request no more than it.')
      : l10n.t('Leave the minus away.');
  },
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    if (isOfSockets(cause.message)) return fittedSockets(subject);
    if (isOverLimit(cause.message)) return fitted(subject, 'cpu');
    const part = partOf(cause.field);
    return replaced(subject, part, 'cpu', (writtenResource(subject, part, 'cpu') ?? '').replace(/^-/, ''));
  },
});

function isOfSockets(message: string): boolean {
  return message.startsWith('Number of sockets');
}

function isOverLimit(message: string): boolean {
  return message.includes("' is greater than ");
}

function fittedSockets(subject: Subject): readonly Fix[] {
  const [socketsField, maxField] = ['sockets', 'maxSockets'].map((name) =>
    specField(subject, `domain.cpu.${name}`),
  ) as [string, string];
  const sockets = writtenAt(subject, socketsField);
  const max = writtenAt(subject, maxField);
  if (typeof sockets !== 'number' || typeof max !== 'number') return [];
  return [
    ...subject.plan(l10n.t('Raise maxSockets to {0}', sockets), 'unsafe', [
      { do: 'set', field: maxField, value: sockets },
    ]),
    ...subject.plan(l10n.t('Lower sockets to {0}', max), 'unsafe', [{ do: 'set', field: socketsField, value: max }]),
  ];
}
