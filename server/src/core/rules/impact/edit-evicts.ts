/**
 * An edit that asks for a migration of a VM that cannot be migrated, where the cluster evicts such VMs: the launcher Pod is
 * deleted and the guest goes down. Truth: `kubevirt/kubevirt · pkg/virt-controller/watch/workload-updater/workload-updater.go`,
 * v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { impactRule } from './impact-rule.ts';
import { impactReport, unitsOfKinds } from './impact-reports.ts';

export default impactRule({
  id: 'edit-evicts',
  severity: 'warning',
  summary: 'An edit that shuts the VM down, since it cannot be migrated and the cluster evicts it.',

  units(edit) {
    const { eviction, dependsOn } = edit.impact;
    const units = eviction === 'no' ? [] : unitsOfKinds(edit, ['migration', 'pending-migration']);
    if (eviction !== 'possible') return units;
    // Where nothing at all points to it, it is a line in the explanation and no finding.
    const isFarFetched = dependsOn.includes('migratable') && dependsOn.includes('update-methods');
    return isFarFetched ? [] : units.slice(0, 1);
  },

  report(edit, subject, unit) {
    const { eviction, steps } = edit.impact;
    const told = steps.find(({ kind }) => kind === 'eviction')?.text;
    const text =
      told ??
      l10n.t('KubeVirt evicts a VM that cannot be migrated: its launcher Pod is deleted and the guest goes down.');
    const word = eviction === 'certain' ? l10n.t('eviction') : l10n.t('possible eviction');
    const report = impactReport(subject, edit, unit, { word, text });
    return eviction === 'certain' ? report : { ...report, severity: 'information' };
  },
});
