/** The packed .vsix is what runs: it is installed, activates on a YAML file, and its server answers. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateVirtLens, hintLabel, note, openDocument, until, waitForHints, workspaceUri } from '../support.ts';

describe('the installed extension', () => {
  it('activates by itself when a YAML file is opened', async () => {
    const editor = await openDocument('multi-nic-vm.yaml');
    assert.equal(editor.document.languageId, 'yaml');
    const extension = vscode.extensions.getExtension('virtlens.virtlens');
    assert.ok(extension, 'virtlens.virtlens is installed');
    await until('activation', () => extension.isActive || undefined);
    note(`${vscode.env.appName} ${vscode.version}, VirtLens at ${extension.extensionPath}`);
  });

  it('comes from the extensions folder, not from the working tree', async () => {
    const extension = await activateVirtLens();
    const { extensionUri } = extension;
    const { version } = extension.packageJSON as { version: string };
    assert.match(extensionUri.path, new RegExp(`/virtlens\\.virtlens-${version}[^/]*$`));
    await assert.rejects(async () => vscode.workspace.fs.stat(vscode.Uri.joinPath(extensionUri, 'server/src')));
  });

  it('answers from the language server', async () => {
    const editor = await openDocument(workspaceUri('multi-nic-vm.yaml'));
    const { value: hints } = await waitForHints(editor.document);
    assert.ok(hints.map(hintLabel).some((label) => label.includes('pod16477688c0e')));
  });
});
