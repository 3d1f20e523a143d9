/** What the .vsix carries: exactly the files of expected-vsix-files.txt, small, and no node_modules. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { zipEntries, type ZipEntry } from './zip-entries.ts';

const root = path.resolve(import.meta.dirname, '../..');
const file = path.join(root, 'dist', `virtlens-${manifest.version}.vsix`);

describe('the .vsix', () => {
  let archive: Buffer;
  let entries: readonly ZipEntry[];
  beforeAll(() => {
    archive = readFileSync(file);
    entries = zipEntries(archive);
  });

  it('holds the expected files and no others', () => {
    const expected = readFileSync(path.join(import.meta.dirname, 'expected-vsix-files.txt'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(entries.map(({ name }) => name).sort()).toEqual(expected);
  });

  it('is below 1.5 MB', () => {
    expect(archive.length).toBeLessThan(1_500_000);
  });

  it('carries no node_modules, sources, tests or source maps', () => {
    expect(entries.filter(({ name }) => /node_modules|\.ts$|\.map$|\/test\//.test(name))).toEqual([]);
  });

  it('holds no empty file', () => {
    expect(entries.filter(({ size }) => size === 0)).toEqual([]);
  });
});

describe('the list of a zip archive', () => {
  it('is refused for other bytes', () => {
    expect(() => zipEntries(Buffer.alloc(100))).toThrow('no zip archive');
  });
});
