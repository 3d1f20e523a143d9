/**
 * A link state that KubeVirt does not know. Truth: `kubevirt/kubevirt · pkg/network/admitter/netiface.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { findDefaultNetwork } from '../../kubevirt/network-classification.ts';
import { causeRule } from '../cause-rule.ts';
import { correctionOf, type Correction } from '../machine/correction.ts';
import type { Subject } from '../rule.ts';
import { interfaceAt, type InterfaceAt } from './interface-at.ts';

/** What the same state is called elsewhere. */
const otherWords: Readonly<Record<string, string>> = {
  on: 'up',
  enabled: 'up',
  connected: 'up',
  plugged: 'up',
  off: 'down',
  disabled: 'down',
  disconnected: 'down',
  unplugged: 'absent',
  removed: 'absent',
};

export default causeRule({
  id: 'unsupported-interface-state',
  since: '0.2.0',
  summary: 'A link state other than up, down and absent.',
  advice: ({ place }, subject) => {
    const at = interfaceAt(subject, place);
    const states = at ? statesOf(at, subject) : [];
    return states.length === 0
      ? l10n.t('This interface can have no state: its link is up. Remove state.')
      : l10n.t('Write one of {0}; without state the link is up.', states.join(', '));
  },
  fixes: ({ field }, subject) => {
    const at = interfaceAt(subject, field);
    if (!at) return [];
    const meant = meantState(at, subject);
    return [
      ...(meant
        ? subject.plan(l10n.t('Write {0}', meant.value), meant.safety, [{ do: 'set', field, value: meant.value }])
        : []),
      ...subject.plan(l10n.t('Remove state: the link is up'), 'unsafe', [{ do: 'remove', field }]),
    ];
  },
});

/** The states that the interface can have, by its binding and network. */
function statesOf({ own }: InterfaceAt, { vm, cluster }: Subject): readonly string[] {
  const isDefault = own.name === (vm && findDefaultNetwork(vm.spec.networks, cluster.release)?.name);
  return [...(own.sriov ? [] : ['up', 'down']), ...(own.bridge && !isDefault ? ['absent'] : [])];
}

/** None where the state that was meant is one that this interface cannot have. */
function meantState(at: InterfaceAt, subject: Subject): Correction | undefined {
  const word = at.own.state.trim();
  const same = otherWords[word.toLowerCase()];
  const meant: Correction | undefined =
    same === undefined ? correctionOf(word, ['up', 'down', 'absent']) : { value: same, safety: 'unsafe' };
  return meant && statesOf(at, subject).includes(meant.value) ? meant : undefined;
}
