/**
 * The way of one NIC from the guest to the node, step by step, with the real name at each and why it is so. A telling of
 * the NIC's row and of the annotations that KubeVirt writes; what is not known has no step. Truth of the sentences:
 * `kubevirt/kubevirt · pkg/network/setup`, `docs/network`, v1.6–v1.9, besides what the modules say that they come from.
 */
import * as l10n from '@vscode/l10n';
import { DEFAULT_NETWORK_ANNOTATION, NETWORKS_ANNOTATION } from '../../kubevirt/annotation-keys.ts';
import { domainAliases } from '../../kubevirt/link-names.ts';
import type { Interface } from '../../kubevirt/model.ts';
import { hashedPodInterface, primaryPodInterface, sha256Hex } from '../../kubevirt/name-scheme.ts';
import type { Fact } from '../../workspace/facts.ts';
import type { Launcher } from '../../workspace/launcher.ts';
import { bindingFacts } from '../topics/binding.ts';
import { code } from '../topics/markdown.ts';
import { nadResolution } from '../topics/nad.ts';
import { addressWords, type NicRow } from '../vm-nics.ts';
import type { StatusReading } from '../../workspace/status-reading.ts';
import { nadPath, step } from './nad-path.ts';
import { nicStatusStory } from './status-story.ts';
import type { EditStory, NicStory, PathStep, StoryPlace } from './story.ts';

export interface NicSurroundings {
  readonly launcher: Launcher;
  readonly reading: StatusReading | undefined;
  readonly edits: readonly EditStory[];
  placeOf(fact: Fact): StoryPlace;
}

export function nicStory(row: NicRow, surroundings: NicSurroundings): NicStory {
  const { launcher } = surroundings;
  const own = ownInterface(launcher, row);
  return {
    name: row.name,
    class: row.class ?? null,
    binding: row.binding === '' ? null : row.binding,
    isDefault: row.isDefault,
    isImplicit: row.isImplicit,
    isKnown: row.isKnown,
    about: about(launcher, row, own),
    path: row.isKnown ? [...guestSide(row, own), ...podSide(row, launcher), ...nodeSide(row, surroundings)] : [],
    address: row.isKnown && row.addressSource ? addressWords(row.addressSource, code) : null,
    status: row.stage && surroundings.reading ? nicStatusStory(row.stage, surroundings.reading.observed) : null,
    edits: surroundings.edits,
  };
}

function ownInterface({ vm, pod }: Launcher, { isImplicit, position }: NicRow): Interface | undefined {
  return (isImplicit ? pod?.interfaces : vm.spec.interfaces)?.[position];
}

function about(launcher: Launcher, row: NicRow, own: Interface | undefined): readonly string[] {
  return [
    ...(row.isKnown
      ? []
      : [l10n.t('A template writes a part of this NIC, so its names are known once it is rendered.')]),
    ...(row.isImplicit
      ? [
          l10n.t(
            'The VM names no networks and no interfaces, so KubeVirt adds this NIC when it starts. {0} has none added.',
            code('autoattachPodInterface: false'),
          ),
        ]
      : []),
    ...(row.class === undefined
      ? [l10n.t('No network has the name {0}, so KubeVirt refuses the VM.', code(row.name))]
      : []),
    ...(row.class === 'invalid' ? [l10n.t('The network has not exactly one source, so KubeVirt refuses the VM.')] : []),
    ...(row.isDefault ? [l10n.t('It is on the default network of the launcher Pod.')] : []),
    ...(row.state === 'absent'
      ? [l10n.t('{0} asks for it to be unplugged: a new launcher Pod is made without it.', code('state: absent'))]
      : row.state === 'down'
        ? [l10n.t('{0}: the guest sees it without a link.', code('state: down'))]
        : []),
    ...(own ? bindingFacts(launcher, own) : []),
  ];
}

function guestSide(row: NicRow, own: Interface | undefined): readonly PathStep[] {
  const isHostDevice = row.binding === 'sriov';
  const [nicAlias, deviceAlias] = domainAliases(row.name);
  const guestName = row.stage?.interfaceName ?? '';
  return [
    ...(guestName === '' ? [] : [step('guest-nic', guestName, l10n.t('As the guest agent calls it.'))]),
    isHostDevice
      ? step('domain-nic', deviceAlias, l10n.t('The alias of its host device in the domain XML.'))
      : step(
          'domain-nic',
          nicAlias,
          l10n.t('Its alias in the domain XML; number {0} in the order of the interfaces.', row.position + 1),
        ),
    ...(row.model === ''
      ? []
      : [
          step(
            'model',
            row.model,
            own?.model === ''
              ? l10n.t('The manifest names no model; this is KubeVirt’s default.')
              : l10n.t('As the manifest states it.'),
          ),
        ]),
    ...(row.mac === ''
      ? []
      : [
          step(
            'mac',
            row.mac,
            own?.macAddress === '' ? l10n.t('As the running VM reports it.') : l10n.t('As the manifest states it.'),
          ),
        ]),
  ];
}

