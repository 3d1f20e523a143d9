/**
 * What stands on each card of the picture, and how it is said aloud. Texts only: who is connected with whom is decided in
 * `graph.ts`, where it stands in `layout.ts`.
 */
import * as l10n from '@vscode/l10n';
import { progressWord } from '../../kubevirt/status/stage-words.ts';
import type { NadUse } from '../../workspace/launcher.ts';
import { spokenLamps } from '../status-words.ts';
import type { NicRow } from '../vm-nics.ts';
import type { StageMark, StrayNic } from './stage-marks.ts';

/** How a line of a card is set: the small caption, the name in bold or in a fixed pitch, what else there is, the stage. */
export type LineRole = 'caption' | 'title' | 'name' | 'detail' | 'stage';

export interface CardLine {
  readonly role: LineRole;
  readonly text: string;
}

export interface Card {
  readonly lines: readonly CardLine[];
  /** What it is, as other cards speak of it. */
  readonly spoken: string;
  /** What else is to be said of it. */
  readonly details: readonly string[];
  /** `missing`: it is not there now. `unknown`: whether or how it is there cannot be seen. */
  readonly look: 'present' | 'missing' | 'unknown';
}

/** Whether a device of the Pod is there. */
export type DeviceLook = 'present' | 'missing';

export function guestCard(row: NicRow, mark: StageMark | undefined): Card {
  const device = row.binding === 'sriov' ? l10n.t('virtual function') : row.model;
  const caption = [
    l10n.t('NIC {0}', row.position + 1),
    ...(row.isImplicit ? [l10n.t('added by KubeVirt')] : row.isDefault ? [l10n.t('default')] : []),
  ].join(' · ');
  const state = row.state === '' || row.state === 'up' ? [] : [l10n.t('state: {0}', row.state)];
  const fault = faultOf(row);
  const binding = row.binding === '' ? l10n.t('no binding') : row.binding;
  const means = [binding, ...(device === '' ? [] : [device])].join(' · ');
  const mac = row.mac === '' ? [] : [row.mac];
  const name = row.name === '' ? l10n.t('(no name)') : row.name;
  return {
    lines: [
      { role: 'caption', text: caption },
      { role: 'title', text: name },
      { role: 'detail', text: means },
      ...mac.map((text) => ({ role: 'name', text }) as const),
      ...[...state, ...fault].map((text) => ({ role: 'detail', text }) as const),
      ...stageLine(mark),
    ],
    spoken: `${l10n.t('NIC {0}', row.position + 1)}, ${name}`,
    details: [
      ...(row.isImplicit ? [l10n.t('added by KubeVirt')] : row.isDefault ? [l10n.t('default network')] : []),
      l10n.t('binding {0}', binding),
      ...(device === '' ? [] : [l10n.t('model {0}', device)]),
      ...mac.map((text) => l10n.t('MAC {0}', text)),
      ...state,
      ...fault,
      ...spokenStage(mark),
    ],
    look: mark?.lamps.domain === 'no' ? 'missing' : row.isKnown ? 'present' : 'unknown',
  };
}

/** Why a NIC's way ends at once. */
function faultOf(row: NicRow): readonly string[] {
  if (!row.isKnown) return [l10n.t('a template has a say in it')];
  if (row.class === undefined) return [l10n.t('no network of this name')];
  if (row.class === 'invalid') return [l10n.t('its network needs one source')];
  return [];
}

/** A NIC that the guest made by itself, or that stayed when the VM let it go. */
export function strayCard({ in: where, name: own, mac, ipAddresses, mark }: StrayNic): Card {
  const name = own === '' ? l10n.t('(no name)') : own;
  const caption = where === 'guest' ? l10n.t('in the guest alone') : l10n.t('in the running VMI alone');
  const [address] = ipAddresses;
  return {
    lines: [
      { role: 'caption', text: caption },
      { role: 'title', text: name },
      ...[mac, address ?? ''].filter((text) => text !== '').map((text) => ({ role: 'name', text }) as const),
      ...stageLine(mark),
    ],
    spoken: `${name}, ${caption}`,
    details: [
      ...(mac === '' ? [] : [l10n.t('MAC {0}', mac)]),
      ...(ipAddresses.length === 0 ? [] : [l10n.t('addresses {0}', ipAddresses.join(', '))]),
      ...spokenStage(mark),
    ],
    look: mark.lamps.domain === 'no' ? 'missing' : 'present',
  };
}

export function tapCard(name: string, look: DeviceLook): Card {
  return deviceCard(l10n.t('tap'), name, look);
}

export function bridgeCard(name: string, look: DeviceLook): Card {
  return deviceCard(l10n.t('bridge'), name, look);
}

