import { describe, expect, it } from 'vitest';
import { newCounters } from '../../server/src/core/counters.ts';
import { FindingStore } from '../../server/src/core/rules/findings.ts';
import { launcherFor } from '../../server/src/core/workspace/launcher.ts';
import { folderOf, nearestEquals, parentFolder, resolveUri } from '../../server/src/core/workspace/locations.ts';
import { Workspace } from '../../server/src/core/workspace/workspace.ts';
import { blueNad, kubevirtWith, pluginVm, twoNetworks } from '../support/manifests.ts';

const vmUri = 'file:///w/vm.yaml';

function launcher(workspace: Workspace, uri = vmUri) {
  const view = workspace.view(uri, 0);
  const [resource] = view?.resources ?? [];
  return view && resource && launcherFor(view.document, resource, workspace.context(uri));
}

describe('facts of the cluster', () => {
  it('come from the nearest KubeVirt resource', () => {
    const workspace = new Workspace(newCounters());
    workspace.setDiskFile('file:///w/far/away/kv.yaml', kubevirtWith('far', 'v1.6.1'));
    workspace.setDiskFile('file:///w/kv.yaml', kubevirtWith('near', 'v1.8.0'));
    workspace.setDiskFile(vmUri, twoNetworks);
    expect(workspace.known.cluster(vmUri)).toMatchObject({
      release: { id: 'v1.8' },
      releaseSource: { from: 'resource' },
      bindingsKnown: true,
    });
    workspace.setDiskFile('file:///w/kv.yaml', undefined);
    expect(workspace.known.cluster(vmUri).release.id).toBe('v1.6');
    workspace.setDiskFile('file:///w/far/away/kv.yaml', undefined);
    expect(workspace.known.cluster(vmUri)).toMatchObject({
      release: { id: 'v1.9' },
      releaseSource: { from: 'assumed' },
      bindingsKnown: false,
    });
  });

  it('are not those of one of several KubeVirt resources that are as near and disagree', () => {
    const workspace = new Workspace(newCounters());
    workspace.setDiskFile('file:///w/one/kv.yaml', kubevirtWith('mine', 'v1.6.1'));
    workspace.setDiskFile('file:///w/two/kv.yaml', kubevirtWith('mine', 'v1.8.0'));
    workspace.setDiskFile(vmUri, pluginVm('mine'));
    expect(workspace.known.cluster(vmUri)).toMatchObject({ releaseSource: { from: 'assumed' }, bindingsKnown: false });
    expect(workspace.known.cluster('file:///w/two/vm.yaml').release.id).toBe('v1.8');
    workspace.setDiskFile('file:///w/one/kv.yaml', kubevirtWith('mine', 'v1.8.0'));
    expect(workspace.known.cluster(vmUri)).toMatchObject({ release: { id: 'v1.8' }, bindingsKnown: true });
  });

  it('come from flags before the project file before the KubeVirt resource', () => {
    const project = 'release: v1.7\nnamespace: team\nconfiguration: {network: {binding: {mine: {}}}}\n';
    const workspace = new Workspace(newCounters(), { release: 'v1.6' });
    workspace.setDiskFile('file:///.virtlens.yaml', project);
    workspace.setDiskFile('file:///w/kv.yaml', kubevirtWith('other', 'v1.8.0'));
    workspace.setDiskFile(vmUri, twoNetworks);
    const facts = workspace.known.cluster(vmUri);
    expect(facts).toMatchObject({ release: { id: 'v1.6' }, releaseSource: { from: 'flag' }, defaultNamespace: 'team' });
    expect([...facts.configuration.bindings.keys()]).toEqual(['mine']);
  });

  it('are never certain for a release that is not known', () => {
    const workspace = new Workspace(newCounters(), { release: 'v1.5' });
    workspace.setDiskFile('file:///w/kv.yaml', kubevirtWith('passt'));
    workspace.setDiskFile(vmUri, pluginVm('pastt'));
    const [found] = [...new FindingStore(workspace).of(vmUri)].flatMap(({ findings }) => findings);
    expect(workspace.known.cluster(vmUri).unknownRelease).toBe('v1.5');
    expect(found?.severity).toBe('information');
  });

  it('come from a HyperConverged too, as far as it goes', () => {
    const workspace = new Workspace(newCounters());
    workspace.setDiskFile(
      'file:///w/hco.yaml',
      'apiVersion: hco.kubevirt.io/v1beta1\nkind: HyperConverged\nmetadata: {name: h}\nspec: {networkBinding: {mine: {networkAttachmentDefinition: a/b}}}\n',
    );
    workspace.setDiskFile(vmUri, pluginVm('other'));
    const facts = workspace.known.cluster(vmUri);
    expect(facts.configuration.defaultNetworkInterface).toBe('masquerade');
    expect(facts.configuration.bindings.get('mine')?.networkAttachmentDefinition).toBe('a/b');
    const [found] = [...new FindingStore(workspace).of(vmUri)].flatMap(({ findings }) => findings);
    expect(found?.severity).toBe('information');
  });

  it('tell how running VMs are brought up to date, or that nobody tells', () => {
    const methods = (...files: readonly string[]): readonly string[] | undefined => {
      const workspace = new Workspace(newCounters());
      for (const [index, text] of files.entries())
        workspace.setDiskFile(index === 0 ? 'file:///w/.virtlens.yaml' : `file:///w/${String(index)}.yaml`, text);
      workspace.setDiskFile(vmUri, twoNetworks);
      return workspace.known.cluster(vmUri).updateMethods;
    };
    const resource = (kind: string, api: string, spec: string): string =>
      `apiVersion: ${api}\nkind: ${kind}\nmetadata: {name: k}\nspec: ${spec}\n`;
    const evicting = '{workloadUpdateStrategy: {workloadUpdateMethods: [LiveMigrate, Evict]}}';
    expect(methods('release: v1.9')).toBeUndefined();
    expect(methods('', resource('KubeVirt', 'kubevirt.io/v1', '{}'))).toEqual([]);
    expect(methods('', resource('KubeVirt', 'kubevirt.io/v1', evicting))).toEqual(['LiveMigrate', 'Evict']);
    expect(methods('', resource('HyperConverged', 'hco.kubevirt.io/v1beta1', '{}'))).toEqual(['LiveMigrate']);
    expect(methods('workloadUpdateMethods: [Evict]', resource('KubeVirt', 'kubevirt.io/v1', evicting))).toEqual([
      'Evict',
    ]);
  });
});

