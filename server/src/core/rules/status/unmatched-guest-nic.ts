/**
 * A NIC of the guest that KubeVirt does not recognise as one of the VM’s, since its MAC address is spelled otherwise or
 * unknown. Truth: `kubevirt/kubevirt · pkg/network/setup/netstat.go`, v1.6–v1.9.
 */
import { inconsistencyRule } from './inconsistency-rule.ts';

export default inconsistencyRule({
  id: 'unmatched-guest-nic',
  // The NIC works; only its name and addresses in the guest are not told.
  severity: 'information',
  summary: 'A NIC of the guest that is one of the VM’s, and is not recognised.',
  of: ['mac-spelling', 'sriov-without-mac'],
});
