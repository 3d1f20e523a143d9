import { afterEach, describe, expect, it } from 'vitest';
import type { ClientCapabilities, Range, WorkspaceEdit } from 'vscode-languageserver';
import { applyWorkspaceEdit, fullCapabilities, TestClient } from '../support/client.ts';
import { blueNad, kubevirtWith, pluginVm, twoNetworks } from '../support/manifests.ts';
import { drawRange, placeOf } from '../support/places.ts';

const vm = 'file:///repo/vm.yaml';
const nad = 'file:///repo/nad.yaml';
const asking: ClientCapabilities = {
  textDocument: { rename: { prepareSupport: true } },
  workspace: { workspaceEdit: { documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } } },
};
let client: TestClient | undefined;

afterEach(async () => {
  await client?.stop();
  client = undefined;
});

type Files = Readonly<Record<string, string>>;
type At = readonly [uri: string, piece: string, which?: number];

interface Renamed {
  /** Files that changed, as they are then. */
  readonly files: Files;
  readonly edit: WorkspaceEdit;
  readonly received: readonly string[];
}

async function rename(files: Files, [uri, piece, which]: At, newName: string, capabilities = asking): Promise<Renamed> {
  client = await TestClient.start({ files, capabilities });
  await client.open(uri, files[uri] ?? '');
  const edit = await client.request<WorkspaceEdit>('textDocument/rename', {
    textDocument: { uri },
    position: placeOf(files[uri] ?? '', piece, which),
    newName,
  });
  const changed = Object.entries(files)
    .map(([file, text]) => [file, applyWorkspaceEdit(file, text, edit)] as const)
    .filter(([file, text]) => text !== files[file]);
  return { files: Object.fromEntries(changed), edit, received: client.received };
}

async function refusal(files: Files, [uri, piece, which]: At, newName: string): Promise<string> {
  client = await TestClient.start({ files, capabilities: asking });
  await client.open(uri, files[uri] ?? '');
  const at = { textDocument: { uri }, position: placeOf(files[uri] ?? '', piece, which) };
  return client.request('textDocument/rename', { ...at, newName }).then(
    (answer) => `was not refused: ${JSON.stringify(answer)}`,
    (fault: Error) => fault.message,
  );
}

describe('renaming a logical network', () => {
  it('changes both lists, wherever one asks', async () => {
    const expected = { [vm]: twoNetworks.replaceAll('- name: blue', '- name: red') };
    expect((await rename({ [vm]: twoNetworks }, [vm, '- name: bl|ue', 0], 'red')).files).toEqual(expected);
    await client?.stop();
    expect((await rename({ [vm]: twoNetworks }, [vm, '- name: bl|ue', 1], 'red')).files).toEqual(expected);
  });

  it('asks first, and says what the Pod interface becomes and what that costs', async () => {
    const { edit, received } = await rename({ [vm]: twoNetworks }, [vm, '- name: bl|ue'], 'red');
    const [[id, annotation] = []] = Object.entries(edit.changeAnnotations ?? {});
    expect(annotation).toMatchObject({ label: 'Rename the network blue to red', needsConfirmation: true });
    expect(annotation?.description).toContain('pod16477688c0e → podb1f51a511f1');
    expect(annotation?.description).toContain('restart');
    expect(annotation?.description).toContain('two NICs on the same NAD');
    expect(received).toContain('window/showMessageRequest');
    for (const change of edit.documentChanges ?? [])
      for (const one of 'edits' in change ? change.edits : []) expect(one).toMatchObject({ annotationId: id });
  });

  it('does not promise another Pod interface where there is none', async () => {
    const { edit } = await rename({ [vm]: twoNetworks }, [vm, '- name: def|ault'], 'pod');
    const [annotation] = Object.values(edit.changeAnnotations ?? {});
    expect(annotation?.description).toContain('stays eth0');
    expect(annotation?.description).not.toContain('two NICs');
  });

  it('changes at once where the client cannot ask', async () => {
    const { edit, received, files } = await rename({ [vm]: twoNetworks }, [vm, '- name: bl|ue'], 'red', {});
    expect(edit.changeAnnotations).toBeUndefined();
    expect(files[vm]).toContain('- name: red');
    expect(received).toContain('window/showMessageRequest');
  });

  it('keeps quotes, comments, line ends and anchors', async () => {
    const text = twoNetworks
      .replace('- name: blue', "- name: &nic 'blue' # the NIC")
      .replace('- name: blue', '- name: *nic')
      .replaceAll('\n', '\r\n');
    expect((await rename({ [vm]: text }, [vm, '- name: *n|ic'], 'red')).files[vm]).toBe(
      text.replace("&nic 'blue'", "&nic 'red'"),
    );
  });

  it('quotes a name that would be read as something else', async () => {
    const { files } = await rename({ [vm]: twoNetworks }, [vm, '- name: bl|ue'], '100');
    expect(files[vm]).toBe(twoNetworks.replaceAll('- name: blue', "- name: '100'"));
  });

  it('leaves other objects alone', async () => {
    const item = twoNetworks.trimEnd().replaceAll('\n', '\n    ');
    const list = `apiVersion: v1\nkind: List\nitems:\n  - ${item}\n  - ${item}\n`;
    const { files } = await rename({ [vm]: list }, [vm, '- name: bl|ue', 2], 'red');
    const half = list.lastIndexOf('apiVersion');
    expect(files[vm]).toBe(list.slice(0, half) + list.slice(half).replaceAll('- name: blue', '- name: red'));
  });

  it('refuses what KubeVirt would, and what is taken', async () => {
    expect(await refusal({ [vm]: twoNetworks }, [vm, '- name: bl|ue'], 'vlan.1')).toContain(
      'can only contain alphabetical characters',
    );
    await client?.stop();
    expect(await refusal({ [vm]: twoNetworks }, [vm, '- name: bl|ue'], 'default')).toContain('already');
  });

  it('refuses where a template writes the other half', async () => {
    const half = twoNetworks.replace(
      /networks:[^]*$/,
      'networks:\n        {{- toYaml .Values.networks | nindent 8 }}\n',
    );
    expect(await refusal({ [vm]: half }, [vm, '- name: bl|ue'], 'red')).toContain('template');
  });

  it('goes on where a template writes something else', async () => {
    const text = twoNetworks
      .replace('guest: 1Gi', 'guest: {{ .Values.memory }}')
      .replace('name: router', 'name: {{ .Release.Name }}');
    expect((await rename({ [vm]: text }, [vm, '- name: bl|ue'], 'red')).files[vm]).toBe(
      text.replaceAll('- name: blue', '- name: red'),
    );
  });

  it('refuses in a patch', async () => {
    const patch = 'file:///repo/vm-patch.yaml';
    expect(await refusal({ [patch]: twoNetworks }, [patch, '- name: bl|ue'], 'red')).toContain('patch');
  });
});

