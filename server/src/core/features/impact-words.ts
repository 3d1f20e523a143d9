/**
 * An impact in one line, as a lens or a heading tells it: how many changes come true in which way. The words for the rest
 * are those of `kubevirt/impact/impact-words.ts`.
 */
import * as l10n from '@vscode/l10n';
import { impactKinds, type ImpactKind, type VmImpact } from '../kubevirt/impact/impact.ts';
import { kindsOf, unitsOf } from '../kubevirt/impact/impact-words.ts';

export { factWord, kindWord } from '../kubevirt/impact/impact-words.ts';

/** `vs HEAD: 1 migration, 1 restart`. */
export function lensTitle(impact: VmImpact, label: string): string {
  return l10n.t('vs {0}: {1}', label, impactSummary(impact));
}

/** `1 migration, 1 restart`; the strongest last, as they would come true. */
export function impactSummary(impact: VmImpact): string {
  const units = unitsOf(impact);
  const parts = impactKinds.flatMap((kind) => {
    const own = units.filter(({ judged }) => judged.outcome.kind === kind);
    if (kind === 'none' || own.length === 0) return [];
    const told = counted(kind, own.length);
    return own.every(({ judged }) => kindsOf(judged).length > 1) ? [l10n.t('possibly {0}', told)] : [told];
  });
  if (impact.eviction === 'certain') parts.push(l10n.t('1 eviction'));
  if (parts.length > 0) return parts.join(', ');
  if (units.length === 0) return l10n.t('no change');
  return impact.running === 'no' ? l10n.t('used at the next start') : l10n.t('no effect on the guest');
}

/** One restart and one migration bring all changes that need them. */
function counted(kind: ImpactKind, count: number): string {
  switch (kind) {
    case 'restart':
      return count === 1 ? l10n.t('1 restart') : l10n.t('1 restart for {0} changes', count);
    case 'migration':
      return count === 1 ? l10n.t('1 migration') : l10n.t('1 migration for {0} changes', count);
    case 'pending-migration':
      return count === 1 ? l10n.t('1 pending migration') : l10n.t('1 pending migration for {0} changes', count);
    case 'silent':
      return count === 1 ? l10n.t('1 change ignored') : l10n.t('{0} changes ignored', count);
    case 'live':
      return count === 1 ? l10n.t('1 change live') : l10n.t('{0} changes live', count);
    case 'next-migration':
      return count === 1
        ? l10n.t('1 change at the next migration')
        : l10n.t('{0} changes at the next migration', count);
    case 'rejected':
      return count === 1 ? l10n.t('1 change rejected') : l10n.t('{0} changes rejected', count);
    case 'none':
      return '';
  }
}
