/**
 * An entry of `status.interfaces` whose network the VMI does not have any more. Truth: `kubevirt/kubevirt ·
 * pkg/network/controllers/vmi.go`, v1.6–v1.9.
 */
import { inconsistencyRule } from './inconsistency-rule.ts';

export default inconsistencyRule({
  id: 'stale-status-entry',
  // It goes by itself, unless the guest or the Pod keeps the NIC.
  severity: 'information',
  summary: 'An entry in status.interfaces of a network that the VMI does not have.',
  of: ['stale-entry'],
});
