/**
 * What KubeVirt's texts mean by which it says that a VMI cannot be made or kept as it should be (condition Synchronized), as far as NICs are
 * the reason. Patterns of messages are facts; an unknown one is quoted by who asks. Truth: `kubevirt/kubevirt ·
 * pkg/virt-controller/watch/vmi/lifecycle.go`, `pkg/network/setup`, `pkg/network/multus/nad.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import * as commands from './commands.ts';
import { hotplugSlots, lacksSlots } from './hotplug-slots.ts';
import type { Observed } from './observed.ts';
import { slotAdvice } from './slot-words.ts';

export interface MessageReading {
  readonly meaning: string;
  readonly nextSteps: readonly string[];
  /** The Pod interface that the message names. */
  readonly podInterface?: string;
}

type Reader = (found: RegExpExecArray, observed: Observed) => MessageReading;

/** The first that fits counts. */
const readers: readonly (readonly [RegExp, Reader])[] = [
  [
    /failed to locate network attachment definition (\S+)/,
    ([, nad], observed) => ({
      meaning: l10n.t('The launcher Pod cannot be made: NAD {0} is not there.', nad ?? '?'),
      nextSteps: [l10n.t('Create the NAD or mend the reference: {0}.', commands.getNad(nad)), again(observed)],
    }),
  ],
  [
    /unable to find the network binding plugin '([^']*)'/,
    ([, plugin]) => ({
      meaning: l10n.t('The launcher Pod cannot be made: no binding plugin {0} is registered.', plugin ?? '?'),
      nextSteps: [l10n.t('Register {0} in the KubeVirt resource: spec.configuration.network.binding.', plugin ?? '?')],
    }),
  ],
  [
    /failed to render launch manifest/,
    () => ({
      meaning: l10n.t('The launcher Pod cannot be made of the VMI’s spec.'),
      nextSteps: [l10n.t('Mend what the message names.')],
    }),
  ],
  [
    /exceeded quota/,
    () => ({
      meaning: l10n.t('The launcher Pod does not fit into the quota of the namespace.'),
      nextSteps: [l10n.t('Raise the quota, or free some of it.')],
    }),
  ],
  [
    /failed create validation/,
    () => ({
      meaning: l10n.t('The VMI uses a binding that this release does not have any more.'),
      nextSteps: [l10n.t('Use another binding, or a binding plugin in its place.')],
    }),
  ],
  [
    /pod link \(([^)\s]+)\) is missing/,
    ([, link = ''], observed) => ({
      meaning: l10n.t(
        'The Pod’s network namespace has no {0}: the NIC was handed over to the guest as a whole (an SR-IOV or VFIO NAD under a bridge binding), taken out of the Pod, or is called otherwise.',
        link,
      ),
      nextSteps: [
        l10n.t('Compare with the Pod’s network-status: {0}.', commands.getPod(observed)),
        l10n.t('Use a NAD whose CNI leaves a device in the Pod, or the binding that fits the NAD.'),
      ],
      podInterface: link,
    }),
  ],
  [
    /no gateway address found in routes for (\S+)/,
    ([, link = '']) => ({
      meaning: l10n.t('The NAD’s ipam gives {0} an address without a route, which KubeVirt needs for its DHCP.', link),
      nextSteps: [l10n.t('Let the ipam of the NAD give a route, or give no address at all.')],
      podInterface: link,
    }),
  ],
  [
    /failed to configure vmi network for migration target/,
    (_, observed) => ({
      meaning: l10n.t(
        'The network could not be set up in the Pod that the VM is to migrate to; it goes on in the old one.',
      ),
      nextSteps: [
        l10n.t('Look at the migrations, and at the newest launcher Pod: {0}.', commands.getMigrations(observed)),
      ],
    }),
  ],
  [
    /undefined binding method/,
    () => ({
      meaning: l10n.t('A NIC names no binding.'),
      nextSteps: [l10n.t('Give each interface a binding, such as bridge or masquerade.')],
    }),
  ],
  [
    /PCI-Address for SR-IOV network/,
    (_, observed) => ({
      meaning: l10n.t('The launcher does not know the PCI address of a virtual function.'),
      nextSteps: [
        l10n.t(
          'See that the NAD has a resource name, and that its device plugin gave a VF: {0}.',
          commands.getPod(observed),
        ),
      ],
    }),
  ],
  [
    /failed to configure vmi network/,
    (_, observed) => ({
      meaning: l10n.t('The network of the VM could not be set up in the Pod.'),
      nextSteps: [l10n.t('Look at the log of the launcher: {0}.', commands.launcherLogs(observed))],
    }),
  ],
];

/** Undefined for a message that is not known to be about NICs. */
export function messageReading(message: string, observed: Observed): MessageReading | undefined {
  if (lacksSlots(message)) {
    const slots = hotplugSlots(observed);
    return {
      meaning: l10n.t('No PCIe port is free for the NIC or disk that is to be plugged.'),
      nextSteps: [
        ...(slots ? [slotAdvice(slots)] : []),
        l10n.t('Restart the VM, which plans the ports anew: {0}.', commands.restartCommand(observed)),
      ],
    };
  }
  for (const [pattern, read] of readers) {
    const found = pattern.exec(message);
    if (found) return read(found, observed);
  }
  return undefined;
}

function again(observed: Observed): string {
  return l10n.t(
    'KubeVirt tries again by itself; see whether the message goes: {0}.',
    commands.getObject(observed, 'vmi'),
  );
}
