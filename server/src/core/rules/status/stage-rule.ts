/**
 * A rule about some stages of NICs, so that each question has a severity of its own to configure. The stages are judged in
 * `core/kubevirt/status`; a rule only chooses which are its own. A NIC that is on its way is no fault.
 */
import * as l10n from '@vscode/l10n';
import type { NicStage, StageId } from '../../kubevirt/status/stage.ts';
import { stageDiagnosis, stageNextSteps, stageTitle } from '../../kubevirt/status/stage-words.ts';
import type { Observed } from '../../kubevirt/status/observed.ts';
import type { Severity } from '../../settings.ts';
import type { Rule } from '../rule.ts';
import { besideStage, dumpRule, placeOfStage } from './reading.ts';

export interface StageRuleParts extends Pick<Rule, 'id' | 'severity' | 'summary'> {
  /** All if not given. */
  readonly stages?: readonly StageId[];
  /** Of those, the ones that it tells; those that are stuck if not given. */
  tells?(stage: NicStage): boolean;
}

export function stageRule({ stages, tells = isStuck, ...parts }: StageRuleParts): Rule {
  return dumpRule(parts, ({ subject, reading }, report) => {
    for (const stage of reading.stages) {
      if (stages?.includes(stage.stage) === false || !tells(stage)) continue;
      const field = placeOfStage(subject, reading, stage);
      if (field === undefined) continue;
      report({
        field,
        on: 'value',
        message: messageOf(stage, reading.observed),
        severity: severityOf(stage, parts.severity),
        elsewhere: besideStage(subject, reading, stage),
      });
    }
  });
}

export function isStuck({ progress }: NicStage): boolean {
  return progress === 'stuck';
}

/** Where other stages fit as well, an object is not seen. */
function severityOf({ alternatives }: NicStage, own: Severity): Severity {
  return alternatives.length > 0 && own === 'warning' ? 'information' : own;
}

/** The diagnosis, and what to look at first. */
function messageOf(stage: NicStage, observed: Observed): string {
  const [next] = stageNextSteps(stage, observed);
  const opening = l10n.t('{0}: {1}.', stage.network, stageTitle(stage));
  return [opening, stageDiagnosis(stage, observed), ...(next === undefined ? [] : [next])].join(' ');
}
