// The part of docs/performance.md about VirtLens beside other servers, from what `compare.mjs` measured. Printed as well.
import { median, quantile } from '../figures.mjs';
import { labels } from './compare.mjs';
import { goalsOf } from './goals.mjs';

const phaseNames = {
  initialize: 'start → initialize answered',
  start: 'start → first diagnostics',
  open: 'open → diagnostics',
  toggleCold: 'key → diagnostics that tell of it, first keys',
  toggle: 'key → diagnostics that tell of it, warmed up',
  warmUp: 'key → diagnostics, while warming up',
  keystroke: 'key → diagnostics, warmed up',
  inlayHintAfterKey: 'key → inlay hints of 60 lines',
  hoverAfterKey: 'key → hover',
  completionAfterKey: 'key → completion',
  inlayHint: 'inlay hints, nothing edited',
  hover: 'hover, nothing edited',
  completion: 'completion, nothing edited',
  burst: 'last of 20 keys → diagnostics that tell of it',
};

/** Markdown; `gates` is what the rest of the benchmark measured, where it ran. */
export function peersSection(result, gates) {
  const goals = goalsOf(result, labels, gates).map(
    ({ number, goal, wanted, measured, isMet }) =>
      `| ${number} | ${goal} | ${wanted} | ${measured ?? '–'} | ${isMet === undefined ? 'not measured' : isMet ? 'met' : '**missed**'} |`,
  );
  const { starts, samples, warmUp, bursts } = result.counts;
  return `## Beside other servers

VirtLens is started as VS Code starts it, with the code that V8 compiled in an earlier start.
${labels.peer} has VirtLens's own KubeVirt schema; it waits 200 ms after a key before it looks at the text, which
its times hold and its CPU does not. A server that does nothing shows what the protocol takes. All edit the same file
in turn, in one run. Up to ${starts} starts, ${samples} keys or requests, ${warmUp} keys to warm up, ${bursts} bursts; a server that takes
too long makes fewer.${result.peerMissing ? ` ${labels.peer} could not be had: its rows are left out.` : ''}

### Goals

| | goal | wanted | measured (95 % interval) | |
| --- | --- | --- | --- | --- |
${goals.join('\n')}

### Figures

Wall times and CPU in ms.

${result.bySize.map(sizeTable).join('\n\n')}
`;
}

function sizeTable({ size, bytes, phases, memory }) {
  const rows = Object.entries(phaseNames).flatMap(([phase, name]) =>
    Object.entries(phases[phase] ?? {}).map(([label, { wall, cpu }]) => {
      const answered = wall.filter((value) => value !== undefined);
      const used = cpu.filter((value) => value !== undefined);
      const ms = (list, share) => (list.length === 0 ? '–' : quantile(list, share).toPrecision(3));
      const rounds = answered.length === wall.length ? wall.length : `${answered.length} of ${wall.length}`;
      return `| ${name} | ${label} | ${rounds} | ${ms(answered, 0.5)} | ${ms(answered, 0.95)} | ${used.length === 0 ? '–' : median(used).toPrecision(3)} |`;
    }),
  );
  const peaks = Object.entries(memory).map(([label, peak]) => `${label} ${peak?.toFixed(0) ?? 'not measured'}`);
  return `${size} ${size === 1 ? 'document' : 'documents'}, ${Math.round(bytes / 1000)} KB. Peak memory, MB: ${peaks.join('; ')}.

| | server | rounds | p50 | p95 | CPU, median |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}`;
}
