/**
 * A word in `infoSource` that no release known here writes, or not of that NIC. Truth: `kubevirt/kubevirt ·
 * pkg/network/vmispec/infosource.go`, v1.6–v1.9.
 */
import { inconsistencyRule } from './inconsistency-rule.ts';

export default inconsistencyRule({
  id: 'unknown-info-source',
  // A newer release may.
  severity: 'information',
  summary: 'An infoSource that KubeVirt does not write.',
  of: ['unknown-source'],
});
