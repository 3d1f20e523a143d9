/** What becomes of a change while the VM runs, with the condition that tells it, every case that is possible, and what decides. */
import * as l10n from '@vscode/l10n';
import type { VmImpact } from '../../kubevirt/impact/impact.ts';
import { conditionLine, factWord, kindWord, unitsOf, type ImpactUnit } from '../../kubevirt/impact/impact-words.ts';
import { isAtOrBelow } from '../../yaml/locate.ts';
import { code, paragraphs } from './markdown.ts';

/**
 * The topic of a field. `network`: the logical network of the NIC whose name the field is; all that changed in that NIC is
 * told there then.
 */
export function impactTopic(
  impact: VmImpact,
  label: string,
  field: string,
  network: string | undefined,
): string | undefined {
  const told = unitsOf(impact).filter((unit) => isTold(unit, field, network));
  return told.length === 0 ? undefined : paragraphs(...told.map((unit) => unitTopic(impact, label, unit)));
}

function isTold(unit: ImpactUnit, field: string, network: string | undefined): boolean {
  const fields = unit.of === 'nic' ? unit.nic.fields : [unit.change];
  const own = unit.of === 'nic' ? unit.nic.network : unit.change.network;
  if (network !== undefined && own === network) return true;
  // What is gone is told where it is missing, and nowhere below.
  return fields.some(({ field: at, change }) => (change === 'removed' ? field === at : isAtOrBelow(field, at)));
}

function unitTopic({ running }: VmImpact, label: string, unit: ImpactUnit): string {
  const { outcome, alternatives, dependsOn } = unit.judged;
  const title = l10n.t('**Against {0}: {1}**', code(label), kindWord(outcome.kind));
  const what = unitWord(unit);
  return paragraphs(
    what === undefined ? title : `${title} – ${what}`,
    running === 'assumed' && outcome.kind !== 'rejected' && l10n.t('If the VM is running:'),
    outcome.reason,
    outcome.condition && l10n.t('KubeVirt sets {0}.', code(conditionLine(outcome.condition))),
    alternatives.length > 1 && alternativeList(alternatives),
    dependsOn.length > 0 && l10n.t('That depends on {0}, not seen here.', dependsOn.map(factWord).join(', ')),
  );
}

/** What of the VM the unit is, where its place does not say it. */
export function unitWord(unit: ImpactUnit): string | undefined {
  if (unit.of === 'field') {
    const { change, oldField, field } = unit.change;
    if (change !== 'removed' || oldField === undefined) return undefined;
    return l10n.t('removed: {0}', code(oldField.startsWith(`${field}.`) ? oldField.slice(field.length + 1) : oldField));
  }
  const network = code(unit.nic.network);
  return unit.nic.change === 'added' ? l10n.t('NIC {0} added', network) : l10n.t('NIC {0} removed', network);
}

export function alternativeList(alternatives: ImpactUnit['judged']['alternatives']): string {
  return alternatives
    .map(({ kind, when, reason, condition }) => {
      const told = `- **${kindWord(kind)}** ${when}: ${reason}`;
      return condition ? `${told} ${l10n.t('KubeVirt sets {0}.', code(conditionLine(condition)))}` : told;
    })
    .join('\n');
}
