/**
 * A label that only KubeVirt itself may give to a VMI. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { joinField } from '../../yaml/locate.ts';
import { causeRule } from '../cause-rule.ts';
import type { Subject } from '../rule.ts';
import { mappingAt } from './written-values.ts';

const reserved = [
  'kubevirt.io/created-by',
  'kubevirt.io/migrationJobUID',
  'kubevirt.io/nodeName',
  'kubevirt.io/migrationTargetNodeName',
  'kubevirt.io/schedulable',
  'kubevirt.io/install-strategy',
];

export default causeRule({
  id: 'reserved-label',
  since: '0.2.0',
  summary: 'A label that only KubeVirt itself may give to a VMI.',
  advice: (_, subject) => l10n.t('KubeVirt writes {0} itself; leave it away.', reservedIn(subject).join(', ')),
  fixes: (_, subject) => {
    const field = labelsField(subject);
    const found = reservedIn(subject);
    if (found.length === 0) return [];
    const isAll = found.length === Object.keys(mappingAt(subject, field)).length;
    return subject.plan(
      l10n.t('Remove {0}', found.join(', ')),
      'unsafe',
      isAll ? [{ do: 'remove', field }] : found.map((label) => ({ do: 'remove', field: joinField(field, label) })),
    );
  },
});

function labelsField({ vm }: Subject): string {
  return joinField(vm?.metadataField ?? '', 'labels');
}

function reservedIn(subject: Subject): readonly string[] {
  return Object.keys(mappingAt(subject, labelsField(subject))).filter((label) => reserved.includes(label));
}
