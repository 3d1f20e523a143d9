/**
 * An edit that comes true by a live migration, unless something on the cluster changes the launcher Pod within the grace
 * period. Truth: `kubevirt/kubevirt · pkg/network/migration/evaluator.go`, v1.6–v1.9.
 */
import { impactRule, isEvictionCertain } from './impact-rule.ts';
import { unitsOfKinds } from './impact-reports.ts';

export default impactRule({
  id: 'edit-may-migrate',
  severity: 'warning',
  summary: 'An edit that live-migrates the VM, unless its Pod gets or loses the NIC within 15 seconds.',
  units: (edit) => (isEvictionCertain(edit) ? [] : unitsOfKinds(edit, ['pending-migration'])),
});
