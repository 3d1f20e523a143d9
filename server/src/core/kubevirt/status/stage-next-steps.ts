/**
 * What to look at or do about a stage, in the order in which it is worth it, with commands. Nothing for what is done or comes by itself at
 * once. Decides nothing.
 */
import * as l10n from '@vscode/l10n';
import { upgradesNames } from '../launcher-annotations.ts';
import * as commands from './commands.ts';
import { hotplugSlots, lacksSlots } from './hotplug-slots.ts';
import type { Observed } from './observed.ts';
import { outlookSteps } from './outlook-words.ts';
import { slotAdvice } from './slot-words.ts';
import type { NicStage } from './stage.ts';

export function stageNextSteps(nic: NicStage, observed: Observed): readonly string[] {
  const events = (names: string): string =>
    l10n.t('Look for the events {0} of the Pod: {1}.', names, commands.describePod(observed));
  const nad = (): string => l10n.t('Look at the NAD: {0}.', commands.getNad(nic.nad));
  const restart = (): string => l10n.t('Restart the VM: {0}.', commands.restartCommand(observed));
  const migrate = (): string => l10n.t('Migrate the VMI: {0}.', commands.migrateCommand(observed));
  switch (nic.stage) {
    case 'not-copied':
      return notCopied(nic, observed, restart);
    case 'pod-not-rendered':
      return [
        l10n.t(
          'Mend what the message names: a NAD that is missing, a binding plugin that is not registered, a quota, a binding that is no more.',
        ),
        ...(nic.nad === undefined ? [] : [nad()]),
      ];
    case 'sandbox-not-created':
      return [
        events('FailedCreatePodSandBox, NoNetworkFound'),
        nad(),
        l10n.t('Mend what Multus says there: the NAD, its namespace, or the CNI on the node.'),
      ];
    case 'sriov-awaits-migration':
    case 'attach-needs-migration': {
      const look =
        nic.stage === 'attach-needs-migration'
          ? [events('AddedInterface, FailedAddingInterface, InterfaceAddRejected')]
          : [];
      return [...look, ...outlookSteps(observed)];
    }
    case 'not-in-annotation':
      return nic.progress === 'stuck'
        ? [restart()]
        : [
            l10n.t('See that the Pod is ready, and what it is asked for: {0}.', commands.getPod(observed)),
            l10n.t('If it stays so, look at the log of virt-controller for this VMI.'),
          ];
    case 'awaits-dynamic-attach':
      return [
        events('AddedInterface, FailedAddingInterface, InterfaceAddRejected'),
        nad(),
        l10n.t(
          'Without such an event no dynamic networks controller is at work: a live migration has to bring the NIC.',
        ),
      ];
    case 'not-recognised':
      return notRecognised(nic, observed, nad);
    case 'not-in-guest':
      return inPodOnly(nic, observed);
    case 'vf-not-in-guest':
      return [
        l10n.t(
          'Look for the PCI address of the SR-IOV network and the VFIO driver in the log of the launcher: {0}.',
          commands.launcherLogs(observed),
        ),
        restart(),
      ];
    case 'plugin-not-in-guest':
      return [
        l10n.t(
          'See that binding {0} is registered in the KubeVirt resource (spec.configuration.network.binding), with its sidecar or domainAttachmentType.',
          nic.binding || '?',
        ),
        l10n.t('Look at the log of the launcher: {0}.', commands.launcherLogs(observed)),
      ];
    case 'not-seen-by-agent':
    case 'primary-without-agent':
      return nic.progress === 'stuck'
        ? [
            l10n.t(
              'Compare its MAC with those of the entries without a name, which are the guest’s other NICs: {0}.',
              commands.getInterfaces(observed),
            ),
            l10n.t(
              'In the guest, see that the NIC has a driver (Windows needs virtio-win) and that no bond or bridge gave it another MAC: {0}.',
              commands.consoleCommand(observed),
            ),
          ]
        : [];
    case 'without-address':
    case 'primary-without-address':
      return withoutAddress(nic, observed);
    case 'lost-in-pod':
      return [
        l10n.t(
          'Compare the Pod’s networks and network-status annotations with {0}: {1}.',
          nic.podInterface ?? '?',
          commands.getPod(observed),
        ),
        l10n.t(
          'If the Pod uses other names, its name scheme is another; if the entry is gone, somebody rewrote the annotation.',
        ),
        migrate(),
      ];
    case 'nad-changed':
      return nic.progress === 'stuck'
        ? [l10n.t('See whether the VM has RestartRequired: {0}.', commands.getObject(observed, 'vm')), restart()]
        : outlookSteps(observed);
    case 'other-nad':
      return [
        l10n.t('Compare both annotations of the Pod: {0}.', commands.getPod(observed)),
        nad(),
        l10n.t('Look for what chooses another NAD: a webhook, a default network, two controllers at once.'),
      ];
    case 'lost-everywhere':
      return [migrate(), restart()];
    case 'primary-missing':
      return [l10n.t('Compare the names of networks and interfaces: {0}.', commands.getObject(observed, 'vmi'))];
    case 'primary-awaits-pod':
      return nic.evidence.length > 0 || nic.progress === 'stuck'
        ? [events('FailedCreatePodSandBox, FailedScheduling')]
        : [];
    case 'primary-not-in-domain':
      return nic.progress === 'stuck'
        ? [
            l10n.t('Read the condition Synchronized of the VMI: {0}.', commands.getObject(observed, 'vmi')),
            l10n.t('Look at the log of the launcher: {0}.', commands.launcherLogs(observed)),
          ]
        : [];
    case 'claim-not-in-domain':
      return [l10n.t('Look at the resource claims of the Pod: {0}.', commands.describePod(observed)), restart()];
    case 'unplug-not-copied':
      if (nic.progress !== 'stuck') return [];
      return upgradesNames(observed.release, observed.configuration)
        ? [
            l10n.t('Migrate the VMI once, and the new Pod has hashed names: {0}.', commands.migrateCommand(observed)),
            restart(),
          ]
        : [restart()];
    case 'unplug-asked':
      return [
        l10n.t(
          'See that the guest has booted, supports hot-unplug, and does not hold the NIC busy: {0}.',
          commands.consoleCommand(observed),
        ),
        l10n.t(
          'If it stays so, reboot the guest, migrate the VMI, or restart the VM: {0}.',
          commands.restartCommand(observed),
        ),
      ];
    case 'unplug-in-pod':
      return [events('RemovedInterface, FailedRemovingInterface')];
    case 'unplug-needs-migration':
      return outlookSteps(observed);
    case 'unplug-cleanup':
      return [
        l10n.t(
          'Wait. If it stays so, a link was left behind in the Pod, as older releases do: {0}.',
          commands.restartCommand(observed),
        ),
      ];
    case 'unplugged':
      return [
        l10n.t(
          'Delete NIC {0} and its network from the manifest that the VM is applied from: else it comes back.',
          nic.network,
        ),
      ];
    case 'deleted-without-absent':
      return [
        l10n.t('Put NIC {0} back with state: absent to unplug it while the VM runs (bridge NICs only).', nic.network),
        l10n.t('Or restart the VM: {0}.', commands.restartCommand(observed)),
      ];
    default:
      return [];
  }
}

