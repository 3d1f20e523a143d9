/**
 * A field that the API server or KubeVirt demands. Truth: KubeVirt's published API description, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { faultRule, keyOf, parentOf } from './fault-rule.ts';

/** Fields that may be empty and mean nothing more by it. */
const mayBeEmpty: ReadonlySet<string> = new Set(['devices']);

export default faultRule({
  id: 'missing-field',
  since: '0.2.0',
  summary: 'A field that has to be there.',
  tells: ({ fault }) => fault === 'missing-field',
  severityOf: ({ refusedBy }) => (refusedBy === 'nobody' ? 'warning' : undefined),
  advice: (fault) => l10n.t('Add {0}; it has to be there.', keyOf(fault)),
  fixes: (fault, field, subject) =>
    mayBeEmpty.has(keyOf(fault))
      ? subject.plan(l10n.t('Add {0}', `${keyOf(fault)}: {}`), 'safe', [
          { do: 'insert-entry', field: parentOf(field), key: keyOf(fault), value: {} },
        ])
      : [],
});
