/**
 * No `topology`. Truth: `ovn-kubernetes/ovn-kubernetes · go-controller/pkg/config/cni.go`.
 */
import { cniRule } from './nad-faults.ts';

export default cniRule({
  id: 'missing-ovn-topology',
  severity: 'warning',
  summary: 'A NAD of OVN-Kubernetes without topology: the default network of the cluster.',
  fixable: false,
});
