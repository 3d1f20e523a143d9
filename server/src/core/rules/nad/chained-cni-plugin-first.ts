/**
 * A plugin for chains as the first or only one. Truth: `containernetworking/plugins · plugins/meta`, v1.0–v1.9.
 */
import { cniRule } from './nad-faults.ts';

export default cniRule({
  id: 'chained-cni-plugin-first',
  severity: 'error',
  summary: 'A CNI plugin that works on another’s NIC, where the one that makes the NIC is missing.',
  fixable: false,
});
