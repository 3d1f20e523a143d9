/** The globs of a project file, which may come from anywhere: they find files below its folder, whatever they say. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { URI } from 'vscode-uri';
import { nodeFileSystem } from '../../server/src/host/node/file-system.ts';

let outside: string;
let folder: string;
beforeAll(() => {
  outside = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'virtlens-globs-')));
  folder = path.join(outside, 'project');
  for (const name of [
    'secret.yaml',
    'beside/secret.yaml',
    'project/a.yaml',
    'project/vm-1..2.yaml',
    'project/x/b-2.yaml',
  ]) {
    mkdirSync(path.dirname(path.join(outside, name)), { recursive: true });
    writeFileSync(path.join(outside, name), 'a: 1\n');
  }
  symlinkSync('..', path.join(folder, 'up'));
  symlinkSync('../../beside', path.join(folder, 'x/away'));
});
afterAll(() => rmSync(outside, { recursive: true, force: true }));

async function found(...patterns: string[]): Promise<readonly string[]> {
  const uris = await nodeFileSystem.glob(URI.file(folder).toString(), patterns);
  return uris.map((uri) => path.relative(folder, URI.parse(uri).fsPath).replaceAll('\\', '/'));
}

describe('globs', () => {
  it.each([
    ['**/*.yaml', ['a.yaml', 'vm-1..2.yaml', 'x/b-2.yaml']],
    ['./a.yaml', ['a.yaml']],
    ['x/b-{1..3}.yaml', ['x/b-2.yaml']],
    ['vm-1..2.yaml', ['vm-1..2.yaml']],
    ['{a,x/*}.yaml', ['a.yaml', 'x/b-2.yaml']],
  ])('find what is meant: %s', async (pattern, files) => {
    expect(await found(pattern)).toEqual(files);
  });

  it.each([
    '../*.yaml',
    '../**/*.yaml',
    'x/../../*.yaml',
    '..{,}/*.yaml',
    '..{,}/beside/*.yaml',
    '{..,x}/*.yaml',
    '{x,..}/secret.yaml',
    '\\.\\./*.yaml',
    '.\\./*.yaml',
    '\\../*.yaml',
    '..\\/*.yaml',
    '..\\*.yaml',
    '@(..)/*.yaml',
    '[.][.]/*.yaml',
    '.{.,}/*.yaml',
    '.{,}./*.yaml',
    './{../,}*.yaml',
    'x/..{,}/..{,}/*.yaml',
    'up/*.yaml',
    'up/beside/*.yaml',
    './up/*.yaml',
    'u\\p/*.yaml',
    'up{,}/*.yaml',
    '{up,x}/*.yaml',
    'u*/*.yaml',
    '*/secret.yaml',
    '**/secret.yaml',
    'x/up/../*.yaml',
    'up/secret.yaml',
    'x/away/*.yaml',
    '!../a.yaml',
    '\\/etc/*',
    '/etc/host*',
    'file:///etc/hosts',
    '~/*',
  ])('find nothing outside: %s', async (pattern) => {
    const files = await found(pattern);
    expect(files.filter((file) => file.includes('secret') || file.startsWith('..') || path.isAbsolute(file))).toEqual(
      [],
    );
    expect(await found(path.join(outside, pattern))).toEqual([]);
  });

  it('find nothing outside, whatever they are made of', async () => {
    const parts = [
      '.',
      '..',
      '/',
      '\\',
      '{',
      '}',
      ',',
      '{,}',
      '(',
      ')',
      '@',
      '+',
      '?',
      '*',
      '**',
      '[',
      ']',
      '|',
      '!',
      'x',
      'secret',
      'up',
      '.yaml',
    ];
    const pattern = fc.array(fc.constantFrom(...parts), { minLength: 2, maxLength: 8 }).map((some) => some.join(''));
    await fc.assert(
      fc.asyncProperty(pattern, async (made) => {
        for (const file of await found(made, `${made}/*.yaml`)) expect(file).not.toMatch(/^\.\.|^\/|secret/);
      }),
      { numRuns: 400, seed: 7 },
    );
  });
});
