/**
 * A rule about some parts of a dump that do not go together, so that each kind has a severity of its own to configure. What
 * they are is judged in `core/kubevirt/status`; a rule only chooses which are its own.
 */
import * as l10n from '@vscode/l10n';
import type { Inconsistency } from '../../kubevirt/status/inconsistencies.ts';
import { fieldInDocument } from '../../workspace/edit-impact.ts';
import type { Rule } from '../rule.ts';
import { dumpRule } from './reading.ts';

export interface InconsistencyRuleParts extends Pick<Rule, 'id' | 'severity' | 'summary'> {
  readonly of: readonly Inconsistency['id'][];
}

export function inconsistencyRule({ of, ...parts }: InconsistencyRuleParts): Rule {
  return dumpRule(parts, ({ resource, reading }, report) => {
    for (const found of reading.inconsistencies) {
      if (found.of !== reading.own || !of.includes(found.id)) continue;
      report({
        field: fieldInDocument(resource, found.field),
        on: markedPart(found),
        ...(found.inside && { json: found.inside }),
        message: found.advice === undefined ? found.message : `${found.message} ${found.advice}`,
        related: (found.otherFields ?? []).map((field) => ({
          field: fieldInDocument(resource, field),
          message: l10n.t('does not go with this'),
        })),
        ...(!found.certain && parts.severity === 'warning' && { severity: 'information' }),
      });
    }
  });
}

/** Of what may have many lines the key, or where it begins. */
function markedPart({ of, inside }: Inconsistency): 'key' | 'value' {
  return (of === 'pod' && inside === undefined) || typeof inside?.at(-1) === 'number' ? 'key' : 'value';
}
