/** The picture of a VM's NICs, as a client with a page asks for it and as a document. */
import { afterEach, describe, expect, it } from 'vitest';
import type { CodeLens } from 'vscode-languageserver';
import type { NicsPicture, VmChoice } from '../../server/src/lsp/protocol.ts';
import { elementsOf, readXml } from '../features/picture/well-formed.ts';
import { TestClient } from '../support/client.ts';
import { blueNad, twoNetworks } from '../support/manifests.ts';

const uri = 'file:///repo/vm.yaml';
const nadUri = 'file:///repo/nad.yaml';
let client: TestClient | undefined;

async function started(open = true): Promise<TestClient> {
  client = await TestClient.start({ files: { [uri]: twoNetworks, [nadUri]: blueNad }, folders: ['file:///repo'] });
  if (open) await client.open(uri, twoNetworks);
  await client.settle();
  return client;
}

afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const pictureOf = (server: TestClient, vm: VmChoice | undefined): Promise<NicsPicture | null> =>
  server.request<NicsPicture | null>('virtlens/nicsPicture', { vm: vm?.picture });

/** The text at a place of a file. */
const textAt = (text: string, { start, end }: NicsPicture['places'][string]['range']): string =>
  (text.split('\n')[start.line] ?? '').slice(start.character, end.character);

describe('the picture of NICs', () => {
  it('says for each card where it is written', async () => {
    const server = await started();
    const [vm] = await server.request<VmChoice[]>('virtlens/vms', { uri });
    const picture = await pictureOf(server, vm);
    expect(picture).toMatchObject({ name: 'router', title: 'NICs of VirtualMachine tenant-a/router' });
    const { svg = '', places = {}, rows = [], style = '' } = picture ?? {};
    const cards = [...elementsOf(readXml(svg))].flatMap(({ attributes }) =>
      attributes['class'] === 'card' ? [attributes['id'] ?? ''] : [],
    );
    expect(Object.keys(places).sort()).toEqual([...cards].sort());
    expect(style).toContain('--vscode-editor-background');
    expect(rows.map(({ node }) => node)).toEqual(['guest-nic-0', 'guest-nic-1']);
    const [guest, pod, nad] = ['guest-nic-1', 'pod-interface-1', 'nad-0'].map((id) => places[id]);
    expect([guest?.uri, pod?.uri, nad?.uri]).toEqual([uri, uri, nadUri]);
    expect(guest && textAt(twoNetworks, guest.range)).toBe('blue');
    expect(pod && textAt(twoNetworks, pod.range)).toBe('blue');
    expect((pod?.range.start.line ?? 0) > (guest?.range.start.line ?? 0)).toBe(true);
    expect(nad && textAt(blueNad, nad.range)).toBe('vlan100');
  });

  it('follows edits of the VM and of the NAD, and the VM where it is moved to', async () => {
    const server = await started();
    const [vm] = await server.request<VmChoice[]>('virtlens/vms', { uri });
    await server.open(nadUri, blueNad.replace('br1', 'br7'));
    expect((await pictureOf(server, vm))?.svg).toContain('br7');
    const start = { line: 0, character: 0 };
    await server.change(uri, start, start, 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n---\n');
    expect((await pictureOf(server, vm))?.places['guest-nic-0']?.range.start.line).toBe(
      twoNetworks.split('\n').findIndex((line) => line.includes('- name: default')) + 4,
    );
    const whole = { line: twoNetworks.split('\n').length + 4, character: 0 };
    await server.change(uri, start, whole, '');
    expect(await pictureOf(server, vm)).toBeNull();
    expect(await server.request('virtlens/nicsSvg', { vm: vm?.picture })).toBeNull();
    expect(await server.request('virtlens/nicsPicture', { vm: 'virtlens:/nonsense' })).toBeNull();
  });

  it('is there for a VM in a file that is not open, as after a restart', async () => {
    const server = await started(false);
    const [vm] = await server.request<VmChoice[]>('virtlens/vms', null);
    expect((await pictureOf(server, vm))?.rows).toHaveLength(2);
    const svg = await server.request<string | null>('virtlens/nicsSvg', { vm: vm?.picture });
    expect(svg).toContain('<style>');
    readXml(svg ?? '');
  });

  it('is opened by a lens above the VM, as a document that is an SVG', async () => {
    const server = await started();
    const lenses = await server.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    const { command = '', arguments: args } = lenses.find((lens) => lens.command?.title === 'picture')?.command ?? {};
    const vm = await server.request<VmChoice>('workspace/executeCommand', { command, arguments: args });
    expect(server.received).toContain('window/showDocument');
    expect(vm.picture).toMatch(/^virtlens:\/router\.nics\.svg\?/);
    const { text } = await server.request<{ text: string }>('workspace/textDocumentContent', { uri: vm.picture });
    readXml(text);
  });
});
