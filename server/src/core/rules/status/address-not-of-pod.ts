/**
 * A NIC on the Pod network whose address is none of the Pod’s: the guest uses another than it was given. Truth: `kubevirt/kubevirt ·
 * pkg/network/setup/netstat.go`, v1.6–v1.9.
 */
import { inconsistencyRule } from './inconsistency-rule.ts';

export default inconsistencyRule({
  id: 'address-not-of-pod',
  // The guest may be meant to.
  severity: 'information',
  summary: 'A NIC on the Pod network with an address that is not the Pod’s.',
  of: ['address-not-of-pod'],
});
