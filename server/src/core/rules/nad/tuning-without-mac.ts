/**
 * A `tuning` that gets no MAC address (D15). Truth: `containernetworking/plugins · plugins/meta/tuning`;
 * `k8snetworkplumbingwg/multus-cni · pkg/multus/multus.go`.
 */
import { cniRule } from './nad-faults.ts';

export default cniRule({
  id: 'tuning-without-mac',
  severity: 'information',
  summary: 'A chain in which nobody sets the MAC address of a VM’s NIC.',
  fixable: true,
});
