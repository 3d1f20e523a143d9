/**
 * An edit that the running VM does not follow, with no condition that tells it. Truth: `kubevirt/kubevirt ·
 * pkg/network/controllers/vm.go`, `pkg/network/vmliveupdate/restart.go`, v1.6–v1.9.
 */
import { impactRule } from './impact-rule.ts';
import { unitsOfKinds } from './impact-reports.ts';

export default impactRule({
  id: 'edit-ignored',
  severity: 'warning',
  summary: 'An edit that the running VM does not follow, and nothing on the cluster says so.',
  units: (edit) => unitsOfKinds(edit, ['silent']),
});
