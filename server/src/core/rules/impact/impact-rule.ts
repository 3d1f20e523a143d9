/**
 * A rule about one kind of impact, so that each kind has a severity of its own to configure. The impact has the say
 * (`core/kubevirt/impact`); a rule only chooses which parts of an edit are its own.
 */
import type { ImpactUnit } from '../../kubevirt/impact/impact-words.ts';
import { judgedRoles } from '../cause-rule.ts';
import type { Report, Rule, Subject } from '../rule.ts';
import { impactFixes } from './impact-fixes.ts';
import { impactReport, type ImpactData, type JudgedEdit } from './impact-reports.ts';

export interface ImpactRuleParts extends Pick<Rule, 'id' | 'severity' | 'summary'> {
  /** The parts of an edit that it tells. */
  units(edit: JudgedEdit, subject: Subject): readonly ImpactUnit[];
  /** The finding about one of them, where the usual one is not enough. */
  report?(edit: JudgedEdit, subject: Subject, unit: ImpactUnit): Report;
}

export function impactRule({ units, report = usualReport, ...parts }: ImpactRuleParts): Rule {
  return {
    ...parts,
    since: '0.4.0',
    fixable: true,
    roles: judgedRoles,
    check(subject, tell) {
      const edit = subject.impact();
      if (edit?.state !== 'judged') return;
      for (const unit of units(edit, subject)) tell(report(edit, subject, unit));
    },
    fixes({ data }, subject) {
      const edit = subject.impact();
      return edit?.state === 'judged' ? impactFixes(subject, edit, data as ImpactData) : [];
    },
  };
}

function usualReport(edit: JudgedEdit, subject: Subject, unit: ImpactUnit): Report {
  return impactReport(subject, edit, unit);
}

/** Whether a migration that the edit asks for certainly ends in the eviction of the launcher Pod. */
export function isEvictionCertain({ impact }: JudgedEdit): boolean {
  return impact.eviction === 'certain';
}
