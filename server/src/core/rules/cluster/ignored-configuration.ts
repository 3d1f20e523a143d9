/**
 * A value for which KubeVirt sets the whole `spec.configuration` aside: it logs why, and goes on with its defaults, so
 * that gates and plugins are off that seem to be on. Truth: `kubevirt/kubevirt · pkg/virt-config/configuration.go`,
 * v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { configurationFaults } from '../../kubevirt/configuration.ts';
import { joinField } from '../../yaml/locate.ts';
import { isCertain } from '../../yaml/templating.ts';
import { correctionOf } from '../machine/correction.ts';
import { writtenAt } from '../machine/written-values.ts';
import type { Rule } from '../rule.ts';
import { certainAt, configurationField } from './configuration-at.ts';

interface Data {
  readonly allowed: readonly string[];
}

const rule: Rule = {
  id: 'ignored-configuration',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A value that makes KubeVirt ignore all of its configuration.',
  fixable: true,
  roles: ['kubevirt'],

  check(subject, report) {
    const configuration = configurationField(subject);
    if (configuration === undefined) return;
    for (const { field: part, allowed } of configurationFaults(writtenAt(subject, configuration))) {
      const field = joinField(configuration, part);
      if (!isCertain(subject.document, field)) continue;
      const data: Data = { allowed };
      report({
        field,
        on: 'value',
        message: [
          l10n.t(
            'KubeVirt does not take this value, and with it none of spec.configuration: it logs the fault and goes on with its defaults.',
          ),
          allowed.length > 0 ? l10n.t('Write one of {0}.', allowed.join(', ')) : l10n.t('Write a number in its range.'),
        ].join(' '),
        data,
      });
    }
  },

  fixes({ field, data }, subject) {
    const { allowed } = data as Data;
    const written = certainAt(subject, field);
    const meant = typeof written === 'string' ? correctionOf(written, allowed)?.value : undefined;
    return [
      ...(meant === undefined
        ? []
        : subject.plan(l10n.t('Write {0}', meant), 'unsafe', [{ do: 'set', field, value: meant }])),
      ...subject.plan(l10n.t('Remove it: the default counts'), 'unsafe', [{ do: 'remove', field }]),
    ];
  },
};

export default rule;
