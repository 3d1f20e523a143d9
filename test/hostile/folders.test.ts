/** Folders that somebody else made: what stands in them is read to an end, within the folder, and never waited for. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../server/src/host/node/file-system.ts';
import { commandLine } from '../support/command-line.ts';
import { handWritten } from '../support/manifests.ts';

const place = commandLine();
const isPosix = process.platform !== 'win32';
const at = (name: string): string => path.join(place.folder, name);
const uriOf = (name: string): string => pathToFileURL(at(name)).toString();

/** What a check of the whole folder says, which has one VM with a fault beside the hostile things; `told` is what went wrong. */
async function checked(told = ''): Promise<string> {
  place.write('vm.yaml', handWritten.replace('spec:', 'spec:\n  unheardOf: 1'));
  const { out, error } = await place.virtlens(['check', '.']);
  expect(error).toBe(told);
  expect(out).toMatch(/vm\.yaml/);
  expect(out).toMatch(/unheardOf/);
  return out;
}

describe.runIf(isPosix)('a folder', () => {
  it('with links in a circle, out of the folder and to endless devices is read once', async () => {
    mkdirSync(at('a/b'), { recursive: true });
    symlinkSync('../..', at('a/b/up'));
    symlinkSync('self.yaml', at('self.yaml'));
    symlinkSync('/dev/zero', at('zero.yaml'));
    symlinkSync('/etc', at('etc'));
    const out = await checked();
    expect(out).not.toMatch(/a\/b\/up|etc\//);
    expect(await nodeFileSystem.readFile(uriOf('zero.yaml'), 1000)).toBeUndefined();
    expect(await nodeFileSystem.readFile(uriOf('self.yaml'), 1000)).toBeUndefined();
    expect(nodeFileSystem.readNow(uriOf('zero.yaml'), 1000)).toBeUndefined();
  });

  it('with pipes, sockets and folders named as manifests is not waited for', async () => {
    expect(spawnSync('mkfifo', [at('pipe.yaml')]).status).toBe(0);
    mkdirSync(at('folder.yaml'));
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(at('socket.yaml'), resolve));
    try {
      await checked();
      for (const name of ['pipe.yaml', 'folder.yaml', 'socket.yaml'])
        expect(await nodeFileSystem.readFile(uriOf(name), 1000), name).toBeUndefined();
    } finally {
      server.close();
    }
  });

  it('with a link to an endless device that a pattern meets is not read for ever', async () => {
    symlinkSync('/dev/zero', at('zero.yaml'));
    expect((await place.virtlens(['check', '*.yaml'])).error).toBe('virtlens: zero.yaml: cannot be read\n');
  });

  it('with names of any characters tells of each file', async () => {
    const names = ['new\nline.yaml', 'bell\u0007.yaml', '%2e%2e.yaml', '#x?.yaml', 'ü\u{1f600}.yaml', '-rf.yaml'];
    for (const name of names) place.write(name, handWritten.replace('spec:', 'spec:\n  unheardOf: 1'));
    const out = await checked();
    expect(out.match(/unheardOf in body/g)).toHaveLength(names.length + 1);
    expect([...out].some((character) => character === '\u0007')).toBe(false);
  });

  it('of very many levels is read to its bottom', async () => {
    const deep = Array(300).fill('d').join('/');
    place.write(`${deep}/deep.yaml`, handWritten.replace('spec:', 'spec:\n  unheardOf: 1'));
    expect(await checked()).toMatch(/deep\.yaml/);
  });

  it('with what may not be read is read as far as it may be', async () => {
    place.write('closed/x.yaml', handWritten);
    place.write('closed.yaml', handWritten);
    chmodSync(at('closed'), 0);
    chmodSync(at('closed.yaml'), 0);
    try {
      await checked();
      // The superuser may read anything, so that nobody can be kept out.
      const isBound = process.getuid?.() !== 0;
      expect((await nodeFileSystem.readFile(uriOf('closed.yaml'), 10_000)) === undefined).toBe(isBound);
    } finally {
      chmodSync(at('closed'), 0o700);
    }
  });

  it('whose kustomization names what is elsewhere says nothing of what stands there', async () => {
    place.write(
      'kustomization.yaml',
      'resources: [../../etc/passwd, /etc/passwd, "https://example.org/a.yaml", "file:///etc/passwd", ".", "", 1, {}]\n',
    );
    expect(await checked()).not.toMatch(/root:|passwd:/);
  });

  it('with a hostile project file is judged as if there were none', async () => {
    const texts: readonly [text: string, told: string][] = [
      [
        'kubevirt: &a [*a]\n',
        'virtlens: .virtlens.yaml:1: not analysed: The alias stands inside the value it names.\n',
      ],
      ['['.repeat(10_000), ''],
      ['\0', ''],
      ['__proto__: {release: v1.6}\nconstructor: 1\n', ''],
      [`rules: {__proto__: off, constructor: [], toString: error}\nrelease: ${'9'.repeat(100_000)}\n`, ''],
    ];
    for (const [text, told] of texts) {
      place.write('.virtlens.yaml', text);
      await checked(told);
    }
    expect(Object.hasOwn(Object.prototype, 'release')).toBe(false);
  });
});

describe('a file', () => {
  it('is read no further than it said that it reaches, while it grows', async () => {
    writeFileSync(at('grows.yaml'), 'x');
    truncateSync(at('grows.yaml'), 100_000);
    const reading = nodeFileSystem.readFile(uriOf('grows.yaml'), 1_000_000);
    truncateSync(at('grows.yaml'), 50_000_000);
    expect((await reading)?.length ?? 0).toBeLessThanOrEqual(1_000_000);
    expect(await nodeFileSystem.readFile(uriOf('grows.yaml'), 1_000_000)).toBeUndefined();
    expect(nodeFileSystem.readNow(uriOf('grows.yaml'), 1_000_000)).toBeUndefined();
  });

  it('that is gone has no text', async () => {
    expect(await nodeFileSystem.readFile(uriOf('gone.yaml'), 100)).toBeUndefined();
    expect(nodeFileSystem.readNow(uriOf('gone.yaml'), 100)).toBeUndefined();
  });

  it('longer than a page comes as it is', async () => {
    const text = 'ü€x'.repeat(50_000);
    writeFileSync(at('long.yaml'), text);
    expect(await nodeFileSystem.readFile(uriOf('long.yaml'), 1_000_000)).toBe(text);
    expect(nodeFileSystem.readNow(uriOf('long.yaml'), 1_000_000)).toBe(text);
  });
});
