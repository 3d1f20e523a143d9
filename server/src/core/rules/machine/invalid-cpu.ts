/**
 * CPU requests, limits and sockets that do not go together. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import type { Fix, Subject } from '../rule.ts';
import { correctionOf } from './correction.ts';
import { fitted, partOf, replaced, writtenResource } from './requests-and-limits.ts';
import { specField, textAt, writtenAt } from './written-values.ts';

/** What libvirt does about a CPU feature. */
const policies = ['force', 'require', 'optional', 'disable', 'forbid'];

export default causeRule({
  id: 'invalid-cpu',
  since: '0.2.0',
  summary: 'CPUs that are negative, or more than their limit; a CPU feature with an unknown policy.',
  advice: ({ message }) => {
    if (isOfFeature(message)) return l10n.t('Write one of {0}.', policies.join(', '));
    if (isOfSockets(message)) return l10n.t('Raise cpu.maxSockets, or start with no more sockets than it.');
    return isOverLimit(message)
      ? l10n.t('Raise the limit, or request no more than it.')
      : l10n.t('Leave the minus away.');
  },
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    if (isOfFeature(cause.message)) return otherPolicy(subject, cause.place);
    if (isOfSockets(cause.message)) return fittedSockets(subject);
    if (isOverLimit(cause.message)) return fitted(subject, 'cpu');
    const part = partOf(cause.field);
    return replaced(subject, part, 'cpu', (writtenResource(subject, part, 'cpu') ?? '').replace(/^-/, ''));
  },
});

function isOfSockets(message: string): boolean {
  return message.startsWith('Number of sockets');
}

function isOfFeature(message: string): boolean {
  return message.startsWith('CPU feature ');
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

function otherPolicy(subject: Subject, field: string): readonly Fix[] {
  const meant = correctionOf(textAt(subject, field) ?? '', policies);
  return [
    ...(meant
      ? subject.plan(l10n.t('Write {0}', meant.value), meant.safety, [{ do: 'set', field, value: meant.value }])
      : []),
    // KubeVirt requires a feature whose policy is not given.
    ...subject.plan(l10n.t('Remove {0}', 'policy'), 'unsafe', [{ do: 'remove', field }]),
  ];
}
