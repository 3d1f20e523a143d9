/** Inlay hints in the editor: on opening, after an edit, by each setting, in streams and with CRLF line ends. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAllEditors,
  hintLabel,
  inlayHints,
  openDocument,
  rangeOf,
  replaceText,
  setSetting,
  untilHolds,
  waitForHints,
  withSetting,
  workspaceUri,
} from '../support.ts';

const labels = (hints: readonly vscode.InlayHint[]): string[] => hints.map(hintLabel);
const has = (label: string) => (hints: readonly vscode.InlayHint[]) => labels(hints).includes(label);

const annotation =
  '[{"name":"vlan100","namespace":"tenant-a","mac":"02:00:00:aa:bb:01","interface":"pod16477688c0e"},{"name":"storage","namespace":"shared-nets","interface":"pod49a25f9feef"}]';

describe('inlay hints', () => {
  afterEach(closeAllEditors);

  it('appear on opening, each where it belongs', async () => {
    const { document } = await openDocument('vm.yaml');
    const { value: hints } = await waitForHints(document, has('tenant-a/vlan100 (bridge)'));
    const drawn = hints.map(
      (hint) =>
        `${document.lineAt(hint.position.line).text.slice(0, hint.position.character).trim()} «${hintLabel(hint)}»`,
    );
    assert.deepEqual(drawn, [
      '- name: default «tap0 · k6t-eth0»',
      '- name: blue «tap16477688c0e · k6t-16477688c0e · 16477688c0e-nic»',
      '- name: storage «tap49a25f9feef · k6t-49a25f9feef · 49a25f9feef-nic»',
      `networks: «${annotation.slice(0, 72)}…»`,
      '- name: default «eth0»',
      '- name: default «default network»',
      '- name: blue «pod16477688c0e»',
      'networkName: vlan100 «tenant-a/vlan100 (bridge)»',
      '- name: storage «pod49a25f9feef»',
      'networkName: shared-nets/storage «shared-nets/storage (ovs)»',
    ]);
  });

  it('follow an edit', async () => {
    const { document } = await openDocument('vm.yaml');
    await waitForHints(document, has('pod16477688c0e'));
    await replaceText(document, rangeOf(document, 'blue', 1), 'red');
    await waitForHints(document, has('podb1f51a511f1'));
    await vscode.commands.executeCommand('undo');
    await waitForHints(document, has('pod16477688c0e'));
  });

  it('follow an edit of another file', async () => {
    const { document: networks } = await openDocument('networks.yaml');
    const { document } = await openDocument('vm.yaml');
    await waitForHints(document, has('tenant-a/vlan100 (bridge)'));
    await replaceText(networks, '"type": "bridge"', '"type": "macvlan"');
    await waitForHints(document, has('tenant-a/vlan100 (macvlan)'));
  });

  it('are asked for a part of the document only', async () => {
    const { document } = await openDocument('vm.yaml');
    await waitForHints(document);
    const networks = rangeOf(document, '      networks:').start.line;
    const below = await inlayHints(document, new vscode.Range(networks + 1, 0, networks + 3, 0));
    assert.deepEqual(labels(below), ['eth0', 'default network']);
  });

  it('lead to the NAD by a click', async () => {
    const { document } = await openDocument('vm.yaml');
    const { value: hints } = await waitForHints(document, has('tenant-a/vlan100 (bridge)'));
    const hint = hints.find((one) => hintLabel(one) === 'tenant-a/vlan100 (bridge)');
    const parts = hint?.label as vscode.InlayHintLabelPart[];
    const place = parts[0]?.location;
    assert.equal(place?.uri.path, workspaceUri('networks.yaml').path);
    const target = await vscode.workspace.openTextDocument(place.uri);
    assert.equal(target.getText(place.range), 'vlan100');
  });

  const kinds: readonly [string, string, string][] = [
    ['podInterface', 'vm.yaml', 'pod16477688c0e'],
    ['annotation', 'vm.yaml', `${annotation.slice(0, 72)}…`],
    ['nad', 'vm.yaml', 'shared-nets/storage (ovs)'],
    ['linkNames', 'vm.yaml', 'tap0 · k6t-eth0'],
    ['defaultNetwork', 'vm.yaml', 'default network'],
    ['implicitInterface', 'plain.yaml', 'implicit NIC default: bridge on the Pod network'],
  ];
  for (const [kind, file, label] of kinds) {
    it(`obey virtlens.inlayHints.${kind}, at once`, async () => {
      const { document } = await openDocument(file);
      await waitForHints(document, has(label));
      await withSetting(`inlayHints.${kind}`, false, async () => {
        await untilHolds(`${label} to go`, async () => assert.ok(!labels(await inlayHints(document)).includes(label)));
      });
      await waitForHints(document, has(label));
    });
  }

  it('obey the master switch', async () => {
    const { document } = await openDocument('vm.yaml');
    await waitForHints(document);
    await withSetting('inlayHints.enabled', false, async () => {
      await untilHolds('all hints to go', async () => assert.deepEqual(await inlayHints(document), []));
    });
    await waitForHints(document);
  });

  it('obey release and namespace', async () => {
    const { document } = await openDocument('plain.yaml');
    await replaceText(document, '  namespace: tenant-a\n', '');
    await replaceText(
      document,
      'devices: {}',
      'devices:\n          interfaces:\n          - name: a\n            bridge: {}\n      networks:\n      - name: a\n        multus: {networkName: x}',
    );
    await waitForHints(document, has('default/x namespace assumed'));
    await setSetting('namespace', 'team');
    try {
      await waitForHints(document, has('team/x'));
    } finally {
      await setSetting('namespace', undefined);
    }
  });

  it('stand in every document of a stream with CRLF line ends', async () => {
    const { document } = await openDocument('stream.crlf.yaml');
    assert.equal(document.eol, vscode.EndOfLine.CRLF);
    const { value: hints } = await waitForHints(document, has('pod11b9592dcc8'));
    const places = hints
      .filter((hint) => hintLabel(hint).startsWith('pod'))
      .map((hint) => document.lineAt(hint.position.line).text.slice(0, hint.position.character).trim());
    assert.deepEqual(places, ['- name: red', '- name: mgmt']);
  });
});
