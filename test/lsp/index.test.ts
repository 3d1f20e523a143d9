/** The index in a server: folders, watching, reading on demand, and clients that offer little. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Counters } from '../../server/src/core/counters.ts';
import type { StatusReport, VmChoice } from '../../server/src/lsp/protocol.ts';
import { fullCapabilities, labelOf, TestClient, type TestClientOptions } from '../support/client.ts';
import { blueNad, handWritten, kubevirtWith, twoNetworks } from '../support/manifests.ts';

const vm = 'file:///repo/vms/vm.yaml';
const nad = 'file:///repo/networks/nad.yaml';
const folders = ['file:///repo'];
let client: TestClient | undefined;

afterEach(async () => {
  await client?.stop();
  client = undefined;
});

async function started(options: TestClientOptions): Promise<TestClient> {
  client = await TestClient.start({ folders, ...options });
  await client.settle();
  return client;
}

const changed = 2;
const deleted = 3;
async function tell(server: TestClient, uri: string, type: number): Promise<void> {
  await server.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
  await server.settle();
}

/** What is said of the NAD of the VM's second network. */
async function nadHint(server: TestClient, uri = vm): Promise<string | undefined> {
  return (await server.hints(uri)).map(labelOf).find((label) => label.includes('tenant-a/vlan100'));
}

describe('the workspace', () => {
  it('is known whole, without any of it being open', async () => {
    const server = await started({ files: { [vm]: twoNetworks, [nad]: blueNad } });
    await server.open(vm, twoNetworks);
    expect(await nadHint(server)).toContain('bridge');
    const counters = await server.request<Counters>('virtlens/counters', {});
    expect(counters).toMatchObject({ filesRead: 0 });
    expect(counters.filesScanned).toBeGreaterThanOrEqual(2);
  });

  it('has all of its folders, and follows them', async () => {
    const other = 'file:///other/nad.yaml';
    const server = await started({
      folders: ['file:///repo', 'file:///other'],
      files: { [vm]: twoNetworks, [other]: blueNad },
      capabilities: { ...fullCapabilities, workspace: { ...fullCapabilities.workspace, workspaceFolders: true } },
    });
    await server.open(vm, twoNetworks);
    expect(await nadHint(server)).toContain('bridge');
    server.folders = ['file:///repo'];
    await server.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: 'file:///other', name: 'other' }] },
    });
    await server.settle();
    expect(await nadHint(server)).not.toContain('bridge');
  });

  it('is watched, folders that go included', async () => {
    const server = await started({
      files: { [vm]: twoNetworks },
      capabilities: {
        ...fullCapabilities,
        workspace: { ...fullCapabilities.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
      },
    });
    expect(server.received).toContain('client/registerCapability');
    await server.open(vm, twoNetworks);
    expect(await nadHint(server)).not.toContain('bridge');
    server.files.set(nad, blueNad);
    await tell(server, nad, changed);
    expect(await nadHint(server)).toContain('bridge');
    expect(server.received).toContain('workspace/diagnostic/refresh');
    server.files.delete(nad);
    await tell(server, 'file:///repo/networks', deleted);
    expect(await nadHint(server)).not.toContain('bridge');
  });

  it('leaves out what the settings say', async () => {
    const server = await started({
      files: { [vm]: twoNetworks, [nad]: blueNad },
      settings: { exclude: { 'networks/**': true, 'vms/**': false } },
    });
    await server.open(vm, twoNetworks);
    expect(await nadHint(server)).not.toContain('bridge');
    server.settings = {};
    await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await server.settle();
    expect(await nadHint(server)).toContain('bridge');
  });

  it('of another scheme gives open documents what they have themselves', async () => {
    const uri = 'vscode-vfs://github/a/b/vm.yaml';
    const server = await started({ folders: ['vscode-vfs://github/a/b'] });
    await server.open(uri, `${twoNetworks}---\n${blueNad}`);
    expect(await nadHint(server, uri)).toContain('bridge');
  });

  it('without a folder is the folder of the open document, and nothing below it', async () => {
    const below = 'file:///x/below/nad.yaml';
    const beside = 'file:///x/nad.yaml';
    const uri = 'file:///x/vm.yaml';
    const server = await started({ folders: [], files: { [below]: blueNad } });
    await server.open(uri, twoNetworks);
    expect(await nadHint(server, uri)).not.toContain('bridge');
    server.files.set(beside, blueNad);
    await tell(server, beside, changed);
    expect(await nadHint(server, uri)).toContain('bridge');
  });
});

