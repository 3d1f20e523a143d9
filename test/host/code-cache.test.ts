/** A cache of compiled code makes a start faster and changes nothing else, whatever has become of it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCached } from '../../server/src/host/node/code-cache.ts';

let root: string;
let program: string;
let folder: string;

/** Long enough for V8 to have something to keep. */
const text = `const path = require('node:path');
const file = __filename;
module.exports = { name: path.basename(file), folder: __dirname, answer: ${Array.from({ length: 50 }, (_, at) => at).join('+')} };`;

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'virtlens-code-'));
  program = path.join(root, 'program.cjs');
  folder = path.join(root, 'deep/er/cache');
  writeFileSync(program, text);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const answer = { name: 'program.cjs', answer: 1225 };

describe('a program that is run with a code cache', () => {
  it('is compiled first, and taken from the cache from then on', () => {
    const first = runCached(program, folder);
    expect(first.cache).toBe('none');
    expect(first.exports).toEqual({ ...answer, folder: root });
    first.keep();
    expect(readdirSync(folder)).toHaveLength(1);
    const second = runCached(program, folder);
    expect(second.cache).toBe('used');
    expect(second.exports).toEqual(first.exports);
  });

  it('keeps its characters', () => {
    writeFileSync(program, "module.exports = 'ü – 한국어 😀';");
    expect(runCached(program, folder).exports).toBe('ü – 한국어 😀');
  });

  it('runs as it is written now, not as it was', () => {
    runCached(program, folder).keep();
    // As long as before: V8 itself looks at the length alone.
    writeFileSync(program, text.replace('answer: 0+', 'answer: 1+'));
    const run = runCached(program, folder);
    expect(run.cache).toBe('none');
    expect(run.exports).toMatchObject({ answer: 1226 });
    run.keep();
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('runs all the same when the cache is damaged, which goes', () => {
    runCached(program, folder).keep();
    const [name = ''] = readdirSync(folder);
    const file = path.join(folder, name);
    const whole = readFileSync(file);

    for (const damaged of [Buffer.alloc(0), Buffer.from('no code'), flipped(whole), whole.subarray(0, -1)]) {
      writeFileSync(file, damaged);
      const run = runCached(program, folder);
      expect(run.cache).toBe('refused');
      expect(run.exports).toMatchObject(answer);
      run.keep();
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it('runs where no cache can be written', () => {
    writeFileSync(path.join(root, 'file'), '');
    const run = runCached(program, path.join(root, 'file'));
    run.keep();
    expect(run.exports).toMatchObject(answer);
  });
});

/** With every byte of the middle turned round. */
function flipped(data: Buffer): Buffer {
  return data.map((byte, at) => (at > data.length / 2 ? byte ^ 0xff : byte)) as Buffer;
}
