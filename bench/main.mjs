// `npm run bench`: what one keystroke costs the server in a file of 10 and of 1000 documents, and what it costs to know a
// workspace of 10,000 files, measured in one run. The gates are counts (exactly one document parsed and analysed a
// keystroke, each file scanned once) and ratios, never a time.
// Beside a YAML language server and one that does nothing it measures every goal, which gates nothing; see `peers/`.
// `--quick` takes fewer samples of that, `--peers-only` nothing else, `--all` shows the peer 10 MB as well.
// `--write` puts the figures into docs/performance.md, `--json` prints them as JSON, `--rounds N` sets the rounds.
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { median, ratioOf } from './figures.mjs';
import { manifestStream } from './manifests.mjs';
import { performancePage } from './page.mjs';
import { comparePeers } from './peers/compare.mjs';
import { peersSection } from './peers/section.mjs';
import { BenchedServer } from './servers.mjs';

const root = path.resolve(import.meta.dirname, '..');
const args = process.argv.slice(2);
const roundsAt = args.indexOf('--rounds');
const rounds = roundsAt < 0 ? 300 : Number(args[roundsAt + 1]);
const warmUp = 100;
const allowedRatio = 1.25;
const tries = 3;
/** Of the index over the parser alone: the goal is 1/30, and this is what a noisy machine must show. */
const allowedIndexRatio = 1 / 25;
const allowedBytesPerFile = 4000;

const bundle = path.join(root, 'dist/server.cjs');
if (!existsSync(bundle)) {
  const built = spawnSync(process.execPath, [path.join(root, 'tools/build.mjs')], { stdio: 'inherit' });
  if (built.status !== 0) process.exit(built.status ?? 1);
}

const compared = () => comparePeers(args, (line) => console.error(line));
if (args.includes('--peers-only')) {
  console.log(peersSection(await compared(), undefined));
  process.exit(0);
}

const small = manifestStream(10);
const large = manifestStream(1000);
const noisy = manifestStream(1000, { findings: 'everywhere' });

/**
 * One try, servers side by side: the small file, the large one, the small one again (so that the noise of the machine
 * shows as well), and a large one with a finding in every VM, all of which every answer has to repeat.
 */
async function measure() {
  const command = [process.execPath, bundle, '--stdio'];
  const servers = [];
  for (const stream of [small, large, small, noisy]) servers.push(await BenchedServer.start(command, stream));
  const samples = servers.map(() => []);
  const answers = [];
  for (let round = 0; round < warmUp; round++)
    for (const [at, server] of servers.entries()) answers[at] = await server.type();
  const before = await Promise.all(servers.map((server) => server.counters()));
  // From one reading to the next of the same server: what it does after it has answered counts as well.
  const readings = servers.map((server) => server.cpu());
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < servers.length; turn++) {
      // Each server comes first, second and last equally often.
      const at = (turn + round) % servers.length;
      await servers[at].type();
    }
    for (const [at, server] of servers.entries()) {
      const cpu = server.cpu();
      if (cpu !== undefined && readings[at] !== undefined) samples[at].push(cpu - readings[at]);
      readings[at] = cpu;
    }
  }
  const after = await Promise.all(servers.map((server) => server.counters()));
  await Promise.all(servers.map((server) => server.stop()));
  const perKeystroke = (name) => after.map((counters, at) => (counters[name] - before[at][name]) / rounds);
  const measured = samples.every((list) => list.length === rounds);
  return {
    rounds,
    answers,
    parsed: perKeystroke('documentsParsed'),
    analysed: perKeystroke('documentsAnalysed'),
    ...(measured && {
      cpu: samples.map(median),
      size: ratioOf(samples[1], samples[0]),
      noise: ratioOf(samples[2], samples[0]),
      perFinding: (median(samples[3]) - median(samples[1])) / (answers[3].diagnostics - answers[1].diagnostics),
    }),
  };
}

/** CPU ms that the parser alone takes for the edited document, for comparison. */
function parserAlone() {
  const text = small.edit.document;
  const once = () => {
    const start = process.cpuUsage();
    for (let count = 0; count < 10; count++) parseDocument(text);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000 / 10;
  };
  for (let count = 0; count < 20; count++) once();
  return median(Array.from({ length: 40 }, once));
}

