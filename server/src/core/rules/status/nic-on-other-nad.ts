/**
 * A NIC whose Pod was attached by another NAD than the VMI names: the NAD was changed and the Pod is the old one, or Multus
 * took another than it was asked for. Truth: `kubevirt/kubevirt · pkg/network/migration/evaluator.go`, v1.6–v1.9.
 */
import { stageRule } from './stage-rule.ts';

export default stageRule({
  id: 'nic-on-other-nad',
  severity: 'warning',
  summary: 'A NIC that is attached by another NAD than its VMI names.',
  stages: ['nad-changed', 'other-nad'],
});
