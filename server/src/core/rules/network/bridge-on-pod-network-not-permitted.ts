/**
 * The bridge binding on the Pod network, where the KubeVirt resource does not permit it. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter/binding.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { joinField } from '../../yaml/locate.ts';
import { describeSource } from '../../workspace/cluster-facts.ts';
import { causeRule } from '../cause-rule.ts';
import { bindingsFor, bindingSteps } from './bindings.ts';
import { configurationFix } from './configuration-fix.ts';
import { interfacesOf, networkNamed } from './nics.ts';

export default causeRule({
  id: 'bridge-on-pod-network-not-permitted',
  since: '0.2.0',
  summary: 'The bridge binding on the Pod network, which the KubeVirt resource does not permit.',
  advice: (_, { cluster }) =>
    l10n.t(
      'permitBridgeInterfaceOnPodNetwork is false ({0}). Use masquerade on the Pod network.',
      describeSource(cluster.configurationSource),
    ),
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    const { interface: index, name } = cause.data as { interface: number; name: string };
    if (!interfacesOf(subject)[index]) return [];
    return [
      ...bindingsFor(subject, networkNamed(subject, name))
        .filter((binding) => binding !== 'bridge')
        .flatMap((binding) =>
          subject.plan(
            l10n.t('Use {0} instead of {1}', binding, 'bridge'),
            'unsafe',
            bindingSteps(subject, index, binding),
          ),
        ),
      ...configurationFix(subject, l10n.t('Permit bridge on the Pod network'), (configuration) => [
        {
          do: 'set',
          field: joinField(configuration, 'network.permitBridgeInterfaceOnPodNetwork'),
          value: true,
        },
      ]),
    ];
  },
});
