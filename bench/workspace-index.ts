/**
 * What it costs to know a workspace of 10,000 files: walking, reading and scanning them, over parsing the same files with
 * the `yaml` package (with source tokens and lines); one process, in turn, CPU time of all threads. How much memory the facts take, and how much is left
 * after all has been forgotten. Prints JSON; run by `npm run bench`.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { LineCounter, parseAllDocuments } from 'yaml';
import { newCounters, type Counters } from '../server/src/core/counters.ts';
import { Workspace } from '../server/src/core/workspace/workspace.ts';
import { WorkspaceIndex } from '../server/src/core/workspace/workspace-index.ts';
import { nodeFileSystem, nodeScheduler } from '../server/src/host/node/file-system.ts';
import { ratioOf } from './figures.mjs';
import { parsedEvery, workspaceFiles } from './workspace-files.ts';

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

function indexOf(root: string, counters: Counters): WorkspaceIndex {
  const host = { fileSystem: nodeFileSystem, scheduler: nodeScheduler };
  const index = new WorkspaceIndex(new Workspace(counters), host, { changed: () => undefined });
  index.setRoots([root]);
  return index;
}

/** Bytes of heap for a file, while its facts are known and after all files have been forgotten. */
async function memoryOf(root: string): Promise<{ bytesPerFile: number; bytesLeftPerFile: number }> {
  await indexOf(root, newCounters()).refresh();
  const before = heap();
  const index = indexOf(root, newCounters());
  await index.refresh();
  const known = heap();
  index.setRoots([]);
  await index.refresh();
  return { bytesPerFile: (known - before) / count, bytesLeftPerFile: (heap() - before) / count };
}

/** As an editor needs it: with source tokens and lines, since facts have places. */
function parse(text: string): void {
  parseAllDocuments(text, { keepSourceTokens: true, lineCounter: new LineCounter(), logLevel: 'error' });
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
  const memory = await memoryOf(root);

  const indexed: number[] = [];
  const alone: number[] = [];
  let counters = newCounters();
  for (let round = 0; round <= rounds; round++) {
    counters = newCounters();
    const cost = await cpu(() => indexOf(root, counters).refresh());
    const from = (round * parsed) % (count - parsed + 1);
    const parsing = await cpu(() => {
      for (const file of paths.slice(from, from + parsed)) parse(readFileSync(file, 'utf8'));
    });
    // The first round warms up.
    if (round === 0) continue;
    indexed.push(cost / count);
    alone.push(parsing / parsed);
  }

  console.log(
    JSON.stringify({
      files: count,
      bytes,
      perFile: indexed.map((ms) => ms * 1000),
      overParsing: ratioOf(indexed, alone),
      filesPerSecond: 1000 / [...indexed].sort((a, b) => a - b)[rounds >> 1]!,
      counters,
      /** Files that only the parser reads. */
      handedOver: count / parsedEvery,
      ...memory,
    }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
