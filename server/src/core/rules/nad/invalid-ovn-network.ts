/**
 * What OVN-Kubernetes refuses or passes over. Truth: `ovn-kubernetes/ovn-kubernetes ·
 * go-controller/pkg/{util/multi_network.go,config/cni.go}`.
 */
import { cniRule } from './nad-faults.ts';

export default cniRule({
  id: 'invalid-ovn-network',
  severity: 'error',
  summary: 'A network that OVN-Kubernetes refuses, so that Pods with it wait forever.',
  fixable: true,
});
