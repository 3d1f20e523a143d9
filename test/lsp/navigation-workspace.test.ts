import { afterEach, describe, expect, it } from 'vitest';
import type { CodeLens, DocumentLink, Location, WorkspaceEdit } from 'vscode-languageserver';
import { applyWorkspaceEdit, fullCapabilities, TestClient } from '../support/client.ts';
import { blueNad, pluginVm, kubevirtWith, twoNetworks } from '../support/manifests.ts';
import { drawLocations, drawRange, placeOf } from '../support/places.ts';

const apps = 'file:///apps/';
const infra = 'file:///infra/';
let client: TestClient | undefined;

afterEach(async () => {
  await client?.stop();
  client = undefined;
});

type Files = Readonly<Record<string, string>>;

/** A server of two workspace folders, all of whose files it has gone through. */
async function started(files: Files, open: string): Promise<TestClient> {
  const capabilities = {
    ...fullCapabilities,
    workspace: { ...fullCapabilities.workspace, workspaceEdit: { documentChanges: true } },
  };
  client = await TestClient.start({ files, folders: [apps, infra], capabilities });
  await client.open(open, files[open] ?? '');
  await client.settle();
  return client;
}

async function ask(server: TestClient, files: Files, method: string, uri: string, piece: string): Promise<string[]> {
  const found = await server.request<Location[] | null>(`textDocument/${method}`, {
    textDocument: { uri },
    position: placeOf(files[uri] ?? '', piece),
    context: { includeDeclaration: true },
  });
  return drawLocations(files, found);
}

describe('files in other workspace folders that nobody opened', () => {
  const vm = `${apps}web/vm.yaml`;
  const nad = `${infra}networks/tenant-a/nads.yaml`;
  const nads = `${blueNad.replace('vlan100', 'other')}---\n${blueNad}`.replaceAll('\n', '\r\n');
  const second = `${infra}vms/second.json`;
  const files: Files = {
    [vm]: twoNetworks.replace('networkName: vlan100', 'networkName: "tenant-a/vlan100"'),
    [nad]: nads,
    [second]: JSON.stringify(
      {
        apiVersion: 'v1',
        kind: 'List',
        items: [
          {
            apiVersion: 'kubevirt.io/v1',
            kind: 'VirtualMachineInstance',
            metadata: { name: 'two', namespace: 'tenant-a' },
            spec: { networks: [{ name: 'lan', multus: { networkName: 'vlan100' } }] },
          },
        ],
      },
      null,
      2,
    ),
  };

  it('are gone to', async () => {
    const server = await started(files, vm);
    expect(await ask(server, files, 'definition', vm, 'tenant-a/vlan|100')).toEqual([
      'networks/tenant-a/nads.yaml:12: name: «vlan100»',
    ]);
  });

  it('are found to name a NAD', async () => {
    const server = await started(files, nad);
    expect(await ask(server, files, 'references', nad, 'name: vlan|100')).toEqual([
      'networks/tenant-a/nads.yaml:12: name: «vlan100»',
      'vms/second.json:17: "networkName": "«vlan100»"',
      'web/vm.yaml:23: networkName: "tenant-a/«vlan100»"',
    ]);
  });

  it('are renamed in, and nothing else of them changes', async () => {
    const server = await started(files, vm);
    const edit = await server.request<WorkspaceEdit>('textDocument/rename', {
      textDocument: { uri: vm },
      position: placeOf(files[vm] ?? '', 'tenant-a/vlan|100'),
      newName: 'vlan200',
    });
    for (const [uri, text] of Object.entries(files))
      expect(applyWorkspaceEdit(uri, text, edit)).toBe(text.replaceAll('vlan100', 'vlan200'));
  });

  it('are not read where facts are enough', async () => {
    const server = await started(files, nad);
    const before = await server.request<{ filesRead: number }>('virtlens/counters', {});
    const lenses = await server.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: nad } });
    expect(lenses.map(({ command }) => command?.title)).toEqual(['used by no known VM', 'used by 2 VMs']);
    await server.request('workspace/symbol', { query: 'router' });
    await server.request('virtlens/findNetwork', { name: 'pod16477688c0e' });
    expect(await server.request('virtlens/counters', {})).toMatchObject({ filesRead: before.filesRead });
  });

  it('are found by the hash of a network', async () => {
    const server = await started(files, nad);
    const found = await server.request<(Location & { network: string; vm: string })[]>('virtlens/findNetwork', {
      name: 'tap16477688c0e',
    });
    expect(found).toMatchObject([{ network: 'blue', vm: 'VirtualMachine tenant-a/router' }]);
    expect(drawLocations(files, found)).toEqual(['web/vm.yaml:21: - name: «blue»']);
  });

  it('register bindings', async () => {
    const cr = `${infra}kubevirt.yaml`;
    const known = { [vm]: pluginVm('passt'), [cr]: kubevirtWith('passt') };
    const server = await started(known, vm);
    expect(await ask(server, known, 'definition', vm, 'name: pas|st')).toEqual(['kubevirt.yaml:10: «passt»:']);
  });
});

