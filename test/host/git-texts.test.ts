/** Old texts out of real repositories: every state that a file, a clone or a choice of revision may be in. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { URI } from 'vscode-uri';
import type { RevisionChoice } from '../../server/src/core/ports.ts';
import { git } from '../../server/src/host/node/git.ts';
import { GitTexts } from '../../server/src/host/node/git-texts.ts';

const head: RevisionChoice = { kind: 'revision', ref: 'HEAD' };
const maxBytes = 100_000;
let folder: string;
let repo: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'virtlens-git-')));
  repo = path.join(folder, 'repo');
  mkdirSync(repo);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const author = ['-c', 'user.name=test', '-c', 'user.email=test@example.org', '-c', 'protocol.file.allow=always'];

function run(cwd: string, ...args: readonly string[]): string {
  return execFileSync('git', [...author, ...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function write(name: string, text: string, root = repo): void {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function commit(root = repo, message = 'change'): void {
  run(root, 'add', '-A');
  run(root, 'commit', '-q', '--allow-empty', '-m', message);
}

/** A repository with `vms/a.yaml` and `vms/b.yaml` in its first commit, on `main`. */
function started(): void {
  run(repo, 'init', '-q', '-b', 'main');
  write('vms/a.yaml', 'a: 1\n');
  write('vms/b.yaml', 'b: 1\nrest: the same\n');
  commit();
}

const uriOf = (name: string, root = repo): string => URI.file(path.join(root, name)).toString();
const textOf = (name: string, choice: RevisionChoice = head, root = repo) =>
  new GitTexts().textOf(uriOf(name, root), choice, maxBytes);
