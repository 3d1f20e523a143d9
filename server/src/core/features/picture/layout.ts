/**
 * Where everything of the picture stands. The cards are measured without a page (`text-width.ts`); the library dagre puts
 * them into rows so that few lines cross, in columns that are given. The same graph always gives the same numbers.
 */
import { graphlib, layout as arrange } from '@dagrejs/dagre';
import type { CardLine, LineRole } from './cards.ts';
import { lanes, type Lane, type PictureEdge, type PictureGraph, type PictureNode } from './graph.ts';
import { laneTitle } from './lane-titles.ts';
import { shortened, widthOf, wrapped, type Face } from './text-width.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A line of a card with its base line, counted from the card's corner. */
export interface SetLine extends Point {
  readonly role: LineRole;
  readonly text: string;
}

export interface PlacedNode extends Box {
  readonly node: PictureNode;
  readonly lines: readonly SetLine[];
  /** Where the mark of the stage is drawn. */
  readonly markAt: Point | undefined;
}

export interface PlacedEdge {
  readonly edge: PictureEdge;
  /** Out of a card, level through each column on the way, and into a card. */
  readonly points: readonly Point[];
  readonly textAt: Point;
  /** Whether its text stands on a lane, not between two. */
  readonly isInLane: boolean;
}

export interface PlacedLane extends Box {
  readonly lane: Lane;
  readonly title: string;
}

