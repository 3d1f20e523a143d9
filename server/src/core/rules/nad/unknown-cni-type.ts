/**
 * Plugins that are in no table (D17). Truth: `containernetworking/cni · pkg/invoke/find.go`.
 */
import { cniRule } from './nad-faults.ts';

export default cniRule({
  id: 'unknown-cni-type',
  severity: 'information',
  summary: 'A CNI plugin that VirtLens does not know.',
  fixable: true,
});
