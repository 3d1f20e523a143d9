import { afterEach, describe, expect, it } from 'vitest';
import type { CodeLens, Hover, InlayHint, WorkspaceEdit } from 'vscode-languageserver';
import {
  applyWorkspaceEdit,
  drawHints,
  fullCapabilities,
  labelOf,
  TestClient,
  type TestClientOptions,
} from '../support/client.ts';
import { blueNad, handWritten, implicitNic, kubevirtWith, pluginVm, twoNetworks } from '../support/manifests.ts';
import type { FoundNetwork, VmChoice, StatusReport } from '../../server/src/lsp/protocol.ts';

const uri = 'file:///repo/vm.yaml';
let client: TestClient | undefined;

async function started(options?: TestClientOptions): Promise<TestClient> {
  client = await TestClient.start(options);
  return client;
}

afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const lineOf = (text: string, part: string): number => text.split('\n').findIndex((line) => line.includes(part));

describe('inlay hints', () => {
  it('stand where the names stand', async () => {
    const server = await started({ files: { 'file:///repo/nad.yaml': blueNad } });
    await server.open(uri, twoNetworks);
    expect(
      drawHints(twoNetworks, await server.hints(uri))
        .split('\n')
        .slice(12),
    ).toMatchInlineSnapshot(`
      [
        "            - name: default«tap0 · k6t-eth0»",
        "              masquerade: {}",
        "            - name: blue«tap16477688c0e · k6t-16477688c0e · 16477688c0e-nic»",
        "              bridge: {}",
        "        memory: { guest: 1Gi }",
        "      networks:«[{"name":"vlan100","namespace":"tenant-a","interface":"pod16477688c0e"}]»",
        "        - name: default«eth0»«default network»",
        "          pod: {}",
        "        - name: blue«pod16477688c0e»",
        "          multus:",
        "            networkName: vlan100«tenant-a/vlan100 (bridge)»",
        "",
      ]
    `);
  });

  it('follow an edit', async () => {
    const server = await started();
    await server.open(uri, twoNetworks);
    const line = lineOf(twoNetworks, 'multus:') - 1;
    await server.change(uri, { line, character: 16 }, { line, character: 20 }, 'red');
    const labels = (await server.hints(uri, line, line + 1)).map(labelOf);
    expect(labels).toEqual(['podb1f51a511f1']);
  });

  it('are limited to the range asked for', async () => {
    const server = await started();
    await server.open(uri, twoNetworks);
    const line = lineOf(twoNetworks, '      networks:');
    expect((await server.hints(uri, line, line)).map((hint) => hint.position.line)).toEqual([]);
    expect(await server.hints(uri, line, line + 1)).toHaveLength(1);
  });

  it('explain themselves when asked', async () => {
    const server = await started();
    await server.open(uri, twoNetworks);
    const hint = (await server.hints(uri)).find((one) => labelOf(one) === 'pod16477688c0e');
    expect(hint?.tooltip).toBeUndefined();
    const resolved = await server.request<InlayHint>('inlayHint/resolve', hint);
    expect(resolved.tooltip).toMatchObject({ kind: 'markdown' });
    const text = (resolved.tooltip as { value: string }).value;
    expect(text).toContain('16477688c0e00699');
    expect(text).toContain('virtlens.inlayHints.podInterface');
  });

  it('obey each setting at once', async () => {
    const server = await started();
    await server.open(uri, twoNetworks);
    for (const [kind, label] of [
      ['podInterface', 'pod16477688c0e'],
      ['annotation', '[{"name":"vlan100","namespace":"tenant-a","interface":"pod16477688c0e"}]'],
      ['nad', 'tenant-a/vlan100'],
      ['linkNames', 'tap0 · k6t-eth0'],
      ['defaultNetwork', 'default network'],
    ] as const) {
      server.settings = { inlayHints: { [kind]: false } };
      await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
      await server.settle();
      const labels = (await server.hints(uri)).map(labelOf);
      expect(labels).not.toContain(label);
      expect(labels.length).toBeGreaterThan(0);
    }
    server.settings = { inlayHints: { enabled: false } };
    await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    await server.settle();
    expect(await server.hints(uri)).toEqual([]);
  });

  it('show the implicit NIC', async () => {
    const server = await started();
    await server.open(uri, implicitNic);
    expect((await server.hints(uri)).map(labelOf)).toEqual(['implicit NIC default: bridge on the Pod network']);
  });

  it('work in every document of a stream, with CRLF line ends', async () => {
    const server = await started();
    const text = `${twoNetworks}---\n${twoNetworks.replaceAll('blue', 'red')}`.replaceAll('\n', '\r\n');
    await server.open(uri, text);
    const labels = (await server.hints(uri)).map(labelOf);
    expect(labels).toContain('pod16477688c0e');
    expect(labels).toContain('podb1f51a511f1');
    const red = (await server.hints(uri)).find((hint) => labelOf(hint) === 'podb1f51a511f1');
    const line = text.split('\r\n')[red?.position.line ?? 0];
    expect(line?.slice(0, red?.position.character)).toBe('        - name: red');
  });

  it('say nothing about what a template writes', async () => {
    const server = await started();
    await server.open(
      uri,
      twoNetworks
        .replace('networkName: vlan100', 'networkName: {{ .Values.nad }}')
        .replace('- name: blue\n          multus', '- name: {{ .Values.net }}\n          multus'),
    );
    expect((await server.hints(uri)).map(labelOf)).toEqual(['tap0 · k6t-eth0', 'eth0', 'default network']);
  });

  it('know the release of the settings', async () => {
    const server = await started();
    server.settings = { release: 'v1.6' };
    await server.open(uri, twoNetworks);
    const status = await server.request<{ release: string }>('virtlens/status', { uri });
    expect(status.release).toBe('v1.6');
  });
});

