/**
 * Keys that are in no table of `core/cni/types`. Truth: `encoding/json` takes no notice of them.
 */
import { cniRule } from './nad-faults.ts';

export default cniRule({
  id: 'unknown-cni-key',
  severity: 'warning',
  summary: 'A key that the CNI plugin passes over.',
  fixable: true,
});
