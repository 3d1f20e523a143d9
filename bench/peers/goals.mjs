// The goals of speed and memory, each with what was wanted, what was measured and with which spread, and whether that is
// enough. A goal is met by the figure itself, not by the kind end of its interval; one that was not measured says so.
import { median, quantile, ratioOf } from '../figures.mjs';

const fixed = (value) => (value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3))));

/** `result` is what `compare.mjs` measured, with `labels`; `gates` what the rest of the benchmark did, where it ran. */
export function goalsOf(result, { ours, peer, idle, small, bare }, gates) {
  const at = (documents) => result.bySize.find(({ size }) => size === documents);
  const huge = result.bySize.find(({ isHuge }) => isHuge);

  /** How many times `over` lies over `under` in a phase: `{ ratio, low, high }`, undefined where one is missing. */
  const compared = (run, phase, kind, over, under) => {
    const [above, below] = [run?.phases[phase]?.[over]?.[kind], run?.phases[phase]?.[under]?.[kind]];
    if (!above || !below) return undefined;
    const pairs = above.map((value, round) => [value, below[round]]).filter((pair) => !pair.includes(undefined));
    if (pairs.length < 2) return undefined;
    return { ...ratioOf(...[0, 1].map((side) => pairs.map((pair) => pair[side]))), pairs: pairs.length };
  };
  const tail = (run, phase, over, under) => {
    const values = [over, under].map((label) => known(run?.phases[phase]?.[label]?.wall ?? []));
    if (values.some((list) => list.length < 2)) return undefined;
    return {
      ratio: quantile(values[0], 0.95) / quantile(values[1], 0.95),
      pairs: Math.min(...values.map((l) => l.length)),
    };
  };
  const memory = (run) => {
    const [mine, theirs] = [run?.memory[ours], run?.memory[peer]];
    return mine && theirs ? { ratio: mine / theirs } : undefined;
  };
  const goals = [];
  const add = (number, goal, isAtLeast, wanted, found, unit = '×') =>
    goals.push({
      number,
      goal,
      wanted: `${isAtLeast ? '≥' : '≤'} ${fixed(wanted)}${unit}`,
      measured: found && told(found, unit),
      isMet: found && (isAtLeast ? found.ratio >= wanted : found.ratio <= wanted),
    });
  const atLeast = (number, goal, ...rest) => add(number, goal, true, ...rest);
  const atMost = (number, goal, ...rest) => add(number, goal, false, ...rest);

  for (const [number, documents, faster, tailFaster, cpu] of [
    [1, 1, 30, 15, 0.5],
    [2, 100, 60, undefined, 1 / 60],
    [3, 1000, 500, undefined, 1 / 500],
  ])
    for (const [phase, when] of [
      ['toggleCold', 'first keys'],
      ['toggle', 'warmed up'],
    ]) {
      const what = `key → diagnostics that tell of it, ${documents} documents, ${when}`;
      const run = at(documents);
      atLeast(number, `${what}: times faster than the peer, median`, faster, compared(run, phase, 'wall', peer, ours));
      if (tailFaster !== undefined)
        atLeast(number, `${what}: times faster, 95th percentile`, tailFaster, tail(run, phase, peer, ours));
      atMost(number, `${what}: CPU over the peer's`, cpu, compared(run, phase, 'cpu', ours, peer));
    }
  atMost(4, 'CPU of a key, 1000 documents over 10', 1.25, gates?.size);
  atMost(4, 'CPU of a key, 10 MB over 10 documents', 1.5, compared(huge, 'toggle', 'cpu', ours, small));
  for (const run of result.bySize)
    atMost(
      5,
      `key → inlay hints of 60 lines over a server that does nothing, ${run.size} documents`,
      2,
      compared(run, 'inlayHintAfterKey', 'wall', ours, idle),
    );
  atMost(6, "start → first diagnostics, CPU over the peer's", 0.25, compared(at(1), 'start', 'cpu', ours, peer));
  atMost(6, "initialize over the peer's", 0.35, compared(at(1), 'initialize', 'wall', ours, peer));
  atMost(6, 'initialize over a bare start of Node', 1.5, compared(at(1), 'initialize', 'wall', ours, bare));
  atMost(
    7,
    "open 1000 documents → all diagnostics over the peer's",
    0.25,
    compared(at(1000), 'open', 'wall', ours, peer),
  );
  atMost(8, "peak memory over the peer's, 1 document", 0.7, memory(at(1)));
  atMost(8, "peak memory over the peer's, 1000 documents", 0.1, memory(at(1000)));
  atMost(8, 'peak memory, 10 MB', 200, huge?.memory[ours] && { ratio: huge.memory[ours] }, ' MB');
  atMost(9, 'CPU of the index of 10,000 files over parsing them', 1 / 30, gates?.indexed.overParsing);
  for (const run of result.bySize)
    atMost(12, `burst of 20 keys, the last over a single one, ${run.size} documents`, 2, burstOverKey(run, ours));
  return goals;
}

const known = (values) => values.filter((value) => value !== undefined);

function told({ ratio, low, high, pairs }, unit) {
  const interval = low === undefined ? '' : ` (${fixed(low)}–${fixed(high)})`;
  return `${fixed(ratio)}${unit}${interval}${pairs === undefined ? '' : `, ${pairs} rounds`}`;
}

/** The rounds of the two are not pairs: a burst is compared with the median of all single keys. */
function burstOverKey(run, label) {
  const [bursts, keys] = ['burst', 'toggle'].map((phase) => known(run.phases[phase]?.[label]?.wall ?? []));
  if (bursts.length === 0 || keys.length === 0) return undefined;
  return {
    ...ratioOf(
      bursts,
      bursts.map(() => median(keys)),
    ),
    pairs: bursts.length,
  };
}
