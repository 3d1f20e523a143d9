/**
 * A default interface that the cluster itself refuses: then every VM that lists no networks is refused. Truth:
 * `kubevirt/kubevirt · pkg/network/vmispec/defaults.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { configurationFaults, decodeConfiguration } from '../../kubevirt/configuration.ts';
import { setDefaultNetworkInterface } from '../../kubevirt/interface-defaults.ts';
import { find, joinField } from '../../yaml/locate.ts';
import { isAbsenceCertain, isCertain } from '../../yaml/templating.ts';
import { putStep } from '../machine/put-value.ts';
import type { Rule } from '../rule.ts';
import { certainAt, configurationField } from './configuration-at.ts';

const rule: Rule = {
  id: 'unusable-default-interface',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A default interface with which every VM without networks is refused.',
  fixable: true,
  roles: ['kubevirt'],

  check(subject, report) {
    const configuration = configurationField(subject);
    if (configuration === undefined) return;
    const { document } = subject;
    const fields = ['defaultNetworkInterface', 'permitBridgeInterfaceOnPodNetwork'].map((key) =>
      joinField(configuration, `network.${key}`),
    );
    if (!fields.every((field) => isCertain(document, field) || isAbsenceCertain(document, field))) return;
    const mark = fields.find((field) => document.root && find(document.root, field));
    const network = certainAt(subject, joinField(configuration, 'network'));
    if (mark === undefined || configurationFaults({ network }).length > 0) return;
    const defaulted = setDefaultNetworkInterface(noNics, decodeConfiguration({ network }));
    if (!('error' in defaulted)) return;
    report({
      field: mark,
      on: 'value',
      message: `${defaulted.error} – ${l10n.t(
        'KubeVirt refuses every VM that lists no networks with these words. Make masquerade the default.',
      )}`,
    });
  },

  fixes(_, subject) {
    const network = joinField(configurationField(subject) ?? '', 'network');
    return subject.plan(l10n.t('Make masquerade the default'), 'unsafe', [
      putStep(subject, network, 'defaultNetworkInterface', 'masquerade'),
    ]);
  },
};

const noNics = { interfaces: [], networks: [], resourceClaims: [] };

export default rule;