describe('hover', () => {
  const at = async (server: TestClient, part: string, inside: string): Promise<string> => {
    const line = lineOf(twoNetworks, part);
    const character = (twoNetworks.split('\n')[line] ?? '').indexOf(inside) + 1;
    const hover = await server.request<Hover | null>('textDocument/hover', {
      textDocument: { uri },
      position: { line, character },
    });
    return (hover?.contents as { value: string } | undefined)?.value ?? '';
  };

  it('derives names, references, bindings and the annotation', async () => {
    const server = await started({ files: { 'file:///repo/nad.yaml': blueNad } });
    await server.open(uri, twoNetworks);
    expect(await at(server, '        - name: blue', 'blue')).toContain('k6t-16477688c0e');
    expect(await at(server, '            - name: blue', 'blue')).toContain('16477688c0e-nic');
    expect(await at(server, 'networkName', 'vlan100')).toContain('CNI type: `bridge`');
    expect(await at(server, 'masquerade', 'masquerade')).toContain('NAT');
    expect(await at(server, '      networks:', 'networks')).toContain('"interface": "pod16477688c0e"');
    expect(await at(server, 'runStrategy', 'Always')).toBe('');
  });
});

describe('code lens and virtual document', () => {
  it('tell what the launcher Pod carries, and follow the edit', async () => {
    const server = await started();
    await server.open(uri, twoNetworks);
    const lenses = await server.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    expect(lenses.map((lens) => lens.command?.title)).toEqual([
      'launcher Pod: 2 networks',
      'show',
      'copy',
      'explain',
      'picture',
    ]);
    const [vm] = await server.request<VmChoice[]>('virtlens/vms', lenses[0]?.command?.arguments?.[0]);
    expect(vm).toMatchObject({ kind: 'VirtualMachine', namespace: 'tenant-a', name: 'router' });
    const text = async (): Promise<string> =>
      (await server.request<{ text: string }>('workspace/textDocumentContent', { uri: vm?.document })).text;
    expect(await text()).toContain(`k8s.v1.cni.cncf.io/networks: '[{"name":"vlan100"`);
    const line = lineOf(twoNetworks, 'networkName');
    server.received.length = 0;
    await server.change(uri, { line, character: 25 }, { line, character: 32 }, 'other/vlan7');
    await server.settle();
    expect(server.received).toContain('workspace/textDocumentContent/refresh');
    expect(await text()).toContain('"namespace":"other"');
  });

  it('can be switched off', async () => {
    const server = await started();
    server.settings = { codeLens: { enabled: false } };
    await server.open(uri, twoNetworks);
    expect(await server.request('textDocument/codeLens', { textDocument: { uri } })).toEqual([]);
  });
});