describe('an edit on disk', () => {
  it('analyses again exactly the open documents that asked for what has changed', async () => {
    const cluster = 'file:///repo/cluster/kv.yaml';
    const secret = 'file:///repo/secret.yaml';
    const server = await started({ files: { [nad]: blueNad, [cluster]: kubevirtWith('passt') } });
    await server.open(vm, `${handWritten}---\n${twoNetworks}---\n${handWritten}`);
    await server.open(secret, 'apiVersion: v1\nkind: Secret\n');
    const analysed = async (uri: string, text: string): Promise<number> => {
      const pull = async (): Promise<number> => {
        for (const one of [vm, secret]) await server.diagnostics(one);
        return (await server.request<Counters>('virtlens/counters', {})).documentsAnalysed;
      };
      const before = await pull();
      server.files.set(uri, text);
      await tell(server, uri, changed);
      return (await pull()) - before;
    };
    expect(await analysed(nad, `# moved\n${blueNad}`)).toBe(0);
    expect(await analysed(nad, blueNad.replace('br1', 'br2'))).toBe(await usersOf(server, 'vlan100'));
    expect(await analysed(cluster, kubevirtWith('other'))).toBe(3);
  });

  /** Documents of the VM's file that look the NAD up: those with an annotation, and with rules that ask, all. */
  async function usersOf(server: TestClient, name: string): Promise<number> {
    const before = (await server.request<Counters>('virtlens/counters', {})).documentsAnalysed;
    const other = 'file:///repo/zz.yaml';
    server.files.set(other, blueNad.replaceAll('vlan100', name));
    await tell(server, other, changed);
    await server.diagnostics(vm);
    return (await server.request<Counters>('virtlens/counters', {})).documentsAnalysed - before;
  }
});

describe('reading on demand', () => {
  it('gives the VMs of files that are not open', async () => {
    const server = await started({ files: { [vm]: twoNetworks } });
    const choices = await server.request<VmChoice[]>('virtlens/vms', null);
    expect(choices).toMatchObject([{ uri: vm, name: 'router', near: 'elsewhere' }]);
    expect(choices[0]?.annotation).toContain('vlan100');
    expect(await server.request<Counters>('virtlens/counters', {})).toMatchObject({ filesRead: 1 });
  });

  it('renames a NAD in files that are not open', async () => {
    const server = await started({ files: { [vm]: twoNetworks } });
    await server.open(nad, blueNad);
    const edit = await server.request<{ documentChanges: { textDocument: { uri: string } }[] }>('textDocument/rename', {
      textDocument: { uri: nad },
      position: { line: 3, character: 10 },
      newName: 'vlan200',
    });
    expect(edit.documentChanges.map(({ textDocument }) => textDocument.uri).sort()).toEqual([nad, vm]);
  });
});

describe('a long walk', () => {
  const many = Object.fromEntries(
    Array.from({ length: 6000 }, (_, at) => [
      `file:///repo/${at}.yaml`,
      `${twoNetworks.replaceAll('router', `vm${at}`)}---\n${blueNad.replaceAll('vlan100', `net${at}`)}`,
    ]),
  );

  it('lets requests in between', async () => {
    client = await TestClient.start({ folders, files: many });
    const server = client;
    const scanned = async (): Promise<number> => (await server.request<Counters>('virtlens/counters', {})).filesScanned;
    const seen = [await scanned()];
    while ((seen.at(-1) ?? 0) < 6000) seen.push(await scanned());
    await server.settle();
    // Answered in the middle, many times.
    expect(new Set(seen).size).toBeGreaterThan(5);
    const status = await server.request<StatusReport>('virtlens/status', { uri: vm });
    expect(status.limited).toBeUndefined();
  });
});
