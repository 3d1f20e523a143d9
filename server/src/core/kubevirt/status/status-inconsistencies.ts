/**
 * What in a VMI's status does not go together with its spec, with itself, or with the Pod. Truth: `kubevirt/kubevirt ·
 * pkg/network/setup/netstat.go`, `pkg/network/vmispec/infosource.go`, `pkg/network/namescheme/networknamescheme.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { memberAt } from '../admission/admitted-object.ts';
import { vcpus } from '../admission/cpu.ts';
import { upgradesNames } from '../launcher-annotations.ts';
import { infoSources, knownSources, knowsOf } from '../live/interface-status.ts';
import { isOrdinalName, podInterfaces } from '../name-scheme.ts';
import { migrateCommand, restartCommand } from './commands.ts';
import { entryField, toldNics } from './entries.ts';
import type { Inconsistency } from './inconsistency.ts';
import type { NicFacts } from './nic-facts.ts';
import type { Observed } from './observed.ts';

type Nics = readonly NicFacts[];

function unknownScheme({ vmi, release }: Observed, nics: Nics): readonly Inconsistency[] {
  const ordinal = podInterfaces(vmi?.running.nics.networks ?? [], 'ordinal', release);
  return toldNics(nics).flatMap(({ network, kind, scheme, status, statusIndex }) => {
    const { podInterfaceName: name } = status;
    const isKnown = scheme === 'hashed' || name === '' || ordinal.get(network) === name;
    if (kind !== 'secondary' || isKnown) return [];
    const isOrdinal = isOrdinalName(name);
    return [
      {
        id: 'unknown-scheme' as const,
        of: 'vmi' as const,
        field: entryField(statusIndex, 'podInterfaceName'),
        network,
        message: isOrdinal
          ? l10n.t(
              'Pod interface {0} of network {1} is ordinal, and not the one of its place in the list ({2}).',
              name,
              network,
              ordinal.get(network) ?? '?',
            )
          : l10n.t('KubeVirt names no Pod interface {0} for network {1}.', name, network),
        advice: isOrdinal
          ? l10n.t('The networks were put into another order after the Pod was made, or the status was edited.')
          : l10n.t('The status is of another VM or another name of the network, or it was edited.'),
        certain: !isOrdinal,
      },
    ];
  });
}

function ordinalNames(observed: Observed, nics: Nics): readonly Inconsistency[] {
  const { release, configuration } = observed;
  const [first, ...others] = toldNics(nics).filter(
    ({ kind, status }) => kind === 'secondary' && isOrdinalName(status.podInterfaceName),
  );
  if (!first) return [];
  return [
    {
      id: 'ordinal-names',
      of: 'vmi',
      field: entryField(first.statusIndex, 'podInterfaceName'),
      network: first.network,
      message: l10n.t(
        'The Pod’s NICs have ordinal names ({0}), as before KubeVirt v1.0: no NIC can be unplugged while they have.',
        first.status.podInterfaceName,
      ),
      advice: upgradesNames(release, configuration)
        ? l10n.t('Migrate the VMI once, and the new Pod has hashed names: {0}.', migrateCommand(observed))
        : l10n.t('A migration keeps them here; a restart of the VM makes them hashed: {0}.', restartCommand(observed)),
      certain: true,
      ...(others.length > 0 && {
        otherFields: others.map(({ statusIndex }) => entryField(statusIndex, 'podInterfaceName')),
      }),
    },
  ];
}

function staleEntries({ vmi }: Observed): readonly Inconsistency[] {
  if (!vmi) return [];
  const known = new Set(vmi.running.nics.networks.map(({ name }) => name));
  return vmi.running.statuses.flatMap(({ name }, index) =>
    name === '' || known.has(name)
      ? []
      : [
          {
            id: 'stale-entry' as const,
            of: 'vmi' as const,
            field: entryField(index, 'name'),
            network: name,
            message: l10n.t('The VMI has no network {0}: the entry is of a NIC that was removed.', name),
            advice: l10n.t('KubeVirt keeps such an entry as long as the guest or the Pod may have the NIC.'),
            certain: false,
          },
        ],
  );
}

function linkStates({ vmi }: Observed, nics: Nics): readonly Inconsistency[] {
  if (vmi?.running.status.phase !== 'Running') return [];
  return toldNics(nics).flatMap(({ network, own, specIndex, status, statusIndex }) => {
    if (!own || own.state === 'absent' || status.linkState === '') return [];
    const asked = own.state === 'down' ? 'down' : 'up';
    if (asked === status.linkState) return [];
    return [
      {
        id: 'link-state' as const,
        of: 'vmi' as const,
        field: entryField(statusIndex, 'linkState'),
        network,
        message: l10n.t('The link of NIC {0} is to be {1}, and is {2}.', network, asked, status.linkState),
        advice:
          own.passtBinding || own.sriov
            ? l10n.t('The state does nothing with this binding.')
            : l10n.t('KubeVirt sets it when it next looks at the VMI.'),
        certain: false,
        ...(own.state !== '' && { otherFields: [`spec.domain.devices.interfaces[${specIndex ?? 0}].state`] }),
      },
    ];
  });
}

/** QEMU has no more queues for a NIC. */
const mostQueues = 256;

