/**
 * What the condition RestartRequired of a VM waits for, in words, with the NICs that differ between the VM and what runs. Decides nothing;
 * what asks for a restart is in `live/`.
 */
import * as l10n from '@vscode/l10n';
import type { Condition } from '../live/conditions.ts';
import { type NetworkRestart, networkRestartReasons } from '../live/network-restart.ts';
import { restartMessage } from '../live/template-differences.ts';
import * as commands from './commands.ts';
import type { Told } from './condition-reading.ts';
import type { Observed } from './observed.ts';

export function restartReading({ status, message }: Condition, observed: Observed): Told | undefined {
  if (status !== 'True') return undefined;
  const [first, ...others] = reasonsOf(observed);
  const restart = l10n.t('Restart the VM when it suits: {0}.', commands.restartCommand(observed));
  if (message !== restartMessage || !first)
    return {
      weight: 'waiting',
      meaning: `${l10n.t('A change of the VM waits for a restart; NICs are plugged and unplugged all the same, CPUs and memory are not.')} ${l10n.t('KubeVirt says: “{0}”', message)}`,
      nextSteps: [restart, l10n.t('Or take the change back: the condition goes by itself.')],
    };
  const parts = [first, ...others].map(partText).join('; ');
  return {
    weight: 'waiting',
    meaning: l10n.t('A change of the VM waits for a restart. Of its NICs, by what is seen here: {0}.', parts),
    nextSteps: [restart, l10n.t('Or take the change back: the condition goes by itself.')],
    network: first.network,
  };
}

/** Of each NIC the first part that differs. */
function reasonsOf({ vm, vmi, release, configuration }: Observed): readonly NetworkRestart[] {
  if (!vm || !vmi) return [];
  const reasons = networkRestartReasons({ ...vm.desired.nics, ...vm.nics }, vmi.running.nics, release, configuration);
  return reasons.filter(({ network }, index) => reasons.findIndex((other) => other.network === network) === index);
}

function partText({ network, part }: NetworkRestart): string {
  switch (part) {
    case 'interface-removed':
    case 'network-removed':
      return l10n.t('{0} is no longer in the VM', network);
    case 'interface-changed':
      return l10n.t('the interface of {0} is another', network);
    case 'network-changed':
      return l10n.t('the network of {0} is another', network);
    case 'pod-network-added':
      return l10n.t('{0}, a Pod network, is new', network);
  }
}
