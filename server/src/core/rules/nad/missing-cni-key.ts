/**
 * Keys that a plugin needs. Truth: the Go sources that the tables of `core/cni/types` name.
 */
import { cniRule } from './nad-faults.ts';

export default cniRule({
  id: 'missing-cni-key',
  severity: 'error',
  summary: 'A key that the CNI plugin cannot do without.',
  fixable: true,
});
