/**
 * What it costs to know a workspace of 10,000 files: walking, reading and scanning them, over parsing the same files with
 * the `yaml` package; one process, in turn, CPU time of all threads. How much memory the facts take, and how much is left
 * after all has been forgotten. Prints JSON; run by `npm run bench`.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parseAllDocuments } from 'yaml';
import { newCounters } from '../server/src/core/counters.ts';
import { Workspace } from '../server/src/core/workspace/workspace.ts';
import { WorkspaceIndex } from '../server/src/core/workspace/workspace-index.ts';
import { nodeFileSystem, nodeScheduler } from '../server/src/host/node/file-system.ts';
import { ratioOf } from './figures.mjs';
import { workspaceFiles } from './workspace-files.ts';

const count = 10_000;
const rounds = 5;
/** Files that are parsed in each round; the ratio is that of a file to a file. */
const parsed = 1_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heap(): number {
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** Milliseconds of CPU. */
async function cpu(run: () => Promise<void> | void): Promise<number> {
  const start = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'virtlens-bench-'));
try {
  const files = workspaceFiles(count).map(({ name, text }) => ({ file: path.join(folder, name), text }));
  for (const { file, text } of files) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  writeFileSync(path.join(folder, '.gitignore'), 'dist/\n*.log\n');
  const bytes = files.reduce((sum, { text }) => sum + text.length, 0);
  const paths = files.map(({ file }) => file);
  files.length = 0;

  const root = pathToFileURL(folder).toString();
  const host = { fileSystem: nodeFileSystem, scheduler: nodeScheduler };
  let longestSlice = 0;
  const indexed: number[] = [];
  const alone: number[] = [];
  let counters = newCounters();
  for (let round = 0; round <= rounds; round++) {
    counters = newCounters();
    const index = new WorkspaceIndex(new Workspace(counters), host, { changed: () => undefined });
    index.setRoots([root]);
    const cost = await cpu(() => index.refresh());
    const from = (round * parsed) % (count - parsed + 1);
    const parsing = await cpu(() => {
      for (const file of paths.slice(from, from + parsed))
        parseAllDocuments(readFileSync(file, 'utf8'), { logLevel: 'error' });
    });
    // The first round warms up.
    if (round === 0) continue;
    indexed.push(cost / count);
    alone.push(parsing / parsed);
  }

  const before = heap();
  const workspace = new Workspace(newCounters());
  const index = new WorkspaceIndex(workspace, host, { changed: () => undefined });
  index.setRoots([root]);
  const ticker = setInterval(() => undefined, 1);
  let last = performance.now();
  const watch = (): void => {
    const now = performance.now();
    longestSlice = Math.max(longestSlice, now - last);
    last = now;
    if (watching) setImmediate(watch);
  };
  let watching = true;
  setImmediate(watch);
  await index.refresh();
  watching = false;
  clearInterval(ticker);
  const known = heap() - before;
  index.setRoots([]);
  await index.refresh();
  const left = heap() - before;

  console.log(
    JSON.stringify({
      files: count,
      bytes,
      perFile: indexed.map((ms) => ms * 1000),
      overParsing: ratioOf(indexed, alone),
      filesPerSecond: 1000 / [...indexed].sort((a, b) => a - b)[rounds >> 1]!,
      counters,
      bytesPerFile: known / count,
      bytesLeftPerFile: left / count,
      longestSlice,
    }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
