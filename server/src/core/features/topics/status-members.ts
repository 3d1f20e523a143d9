/**
 * Members of one entry of `status.interfaces`: what each value says of the NIC, who wrote it, and what it must not be taken
 * for. Truth: `kubevirt/kubevirt · pkg/network/controllers/vmi.go`, `pkg/network/setup/netstat.go`,
 * `pkg/network/vmispec/infosource.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { knowsOf, type InfoSource } from '../../kubevirt/live/interface-status.ts';
import type { NicStage } from '../../kubevirt/status/stage.ts';
import type { StatusReading } from '../../workspace/status-reading.ts';
import { code, paragraphs } from './markdown.ts';

/** Undefined for members of which the entry's own topic says all there is. */
export function memberTopic(member: string, stage: NicStage, reading: StatusReading): string | undefined {
  switch (member) {
    case 'infoSource':
      return sourceLines(stage, reading);
    case 'podInterfaceName':
      return podInterfaceTopic(stage);
    case 'mac':
      return paragraphs(heading(member, stage), macText(stage, reading));
    case 'ipAddress':
    case 'ipAddresses':
      return paragraphs(heading(member, stage), addressText(stage));
    case 'interfaceName':
      return paragraphs(
        heading(member, stage),
        l10n.t('The guest’s own name of the NIC, which the guest agent tells. It is found by its MAC address.'),
      );
    case 'linkState':
      return paragraphs(
        heading(member, stage),
        l10n.t('Whether the cable of the guest’s NIC is plugged, as libvirt says; {0} sets it.', code('state: down')),
      );
    case 'queueCount':
      return paragraphs(
        heading(member, stage),
        l10n.t(
          'Queues of the guest’s NIC, as libvirt says; {0} gives it more than one.',
          code('networkInterfaceMultiqueue'),
        ),
      );
    default:
      return undefined;
  }
}

function heading(member: string, { network }: NicStage): string {
  return network === ''
    ? l10n.t('**{0}** of a NIC that only the guest knows', code(member))
    : l10n.t('**{0}** of {1}', code(member), code(network));
}

/** What each word in `infoSource` says, and what is missing of them. */
function sourceLines({ statusIndex, kind }: NicStage, { observed }: StatusReading): string {
  const entry = observed.vmi?.running.statuses[statusIndex ?? -1];
  const line = (source: InfoSource, yes: string, no: string): string =>
    entry && knowsOf(entry, source) ? `- ✔ ${code(source)}: ${yes}` : `- ✘ ${code(source)}: ${no}`;
  return [
    // Of no other NIC it is ever said.
    ...(kind === 'secondary'
      ? [
          line(
            'multus-status',
            l10n.t('Multus reports the NIC in the Pod'),
            l10n.t('Multus reports no such NIC in the Pod'),
          ),
        ]
      : []),
    line('domain', l10n.t('libvirt has it among the guest’s devices'), l10n.t('libvirt has no such device')),
    line(
      'guest-agent',
      l10n.t('the guest agent tells of a NIC with its MAC address'),
      l10n.t('the guest agent tells of none with its MAC address'),
    ),
  ].join('\n');
}

function podInterfaceTopic({ network, podInterface, scheme, nad, kind }: NicStage): string {
  return paragraphs(
    l10n.t('**Pod interface {0}** – logical network {1}', code(podInterface ?? ''), code(network)),
    kind === 'primary' && scheme === 'hashed' ? l10n.t('The first NIC of the Pod.') : schemeText(scheme, network),
    nad !== undefined && l10n.t('Attached by NAD {0}.', code(nad)),
    l10n.t(
      'KubeVirt finds the NIC in the Pod’s network status by this name alone; without it a NIC is neither unplugged nor moved to another NAD.',
    ),
  );
}

function schemeText(scheme: NicStage['scheme'], network: string): string {
  switch (scheme) {
    case 'hashed':
      return l10n.t('{0} and the first 11 hex digits of the SHA-256 of {1}.', code('pod'), code(network));
    case 'ordinal':
      return l10n.t(
        'Named by its place in the list, as KubeVirt did before v1.0: the VM was started then and only migrated since. Its NICs cannot be unplugged while it runs.',
      );
    case 'custom':
      return l10n.t('The cluster network, or a NAD in its place, gave the first NIC of the Pod this name.');
    case 'unknown':
      return l10n.t('Named by no rule of KubeVirt.');
  }
}

function macText({ mac, network, podStatusIndex }: NicStage, { observed }: StatusReading): string {
  const inPod = podStatusIndex === undefined ? undefined : observed.pod?.statuses[podStatusIndex]?.mac;
  if (network === '') return l10n.t('As the guest agent tells; libvirt has no NIC with it.');
  return inPod === undefined || inPod === '' || inPod.toLowerCase() === mac.toLowerCase()
    ? l10n.t('The MAC address of the guest’s NIC, as libvirt says. By it the guest agent’s NICs are recognised.')
    : l10n.t(
        'The MAC address of the guest’s NIC, as libvirt says. By it the guest agent’s NICs are recognised. The NIC in the Pod has {0}, which is another device.',
        code(inPod),
      );
}

function addressText({ lamps, network }: NicStage): string {
  if (network === '') return l10n.t('As the guest agent tells.');
  return lamps.guest === 'yes'
    ? l10n.t(
        'First the addresses that the NIC got in the Pod when the guest started, completed by those that the guest agent tells.',
      )
    : l10n.t(
        'The addresses that the NIC got in the Pod when the guest started; the guest has not confirmed them, and may use others.',
      );
}
