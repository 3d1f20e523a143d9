/** Completions through the protocol: `|` is the cursor in the manifest. */
import { afterEach, describe, expect, it } from 'vitest';
import type { ClientCapabilities, TextEdit } from 'vscode-languageserver';
import { fullCapabilities } from '../support/client.ts';
import { CompletionTester, labels } from '../support/completions.ts';

const tester = new CompletionTester('file:///repo/vm.yaml');
const complete: CompletionTester['complete'] = (...setting) => tester.complete(...setting);

afterEach(() => tester.stop());

const vmi = (interfaces: string, networks: string, rest = ''): string => `apiVersion: kubevirt.io/v1
kind: VirtualMachineInstance
metadata:
  name: edge
  namespace: tenant-a
spec:
  domain:
    memory:
      guest: 1Gi
    devices:
      interfaces:
${interfaces}
  networks:
${networks}
${rest}`;

describe('keys', () => {
  it('are those of the schema that are not there yet', async () => {
    const { items } = await complete(vmi('        - name: a\n          |', '    - name: a\n      pod: {}'));
    expect(labels(items)).toEqual(expect.arrayContaining(['bridge', 'masquerade', 'macAddress', 'model', 'ports']));
    expect(labels(items)).not.toContain('name');
  });

  it('are those of the release', async () => {
    const text = vmi('        - name: a\n          |', '    - name: a\n      pod: {}');
    expect(labels((await complete(text, { project: 'release: v1.7\n' })).items)).not.toContain('passtBinding');
    await tester.stop();
    expect(labels((await complete(text, { project: 'release: v1.8\n' })).items)).toContain('passtBinding');
  });

  it('come with documentation, their type, and a mark when they are discontinued', async () => {
    const { items } = await complete(vmi('        - name: a\n          |', '    - name: a\n      pod: {}'));
    const mac = items.find(({ label }) => label === 'macAddress');
    expect(mac?.detail).toBe('text');
    expect(mac?.documentation).toMatchObject({ kind: 'markdown', value: expect.stringMatching(/MAC/) as string });
    expect(items.find(({ label }) => label === 'slirp')?.detail).toBeDefined();
    expect(labels(items).indexOf('slirp')).toBeGreaterThan(labels(items).indexOf('bridge'));
    expect(items.find(({ label }) => label === 'portRanges')?.detail).toContain('PortRangesSpec');
  });

  it('are written with what has to stand behind them', async () => {
    const { apply } = await complete(vmi('        - name: a\n          br|', '    - name: a\n      pod: {}'));
    expect(apply('bridge')).toContain('          bridge: {}\n');
  });

  it('are written where the first line of the file is empty', async () => {
    const { items } = await complete('|\napiVersion: kubevirt.io/v1\nkind: VirtualMachine\nmetadata: {name: a}\n');
    expect(labels(items)).toContain('spec');
    for (const { textEdit } of items) expect((textEdit as TextEdit).newText).not.toMatch(/\n(?! )/);
  });

  it('keep the colon that is there', async () => {
    const { apply } = await complete(vmi('        - name: a\n          mod|: virtio', '    - name: a\n      pod: {}'));
    expect(apply('model')).toContain('          model: virtio\n');
  });

  it('are found in flow style, and in text that is broken elsewhere', async () => {
    const flow = await complete('apiVersion: kubevirt.io/v1\nkind: VirtualMachineInstance\nspec: {domain: {|}}\n');
    expect(labels(flow.items)).toEqual(expect.arrayContaining(['devices', 'memory']));
    await tester.stop();
    const broken = await complete(vmi('        - name: a\n          |', '    - name: "a\n      pod: {'));
    expect(labels(broken.items)).toContain('bridge');
  });

  it('are found inside the objects of a list', async () => {
    const { items } = await complete(
      'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: kubevirt.io/v1\n    kind: VirtualMachine\n    spec:\n      |\n',
    );
    expect(labels(items)).toEqual(expect.arrayContaining(['runStrategy', 'template']));
  });
});

describe('values', () => {
  it('are the ones KubeVirt knows', async () => {
    const { items, apply } = await complete(
      vmi('        - name: a\n          bridge: {}\n          model: |', '    - name: a\n      pod: {}'),
    );
    expect(labels(items)).toEqual(expect.arrayContaining(['virtio', 'e1000', 'e1000e', 'igb', 'rtl8139']));
    expect(apply('virtio')).toContain('          model: virtio\n');
  });

  it('keep the quotes that are there', async () => {
    const { apply } = await complete(
      vmi('        - name: a\n          bridge: {}\n          state: "d|"', '    - name: a\n      pod: {}'),
    );
    expect(apply('down')).toContain('          state: "down"\n');
  });
});

