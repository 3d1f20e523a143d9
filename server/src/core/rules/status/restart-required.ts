/**
 * A running VM that does not follow its manifest until it is restarted. Truth: `kubevirt/kubevirt ·
 * pkg/virt-controller/watch/vm/vm.go` (`syncRestartRequired`), v1.6–v1.9.
 */
import { conditionRule } from './condition-rule.ts';

export default conditionRule({
  id: 'restart-required',
  severity: 'warning',
  summary: 'A running VM that needs a restart to be what its manifest says.',
  // KubeVirt restarts nothing by itself.
  isQuiet: () => false,
  isOwn: ({ type }) => type === 'RestartRequired',
});
