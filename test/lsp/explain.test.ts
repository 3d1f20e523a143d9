/** The document that explains a VM, as clients ask for it. */
import { afterEach, describe, expect, it } from 'vitest';
import type { CodeLens } from 'vscode-languageserver';
import type { VmChoice } from '../../server/src/lsp/protocol.ts';
import { TestClient } from '../support/client.ts';
import { blueNad, twoNetworks } from '../support/manifests.ts';

const uri = 'file:///repo/vm.yaml';
const nadUri = 'file:///repo/nad.yaml';
let client: TestClient | undefined;

async function started(): Promise<TestClient> {
  client = await TestClient.start({ files: { [uri]: twoNetworks, [nadUri]: blueNad }, folders: ['file:///repo'] });
  await client.open(uri, twoNetworks);
  await client.settle();
  return client;
}

afterEach(async () => {
  await client?.stop();
  client = undefined;
});

/** The VMI of the VM, with the sources of what is known of its second NIC. */
const runningVmi = (sources: string): string => `apiVersion: kubevirt.io/v1
kind: VirtualMachineInstance
metadata: { name: router, namespace: tenant-a, uid: 1-2-3 }
spec:
  domain: { devices: { interfaces: [{ name: default, masquerade: {} }, { name: blue, bridge: {} }] } }
  networks: [{ name: default, pod: {} }, { name: blue, multus: { networkName: vlan100 } }]
status:
  phase: Running
  interfaces:
    - { name: default, podInterfaceName: eth0, infoSource: domain, mac: "02:00:00:00:00:01" }
    - { name: blue, podInterfaceName: pod16477688c0e, infoSource: "${sources}", mac: "02:00:00:00:00:02" }
`;

const textOf = async (server: TestClient, document: string): Promise<string> =>
  (await server.request<{ text: string }>('workspace/textDocumentContent', { uri: document })).text;

describe('the explanation of a VM', () => {
  it('is opened by a lens above it, with links to what it tells of', async () => {
    const server = await started();
    const lenses = await server.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    const { command = '', arguments: args } = lenses.find((lens) => lens.command?.title === 'explain')?.command ?? {};
    expect(command).toBe('virtlens.explainVm');
    const vm = await server.request<VmChoice>('workspace/executeCommand', { command, arguments: args });
    expect(server.received).toContain('window/showDocument');
    expect(vm.story).toMatch(/^virtlens:\/router\.explain\.md\?/);
    const text = await textOf(server, vm.story);
    expect(text).toContain('# The networks of VirtualMachine tenant-a/router');
    expect(text).toContain('(nad.yaml:4)');
  });

  it('follows edits of the VM and of what it uses', async () => {
    const server = await started();
    const [vm] = await server.request<VmChoice[]>('virtlens/vms', { uri });
    const story = vm?.story ?? '';
    expect(await textOf(server, story)).toContain('| device of the node | `br1` |');
    server.received.length = 0;
    await server.open(nadUri, blueNad.replace('br1', 'br7'));
    await server.settle();
    expect(server.received).toContain('workspace/textDocumentContent/refresh');
    expect(await textOf(server, story)).toContain('| device of the node | `br7` |');
    const whole = { line: twoNetworks.split('\n').length, character: 0 };
    await server.change(uri, { line: 0, character: 0 }, whole, twoNetworks.replaceAll('blue', 'green'));
    expect(await textOf(server, story)).toContain('NIC green, binding bridge');
  });

  it('tells what dumps of the running VM say, and follows them', async () => {
    const dumpUri = 'file:///repo/dump.yaml';
    const server = await started();
    const [vm] = await server.request<VmChoice[]>('virtlens/vms', { uri });
    const story = vm?.story ?? '';
    expect(await textOf(server, story)).not.toContain('What the dumps say');
    server.received.length = 0;
    await server.open(dumpUri, runningVmi('domain, multus-status'));
    await server.settle();
    expect(server.received).toContain('workspace/textDocumentContent/refresh');
    const told = await textOf(server, story);
    expect(told).toContain('VirtualMachineInstance tenant-a/router (dump.yaml:3)');
    expect(told).toContain('(Pod ✔ · domain ✔');
    const lines = runningVmi('').split('\n').length;
    await server.change(dumpUri, { line: 0, character: 0 }, { line: lines, character: 0 }, runningVmi('multus-status'));
    expect(await textOf(server, story)).toContain('(Pod ✔ · domain ✘');
  });

  it('is of a launcher Pod too, where nothing else is known of its VM', async () => {
    const podUri = 'file:///repo/pod.yaml';
    const pod = (vm: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: virt-launcher-${vm}-x2x2x
  namespace: tenant-a
  labels: { kubevirt.io: virt-launcher, vm.kubevirt.io/name: ${vm} }
  annotations:
    k8s.v1.cni.cncf.io/networks: '[{"name":"vlan100","namespace":"tenant-a","interface":"pod16477688c0e"}]'
    k8s.v1.cni.cncf.io/network-status: '[{"name":"cluster","interface":"eth0","default":true}]'
status: { phase: Running }
`;
    const server = await started();
    const position = { line: 5, character: 4 };
    const explain = (): Promise<VmChoice> =>
      server.request<VmChoice>('workspace/executeCommand', {
        command: 'virtlens.explainVm',
        arguments: [{ uri: podUri, position }],
      });
    await server.open(podUri, pod('till'));
    await server.settle();
    const own = await explain();
    expect([own.uri, own.kind, own.namespace, own.near]).toEqual([podUri, 'Pod', 'tenant-a', 'here']);
    const text = await textOf(server, own.story);
    expect(text).toContain('This is a launcher Pod, and neither its VM nor its VMI is among the known files');
    expect(text).toContain('pod16477688c0e');
    // Other commands need the VM.
    expect(await server.request<VmChoice[]>('virtlens/vms', { uri: podUri, position })).toMatchObject([{ uri }]);

    const lines = pod('').split('\n').length;
    await server.change(podUri, { line: 0, character: 0 }, { line: lines, character: 0 }, pod('router'));
    await server.settle();
    expect(await explain()).toMatchObject({ uri, kind: 'VirtualMachine', name: 'router', near: 'here' });
  });

  it('says so where the VM is gone, and where there is none', async () => {
    const server = await started();
    const [vm] = await server.request<VmChoice[]>('virtlens/vms', { uri });
    const whole = { line: twoNetworks.split('\n').length, character: 0 };
    await server.change(uri, { line: 0, character: 0 }, whole, '');
    expect(await textOf(server, vm?.story ?? '')).toBe('The VM is not there any more.\n');
    const command = { command: 'virtlens.explainVm', arguments: [{ uri }] };
    expect(await server.request('workspace/executeCommand', command)).toBeNull();
    expect(server.received).toContain('window/showMessageRequest');
  });
});
