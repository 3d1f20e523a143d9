/**
 * A VM that says nothing of its memory. A VMI without is refused; a VirtualMachine, replica set or pool is taken, and the
 * VMI that is made of it is refused then. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { find } from '../../yaml/locate.ts';
import { isAbsenceCertain } from '../../yaml/templating.ts';
import { causeRule, laterReport } from '../cause-rule.ts';
import type { Subject } from '../rule.ts';
import { instancetypeField } from './instancetype.ts';
import { mappingAt, specField, writtenAt } from './written-values.ts';

export default causeRule({
  id: 'missing-memory',
  since: '0.2.0',
  summary: 'A VM that says nothing of its memory.',
  advice: adviceOf,
  later: (subject, report) => {
    if (!isLeftOut(subject)) return;
    report(
      laterReport({
        field: specField(subject, 'domain.memory'),
        on: 'key',
        severity: 'warning',
        problem: l10n.t('no memory requested: this is accepted, and the VMI made of it is refused'),
        advice: adviceOf(),
      }),
    );
  },
  fixes: (_, subject) => {
    const domain = specField(subject, 'domain');
    const memory = writtenAt(subject, `${domain}.memory`);
    return subject.plan(
      l10n.t('Give the guest 1Gi of memory'),
      'unsafe',
      memory === null
        ? [{ do: 'set', field: `${domain}.memory`, value: { guest: '1Gi' } }]
        : [{ do: 'insert-entry', field: `${domain}.memory`, key: 'guest', value: '1Gi' }],
    );
  },
});

function adviceOf(): string {
  return l10n.t('Write memory.guest below domain, 1Gi for example.');
}

/** Whether an object that makes VMIs leaves memory out for certain, and no instancetype brings it. */
function isLeftOut(subject: Subject): boolean {
  const { resource, document, isPatch } = subject;
  if (!resource?.vm || isPatch || resource.role === 'virtual-machine-instance') return false;
  // Most VMs state it, and need not be decoded to tell.
  if (document.root && find(document.root, `${resource.vm.spec}.domain.memory.guest`)) return false;
  const { vm } = subject;
  if (!vm || vm.partial) return false;
  const instancetype = instancetypeField(subject);
  const { root } = document;
  if (instancetype !== undefined && (!root || find(root, instancetype) || !isAbsenceCertain(document, instancetype)))
    return false;
  const { guest, hugepages } = mappingAt(subject, specField(subject, 'domain.memory'));
  const request = writtenAt(subject, specField(subject, 'domain.resources.requests.memory'));
  const limit = writtenAt(subject, specField(subject, 'domain.resources.limits.memory'));
  const isStated = [guest, hugepages, request, limit].some((value) => value !== undefined && value !== null);
  return (
    !isStated &&
    ['domain.memory.guest', 'domain.memory.hugepages', 'domain.resources.requests.memory'].every((part) =>
      isAbsenceCertain(document, specField(subject, part)),
    )
  );
}
