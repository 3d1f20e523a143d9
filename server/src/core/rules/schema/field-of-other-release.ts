/**
 * A field that KubeVirt has, but not in the release at hand. Truth: KubeVirt's published API description, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { faultRule, keyOf } from './fault-rule.ts';

export default faultRule({
  id: 'field-of-other-release',
  since: '0.2.0',
  summary: 'A field that another release of KubeVirt has.',
  tells: ({ fault, releases }) => fault === 'unknown-field' && (releases ?? []).length > 0,
  severityOf: ({ refusedBy }) => (refusedBy === 'nobody' || refusedBy === 'strict-client' ? 'warning' : undefined),
  advice: (fault, { cluster }) =>
    l10n.t(
      'KubeVirt {0} has no field {1}; {2} has. Remove it, or tell VirtLens the release of your cluster (setting virtlens.release, or release in .virtlens.yaml).',
      cluster.release.id,
      keyOf(fault),
      (fault.releases ?? []).join(', '),
    ),
  fixes: (fault, field, subject) =>
    subject.plan(l10n.t('Remove {0}', keyOf(fault)), 'unsafe', [{ do: 'remove', field }]),
});
