/** Old texts from VS Code's own git extension, in a real repository that the suite makes of its workspace. */
import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { GitBaselines } from '../../../client/src/git-baselines.ts';
import type { OldText, RevisionChoice } from '../../../server/src/lsp/protocol.ts';
import { activateVirtLens, until } from '../support.ts';

const head: RevisionChoice = { kind: 'revision', ref: 'HEAD' };
const mergeBase: RevisionChoice = { kind: 'merge-base' };
const told: (readonly string[] | undefined)[] = [];
const baselines = new GitBaselines((folders) => told.push(folders));

const folder = (): string => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
const uriOf = (name: string): string => vscode.Uri.file(path.join(folder(), name)).toString();
const textOf = (name: string, choice: RevisionChoice = head): Promise<OldText> =>
  baselines.textOf({ uri: uriOf(name), choice }, 1_000_000);
const write = (name: string, text: string): void => fs.writeFileSync(path.join(folder(), name), text);

function git(...args: readonly string[]): void {
  const author = ['-c', 'user.name=test', '-c', 'user.email=test@example.org'];
  execFileSync('git', [...author, ...args], { cwd: folder(), stdio: 'ignore' });
}

/** Asks until the old text is this one. */
function waitForText(name: string, text: string, choice: RevisionChoice = head): Promise<OldText> {
  return until(`old text ${text} of ${name}`, async () => {
    const old = await textOf(name, choice);
    return old.state === 'text' && old.text === text ? old : undefined;
  });
}

before(activateVirtLens);
after(() => baselines.dispose());

describe('the git extension', () => {
  it('has no old text of files in no repository', async () => {
    assert.deepEqual(await textOf('vm.yaml'), { state: 'none', reason: 'no-repository' });
  });

  it('tells of a repository that it opens, and that it has no commit', async () => {
    git('init', '-q', '-b', 'main');
    await vscode.commands.executeCommand('git.openRepository', folder());
    await until('the repository', () => (told.length > 0 ? true : undefined));
    assert.deepEqual(told, [[`${vscode.Uri.file(folder()).toString()}/`]]);
    assert.deepEqual(await textOf('vm.yaml'), { state: 'none', reason: 'no-commits' });
  });

  it('has the text of the last commit, whatever is edited, staged, new or renamed', async () => {
    write('a.yaml', 'a: 1\n');
    write('b.yaml', 'b: 1\nrest: the same\nand: more\n');
    write('gone.yaml', 'gone: 1\n');
    git('add', '-A');
    git('commit', '-q', '-m', 'first');
    assert.deepEqual(await waitForText('a.yaml', 'a: 1\n'), { state: 'text', text: 'a: 1\n', uri: uriOf('a.yaml') });
    write('a.yaml', 'a: 2\n');
    git('mv', 'b.yaml', 'renamed.yaml');
    fs.rmSync(path.join(folder(), 'gone.yaml'));
    write('new.yaml', 'new: 1\n');
    await waitForText('a.yaml', 'a: 1\n');
    git('add', 'a.yaml');
    await waitForText('a.yaml', 'a: 1\n');
    assert.deepEqual(await textOf('new.yaml'), { state: 'new' });
    const renamed = await waitForText('renamed.yaml', 'b: 1\nrest: the same\nand: more\n');
    assert.equal(renamed.state === 'text' && renamed.uri, uriOf('b.yaml'));
    await waitForText('gone.yaml', 'gone: 1\n');
    const changed = await baselines.changedFiles({ uri: uriOf('a.yaml'), choice: head });
    assert.deepEqual(changed, ['a.yaml', 'b.yaml', 'gone.yaml'].map(uriOf));
  });

  it('tells when HEAD is another commit', async () => {
    git('add', '-A');
    await vscode.commands.executeCommand('git.refresh');
    told.length = 0;
    git('commit', '-q', '-m', 'second');
    await vscode.commands.executeCommand('git.refresh');
    await until('the new commit', () => (told.length > 0 ? true : undefined));
    await waitForText('a.yaml', 'a: 2\n');
  });

  it('knows branches, tags and merge bases, and what is missing', async () => {
    git('tag', '-a', 'v1', '-m', 'tagged', 'HEAD~1');
    git('checkout', '-q', '-b', 'topic');
    write('a.yaml', 'a: topic\n');
    git('commit', '-q', '-a', '-m', 'third');
    await waitForText('a.yaml', 'a: topic\n');
    await waitForText('a.yaml', 'a: 1\n', { kind: 'revision', ref: 'v1' });
    const base = await waitForText('a.yaml', 'a: 2\n', mergeBase);
    assert.equal(base.state === 'text' && base.ref, 'main');
    for (const ref of ['nowhere', '--output=x', 'HEAD~9'])
      assert.deepEqual(await textOf('a.yaml', { kind: 'revision', ref }), {
        state: 'none',
        reason: 'no-revision',
        detail: ref,
      });
  });
});
