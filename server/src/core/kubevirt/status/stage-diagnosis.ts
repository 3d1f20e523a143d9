/**
 * What a stage means for the NIC at hand, in one or two sentences with its real names. The words of KubeVirt and Multus are quoted as they
 * are. Decides nothing.
 */
import * as l10n from '@vscode/l10n';
import { findCondition } from '../live/conditions.ts';
import { gracePeriodMs } from '../live/migration-evaluator.ts';
import { conditionSince, type Observed } from './observed.ts';
import { timeText } from './observed-times.ts';
import { outlookText } from './outlook-words.ts';
import type { NicStage } from './stage.ts';
import { detachDiagnosis } from './detach-diagnosis.ts';

export function ownDiagnosis(nic: NicStage, observed: Observed): string {
  const { network, binding } = nic;
  const podInterface = nic.podInterface ?? '?';
  const nad = nic.nad ?? '?';
  switch (nic.stage) {
    case 'not-copied':
      return notCopied(nic, observed);
    case 'pod-not-rendered':
      return l10n.t('KubeVirt cannot make the launcher Pod of this VMI, so NIC {0} is nowhere yet.', network);
    case 'sandbox-not-created':
      return l10n.t(
        'The launcher Pod is not up, and its network-status has no {0} (network {1}) yet.',
        podInterface,
        network,
      );
    case 'sriov-awaits-migration':
      return `${l10n.t('SR-IOV NIC {0} is new in the running VMI. The running Pod is not asked for it, on purpose: it comes with the Pod of a live migration.', network)} ${outlookText(observed)}`;
    case 'not-in-annotation':
      return nic.progress === 'stuck'
        ? l10n.t(
            'The Pod’s networks annotation has no element for {0} (network {1}), and KubeVirt adds none to a running Pod for binding {2}.',
            podInterface,
            network,
            binding,
          )
        : l10n.t(
            'The Pod’s networks annotation has no element for {0} (network {1}). KubeVirt writes it when it next looks at the VMI and the Pod is ready.',
            podInterface,
            network,
          );
    case 'awaits-dynamic-attach':
      return `${notAttached(nic, observed)} ${pendingText(observed)}`;
    case 'attach-needs-migration':
      return `${notAttached(nic, observed)} ${l10n.t('The time for that is over, and only a new Pod will have it.')} ${outlookText(observed)}`;
    case 'not-recognised':
      return notRecognised(nic, observed);
    case 'not-in-guest':
      return l10n.t(
        'The Pod has {0} (NAD {1}), and the guest does not have NIC {2}: KubeVirt has not put it into the domain.',
        podInterface,
        nad,
        network,
      );
    case 'vf-not-in-guest':
      return l10n.t(
        'The Pod has the virtual function {0} (NAD {1}), and the guest does not have NIC {2}: the host device was not attached to the domain.',
        podInterface,
        nad,
        network,
      );
    case 'plugin-not-in-guest':
      return l10n.t(
        'The Pod has {0} (NAD {1}), and the guest does not have NIC {2}: binding {3} made no NIC of the domain.',
        podInterface,
        nad,
        network,
        binding || '?',
      );
    case 'not-seen-by-agent':
    case 'primary-without-agent':
      return withoutAgent(nic, observed);
    case 'healthy':
      return l10n.t(
        'NIC {0} is in the Pod and in the guest, where it is called {1}.',
        network,
        nic.interfaceName || nic.mac || '?',
      );
    case 'without-address':
      return l10n.t(
        'NIC {0} is in the guest ({1}) and has no address there: no DHCP server on network {2} answers, or nothing in the guest asks.',
        network,
        nic.interfaceName || nic.mac || '?',
        nad,
      );
    case 'primary-without-address':
      return l10n.t(
        'The guest has NIC {0} ({1}) without the Pod’s address: it did not take what DHCP offers.',
        network,
        nic.interfaceName || nic.mac || '?',
      );
    case 'lost-in-pod':
      if (nic.podStatusIndex !== undefined)
        return l10n.t(
          'The guest has NIC {0}, and the Pod reports {1}; the VMI’s status does not know of that yet.',
          network,
          podInterface,
        );
      return observed.pod
        ? l10n.t('The guest has NIC {0}, and the Pod’s network-status has no {1} any more.', network, podInterface)
        : l10n.t('The guest has NIC {0}; by the VMI’s status the Pod has no {1} any more.', network, podInterface);
    case 'nad-changed':
      return nadChanged(nic, observed);
    case 'other-nad':
      return l10n.t(
        'The Pod was asked to attach {0} by NAD {1}, and its network-status says that {2} did. KubeVirt takes that for a changed NAD where it brings such changes to running VMs.',
        podInterface,
        nad,
        nic.attachedNad || '?',
      );
    case 'lost-everywhere':
      return l10n.t(
        'The status has an entry for network {0} though neither the Pod nor the guest has the NIC. KubeVirt takes a NIC with an entry for plugged, and does nothing.',
        network,
      );
    case 'primary-awaits-pod':
      return l10n.t('The launcher Pod is not ready, so the status has no entry for network {0} yet.', network);
    case 'primary-missing':
      return l10n.t(
        'The VMI is Running, and its status has no entry for its Pod network {0}: the names do not match, or the status is not of this VMI.',
        network,
      );
    case 'primary-not-in-domain':
      return l10n.t('The Pod is ready with {0} (network {1}), and the guest is not up.', podInterface, network);
    case 'claim-awaits-domain':
      return l10n.t('NIC {0} is a device of a resource claim: the status tells of it once the guest runs.', network);
    case 'claim-in-domain':
      return l10n.t('NIC {0}, a device of a resource claim, is in the guest’s hardware.', network);
    case 'claim-not-in-domain':
      return l10n.t(
        'The VMI is Running without NIC {0}: the device of the resource claim was not given to the guest. One added to a running VM never is.',
        network,
      );
    case 'guest-only':
      return l10n.t(
        '{0} ({1}) is a NIC that the guest made itself, or one whose MAC KubeVirt does not know: bond, bridge, VLAN, container network. It belongs to no network of the VM.',
        nic.interfaceName || nic.mac || '?',
        nic.mac || '?',
      );
    default:
      return detachDiagnosis(nic, observed);
  }
}

