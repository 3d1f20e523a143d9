/**
 * A rule for one family of causes: KubeVirt's webhooks have the say (`core/kubevirt/admission`), the rule adds in plain
 * words what to do, and the edits that mend it. It never decides anything of its own about what is refused.
 */
import * as l10n from '@vscode/l10n';
import type { Cause, RelatedField } from '../kubevirt/admission/cause.ts';
import type { CauseFamily } from '../kubevirt/admission/families.ts';
import type { Role } from '../resources/kinds.ts';
import type { Severity } from '../settings.ts';
import type { FindingTag, Fix, JudgedCause, Report, Rule, Subject } from './rule.ts';

export interface CauseRuleParts {
  readonly id: CauseFamily;
  readonly since: string;
  /** `error` unless given: what KubeVirt refuses. */
  readonly severity?: Severity;
  readonly summary: string;
  readonly tags?: readonly FindingTag[];
  readonly judgesFormer?: boolean;
  /** What to do, in plain words; KubeVirt's own message stands before it. */
  advice(cause: JudgedCause, subject: Subject): string;
  /** What is accepted, in the release or for the kind at hand, and then fails all the same. */
  later?(subject: Subject, report: (finding: Report) => void): void;
  /** Edits that mend it; `cause` is undefined for what `later` reported, and `data` is that report's. */
  fixes?(finding: CauseFinding, subject: Subject): readonly Fix[];
}

export interface CauseFinding {
  /** Field that is marked, from the document's root. */
  readonly field: string;
  readonly cause: JudgedCause | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Kinds whose VM part the webhooks judge. */
export const judgedRoles: readonly Role[] = ['virtual-machine', 'virtual-machine-instance', 'replica-set', 'pool'];

export function causeRule({ advice, fixes, later, severity = 'error', ...parts }: CauseRuleParts): Rule {
  return {
    ...parts,
    family: parts.id,
    severity,
    fixable: fixes !== undefined,
    roles: judgedRoles,
    ...(!later && { about: parts.id }),
    check(subject, report) {
      for (const cause of subject.causes(parts.id)) report(reportOf(cause, advice(cause, subject), parts.tags));
      later?.(subject, report);
    },
    ...(fixes && {
      fixes: ({ field, data }, subject) => {
        const { cause, own } = data as CauseData;
        return fixes({ field, cause, data: own }, subject);
      },
    }),
  };
}

/** What a finding of a cause rule keeps for its fixes. */
interface CauseData {
  readonly cause: JudgedCause | undefined;
  readonly own: Readonly<Record<string, unknown>>;
}

function reportOf(cause: JudgedCause, advice: string, tags: readonly FindingTag[] | undefined): Report {
  const { type, message, field, place, severity, on = 'value', related = [], unseen, alsoSaid = [] } = cause;
  const data: CauseData = { cause, own: cause.data ?? {} };
  return {
    field: place,
    on,
    message: sentence(message, unseen === undefined ? advice : `${unseenText(unseen, cause)} ${advice}`),
    severity,
    related: related.map((other) => ({ field: other.field, message: relationText(other) })),
    causes: [{ type, message, field }, ...alsoSaid],
    ...(tags && { tags }),
    data,
  };
}

/** A report of `later`: something that KubeVirt accepts and that then fails. */
export function laterReport(
  report: Omit<Report, 'data' | 'message'> & {
    readonly problem: string;
    readonly advice: string;
    readonly data?: Readonly<Record<string, unknown>>;
  },
): Report {
  const { problem, advice, data = {}, ...rest } = report;
  const kept: CauseData = { cause: undefined, own: data };
  return { ...rest, message: sentence(problem, advice), data: kept };
}

/** KubeVirt's words first, so that they can be searched for. */
function sentence(message: string, advice: string): string {
  return `${message.replace(/\.$/, '')} – ${advice}`;
}

function unseenText(unseen: NonNullable<JudgedCause['unseen']>, { gate }: Cause): string {
  switch (unseen) {
    case 'configuration':
      return gate === undefined
        ? l10n.t('That depends on the KubeVirt resource, which is not seen here.')
        : l10n.t('Whether the feature gate {0} is on cannot be seen here.', gate);
    case 'preference':
      return l10n.t('The preference, which is not seen here, may settle it.');
    case 'instancetype':
      return l10n.t('The instancetype, which is not seen here, may settle it.');
  }
}

function relationText({ relation }: RelatedField): string {
  switch (relation) {
    case 'same-name':
      return l10n.t('the same name');
    case 'partner':
      return l10n.t('the other half');
    case 'conflicts-with':
      return l10n.t('conflicts with this');
  }
}