/** What KubeVirt and the CNI make in the launcher Pod. */
function podSide(row: NicRow, launcher: Launcher): readonly PathStep[] {
  const { podInterface, tap, bridge, renamedNic } = row;
  return [
    ...(tap === undefined ? [] : [step('tap', tap, tapWords(row))]),
    ...(bridge === undefined
      ? []
      : [
          step(
            'bridge',
            bridge,
            renamedNic === undefined
              ? l10n.t('Joins the tap with the NAT of the Pod.')
              : l10n.t('Joins the tap with {0}.', code(renamedNic)),
          ),
        ]),
    ...(row.binding === 'masquerade'
      ? [
          step(
            'nat',
            'nftables',
            l10n.t('Rules in the Pod translate between the address of the guest and that of the Pod.'),
          ),
        ]
      : []),
    ...(renamedNic === undefined
      ? []
      : [
          step(
            'renamed-nic',
            renamedNic,
            l10n.t(
              'The interface that the CNI made, under another name: a dummy takes over its old one, {0}, with its addresses.',
              code(podInterface ?? ''),
            ),
          ),
        ]),
    ...(podInterface === undefined ? [] : [step('pod-interface', podInterface, nameWords(row, podInterface))]),
    ...annotationSteps(row, launcher),
  ];
}

function tapWords({ bridge }: NicRow): string {
  return bridge === undefined
    ? l10n.t('The CNI makes it, and KubeVirt connects the guest to it.')
    : l10n.t('The end of the guest’s NIC in the launcher Pod.');
}

/** Why the Pod interface is called so. */
function nameWords({ class: networkClass, name, isNameObserved, stage }: NicRow, podInterface: string): string {
  if (isNameObserved && stage?.scheme === 'ordinal')
    return l10n.t(
      'As the running VM reports it: numbered, since the VM was started before KubeVirt v1.0 and only migrated since. A new Pod calls it {0}.',
      code(hashedPodInterface(name)),
    );
  if (isNameObserved && stage?.scheme === 'custom')
    return l10n.t('The primary interface of the Pod, as the running VM reports it.');
  if (networkClass !== 'multus-secondary')
    return podInterface === primaryPodInterface
      ? l10n.t('The primary interface of the Pod. Where the cluster network calls it otherwise, the status tells.')
      : l10n.t('The primary interface of the Pod.');
  return l10n.t(
    '{0} and the first 11 hex digits of the SHA-256 of {1}: {2}. The NAD has no part in it.',
    code('pod'),
    code(name),
    code(`${sha256Hex(name).slice(0, 16)}…`),
  );
}

function annotationSteps({ name, nad, class: networkClass }: NicRow, { pod }: Launcher): readonly PathStep[] {
  const own = (pod?.elements ?? []).filter(({ networkName }) => networkName === name);
  return [
    ...(networkClass === 'multus-default' && nad
      ? [
          step(
            'annotation',
            `${DEFAULT_NETWORK_ANNOTATION}: ${nad.reference}`,
            l10n.t('KubeVirt writes it on the launcher Pod: Multus takes this NAD in place of the cluster network.'),
          ),
        ]
      : []),
    ...own.map(({ element, origin }) =>
      origin === 'secondary'
        ? step(
            'annotation',
            JSON.stringify(element),
            l10n.t('The element of {0} on the launcher Pod, by which Multus attaches it.', code(NETWORKS_ANNOTATION)),
          )
        : step(
            'plugin-annotation',
            JSON.stringify(element),
            l10n.t('The element that the binding plugin adds to {0}.', code(NETWORKS_ANNOTATION)),
          ),
    ),
  ];
}

function nodeSide(row: NicRow, { launcher, placeOf }: NicSurroundings): readonly PathStep[] {
  const { nad, claim } = row;
  if (row.class === 'pod')
    return [
      step(
        'pod-network',
        l10n.t('Pod network'),
        l10n.t('The network that every Pod of the cluster has, by its own CNI.'),
      ),
    ];
  if (claim !== undefined)
    return [step('resource-claim', claim, l10n.t('A device that is allocated to the Pod; Multus has no part in it.'))];
  return nad ? nadPath(nad, nadResolution(launcher, nad.reference, row.class === 'multus-default'), placeOf) : [];
}
