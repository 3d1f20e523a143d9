/**
 * No `type`, and no list either (D5, D7). Truth: `k8snetworkplumbingwg/multus-cni · pkg/types/conf.go`, v3.9–v4.3.
 */
import { cniRule } from './nad-faults.ts';

export default cniRule({
  id: 'missing-cni-type',
  severity: 'error',
  summary: 'A CNI configuration, or an entry of its list, that names no plugin.',
  fixable: true,
});
