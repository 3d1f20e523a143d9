import { afterEach, describe, expect, it } from 'vitest';
import type { CodeLens, DocumentSymbol, SymbolInformation } from 'vscode-languageserver';
import { fullCapabilities, TestClient } from '../support/client.ts';
import { blueNad, kubevirtWith, pluginVm, twoNetworks } from '../support/manifests.ts';
import { drawRange, placeOf } from '../support/places.ts';

const vm = 'file:///repo/vm.yaml';
const nad = 'file:///repo/nad.yaml';
const cr = 'file:///repo/kubevirt.yaml';
let client: TestClient | undefined;

afterEach(async () => {
  await client?.stop();
  client = undefined;
});

type Files = Readonly<Record<string, string>>;

async function knowing(files: Files, open: string, forClient: 'client' | 'server' = 'client'): Promise<TestClient> {
  client = await TestClient.start({ files, initializationOptions: { commands: forClient } });
  await client.open(open, files[open] ?? '');
  return client;
}

describe('the outline of a document', () => {
  const draw = (text: string, symbols: readonly DocumentSymbol[], indent = ''): string[] =>
    symbols.flatMap((symbol) => [
      `${indent}${symbol.name} (${symbol.detail}) ${drawRange(text, symbol.selectionRange)}`,
      ...draw(text, symbol.children ?? [], `${indent}  `),
    ]);
  const outline = async (text: string): Promise<string[]> => {
    const server = await knowing({ [vm]: text }, vm);
    const symbols = await server.request<DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument: { uri: vm },
    });
    return draw(text, symbols);
  };

  it('has the networks of a VM with binding and source', async () => {
    expect(await outline(twoNetworks)).toEqual([
      'router (VirtualMachine) 4: name: «router»',
      '  default (masquerade · pod) 19: - name: «default»',
      '  blue (bridge · vlan100) 21: - name: «blue»',
    ]);
  });

  it('has the type of a NAD, and every object of a stream', async () => {
    expect(
      await outline(`${blueNad}---\n${pluginVm('passt')}---\n${kubevirtWith('passt')}`.replaceAll('\n', '\r\n')),
    ).toEqual([
      'vlan100 (NetworkAttachmentDefinition, bridge) 4: name: «vlan100»',
      'web (VirtualMachine) 12: name: «web»',
      '  default (passt · pod) 26: - name: «default»',
      'kubevirt (KubeVirt) 32: name: «kubevirt»',
      '  passt (default/passt-net) 38: «passt»:',
    ]);
  });

  it('shows what a template writes as it is written', async () => {
    expect((await outline(twoNetworks.replace('name: router', 'name: {{ .Release.Name }}-vm')))[0]).toBe(
      '{{ .Release.Name }}-vm (VirtualMachine) 4: name: «{{ .Release.Name }}-vm»',
    );
  });

  it('goes on where there is no name, and lists an interface without network', async () => {
    const text = twoNetworks.replace('  name: router\n', '').replace(/ {8}- name: blue\n {10}multus[^]*$/, '');
    expect(await outline(text)).toEqual([
      'VirtualMachine (VirtualMachine) 1: «apiVersion»: kubevirt.io/v1',
      '  default (masquerade · pod) 18: - name: «default»',
      '  blue (bridge) 14: - name: «blue»',
    ]);
  });
});

describe('symbols of the workspace', () => {
  const files = { [vm]: `# first\n---\n${twoNetworks}`, [nad]: blueNad, [cr]: kubevirtWith('passt') };
  const find = async (query: string): Promise<string[]> => {
    const server = await knowing(files, nad);
    const found = await server.request<SymbolInformation[]>('workspace/symbol', { query });
    return found.map(
      ({ name, containerName, location }) =>
        `${name} (${containerName}) ${location.uri.slice('file:///repo/'.length)}:${drawRange(files[location.uri as keyof typeof files] ?? '', location.range)}`,
    );
  };

  it('are found in files that nobody opened', async () => {
    expect(await find('router')).toEqual(['router (VirtualMachine tenant-a) vm.yaml:6: name: «router»']);
    await client?.stop();
    expect(await find('blue')).toEqual(['blue (VirtualMachine tenant-a/router) vm.yaml:23: - name: «blue»']);
    await client?.stop();
    expect(await find('passt')).toEqual(['passt (KubeVirt kubevirt) kubevirt.yaml:10: «passt»:']);
  });

  it('are found by letters in order, best first', async () => {
    expect(await find('VL1')).toEqual(['vlan100 (NetworkAttachmentDefinition tenant-a) nad.yaml:4: name: «vlan100»']);
    await client?.stop();
    expect((await find('e')).map((line) => line.split(' ')[0])).toEqual(['blue', 'default', 'kubevirt', 'router']);
    await client?.stop();
    expect(await find('nowhere')).toEqual([]);
  });
});

