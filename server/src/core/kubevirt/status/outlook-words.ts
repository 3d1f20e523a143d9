/** Who brings the VMI to a new Pod, in a sentence, for all that say that it needs one; and what to do about it. Decides nothing. */
import * as l10n from '@vscode/l10n';
import { findCondition } from '../live/conditions.ts';
import { getMigrations, migrateCommand, restartCommand } from './commands.ts';
import { migrationOutlook } from './migration-outlook.ts';
import type { Observed } from './observed.ts';

export function outlookText(observed: Observed): string {
  const { vmi } = observed;
  switch (migrationOutlook(observed)) {
    case 'under-way':
      return l10n.t('A live migration is under way.');
    case 'automatic':
      if (vmi?.failedMigration === '')
        return l10n.t('KubeVirt migrates the VMI by itself, but the last migration failed.');
      return vmi?.failedMigration === undefined
        ? l10n.t('KubeVirt migrates the VMI by itself: its workloadUpdateMethods have LiveMigrate.')
        : l10n.t('KubeVirt migrates the VMI by itself, but the last migration failed ({0}).', vmi.failedMigration);
    case 'evicts':
      return l10n.t(
        'KubeVirt evicts the launcher Pod, and the VM powers off: its workloadUpdateMethods have Evict, and it does not migrate this VMI.',
      );
    case 'by-hand':
      return l10n.t(
        'KubeVirt’s workloadUpdateMethods do not have LiveMigrate: the VMI waits until somebody migrates it.',
      );
    case 'impossible':
      return l10n.t('The VMI cannot be live-migrated ({0}): only a restart of the VM helps.', blocker(observed));
    case 'unknown':
      return l10n.t(
        'Whether KubeVirt migrates the VMI by itself depends on workloadUpdateMethods of the KubeVirt resource, which is not known here.',
      );
  }
}

export function outlookSteps(observed: Observed): readonly string[] {
  const migrate = l10n.t('Migrate the VMI: {0}.', migrateCommand(observed));
  const restart = l10n.t('Restart the VM: {0}.', restartCommand(observed));
  const look = l10n.t('See how the migration fares: {0}.', getMigrations(observed));
  switch (migrationOutlook(observed)) {
    case 'under-way':
    case 'automatic':
      return [look];
    case 'evicts':
      return [l10n.t('Restart the VM yourself before KubeVirt powers it off: {0}.', restartCommand(observed))];
    case 'by-hand':
      return [migrate];
    case 'impossible':
      return [restart];
    case 'unknown':
      return [
        l10n.t(
          'See what KubeVirt does by itself: {0}.',
          "`kubectl get kubevirt -A -o jsonpath='{.items[*].spec.workloadUpdateStrategy.workloadUpdateMethods}'`",
        ),
        look,
        migrate,
      ];
  }
}

function blocker({ vmi }: Observed): string {
  const condition = findCondition(vmi?.running.conditions ?? [], 'LiveMigratable');
  return condition?.status === 'False' ? condition.message || condition.reason : (vmi?.running.status.phase ?? '');
}
