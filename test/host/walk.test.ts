/** The walk through real folders: what git ignores, what the user leaves out, and what no file system should trip over. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../server/src/host/node/file-system.ts';
import type { WalkOptions } from '../../server/src/core/ports.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'virtlens-walk-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

const optionsOf = (excluded: readonly string[]): WalkOptions => ({ excluded, wanted: (uri) => uri.endsWith('.yaml') });
const uriOf = (below: string): string => pathToFileURL(path.join(folder, below)).toString();

async function walked(below = '', excluded: readonly string[] = []): Promise<readonly string[]> {
  const found: string[] = [];
  const root = uriOf(below);
  for await (const uris of nodeFileSystem.walk(root, optionsOf(excluded))) found.push(...uris);
  for (const uri of found) expect(nodeFileSystem.wouldFind(root, uri, optionsOf(excluded)), uri).toBe(true);
  return found.map((uri) => decodeURIComponent(uri.slice(root.length).replace(/^\//, ''))).sort();
}

describe('a walk', () => {
  it('finds manifests at every depth, and nothing of .git and node_modules', async () => {
    write({
      'vm.yaml': '',
      'a/b/c/nad.yaml': '',
      'a/readme.md': '',
      'node_modules/x/y.yaml': '',
      'a/.git/z.yaml': '',
      '.github/w.yaml': '',
    });
    expect(await walked()).toEqual(['.github/w.yaml', 'a/b/c/nad.yaml', 'vm.yaml']);
  });

  it('honours .gitignore files, nested ones and what they take back', async () => {
    write({
      '.gitignore': '*.gen.yaml\n/out/\nrendered\n!keep.gen.yaml\n',
      'a.gen.yaml': '',
      'keep.gen.yaml': '',
      'out/x.yaml': '',
      'deep/out/x.yaml': '',
      'deep/rendered/x.yaml': '',
      'deep/.gitignore': '# here\n*.yaml\n!/b.yaml\n',
      'deep/b.yaml': '',
      'deep/c.yaml': '',
      'deep/er/b.yaml': '',
      'z.yaml': '',
    });
    expect(await walked()).toEqual(['deep/b.yaml', 'keep.gen.yaml', 'z.yaml']);
  });

  it('agrees with git itself', async () => {
    write({
      '.gitignore': 'a/**/x.yaml\nb/*\n!b/keep/\n**/tmp\nspace\\ name.yaml\n[cd].yaml\ne?.yaml\nf/\n!f/g.yaml\n',
      '.git/info/exclude': 'secret.yaml\n',
      'a/x.yaml': '',
      'a/1/2/x.yaml': '',
      'b/one.yaml': '',
      'b/keep/two.yaml': '',
      'q/tmp/three.yaml': '',
      'space name.yaml': '',
      'c.yaml': '',
      'e1.yaml': '',
      'e12.yaml': '',
      'f/g.yaml': '',
      'secret.yaml': '',
      'sub/secret.yaml': '',
      'Upper/C.yaml': '',
      'ü (1).yaml': '',
    });
    expect(spawnSync('git', ['init', '-q', '.'], { cwd: folder }).status).toBe(0);
    write({ '.git/info/exclude': 'secret.yaml\n' });
    const { stdout } = spawnSync('git', ['ls-files', '-z', '--others', '--exclude-standard', '*.yaml'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(await walked()).toEqual(stdout.split('\0').filter(Boolean).sort());
  });

  it('of a folder inside a repository honours what stands above it', async () => {
    write({ '.git/HEAD': '', '.gitignore': '*.gen.yaml\nlab/local/\n', 'lab/a.yaml': '', 'lab/b.gen.yaml': '' });
    write({ 'lab/local/c.yaml': '', 'lab/more/d.gen.yaml': '' });
    expect(await walked('lab')).toEqual(['a.yaml']);
  });

  it('of a folder that is ignored itself finds what is in it', async () => {
    write({ '.git/HEAD': '', '.gitignore': 'out/\n', 'out/vm.yaml': '', 'out/deep/nad.yaml': '' });
    expect(await walked('out')).toEqual(['deep/nad.yaml', 'vm.yaml']);
  });

  it('leaves out what the user says', async () => {
    write({ 'a/x.yaml': '', 'b/c/x.yaml': '', 'b/d.yaml': '', 'e.yaml': '' });
    expect(await walked('', ['**/c', 'a/**', 'e.{yaml,json}'])).toEqual(['b/d.yaml']);
    const options = optionsOf(['**/c']);
    expect(nodeFileSystem.wouldFind(uriOf(''), uriOf('b/c/new.yaml'), options)).toBe(false);
    expect(nodeFileSystem.wouldFind(uriOf(''), uriOf('b/new.yaml'), options)).toBe(true);
    expect(nodeFileSystem.wouldFind(uriOf('b'), uriOf('a/new.yaml'), options)).toBe(false);
  });

  it.runIf(process.platform !== 'win32')(
    'goes round no circle, waits for no pipe, and leaves links alone',
    async () => {
      write({ 'a/x.yaml': 'text' });
      symlinkSync('..', path.join(folder, 'a/up'));
      symlinkSync('x.yaml', path.join(folder, 'a/link.yaml'));
      expect(spawnSync('mkfifo', [path.join(folder, 'a/pipe.yaml')]).status).toBe(0);
      expect(await walked()).toEqual(['a/x.yaml']);
      expect(nodeFileSystem.readNow(uriOf('a/pipe.yaml'), 100)).toBeUndefined();
      expect(nodeFileSystem.readNow(uriOf('a/x.yaml'), 100)).toBe('text');
      expect(nodeFileSystem.readNow(uriOf('a/x.yaml'), 3)).toBeUndefined();
    },
  );

  it('of what cannot be read finds nothing', async () => {
    expect(await walked('nowhere')).toEqual([]);
    for await (const uris of nodeFileSystem.walk('vscode-vfs://github/a/b', optionsOf([]))) expect(uris).toEqual([]);
  });
});
