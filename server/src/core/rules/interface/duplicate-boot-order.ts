/**
 * Two devices with the same boot order; disks and interfaces are counted together. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import { bootOrderFixes } from './boot-orders.ts';

export default causeRule({
  id: 'duplicate-boot-order',
  since: '0.2.0',
  summary: 'Two devices with the same boot order.',
  advice: () => l10n.t('Disks and interfaces are counted together: give each device a number of its own.'),
  fixes: ({ field }, subject) => bootOrderFixes(field, subject),
});