describe('diagnostics', () => {
  it('warn of a plugin that the KubeVirt resource does not register', async () => {
    const server = await started({ files: { 'file:///repo/kubevirt.yaml': kubevirtWith('passt') } });
    const text = pluginVm('pastt');
    await server.open(uri, text);
    const [found, ...rest] = await server.diagnostics(uri);
    expect(rest).toEqual([]);
    expect(found).toMatchObject({ code: 'unregistered-binding-plugin', severity: 2, source: 'virtlens' });
    const { start, end } = found?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    expect(text.split('\n')[start.line]?.slice(start.character, end.character)).toBe('pastt');
    const fix = (await server.actions(uri, { start, end })).find((action) => action.title.includes('passt'));
    expect(applyWorkspaceEdit(uri, text, fix?.edit)).toBe(pluginVm('passt'));
  });

  it('only inform where the bindings are not known', async () => {
    const server = await started();
    await server.open(uri, pluginVm('passt'));
    expect((await server.diagnostics(uri)).map(({ code, severity }) => [code, severity])).toEqual([
      ['unregistered-binding-plugin', 3],
    ]);
  });

  it('name the first of equal KubeVirt resources, whichever was edited last', async () => {
    const server = await started();
    const first = kubevirtWith('passt').replace('name: kubevirt', 'name: first');
    await server.open(uri, `${first}---\n${kubevirtWith('passt')}`);
    const sources = async (): Promise<readonly string[]> =>
      (await server.request<StatusReport>('virtlens/status', { uri })).facts.map(({ source }) => source);
    expect(await sources()).toContain('KubeVirt resource first');
    await server.change(uri, { line: 3, character: 13 }, { line: 3, character: 13 }, '-one');
    expect(await sources()).toContain('KubeVirt resource first-one');
    expect(await sources()).not.toContain('KubeVirt resource kubevirt');
  });

  it('follow the KubeVirt resource while it is edited', async () => {
    const server = await started();
    const cluster = 'file:///repo/kubevirt.yaml';
    await server.open(uri, pluginVm('passt'));
    await server.open(cluster, kubevirtWith('other'));
    expect((await server.diagnostics(uri)).map(({ severity }) => severity)).toEqual([2]);
    const line = lineOf(kubevirtWith('other'), '        other:');
    server.received.length = 0;
    await server.change(cluster, { line, character: 8 }, { line, character: 13 }, 'passt');
    expect(server.received).toContain('workspace/diagnostic/refresh');
    expect(await server.diagnostics(uri)).toEqual([]);
  });

  it('are published to clients that do not pull', async () => {
    const server = await started({
      capabilities: { ...fullCapabilities, textDocument: {} },
      files: { 'file:///repo/kubevirt.yaml': kubevirtWith('passt') },
    });
    expect(server.initialized.capabilities.diagnosticProvider).toBeUndefined();
    await server.open(uri, pluginVm('pastt'));
    await server.settle();
    expect(server.published.get(uri)?.map(({ severity }) => severity)).toEqual([2]);
    await server.close(uri);
    await server.settle();
    expect(server.published.get(uri)).toEqual([]);
  });

  it('obey severities and comments', async () => {
    const server = await started({ files: { 'file:///repo/kubevirt.yaml': kubevirtWith('passt') } });
    server.settings = { rules: { 'unregistered-binding-plugin': 'hint' } };
    const text = pluginVm('pastt');
    await server.open(uri, text);
    expect((await server.diagnostics(uri)).map(({ severity }) => severity)).toEqual([4]);
    const [finding] = await server.diagnostics(uri);
    const silence = (
      await server.actions(uri, finding?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } })
    ).find((action) => action.title.startsWith('Silence'));
    const silenced = applyWorkspaceEdit(uri, text, silence?.edit);
    expect(silenced).toContain(
      '                # virtlens-disable-next-line unregistered-binding-plugin -- say why\n                name: pastt',
    );
    await server.close(uri);
    await server.open(uri, silenced);
    expect(await server.diagnostics(uri)).toEqual([]);
  });

  it.each([
    ['literal', "config: |\n    {'type':\n    'bridge'}"],
    ['folded', "config: >-\n    {\n    'type':\n    'bridge'}"],
    ['quoted', "config: \"{\n    'type':\n    'bridge'}\""],
  ])('are silenced above a text over several lines, never inside it: %s', async (_, config) => {
    const server = await started();
    const text = `apiVersion: k8s.cni.cncf.io/v1\nkind: NetworkAttachmentDefinition\nmetadata: {name: a}\nspec:\n  ${config}\n`;
    await server.open(uri, text);
    const [finding] = await server.diagnostics(uri);
    expect(finding?.code).toBe('unreadable-cni-config');
    const whole = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
    const silence = (await server.actions(uri, whole)).find(({ title }) => title.startsWith('Silence'));
    const silenced = applyWorkspaceEdit(uri, text, silence?.edit);
    const comment = '  # virtlens-disable-next-line unreadable-cni-config -- say why\n';
    expect(silenced).toBe(text.replace('  config:', `${comment}  config:`));
    await server.close(uri);
    await server.open(uri, silenced);
    expect(await server.diagnostics(uri)).toEqual([]);
  });

  it('are silenced in a text that cannot be read only where a comment is one', async () => {
    const server = await started();
    const whole = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
    const isOffered = async (text: string): Promise<boolean> => {
      await server.open(uri, text);
      expect((await server.diagnostics(uri)).map(({ code }) => code)).toEqual(['unreadable-yaml']);
      const offered = (await server.actions(uri, whole)).some(({ title }) => title.startsWith('Silence'));
      await server.close(uri);
      return offered;
    };
    const head = 'apiVersion: kubevirt.io/v1\nkind: VirtualMachine\n';
    expect(await isOffered(`${head}metadata: {name: a\n`)).toBe(true);
    expect(await isOffered(`'${head.replace('Virt', "'Virt")}\u0000\n`)).toBe(false);
    // Below the `>-` the comment is a part of the text.
    expect(await isOffered('apiVersion: k8s.cni.cncf.io/v1\n>-\nkind: NetworkAttachmentDefinition\n')).toBe(false);
  });

  it('report a suppression that silences nothing', async () => {
    const server = await started();
    const text = twoNetworks.replace(
      '      networks:',
      '      # virtlens-disable-next-line unregistered-binding-plugin -- old\n      networks:',
    );
    await server.open(uri, text);
    const [finding] = await server.diagnostics(uri);
    expect(finding).toMatchObject({ code: 'unused-suppression', severity: 4 });
    const [fix] = await server.actions(
      uri,
      finding?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    );
    expect(applyWorkspaceEdit(uri, text, fix?.edit)).toBe(twoNetworks);
  });

  it('say how a hand-written annotation differs, and mend it', async () => {
    const server = await started();
    await server.open(uri, handWritten);
    const [finding] = await server.diagnostics(uri);
    expect(finding).toMatchObject({ code: 'networks-annotation-mismatch', severity: 2 });
    expect(finding?.message).toContain('name other instead of vlan100');
    const fixAll = await server.actions(uri, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, [
      'source.fixAll.virtlens',
    ]);
    const fixed = applyWorkspaceEdit(uri, handWritten, fixAll[0]?.edit);
    expect(fixed).toBe(
      handWritten.replace(
        `'[{"name":"other","namespace":"tenant-a"}]'`,
        `'[{"name":"vlan100","namespace":"tenant-a","interface":"pod16477688c0e"}]'`,
      ),
    );
    await server.close(uri);
    await server.open(uri, fixed);
    expect(await server.diagnostics(uri)).toEqual([]);
  });
});

