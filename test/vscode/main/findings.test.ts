/** Diagnostics and quick fixes in the editor: ranges, severities, suppression, fix all, the project file. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  activateVirtLens,
  applyCodeAction,
  closeAllEditors,
  openDocument,
  ownDiagnostics,
  rangeOf,
  replaceText,
  revertDocument,
  ruleOf,
  until,
  untilHolds,
  waitForCodeAction,
  waitForDiagnostics,
  waitForHints,
  withSetting,
  workspaceUri,
} from '../support.ts';

before(activateVirtLens);
afterEach(closeAllEditors);

const one = (found: readonly vscode.Diagnostic[]): boolean => found.length === 1;

describe('an unregistered binding plugin', () => {
  it('is marked on its name, and mended', async () => {
    const { document } = await openDocument('plugins.yaml');
    const { value } = await waitForDiagnostics(document.uri, one);
    const [finding] = value;
    assert.ok(finding);
    assert.equal(ruleOf(finding), 'unregistered-binding-plugin');
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(document.getText(finding.range), 'pastt');
    const action = await waitForCodeAction(document, finding.range, 'Use the registered plugin passt');
    await applyCodeAction(action.value);
    await waitForDiagnostics(document.uri, (found) => found.length === 0);
    await revertDocument(document);
  });

  it('is silenced by a comment that the quick fix writes', async () => {
    const { document } = await openDocument('plugins.yaml');
    const { value } = await waitForDiagnostics(document.uri, one);
    const range = value[0]?.range ?? new vscode.Range(0, 0, 0, 0);
    const action = await waitForCodeAction(document, range, /^Silence unregistered-binding-plugin/);
    await applyCodeAction(action.value);
    await waitForDiagnostics(document.uri, (found) => found.length === 0);
    assert.match(
      document.lineAt(range.start.line).text,
      /^ {16}# virtlens-disable-next-line unregistered-binding-plugin -- /,
    );
    // The cause goes, and the comment is left over.
    await replaceText(document, 'name: pastt', 'name: passt');
    const { value: left } = await waitForDiagnostics(document.uri, one);
    assert.deepEqual(left.map(ruleOf), ['unused-suppression']);
    const remove = await waitForCodeAction(document, left[0]?.range ?? range, 'Remove the unused suppression');
    await applyCodeAction(remove.value);
    await waitForDiagnostics(document.uri, (found) => found.length === 0);
    await revertDocument(document);
  });

  it('obeys the severity of the settings', async () => {
    const { document } = await openDocument('plugins.yaml');
    await waitForDiagnostics(document.uri, one);
    await withSetting('rules', { 'unregistered-binding-plugin': 'error' }, async () => {
      await waitForDiagnostics(document.uri, ([found]) => found?.severity === vscode.DiagnosticSeverity.Error);
    });
    await withSetting('rules', { 'unregistered-binding-plugin': 'off' }, async () => {
      await waitForDiagnostics(document.uri, (found) => found.length === 0);
    });
    await waitForDiagnostics(document.uri, ([found]) => found?.severity === vscode.DiagnosticSeverity.Warning);
  });

  it('goes when the KubeVirt resource registers it', async () => {
    const { document: cluster } = await openDocument('kubevirt.yaml');
    const { document } = await openDocument('plugins.yaml');
    await waitForDiagnostics(document.uri, one);
    await replaceText(cluster, '        passt:', '        pastt: { migration: {} }\n        passt:');
    await waitForDiagnostics(document.uri, (found) => found.length === 0);
    await revertDocument(cluster);
    await openDocument('plugins.yaml');
    await waitForDiagnostics(document.uri, one);
  });
});

describe('a hand-written annotation', () => {
  it('is compared and regenerated, and every other byte stays', async () => {
    const { document } = await openDocument('hand-written.yaml');
    const { value } = await waitForDiagnostics(document.uri, one);
    const [finding] = value;
    assert.ok(finding);
    assert.equal(ruleOf(finding), 'networks-annotation-mismatch');
    assert.match(finding.message, /name vlan200 instead of vlan100/);
    const before = document.getText();
    const action = await waitForCodeAction(document, finding.range, 'Replace with what KubeVirt writes');
    await applyCodeAction(action.value);
    assert.equal(
      document.getText(),
      before.replace(
        `'[{"name":"vlan200","namespace":"tenant-a"}]'`,
        `'[{"name":"vlan100","namespace":"tenant-a","interface":"pod16477688c0e"}]'`,
      ),
    );
    await waitForDiagnostics(document.uri, (found) => found.length === 0);
    await revertDocument(document);
  });

  it('is removed by the other quick fix', async () => {
    const { document } = await openDocument('hand-written.yaml');
    const { value } = await waitForDiagnostics(document.uri, one);
    const action = await waitForCodeAction(
      document,
      value[0]?.range ?? new vscode.Range(0, 0, 0, 0),
      'Remove the annotation',
    );
    await applyCodeAction(action.value);
    assert.ok(!document.getText().includes('k8s.v1.cni.cncf.io/networks'));
    assert.ok(document.getText().includes('note: kept'));
    await revertDocument(document);
  });

  it('is mended by fix all, in a stream with CRLF line ends', async () => {
    const { document } = await openDocument('stream.crlf.yaml');
    await waitForDiagnostics(document.uri, one);
    const kind = vscode.CodeActionKind.SourceFixAll.append('virtlens');
    const action = await waitForCodeAction(
      document,
      new vscode.Range(0, 0, 0, 0),
      'Fix all safe VirtLens findings',
      kind,
    );
    await applyCodeAction(action.value);
    const text = document.getText();
    assert.ok(
      text.includes(
        `k8s.v1.cni.cncf.io/networks: '[{"name":"vlan100","namespace":"tenant-a","interface":"podb1f51a511f1"}]'\r\n`,
      ),
    );
    assert.equal(text.replaceAll('\r\n', '').includes('\n'), false);
    await waitForDiagnostics(document.uri, (found) => found.length === 0);
    await revertDocument(document);
  });
});

describe('the project file', () => {
  const file = (): vscode.Uri => workspaceUri('.virtlens.yaml');
  afterEach(async () => {
    await closeAllEditors();
    await vscode.workspace.fs.delete(file()).then(undefined, () => undefined);
  });

  it('changes the answers when it comes, and again when it goes', async () => {
    const { document } = await openDocument('plugins.yaml');
    await waitForDiagnostics(document.uri, one);
    const text =
      'configuration: {network: {binding: {passt: {migration: {}}, pastt: {migration: {}}}}}\nrelease: v1.7\n';
    await vscode.workspace.fs.writeFile(file(), new TextEncoder().encode(text));
    await waitForDiagnostics(document.uri, (found) => found.length === 0);
    await vscode.workspace.fs.delete(file());
    await waitForDiagnostics(document.uri, one);
  });

  it('is checked itself', async () => {
    await vscode.workspace.fs.writeFile(file(), new TextEncoder().encode('releas: v1.7\n'));
    const { document } = await openDocument('.virtlens.yaml');
    const { value } = await waitForDiagnostics(document.uri, one);
    assert.deepEqual(value.map(ruleOf), ['invalid-project-file']);
  });
});

describe('templates', () => {
  it('are left alone', async () => {
    const { document } = await openDocument('plugins.yaml');
    await waitForDiagnostics(document.uri, one);
    await replaceText(document, rangeOf(document, 'name: pastt'), 'name: {{ .Values.binding }}');
    await untilHolds('silence', () => assert.deepEqual(ownDiagnostics(document.uri), []));
    await waitForHints(document);
    await until('still silence', () => (ownDiagnostics(document.uri).length === 0 ? true : undefined));
    await revertDocument(document);
  });
});
