/**
 * A feature gate that is both turned on and turned off. Truth: `kubevirt/kubevirt · pkg/virt-operator/webhooks`, v1.8,
 * v1.9; earlier releases have no list of disabled gates.
 */
import * as l10n from '@vscode/l10n';
import { joinField } from '../../yaml/locate.ts';
import type { Rule } from '../rule.ts';
import { certainAt, configurationField } from './configuration-at.ts';

interface Data {
  readonly fields: readonly string[];
}

const rule: Rule = {
  id: 'conflicting-feature-gate',
  since: '0.3.0',
  severity: 'error',
  summary: 'A feature gate that is both enabled and disabled.',
  fixable: true,
  roles: ['kubevirt'],

  check(subject, report) {
    const configuration = configurationField(subject);
    if (configuration === undefined || !subject.cluster.release.fields.disabledFeatureGates) return;
    const developer = joinField(configuration, 'developerConfiguration');
    const enabled = joinField(developer, 'featureGates');
    const disabled = joinField(developer, 'disabledFeatureGates');
    const on = certainAt(subject, enabled);
    const off = certainAt(subject, disabled);
    if (!Array.isArray(on) || !Array.isArray(off)) return;
    off.forEach((gate: unknown, index) => {
      const other = on.indexOf(gate);
      if (typeof gate !== 'string' || other < 0) return;
      const fields = [joinField(disabled, index), joinField(enabled, other)];
      const data: Data = { fields };
      report({
        field: joinField(disabled, index),
        on: 'value',
        message: `feature gate "${gate}" exists on both "FeatureGates" and "DisabledFeatureGates" – ${l10n.t(
          'Leave it in one of the lists.',
        )}`,
        related: [{ field: joinField(enabled, other), message: l10n.t('enabled here') }],
        data,
      });
    });
  },

  fixes({ data }, { plan }) {
    const [disabled = '', enabled = ''] = (data as Data).fields;
    return [
      ...plan(l10n.t('Leave it enabled'), 'unsafe', [{ do: 'remove', field: disabled }]),
      ...plan(l10n.t('Leave it disabled'), 'unsafe', [{ do: 'remove', field: enabled }]),
    ];
  },
};

export default rule;
