/**
 * A link state on an SR-IOV interface, whose link is the device's own. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter/netiface.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import { interfaceAt } from './interface-at.ts';

export default causeRule({
  id: 'link-state-on-sriov',
  since: '0.2.0',
  summary: 'The state up or down on an SR-IOV interface.',
  advice: () => l10n.t('KubeVirt cannot set the link of a passed-through device. Remove state.'),
  fixes: ({ field }, subject) => {
    const at = interfaceAt(subject, field);
    // Up is what every link is without a state.
    return at
      ? subject.plan(l10n.t('Remove state'), at.own.state === 'up' ? 'safe' : 'unsafe', [{ do: 'remove', field }])
      : [];
  },
});
