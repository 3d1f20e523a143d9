/** The report of a problem: a text to look through, without a name or path of the workspace, and nothing sent. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateVirtLens, closeAllEditors, openDocument, until, waitForDiagnostics, withSetting } from '../support.ts';

async function report(): Promise<vscode.TextDocument> {
  const uri = await vscode.commands.executeCommand<string>('virtlens.reportProblem');
  const document = vscode.workspace.textDocuments.find((candidate) => candidate.uri.toString() === uri);
  assert.ok(document, 'a document is open');
  return document;
}

describe('the report of a problem', () => {
  afterEach(closeAllEditors);

  it('is a text that is saved nowhere, with versions and counts', async () => {
    const extension = await activateVirtLens();
    const { document: vm } = await openDocument('refused/vm.yaml');
    await waitForDiagnostics(vm.uri, (all) => all.length > 0);
    const document = await report();
    assert.equal(document.isUntitled, true);
    assert.equal(document.languageId, 'markdown');
    assert.equal(vscode.window.activeTextEditor?.document, document);
    const text = document.getText();
    const { version } = extension.packageJSON as { version: string };
    assert.ok(text.includes(`- VirtLens: ${version}\n`));
    assert.ok(text.includes(vscode.version));
    // The editor of these suites calls its remote by the address of the machine.
    const { remoteName = '' } = vscode.env;
    assert.notEqual(remoteName, '');
    assert.ok(!text.includes(remoteName) && text.includes('another remote'));
    assert.match(text, /- Runtime: Node v\d+\.\d+\.\d+\n/);
    assert.match(text, /- System: \w+ \w+ [\d.]*\n/);
    assert.match(text, /## Findings in the open files, by rule\n\n- [a-z-]+: \d+\n/);
  });

  it('holds no name of the workspace: files, folders, namespaces, networks', async () => {
    const { document: vm } = await openDocument('refused/vm.yaml');
    await waitForDiagnostics(vm.uri, (all) => all.length > 0);
    const files = await vscode.workspace.findFiles('**/*.yaml');
    const paths = files.map((uri) => uri.path);
    const names = new Set<string>(paths.flatMap((path) => [path, path.slice(path.lastIndexOf('/') + 1)]));
    for (const uri of files) {
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      for (const [, name = ''] of text.matchAll(/\b(?:name|namespace|networkName): ([\w/-]+)/g)) names.add(name);
    }
    const holds = (text: string, name: string): boolean =>
      new RegExp(`(?<![\\w-])${name.replace(/[^\w]/g, '\\$&')}(?![\\w-])`, 'i').test(text);
    // The report's own word.
    names.delete('kubevirt');
    await withSetting('namespace', 'zoo-prod', async () => {
      // The setting is on its way to the server.
      const text = await until('the setting in the report', async () => {
        const content = (await report()).getText();
        return content.includes('virtlens.namespace: (set, not shown)') ? content : undefined;
      });
      for (const name of [...names, 'zoo-prod', vscode.workspace.workspaceFolders![0]!.uri.fsPath])
        assert.ok(!holds(text, name), `${name} is in the report`);
    });
  });
});
