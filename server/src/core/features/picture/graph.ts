/**
 * The ways of all NICs of a VM as one graph: from the guest's NIC over tap, bridge and Pod interface of the launcher Pod to
 * the NAD and the device of the node. What several NICs share is there once. It decides nothing: everything is in the rows
 * of the NICs, and where a row knows no further, the way ends.
 *
 * A bridge binding renames the Pod interface and keeps a dummy of its old name, which is on nobody's way; so the two names
 * are one card.
 */
import * as l10n from '@vscode/l10n';
import type { NadFact } from '../../workspace/facts.ts';
import type { NicRow } from '../vm-nics.ts';
import {
  bridgeCard,
  claimCard,
  guestCard,
  strayCard,
  nadCard,
  nodeCard,
  podInterfaceCard,
  podNetworkCard,
  tapCard,
  type Card,
} from './cards.ts';
import type { MarkedNics, StageMark } from './stage-marks.ts';
import { drawable } from './text-width.ts';

export const lanes = ['guest', 'pod', 'network', 'node'] as const;
export type Lane = (typeof lanes)[number];

/** What the cards are about, in the order of the columns; the last three of the networks share one. */
export type NodeKind =
  'guest-nic' | 'tap' | 'bridge' | 'pod-interface' | 'nad' | 'pod-network' | 'claim' | 'node-network';

const standing: Readonly<Record<NodeKind, { readonly lane: Lane; readonly column: number }>> = {
  'guest-nic': { lane: 'guest', column: 0 },
  tap: { lane: 'pod', column: 1 },
  bridge: { lane: 'pod', column: 2 },
  'pod-interface': { lane: 'pod', column: 3 },
  nad: { lane: 'network', column: 4 },
  'pod-network': { lane: 'network', column: 4 },
  claim: { lane: 'network', column: 4 },
  'node-network': { lane: 'node', column: 5 },
};

/** Where something is written: in the VM's own document, in the status of its VMI, or as an object of its own. */
export type PicturePlace =
  | { readonly in: 'document'; readonly field: string }
  | { readonly in: 'status'; readonly field: string }
  | { readonly in: 'nad'; readonly fact: NadFact };

export interface PictureNode extends Card {
  /** The kind and a number, such as `nad-0`; no text of a manifest. */
  readonly id: string;
  readonly kind: NodeKind;
  readonly lane: Lane;
  readonly column: number;
  /** Rows of the table that it is on the way of: positions of the VM's NICs, then the strays. */
  readonly nics: readonly number[];
  /** All that the card says and where the way leads, for those who hear it. */
  readonly label: string;
  readonly place: PicturePlace | undefined;
  readonly mark: StageMark | undefined;
}

export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  readonly nics: readonly number[];
  /** A short text at the line, such as `VLAN 100`. */
  readonly text: string | undefined;
  /** `missing`: one end is not there yet, or not any more. `direct`: a device of the host that the guest has. */
  readonly look: 'present' | 'missing' | 'direct';
}

