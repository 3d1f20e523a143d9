/**
 * `ipam` beside OVN-Kubernetes. Truth: `ovn-kubernetes/ovn-kubernetes · go-controller/pkg/util/multi_network.go`.
 */
import { cniRule } from './nad-faults.ts';

export default cniRule({
  id: 'ovn-ipam',
  severity: 'error',
  summary: 'An IPAM plugin in a network of OVN-Kubernetes, which it refuses.',
  fixable: true,
});
