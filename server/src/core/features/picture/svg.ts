/**
 * The picture as SVG, for the editor's panel and on its own. Each card has a name for those who do not see it and can be
 * reached by keyboard. Every text of a manifest passes `escaped`, whatever it holds. Nothing in it refers to anything outside.
 */
import * as l10n from '@vscode/l10n';
import type { Progress } from '../../kubevirt/status/stage.ts';
import { progressWord } from '../../kubevirt/status/stage-words.ts';
import {
  markSize,
  type PlacedEdge,
  type PlacedLane,
  type PlacedNode,
  type PlacedPicture,
  type Point,
} from './layout.ts';
import { progressMark } from './marks.ts';
import { pictureStyle } from './style.ts';
import { drawable, widthOf } from './text-width.ts';

export interface SvgOptions {
  /** What the picture is called. */
  readonly title: string;
  readonly description: string;
  /**
   * `page`: to be put into a page that has the style sheet, a heading and a script which follows links.
   * `file`: with a style sheet and heading of its own, and nothing to follow.
   */
  readonly for: 'page' | 'file';
}

const headingHeight = 30;

export function svgOf(placed: PlacedPicture, { title, description, for: use }: SvgOptions): string {
  const isFile = use === 'file';
  const heading = isFile ? drawable(title) : undefined;
  const legend = legendOf(placed);
  const headingRoom = heading === undefined ? 0 : headingHeight;
  const width = Math.max(placed.width, legend.width, heading === undefined ? 0 : widthOf(heading, { size: 17 }) + 24);
  const height = placed.height + headingRoom + legend.height;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="nics" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="graphics-document document" aria-labelledby="nics-title" aria-describedby="nics-description">`,
    `<title id="nics-title">${escaped(title)}</title>`,
    `<desc id="nics-description">${escaped(description)}</desc>`,
    ...(isFile ? [`<style>${pictureStyle}</style>`, `<rect class="page" width="${width}" height="${height}"/>`] : []),
    ...(heading === undefined
      ? []
      : [`<text class="heading" x="12" y="26" aria-hidden="true">${escaped(heading)}</text>`]),
    `<g transform="translate(0 ${headingRoom})">`,
    '<g aria-hidden="true">',
    ...placed.lanes.map(laneOf),
    ...placed.edges.map(wayOf),
    '</g>',
    ...inReadingOrder(placed.nodes).map((node) => cardOf(node, isFile)),
    '<g aria-hidden="true">',
    ...placed.edges.map(wayTextOf).filter((text) => text !== ''),
    '</g>',
    ...(placed.nodes.length === 0
      ? [`<text class="detail" x="12" y="24" aria-hidden="true">${escaped(description)}</text>`]
      : []),
    ...(legend.parts.length === 0
      ? []
      : [`<g aria-hidden="true" transform="translate(12 ${placed.height})">`, ...legend.parts, '</g>']),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** NIC by NIC, each from the guest on. */
function inReadingOrder(nodes: readonly PlacedNode[]): readonly PlacedNode[] {
  const first = ({ node }: PlacedNode): number => node.nics[0] ?? 0;
  return [...nodes].sort((a, b) => first(a) - first(b) || a.node.column - b.node.column);
}

function laneOf({ x, y, width, height, title }: PlacedLane): string {
  return [
    `<rect class="lane" x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>`,
    `<text class="lane-title" x="${x + 14}" y="${y + 22}">${escaped(title)}</text>`,
  ].join('\n');
}

function wayOf({ edge, points }: PlacedEdge): string {
  const look = edge.look === 'present' ? '' : ` ${edge.look}`;
  return `<path class="way${look}" data-nics="${edge.nics.join(' ')}" d="${curveThrough(points)}"/>`;
}

/** Level out of each point and into the next. */
function curveThrough([start, ...rest]: readonly Point[]): string {
  if (!start) return '';
  let [last, path] = [start, `M${start.x} ${start.y}`];
  for (const point of rest) {
    const middle = Math.round((last.x + point.x) / 2);
    path += last.y === point.y ? `H${point.x}` : `C${middle} ${last.y} ${middle} ${point.y} ${point.x} ${point.y}`;
    last = point;
  }
  return path;
}

function wayTextOf({ edge, textAt, isInLane }: PlacedEdge): string {
  if (edge.text === undefined) return '';
  return `<text class="way-text ${isInLane ? 'on-lane' : 'on-page'}" x="${textAt.x}" y="${textAt.y}">${escaped(edge.text)}</text>`;
}

function cardOf({ node, x, y, width, height, lines, markAt }: PlacedNode, isFile: boolean): string {
  const role = !isFile && node.place ? 'link' : 'graphics-symbol img';
  const look = node.look === 'present' ? '' : node.look === 'missing' ? ' missing' : ' unknown-look';
  const label = escaped(node.label);
  return [
    `<g id="${node.id}" class="card" role="${role}" tabindex="0" aria-label="${label}" data-nics="${node.nics.join(' ')}" transform="translate(${x} ${y})">`,
    `<title>${label}</title>`,
    `<rect class="frame${look}" width="${width}" height="${height}" rx="6"/>`,
    ...(node.mark && markAt
      ? [
          `<rect class="mark-${node.mark.progress}" y="6" width="4" height="${height - 12}" rx="2"/>`,
          progressMark(node.mark.progress, markAt),
        ]
      : []),
    ...lines.map((line) => `<text class="${line.role}" x="${line.x}" y="${line.y}">${escaped(line.text)}</text>`),
    '</g>',
  ].join('\n');
}

interface Legend {
  readonly parts: readonly string[];
  readonly width: number;
  readonly height: number;
}

/** What the marks and kinds of lines mean, of those that there are. */
function legendOf({ nodes, edges }: PlacedPicture): Legend {
  const parts: string[] = [];
  let x = 0;
  const add = (sign: string, signWidth: number, text: string): void => {
    parts.push(sign, `<text class="legend" x="${x + signWidth + 6}" y="14">${escaped(text)}</text>`);
    x += signWidth + 6 + widthOf(text, { size: 11 }) + 22;
  };
  const stages: readonly Progress[] = ['done', 'waiting', 'stuck', 'unknown'];
  for (const progress of stages) {
    if (!nodes.some(({ node }) => node.mark?.progress === progress)) continue;
    add(progressMark(progress, { x, y: 2 }), markSize, progressWord(progress));
  }
  const swatch = (look: string): string => `<rect class="frame ${look}" x="${x}" y="3" width="24" height="14" rx="3"/>`;
  if (nodes.some(({ node }) => node.look === 'missing')) add(swatch('missing'), 24, l10n.t('not there'));
  if (nodes.some(({ node }) => node.look === 'unknown')) add(swatch('unknown-look'), 24, l10n.t('not known here'));
  if (edges.some(({ edge }) => edge.look === 'direct'))
    add(`<path class="way direct" d="M${x} 10h24"/>`, 24, l10n.t('device of the host, past tap and bridge'));
  return { parts, width: x + 12, height: parts.length === 0 ? 0 : 26 };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text for an element or a quoted attribute. */
export function escaped(text: string): string {
  return drawable(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
