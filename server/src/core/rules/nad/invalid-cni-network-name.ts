/**
 * The characters of a network name (D9). Truth: `containernetworking/cni · pkg/utils/utils.go`.
 */
import { cniRule } from './nad-faults.ts';

export default cniRule({
  id: 'invalid-cni-network-name',
  severity: 'error',
  summary: 'A name of a CNI network with characters that are refused.',
  fixable: true,
});
