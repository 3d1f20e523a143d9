/**
 * An unheard-of `cniVersion` (D11). Truth: `containernetworking/cni · pkg/version`, v1.3.
 */
import { cniRule } from './nad-faults.ts';

export default cniRule({
  id: 'invalid-cni-version',
  severity: 'error',
  summary: 'A version of the CNI specification that does not exist.',
  fixable: true,
});
