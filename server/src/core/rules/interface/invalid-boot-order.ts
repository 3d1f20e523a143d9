/**
 * A boot order below 1. KubeVirt's field names the VMI spec as if it were a list. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import { bootOrderFixes } from './boot-orders.ts';

export default causeRule({
  id: 'invalid-boot-order',
  since: '0.2.0',
  summary: 'A boot order below 1.',
  advice: () => l10n.t('Devices are counted from 1. Without bootOrder the VM does not boot from the device.'),
  fixes: ({ field }, subject) => bootOrderFixes(field, subject),
});
