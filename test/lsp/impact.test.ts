/** What a client shows of edits: against the saved text, which every client has. */
import { afterEach, describe, expect, it } from 'vitest';
import type { CodeAction, CodeLens, Hover, WorkspaceEdit } from 'vscode-languageserver';
import type { VmChoice } from '../../server/src/lsp/protocol.ts';
import { applyWorkspaceEdit, drawHints, labelOf, TestClient, type TestClientOptions } from '../support/client.ts';
import { twoNetworks } from '../support/manifests.ts';
import { placeOf } from '../support/places.ts';

const uri = 'file:///repo/vm.yaml';
const release = { virtlens: { release: 'v1.9', inlayHints: { linkNames: false, podInterface: false } } };
let client: TestClient | undefined;

/** A client with a file as it was saved and as it is edited. */
async function edited(text: string, options: TestClientOptions = {}, saved = twoNetworks): Promise<TestClient> {
  client = await TestClient.start({ files: { [uri]: saved }, settings: release.virtlens, ...options });
  await client.open(uri, text);
  // The saved text is read when somebody asks for it.
  await client.diagnostics(uri);
  await client.settle();
  return client;
}

afterEach(async () => {
  await client?.stop();
  client = undefined;
});

/** With a further NIC, and another MAC address for the first. */
const hotPlugged = twoNetworks
  .replace('              bridge: {}\n', '              bridge: {}\n            - name: red\n              sriov: {}\n')
  .replace(
    '\n        - name: blue\n',
    '\n        - name: red\n          multus:\n            networkName: vlan200\n        - name: blue\n',
  );
const both = hotPlugged.replace(
  'masquerade: {}\n',
  "masquerade: {}\n              macAddress: '02:00:00:00:00:07' # new\n",
);
const unplugged = twoNetworks
  .replace('            - name: blue\n              bridge: {}\n', '')
  .replace('\n        - name: blue\n          multus:\n            networkName: vlan100\n', '\n');

const lenses = async (server: TestClient): Promise<readonly CodeLens[]> =>
  server.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });

const lensTitles = async (server: TestClient): Promise<readonly (string | undefined)[]> =>
  (await lenses(server)).map(({ command }) => command?.title).filter((title) => title?.startsWith('vs'));

const findings = async (server: TestClient): Promise<readonly string[]> =>
  (await server.diagnostics(uri))
    .filter(({ code }) => String(code).startsWith('edit-'))
    .map(({ code, range, severity }) => `${range.start.line + 1}: ${severity} ${String(code)}`);

const actionsAt = (server: TestClient, text: string, piece: string): Promise<CodeAction[]> => {
  const position = placeOf(text, piece);
  return server.actions(uri, { start: position, end: position });
};

