/**
 * A NIC of the guest that the launcher Pod does not report any more, so that KubeVirt neither unplugs nor moves it. Truth:
 * `kubevirt/kubevirt · pkg/network/controllers/vmi.go`, `pkg/network/namescheme/networknamescheme.go`, v1.6–v1.9.
 */
import { stageRule } from './stage-rule.ts';

export default stageRule({
  id: 'nic-lost-in-pod',
  severity: 'warning',
  summary: 'A NIC that the launcher Pod does not report any more.',
  stages: ['lost-in-pod', 'lost-everywhere'],
});