const changed = async (choice: RevisionChoice = head): Promise<readonly string[]> =>
  (await new GitTexts().changedFiles(uriOf('vms/a.yaml'), choice)).map((uri) =>
    uri.slice(uriOf('').length).replace(/^\//, ''),
  );

describe('the text of a file at HEAD', () => {
  beforeEach(started);

  it('is that of the commit, with nothing, unstaged and staged edits', async () => {
    const committed = { state: 'text', text: 'a: 1\n', uri: uriOf('vms/a.yaml') };
    expect(await textOf('vms/a.yaml')).toEqual(committed);
    expect(await changed()).toEqual([]);
    write('vms/a.yaml', 'a: 22\n');
    expect(await textOf('vms/a.yaml')).toEqual(committed);
    expect(await changed()).toEqual(['vms/a.yaml']);
    run(repo, 'add', '-A');
    expect(await textOf('vms/a.yaml')).toEqual(committed);
    expect(await changed()).toEqual(['vms/a.yaml']);
  });

  it('is found where the file lay before it was renamed', async () => {
    run(repo, 'mv', 'vms/b.yaml', 'vms/renamed.yaml');
    write('vms/renamed.yaml', 'b: 2\nrest: the same\n');
    expect(await textOf('vms/renamed.yaml')).toEqual({
      state: 'text',
      text: 'b: 1\nrest: the same\n',
      uri: uriOf('vms/b.yaml'),
    });
    expect(await changed()).toEqual(['vms/b.yaml']);
  });

  it('is none of a new file, and of a file moved without git the old place is listed', async () => {
    write('vms/new.yaml', 'new: 1\n');
    expect(await textOf('vms/new.yaml')).toEqual({ state: 'new' });
    run(repo, 'add', 'vms/new.yaml');
    expect(await textOf('vms/new.yaml')).toEqual({ state: 'new' });
    expect(await changed()).toEqual([]);
    renameSync(path.join(repo, 'vms/b.yaml'), path.join(repo, 'vms/moved.yaml'));
    expect(await textOf('vms/moved.yaml')).toEqual({ state: 'new' });
    expect(await changed()).toEqual(['vms/b.yaml']);
  });

  it('is there for a deleted file, and in a folder that went with it', async () => {
    rmSync(path.join(repo, 'vms'), { recursive: true });
    expect(await textOf('vms/a.yaml')).toEqual({ state: 'text', text: 'a: 1\n', uri: uriOf('vms/a.yaml') });
    expect(await changed()).toEqual(['vms/a.yaml', 'vms/b.yaml']);
    run(repo, 'add', '-A');
    expect(await textOf('vms/a.yaml')).toMatchObject({ state: 'text', text: 'a: 1\n' });
  });

  it('takes names with blanks, quotes, wildcards and line breaks as they are', async () => {
    const names = ['vms/*.yaml', 'vms/ä "b".yaml', ':(top)x.yaml', 'vms/two\nlines.yaml', '-p.yaml'];
    for (const name of names) write(name, `${JSON.stringify(name)}: 1\n`);
    commit();
    for (const name of names) {
      write(name, 'now: something of another length\n');
      expect(await textOf(name), name).toMatchObject({ text: `${JSON.stringify(name)}: 1\n` });
    }
    expect((await changed()).length).toBe(names.length);
  });

  it('is not there where it is no text, or too much of it', async () => {
    symlinkSync('a.yaml', path.join(repo, 'vms/link.yaml'));
    write('lfs.yaml', 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n');
    write('large.yaml', `# ${'x'.repeat(maxBytes)}\n`);
    commit();
    // A link that is there means the file it leads to.
    expect(await textOf('vms/link.yaml')).toMatchObject({ state: 'text', text: 'a: 1\n' });
    rmSync(path.join(repo, 'vms/link.yaml'));
    write('vms/link.yaml', 'own: 1\n');
    expect(await textOf('vms/link.yaml')).toEqual({ state: 'none', reason: 'no-text' });
    expect(await textOf('lfs.yaml')).toEqual({ state: 'none', reason: 'no-text' });
    expect(await textOf('large.yaml')).toEqual({ state: 'none', reason: 'too-large' });
  });

  it('is found through a link to the repository, in the spelling of the one who asks', async () => {
    const link = path.join(folder, 'link');
    symlinkSync(repo, link);
    rmSync(path.join(repo, 'vms/a.yaml'));
    expect(await textOf('vms/a.yaml', head, link)).toMatchObject({ text: 'a: 1\n', uri: uriOf('vms/a.yaml', link) });
    expect(await new GitTexts().changedFiles(uriOf('vms/b.yaml', link), head)).toEqual([uriOf('vms/a.yaml', link)]);
  });

  it('is kept until something is said to have changed', async () => {
    const texts = new GitTexts();
    let told = 0;
    texts.onChanged(() => told++);
    write('vms/a.yaml', 'a: 2\n');
    expect(await texts.textOf(uriOf('vms/a.yaml'), head, maxBytes)).toMatchObject({ text: 'a: 1\n' });
    commit();
    expect(await texts.textOf(uriOf('vms/a.yaml'), head, maxBytes)).toMatchObject({ text: 'a: 1\n' });
    texts.invalidate();
    expect(told).toBe(1);
    expect(await texts.textOf(uriOf('vms/a.yaml'), head, maxBytes)).toMatchObject({ text: 'a: 2\n' });
  });
});

describe('revisions', () => {
  beforeEach(started);

  it('may be any commit, a detached HEAD too', async () => {
    write('vms/a.yaml', 'a: 2\n');
    commit();
    run(repo, 'tag', 'v2');
    run(repo, 'checkout', '-q', '--detach', 'HEAD~1');
    expect(await textOf('vms/a.yaml')).toMatchObject({ text: 'a: 1\n' });
    expect(await textOf('vms/a.yaml', { kind: 'revision', ref: 'v2' })).toMatchObject({ text: 'a: 2\n' });
    expect(await textOf('vms/a.yaml', { kind: 'revision', ref: 'v2~1' })).toMatchObject({ text: 'a: 1\n' });
  });

  it('that are missing, or no revisions at all, are said to be missing', async () => {
    const output = path.join(folder, 'written');
    for (const ref of ['nowhere', 'HEAD~7', `--output=${output}`, '-h', 'HEAD:vms/a.yaml', 'HEAD..main', 'a b', 'x\ny'])
      expect(await textOf('vms/a.yaml', { kind: 'revision', ref }), ref).toEqual({
        state: 'none',
        reason: 'no-revision',
        detail: ref,
      });
    expect(existsSync(output)).toBe(false);
    expect(await changed({ kind: 'revision', ref: 'nowhere' })).toEqual([]);
  });

  it('that no command line can hold are missing like any other', async () => {
    for (const ref of ['a'.repeat(3_000_000), 'a\0b'])
      expect(await textOf('vms/a.yaml', { kind: 'revision', ref })).toMatchObject({ reason: 'no-revision' });
    expect(await git(`${repo}\0`, ['status'])).toMatchObject({ code: undefined, isMissing: false });
  });

  it('may be the merge base with a branch, or with the default branch', async () => {
    run(repo, 'checkout', '-q', '-b', 'topic');
    write('vms/a.yaml', 'a: topic\n');
    commit();
    run(repo, 'checkout', '-q', 'main');
    write('vms/a.yaml', 'a: newer on main\n');
    commit();
    run(repo, 'checkout', '-q', 'topic');
    const base = { state: 'text', text: 'a: 1\n', uri: uriOf('vms/a.yaml'), ref: 'main' };
    expect(await textOf('vms/a.yaml', { kind: 'merge-base', ref: 'main' })).toEqual(base);
    expect(await textOf('vms/a.yaml', { kind: 'merge-base' })).toEqual(base);
    expect(await textOf('vms/a.yaml')).toMatchObject({ text: 'a: topic\n' });
    expect(await changed({ kind: 'merge-base' })).toEqual(['vms/a.yaml']);
    expect(await textOf('vms/a.yaml', { kind: 'merge-base', ref: 'gone' })).toEqual({
      state: 'none',
      reason: 'no-revision',
      detail: 'gone',
    });
  });

  it('take branches of the origin, and the default branch from it', async () => {
    run(repo, 'branch', '-m', 'trunk');
    const clone = path.join(folder, 'clone');
    run(folder, 'clone', '-q', repo, clone);
    run(clone, 'checkout', '-q', '-b', 'topic');
    run(clone, 'branch', '-q', '-D', 'trunk');
    write('vms/a.yaml', 'a: topic\n', clone);
    commit(clone);
    const base = { state: 'text', text: 'a: 1\n', uri: uriOf('vms/a.yaml', clone), ref: 'origin/trunk' };
    expect(await textOf('vms/a.yaml', { kind: 'merge-base' }, clone)).toEqual(base);
    expect(await textOf('vms/a.yaml', { kind: 'merge-base', ref: 'trunk' }, clone)).toEqual(base);
    expect(await textOf('vms/a.yaml', { kind: 'revision', ref: 'trunk' }, clone)).toEqual(base);
  });

  it('have no merge base without a default branch, a common ancestor, or in a shallow clone', async () => {
    run(repo, 'branch', '-m', 'trunk');
    expect(await textOf('vms/a.yaml', { kind: 'merge-base' })).toEqual({ state: 'none', reason: 'no-default-branch' });
    run(repo, 'checkout', '-q', '--orphan', 'other');
    commit(repo, 'another beginning');
    expect(await textOf('vms/a.yaml', { kind: 'merge-base', ref: 'trunk' })).toEqual({
      state: 'none',
      reason: 'no-merge-base',
      detail: 'trunk',
    });
    run(repo, 'checkout', '-q', '-b', 'topic', 'trunk');
    write('vms/a.yaml', 'a: 2\n');
    commit();
    run(repo, 'checkout', '-q', 'trunk');
    write('vms/b.yaml', 'b: 2\n');
    commit();
    const clone = path.join(folder, 'clone');
    run(folder, 'clone', '-q', '--depth', '1', '--no-single-branch', URI.file(repo).toString(), clone);
    expect(await textOf('vms/a.yaml', head, clone)).toMatchObject({ text: 'a: 1\n' });
    expect(await textOf('vms/a.yaml', { kind: 'merge-base', ref: 'topic' }, clone)).toEqual({
      state: 'none',
      reason: 'shallow',
      detail: 'topic',
    });
  });
});

describe('repositories', () => {
  it('are said to be missing', async () => {
    write('a.yaml', 'a: 1\n');
    expect(await textOf('a.yaml')).toEqual({ state: 'none', reason: 'no-repository' });
    expect(await new GitTexts().textOf('untitled:Untitled-1', head, maxBytes)).toEqual({
      state: 'none',
      reason: 'no-repository',
    });
    expect(await changed()).toEqual([]);
  });

  it('may have no commit yet', async () => {
    run(repo, 'init', '-q', '-b', 'main');
    write('a.yaml', 'a: 1\n');
    run(repo, 'add', '-A');
    expect(await textOf('a.yaml')).toEqual({ state: 'none', reason: 'no-commits' });
    expect(await textOf('a.yaml', { kind: 'merge-base' })).toEqual({ state: 'none', reason: 'no-commits' });
  });

  it('may be bare', async () => {
    run(repo, 'init', '-q', '--bare');
    write('a.yaml', 'a: 1\n');
    expect(await textOf('a.yaml')).toEqual({ state: 'none', reason: 'no-working-tree' });
  });

  it('may be worktrees of another', async () => {
    started();
    const tree = path.join(folder, 'tree');
    run(repo, 'worktree', 'add', '-q', '-b', 'topic', tree);
    write('vms/a.yaml', 'a: topic\n', tree);
    commit(tree);
    write('vms/a.yaml', 'a: edited\n', tree);
    expect(await textOf('vms/a.yaml', head, tree)).toMatchObject({ text: 'a: topic\n' });
    expect(await textOf('vms/a.yaml', { kind: 'merge-base' }, tree)).toMatchObject({ text: 'a: 1\n' });
    expect(await textOf('vms/a.yaml')).toMatchObject({ text: 'a: 1\n' });
  });

  it('may lie in others as submodules', async () => {
    started();
    const outer = path.join(folder, 'outer');
    mkdirSync(outer);
    run(outer, 'init', '-q', '-b', 'main');
    write('own.yaml', 'own: 1\n', outer);
    run(outer, 'submodule', '--quiet', 'add', repo, 'inner');
    commit(outer);
    write('inner/vms/a.yaml', 'a: edited\n', outer);
    write('own.yaml', 'own: 2\n', outer);
    const texts = new GitTexts();
    expect(await texts.textOf(uriOf('inner/vms/a.yaml', outer), head, maxBytes)).toMatchObject({ text: 'a: 1\n' });
    expect(await texts.textOf(uriOf('own.yaml', outer), head, maxBytes)).toMatchObject({ text: 'own: 1\n' });
    expect(await texts.changedFiles(uriOf('own.yaml', outer), head)).toEqual([uriOf('own.yaml', outer)]);
  });

  it('run nothing that their configuration asks for, and are not written to', async () => {
    started();
    const trap = path.join(folder, 'trap.sh');
    const sprung = path.join(folder, 'sprung');
    writeFileSync(trap, `#!/bin/sh\ntouch ${sprung}\ncat\n`);
    chmodSync(trap, 0o755);
    mkdirSync(path.join(repo, '.git/hooks'), { recursive: true });
    for (const hook of ['post-index-change', 'reference-transaction', 'post-checkout'])
      writeFileSync(path.join(repo, '.git/hooks', hook), `#!/bin/sh\ntouch ${sprung}\n`, { mode: 0o755 });
    write('.gitattributes', '*.yaml filter=trap diff=trap\n');
    run(repo, 'config', 'filter.trap.clean', trap);
    run(repo, 'config', 'filter.trap.smudge', trap);
    run(repo, 'config', 'filter.trap.required', 'true');
    run(repo, 'config', 'filter.other.process', trap);
    run(repo, 'config', 'diff.trap.textconv', trap);
    run(repo, 'config', 'diff.trap.command', trap);
    run(repo, 'config', 'diff.external', trap);
    run(repo, 'config', 'core.fsmonitor', trap);
    run(repo, 'config', 'core.pager', trap);
    const index = execFileSync('sha256sum', [path.join(repo, '.git/index')], { encoding: 'utf8' });
    rmSync(sprung, { force: true });
    write('vms/a.yaml', 'a: 2\n');
    expect(await textOf('vms/a.yaml')).toMatchObject({ text: 'a: 1\n' });
    expect(await changed()).toContain('vms/a.yaml');
    expect(await textOf('vms/a.yaml', { kind: 'merge-base' })).toMatchObject({ text: 'a: 1\n' });
    expect(existsSync(sprung)).toBe(false);
    expect(execFileSync('sha256sum', [path.join(repo, '.git/index')], { encoding: 'utf8' })).toBe(index);
  });

  it('are not chosen by variables of a git that runs VirtLens', async () => {
    started();
    const other = path.join(folder, 'other');
    mkdirSync(other);
    run(other, 'init', '-q');
    process.env['GIT_DIR'] = path.join(other, '.git');
    try {
      expect(await textOf('vms/a.yaml')).toMatchObject({ text: 'a: 1\n' });
    } finally {
      delete process.env['GIT_DIR'];
    }
  });

  it('are out of reach without git', async () => {
    started();
    const searched = process.env['PATH'];
    process.env['PATH'] = folder;
    try {
      expect(await textOf('vms/a.yaml')).toEqual({ state: 'none', reason: 'no-git' });
    } finally {
      process.env['PATH'] = searched;
    }
  });
});