describe('NADs', () => {
  it('are found by namespace and name, the nearest first', () => {
    const workspace = new Workspace(newCounters());
    workspace.setDiskFile(vmUri, twoNetworks);
    workspace.setDiskFile('file:///w/x/nad.yaml', blueNad.replace('bridge', 'macvlan'));
    workspace.setDiskFile('file:///w/nad.yaml', blueNad);
    expect(workspace.known.findNad(vmUri, 'tenant-a', 'vlan100')?.cniTypes).toEqual(['bridge']);
    expect(workspace.known.findNad(vmUri, 'tenant-b', 'vlan100')).toBeUndefined();
    expect(workspace.known.findNad('file:///w/x/vm.yaml', 'tenant-a', 'vlan100')?.cniTypes).toEqual(['macvlan']);
  });

  it('of one name that are as near and disagree are found, but not what they hold', () => {
    const workspace = new Workspace(newCounters());
    workspace.setDiskFile('file:///w/a/nad.yaml', `# one of two\n${blueNad}`);
    workspace.setDiskFile('file:///w/b/nad.yaml', blueNad.replace('bridge', 'macvlan'));
    const found = workspace.known.findNad(vmUri, 'tenant-a', 'vlan100');
    expect(found).toMatchObject({ uri: 'file:///w/a/nad.yaml', configState: 'unknown', config: undefined });
    expect(found && workspace.placeOf(found).start.line).toBe(4);
    expect(workspace.known.findNad('file:///w/b/vm.yaml', 'tenant-a', 'vlan100')?.cniTypes).toEqual(['macvlan']);
  });

  it('of a default network are looked for where Multus looks', () => {
    const workspace = new Workspace(newCounters());
    workspace.setDiskFile(
      vmUri,
      twoNetworks
        .replace('networkName: vlan100', 'networkName: vlan100\n            default: true')
        .replace('- name: default\n          pod: {}\n        ', ''),
    );
    expect(launcher(workspace)?.networks[0]?.nad).toMatchObject({
      namespace: 'kube-system',
      name: 'vlan100',
      namespaceAssumed: true,
    });
  });
});

