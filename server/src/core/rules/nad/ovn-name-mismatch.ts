/**
 * `netAttachDefName`. Truth: `ovn-kubernetes/ovn-kubernetes · go-controller/pkg/util/multi_network.go`.
 */
import { cniRule } from './nad-faults.ts';

export default cniRule({
  id: 'ovn-name-mismatch',
  severity: 'error',
  summary: 'A netAttachDefName that is not the NAD’s own namespace and name.',
  fixable: true,
});
