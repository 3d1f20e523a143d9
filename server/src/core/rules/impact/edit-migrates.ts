/**
 * An edit that comes true by a live migration, due at once. Truth: `kubevirt/kubevirt · pkg/network/migration/evaluator.go`,
 * `pkg/virt-controller/watch/vm/vm.go`, v1.6–v1.9.
 */
import { impactRule, isEvictionCertain } from './impact-rule.ts';
import { unitsOfKinds } from './impact-reports.ts';

export default impactRule({
  id: 'edit-migrates',
  severity: 'warning',
  summary: 'An edit that live-migrates the VM at once.',
  units: (edit) => (isEvictionCertain(edit) ? [] : unitsOfKinds(edit, ['migration'])),
});