describe('patches', () => {
  it('are known by a kustomization beside them', () => {
    const workspace = new Workspace(newCounters());
    workspace.setDiskFile(vmUri, twoNetworks);
    expect(launcher(workspace)?.pod).toBeDefined();
    workspace.setDiskFile('file:///w/kustomization.yaml', 'resources: [base.yaml]\npatches:\n- path: ./vm.yaml\n');
    expect(launcher(workspace)).toMatchObject({ pod: undefined, unknownBecause: 'fragment' });
    expect(launcher(workspace)?.networks[1]?.podInterface).toBe('pod16477688c0e');
  });
});

describe('work', () => {
  const many = (count: number): string =>
    Array.from({ length: count }, (_, at) => `---\n${twoNetworks.replaceAll('router', `vm${at}`)}`).join('');

  it('is done for the edited document alone', () => {
    const counters = newCounters();
    const workspace = new Workspace(counters);
    const findings = new FindingStore(workspace);
    workspace.open(vmUri, 1, many(200));
    expect([...findings.of(vmUri)]).toEqual([]);
    const before = { ...counters };
    workspace.change(vmUri, 2, [
      { range: { start: { line: 5, character: 8 }, end: { line: 5, character: 8 } }, text: 'x' },
    ]);
    expect([...findings.of(vmUri)]).toEqual([]);
    expect(counters.documentsParsed - before.documentsParsed).toBe(1);
    expect(counters.documentsAnalysed - before.documentsAnalysed).toBe(1);
  });

  it('is done again for exactly the documents that asked for a fact', () => {
    const counters = newCounters();
    const workspace = new Workspace(counters);
    const findings = new FindingStore(workspace);
    const cluster = 'file:///w/kv.yaml';
    workspace.open(cluster, 1, kubevirtWith('passt'));
    workspace.open(vmUri, 1, `${pluginVm('passt')}---\nkind: Secret\n---\n${blueNad}`);
    expect([...findings.of(vmUri)]).toEqual([]);
    const before = counters.documentsAnalysed;
    workspace.change(cluster, 2, [{ text: kubevirtWith('other') }]);
    expect([...findings.of(vmUri)].flatMap((one) => one.findings)).toHaveLength(1);
    expect(counters.documentsAnalysed - before).toBeLessThanOrEqual(2);
  });

  it('leaves nothing behind when a file is closed', () => {
    const workspace = new Workspace(newCounters());
    const findings = new FindingStore(workspace);
    workspace.open(vmUri, 1, many(20));
    expect([...findings.of(vmUri)]).toEqual([]);
    workspace.close(vmUri);
    expect(workspace.file(vmUri)).toBeUndefined();
    expect([...findings.of(vmUri)]).toEqual([]);
    expect(workspace.knownUris).toEqual([]);
  });
});

describe('locations', () => {
  it.each([
    ['file:///a/b/c.yaml', 'file:///a/b/'],
    ['untitled:Untitled-1', 'untitled:'],
    ['vscode-vfs://github/o/r/x.yaml', 'vscode-vfs://github/o/r/'],
  ])('the folder of %s is %s', (uri, folder) => expect(folderOf(uri)).toBe(folder));

  it('lead up to the root and no further', () => {
    expect(parentFolder('file:///a/b/')).toBe('file:///a/');
    expect(parentFolder('file:///a/')).toBe('file:///');
    expect(parentFolder('file:///')).toBeUndefined();
    expect(resolveUri('file:///a/b/', '../c/./d e.yaml')).toBe('file:///a/c/d%20e.yaml');
    expect(resolveUri('file:///a/', '../../../x')).toBe('file:///x');
  });

  it('are near by folders in between, and equals by name', () => {
    const places = ['file:///a/z.yaml', 'file:///a/y.yaml', 'file:///x.yaml'].map((uri) => ({ uri }));
    expect(nearestEquals('file:///a/b.yaml', places)[0]?.uri).toBe('file:///a/y.yaml');
    expect(nearestEquals('file:///a/z.yaml', places)[0]?.uri).toBe('file:///a/z.yaml');
  });
});
