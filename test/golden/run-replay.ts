/** Runs the replay as its users do: as a command, in a process of its own. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Json } from '../../tools/golden/case.ts';
import type { Tally } from '../../tools/golden/replay.ts';

export const projectRoot = path.resolve(import.meta.dirname, '../..');

/** Where the shared reference material is, if it is there at all. */
export const sharedFolder = path.resolve(projectRoot, process.env['VIRTLENS_SHARED'] ?? '../shared');

/** What `--json` prints. */
export interface JsonReport {
  readonly cases: number;
  readonly fields: Readonly<Record<string, Readonly<Record<string, Tally>>>>;
  readonly differences: readonly {
    readonly id: string;
    readonly release: string;
    readonly field: string;
    readonly expected: Json;
    readonly actual: Json;
  }[];
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function runReplay(...args: readonly string[]): Finished {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['tools/run-ts.mjs', 'tools/golden/main.ts', ...args],
    { cwd: projectRoot, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  return { code: status, stdout, stderr };
}

export function replayToJson(...folders: readonly string[]): Finished & { readonly report: JsonReport } {
  const finished = runReplay(...folders, '--json');
  return { ...finished, report: JSON.parse(finished.stdout) as JsonReport };
}
