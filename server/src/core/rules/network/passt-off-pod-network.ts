/**
 * passt on a network that is not the Pod network. Truth: `kubevirt/kubevirt · pkg/network/admitter/passt.go`, v1.6–v1.9;
 * its successor passtBinding came with v1.8.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import type { BindingKey } from './bindings.ts';
import { offNetworkFixes } from './off-network.ts';

export default causeRule({
  id: 'passt-off-pod-network',
  since: '0.2.0',
  summary: 'The passt binding on a network other than the Pod network.',
  advice: ({ data }) => {
    const { binding, name } = data as { binding: BindingKey; name: string };
    return l10n.t(
      '{0} carries the traffic of the Pod network only, and {1} is not on it. Use bridge on a Multus network.',
      binding,
      name,
    );
  },
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    const { interface: index, binding } = cause.data as { interface: number; binding: BindingKey };
    return offNetworkFixes(subject, index, binding);
  },
});
