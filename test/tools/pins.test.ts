/** What is installed is what was chosen: exact versions, a digest for every package, and no registry named anywhere. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { quietInstall } from '../../tools/npm-install.mjs';

const root = path.resolve(import.meta.dirname, '../..');

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, unknown>>;
}

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
}

/** Folders that npm installs something into. */
const folders = execFileSync('git', ['ls-files', '*package.json'], { cwd: root, encoding: 'utf8' })
  .trim()
  .split('\n')
  .map((file) => path.dirname(file));

const read = (folder: string, name: string): unknown => JSON.parse(readFileSync(path.join(root, folder, name), 'utf8'));

/** Every version that a manifest asks for, those of overrides too. */
function asked({ dependencies, devDependencies, optionalDependencies, overrides }: Manifest): readonly string[] {
  const deep = (value: unknown): readonly string[] =>
    typeof value === 'string' ? [value] : Object.values(value ?? {}).flatMap(deep);
  return [dependencies, devDependencies, optionalDependencies, overrides].flatMap(deep);
}

const isExact = (version: string): boolean => /^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version);

describe('packages', () => {
  it('are asked for in some folders', () => expect(folders).toContain('.'));

  it.each(folders)('are pinned exactly: %s', (folder) => {
    const versions = asked(read(folder, 'package.json') as Manifest);
    expect(versions.length).toBeGreaterThan(0);
    expect(versions.filter((version) => !isExact(version))).toEqual([]);
  });

  it.each(folders)('are locked, each with its digest, and from no registry by name: %s', (folder) => {
    const { packages, lockfileVersion } = read(folder, 'package-lock.json') as {
      readonly lockfileVersion: number;
      readonly packages: Readonly<Record<string, Locked>>;
    };
    expect(lockfileVersion).toBe(3);
    const locked = Object.entries(packages).filter(([place]) => place !== '');
    expect(locked.length).toBeGreaterThan(0);
    const loose = locked.filter(
      ([, { version, resolved, integrity, link }]) =>
        !version ||
        !isExact(version) ||
        resolved !== undefined ||
        link ||
        !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''),
    );
    expect(loose.map(([place]) => place)).toEqual([]);
  });

  it.each(folders)('agree with what is locked: %s', (folder) => {
    const { '': own } = (read(folder, 'package-lock.json') as { packages: Record<string, Manifest> }).packages;
    const { devDependencies, dependencies } = read(folder, 'package.json') as Manifest;
    expect([own?.dependencies, own?.devDependencies]).toEqual([dependencies, devDependencies]);
  });

  it('come without a script of theirs being run', () => expect(quietInstall).toContain('--ignore-scripts'));
});

describe('npm is told', () => {
  const settings = readFileSync(path.join(root, '.npmrc'), 'utf8').trim().split('\n');

  it('to write no registry into lock files, and exact versions into manifests', () => {
    expect(settings).toContain('omit-lockfile-registry-resolved=true');
    expect(settings).toContain('save-exact=true');
  });

  it('neither a registry nor a credential', () => {
    for (const folder of folders) {
      const file = path.join(root, folder, '.npmrc');
      if (existsSync(file)) expect(readFileSync(file, 'utf8')).not.toMatch(/registry\s*=|_auth|_password|token/i);
    }
  });

  it('to publish with the provenance of the build, in the open', () => {
    expect(manifest.publishConfig).toEqual({ access: 'public', provenance: true });
    expect(manifest).not.toHaveProperty('private');
    expect(manifest).not.toHaveProperty('dependencies');
    // Provenance is only given where the manifest names the repository that is built.
    expect(manifest.repository.url).toMatch(
      /^git\+?https:\/\/github\.com\/[\w-]+\/[\w-]+\.git$|^https:\/\/github\.com\//,
    );
  });

  it('to run nothing when the package is installed', () => {
    const atInstall = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];
    expect(Object.keys(manifest.scripts).filter((name) => atInstall.includes(name))).toEqual([]);
  });
});

describe('the look at versions', () => {
  it.each(['^1.0.0', '~1.0.0', '1.x', '*', 'latest', '>=1.0.0', '1.0', 'git+https://example.org/a.git', 'file:../a'])(
    'finds %s loose',
    (version) => {
      expect(isExact(version)).toBe(false);
    },
  );
});
