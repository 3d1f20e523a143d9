/**
 * A NIC that the VM wants and its Pod does not have: not copied to the VMI, never asked for, never attached, or attached
 * under a name that KubeVirt does not know. Truth: `kubevirt/kubevirt · pkg/network/controllers/{vm,vmi}.go`,
 * `pkg/network/pod/annotations/generator.go`, v1.6–v1.9.
 */
import { stageRule } from './stage-rule.ts';

export default stageRule({
  id: 'nic-not-attached',
  severity: 'warning',
  summary: 'A NIC of a running VM that its launcher Pod did not get.',
  stages: [
    'not-copied',
    'pod-not-rendered',
    'sandbox-not-created',
    'sriov-awaits-migration',
    'not-in-annotation',
    'awaits-dynamic-attach',
    'attach-needs-migration',
    'not-recognised',
    'primary-missing',
  ],
});
