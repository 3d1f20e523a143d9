/** The npm package stands on its own: installed offline into an empty folder it gives a working `virtlens`. */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

const root = path.resolve(import.meta.dirname, '../..');
const tarball = path.join(root, 'dist', `virtlens-${manifest.version}.tgz`);

describe('the npm package', () => {
  let folder: string;
  const shell = process.platform === 'win32';
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'virtlens-package-'));
    writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
    // An empty cache beside `--offline` proves that nothing is fetched, not even from what npm happens to have.
    const own = ['--offline', '--cache', path.join(folder, 'cache'), '--no-audit', '--no-fund'];
    const { status, stderr } = spawnSync('npm', ['install', ...own, tarball], { cwd: folder, encoding: 'utf8', shell });
    expect(status, stderr).toBe(0);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function virtlens(...args: string[]) {
    const link = path.join(folder, 'node_modules/.bin', shell ? 'virtlens.cmd' : 'virtlens');
    const { status, stdout, stderr } = spawnSync(link, args, { cwd: folder, encoding: 'utf8', shell });
    return { status, stdout, stderr };
  }

  it('has no dependencies', () => {
    const installed = readdirSync(path.join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(installed).toEqual(['virtlens']);
    const packed = JSON.parse(readFileSync(path.join(folder, 'node_modules/virtlens/package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(packed['dependencies']).toBeUndefined();
    expect(packed['name']).toBe('virtlens');
  });

  it('holds the command line, its schema and the papers, and nothing else', () => {
    const installed = path.join(folder, 'node_modules/virtlens');
    const files = readdirSync(installed, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(installed, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
    const expected = readFileSync(path.join(import.meta.dirname, 'expected-npm-files.txt'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(files.sort()).toEqual(expected);
  });

  it('tells its version', () => {
    expect(virtlens('--version')).toMatchObject({ status: 0, stdout: `${manifest.version}\n` });
  });

  it('names the networks of a manifest', () => {
    copyFileSync(path.join(root, 'examples/multi-nic-vm.yaml'), path.join(folder, 'vm.yaml'));
    const { status, stdout, stderr } = virtlens('names', '--format', 'json', 'vm.yaml');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [vm] = JSON.parse(stdout) as { name: string; networks: { name: string; podInterface: string }[] }[];
    expect(vm?.name).toBe('router');
    expect(vm?.networks.map(({ name, podInterface }) => [name, podInterface])).toEqual([
      ['default', 'eth0'],
      ['blue', 'pod16477688c0e'],
      ['storage', 'pod49a25f9feef'],
    ]);
  });

  it('tells what an edit does, against a commit and between two files', () => {
    const before = readFileSync(path.join(root, 'examples/multi-nic-vm.yaml'), 'utf8');
    const after = before.replace('masquerade: {}', "masquerade: {}\n              macAddress: '02:00:00:00:00:01'");
    expect(after).not.toBe(before);
    const own = path.join(folder, 'edited');
    mkdirSync(own);
    const git = (...args: string[]) =>
      spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: own });
    writeFileSync(path.join(own, 'vm.yaml'), before);
    for (const args of [
      ['init', '-q'],
      ['add', 'vm.yaml'],
      ['commit', '-q', '-m', 'before'],
    ])
      expect(git(...args).status).toBe(0);
    writeFileSync(path.join(own, 'vm.yaml'), after);
    writeFileSync(path.join(folder, 'before.yaml'), before);
    for (const args of [['edited'], ['--old', 'before.yaml', '--new', 'edited/vm.yaml']]) {
      const { status, stdout, stderr } = virtlens('impact', '--format', 'json', ...args);
      expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
      const entries = JSON.parse(stdout) as { file: string; name: string; verdict: string }[];
      expect(entries.map(({ file, name, verdict }) => [file, name, verdict])).toEqual([
        ['edited/vm.yaml', 'router', 'restart'],
      ]);
    }
  });

  it('needs nothing of the folder it was built in', () => {
    expect(existsSync(path.join(folder, 'node_modules/virtlens/node_modules'))).toBe(false);
    const bundle = readFileSync(path.join(folder, 'node_modules/virtlens/dist/cli.cjs'), 'utf8');
    expect(bundle).not.toContain(root);
  });
});
