/**
 * A NIC that is on its way, in or out: nothing is wrong, but it is not there yet. Truth: `kubevirt/kubevirt ·
 * pkg/network/controllers/{vm,vmi}.go`, `pkg/network/migration/evaluator.go`, v1.6–v1.9.
 */
import { stageRule } from './stage-rule.ts';

export default stageRule({
  id: 'nic-waiting',
  severity: 'information',
  summary: 'A NIC that is being plugged or unplugged.',
  tells: ({ progress }) => progress === 'waiting',
});