/** Under the name that it is made with; where the binding renames it, with what it is called then. */
export function podInterfaceCard({ renamedNic, isNameObserved }: NicRow, made: string, look: DeviceLook): Card {
  const renamed = renamedNic === undefined ? [] : [l10n.t('renamed to {0}', renamedNic)];
  const reported = isNameObserved ? [l10n.t('as reported')] : [];
  const { lines, ...card } = deviceCard(l10n.t('Pod interface'), made, look, reported);
  const [caption, name, ...others] = lines;
  const second: CardLine[] = renamedNic === undefined ? [] : [{ role: 'name', text: `→ ${renamedNic}` }];
  return {
    ...card,
    lines: [caption, name, ...second, ...others].filter((line) => line !== undefined),
    details: [...renamed, ...card.details],
  };
}

function deviceCard(caption: string, name: string, look: DeviceLook, details: readonly string[] = []): Card {
  const missing = look === 'missing' ? [l10n.t('not there')] : [];
  return {
    lines: [
      { role: 'caption', text: caption },
      { role: 'name', text: name },
      ...[...details, ...missing].map((text) => ({ role: 'detail', text }) as const),
    ],
    spoken: `${caption} ${name}`,
    details: [...details, ...missing],
    look,
  };
}

export function podNetworkCard(): Card {
  return {
    lines: [
      { role: 'caption', text: l10n.t('cluster') },
      { role: 'title', text: l10n.t('Pod network') },
    ],
    spoken: l10n.t('Pod network of the cluster'),
    details: [],
    look: 'present',
  };
}

export function claimCard(name: string): Card {
  return {
    lines: [
      { role: 'caption', text: l10n.t('resource claim') },
      { role: 'name', text: name === '' ? l10n.t('(no name)') : name },
    ],
    spoken: l10n.t('resource claim {0}', name),
    details: [],
    look: 'present',
  };
}

/** `hasNode`: the device of the node has a card of its own, and the line to it tells the VLAN. */
export function nadCard(row: NicRow, { namespace, name, fact }: NadUse, hasNode: boolean): Card {
  const owner = namespace ?? l10n.t('<namespace>');
  const types = row.cniTypes.join(' + ');
  const details = [
    ...(row.class === 'multus-default' ? [l10n.t('in place of the Pod network')] : []),
    ...(fact ? [types === '' ? l10n.t('CNI not known') : types] : [l10n.t('not among the known files')]),
    ...(row.node.vlan !== undefined && !hasNode ? [l10n.t('VLAN {0}', String(row.node.vlan))] : []),
  ];
  return {
    lines: [
      { role: 'caption', text: l10n.t('NAD') },
      ...referenceLines(owner, name),
      ...details.map((text) => ({ role: 'detail', text }) as const),
    ],
    spoken: l10n.t('NAD {0}', `${owner}/${name}`),
    details,
    look: fact ? 'present' : 'unknown',
  };
}

/** Longest reference that is shown in one line. */
const referenceLength = 24;

function referenceLines(namespace: string, name: string): readonly CardLine[] {
  const whole = `${namespace}/${name}`;
  const parts = whole.length <= referenceLength ? [whole] : [`${namespace}/`, name];
  return parts.map((text) => ({ role: 'name', text }));
}

/** What the NAD connects to on the node, with what NICs that share it have in common; nothing where it does not tell. */
export function nodeCard(
  { node, cniTypes }: NicRow,
  { fact }: NadUse,
): { readonly card: Card; readonly sharedBy: string | undefined } | undefined {
  const { device, topology } = node;
  if (topology !== undefined && device === undefined) {
    const caption = l10n.t('OVN {0}', topology);
    const text = topology === 'localnet' ? l10n.t('network of the node') : l10n.t('between the nodes');
    return { card: nodeCardOf(caption, { role: 'title', text }), sharedBy: undefined };
  }
  if (device !== undefined) {
    const caption = topology === undefined ? l10n.t('device') : l10n.t('OVN {0}', topology);
    return { card: nodeCardOf(caption, { role: 'name', text: device }), sharedBy: `${topology ?? ''} ${device}` };
  }
  if (fact?.resourceName.state !== 'stated' || !cniTypes.some((type) => type.includes('sriov'))) return undefined;
  const { value } = fact.resourceName;
  return { card: nodeCardOf(l10n.t('VFs of'), { role: 'name', text: value }), sharedBy: `resource ${value}` };
}

function nodeCardOf(caption: string, line: CardLine): Card {
  return {
    lines: [{ role: 'caption', text: caption }, line],
    spoken: `${l10n.t('on the node')}: ${caption} ${line.text}`,
    details: [],
    look: 'present',
  };
}

function stageLine(mark: StageMark | undefined): readonly CardLine[] {
  return mark ? [{ role: 'stage', text: mark.title }] : [];
}

function spokenStage(mark: StageMark | undefined): readonly string[] {
  if (!mark) return [];
  const lamps = spokenLamps(mark);
  return [`${progressWord(mark.progress)}: ${mark.title}`, ...(lamps === '' ? [] : [lamps])];
}
