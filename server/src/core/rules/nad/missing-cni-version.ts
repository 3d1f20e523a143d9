/**
 * A version too old for KubeVirt to see the NIC (D11). Truth: `containernetworking/cni · pkg/types/{020,100}`.
 */
import { cniRule } from './nad-faults.ts';

export default cniRule({
  id: 'missing-cni-version',
  severity: 'warning',
  summary: 'No cniVersion, or one whose results name no interfaces.',
  fixable: true,
});
