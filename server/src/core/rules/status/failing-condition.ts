/**
 * A condition of a VM or VMI that says that something failed: the Pod could not be made, the domain could not be brought up
 * to date. Truth: `kubevirt/kubevirt · pkg/virt-controller/watch/{vm,vmi}`, `pkg/virt-handler/vm.go`, v1.6–v1.9.
 */
import { migrationConditionTypes } from '../../kubevirt/live/migration-condition.ts';
import { conditionRule } from './condition-rule.ts';

/** Those have rules of their own. */
const others: ReadonlySet<string> = new Set([...migrationConditionTypes, 'RestartRequired']);

export default conditionRule({
  id: 'failing-condition',
  severity: 'warning',
  summary: 'A condition of a VM or VMI that tells of a failure.',
  isOwn: ({ type, weight }) => weight === 'trouble' && !others.has(type),
});
