/**
 * The names that the cluster network addons operator gives to plugins. Truth:
 * `kubevirt/cluster-network-addons-operator · data/linux-bridge`.
 */
import { cniRule } from './nad-faults.ts';

export default cniRule({
  id: 'deprecated-cni-type',
  severity: 'warning',
  summary: 'Another name of a CNI plugin, which only some nodes know.',
  fixable: true,
});
