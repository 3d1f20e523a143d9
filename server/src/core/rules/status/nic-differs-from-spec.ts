/**
 * A NIC that runs with another MAC address, link state or number of queues than the spec says. Truth: `kubevirt/kubevirt ·
 * pkg/network/setup/netstat.go`, `pkg/network/vmliveupdate/restart.go`, v1.6–v1.9.
 */
import { inconsistencyRule } from './inconsistency-rule.ts';

export default inconsistencyRule({
  id: 'nic-differs-from-spec',
  severity: 'warning',
  summary: 'A NIC of a running VM that is otherwise than its spec says.',
  of: ['mac-not-applied', 'link-state', 'queue-count'],
});