function notCopied({ network, binding, progress }: NicStage, { vm, vmi, release }: Observed): string {
  if (!vmi)
    return vm?.printableStatus === 'Stopped'
      ? l10n.t('The VM is stopped: NIC {0} comes when it starts.', network)
      : l10n.t('The VMI is not seen here, so nothing tells whether NIC {0} is in it.', network);
  if (progress === 'waiting')
    return l10n.t(
      'NIC {0} is in the VM and not in the running VMI: KubeVirt copies it when it next looks at the VM.',
      network,
    );
  return l10n.t(
    'NIC {0} (binding {1}) is in the VM and not in the running VMI. KubeVirt {2} plugs only bridge and SR-IOV NICs on a secondary network into a VM that runs: this one comes with a restart.',
    network,
    binding || '?',
    release.id,
  );
}

function notAttached({ network, podInterface, nad }: NicStage, { pod }: Observed): string {
  return pod
    ? l10n.t(
        'Network {0} is requested as {1}, but the Pod’s network-status has no such interface: Multus did not (yet) attach NAD {2}.',
        network,
        podInterface ?? '?',
        nad ?? '?',
      )
    : l10n.t(
        'The VMI’s status has no entry for network {0}: KubeVirt has not seen {1} (NAD {2}) in the Pod.',
        network,
        podInterface ?? '?',
        nad ?? '?',
      );
}

/** The clock of a migration that may be needed. */
function pendingText(observed: Observed): string {
  const pending = findCondition(observed.vmi?.running.conditions ?? [], 'MigrationRequired');
  const since = pending?.status === 'False' ? conditionSince(pending) : undefined;
  if (since === undefined)
    return l10n.t(
      'The dynamic networks controller has {0} s for that; then KubeVirt asks for a live migration.',
      gracePeriodMs / 1000,
    );
  const until = since + gracePeriodMs;
  return observed.now !== undefined && observed.now > until
    ? l10n.t(
        'The dynamic networks controller had until {0} for that, and KubeVirt has not asked for a live migration yet.',
        timeText(until),
      )
    : l10n.t(
        'The dynamic networks controller has until {0} for that; then KubeVirt asks for a live migration.',
        timeText(until),
      );
}

function notRecognised(nic: NicStage, { pod }: Observed): string {
  const entry = nic.podStatusIndex === undefined ? undefined : pod?.statuses[nic.podStatusIndex];
  if (!entry || entry.interface === nic.podInterface)
    return l10n.t(
      'The Pod has {0} (network {1}), and the VMI’s status does not know yet.',
      nic.podInterface ?? '?',
      nic.network,
    );
  return entry.interface === ''
    ? l10n.t(
        'The Pod’s network-status has NAD {0} without an interface, as CNIs report that use a cniVersion before 0.3: KubeVirt looks for {1}, and never finds NIC {2}.',
        nic.nad ?? '?',
        nic.podInterface ?? '?',
        nic.network,
      )
    : l10n.t(
        'The Pod’s network-status has NAD {0} as {1}: KubeVirt looks for {2}, and never finds NIC {3}.',
        nic.nad ?? '?',
        entry.interface,
        nic.podInterface ?? '?',
        nic.network,
      );
}

function withoutAgent({ network, progress, kind, binding, mac }: NicStage, observed: Observed): string {
  const { conditions } = observed.vmi?.running ?? { conditions: [] };
  const hasAgent = findCondition(conditions, 'AgentConnected')?.status === 'True';
  if (!hasAgent)
    return l10n.t(
      'NIC {0} is in the guest’s hardware. No guest agent is connected, so nothing tells what the guest makes of it.',
      network,
    );
  if (binding === 'sriov' && mac === '')
    return l10n.t(
      'NIC {0} is in the guest’s hardware. The guest agent’s NICs are found by their MAC, and this SR-IOV NIC states none: it is never matched.',
      network,
    );
  return progress === 'stuck' && kind !== 'claim'
    ? l10n.t(
        'NIC {0} is in the guest’s hardware, and the guest agent reports no NIC with its MAC {1}: the guest changed the MAC (bond, bridge), has no driver for it, or does not report it.',
        network,
        mac || '?',
      )
    : l10n.t('NIC {0} is in the guest’s hardware.', network);
}

function nadChanged(nic: NicStage, observed: Observed): string {
  const what = l10n.t(
    'The VMI names NAD {0} for network {1}, and the running Pod’s {2} was attached by {3}.',
    nic.nad ?? '?',
    nic.network,
    nic.podInterface ?? '?',
    nic.attachedNad || '?',
  );
  return nic.progress === 'stuck'
    ? `${what} ${l10n.t('The Pod keeps it until there is a new one.')}`
    : `${what} ${outlookText(observed)}`;
}
