/** The picture of a VM's NICs: its page, what it shows after edits, where it leads, and the file it is saved as. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  activateVirtLens,
  closeAllEditors,
  openDocument,
  replaceText,
  revertDocument,
  until,
  untilHolds,
  waitForHints,
  workspaceUri,
} from '../support.ts';

/** What a page says of itself; the shape is in client/src/picture-messages.ts. */
interface Shown {
  readonly heading: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly labels: readonly string[];
  readonly focused: string;
  readonly status: string;
}

before(activateVirtLens);
afterEach(closeAllEditors);

async function openPicture(name: string): Promise<{ document: vscode.TextDocument; vm: string }> {
  const { document } = await openDocument(name);
  await waitForHints(document);
  const vm = await vscode.commands.executeCommand<string>('virtlens.showNics', { uri: document.uri.toString() });
  return { document, vm };
}

/** What the page shows once it shows something, after a key on a card where one is named. */
function shownBy(vm: string, press?: { readonly node: string; readonly key: string }): Thenable<Shown> {
  return vscode.commands.executeCommand<Shown>('virtlens.tellNics', vm, press);
}

describe('the picture of NICs', () => {
  it('opens beside the manifest, with a table and a drawing that have names', async () => {
    const { vm } = await openPicture('vm.yaml');
    const tab = await until('the panel', () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(({ input }) => input instanceof vscode.TabInputWebview),
    );
    assert.equal(tab.label, 'NICs of router');
    await untilHolds('the picture', async () => {
      const { heading, headers, rows, labels, status } = await shownBy(vm);
      assert.equal(heading, 'NICs of VirtualMachine tenant-a/router');
      assert.equal(status, '');
      assert.deepEqual(headers.slice(0, 5), ['Order', 'Network', 'Binding', 'Model', 'MAC']);
      assert.deepEqual(
        rows.map((row) => row.slice(0, 3)),
        [
          ['1', 'default (default)', 'masquerade'],
          ['2', 'blue', 'bridge'],
          ['3', 'storage', 'bridge'],
        ],
      );
      assert.ok(labels.includes('tap tap16477688c0e. leads to bridge k6t-16477688c0e'), labels.join('\n'));
      assert.ok(labels.every((label) => label !== ''));
    });
  });

  it('follows an edit', async () => {
    const { document, vm } = await openPicture('vm.yaml');
    await untilHolds('the picture', async () => assert.equal((await shownBy(vm)).rows.length, 3));
    await replaceText(document, 'networkName: vlan100', 'networkName: other/vlan7');
    await untilHolds('the edit to show', async () => {
      const { rows, labels } = await shownBy(vm);
      assert.ok(rows[1]?.includes('other/vlan7'), String(rows[1]));
      assert.ok(labels.some((label) => label.startsWith('NAD other/vlan7')));
    });
    await revertDocument(document);
    await untilHolds('the edit to go', async () =>
      assert.ok((await shownBy(vm)).rows[1]?.includes('tenant-a/vlan100')),
    );
  });

  it('is moved through by keys, and leads to the line', async () => {
    const { document, vm } = await openPicture('vm.yaml');
    await untilHolds('the picture', async () => assert.equal((await shownBy(vm)).rows.length, 3));
    const { focused } = await shownBy(vm, { node: 'guest-nic-1', key: 'ArrowRight' });
    assert.equal(focused, 'tap-1');
    assert.equal((await shownBy(vm, { node: 'tap-1', key: 'ArrowDown' })).focused, 'tap-2');
    await shownBy(vm, { node: 'guest-nic-1', key: 'Enter' });
    const editor = await until('the line of the NIC', () => {
      const active = vscode.window.activeTextEditor;
      return active && active.document.getText(active.selection) === 'blue' ? active : undefined;
    });
    assert.equal(editor.document.uri.toString(), document.uri.toString());
    assert.match(document.lineAt(editor.selection.start.line + 1).text, /bridge/);
    await shownBy(vm, { node: 'nad-0', key: 'Enter' });
    await until(
      'the NAD',
      () => vscode.window.activeTextEditor?.document.uri.path === workspaceUri('networks.yaml').path,
    );
  });

  it('is saved as an SVG', async () => {
    const { vm, document } = await openPicture('vm.yaml');
    const file = workspaceUri('router.nics.svg');
    try {
      const written = await vscode.commands.executeCommand(
        'virtlens.exportNicsSvg',
        { uri: document.uri.toString() },
        file.toString(),
      );
      assert.equal(written, file.toString());
      const svg = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
      assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^]*<style>[^]*tap16477688c0e[^]*<\/svg>\n$/);
      assert.ok(vm.startsWith('virtlens:'));
    } finally {
      await vscode.workspace.fs.delete(file);
    }
  });
});