describe('lenses on what VMs use', () => {
  const second = twoNetworks.replace('name: router', 'name: second').replace('vlan100', 'tenant-a/vlan100');
  const foreign = twoNetworks.replace('namespace: tenant-a', 'namespace: tenant-b');
  const files = {
    [nad]: blueNad,
    [vm]: twoNetworks,
    'file:///repo/second.yaml': second,
    'file:///repo/foreign.yaml': foreign,
  };
  const lenses = async (server: TestClient, uri: string): Promise<CodeLens[]> =>
    server.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
  const titles = async (server: TestClient, uri: string): Promise<(string | undefined)[]> =>
    (await lenses(server, uri)).map(({ command }) => command?.title);

  it('count the VMs that mean the NAD', async () => {
    const server = await knowing(files, nad);
    expect(await titles(server, nad)).toEqual(['used by 2 VMs']);
    const [lens] = await lenses(server, nad);
    expect(lens?.command).toMatchObject({
      command: 'virtlens.showReferences',
      arguments: [{ uri: nad, position: placeOf(blueNad, 'name: |vlan100') }],
    });
  });

  it('count a VM once, however many of its networks use the NAD', async () => {
    const twice = twoNetworks.concat('        - name: red\n          multus: { networkName: vlan100 }\n');
    const server = await knowing({ [nad]: blueNad, [vm]: twice }, nad);
    expect(await titles(server, nad)).toEqual(['used by 1 VM']);
  });

  it('follow edits of other files', async () => {
    const server = await knowing(files, nad);
    await server.open(vm, twoNetworks);
    const at = placeOf(twoNetworks, 'networkName: |vlan100');
    await server.change(vm, at, { ...at, character: at.character + 7 }, 'other');
    expect(await titles(server, nad)).toEqual(['used by 1 VM']);
  });

  it('say that nobody is known to use it', async () => {
    const server = await knowing({ [nad]: blueNad, 'file:///repo/foreign.yaml': foreign }, nad);
    expect(await lenses(server, nad)).toMatchObject([{ command: { title: 'used by no known VM', command: '' } }]);
  });

  it('count Pods and binding plugins apart', async () => {
    const pod = `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n  annotations:\n    k8s.v1.cni.cncf.io/networks: default/passt-net\n`;
    const known = {
      [nad]: blueNad.replace('vlan100', 'passt-net').replace('tenant-a', 'default'),
      [cr]: kubevirtWith('passt'),
      'file:///repo/pod.yaml': pod,
    };
    const server = await knowing(known, nad);
    expect(await titles(server, nad)).toEqual(['used by 1 Pod or workload, 1 binding plugin']);
  });

  it('count the NICs of a registered binding', async () => {
    const server = await knowing({ [cr]: kubevirtWith('passt'), [vm]: pluginVm('passt') }, cr);
    expect(await titles(server, cr)).toEqual(['used by 1 NIC']);
  });

  it('are plain texts for a client without the command', async () => {
    const server = await knowing(files, nad, 'server');
    expect(await lenses(server, nad)).toMatchObject([{ command: { title: 'used by 2 VMs', command: '' } }]);
  });

  it('can be turned off', async () => {
    client = await TestClient.start({ files, capabilities: fullCapabilities });
    client.settings = { codeLens: { enabled: false } };
    await client.open(nad, blueNad);
    expect(await lenses(client, nad)).toEqual([]);
  });
});
