/**
 * A NIC that is in the launcher Pod and not in the guest. Truth: `kubevirt/kubevirt ·
 * pkg/virt-launcher/virtwrap/network/nichotplug.go`, `pkg/network/setup/netstat.go`, v1.6–v1.9.
 */
import { stageRule } from './stage-rule.ts';

export default stageRule({
  id: 'nic-not-in-guest',
  severity: 'warning',
  summary: 'A NIC that its launcher Pod has and the guest does not.',
  stages: ['not-in-guest', 'vf-not-in-guest', 'plugin-not-in-guest', 'primary-not-in-domain', 'claim-not-in-domain'],
});
