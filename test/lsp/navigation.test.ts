import { afterEach, describe, expect, it } from 'vitest';
import { DocumentHighlightKind, type DocumentHighlight, type Location } from 'vscode-languageserver';
import { TestClient } from '../support/client.ts';
import { blueNad, kubevirtWith, pluginVm, twoNetworks } from '../support/manifests.ts';
import { drawLocations, drawRange, placeOf } from '../support/places.ts';

const vm = 'file:///repo/vm.yaml';
const nad = 'file:///repo/nad.yaml';
let client: TestClient | undefined;

afterEach(async () => {
  await client?.stop();
  client = undefined;
});

/** A server that knows some files, of which it was told to open `open`. */
async function knowing(files: Readonly<Record<string, string>>, open: readonly string[]): Promise<TestClient> {
  client = await TestClient.start({ files });
  for (const uri of open) await client.open(uri, files[uri] ?? '');
  return client;
}

async function ask(
  method: 'definition' | 'references',
  files: Readonly<Record<string, string>>,
  [uri, piece, which]: readonly [uri: string, piece: string, which?: number],
  more: object = {},
): Promise<string[]> {
  const server = await knowing(files, [uri]);
  const answer = await server.request<Location[] | null>(`textDocument/${method}`, {
    textDocument: { uri },
    position: placeOf(files[uri] ?? '', piece, which),
    ...more,
  });
  return drawLocations(files, answer);
}

const definition = (files: Readonly<Record<string, string>>, ...at: [string, string, number?]): Promise<string[]> =>
  ask('definition', files, at);

const references = (
  files: Readonly<Record<string, string>>,
  at: [string, string, number?],
  includeDeclaration = true,
): Promise<string[]> => ask('references', files, at, { context: { includeDeclaration } });

