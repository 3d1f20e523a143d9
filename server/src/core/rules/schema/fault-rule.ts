/**
 * A rule for one kind of fault that the API schema finds: the schema has the say, the rule adds in plain words what to do,
 * and the edits that mend it.
 */
import type { Role } from '../../resources/kinds.ts';
import type { Severity } from '../../settings.ts';
import { joinField } from '../../yaml/locate.ts';
import type { SchemaFault } from '../../schemas/schema-types.ts';
import type { Fix, Related, Rule, Subject } from '../rule.ts';

export interface FaultRuleParts {
  readonly id: string;
  readonly since: string;
  /** `error` unless given. */
  readonly severity?: Severity;
  readonly summary: string;
  /** The faults that this rule tells; each fault is told by one rule. */
  tells(fault: SchemaFault, subject: Subject): boolean;
  /** Severity of one fault; that of the rule where it is undefined. */
  severityOf?(fault: SchemaFault): Severity | undefined;
  /** What to do, in plain words; Kubernetes' own message stands before it. */
  advice(fault: SchemaFault, subject: Subject): string;
  related?(fault: SchemaFault, subject: Subject): readonly Related[];
  fixes?(fault: SchemaFault, field: string, subject: Subject): readonly Fix[];
}

/** Every kind that has a schema. */
export const schemaRoles: readonly Role[] = [
  'virtual-machine',
  'virtual-machine-instance',
  'replica-set',
  'pool',
  'preset',
  'migration',
  'kubevirt',
  'instancetype',
  'preference',
  'nad',
];

export function faultRule({
  tells,
  severityOf,
  advice,
  related,
  fixes,
  severity = 'error',
  ...parts
}: FaultRuleParts): Rule {
  return {
    ...parts,
    severity,
    fixable: fixes !== undefined,
    roles: schemaRoles,
    about: 'faults',
    check(subject, report) {
      for (const fault of subject.faults()) {
        if (!tells(fault, subject)) continue;
        const own = severityOf?.(fault);
        report({
          field: joinField(subject.resource?.field ?? '', fault.field).replace(/^\./, ''),
          on: fault.on,
          message: `${fault.message.replace(/^\./, '')} – ${advice(fault, subject)}`,
          ...(own !== undefined && { severity: own }),
          ...(related && { related: related(fault, subject) }),
          causes: [{ type: '', message: fault.message, field: fault.field }],
          data: fault,
        });
      }
    },
    ...(fixes && {
      fixes: (finding, subject) => fixes(finding.data as SchemaFault, finding.field, subject),
    }),
  };
}

/** The last key of a fault's path; empty for a member of a list. */
export function keyOf({ path }: SchemaFault): string {
  const last = path.at(-1);
  return typeof last === 'string' ? last : '';
}

/** The field that holds the one at a field. */
export function parentOf(field: string): string {
  const cut = Math.max(field.lastIndexOf('.'), field.lastIndexOf('['));
  return field.slice(0, Math.max(cut, 0));
}
