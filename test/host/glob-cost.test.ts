/** Globs that people write are taken, and those that would take minutes are not. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../server/src/host/node/file-system.ts';
import { isCheap } from '../../server/src/host/node/glob-cost.ts';
import { filesBelow } from '../../server/src/host/node/project-globs.ts';

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'globs-')));
const longName = `${'a'.repeat(120)}.yaml`;
const costly = '*a*a*a*a*a*a*a*a*a*a*a*b';

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a glob', () => {
  it.each([
    '**/*.yaml',
    '**/node_modules/**',
    '**/.*',
    '*.{yml,yaml}',
    'overlays/*/vm-*-{a,b,c}.yaml',
    '!keep/**',
    '/build/',
    '*.py[cod]',
    '**/test/**/fixtures/**/*.yaml',
    '@(a|b)/*.yaml',
  ])('as people write it is taken: %s', (glob) => {
    expect(isCheap(glob)).toBe(true);
  });

  it.each([
    costly,
    `x/${costly}/y`,
    '**/**/**/**/**/x',
    '{a,a}'.repeat(20),
    '+(+(a))',
    '+(a*)b',
    '*('.repeat(9),
    'a'.repeat(2000),
  ])('that costs too much is not: %s', (glob) => {
    expect(isCheap(glob)).toBe(false);
  });

  it('that costs too much leaves out nothing and finds nothing, in no time', async () => {
    mkdirSync(path.join(folder, '.git'));
    mkdirSync(path.join(folder, 'sub'));
    writeFileSync(path.join(folder, '.gitignore'), `${costly}\r\nignored.yaml\r\n`);
    for (const name of [longName, 'ignored.yaml', 'sub/b.yaml']) writeFileSync(path.join(folder, name), 'a: 1\n');
    const found: string[] = [];
    const excluded = [costly, 'sub/**'];
    const wanted = (uri: string): boolean => uri.endsWith('.yaml');
    const before = process.cpuUsage();
    for await (const uris of nodeFileSystem.walk(pathToFileURL(folder).toString(), { excluded, wanted }))
      found.push(...uris.map((uri) => path.posix.basename(uri)));
    expect(found).toEqual([longName]);
    expect(await filesBelow(folder, [costly], 100)).toEqual([]);
    expect(await filesBelow(folder, [costly, 'sub/*'], 100)).toEqual(['sub/b.yaml']);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(5000);
  });
});
