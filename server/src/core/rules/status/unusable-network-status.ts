/**
 * A network status of a launcher Pod that tells KubeVirt less than it needs: missing, unreadable, without interfaces, with
 * names of both schemes. Truth: `kubevirt/kubevirt · pkg/network/multus/status.go`,
 * `pkg/network/namescheme/networknamescheme.go`, v1.6–v1.9.
 */
import { inconsistencyRule } from './inconsistency-rule.ts';

export default inconsistencyRule({
  id: 'unusable-network-status',
  severity: 'warning',
  summary: 'A network status of a launcher Pod that KubeVirt cannot go by.',
  of: [
    'status-without-interface',
    'fewer-entries',
    'mixed-names',
    'no-network-status',
    'legacy-key',
    'no-default-entry',
    'unreadable-network-status',
  ],
});
