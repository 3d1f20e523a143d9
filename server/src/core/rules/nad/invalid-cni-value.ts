/**
 * Values against the tables of `core/cni/types`. Truth: the Go sources that each table names.
 */
import { cniRule } from './nad-faults.ts';

export default cniRule({
  id: 'invalid-cni-value',
  severity: 'error',
  summary: 'A value in a CNI configuration that the plugin refuses.',
  fixable: true,
});
