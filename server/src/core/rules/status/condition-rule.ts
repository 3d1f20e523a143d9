/**
 * A rule about some conditions of a VM or VMI that mean work for somebody. What they mean is said in
 * `core/kubevirt/status`; a rule only chooses which are its own.
 */
import * as l10n from '@vscode/l10n';
import type { ConditionReading } from '../../kubevirt/status/conditions-explained.ts';
import { fieldInDocument } from '../../workspace/edit-impact.ts';
import { find, joinField } from '../../yaml/locate.ts';
import type { Related, Rule, Subject } from '../rule.ts';
import { dumpRule, placeOfStage } from './reading.ts';

export interface ConditionRuleParts extends Pick<Rule, 'id' | 'severity' | 'summary'> {
  isOwn(condition: ConditionReading): boolean;
  /** Whether one is only worth knowing: what passes by itself, if not given. */
  isQuiet?(condition: ConditionReading): boolean;
}

export function conditionRule({ isOwn, isQuiet = isWaiting, ...parts }: ConditionRuleParts): Rule {
  return dumpRule(parts, ({ subject, resource, reading }, report) => {
    for (const condition of reading.conditions) {
      if (condition.of !== reading.own) continue;
      if (condition.weight === 'fine' || !isOwn(condition)) continue;
      const field = fieldInDocument(resource, condition.field);
      const stage = reading.stages.find(
        ({ network }) => condition.network !== undefined && network === condition.network,
      );
      const nic = stage && placeOfStage(subject, reading, stage);
      const related: readonly Related[] =
        nic === undefined ? [] : [{ field: nic, message: l10n.t('the NIC that it is about') }];
      report({
        field: markedIn(subject, field),
        on: 'value',
        message: messageOf(condition),
        related,
        ...(isQuiet(condition) && { severity: 'information' }),
      });
    }
  });
}

function isWaiting({ weight }: ConditionReading): boolean {
  return weight === 'waiting';
}

/** The condition's type, which names it. */
function markedIn({ document }: Subject, field: string): string {
  const type = joinField(field, 'type');
  return document.root && find(document.root, type) ? type : field;
}

function messageOf({ type, status, meaning, clock, nextSteps: [next] }: ConditionReading): string {
  const opening = clock === undefined ? `${type} ${status}:` : `${type} ${status} (${clock}):`;
  return [opening, meaning, ...(next === undefined ? [] : [next])].join(' ');
}