function notCopied(nic: NicStage, observed: Observed, restart: () => string): readonly string[] {
  if (!observed.vmi) return [l10n.t('Look at the VMI: {0}.', commands.getObject(observed, 'vmi'))];
  if (nic.progress === 'stuck')
    return [
      restart(),
      l10n.t('Or use a bridge or SR-IOV NIC on a secondary network, which is plugged while the VM runs.'),
    ];
  return [
    l10n.t(
      'See whether the VM’s condition Failure says HotPlugNetworkInterfaceError: {0}.',
      commands.getObject(observed, 'vm'),
    ),
  ];
}

function notRecognised(nic: NicStage, observed: Observed, nad: () => string): readonly string[] {
  const entry = nic.podStatusIndex === undefined ? undefined : observed.pod?.statuses[nic.podStatusIndex];
  const isNamedOtherwise = entry !== undefined && entry.interface !== nic.podInterface;
  if (isNamedOtherwise)
    return [
      nad(),
      entry.interface === ''
        ? l10n.t(
            'Give its CNI configuration a cniVersion of 0.3.1 or newer, or use a CNI that reports its interfaces; then make a new Pod.',
          )
        : l10n.t(
            'Find out who attaches {0} and under which name: KubeVirt asks for {1}.',
            nic.nad ?? '?',
            nic.podInterface ?? '?',
          ),
    ];
  return [
    l10n.t('See that the VMI is Running, and whether the entry comes: {0}.', commands.getObject(observed, 'vmi')),
    l10n.t('If it stays so, look at the log of virt-controller for this VMI.'),
  ];
}

function inPodOnly(nic: NicStage, observed: Observed): readonly string[] {
  const [message = ''] = nic.evidence;
  if (lacksSlots(message)) {
    const slots = hotplugSlots(observed);
    return [
      ...(slots ? [slotAdvice(slots)] : []),
      l10n.t('Restart the VM, which plans the ports anew: {0}.', commands.restartCommand(observed)),
    ];
  }
  const type = nic.nad === undefined ? undefined : observed.cniTypeOf(nic.nad);
  return [
    l10n.t('Read the condition Synchronized of the VMI: {0}.', commands.getObject(observed, 'vmi')),
    type === undefined
      ? l10n.t('See that the NAD’s CNI gives the Pod a device that a bridge can take: {0}.', commands.getNad(nic.nad))
      : l10n.t('See that CNI {0} gives the Pod a device that a bridge can take: {1}.', type, commands.getNad(nic.nad)),
    l10n.t(
      'See that virt-handler and the launcher are not older than what put the NIC there: {0}.',
      commands.launcherLogs(observed),
    ),
  ];
}

function withoutAddress(nic: NicStage, observed: Observed): readonly string[] {
  if (nic.kind === 'primary')
    return [
      l10n.t(
        'In the guest, see that {0} uses DHCP, and that no other NIC took the default route: {1}.',
        nic.interfaceName || nic.network,
        commands.consoleCommand(observed),
      ),
    ];
  return [
    l10n.t(
      'In the guest, see that {0} is up and configured for DHCP or has a static address (cloud-init network data): {1}.',
      nic.interfaceName || nic.network,
      commands.consoleCommand(observed),
    ),
    l10n.t(
      'See who is to give addresses there, a DHCP server on the network or the NAD’s ipam: {0}.',
      commands.getNad(nic.nad),
    ),
  ];
}
