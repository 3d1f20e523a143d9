/**
 * The picture as a Mermaid flow chart, for Markdown that is shown where Mermaid is drawn. The texts of a manifest become
 * quoted labels in which every character that means something to Mermaid, Markdown or HTML is written as an entity.
 */
import type { Progress } from '../../kubevirt/status/stage.ts';
import { progressWord } from '../../kubevirt/status/stage-words.ts';
import { lanes, type PictureEdge, type PictureGraph, type PictureNode } from './graph.ts';
import { laneTitle } from './lane-titles.ts';
import { drawable } from './text-width.ts';

export function mermaidOf(title: string, graph: PictureGraph): string {
  const groups = lanes.flatMap((lane) => {
    const own = graph.nodes.filter((node) => node.lane === lane);
    if (own.length === 0) return [];
    return [
      `  subgraph lane_${lane}["${quoted(laneTitle(lane))}"]`,
      ...own.map((node) => `    ${idOf(node.id)}["${labelOf(node)}"]`),
      '  end',
    ];
  });
  const progresses: readonly Progress[] = ['done', 'waiting', 'stuck', 'unknown'];
  const classes = progresses.flatMap((progress) => {
    const own = graph.nodes.filter(({ mark }) => mark?.progress === progress);
    return own.length === 0 ? [] : [`  class ${own.map(({ id }) => idOf(id)).join(',')} ${progress}Stage`];
  });
  const dashed = graph.nodes.filter(({ look }) => look !== 'present').map(({ id }) => idOf(id));
  return [
    'flowchart LR',
    `  accTitle: ${singleLine(title)}`,
    ...groups,
    ...graph.edges.map((edge) => `  ${idOf(edge.from)} ${arrowOf(edge)} ${idOf(edge.to)}`),
    ...progresses
      .filter((progress) => classes.some((line) => line.endsWith(` ${progress}Stage`)))
      .map((progress) => `  classDef ${progress}Stage ${strokes[progress]}`),
    ...classes,
    ...(dashed.length === 0 ? [] : ['  classDef dashed stroke-dasharray:5 4', `  class ${dashed.join(',')} dashed`]),
    '',
  ].join('\n');
}

/** Widths differ as well as colours. */
const strokes: Readonly<Record<Progress, string>> = {
  done: 'stroke:#2e7d32',
  waiting: 'stroke:#9a6700,stroke-width:2px',
  stuck: 'stroke:#c62828,stroke-width:4px',
  unknown: 'stroke:#57606a',
};

const signs: Readonly<Record<Progress, string>> = { done: '✓', waiting: '…', stuck: '✗', unknown: '?' };

/** Nodes are called by kind and number: no text of a manifest, and no word that Mermaid keeps for itself. */
function idOf(id: string): string {
  return id.replaceAll('-', '_');
}

function labelOf({ lines, mark }: PictureNode): string {
  const texts = lines.map(({ role, text }) => {
    if (role !== 'stage' || !mark) return quoted(text);
    return `${signs[mark.progress]} ${quoted(`${progressWord(mark.progress)}: ${text}`)}`;
  });
  return texts.join('<br/>');
}

function arrowOf({ look, text }: PictureEdge): string {
  const label = text === undefined ? '' : `|"${quoted(text)}"|`;
  switch (look) {
    case 'present':
      return `---${label}`;
    case 'missing':
      return `-.-${label}`;
    case 'direct':
      return `===${label}`;
  }
}

/**
 * Letters of all scripts, digits, spaces and harmless signs stay, and what joins the parts of a name; the rest is named by its
 * number. At the start of a line a joining sign might make a list of it.
 */
function quoted(text: string): string {
  let [hasLetter, isAfterWord] = [false, false];
  let result = '';
  for (const character of drawable(text)) {
    const isWord = /[\p{L}\p{N}\p{M}]/u.test(character);
    const isPlain = isWord || /[ ,:·→…✓✗]/u.test(character) || (hasLetter && isAfterWord && /[-._/]/.test(character));
    result += isPlain ? character : `#${character.codePointAt(0)};`;
    hasLetter ||= /\p{L}/u.test(character);
    isAfterWord = isWord;
  }
  return result;
}

/** The title ends with its line and takes no entities. */
function singleLine(text: string): string {
  return [...drawable(text)]
    .map((character) => (/[\p{L}\p{N}\p{M} .,:/_-]/u.test(character) ? character : ' '))
    .join('');
}
