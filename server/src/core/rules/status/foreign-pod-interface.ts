/**
 * A NIC of the launcher Pod that none of the VM’s networks asked for: somebody else’s. Truth: `kubevirt/kubevirt ·
 * pkg/network/controllers/vmi.go`, v1.6–v1.9.
 */
import { inconsistencyRule } from './inconsistency-rule.ts';

export default inconsistencyRule({
  id: 'foreign-pod-interface',
  // Service meshes and user-defined networks are at work this way.
  severity: 'information',
  summary: 'A NIC of the launcher Pod that is of no network of the VM.',
  of: ['foreign-attachment'],
});
