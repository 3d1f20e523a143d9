/**
 * `vlan` or `vlanTrunk` without `preserveDefaultVlan`. Truth: `containernetworking/plugins · plugins/main/bridge`, v1.0–v1.9.
 */
import { cniRule } from './nad-faults.ts';

export default cniRule({
  id: 'implicit-default-vlan',
  severity: 'hint',
  summary: 'A VLAN on a bridge port that leaves open whether VLAN 1 stays.',
  fixable: true,
});
