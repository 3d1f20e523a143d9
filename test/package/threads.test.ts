/** The built command line judges a large folder in threads, and tells what the sources tell without them. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { manifestStream } from '../../bench/manifests.mjs';
import { run } from '../../server/src/cli/run.ts';
import { host } from '../support/command-line.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'threads-')));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('tells the same in threads as without', async () => {
  const documents = manifestStream(1600, { findings: 'everywhere' }).text.split(/^---$/m);
  mkdirSync(path.join(folder, 'manifests'));
  for (let at = 0; at < documents.length; at += 16)
    writeFileSync(path.join(folder, 'manifests', `${1000 + at}.yaml`), documents.slice(at, at + 16).join('---'));
  let whole = '';
  const args = ['check', '--format', 'json', '--fail-on', 'error', 'manifests'];
  await run(
    args,
    '0.0.0',
    {
      folder,
      locale: undefined,
      out: (text) => (whole += text),
      error: () => undefined,
      readStandardInput: () => Promise.resolve(''),
      progress: () => undefined,
    },
    host,
  );
  const env = { ...process.env, LANG: 'C', LC_ALL: 'C', LANGUAGE: '' };
  const started = await new Promise<{ stdout: string; threads: number }>((resolve, reject) => {
    const options = { cwd: folder, env, maxBuffer: 1e9 };
    // Counts the threads that were started, from outside of the program.
    const counter = path.join(folder, 'counter.cjs');
    writeFileSync(
      counter,
      `const threads = require('node:worker_threads');
let count = 0;
threads.Worker = class extends threads.Worker { constructor(...args) { super(...args); count++; } };
if (threads.isMainThread) process.on('exit', () => process.stderr.write('THREADS ' + count));`,
    );
    execFile(
      process.execPath,
      ['--require', counter, path.join(root, 'dist/cli.cjs'), ...args],
      options,
      (fault, stdout, stderr) => {
        const threads = Number(/THREADS (\d+)/.exec(stderr)?.[1]);
        if (fault && fault.code !== 1) reject(fault);
        else resolve({ stdout, threads });
      },
    );
  });
  expect(JSON.parse(started.stdout)).toEqual(JSON.parse(whole));
  expect(whole.length).toBeGreaterThan(100_000);
  expect(started.threads).toBe(availableParallelism() > 1 ? 2 : 0);
});
