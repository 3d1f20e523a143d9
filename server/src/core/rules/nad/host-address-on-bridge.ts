/**
 * Settings that put an address on the bridge of the node. Truth: `containernetworking/plugins · plugins/main/bridge`.
 */
import { cniRule } from './nad-faults.ts';

export default cniRule({
  id: 'host-address-on-bridge',
  severity: 'information',
  summary: 'A bridge that gets an address on each node.',
  fixable: false,
});