export interface PlacedPicture {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly PlacedLane[];
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/** How each kind of line is set; the style sheet says the same. */
export const faces: Readonly<Record<LineRole, Face & { readonly leading: number }>> = {
  caption: { size: 11, leading: 15 },
  title: { size: 14, leading: 20, isBold: true },
  name: { size: 12, leading: 17, isFixed: true },
  detail: { size: 12, leading: 17 },
  stage: { size: 12, leading: 17 },
};
export const edgeFace: Face = { size: 11 };
export const laneFace: Face = { size: 12, isBold: true };

const margin = 12;
const padding = { x: 12, y: 9 };
const laneHead = 34;
const lanePadding = 14;
const laneGap = 16;
const rowGap = 18;
/** Between a card and the text at a line that leaves it. */
const textGap = 8;
/** Longest name in characters, and widest text in pixels, of a card. */
const longestName = 26;
const widestText = 190;
const narrowestCard = 88;
export const markSize = 16;

export function placePicture(graph: PictureGraph): PlacedPicture {
  const columns = [...new Set(graph.nodes.map(({ column }) => column))].sort((a, b) => a - b);
  const cards = new Map(graph.nodes.map((node) => [node.id, setCard(node)]));
  const widths = new Map(
    columns.map((column) => {
      const own = graph.nodes.filter((node) => node.column === column).map(({ id }) => cards.get(id)?.width ?? 0);
      return [column, Math.max(narrowestCard, ...own)];
    }),
  );
  const arranged = arrangedBy(graph, columns, cards, widths);
  const nodes = graph.nodes.map((node): PlacedNode => {
    const { x, y } = arranged.node(node.id) as Point;
    const width = widths.get(node.column) ?? 0;
    const { height = 0, lines = [], markAt } = cards.get(node.id) ?? {};
    return { node, x: Math.round(x - width / 2), y: Math.round(y - height / 2), width, height, lines, markAt };
  });
  return assembled(graph, nodes, arranged);
}

type Arranged = graphlib.Graph;

/** The library's part: the rows. Lines as long as their columns are apart keep every card in its column. */
function arrangedBy(
  { nodes, edges }: PictureGraph,
  columns: readonly number[],
  cards: ReadonlyMap<string, SetCard>,
  widths: ReadonlyMap<number, number>,
): Arranged {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', align: 'UL', nodesep: rowGap, edgesep: rowGap, ranksep: 2 * lanePadding + laneGap });
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const rank = (id: string): number => columns.indexOf(byId.get(id)?.column ?? 0);
  for (const { id, column } of nodes)
    graph.setNode(id, { width: widths.get(column) ?? 0, height: cards.get(id)?.height ?? 0 });
  for (const { from, to, text } of edges) {
    const minlen = rank(to) - rank(from);
    // A longer line has room for its text anyway; where several meet they are not to be steep.
    const own = text === undefined || minlen > 1 ? 0 : widthOf(text, edgeFace);
    const meeting = edges.filter((other) => other.to === to).length > 1 ? 40 : 0;
    graph.setEdge(from, to, { minlen, weight: 2, width: Math.max(own, meeting), height: 1, labelpos: 'c' });
  }
  if (nodes.length > 0) arrange(graph, { customOrder: inDeviceOrder });
  return graph;
}

/**
 * The guest's NICs stay in the order of its devices, whatever crosses then: the first column is as it was put in, and each
 * further one follows the middle of what leads to it.
 */
function inDeviceOrder(
  graph: graphlib.Graph,
  order: (graph: graphlib.Graph, options: Record<string, unknown>) => void,
): void {
  order(graph, { disableOptimalOrderHeuristic: true });
  const orderOf = (id: string): number => (graph.node(id) as { order: number }).order;
  const byRank = new Map<number, string[]>();
  for (const id of graph.nodes()) {
    const { rank } = graph.node(id) as { rank?: number };
    if (rank === undefined) continue;
    const own = byRank.get(rank) ?? [];
    own.push(id);
    byRank.set(rank, own);
  }
  for (const [, ids] of [...byRank].sort(([a], [b]) => a - b)) {
    const middles = new Map(
      ids.map((id) => {
        const before = (graph.predecessors(id) ?? []).map(orderOf);
        return [id, before.length === 0 ? orderOf(id) : before.reduce((sum, at) => sum + at, 0) / before.length];
      }),
    );
    ids.sort((a, b) => (middles.get(a) ?? 0) - (middles.get(b) ?? 0) || orderOf(a) - orderOf(b));
    ids.forEach((id, at) => Object.assign(graph.node(id) as object, { order: at }));
  }
}

/** Lanes behind the columns, lines between the cards, and everything moved to where the picture begins. */
function assembled({ edges }: PictureGraph, placed: readonly PlacedNode[], arranged: Arranged): PlacedPicture {
  const top = Math.min(...placed.map(({ y }) => y), 0);
  const left = Math.min(...placed.map(({ x }) => x), 0);
  const moved = ({ x, y }: Point): Point => ({
    x: Math.round(x - left + margin + lanePadding),
    y: Math.round(y - top + margin + laneHead),
  });
  const nodes = placed.map((node): PlacedNode => ({ ...node, ...moved(node) }));
  const bottom = Math.max(...nodes.map(({ y, height }) => y + height), margin + laneHead);
  const shownLanes = lanes.flatMap((lane): readonly PlacedLane[] => {
    const own = nodes.filter(({ node }) => node.lane === lane);
    if (own.length === 0) return [];
    const title = laneTitle(lane);
    const x = Math.min(...own.map((node) => node.x)) - lanePadding;
    const end = Math.max(...own.map((node) => node.x + node.width)) + lanePadding;
    return [{ lane, title, x, y: margin, width: end - x, height: bottom + lanePadding - margin }];
  });
  const byId = new Map(nodes.map((node) => [node.node.id, node]));
  const lines = edges.flatMap((edge): readonly PlacedEdge[] => {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    if (!from || !to) return [];
    const { points = [] } = arranged.edge(edge.from, edge.to) as { points?: readonly Point[] };
    return [lineBetween(edge, from, to, points.map(moved), nodes)];
  });
  const width = Math.max(...shownLanes.map(({ x, width }) => x + width), 2 * lanePadding) + margin;
  return { width, height: bottom + lanePadding + margin, lanes: shownLanes, nodes, edges: lines };
}

/** From the right side of a card to the left of another; level through the columns between, where the library leads it. */
function lineBetween(
  edge: PictureEdge,
  from: PlacedNode,
  to: PlacedNode,
  bends: readonly Point[],
  nodes: readonly PlacedNode[],
): PlacedEdge {
  const start = { x: from.x + from.width, y: middleOf(from) };
  const end = { x: to.x, y: middleOf(to) };
  const passed = new Map<number, Box>();
  for (const box of nodes)
    if (box.node.column > from.node.column && box.node.column < to.node.column) passed.set(box.node.column, box);
  const through = [...passed.entries()]
    .sort(([a], [b]) => a - b)
    .flatMap(([, { x, width }]) => {
      const bend = nearestTo(bends, x + width / 2);
      return [
        { x, y: bend?.y ?? start.y },
        { x: x + width, y: bend?.y ?? start.y },
      ];
    });
  const points = [start, ...through, end];
  // Where the line is still level, and on the side that it turns away from.
  const level = through[0] ?? start;
  const isInLane = through.length > 0 || from.node.lane === to.node.lane;
  const textAt = {
    x: level.x + (isInLane ? textGap : lanePadding + textGap / 2),
    y: Math.round(level.y) + (end.y < start.y ? 14 : -5),
  };
  return { edge, points, textAt, isInLane };
}

function middleOf({ y, height }: Box): number {
  return Math.round(y + height / 2);
}

function nearestTo(points: readonly Point[], x: number): Point | undefined {
  let best: Point | undefined;
  for (const point of points) if (!best || Math.abs(point.x - x) < Math.abs(best.x - x)) best = point;
  return best;
}

interface SetCard {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly SetLine[];
  readonly markAt: Point | undefined;
}

/** The lines of a card under each other, shortened or wrapped to what a card may hold. */
function setCard({ lines, mark }: PictureNode): SetCard {
  const set: SetLine[] = [];
  let markAt: Point | undefined;
  let width = 0;
  let y = padding.y;
  for (const line of lines) {
    const { leading, size, ...face } = faces[line.role];
    const indent = line.role === 'stage' && mark ? markSize + 6 : 0;
    if (line.role === 'stage') {
      y += 5;
      if (mark) markAt = { x: padding.x, y: y + Math.round((leading - markSize) / 2) };
    }
    for (const text of fitted(line)) {
      set.push({ role: line.role, text, x: padding.x + indent, y: y + Math.round((leading + size) / 2) - 2 });
      width = Math.max(width, indent + widthOf(text, { size, ...face }));
      y += leading;
    }
  }
  return { width: even(width + 2 * padding.x), height: even(y + padding.y), lines: set, markAt };
}

/** So that the middles of cards beside each other are the same pixel. */
function even(length: number): number {
  return 2 * Math.ceil(length / 2);
}

function fitted({ role, text }: CardLine): readonly string[] {
  switch (role) {
    case 'name':
      return [shortened(text, longestName)];
    case 'title':
    case 'caption':
      return [shortened(text, longestName)];
    case 'detail':
    case 'stage':
      return wrapped(text, widestText, faces[role]).map((part) => shortened(part, longestName + 6));
  }
}
