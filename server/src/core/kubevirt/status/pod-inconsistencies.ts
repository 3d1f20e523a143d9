/**
 * What in a launcher Pod's network annotations does not go together with what the VMI asks for, or with itself. Truth: `kubevirt/kubevirt ·
 * pkg/network/multus/status.go`, `pkg/network/namescheme/networknamescheme.go`, v1.6–v1.9; `k8snetworkplumbingwg/multus-cni · v4.3.0`.
 */
import * as l10n from '@vscode/l10n';
import { isOrdinalName } from '../name-scheme.ts';
import { getPod } from './commands.ts';
import type { Inconsistency } from './inconsistency.ts';
import { type NicFacts, qualified } from './nic-facts.ts';
import { legacyStatusField, networkStatusField, type Observed } from './observed.ts';

type Nics = readonly NicFacts[];

function unreadable({ pod }: Observed): readonly Inconsistency[] {
  return pod?.statusAnnotation === 'unreadable'
    ? [
        {
          id: 'unreadable-network-status',
          of: 'pod',
          field: networkStatusField,
          message: l10n.t(
            'The network-status is no JSON list: KubeVirt logs that, and takes the Pod for one without NICs.',
          ),
          certain: true,
        },
      ]
    : [];
}

function missing(observed: Observed, nics: Nics): readonly Inconsistency[] {
  const { pod } = observed;
  if (!pod || pod.statusAnnotation !== 'missing') return [];
  if (pod.hasLegacyStatus)
    return [
      {
        id: 'legacy-key',
        of: 'pod',
        field: legacyStatusField,
        message: l10n.t(
          'The Pod’s NICs are reported as networks-status alone, a former key that KubeVirt does not read.',
        ),
        advice: l10n.t('Use a Multus that writes network-status.'),
        certain: true,
      },
    ];
  if (pod.phase !== 'Running') return [];
  return [
    {
      id: 'no-network-status',
      of: 'pod',
      field: 'metadata.annotations',
      message: l10n.t(
        'The Pod runs without a network-status: Multus is not installed, or not the CNI that the nodes use.',
      ),
      advice: l10n.t('See what made the Pod’s network: {0}.', getPod(observed)),
      certain: nics.some(({ kind }) => kind === 'secondary'),
    },
  ];
}

function withoutInterface({ pod, namespace }: Observed, nics: Nics): readonly Inconsistency[] {
  return (pod?.statuses ?? []).flatMap(({ name, interface: device, default: isDefault }, index) => {
    if (device !== '' || isDefault || name === '') return [];
    const network = nics.find(({ nad }) => nad === qualified(namespace, name))?.network;
    return [
      {
        id: 'status-without-interface' as const,
        of: 'pod' as const,
        field: networkStatusField,
        inside: [index],
        ...(network !== undefined && { network }),
        message: l10n.t(
          'NAD {0} is reported without an interface: KubeVirt never finds its NIC, and never writes multus-status for it.',
          name,
        ),
        advice: l10n.t(
          'Give the NAD’s configuration a cniVersion of 0.3.1 or newer, or use a CNI that reports its interfaces.',
        ),
        certain: true,
      },
    ];
  });
}

function fewerEntries({ pod }: Observed, nics: Nics): readonly Inconsistency[] {
  if (!pod || pod.statusAnnotation !== 'read') return [];
  const reported = pod.statuses.filter((entry) => !entry.default);
  if (reported.length >= pod.selections.length) return [];
  const devices = new Set(reported.map((entry) => entry.interface));
  const lacking = pod.selections.filter((selection) => !devices.has(selection.interface));
  const network = nics.find(({ podInterface }) =>
    lacking.some((selection) => selection.interface === podInterface),
  )?.network;
  const names = lacking.map(({ name, interface: device }) => (device === '' ? name : `${device} (${name})`)).join(', ');
  return [
    {
      id: 'fewer-entries',
      of: 'pod',
      field: networkStatusField,
      ...(network !== undefined && { network }),
      message: l10n.t(
        'The Pod is asked for {0} NICs and reports {1}; there is none for {2}.',
        pod.selections.length,
        reported.length,
        names,
      ),
      advice: l10n.t(
        'Attaching is under way or has failed: the Pod’s events tell. A NAD that is a list of plugins can lose its entry with some builds of Multus 4.1.',
      ),
      certain: false,
    },
  ];
}

function mixedNames({ pod }: Observed): readonly Inconsistency[] {
  const statuses = pod?.statuses ?? [];
  const index = statuses.findIndex((entry) => isOrdinalName(entry.interface));
  const hashed = statuses.find((entry) => /^pod[0-9a-f]{11}$/.test(entry.interface));
  const ordinal = statuses[index];
  if (!ordinal || !hashed) return [];
  return [
    {
      id: 'mixed-names',
      of: 'pod',
      field: networkStatusField,
      inside: [index, 'interface'],
      message: l10n.t(
        '{0} next to {1}: KubeVirt takes all names of the Pod for ordinal, and does not find the hashed ones.',
        ordinal.interface,
        hashed.interface,
      ),
      advice: l10n.t(
        '{0} comes from an attachment without an interface name: a binding plugin’s NAD, or an annotation of somebody else.',
        ordinal.interface,
      ),
      certain: true,
    },
  ];
}

function noDefault({ pod }: Observed): readonly Inconsistency[] {
  if (!pod || pod.statuses.length === 0 || pod.statuses.some((entry) => entry.default)) return [];
  return [
    {
      id: 'no-default-entry',
      of: 'pod',
      field: networkStatusField,
      message: l10n.t('No NIC is reported as the default one: KubeVirt takes the primary interface to be eth0.'),
      certain: false,
    },
  ];
}

function foreign({ vm, vmi, pod, namespace, configuration }: Observed, nics: Nics): readonly Inconsistency[] {
  if (!pod || (!vm && !vmi)) return [];
  const known = new Set([
    ...nics.map(({ podInterface }) => podInterface),
    ...(vmi?.running.statuses ?? []).map(({ podInterfaceName }) => podInterfaceName),
  ]);
  const nads = new Set(nics.map(({ nad }) => nad));
  const ofPlugins = new Set(
    nics.flatMap(({ own, wanted }) => {
      const plugin = configuration.bindings.get((own ?? wanted)?.binding?.name ?? '');
      return plugin ? [qualified(namespace, plugin.networkAttachmentDefinition)] : [];
    }),
  );
  const isPrimary = pod.statuses.some((entry) => entry.default)
    ? (index: number): boolean => pod.statuses[index]?.default === true
    : (index: number): boolean => index === 0;
  return pod.statuses.flatMap(({ name, interface: device }, index) => {
    const nad = qualified(namespace, name);
    // A NAD of the VM's under another name is told of as the NIC's own stage.
    if (isPrimary(index) || device === '' || known.has(device) || ofPlugins.has(nad) || nads.has(nad)) return [];
    return [
      {
        id: 'foreign-attachment' as const,
        of: 'pod' as const,
        field: networkStatusField,
        inside: [index, 'interface'],
        message: l10n.t(
          '{0} ({1}) belongs to no network of the VM: somebody else attached it to the Pod.',
          device,
          name,
        ),
        advice: l10n.t('An annotation of the user’s, a service mesh or a user-defined network does so.'),
        certain: false,
      },
    ];
  });
}

export const podChecks: readonly ((observed: Observed, nics: Nics) => readonly Inconsistency[])[] = [
  unreadable,
  missing,
  withoutInterface,
  fewerEntries,
  mixedNames,
  noDefault,
  foreign,
];
