/**
 * A configuration that is one plugin and a list at once (D6). Truth: `k8snetworkplumbingwg/multus-cni · pkg/types/conf.go`;
 * `ovn-kubernetes/ovn-kubernetes · go-controller/pkg/config/cni.go`.
 */
import { cniRule } from './nad-faults.ts';

export default cniRule({
  id: 'cni-type-and-plugins',
  severity: 'error',
  summary: 'A CNI configuration with a plugin and a list of plugins: the list is not run.',
  fixable: true,
});