describe('definition', () => {
  const files = { [vm]: twoNetworks, [nad]: blueNad };

  it('goes from a reference to the NAD in another file', async () => {
    expect(await definition(files, vm, 'networkName: vlan|100')).toEqual(['nad.yaml:4: name: «vlan100»']);
  });

  it('goes from an interface to its network and back', async () => {
    expect(await definition(files, vm, '- name: bl|ue', 0)).toEqual(['vm.yaml:21: - name: «blue»']);
    expect(await definition(files, vm, '- name: bl|ue', 1)).toEqual(['vm.yaml:15: - name: «blue»']);
  });

  it('works at both ends of a name, and at the namespace before it', async () => {
    const qualified = { [vm]: twoNetworks.replace('vlan100', '"tenant-a/vlan100"'), [nad]: blueNad };
    for (const piece of [
      '|"tenant-a/vlan100"',
      'ten|ant-a/vlan100',
      'tenant-a/|vlan100',
      '/vlan100|',
      '"tenant-a/vlan100"|',
    ])
      expect(await definition(qualified, vm, piece)).toEqual(['nad.yaml:4: name: «vlan100»']);
  });

  it('reads a reference in the namespace of its VM', async () => {
    const other = 'file:///repo/other.yaml';
    const more = { ...files, [other]: blueNad.replace('namespace: tenant-a', 'namespace: tenant-b') };
    expect(await definition(more, vm, 'networkName: vlan|100')).toEqual(['nad.yaml:4: name: «vlan100»']);
    const foreign = { [vm]: twoNetworks, [other]: more[other] ?? '' };
    expect(await definition(foreign, vm, 'networkName: vlan|100')).toEqual([]);
  });

  it('goes from a binding to its registration, and from there to the plugin’s NAD', async () => {
    const cr = 'file:///repo/kubevirt.yaml';
    const plugins = {
      [vm]: pluginVm('passt'),
      [cr]: kubevirtWith('passt'),
      [nad]: blueNad.replace('vlan100', 'passt-net').replace('tenant-a', 'default'),
    };
    expect(await definition(plugins, vm, 'name: pas|st')).toEqual(['kubevirt.yaml:10: «passt»:']);
    expect(await definition(plugins, cr, 'default/pas|st-net')).toEqual(['nad.yaml:4: name: «passt-net»']);
  });

  it('goes to instancetypes and preferences of the right scope', async () => {
    const profiles = 'file:///repo/profiles.yaml';
    const machine = twoNetworks.replace(
      '  template:',
      '  instancetype: { name: small }\n  preference: { name: linux, kind: VirtualMachinePreference }\n  template:',
    );
    const profile = (kind: string, name: string, namespace = ''): string =>
      `apiVersion: instancetype.kubevirt.io/v1beta1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${namespace && `  namespace: ${namespace}\n`}spec: {}\n`;
    const known = {
      [vm]: machine,
      [profiles]: [
        profile('VirtualMachineInstancetype', 'small', 'tenant-a'),
        profile('VirtualMachineClusterInstancetype', 'small'),
        profile('VirtualMachinePreference', 'linux', 'tenant-b'),
        profile('VirtualMachinePreference', 'linux', 'tenant-a'),
      ].join('---\n'),
    };
    expect(await definition(known, vm, 'name: sma|ll')).toEqual(['profiles.yaml:11: name: «small»']);
    expect(await definition(known, vm, 'name: lin|ux')).toEqual(['profiles.yaml:24: name: «linux»']);
  });

  it('goes to the entry of the project file that names a NAD', async () => {
    const project = 'file:///repo/.virtlens.yaml';
    const known = {
      [vm]: twoNetworks,
      [project]: 'nads:\n  - { name: other }\n  - name: vlan100\n    namespace: tenant-a\n',
    };
    expect(await definition(known, vm, 'networkName: vlan|100')).toEqual(['.virtlens.yaml:3: - name: «vlan100»']);
  });

  it('takes the nearest of several that are alike', async () => {
    const near = 'file:///repo/overlays/a/nad.yaml';
    const far = 'file:///repo/overlays/b/nad.yaml';
    const own = 'file:///repo/overlays/a/vm.yaml';
    const project = 'file:///repo/.virtlens.yaml';
    const known = { [own]: twoNetworks, [near]: blueNad, [far]: blueNad, [project]: 'files: [overlays/*]\n' };
    expect(await definition(known, own, 'networkName: vlan|100')).toEqual(['overlays/a/nad.yaml:4: name: «vlan100»']);
  });

  it('ties disks to volumes', async () => {
    const text = twoNetworks
      .replace(
        '          interfaces:',
        '          disks:\n            - name: root\n              disk: {}\n          interfaces:',
      )
      .replace(
        '      networks:',
        '      volumes:\n        - name: root\n          emptyDisk: { capacity: 1Gi }\n      networks:',
      );
    expect(await definition({ [vm]: text }, vm, '- name: ro|ot', 0)).toEqual(['vm.yaml:22: - name: «root»']);
  });

  it('stays inside one object of a list', async () => {
    const item = twoNetworks.trimEnd().replaceAll('\n', '\n    ');
    const list = `apiVersion: v1\nkind: List\nitems:\n  - ${item}\n  - ${item}\n`;
    const [first, second] = (await definition({ [vm]: list }, vm, '- name: bl|ue', 2)).concat(
      await references({ [vm]: list }, [vm, '- name: bl|ue', 0]),
    );
    expect(first).toBe('vm.yaml:47: - name: «blue»');
    expect(second).toBe('vm.yaml:18: - name: «blue»');
  });

  it('counts lines with CRLF ends in a later document', async () => {
    const stream = `${blueNad}---\n${twoNetworks}`.replaceAll('\n', '\r\n');
    expect(await definition({ [vm]: stream }, vm, 'networkName: vlan|100')).toEqual(['vm.yaml:4: name: «vlan100»']);
    expect(await definition({ [vm]: stream }, vm, '- name: bl|ue', 0)).toEqual(['vm.yaml:29: - name: «blue»']);
  });

  it('says nothing about what a template writes', async () => {
    const templated = {
      [vm]: twoNetworks.replace('networkName: vlan100', 'networkName: {{ .Values.nad }}'),
      [nad]: blueNad,
    };
    expect(await definition(templated, vm, '{{ .Val|ues.nad')).toEqual([]);
  });

  it('follows an alias', async () => {
    const aliased = twoNetworks.replace('- name: blue', '- name: &nic blue').replace('- name: blue', '- name: *nic');
    expect(await definition({ [vm]: aliased }, vm, '- name: *n|ic')).toEqual(['vm.yaml:15: - name: &nic «blue»']);
  });

  it('tells what it came from to a client that shows it', async () => {
    client = await TestClient.start({
      files,
      capabilities: { textDocument: { definition: { linkSupport: true } } },
    });
    await client.open(vm, twoNetworks);
    const [link] = await client.request<{ originSelectionRange: Location['range']; targetUri: string }[]>(
      'textDocument/definition',
      { textDocument: { uri: vm }, position: placeOf(twoNetworks, 'networkName: vlan|100') },
    );
    expect(link?.targetUri).toBe(nad);
    expect(link && drawRange(twoNetworks, link.originSelectionRange)).toBe('23: networkName: «vlan100»');
  });
});