describe('commands', () => {
  it('find a network by any derived name', async () => {
    const server = await started();
    await server.open(uri, twoNetworks);
    for (const name of ['pod16477688c0e', 'tap16477688c0e', 'k6t-16477688c0e', '16477688c0e-nic', 'blue']) {
      const found = await server.request<FoundNetwork[]>('virtlens/findNetwork', { name });
      expect(found.map(({ network }) => network)).toEqual(['blue']);
    }
    expect(await server.request('virtlens/findNetwork', { name: 'pod00000000000' })).toEqual([]);
  });

  it('write the annotation into a Pod', async () => {
    const server = await started();
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: probe\nspec: {}\n';
    await server.open('file:///repo/pod.yaml', pod);
    await server.open(uri, twoNetworks);
    const [vm] = await server.request<VmChoice[]>('virtlens/vms', { uri });
    const target = { uri: 'file:///repo/pod.yaml', position: { line: 4, character: 0 } };
    const edit = await server.request<WorkspaceEdit>('virtlens/annotationEdit', { target, vm });
    expect(applyWorkspaceEdit('file:///repo/pod.yaml', pod, edit)).toBe(
      `apiVersion: v1
kind: Pod
metadata:
  name: probe
  annotations:
    k8s.v1.cni.cncf.io/networks: '[{"name":"vlan100","namespace":"tenant-a","interface":"pod16477688c0e"}]'
spec: {}
`,
    );
  });

  it('are executed by the server for clients without their own', async () => {
    const server = await started();
    await server.open(uri, twoNetworks);
    const value = await server.request('workspace/executeCommand', {
      command: 'virtlens.copyAnnotation',
      arguments: [{ uri }],
    });
    expect(value).toBe('[{"name":"vlan100","namespace":"tenant-a","interface":"pod16477688c0e"}]');
  });
});