describe('renaming a NAD', () => {
  const second = 'file:///repo/second.yaml';
  const files = {
    [vm]: twoNetworks,
    [second]: twoNetworks.replace('name: router', 'name: second').replace('vlan100', '"tenant-a/vlan100"'),
    [nad]: blueNad,
  };

  it('changes its name and every reference, bare or with namespace', async () => {
    const expected = Object.fromEntries(
      Object.entries(files).map(([uri, text]) => [uri, text.replace('vlan100', 'vlan200')]),
    );
    expect((await rename(files, [nad, 'name: vlan|100'], 'vlan200')).files).toEqual(expected);
    await client?.stop();
    expect((await rename(files, [second, 'tenant-a/vlan|100'], 'vlan200')).files).toEqual(expected);
  });

  it('says what another reference costs a running VM, by release', async () => {
    const { edit } = await rename(files, [nad, 'name: vlan|100'], 'vlan200');
    expect(Object.values(edit.changeAnnotations ?? {}).map(({ description }) => description)).toEqual([
      'KubeVirt takes another name for another NAD: a running VM is migrated to it.',
    ]);
    await client?.stop();
    const old = { ...files, 'file:///repo/.virtlens.yaml': 'release: v1.7\n' };
    const { edit: other } = await rename(old, [nad, 'name: vlan|100'], 'vlan200');
    expect(Object.values(other.changeAnnotations ?? {}).map(({ description }) => description)).toEqual([
      'KubeVirt takes another name for another NAD: a running VM needs a restart.',
    ]);
  });

  it('leaves a NAD of the same name in another namespace alone, and who means that', async () => {
    const foreign = 'file:///repo/foreign.yaml';
    const other = 'file:///repo/other.yaml';
    const known = {
      ...files,
      [other]: blueNad.replace('tenant-a', 'tenant-b'),
      [foreign]: twoNetworks.replace('namespace: tenant-a', 'namespace: tenant-b'),
    };
    const { files: changed } = await rename(known, [nad, 'name: vlan|100'], 'vlan200');
    expect(Object.keys(changed).sort()).toEqual([nad, second, vm].sort());
  });

  it('changes the plugin that names it', async () => {
    const cr = 'file:///repo/kubevirt.yaml';
    const known = {
      [vm]: pluginVm('passt'),
      [cr]: kubevirtWith('passt'),
      [nad]: blueNad.replace('vlan100', 'passt-net').replace('tenant-a', 'default'),
    };
    const { files: changed } = await rename(known, [nad, 'name: pass|t-net'], 'core');
    expect(changed[cr]).toBe(known[cr]?.replace('default/passt-net', 'default/core'));
    expect(Object.keys(changed).sort()).toEqual([cr, nad].sort());
  });

  it('asks about a reference whose namespace a template decides', async () => {
    const chart = 'file:///repo/chart.yaml';
    const known = {
      [nad]: blueNad,
      [chart]: twoNetworks.replace('namespace: tenant-a', 'namespace: {{ .Release.Namespace }}'),
    };
    const { edit, files: changed } = await rename(known, [nad, 'name: vlan|100'], 'vlan200');
    expect(changed[chart]).toContain('networkName: vlan200');
    expect(Object.values(edit.changeAnnotations ?? {}).map(({ label }) => label)).toEqual([
      'Rename vlan100 to vlan200 where the namespace is not known',
    ]);
    await client?.stop();
    const plain = await rename(known, [nad, 'name: vlan|100'], 'vlan200', fullCapabilities);
    expect(Object.keys(plain.files)).toEqual([nad]);
  });

  it('changes what the configuration repeats of it, in its own style', async () => {
    const ovn = blueNad.replace(
      /config:.*/,
      `config: |\n    {\n      "cniVersion": "0.3.1", "name": "vlan100",\n      "type": "ovn-k8s-cni-overlay",\n      "netAttachDefName": "tenant-a/vlan100"\n    }`,
    );
    const { files: changed } = await rename({ [nad]: ovn }, [nad, 'netAttachDefName": "tenant-a/vlan|100'], 'vlan200');
    // The network's own name is what OVN knows it by.
    expect(changed[nad]).toBe(
      ovn.replace('  name: vlan100', '  name: vlan200').replace('tenant-a/vlan100', 'tenant-a/vlan200'),
    );
  });

  it('changes the name in the configuration where that is the NAD’s own', async () => {
    const named = blueNad.replace('"type"', '"name": "vlan100", "type"');
    const { files: changed } = await rename({ [nad]: named }, [nad, 'name: vlan|100'], 'vlan200');
    expect(changed[nad]).toBe(named.replaceAll('vlan100', 'vlan200'));
    await client?.stop();
    const shared = 'file:///repo/shared.yaml';
    const known = { [nad]: named, [shared]: named.replace('  name: vlan100', '  name: other') };
    expect((await rename(known, [nad, 'name: vlan|100'], 'vlan200')).files).toEqual({
      [nad]: named.replace('  name: vlan100', '  name: vlan200'),
    });
  });

  it('changes annotations of Pods, as JSON and as a comma list', async () => {
    const pod = (value: string): string =>
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n  namespace: tenant-a\n  annotations:\n    k8s.v1.cni.cncf.io/networks: ${value}\n`;
    const one = 'file:///repo/one.yaml';
    const two = 'file:///repo/two.yaml';
    const json = pod(`'[{"name":"vlan100","namespace":"tenant-a"},{"name":"vlan100","namespace":"tenant-b"}]'`);
    const list = pod('other, tenant-a/vlan100@net7, vlan100, tenant-b/vlan100 # three');
    const { files: changed } = await rename({ [nad]: blueNad, [one]: json, [two]: list }, [nad, 'name: vlan|100'], 'x');
    expect(changed[one]).toBe(json.replace('"vlan100","namespace":"tenant-a"', '"x","namespace":"tenant-a"'));
    expect(changed[two]).toBe(list.replace('tenant-a/vlan100@net7, vlan100', 'tenant-a/x@net7, x'));
  });

  it('refuses a name that Kubernetes would, one that is taken, and a NAD that is nowhere', async () => {
    expect(await refusal(files, [nad, 'name: vlan|100'], 'Vlan_1')).toContain('RFC 1123');
    await client?.stop();
    const taken = { ...files, 'file:///repo/x.yaml': blueNad.replace('vlan100', 'vlan200') };
    expect(await refusal(taken, [nad, 'name: vlan|100'], 'vlan200')).toContain('already');
    await client?.stop();
    expect(await refusal({ [vm]: twoNetworks }, [vm, 'networkName: vlan|100'], 'vlan200')).toContain(
      'tenant-a/vlan100 is not in the workspace',
    );
  });
});

describe('preparing', () => {
  const prepare = async (text: string, piece: string): Promise<unknown> => {
    client = await TestClient.start({ files: { [vm]: text, [nad]: blueNad }, capabilities: asking });
    await client.open(vm, text);
    const at = { textDocument: { uri: vm }, position: placeOf(text, piece) };
    return client.request<{ range: Range; placeholder: string } | null>('textDocument/prepareRename', at).then(
      (answer) => answer && [drawRange(text, answer.range), answer.placeholder],
      (fault: Error) => fault.message,
    );
  };

  it('offers the name alone, without quotes and namespace', async () => {
    expect(await prepare(twoNetworks.replace('vlan100', '"tenant-a/vlan100"'), 'tenant-a/vlan|100')).toEqual([
      '23: networkName: "tenant-a/«vlan100»"',
      'vlan100',
    ]);
  });

  it('says why a templated name cannot be renamed', async () => {
    expect(await prepare(twoNetworks.replace('vlan100', '{{ .Values.nad }}'), '.Values.n|ad')).toContain('template');
  });

  it('says that a binding cannot be renamed', async () => {
    expect(await prepare(pluginVm('passt'), 'name: pas|st')).toContain('passt cannot');
  });

  it('offers nothing where nothing is named', async () => {
    expect(await prepare(twoNetworks, 'run|Strategy')).toBeNull();
  });
});