/** What another bench measured; in a process of its own, since it runs the sources. */
function measuredBy(file) {
  const run = spawnSync(process.execPath, [path.join(root, 'tools/run-ts.mjs'), file], { cwd: root, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

/** What judging a VM costs over parsing it, and what it costs to know a whole workspace. */
const judging = () => measuredBy('bench/validation.ts');

/** Tried again where the ratio is missed, as other processes may be in the way; the counts must hold at once. */
function workspaceIndex() {
  for (let attempt = 1; ; attempt++) {
    const found = measuredBy('bench/workspace-index.ts');
    const { counters, files, handedOver, overParsing } = found;
    const isExact =
      counters.filesScanned === files && counters.filesRead === 0 && counters.documentsParsed === handedOver;
    const passed = isExact && overParsing.ratio <= allowedIndexRatio && found.bytesPerFile <= allowedBytesPerFile;
    if (passed || !isExact || attempt === tries) return { ...found, passed, attempt };
  }
}

const parser = parserAlone();
const judged = judging();
const indexed = workspaceIndex();
let result;
let passed = false;
for (let attempt = 1; attempt <= tries && !passed; attempt++) {
  result = { ...(await measure()), parser, judged, indexed, bytes: [small.text.length, large.text.length], attempt };
  const isExact = [...result.parsed, ...result.analysed].every((count) => count === 1);
  if (!isExact || !indexed.passed) break;
  passed = indexed.passed && (result.size === undefined || result.size.ratio <= allowedRatio);
}

const peers = await compared();
if (args.includes('--json')) console.log(JSON.stringify({ passed, ...result, peers }, undefined, 2));
else {
  const ms = (value) => (value === undefined ? 'not measured' : `${value.toFixed(2)} ms`);
  const spread = (one) =>
    one ? `${one.ratio.toFixed(2)} (${one.low.toFixed(2)}–${one.high.toFixed(2)})` : 'not measured';
  console.table({
    'CPU per keystroke, median': { '10 documents': ms(result.cpu?.[0]), '1000 documents': ms(result.cpu?.[1]) },
    'documents parsed per keystroke': { '10 documents': result.parsed[0], '1000 documents': result.parsed[1] },
    'documents analysed per keystroke': { '10 documents': result.analysed[0], '1000 documents': result.analysed[1] },
    'file, KB': {
      '10 documents': Math.round(result.bytes[0] / 1000),
      '1000 documents': Math.round(result.bytes[1] / 1000),
    },
  });
  console.log(`1000 over 10 documents: ${spread(result.size)}, allowed ${allowedRatio}`);
  console.log(`10 over 10 documents (noise): ${spread(result.noise)}`);
  console.log(
    `each further finding in the file: ${result.perFinding === undefined ? 'not measured' : `${(result.perFinding * 1000).toFixed(1)} µs`} (${result.answers[3].diagnostics} repeated in every answer)`,
  );
  console.log(`the parser alone, edited document: ${ms(result.parser)}`);
  console.log(
    `judging a VM with ${judged.nics} NICs (schema, webhooks, every rule) over parsing it: ${spread(judged.overParsing)} of the yaml package with tokens and lines, ${spread(judged.overReading)} of VirtLens's own reading`,
  );
  console.log(
    `the index of ${indexed.files} files over parsing them: ${spread(indexed.overParsing)}, allowed ${allowedIndexRatio.toFixed(3)}; ${Math.round(indexed.filesPerSecond)} files per second of CPU; ${Math.round(indexed.bytesPerFile)} bytes of memory a file, ${Math.round(indexed.bytesLeftPerFile)} when they are forgotten; ${JSON.stringify(indexed.counters)}`,
  );
  console.log(
    `${result.rounds} rounds after ${warmUp}, try ${result.attempt} of ${tries}: ${passed ? 'passed' : 'FAILED'}`,
  );
  console.log(`\n${peersSection(peers, result)}`);
  if (!result.cpu)
    console.log('CPU time of another process is read from Linux scheduler statistics; it was not measured here.');
}
if (args.includes('--write') && result.cpu && passed)
  writeFileSync(
    path.join(root, 'docs/performance.md'),
    performancePage({ ...result, peers }, { allowedRatio, warmUp, tries }),
  );
process.exitCode = passed ? 0 : 1;
