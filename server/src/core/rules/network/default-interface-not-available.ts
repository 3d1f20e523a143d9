/**
 * A VM without networks, where the interface that KubeVirt would add is one it does not permit or has given up. Truth:
 * `kubevirt/kubevirt · pkg/network/vmispec/defaults.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { joinField } from '../../yaml/locate.ts';
import { describeSource } from '../../workspace/cluster-facts.ts';
import { causeRule } from '../cause-rule.ts';
import { configurationFix } from './configuration-fix.ts';
import { addInterfaceStep, addNetworkStep } from './nics.ts';

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
    const { vm, cluster } = subject;
    if (!cause || !vm) return [];
    const isSlirp = cluster.configuration.defaultNetworkInterface === 'slirp';
    return [
      ...subject.plan(l10n.t('Add an interface with masquerade on the Pod network'), 'unsafe', [
        addInterfaceStep(subject, 'default', 'masquerade'),
        addNetworkStep(subject, 'default', 'pod'),
      ]),
      ...subject.plan(l10n.t('Have no interface'), 'unsafe', [
        vm.spec.autoattachPodInterface === undefined
          ? {
              do: 'insert-entry',
              field: joinField(vm.specField, 'domain.devices'),
              key: 'autoattachPodInterface',
              value: false,
            }
          : { do: 'set', field: joinField(vm.specField, 'domain.devices.autoattachPodInterface'), value: false },
      ]),
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
