/**
 * A VM without networks, where the interface that KubeVirt would add is one it does not permit or has given up. Truth:
 * `kubevirt/kubevirt · pkg/network/vmispec/defaults.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { joinField } from '../../yaml/locate.ts';
import { describeSource } from '../../workspace/cluster-facts.ts';
import { causeRule } from '../cause-rule.ts';
import { configurationFix } from './configuration-fix.ts';
import { addPodNicFix, noPodNicFix } from './implicit-nic.ts';

export default causeRule({
  id: 'default-interface-not-available',
  since: '0.2.0',
  summary: 'No networks, and a default interface that the cluster does not have.',
  advice: (_, { cluster }) =>
    l10n.t(
      'A VM without networks gets the default interface, here {0} ({1}). Write its interface and network, or autoattachPodInterface: false for none.',
      cluster.configuration.defaultNetworkInterface,
      describeSource(cluster.configurationSource),
    ),
  fixes: ({ cause }, subject) => {
    const { cluster } = subject;
    if (!cause) return [];
    const isSlirp = cluster.configuration.defaultNetworkInterface === 'slirp';
    return [
      ...addPodNicFix(subject),
      ...noPodNicFix(subject, l10n.t('Have no interface')),
      ...configurationFix(subject, l10n.t('Make masquerade the default'), (configuration) => [
        isSlirp
          ? { do: 'set', field: joinField(configuration, 'network.defaultNetworkInterface'), value: 'masquerade' }
          : {
              do: 'insert-entry',
              field: joinField(configuration, 'network'),
              key: 'defaultNetworkInterface',
              value: 'masquerade',
            },
      ]),
    ];
  },
});
