/**
 * Three things that are often believed of a VM's NICs and are not so, and three questions that bring people to a dump, each with the order in
 * which to answer it. Texts only. Truth: `kubevirt/kubevirt · pkg/network/controllers/vmi.go`, `pkg/network/migration/evaluator.go`,
 * `pkg/virt-launcher/virtwrap/network/nichotplug.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { StageId } from './stage.ts';

export interface Misconception {
  readonly id: 'pod-is-guest' | 'multus-configures-guest' | 'status-is-display';
  /** What is believed. */
  readonly title: string;
  /** What is so. */
  readonly text: string;
}

export function misconceptions(): readonly Misconception[] {
  return [
    {
      id: 'pod-is-guest',
      title: l10n.t('“Attached to the Pod means attached to the guest.”'),
      text: l10n.t(
        'There are two steps: the Pod gets a NIC (multus-status), and the domain gets one (domain). That Multus succeeded proves the first alone.',
      ),
    },
    {
      id: 'multus-configures-guest',
      title: l10n.t('“Multus takes care of the guest’s network.”'),
      text: l10n.t(
        'Multus makes the Pod’s NIC and no more. The binding connects it to the guest, and the guest’s address comes by KubeVirt’s DHCP (where the Pod’s NIC has an IPv4 address, with bridge or masquerade), from a DHCP server on the network, or by cloud-init.',
      ),
    },
    {
      id: 'status-is-display',
      title: l10n.t('“status.interfaces is there to be looked at.”'),
      text: l10n.t(
        'KubeVirt decides by it: a NIC is plugged into the guest when it has multus-status and not domain, the Pod’s annotation and the question of a migration depend on which NICs have an entry, an unplugged NIC leaves the spec when it has none, and podInterfaceName must be there before a NIC is unplugged or its NAD is changed. A status that is edited by hand or restored changes what happens.',
      ),
    },
  ];
}

/** 1: the NAD is right and the status empty; 2: in the Pod, not in the guest; 3: a migration is required. */
export type CommonIssue = 1 | 2 | 3;

/** The question that a stage is an answer to. */
export function issueOf(stage: StageId): CommonIssue | undefined {
  switch (stage) {
    case 'not-copied':
    case 'pod-not-rendered':
    case 'sandbox-not-created':
    case 'not-in-annotation':
    case 'awaits-dynamic-attach':
    case 'not-recognised':
    case 'without-address':
      return 1;
    case 'not-in-guest':
    case 'vf-not-in-guest':
    case 'plugin-not-in-guest':
    case 'not-seen-by-agent':
      return 2;
    case 'sriov-awaits-migration':
    case 'attach-needs-migration':
    case 'nad-changed':
    case 'unplug-needs-migration':
      return 3;
    default:
      return undefined;
  }
}

export interface IssueText {
  readonly title: string;
  /** How to find out, in order. */
  readonly text: string;
}

export function issueText(issue: CommonIssue): IssueText {
  switch (issue) {
    case 1:
      return {
        title: l10n.t('The NAD is right, and the status is empty'),
        text: l10n.t(
          'Look in this order: the VMI has the NIC; the Pod exists; its networks annotation has an element for the Pod interface; its network-status has the same interface; the VMI is Running. An entry without addresses is another question: nobody gives the guest one.',
        ),
      };
    case 2:
      return {
        title: l10n.t('The Pod has the NIC, and the guest does not'),
        text: l10n.t(
          'With multus-status and without domain, the NIC is not in the guest’s hardware: KubeVirt has to attach it. With domain and without guest-agent it is there, and the question is one of the guest: agent, driver or MAC.',
        ),
      };
    case 3:
      return {
        title: l10n.t('A migration is required after a NIC was plugged'),
        text: l10n.t(
          'MigrationRequired False is pending: wait until the grace period of 15 s is over. True: only a new Pod has what the VMI asks for. Then see which NIC asks for it, and who migrates: the VMI must be live-migratable, and KubeVirt’s workloadUpdateMethods must have LiveMigrate, or somebody migrates by hand.',
        ),
      };
  }
}
