/**
 * A NIC that the guest knows and has no address on. Truth: `kubevirt/kubevirt · pkg/network/setup/netstat.go`, v1.6–v1.9.
 */
import { stageRule } from './stage-rule.ts';

export default stageRule({
  id: 'nic-without-address',
  // A NIC may be meant to have none.
  severity: 'information',
  summary: 'A NIC of the guest without an address.',
  stages: ['without-address', 'primary-without-address'],
});