describe('references', () => {
  const second = 'file:///repo/second.yaml';
  const files = {
    [vm]: twoNetworks,
    [second]: twoNetworks.replace('name: router', 'name: second').replace('vlan100', 'tenant-a/vlan100'),
    [nad]: blueNad,
  };

  it('of a NAD are the networks of all VMs that mean it', async () => {
    const foreign = 'file:///repo/foreign.yaml';
    const known = { ...files, [foreign]: twoNetworks.replace('namespace: tenant-a', 'namespace: tenant-b') };
    const expected = ['second.yaml:23: networkName: tenant-a/«vlan100»', 'vm.yaml:23: networkName: «vlan100»'];
    expect(await references(known, [nad, 'name: vlan|100'], false)).toEqual(expected);
    expect(await references(known, [nad, 'name: vlan|100'])).toEqual(['nad.yaml:4: name: «vlan100»', ...expected]);
  });

  it('are the same wherever one asks', async () => {
    const one = await references(files, [nad, 'name: vlan|100']);
    const other = await references(files, [vm, 'networkName: vlan|100']);
    expect([...other].sort()).toEqual([...one].sort());
  });

  it('of a logical network are its entries in both lists, and its status', async () => {
    const vmi = twoNetworks
      .replace('kind: VirtualMachine', 'kind: VirtualMachineInstance')
      .replace('  runStrategy: Always\n  template:\n    spec:\n', '')
      .concat('status:\n  interfaces:\n    - name: blue\n      interfaceName: eth1\n');
    expect(await references({ [vm]: vmi }, [vm, '- name: bl|ue', 0])).toEqual([
      'vm.yaml:12: - name: «blue»',
      'vm.yaml:18: - name: «blue»',
      'vm.yaml:23: - name: «blue»',
    ]);
    expect(await references({ [vm]: vmi }, [vm, '- name: bl|ue', 0], false)).toEqual([
      'vm.yaml:12: - name: «blue»',
      'vm.yaml:23: - name: «blue»',
    ]);
  });

  it('of a registered binding are the interfaces that use it', async () => {
    const cr = 'file:///repo/kubevirt.yaml';
    expect(
      await references({ [vm]: pluginVm('passt'), [cr]: kubevirtWith('passt') }, [cr, '        pas|st:'], false),
    ).toEqual(['vm.yaml:15: name: «passt»']);
  });

  it('include what a configuration says of its own NAD, and elements of annotations', async () => {
    const pod = 'file:///repo/pod.yaml';
    const known = {
      [nad]: blueNad.replace('"bridge": "br1"', '"netAttachDefName": "tenant-a/vlan100"'),
      [pod]: `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n  namespace: tenant-a\n  annotations:\n    k8s.v1.cni.cncf.io/networks: |\n      [{"name": "other"},\n       {"name": "vlan100"}]\n`,
    };
    const expected = [
      `nad.yaml:7: config: '{"cniVersion": "0.3.1", "type": "bridge", "netAttachDefName": "tenant-a/«vlan100»"}'`,
      'pod.yaml:9: {"name": "«vlan100»"}]',
    ];
    expect(await references(known, [nad, 'name: vlan|100'], false)).toEqual(expected);
    await client?.stop();
    expect(await definition(known, pod, '"vlan|100"')).toEqual(['nad.yaml:4: name: «vlan100»']);
  });

  it('include binding plugins that use a NAD', async () => {
    const cr = 'file:///repo/kubevirt.yaml';
    const known = {
      [cr]: kubevirtWith('passt'),
      [nad]: blueNad.replace('vlan100', 'passt-net').replace('tenant-a', 'default'),
    };
    expect(await references(known, [nad, 'name: passt|-net'], false)).toEqual([
      'kubevirt.yaml:11: networkAttachmentDefinition: default/«passt-net»',
    ]);
  });
});

describe('highlighting', () => {
  it('tells the declaration from what names it, in this document only', async () => {
    const server = await knowing({ [vm]: twoNetworks, [nad]: blueNad }, [vm]);
    const marks = await server.request<DocumentHighlight[]>('textDocument/documentHighlight', {
      textDocument: { uri: vm },
      position: placeOf(twoNetworks, '- name: bl|ue', 0),
    });
    expect(marks.map(({ range, kind }) => [drawRange(twoNetworks, range), kind])).toEqual([
      ['15: - name: «blue»', DocumentHighlightKind.Read],
      ['21: - name: «blue»', DocumentHighlightKind.Write],
    ]);
  });

  it('marks a NAD and its users in one file', async () => {
    const stream = `${blueNad}---\n${twoNetworks}`;
    const server = await knowing({ [vm]: stream }, [vm]);
    const marks = await server.request<DocumentHighlight[]>('textDocument/documentHighlight', {
      textDocument: { uri: vm },
      position: placeOf(stream, 'networkName: vlan|100'),
    });
    expect(marks.map(({ range }) => drawRange(stream, range))).toEqual([
      '4: name: «vlan100»',
      '31: networkName: «vlan100»',
    ]);
  });

  it('says nothing where nothing is named', async () => {
    const server = await knowing({ [vm]: twoNetworks }, [vm]);
    const marks = await server.request<DocumentHighlight[] | null>('textDocument/documentHighlight', {
      textDocument: { uri: vm },
      position: placeOf(twoNetworks, 'run|Strategy'),
    });
    expect(marks).toBeNull();
  });
});