describe('files beside an open one', () => {
  it('stay known when their editors close, and go with the last one', async () => {
    const nad = 'file:///repo/nad.yaml';
    const server = await started({ files: { [nad]: blueNad, [uri]: twoNetworks } });
    await server.open(uri, twoNetworks);
    await server.open(nad, blueNad.replace('bridge', 'macvlan'));
    expect((await server.hints(uri)).map(labelOf)).toContain('tenant-a/vlan100 (macvlan)');
    await server.close(nad);
    expect((await server.hints(uri)).map(labelOf)).toContain('tenant-a/vlan100 (bridge)');
    await server.close(uri);
    expect(await server.request<FoundNetwork[]>('virtlens/findNetwork', { name: 'blue' })).toEqual([]);
    await server.open(uri, twoNetworks);
    expect((await server.hints(uri)).map(labelOf)).toContain('tenant-a/vlan100 (bridge)');
  });

  it('are read again when they change on disk', async () => {
    const nad = 'file:///repo/nad.yaml';
    const server = await started({ files: { [nad]: blueNad } });
    await server.open(uri, twoNetworks);
    server.files.set(nad, blueNad.replace('bridge', 'ovs'));
    await server.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: nad, type: 2 }] });
    await server.settle();
    expect((await server.hints(uri)).map(labelOf)).toContain('tenant-a/vlan100 (ovs)');
    server.files.delete(nad);
    await server.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: nad, type: 3 }] });
    await server.settle();
    expect((await server.hints(uri)).map(labelOf)).toContain('tenant-a/vlan100');
  });
});

describe('a project file', () => {
  const project = 'file:///repo/.virtlens.yaml';

  it('tells release, namespace, NADs, configuration and severities', async () => {
    const server = await started({
      folders: ['file:///repo'],
      files: {
        [project]: `release: v1.7
namespace: team
nads:
  - name: vlan100
    type: macvlan
configuration:
  network:
    defaultNetworkInterface: masquerade
rules:
  networks-annotation-mismatch: error
`,
      },
    });
    await server.open(uri, twoNetworks.replace('  namespace: tenant-a\n', ''));
    const labels = (await server.hints(uri)).map(labelOf);
    expect(labels).toContain('team/vlan100 (macvlan)');
    expect((await server.request<{ release: string }>('virtlens/status', { uri })).release).toBe('v1.7');
    const other = 'file:///repo/plain.yaml';
    await server.open(other, implicitNic);
    expect((await server.hints(other)).map(labelOf)).toEqual(['implicit NIC default: masquerade on the Pod network']);
  });

  it('is checked itself', async () => {
    const server = await started();
    await server.open(project, 'releas: v1.9\nnamespace: 3\n');
    expect((await server.diagnostics(project)).map(({ code, message }) => [code, message])).toEqual([
      ['invalid-project-file', 'Unknown key releas; it is ignored.'],
      ['invalid-project-file', 'A value of type string is expected; it is ignored.'],
    ]);
  });

  it('can be made by a quick fix', async () => {
    const server = await started();
    await server.open(uri, pluginVm('passt'));
    const [finding] = await server.diagnostics(uri);
    const action = (
      await server.actions(uri, finding?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } })
    ).find((one) => one.title.includes('.virtlens.yaml'));
    expect(action?.edit?.documentChanges?.[0]).toMatchObject({ kind: 'create', uri: project });
    expect(applyWorkspaceEdit(project, '', action?.edit)).toMatch(
      /^configuration:\n {2}network:\n {4}binding:\n {6}passt:\n {8}networkAttachmentDefinition: default\/netbindingpasst\n/,
    );
  });
});