describe('edits of a VM', () => {
  it('are told by a lens, findings and hints', async () => {
    const server = await edited(both);
    expect(await lensTitles(server)).toMatchInlineSnapshot(`
      [
        "vs saved text: 1 migration, 1 restart",
      ]
    `);
    expect(await findings(server)).toMatchInlineSnapshot(`
      [
        "15: 2 edit-needs-restart",
        "18: 2 edit-migrates",
      ]
    `);
    expect(
      drawHints(both, await server.hints(uri))
        .split('\n')
        .slice(11, 19),
    ).toMatchInlineSnapshot(`
      [
        "          interfaces:",
        "            - name: default«⟳ restart»",
        "              masquerade: {}",
        "              macAddress: '02:00:00:00:00:07' # new",
        "            - name: blue",
        "              bridge: {}",
        "            - name: red«⇢ migration»",
        "              sriov: {}",
      ]
    `);
  });

  it('are told no more once they are taken back', async () => {
    const server = await edited(both);
    const end = { line: both.split('\n').length, character: 0 };
    await server.change(uri, { line: 0, character: 0 }, end, twoNetworks.replace('pod: {}', 'pod: {} # as it was'));
    expect(await lensTitles(server)).toEqual([]);
    expect(await findings(server)).toEqual([]);
    const hints = await server.hints(uri);
    expect(hints.map(labelOf).filter((label) => /restart|migration/.test(label))).toEqual([]);
  });

  it('are explained where the pointer is, and in the tooltip of the hint', async () => {
    const server = await edited(both);
    const hover = await server.request<Hover>('textDocument/hover', {
      textDocument: { uri },
      position: placeOf(both, 'macA|ddress'),
    });
    expect((hover.contents as { value: string }).value).toMatchInlineSnapshot(`
      "**Against \`saved text\`: restart**

      If the VM is running:

      NIC default cannot be changed in this way while the VM runs.

      KubeVirt sets \`RestartRequired=True on the VirtualMachine: a non-live-updatable field was changed in the template spec\`.

      \`macAddress\` – text

      MAC address of the NIC in the guest: six bytes as \`02:00:00:12:34:56\`, also with \`-\`, or as \`0200.0012.3456\`. On a secondary network it is also asked of the CNI plugin. \`02:00:00:00:00:00\` is reserved, and refused with \`masquerade\`. KubeVirt does not look for duplicates."
    `);
    const hint = (await server.hints(uri)).find((one) => labelOf(one).includes('⇢'));
    const resolved = await server.request<{ tooltip: { value: string } }>('inlayHint/resolve', hint);
    expect(resolved.tooltip.value).toContain('SR-IOV NIC red');
    expect(resolved.tooltip.value).toContain('`virtlens.inlayHints.impact`');
  });

  it('are explained by a document that follows them', async () => {
    const server = await edited(both);
    const [lens] = (await lenses(server)).filter(({ command }) => command?.title.startsWith('vs'));
    const { command = '', arguments: args } = lens?.command ?? {};
    expect(command).toBe('virtlens.explainImpact');
    const vm = await server.request<VmChoice>('workspace/executeCommand', { command, arguments: args });
    expect(server.received).toContain('window/showDocument');
    const read = async (): Promise<string> =>
      (await server.request<{ text: string }>('workspace/textDocumentContent', { uri: vm.explanation })).text;
    expect(await read()).toMatchInlineSnapshot(`
      "# Impact of the edits of VirtualMachine tenant-a/router

      Compared with \`saved text\`, as KubeVirt \`v1.9.0\` decides it. Follows your edits.

      **1 migration, 1 restart.** Told as if the VM were running; whether it does is not seen here. Its launcher Pod may be evicted: the VM would go down.

      ## Changes

      | change | impact | why |
      | --- | --- | --- |
      | NIC \`default\`: \`interfaces[0].macAddress\` added | restart | NIC default cannot be changed in this way while the VM runs. |
      | NIC \`red\` added | migration | SR-IOV NIC red is copied to the running VMI; only a new Pod can have it. For that the VM has to be live-migrated. |

      ## What will happen

      1. KubeVirt copies to the running VMI what it can apply to it. (\`red\`)
      2. KubeVirt sets \`RestartRequired=True on the VirtualMachine: a non-live-updatable field was changed in the template spec\`. (\`default\`)
      3. KubeVirt sets \`MigrationRequired=True (AutoMigrationDueToLiveUpdate) on the VirtualMachineInstance\`. (\`red\`)
      4. One of these, as the cluster is:
         - KubeVirt live-migrates the VM to a new Pod. (\`red\`)
         - KubeVirt evicts the launcher Pod: the VM is shut down. (\`red\`)
         - Someone has to migrate the VM: virtctl migrate router. (\`red\`)
         - The rest comes with a restart: virtctl restart router. (\`red\`)
      5. The rest comes with a restart: virtctl restart router. (\`default\`)

      ## What it depends on

      - whether the VMI can be live-migrated
      - the workload update methods of KubeVirt

      ## By hand

      A restart brings everything; the guest goes down for it:

      \`\`\`sh
      virtctl restart router -n tenant-a
      \`\`\`

      A migration that nobody starts by itself is started by this object:

      \`\`\`yaml
      apiVersion: kubevirt.io/v1
      kind: VirtualMachineInstanceMigration
      metadata:
        name: router-migration
        namespace: tenant-a
      spec:
        vmiName: router
      \`\`\`
      "
    `);
    await server.change(uri, { line: 0, character: 0 }, { line: 99, character: 0 }, twoNetworks);
    expect(server.received).toContain('workspace/textDocumentContent/refresh');
    expect(await read()).toContain('**No change.**');
  });

  it('can be put back, unplugged instead, and applied by a migration', async () => {
    const server = await edited(unplugged);
    const actions = await actionsAt(server, unplugged, '|interfaces:');
    expect(actions.map(({ title }) => title)).toMatchInlineSnapshot(`
      [
        "Unplug blue with state: absent instead",
        "Put it back as in saved text",
        "Silence edit-needs-restart here, with a comment",
      ]
    `);
    const edit = (title: string): WorkspaceEdit | undefined => actions.find((action) => action.title === title)?.edit;
    const absent = applyWorkspaceEdit(uri, unplugged, edit('Unplug blue with state: absent instead'));
    expect(absent).toBe(twoNetworks.replace('bridge: {}\n', 'bridge: {}\n              state: absent\n'));
    expect(applyWorkspaceEdit(uri, unplugged, edit('Put it back as in saved text'))).toBe(twoNetworks);
  });

  it('offers the migration that applies an edit, in a file of its own', async () => {
    const server = await edited(hotPlugged);
    const actions = await actionsAt(server, hotPlugged, '- name: |red');
    const migration = actions.find(({ title }) => title.includes('VirtualMachineInstanceMigration'));
    expect(migration?.edit?.documentChanges).toMatchInlineSnapshot(`
      [
        {
          "kind": "create",
          "options": {
            "ignoreIfExists": false,
            "overwrite": false,
          },
          "uri": "file:///repo/router-migration.yaml",
        },
        {
          "edits": [
            {
              "newText": "apiVersion: kubevirt.io/v1
      kind: VirtualMachineInstanceMigration
      metadata:
        name: router-migration
        namespace: tenant-a
      spec:
        vmiName: router
      ",
              "range": {
                "end": {
                  "character": 0,
                  "line": 0,
                },
                "start": {
                  "character": 0,
                  "line": 0,
                },
              },
            },
          ],
          "textDocument": {
            "uri": "file:///repo/router-migration.yaml",
            "version": null,
          },
        },
      ]
    `);
  });

  it('are split into what the running VM follows and the rest', async () => {
    const server = await edited(both, { initializationOptions: { commands: 'client' } });
    const actions = await actionsAt(server, both, '- name: |red');
    const split = actions.find(({ title }) => title.startsWith('Keep only'));
    expect(applyWorkspaceEdit(uri, both, split?.edit)).toBe(hotPlugged);
    expect(split?.command).toMatchObject({ command: 'virtlens.showText', arguments: [both] });
    await server.change(uri, { line: 0, character: 0 }, { line: 99, character: 0 }, hotPlugged);
    const later = await actionsAt(server, hotPlugged, '- name: |red');
    expect(later.map(({ title }) => title).filter((title) => title.startsWith('Keep only'))).toEqual([]);
  });

  it('show nothing where the settings say so', async () => {
    const settings = {
      ...release.virtlens,
      inlayHints: { ...release.virtlens.inlayHints, impact: false },
      codeLens: { enabled: false },
      rules: { 'edit-needs-restart': 'off', 'edit-migrates': 'hint' },
    };
    const server = await edited(both, { settings });
    expect(await lensTitles(server)).toEqual([]);
    expect(await findings(server)).toMatchInlineSnapshot(`
      [
        "18: 4 edit-migrates",
      ]
    `);
    expect((await server.hints(uri)).map(labelOf).filter((label) => /restart|migration/.test(label))).toEqual([]);
  });
});
