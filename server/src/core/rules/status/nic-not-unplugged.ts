/**
 * A NIC that is to go and does not: KubeVirt does not take the request, the guest keeps it, or the Pod does. Truth:
 * `kubevirt/kubevirt · pkg/network/controllers/{vm,vmi}.go`, `pkg/network/migration/evaluator.go`, v1.6–v1.9.
 */
import { stageRule } from './stage-rule.ts';

export default stageRule({
  id: 'nic-not-unplugged',
  severity: 'warning',
  summary: 'A NIC that is to be unplugged and stays.',
  stages: [
    'unplug-not-copied',
    'unplug-asked',
    'unplug-in-pod',
    'unplug-needs-migration',
    'unplug-cleanup',
    'deleted-without-absent',
  ],
});
