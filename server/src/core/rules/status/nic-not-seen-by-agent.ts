/**
 * A NIC in the guest's hardware that the guest agent, which is connected, does not tell of. Truth: `kubevirt/kubevirt ·
 * pkg/network/setup/netstat.go`, v1.6–v1.9.
 */
import { stageRule } from './stage-rule.ts';

export default stageRule({
  id: 'nic-not-seen-by-agent',
  // What the guest did is not seen here, and may be meant.
  severity: 'information',
  summary: 'A NIC of which the guest agent does not tell, though it is connected.',
  stages: ['not-seen-by-agent', 'primary-without-agent'],
});
