/**
 * Keys that contradict or need each other. Truth: `containernetworking/plugins · plugins/main/bridge`;
 * `k8snetworkplumbingwg/{sriov-cni,ovs-cni}`.
 */
import { cniRule } from './nad-faults.ts';

export default cniRule({
  id: 'conflicting-cni-keys',
  severity: 'error',
  summary: 'Keys of a CNI plugin that contradict each other, or do nothing without each other.',
  fixable: true,
});