export interface PictureGraph {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

/** What is drawn: the rows of the NICs with the stages of those that run, and what no row explains. */
export interface PicturedNics extends MarkedNics {
  readonly rows: readonly NicRow[];
}

export function pictureGraph({ rows, marks, strays }: PicturedNics): PictureGraph {
  const builder = new GraphBuilder();
  rows.forEach((row, nic) => addNic(builder, row, nic, marks.get(row.position)));
  strays.forEach((own, index) => {
    builder.node('guest-nic', `stray ${index}`, rows.length + index, {
      ...strayCard(own),
      place: own.field === undefined ? undefined : { in: 'status', field: own.field },
      mark: own.mark,
    });
  });
  return builder.graph();
}

/** One NIC's way: each card there is, and a line to the next. */
function addNic(builder: GraphBuilder, row: NicRow, nic: number, mark: StageMark | undefined): void {
  const own = placeIn(row.field ?? row.networkField);
  const network = placeIn(row.networkField ?? row.field);
  const inPod = mark?.lamps.pod === 'no' ? 'missing' : 'present';
  const way = new Way(builder, nic);
  way.on('guest-nic', `nic ${nic}`, { ...guestCard(row, mark), place: own, mark }, 'present');
  const isDirect = row.binding === 'sriov' || row.class === 'resource-claim';
  if (row.tap !== undefined) way.on('tap', `tap ${nic}`, { ...tapCard(row.tap, inPod), place: network }, inPod);
  if (row.bridge !== undefined)
    way.on('bridge', `bridge ${nic}`, { ...bridgeCard(row.bridge, inPod), place: network }, inPod);
  if (row.podInterface !== undefined) {
    const card = { ...podInterfaceCard(row, row.podInterface, inPod), place: network };
    way.on('pod-interface', `pod ${nic}`, card, isDirect && inPod === 'present' ? 'direct' : inPod, passageOf(row));
  }
  const look = isDirect && inPod === 'present' ? 'direct' : inPod;
  if (row.nad) addNad(way, row, row.nad, network, look);
  else if (row.class === 'resource-claim')
    way.on('claim', `claim ${row.claim ?? nic}`, { ...claimCard(row.claim ?? ''), place: network }, look);
  else if (row.class === 'pod') way.on('pod-network', 'pod network', { ...podNetworkCard(), place: network }, look);
}

function addNad(
  way: Way,
  row: NicRow,
  nad: NonNullable<NicRow['nad']>,
  network: PicturePlace | undefined,
  look: PictureEdge['look'],
): void {
  const key = `${nad.namespace ?? ''}/${nad.name}`;
  const node = nodeCard(row, nad);
  const place: PicturePlace | undefined = nad.fact ? { in: 'nad', fact: nad.fact } : network;
  way.on('nad', `nad ${key}`, { ...nadCard(row, nad, node !== undefined), place }, look);
  if (!node) return;
  const vlan = row.node.vlan === undefined ? undefined : l10n.t('VLAN {0}', String(row.node.vlan));
  way.on('node-network', `node ${node.sharedBy ?? `only ${key}`}`, { ...node.card, place }, 'present', vlan);
}

/** How a packet passes between the devices of the Pod and its interface, where that is worth a word. */
function passageOf({ binding }: NicRow): string | undefined {
  switch (binding) {
    case 'masquerade':
      return l10n.t('NAT');
    case 'sriov':
      return 'VFIO';
    case 'passtBinding':
    case 'passt':
      return 'passt';
    case 'slirp':
      return 'slirp';
    default:
      return undefined;
  }
}

function placeIn(field: string | undefined): PicturePlace | undefined {
  return field === undefined ? undefined : { in: 'document', field };
}

type OwnCard = Card & Pick<PictureNode, 'place'> & Partial<Pick<PictureNode, 'mark'>>;

/** The way of one NIC as it is gone: each card is connected with the one before. */
class Way {
  private last: string | undefined;
  /** Whether the last card stands for something that is not there. */
  private isMissing = false;

  constructor(
    private readonly builder: GraphBuilder,
    private readonly nic: number,
  ) {}

  on(kind: NodeKind, key: string, card: OwnCard, look: PictureEdge['look'], text?: string): void {
    const id = this.builder.node(kind, key, this.nic, card);
    // A line is there where both its ends are.
    const shown = this.isMissing ? 'missing' : look;
    if (this.last !== undefined) this.builder.edge(this.last, id, this.nic, text, shown);
    this.last = id;
    this.isMissing = card.look === 'missing';
  }
}

class GraphBuilder {
  private readonly nodes = new Map<string, PictureNode & { readonly nics: number[] }>();
  private readonly edges = new Map<string, PictureEdge & { readonly nics: number[] }>();
  private readonly counts = new Map<NodeKind, number>();

  /** The card of a key, made where it is not there yet; answers its id. */
  node(kind: NodeKind, key: string, nic: number, card: OwnCard): string {
    const known = this.nodes.get(key);
    if (known) {
      if (!known.nics.includes(nic)) known.nics.push(nic);
      return known.id;
    }
    const count = this.counts.get(kind) ?? 0;
    this.counts.set(kind, count + 1);
    const lines = card.lines.map((line) => ({ ...line, text: drawable(line.text) }));
    const node = { ...standing[kind], mark: undefined, ...card, lines, id: `${kind}-${count}`, kind, nics: [nic] };
    this.nodes.set(key, { ...node, label: '' });
    return node.id;
  }

  edge(from: string, to: string, nic: number, text: string | undefined, look: PictureEdge['look']): void {
    const key = `${from} ${to}`;
    const known = this.edges.get(key);
    if (known) known.nics.push(nic);
    else this.edges.set(key, { from, to, nics: [nic], text, look });
  }

  graph(): PictureGraph {
    const edges = [...this.edges.values()];
    const byId = new Map([...this.nodes.values()].map((node) => [node.id, node]));
    const nodes = [...byId.values()].map((node): PictureNode => {
      const next = edges
        .filter(({ from }) => from === node.id)
        .map(({ to, text }) => [byId.get(to)?.spoken ?? '', ...(text === undefined ? [] : [text])].join(', '));
      const sentences = [
        node.spoken,
        ...node.details,
        ...(node.nics.length > 1 ? [l10n.t('shared by {0} NICs', node.nics.length)] : []),
        ...(next.length === 0 ? [] : [l10n.t('leads to {0}', next.join('; '))]),
      ];
      return { ...node, label: drawable(sentences.join('. ')) };
    });
    return { nodes, edges };
  }
}
