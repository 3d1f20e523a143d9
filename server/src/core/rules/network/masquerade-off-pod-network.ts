/**
 * The masquerade binding on a network that is not the Pod network. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter/masquerade.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';

export default causeRule({
  id: 'masquerade-off-pod-network',
  since: '0.2.0',
  summary: 'The masquerade binding on a network other than the Pod network.',
  advice: () =>
    l10n.t(
      'masquerade translates addresses of the Pod network only. Use bridge on a Multus network, or put the interface on the Pod network.',
    ),
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    return subject.plan(l10n.t('Use bridge instead of masquerade'), 'unsafe', [
      { do: 'rename-key', field: cause.place, key: 'bridge' },
    ]);
  },
});