describe('names', () => {
  it('of networks without an interface come first', async () => {
    const { items } = await complete(
      vmi(
        '        - name: a\n          masquerade: {}\n        - name: |',
        '    - name: a\n      pod: {}\n    - name: blue\n      multus:\n        networkName: lan',
      ),
    );
    expect(labels(items)).toEqual(['blue', 'a']);
  });

  it('of NADs are bare in the VM’s namespace and qualified elsewhere', async () => {
    const nad = (name: string, namespace: string): string =>
      `apiVersion: k8s.cni.cncf.io/v1\nkind: NetworkAttachmentDefinition\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\nspec:\n  config: '{"cniVersion":"0.3.1","type":"bridge","bridge":"br1"}'\n`;
    const { items } = await complete(
      vmi('        - name: a\n          bridge: {}', '    - name: a\n      multus:\n        networkName: |'),
      { files: { 'file:///repo/a.yaml': nad('lan', 'tenant-a'), 'file:///repo/b.yaml': nad('dmz', 'infra') } },
    );
    expect(labels(items)).toEqual(['lan', 'infra/dmz']);
    expect(items[0]?.detail).toBe('NAD, bridge');
  });

  it('of bindings are the registered ones', async () => {
    const { items } = await complete(
      vmi('        - name: a\n          binding:\n            name: |', '    - name: a\n      pod: {}'),
      {
        project:
          'configuration:\n  network:\n    binding:\n      l2bridge:\n        domainAttachmentType: managedTap\n',
      },
    );
    expect(labels(items)).toEqual(['l2bridge']);
  });

  it('of instancetypes are those of the known files', async () => {
    const { items } = await complete(
      'apiVersion: kubevirt.io/v1\nkind: VirtualMachine\nmetadata:\n  name: vm\nspec:\n  instancetype:\n    name: |\n',
      {
        files: {
          'file:///repo/it.yaml':
            'apiVersion: instancetype.kubevirt.io/v1beta1\nkind: VirtualMachineClusterInstancetype\nmetadata:\n  name: small\nspec:\n  cpu:\n    guest: 1\n  memory:\n    guest: 1Gi\n',
        },
      },
    );
    expect(labels(items)).toEqual(['small']);
  });
});

const adjusting: ClientCapabilities = {
  ...fullCapabilities,
  textDocument: {
    ...fullCapabilities.textDocument,
    completion: { completionItem: { insertTextModeSupport: { valueSet: [1, 2] } } },
  },
};

describe('a whole NIC', () => {
  const marked = vmi('        - name: a\n          masquerade: {}\n        - |', '    - name: a\n      pod: {}');

  it.each([
    ['adjusts indentation', adjusting],
    ['inserts text as it is', fullCapabilities],
  ])('brings interface and network to a client that %s', async (_, capabilities) => {
    const { apply } = await complete(marked, { capabilities });
    expect(apply('NIC: bridge on a Multus network')).toBe(
      vmi(
        '        - name: a\n          masquerade: {}\n        - name: net1\n          bridge: {}',
        '    - name: a\n      pod: {}\n    - name: net1\n      multus:\n        networkName: net1',
      ),
    );
  });

  it('leaves nothing to complain of', async () => {
    const { apply, items } = await complete(marked);
    const text = apply('NIC: SR-IOV on a Multus network');
    await tester.client?.open('file:///repo/after.yaml', text);
    const found = await tester.client?.diagnostics('file:///repo/after.yaml');
    const errors = found?.filter(({ severity }) => severity === 1);
    expect(errors).toEqual([]);
    // There is a Pod network already, and only one can be.
    expect(labels(items).filter((label) => label.includes('Pod network'))).toEqual([]);
  });

  it('starts on the Pod network', async () => {
    const { apply } = await complete(vmi('        - |', '    []').replace('  networks:\n    []', '  networks: []'));
    const text = apply('NIC: masquerade on the Pod network');
    expect(text).toContain('        - name: default\n          masquerade: {}');
    expect(text).toMatch(/networks:\s+- name: default\n\s+pod: \{\}/);
  });
});

describe('objects', () => {
  it('are offered where a document begins', async () => {
    const { items } = await complete('|');
    expect(labels(items)).toEqual(expect.arrayContaining(['VirtualMachine', 'NetworkAttachmentDefinition']));
  });

  it('tells kinds and versions that go together', async () => {
    const { items } = await complete('apiVersion: k8s.cni.cncf.io/v1\nkind: |\n');
    expect(labels(items)).toEqual(['NetworkAttachmentDefinition']);
  });
});

it('snippets are sent to clients that know them', async () => {
  const capabilities = {
    ...fullCapabilities,
    textDocument: { ...fullCapabilities.textDocument, completion: { completionItem: { snippetSupport: true } } },
  };
  const { items } = await complete('apiVersion: kubevirt.io/v1\nkind: VirtualMachine\nspec:\n  |\n', { capabilities });
  const run = items.find(({ label }) => label === 'runStrategy');
  expect(run?.insertTextFormat).toBe(2);
  expect((run?.textEdit as TextEdit).newText).toMatch(/^runStrategy: \$\{1\|.*Always.*\|\}$/);
});
