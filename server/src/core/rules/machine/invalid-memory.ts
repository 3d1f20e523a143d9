/**
 * Requested, limited or guest memory that is too small, negative, or greater than its limit. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import type { Fix, Subject } from '../rule.ts';
import { alignedUp, bytesText, quantityText, quantityValue } from './quantity.ts';
import { fitted, isPinned, partOf, replaced, resourceField, writtenResource } from './requests-and-limits.ts';
import { specField, textAt, writtenAt } from './written-values.ts';

export default causeRule({
  id: 'invalid-memory',
  since: '0.2.0',
  summary: 'Memory that is too small, negative, or greater than its limit.',
  advice: ({ message }) => {
    if (isBelowLeast(message)) return l10n.t('A unit is missing or too small: 512Mi is memory, 512 are bytes.');
    if (isNegative(message)) return l10n.t('Leave the minus away.');
    if (isOverLimit(message)) return l10n.t('Raise the limit, or request no more than it.');
    if (isGuestOverLimit(message))
      return l10n.t(
        'Raise the limit, or give the guest no more than it. The cluster does not change VMs while they run.',
      );
    if (isOfHugePages(message)) return l10n.t('Request a multiple of the huge pages’ size.');
    return l10n.t('Write an amount that fits the others.');
  },
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    const part = partOf(cause.field);
    const written = writtenResource(subject, part, 'memory') ?? '';
    if (isBelowLeast(cause.message)) return inMebibytes(subject, written);
    if (isNegative(cause.message)) return replaced(subject, part, 'memory', written.replace(/^-/, ''));
    if (isOverLimit(cause.message)) return fitted(subject, 'memory');
    if (isOfHugePages(cause.message)) return wholePages(subject);
    return isGuestOverLimit(cause.message) ? fittedGuest(subject) : [];
  },
});

function isBelowLeast(message: string): boolean {
  return message.endsWith('must be greater than or equal to 1M.');
}

function isNegative(message: string): boolean {
  return message.endsWith('must be greater than or equal to 0.');
}

function isOverLimit(message: string): boolean {
  return message.includes("' is greater than ");
}

function isGuestOverLimit(message: string): boolean {
  return message.includes('must be equal to or less than the memory limit');
}

function isOfHugePages(message: string): boolean {
  return message.includes(' page size ');
}

/** The next multiple of the huge pages that is requested, as far as the limit allows it. */
function wholePages(subject: Subject): readonly Fix[] {
  const page = quantityValue(textAt(subject, specField(subject, 'domain.memory.hugepages.pageSize')) ?? '');
  const request = quantityValue(writtenResource(subject, 'requests', 'memory') ?? '');
  if (page === undefined || page <= 0 || request === undefined) return [];
  return replaced(subject, 'requests', 'memory', bytesText(Math.max(alignedUp(request, page), page)));
}

/** The same digits in the unit that was forgotten or mistaken. */
function inMebibytes(subject: Subject, written: string): readonly Fix[] {
  const digits = /^\d+/.exec(written)?.[0];
  return digits === undefined ? [] : replaced(subject, 'requests', 'memory', `${digits}Mi`);
}

function fittedGuest(subject: Subject): readonly Fix[] {
  const guestField = specField(subject, 'domain.memory.guest');
  const guest = quantityText(writtenAt(subject, guestField));
  const limit = writtenResource(subject, 'limits', 'memory');
  if (guest === undefined || limit === undefined) return [];
  // With dedicated CPUs, request and limit are equal, and stay so.
  const raised = subject.plan(l10n.t('Raise the limit to {0}', guest), 'unsafe', [
    { do: 'set', field: resourceField(subject, 'limits', 'memory'), value: guest },
  ]);
  return [
    ...(isPinned(subject) ? [] : raised),
    ...subject.plan(l10n.t('Lower the guest’s memory to {0}', limit), 'unsafe', [
      { do: 'set', field: guestField, value: limit },
    ]),
  ];
}
