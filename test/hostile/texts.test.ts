/**
 * Hostile texts, each judged in a process of its own with little memory: it ends in bounded time, says what it has to say,
 * and eight times the text takes some eight times as long where many of something could be gone through for each of them.
 * Times are those of the processor, and the limits many times what was measured: a loaded machine is no fault.
 */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HostileText } from './hostile-texts.ts';
import type { Judged } from './judge-text.ts';

const root = path.resolve(import.meta.dirname, '../..');
const program = path.join(root, '.cache/hostile/judge-text.mjs');

beforeAll(async () => {
  await build({
    entryPoints: [path.join(import.meta.dirname, 'judge-text.ts')],
    outfile: program,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
  });
});

/** Fails where the process runs out of memory, faults, or does not end. */
async function judge(megabytes: number, name: HostileText, ...sizes: readonly number[]): Promise<readonly Judged[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [`--max-old-space-size=${megabytes}`, program, name, ...sizes.map(String)],
    { cwd: root, timeout: 55_000 },
  );
  return JSON.parse(stdout) as readonly Judged[];
}

describe('a text that cannot be read whole is refused in one finding', () => {
  const refused = 'unreadable-yaml';
  const texts: readonly [HostileText, size: number, rule: string, megabytes?: number][] = [
    ['a bomb of lists', 60, refused],
    ['a bomb of mappings', 60, refused],
    ['a bomb of merge keys', 60, refused],
    ['a bomb as the spec', 60, refused],
    ['aliases to a long list of networks', 500, refused],
    ['block levels', 10_000, refused],
    ['list levels', 10_000, refused],
    ['flow levels', 10_000, refused],
    ['flow levels never closed', 10_000, refused],
    ['levels in the JSON of a NAD', 10_000, 'unreadable-cni-config'],
    ['plugins in plugins', 10_000, 'unreadable-cni-config'],
    ['levels in the JSON of an annotation', 10_000, 'invalid-run-strategy'],
    ['NUL characters', 20_000, refused],
    ['control characters', 20_000, refused],
    ['conflict markers', 20_000, refused],
    // The text itself takes some of it, once as what was sent and once cut.
    ['a plain text', 100_000_000, refused, 900],
    ['a quoted text', 100_000_000, refused, 900],
    ['a block text', 100_000_000, refused, 900],
    ['a text that is never closed', 100_000_000, refused, 900],
    ['a comment', 100_000_000, refused, 900],
  ];
  it.each(texts)('%s, %i', async (name, size, rule, megabytes = 300) => {
    const [judged] = await judge(megabytes, name, size);
    expect(judged?.rules).toEqual([rule]);
    expect(judged?.findings).toBe(1);
    expect(judged?.milliseconds).toBeLessThan(10_000);
  });
});

describe('very many of something are judged all, in time that grows as they do', () => {
  const texts: readonly [HostileText, size: number, findings: (size: number) => number][] = [
    ['unknown keys', 1_000, (size) => size + 1],
    ['unknown keys of the VMI', 1_000, (size) => size + 2],
    ['lone surrogates', 1_000, (size) => size + 1],
    ['anchors', 1_000, (size) => size + 1],
    ['networks', 200, (size) => size + 2],
    ['documents', 100, (size) => size],
    ['empty documents', 2_000, () => 0],
    ['comments', 2_000, () => 1],
    ['templates never closed', 1_000, () => 1],
    ['comments that silence nothing', 1_000, (size) => size + 1],
    ['members of one line', 5_000, () => 2],
    // More than 500 are not told.
    ['one key again and again', 1_000, () => 502],
  ];
  it.each(texts)('%s', async (name, size, findings) => {
    // The first is for the compiler to warm up.
    const [, small, large] = await judge(500, name, size, size, 8 * size);
    expect(small?.findings).toBe(findings(size));
    expect(large?.findings).toBe(findings(8 * size));
    // As the square it would be 64 times; below a tenth of a second no growth can be seen.
    expect(large?.milliseconds).toBeLessThan(30 * Math.max(small?.milliseconds ?? 0, 100));
  });
});
