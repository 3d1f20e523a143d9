/**
 * An edit that the running VM does not follow until it is restarted. Truth: `kubevirt/kubevirt ·
 * pkg/virt-controller/watch/vm/vm.go` (`syncRestartRequired`), `pkg/network/vmliveupdate/restart.go`, v1.6–v1.9.
 */
import { impactRule } from './impact-rule.ts';
import { unitsOfKinds } from './impact-reports.ts';

export default impactRule({
  id: 'edit-needs-restart',
  severity: 'warning',
  summary: 'An edit that comes true when the VM is restarted, and not before.',
  units: (edit) => unitsOfKinds(edit, ['restart']),
});
