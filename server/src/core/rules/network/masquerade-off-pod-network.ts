/**
 * The masquerade binding on a network that is not the Pod network. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter/binding.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import { networkNamed } from './nics.ts';
import { offNetworkFixes } from './off-network.ts';

export default causeRule({
  id: 'masquerade-off-pod-network',
  since: '0.2.0',
  summary: 'The masquerade binding on a network other than the Pod network.',
  advice: ({ data }, subject) => {
    const { name } = data as { name: string };
    return networkNamed(subject, name)
      ? l10n.t(
          'masquerade translates addresses of the Pod network only. Use bridge on a Multus network, or put the interface on the Pod network.',
        )
      : l10n.t('masquerade works on the Pod network only, and there is no network {0} yet.', name);
  },
  fixes: ({ cause }, subject) =>
    cause ? offNetworkFixes(subject, (cause.data as { interface: number }).interface, 'masquerade') : [],
});
