/**
 * Two NICs of one VM with the same MAC address, by which the guest agent’s NICs are recognised. Truth: `kubevirt/kubevirt ·
 * pkg/network/setup/netstat.go`, v1.6–v1.9.
 */
import { inconsistencyRule } from './inconsistency-rule.ts';

export default inconsistencyRule({
  id: 'duplicate-status-mac',
  severity: 'warning',
  summary: 'Two NICs of a running VM with one MAC address.',
  of: ['duplicate-mac'],
});
