/**
 * A Pod interface in the status whose name follows from no rule of KubeVirt’s. Truth: `kubevirt/kubevirt ·
 * pkg/network/namescheme/networknamescheme.go`, v1.6–v1.9.
 */
import { inconsistencyRule } from './inconsistency-rule.ts';

export default inconsistencyRule({
  id: 'unknown-pod-interface',
  severity: 'warning',
  summary: 'A Pod interface that KubeVirt would not name so.',
  of: ['unknown-scheme'],
});
