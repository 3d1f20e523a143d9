/** KubeVirt's verdict in the editor: diagnostics, quick fixes, fix all on save, completion, documentation. */
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
  ruleOf,
  until,
  waitForCodeAction,
  waitForDiagnostics,
  waitForHover,
} from '../support.ts';

before(activateVirtLens);
afterEach(closeAllEditors);

const refused = 'refused/vm.yaml';

describe('what KubeVirt refuses', () => {
  it('is marked on the characters at fault, in its own words', async () => {
    const { document } = await openDocument(refused);
    const { value: found } = await waitForDiagnostics(document.uri, (all) => all.length === 3);
    assert.deepEqual(
      found.map((one) => [ruleOf(one), document.getText(one.range), one.severity]),
      [
        ['unsupported-interface-model', 'Virtio', vscode.DiagnosticSeverity.Error],
        ['unsupported-protocol', 'tcp', vscode.DiagnosticSeverity.Error],
        ['masquerade-off-pod-network', 'masquerade', vscode.DiagnosticSeverity.Error],
      ],
    );
    assert.match(
      found[0]?.message ?? '',
      /^interface spec\.domain\.devices\.interfaces\[0\]\.name uses model Virtio that is not supported/,
    );
  });

  it('is mended by a quick fix', async () => {
    const { document } = await openDocument(refused);
    await waitForDiagnostics(document.uri, (all) => all.length === 3);
    const action = await waitForCodeAction(document, rangeOf(document, 'masquerade', 1), /bridge/);
    await applyCodeAction(action.value);
    await waitForDiagnostics(document.uri, (all) => all.length === 2);
    assert.match(document.getText(), /- name: blue\n {10}bridge: \{\}/);
    await revertDocument(document);
  });

  it('is mended on save where the fix can only mean one thing', async () => {
    const { document } = await openDocument(refused);
    await waitForDiagnostics(document.uri, (all) => all.length === 3);
    const before = document.getText();
    const configuration = vscode.workspace.getConfiguration('editor', document);
    const target = vscode.ConfigurationTarget.Workspace;
    await configuration.update('codeActionsOnSave', { 'source.fixAll.virtlens': 'explicit' }, target);
    try {
      await replaceText(document, 'guest: 1Gi', 'guest: 2Gi');
      await document.save();
      await waitForDiagnostics(document.uri, (all) => all.length === 1);
      assert.equal(
        document.getText(),
        before.replace('Virtio', 'virtio').replace('tcp', 'TCP').replace('guest: 1Gi', 'guest: 2Gi'),
      );
    } finally {
      await configuration.update('codeActionsOnSave', undefined, target);
      await replaceText(document, document.getText(), before);
      await document.save();
    }
  });
});

describe('completion', () => {
  it('offers the fields of the release, with documentation', async () => {
    const { document } = await openDocument(refused);
    await replaceText(document, '        - name: blue\n', '        - name: blue\n          mac\n');
    const position = rangeOf(document, 'mac\n').start.translate(0, 3);
    const item = await until('completion of a key', async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        position,
      );
      return list.items.find(({ label }) => label === 'macAddress');
    });
    assert.match((item.documentation as vscode.MarkdownString).value, /MAC/);
    await revertDocument(document);
  });

  it('offers the values that KubeVirt knows', async () => {
    const { document } = await openDocument(refused);
    const position = rangeOf(document, 'Virtio').end;
    const items = await until('completion of a value', async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        position,
      );
      const labels = list.items.map(({ label }) => label);
      return labels.includes('e1000e') ? labels : undefined;
    });
    assert.ok(items.includes('virtio'));
  });
});

describe('hover on a key', () => {
  it('tells what the field is', async () => {
    const { document } = await openDocument(refused);
    const inside = rangeOf(document, 'ports').start.translate(0, 1);
    await waitForHover(document, inside, (markdown) => markdown.includes('`ports`'));
  });
});