function queueCounts({ vmi }: Observed, nics: Nics): readonly Inconsistency[] {
  if (!vmi || memberAt(vmi.running.spec, 'domain.devices.networkInterfaceMultiqueue') !== true) return [];
  const { status: runtime, machine } = vmi.running;
  const topology = runtime.currentCPUTopology ?? machine.domain.cpu;
  const wanted = Math.min(mostQueues, topology ? Number(vcpus(topology)) : 1);
  return toldNics(nics).flatMap(({ network, own, sources, status, statusIndex }) => {
    if (!sources.domain || own?.sriov || status.queueCount === 0 || status.queueCount >= wanted) return [];
    const model = own?.model ?? '';
    return [
      {
        id: 'queue-count' as const,
        of: 'vmi' as const,
        field: entryField(statusIndex, 'queueCount'),
        network,
        message: l10n.t(
          'NIC {0} has {1} queues for {2} CPUs, though networkInterfaceMultiqueue is on.',
          network,
          status.queueCount,
          wanted,
        ),
        advice:
          model === '' || model.startsWith('virtio')
            ? l10n.t('The CPUs or the setting were changed after the start: a restart brings the queues.')
            : l10n.t('Model {0} has one queue; virtio has several.', model),
        certain: false,
      },
    ];
  });
}

function addressesNotOfPod({ pod }: Observed, nics: Nics): readonly Inconsistency[] {
  const ips = new Set(pod?.ips.map((ip) => ip.toLowerCase()));
  if (ips.size === 0) return [];
  return toldNics(nics).flatMap(({ network, kind, own, scheme, status, statusIndex }) => {
    const hasPodAddress = kind === 'primary' && scheme !== 'custom' && (own?.masquerade ?? own?.bridge) !== undefined;
    if (!hasPodAddress || status.ipAddress === '' || ips.has(status.ipAddress.toLowerCase())) return [];
    return [
      {
        id: 'address-not-of-pod' as const,
        of: 'vmi' as const,
        field: entryField(statusIndex, 'ipAddress'),
        network,
        message: l10n.t(
          '{0} is none of the Pod’s addresses ({1}): it is what the guest agent says.',
          status.ipAddress,
          [...ips].join(', '),
        ),
        advice: l10n.t('Others reach the VM by the Pod’s address; in the guest, see that the NIC uses DHCP.'),
        certain: false,
      },
    ];
  });
}

function unknownSources({ vmi }: Observed, nics: Nics): readonly Inconsistency[] {
  const primary = toldNics(nics).find(({ kind }) => kind === 'primary');
  return (vmi?.running.statuses ?? []).flatMap((status, index) => {
    const foreign = infoSources(status).filter((source) => !knownSources.has(source));
    const isPrimary = primary?.statusIndex === index && knowsOf(status, 'multus-status');
    if (foreign.length === 0 && !isPrimary) return [];
    return [
      {
        id: 'unknown-source' as const,
        of: 'vmi' as const,
        field: entryField(index, 'infoSource'),
        ...(status.name !== '' && { network: status.name }),
        message:
          foreign.length > 0
            ? l10n.t(
                'KubeVirt v1.6 to v1.9 writes no infoSource {0}.',
                foreign.map((source) => `“${source}”`).join(', '),
              )
            : l10n.t('KubeVirt writes no multus-status for the primary NIC {0}.', status.name),
        advice: l10n.t('A newer KubeVirt wrote it, or somebody else; the other sources count all the same.'),
        certain: false,
      },
    ];
  });
}

export const statusChecks: readonly ((observed: Observed, nics: Nics) => readonly Inconsistency[])[] = [
  unknownScheme,
  ordinalNames,
  staleEntries,
  linkStates,
  queueCounts,
  addressesNotOfPod,
  unknownSources,
];
