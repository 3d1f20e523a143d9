/**
 * A running VM that needs another launcher Pod, with the NIC that asks for it and who will migrate the VM. Truth:
 * `kubevirt/kubevirt · pkg/network/migration/evaluator.go`, `pkg/virt-controller/watch/vmi/lifecycle.go`,
 * `pkg/virt-controller/watch/workload-updater/workload-updater.go`, v1.6–v1.9.
 */
import { migrationConditionTypes } from '../../kubevirt/live/migration-condition.ts';
import { conditionRule } from './condition-rule.ts';

const types: ReadonlySet<string> = new Set(migrationConditionTypes);

export default conditionRule({
  id: 'migration-required',
  severity: 'warning',
  summary: 'A running VM that needs a live migration.',
  isOwn: ({ type }) => types.has(type),
});