describe('overlays with a NAD of the same name each', () => {
  const files: Files = {
    [`${apps}a/vm.yaml`]: twoNetworks,
    [`${apps}a/nad.yaml`]: blueNad,
    [`${apps}b/vm.yaml`]: twoNetworks,
    [`${apps}b/nad.yaml`]: blueNad,
  };

  it('keep to their own', async () => {
    const server = await started(files, `${apps}a/nad.yaml`);
    expect(await ask(server, files, 'references', `${apps}a/nad.yaml`, 'name: vlan|100')).toEqual([
      'a/nad.yaml:4: name: «vlan100»',
      'a/vm.yaml:23: networkName: «vlan100»',
    ]);
    expect(await ask(server, files, 'definition', `${apps}a/nad.yaml`, 'name: vlan|100')).toHaveLength(1);
    const lenses = await server.request<CodeLens[]>('textDocument/codeLens', {
      textDocument: { uri: `${apps}a/nad.yaml` },
    });
    expect(lenses.map(({ command }) => command?.title)).toEqual(['used by 1 VM']);
  });
});

describe('a chart that states no namespace', () => {
  const vm = `${apps}chart/templates/vm.yaml`;
  const nad = `${apps}chart/templates/nad.yaml`;
  const files: Files = {
    [`${apps}chart/Chart.yaml`]: 'apiVersion: v2\nname: chart\nversion: 1.0.0\n',
    [vm]: twoNetworks.replace('  namespace: tenant-a\n', ''),
    [nad]: blueNad.replace('  namespace: tenant-a\n', ''),
    [`${infra}nad.yaml`]: blueNad,
  };

  it('means its own NADs, and they can be renamed', async () => {
    const server = await started(files, vm);
    expect(await ask(server, files, 'definition', vm, 'networkName: vlan|100')).toEqual([
      'chart/templates/nad.yaml:4: name: «vlan100»',
    ]);
    const edit = await server.request<WorkspaceEdit>('textDocument/rename', {
      textDocument: { uri: vm },
      position: placeOf(files[vm] ?? '', 'networkName: vlan|100'),
      newName: 'vlan200',
    });
    for (const [uri, text] of Object.entries(files))
      expect(applyWorkspaceEdit(uri, text, edit)).toBe(
        uri.startsWith(apps) ? text.replaceAll('vlan100', 'vlan200') : text,
      );
    await server.open(nad, files[nad] ?? '');
    const lenses = await server.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: nad } });
    expect(lenses.map(({ command }) => command?.title)).toEqual(['used by 1 VM']);
  });
});

describe('NADs that operators make', () => {
  const vm = `${apps}vm.yaml`;
  const udn = `${infra}udn.yaml`;
  const files: Files = {
    [vm]: twoNetworks,
    [udn]:
      'apiVersion: k8s.ovn.org/v1\nkind: UserDefinedNetwork\nmetadata:\n  name: vlan100\n  namespace: tenant-a\nspec:\n  topology: Layer2\n  layer2:\n    role: Secondary\n',
  };

  it('are gone to, and say who uses them', async () => {
    const server = await started(files, vm);
    expect(await ask(server, files, 'definition', vm, 'networkName: vlan|100')).toEqual([
      'udn.yaml:4: name: «vlan100»',
    ]);
    await server.open(udn, files[udn] ?? '');
    expect(await ask(server, files, 'references', udn, 'name: vlan|100')).toEqual([
      'udn.yaml:4: name: «vlan100»',
      'vm.yaml:23: networkName: «vlan100»',
    ]);
    const lenses = await server.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: udn } });
    expect(lenses.map(({ command }) => command?.title)).toEqual(['used by 1 VM']);
  });
});

describe('links of a kustomization', () => {
  it('lead to the files it names, and to the kustomization of a folder', async () => {
    const own = `${apps}overlay/kustomization.yaml`;
    const text = [
      'resources:',
      '  - ../base',
      '  - vm.yaml',
      '  - missing.yaml',
      '  - https://example.com/a.yaml',
      'patches:',
      '  - path: mac.yaml',
      '  - patch: |-',
      '      - op: remove',
      '        path: vm.yaml',
      '',
    ].join('\n');
    const files = {
      [own]: text,
      [`${apps}overlay/vm.yaml`]: twoNetworks,
      [`${apps}overlay/mac.yaml`]: 'a: 1\n',
      [`${apps}base/kustomization.yaml`]: 'resources: []\n',
    };
    const server = await started(files, own);
    const links = await server.request<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri: own } });
    expect(links.map(({ range, target }) => [drawRange(text, range), target])).toEqual([
      ['2: - «../base»', `${apps}base/kustomization.yaml`],
      ['3: - «vm.yaml»', `${apps}overlay/vm.yaml`],
      ['7: - path: «mac.yaml»', `${apps}overlay/mac.yaml`],
    ]);
  });

  it('are no business of other files', async () => {
    const own = `${apps}values.yaml`;
    const files = { [own]: 'resources:\n  - vm.yaml\n', [`${apps}vm.yaml`]: twoNetworks };
    const server = await started(files, own);
    expect(await server.request('textDocument/documentLink', { textDocument: { uri: own } })).toEqual([]);
  });
});
