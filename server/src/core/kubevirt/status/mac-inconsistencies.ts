/**
 * What MACs in a VMI's status do not go together with: each other, those that are asked for, those of the guest. KubeVirt finds the guest's
 * NICs by the letters of their MAC. Truth: `kubevirt/kubevirt · pkg/network/setup/netstat.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { findCondition } from '../live/conditions.ts';
import { entryField, guestOnlyOf, type ToldNic, toldNics } from './entries.ts';
import type { Inconsistency } from './inconsistency.ts';
import type { NicFacts } from './nic-facts.ts';
import type { Observed } from './observed.ts';

type Nics = readonly NicFacts[];

/** `02-AA-…` and `02:aa:…` are the same address. */
const sameMac = (one: string, other: string): boolean => plainMac(one) === plainMac(other);
const plainMac = (mac: string): string => mac.toLowerCase().replaceAll('-', ':');

function duplicateMacs(_: Observed, nics: Nics): readonly Inconsistency[] {
  const first = new Map<string, ToldNic>();
  const inOrder = [...toldNics(nics)].sort((one, other) => one.statusIndex - other.statusIndex);
  return inOrder.flatMap((nic) => {
    const mac = plainMac(nic.status.mac);
    const other = first.get(mac);
    if (!other) first.set(mac, nic);
    if (!other || mac === '') return [];
    return [
      {
        id: 'duplicate-mac' as const,
        of: 'vmi' as const,
        field: entryField(nic.statusIndex, 'mac'),
        network: nic.network,
        message: l10n.t(
          'NICs {0} and {1} have one MAC, {2}: what the guest agent tells is put down to the first.',
          other.network,
          nic.network,
          nic.status.mac,
        ),
        advice: l10n.t('Give each NIC a macAddress of its own, or none.'),
        certain: true,
        otherFields: [entryField(other.statusIndex, 'mac')],
      },
    ];
  });
}

function macsNotApplied(_: Observed, nics: Nics): readonly Inconsistency[] {
  return toldNics(nics).flatMap(({ network, wanted, own, specIndex, status, statusIndex }) => {
    const asked = [wanted, own].map((nic) => nic?.macAddress ?? '').find((mac) => mac !== '');
    if (asked === undefined || status.mac === '' || sameMac(asked, status.mac)) return [];
    const isInVmi = own !== undefined && sameMac(own.macAddress, asked);
    return [
      {
        id: 'mac-not-applied' as const,
        of: 'vmi' as const,
        field: entryField(statusIndex, 'mac'),
        network,
        message: l10n.t(
          'NIC {0} is to have MAC {1}, and has {2}: it gets another when the VM restarts.',
          network,
          asked,
          status.mac,
        ),
        certain: true,
        ...(isInVmi && { otherFields: [`spec.domain.devices.interfaces[${specIndex ?? 0}].macAddress`] }),
      },
    ];
  });
}

function macSpellings({ vmi }: Observed, nics: Nics): readonly Inconsistency[] {
  const known = new Map(
    nics.flatMap((nic) =>
      [nic.own?.macAddress ?? '', nic.status?.mac ?? ''].map((mac) => [plainMac(mac), { nic, mac }] as const),
    ),
  );
  return guestOnlyOf(vmi).flatMap(({ status, index }) => {
    const found = status.mac === '' ? undefined : known.get(plainMac(status.mac));
    const nic = found?.mac === status.mac ? undefined : found?.nic;
    if (!nic) return [];
    return [
      {
        id: 'mac-spelling' as const,
        of: 'vmi' as const,
        field: entryField(index, 'mac'),
        network: nic.network,
        message: l10n.t(
          '{0} is the MAC of NIC {1} in another spelling: KubeVirt compares letter by letter, and takes the guest’s NIC for another.',
          status.mac,
          nic.network,
        ),
        advice: l10n.t('Write macAddress in lower case, with colons.'),
        certain: true,
        ...(nic.own?.macAddress &&
          nic.specIndex !== undefined && {
            otherFields: [`spec.domain.devices.interfaces[${nic.specIndex}].macAddress`],
          }),
      },
    ];
  });
}

function sriovWithoutMac({ vmi }: Observed, nics: Nics): readonly Inconsistency[] {
  const isConnected = findCondition(vmi?.running.conditions ?? [], 'AgentConnected')?.status === 'True';
  if (!isConnected || guestOnlyOf(vmi).length === 0) return [];
  return toldNics(nics).flatMap(({ network, own, sources, status, statusIndex }) =>
    own?.sriov && own.macAddress === '' && status.mac === '' && sources.domain && !sources.guest
      ? [
          {
            id: 'sriov-without-mac' as const,
            of: 'vmi' as const,
            field: entryField(statusIndex, 'name'),
            network,
            message: l10n.t(
              'SR-IOV NIC {0} states no MAC, so none of the guest’s NICs can be told to be it: it is among those without a name.',
              network,
            ),
            advice: l10n.t('Set macAddress of the interface.'),
            certain: true,
          },
        ]
      : [],
  );
}

export const macChecks: readonly ((observed: Observed, nics: Nics) => readonly Inconsistency[])[] = [
  duplicateMacs,
  macsNotApplied,
  macSpellings,
  sriovWithoutMac,
];
