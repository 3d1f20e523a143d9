/** Adding a network and making a NAD in the editor: the pickers, and the files after them. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  activateVirtLens,
  applyCodeAction,
  closeAllEditors,
  openDocument,
  rangeOf,
  replaceText,
  revertDocument,
  until,
  waitForCodeAction,
  waitForHints,
  hintLabel,
  workspaceUri,
} from '../support.ts';

before(activateVirtLens);
afterEach(closeAllEditors);

/** Accepts what every picker proposes until the command is through. */
async function acceptAll<T>(command: Thenable<T>): Promise<T> {
  const answer: { value?: T; isThere?: true } = {};
  const done = command.then((value) => Object.assign(answer, { value, isThere: true }));
  await until('the last picker to be answered', async () => {
    if (answer.isThere) return true;
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return undefined;
  });
  await done;
  return answer.value!;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

describe('adding a secondary network', () => {
  it('writes both lists and the Pod NIC, with the first of every list', async () => {
    const { document } = await openDocument('plain.yaml');
    const before = document.getText();
    await waitForHints(document);
    const target = { uri: document.uri.toString(), vm: { line: 0, field: '' } };
    assert.equal(await acceptAll(vscode.commands.executeCommand('virtlens.addNetwork', target)), true);
    assert.match(
      document.getText(),
      /interfaces:\s+- name: default\s+bridge: \{\}\s+- name: \S+\s+bridge: \{\}\s+networks:\s+- name: default\s+pod: \{\}\s+- name: \S+\s+multus:\s+networkName: \S+\s+$/,
    );
    // One edit: taken back by one undo.
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
    await revertDocument(document);
  });

  it('is there at a NIC, and takes answers without asking', async () => {
    const { document } = await openDocument('vm.yaml');
    await waitForHints(document);
    const range = rangeOf(document, 'masquerade');
    const action = await waitForCodeAction(document, range, 'Add a secondary network…', vscode.CodeActionKind.Refactor);
    assert.equal(action.value.command?.command, 'virtlens.addNetwork');
    const answers = { reference: 'shared-nets/storage', name: 'more', mac: '02:11:22:33:44:55' };
    const [target] = action.value.command.arguments as unknown[];
    assert.equal(await vscode.commands.executeCommand('virtlens.addNetwork', target, answers), true);
    assert.match(document.getText(), /- name: more\n {14}bridge: \{\}\n {14}macAddress: .?02:11:22:33:44:55/);
    assert.match(document.getText(), /- name: more\n {10}multus:\n {12}networkName: shared-nets\/storage\n$/);
    await revertDocument(document);
  });
});

describe('a missing NAD', () => {
  it('is made in a file of its own, and found there', async () => {
    const made = workspaceUri('vlan200-nad.yaml');
    const { document } = await openDocument('vm.yaml');
    await waitForHints(document);
    await replaceText(document, 'networkName: vlan100', 'networkName: vlan200');
    const range = rangeOf(document, 'vlan200');
    const action = await waitForCodeAction(document, range, 'Create the NAD tenant-a/vlan200…');
    try {
      await acceptAll(applyCodeAction(action.value));
      const nad = await until('the NAD to be shown', () => {
        const shown = vscode.window.activeTextEditor?.document;
        return shown?.uri.toString() === made.toString() ? shown : undefined;
      });
      assert.match(nad.getText(), /name: vlan200\n {2}namespace: tenant-a\n[^]*"type": "bridge"/);
      await waitForHints(document, (hints) => hints.some((hint) => /vlan200 \(bridge\)/.test(hintLabel(hint))));
    } finally {
      await revertDocument(document);
      await closeAllEditors();
      if (await exists(made)) await vscode.workspace.fs.delete(made);
    }
  });
});
