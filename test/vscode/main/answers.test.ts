/** Hovers, code lenses, the virtual document and the commands, as the editor asks for them. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  activateVirtLens,
  closeAllEditors,
  openDocument,
  rangeOf,
  replaceText,
  revertDocument,
  until,
  untilHolds,
  waitForCodeAction,
  waitForCodeLenses,
  waitForHints,
  waitForHover,
  withSetting,
  workspaceUri,
} from '../support.ts';

const annotation =
  '[{"name":"vlan100","namespace":"tenant-a","mac":"02:00:00:aa:bb:01","interface":"pod16477688c0e"},{"name":"storage","namespace":"shared-nets","interface":"pod49a25f9feef"}]';

before(activateVirtLens);
afterEach(closeAllEditors);

describe('hover', () => {
  const cases: readonly [string, string, number, string][] = [
    ['a logical network', 'name: blue', 1, '16477688c0e00699'],
    ['an interface', 'name: blue', 0, '16477688c0e-nic'],
    ['a NAD reference', 'vlan100', 0, 'CNI type: `bridge`'],
    ['a binding', 'masquerade', 0, 'NAT'],
    ['the networks', 'networks:', 0, '"interface": "pod49a25f9feef"'],
  ];
  for (const [what, text, occurrence, expected] of cases) {
    it(`explains ${what}`, async () => {
      const { document } = await openDocument('vm.yaml');
      const found = rangeOf(document, text, occurrence);
      const inside = text.startsWith('name: ') ? found.start.translate(0, 7) : found.start.translate(0, 2);
      await waitForHover(document, inside, (markdown) => markdown.includes(expected));
    });
  }

  it('explains a registered plugin', async () => {
    const { document } = await openDocument('plugins.yaml');
    const inside = rangeOf(document, 'passt').start.translate(0, 1);
    await waitForHover(document, inside, (markdown) => markdown.includes('default/netbindingpasst'));
  });

  it('explains the implicit NIC', async () => {
    const { document } = await openDocument('plain.yaml');
    const inside = rangeOf(document, 'devices').start.translate(0, 1);
    await waitForHover(document, inside, (markdown) => markdown.includes('autoattachPodInterface'));
  });
});

describe('code lens', () => {
  it('stands above each VM and says what the launcher Pod carries', async () => {
    const { document } = await openDocument('plugins.yaml');
    const { value: lenses } = await waitForCodeLenses(document, (all) =>
      all.some((lens) => lens.command?.title.includes('plugin element')),
    );
    assert.deepEqual(
      lenses.map((lens) => [lens.range.start.line, lens.command?.title]),
      [
        [0, 'launcher Pod: 1 network, 1 plugin element'],
        [0, 'show'],
        [0, 'copy'],
        [0, 'explain'],
        [0, 'picture'],
        [21, 'launcher Pod: cannot be rendered'],
        [21, 'show'],
        [21, 'explain'],
        [21, 'picture'],
      ],
    );
  });

  it('obeys its setting', async () => {
    const { document } = await openDocument('vm.yaml');
    await waitForCodeLenses(document);
    await withSetting('codeLens.enabled', false, async () => {
      await untilHolds('the lenses to go', async () => {
        const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
          'vscode.executeCodeLensProvider',
          document.uri,
        );
        assert.deepEqual(lenses, []);
      });
    });
  });

  it('copies the annotation', async () => {
    const { document } = await openDocument('vm.yaml');
    const { value: lenses } = await waitForCodeLenses(document, (all) =>
      all.some((lens) => lens.command?.title === 'copy'),
    );
    const copy = lenses.find((lens) => lens.command?.title === 'copy')?.command;
    assert.ok(copy);
    assert.equal(
      await vscode.commands.executeCommand(copy.command, ...((copy.arguments ?? []) as unknown[])),
      annotation,
    );
  });
});

describe('the virtual document', () => {
  it('shows the annotations, pretty and raw, and follows the edit', async () => {
    const { document } = await openDocument('vm.yaml');
    await waitForHints(document);
    const shown = await vscode.commands.executeCommand<string>('virtlens.showAnnotations', {
      uri: document.uri.toString(),
    });
    assert.match(shown, /^virtlens:/);
    const text = (): string =>
      vscode.workspace.textDocuments.find((one) => one.uri.scheme === 'virtlens')?.getText() ?? '';
    await untilHolds('the annotations', () => {
      assert.ok(text().includes(`k8s.v1.cni.cncf.io/networks: '${annotation}'`));
      assert.ok(
        text().includes('#     "interface": "pod16477688c0e"') || text().includes('"interface": "pod16477688c0e"'),
      );
    });
    await replaceText(document, 'networkName: vlan100', 'networkName: other/vlan7');
    await untilHolds('the edit to show', () => assert.ok(text().includes('"name":"vlan7","namespace":"other"')));
    await revertDocument(document);
  });

  it('explains a VM, and follows the edit', async () => {
    const { document } = await openDocument('vm.yaml');
    await waitForHints(document);
    const uri = document.uri.toString();
    const shown = await vscode.commands.executeCommand<string>('virtlens.explainVm', { uri });
    assert.match(shown, /^virtlens:.*\.explain\.md/);
    const story = await vscode.workspace.openTextDocument(vscode.Uri.parse(shown));
    assert.ok(story.getText().includes('| bridge | `k6t-16477688c0e` |'));
    await replaceText(document, 'networkName: vlan100', 'networkName: other/vlan7');
    await untilHolds('the edit to show', () => assert.ok(story.getText().includes('| NAD | `other/vlan7` |')));
    await revertDocument(document);
  });
});

describe('commands', () => {
  it('are in the palette', async () => {
    const all = await vscode.commands.getCommands(true);
    for (const id of ['copyAnnotation', 'showAnnotations', 'insertAnnotation', 'findNetworkByHash', 'explainVm'])
      assert.ok(all.includes(`virtlens.${id}`), id);
  });

  it('find a network by its hash and go there', async () => {
    const { document } = await openDocument('vm.yaml');
    await waitForHints(document);
    assert.equal(await vscode.commands.executeCommand('virtlens.findNetworkByHash', 'tap49a25f9feef'), 'storage');
    const editor = await until('the editor at the network', () => {
      const active = vscode.window.activeTextEditor;
      return active && active.document.getText(active.selection) === 'storage' ? active : undefined;
    });
    assert.equal(editor.document.uri.path, workspaceUri('vm.yaml').path);
    assert.equal(editor.document.lineAt(editor.selection.start.line - 0).text, '        - name: storage');
  });

  it('write the annotation into a Pod at the cursor', async () => {
    await openDocument('vm.yaml');
    const { document } = await openDocument('pod.yaml');
    const position = rangeOf(document, 'purpose').start;
    const action = await waitForCodeAction(
      document,
      new vscode.Range(position, position),
      'Write the networks annotation of VirtualMachine tenant-a/router',
      vscode.CodeActionKind.RefactorRewrite,
    );
    assert.ok(action.value.edit);
    assert.equal(await vscode.workspace.applyEdit(action.value.edit), true);
    assert.equal(
      document.lineAt(rangeOf(document, 'purpose').start.line + 1).text,
      `    k8s.v1.cni.cncf.io/networks: '${annotation}'`,
    );
    await revertDocument(document);
  });

  it('write the annotation of the one VM there is by the command', async () => {
    const { document: vm } = await openDocument('vm.yaml');
    await waitForHints(vm);
    const choices = await vscode.commands.executeCommand<unknown>('virtlens.insertAnnotation', {
      uri: vm.uri.toString(),
      position: { line: 1, character: 0 },
      vm: { line: 0, field: '' },
    });
    // A VM is no place for it: KubeVirt writes the annotation by itself.
    assert.equal(choices, undefined);
    assert.equal(vm.isDirty, false);
  });
});
