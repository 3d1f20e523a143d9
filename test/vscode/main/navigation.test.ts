/** Navigation in the editor: across files that nobody opened, renaming with its costs, outline, symbols and lenses. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAllEditors,
  openDocument,
  rangeOf,
  revertDocument,
  until,
  untilHolds,
  waitForCodeLenses,
  workspaceUri,
} from '../support.ts';

type Place = vscode.Location | vscode.LocationLink;

const nameOf = (uri: vscode.Uri): string => uri.path.slice(uri.path.lastIndexOf('/') + 1);

/** `networks.yaml:3`, lines counted from 0. */
const shown = (places: readonly Place[]): string[] =>
  places
    .map((place) =>
      'targetUri' in place
        ? `${nameOf(place.targetUri)}:${place.targetRange.start.line}`
        : `${nameOf(place.uri)}:${place.range.start.line}`,
    )
    .sort();

/** Where a text of a document stands, one character in. */
const inside = (document: vscode.TextDocument, text: string, occurrence = 0): vscode.Position =>
  rangeOf(document, text, occurrence).start.translate(0, 1);

const ask = async (command: string, document: vscode.TextDocument, position: vscode.Position): Promise<string[]> =>
  shown((await vscode.commands.executeCommand<Place[] | undefined>(command, document.uri, position)) ?? []);

describe('navigation', () => {
  afterEach(closeAllEditors);

  it('goes from a reference to the NAD in a file that nobody opened', async () => {
    const { document } = await openDocument('vm.yaml');
    await untilHolds('definition of the NAD', async () => {
      const at = inside(document, 'shared-nets/storage');
      assert.deepEqual(await ask('vscode.executeDefinitionProvider', document, at), ['networks.yaml:11']);
    });
  });

  it('jumps there with the editor’s own command', async () => {
    const editor = await openDocument('vm.yaml');
    const at = inside(editor.document, 'vlan100');
    await untilHolds('the jump', async () => {
      await vscode.window.showTextDocument(editor.document, { selection: new vscode.Range(at, at) });
      await vscode.commands.executeCommand('editor.action.revealDefinition');
      const now = vscode.window.activeTextEditor;
      assert.equal(now && nameOf(now.document.uri), 'networks.yaml');
      assert.equal(now?.selection.start.line, 3);
    });
  });

  it('finds who uses a NAD', async () => {
    const { document } = await openDocument('networks.yaml');
    await untilHolds('references of the NAD', async () => {
      const places = await ask('vscode.executeReferenceProvider', document, inside(document, 'vlan100'));
      assert.ok(places.includes('vm.yaml:27'), places.join(', '));
      assert.ok(places.includes('networks.yaml:3'), places.join(', '));
    });
  });

  it('marks an interface and its network', async () => {
    const { document } = await openDocument('vm.yaml');
    await untilHolds('highlights', async () => {
      const command = 'vscode.executeDocumentHighlights';
      const marks =
        (await vscode.commands.executeCommand<vscode.DocumentHighlight[] | undefined>(
          command,
          document.uri,
          inside(document, 'blue'),
        )) ?? [];
      assert.deepEqual(
        marks.map(({ range }) => document.getText(range)),
        ['blue', 'blue'],
      );
    });
  });

  it('renames a network in both lists, as one edit that can be undone', async () => {
    const { document } = await openDocument('vm.yaml');
    const before = document.getText();
    const edit = await until('the rename', async () => {
      const command = 'vscode.executeDocumentRenameProvider';
      return vscode.commands.executeCommand<vscode.WorkspaceEdit | undefined>(
        command,
        document.uri,
        inside(document, 'blue'),
        'red',
      );
    });
    assert.deepEqual(
      edit.entries().map(([uri, edits]) => [nameOf(uri), edits.length]),
      [['vm.yaml', 2]],
    );
    assert.equal(await vscode.workspace.applyEdit(edit), true);
    assert.equal(document.getText(), before.replaceAll('name: blue', 'name: red'));
    await revertDocument(document);
  });

  it('renames a NAD and its references in other files', async () => {
    const { document } = await openDocument('networks.yaml');
    const edit = await until('the rename', async () => {
      const command = 'vscode.executeDocumentRenameProvider';
      const found = await vscode.commands.executeCommand<vscode.WorkspaceEdit | undefined>(
        command,
        document.uri,
        inside(document, 'name: storage').translate(0, 6),
        'backup',
      );
      return found && found.size > 1 ? found : undefined;
    });
    const texts = edit.entries().map(([uri, edits]) => [nameOf(uri), edits.map(({ newText }) => newText)] as const);
    assert.deepEqual(Object.fromEntries(texts)['networks.yaml'], ['backup']);
    assert.deepEqual(Object.fromEntries(texts)['vm.yaml'], ['backup']);
  });

  it('refuses a name that KubeVirt refuses', async () => {
    const { document } = await openDocument('vm.yaml');
    await untilHolds('the refusal', async () => {
      const command = 'vscode.executeDocumentRenameProvider';
      const renamed = vscode.commands.executeCommand(command, document.uri, inside(document, 'blue'), 'not.allowed');
      await assert.rejects(async () => renamed, /can only contain alphabetical characters/);
    });
  });

  it('lists objects and their networks, in the outline and across the workspace', async () => {
    const { document } = await openDocument('vm.yaml');
    await untilHolds('the outline', async () => {
      const command = 'vscode.executeDocumentSymbolProvider';
      const found = (await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(command, document.uri)) ?? [];
      const router = found.find(({ name }) => name === 'router');
      assert.deepEqual(
        router?.children.map(({ name, detail }) => `${name}: ${detail}`),
        ['default: masquerade · pod', 'blue: bridge · vlan100', 'storage: bridge · shared-nets/storage'],
      );
    });
    await untilHolds('the symbols', async () => {
      const command = 'vscode.executeWorkspaceSymbolProvider';
      const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(command, 'vlan100');
      assert.ok(found.some(({ location }) => nameOf(location.uri) === 'networks.yaml'));
    });
  });

  it('says above a NAD who uses it, and shows them', async () => {
    const { document } = await openDocument('networks.yaml');
    const { value: lenses } = await waitForCodeLenses(document, (all) =>
      all.some(({ command }) => /^used by [1-9]/.test(command?.title ?? '')),
    );
    const command = lenses.find(({ command: own }) => /^used by [1-9]/.test(own?.title ?? ''))?.command;
    assert.equal(command?.command, 'virtlens.showReferences');
    await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
    assert.equal(document.uri.toString(), workspaceUri('networks.yaml').toString());
  });
});
