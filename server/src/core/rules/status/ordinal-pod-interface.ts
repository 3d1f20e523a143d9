/**
 * A launcher Pod whose NICs are called `net1`, `net2` … as before KubeVirt v1.0, of a VM that was only migrated since. Truth: `kubevirt/kubevirt ·
 * pkg/network/namescheme/networknamescheme.go`, `pkg/network/controllers/vm.go`, v1.6–v1.9.
 */
import { inconsistencyRule } from './inconsistency-rule.ts';

export default inconsistencyRule({
  id: 'ordinal-pod-interface',
  // The VM runs, and nobody may want to unplug anything.
  severity: 'information',
  summary: 'Pod interfaces with ordinal names, whose NICs cannot be unplugged.',
  of: ['ordinal-names'],
});
