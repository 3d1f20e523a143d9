/**
 * The old macvtap binding on a network without NAD. Truth: `kubevirt/kubevirt · pkg/network/admitter/macvtap.go`, v1.6 and
 * v1.7; later releases refuse the binding whatever its network.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import { offNetworkFixes } from './off-network.ts';

export default causeRule({
  id: 'macvtap-off-multus-network',
  since: '0.2.0',
  summary: 'The old macvtap binding on a network other than a Multus network.',
  advice: ({ data }) => {
    const { name } = data as { name: string };
    return l10n.t('macvtap needs a NAD that hands out the device, and {0} names none. Use another binding.', name);
  },
  fixes: ({ cause }, subject) =>
    cause ? offNetworkFixes(subject, (cause.data as { interface: number }).interface, 'macvtap') : [],
});
