/** Fixes that change the cluster's configuration: where it is told, and that the finding is then gone. */
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../../server/src/core/counters.ts';
import { fileEdit } from '../../../server/src/core/features/fix-edits.ts';
import { FindingStore } from '../../../server/src/core/rules/findings.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';
import { applyEdits } from '../../../server/src/core/yaml/edit.ts';

const folder = 'file:///cluster/';

const vmi = (devices: string, networks = ''): string => `apiVersion: kubevirt.io/v1
kind: VirtualMachineInstance
metadata:
  name: edge
spec:
  domain:
    devices: ${devices}
    memory:
      guest: 1Gi
${networks}`;

const podNetwork = '  networks:\n    - name: default\n      pod: {}\n';
const passt = vmi('{ interfaces: [{ name: default, passtBinding: {} }] }', podNetwork);
const bridge = vmi('{ interfaces: [{ name: default, bridge: {} }] }', podNetwork);

const kubevirt = (configuration: string): string => `apiVersion: kubevirt.io/v1
kind: KubeVirt
metadata:
  name: main
  namespace: kubevirt
spec:
  configuration:
${configuration}status:
  observedKubeVirtVersion: v1.8.4
`;

/** Titles offered for the only finding, and the files after the last of the fixes. */
function mend(files: Readonly<Record<string, string>>): {
  rule: string | undefined;
  titles: string[];
  files: Record<string, string>;
  left: string[];
} {
  const workspace = new Workspace(newCounters());
  const store = new FindingStore(workspace);
  for (const [name, text] of Object.entries(files)) workspace.setDiskFile(folder + name, text);
  const uri = `${folder}vm.yaml`;
  const [first] = [...store.of(uri)];
  const [finding] = first?.findings ?? [];
  const view = workspace.view(uri, 0);
  const fixes = finding && view ? store.fixes(view, finding) : [];
  const fix = fixes.at(-1);
  const edit = view && fix && fileEdit(workspace, view, fix);
  const changed = { ...files };
  if (edit) {
    const name = edit.uri.slice(folder.length);
    changed[name] = 'create' in edit ? edit.create : applyEdits(files[name] ?? '', edit.edits);
    workspace.setDiskFile(edit.uri, changed[name]);
  }
  return {
    rule: finding?.rule,
    titles: fixes.map(({ title }) => title),
    files: changed,
    left: [...store.of(uri)].flatMap(({ findings }) => findings.map(({ rule }) => rule)),
  };
}

describe('a gate', () => {
  it('is added in the KubeVirt resource that tells the configuration', () => {
    const made = mend({
      'vm.yaml': passt,
      'kubevirt.yaml': kubevirt('    developerConfiguration:\n      featureGates: # ours\n        - Sidecar\n'),
    });
    expect(made.rule).toBe('feature-gate-not-enabled');
    expect(made.titles.at(-1)).toBe('Enable the feature gate PasstBinding in the KubeVirt resource main');
    expect(made.files['kubevirt.yaml']).toContain(
      '      featureGates: # ours\n        - Sidecar\n        - PasstBinding\n',
    );
    expect(made.left).toEqual([]);
  });

  it('is added with its list where the resource has none', () => {
    const made = mend({ 'vm.yaml': passt, 'kubevirt.yaml': kubevirt('    network: {}\n') });
    expect(made.files['kubevirt.yaml']).toMatch(/\n {4}developerConfiguration:\n {6}featureGates:\n *- PasstBinding\n/);
    expect(made.left).toEqual([]);
  });

  it('leaves the list of those switched off', () => {
    const made = mend({
      'vm.yaml': passt,
      '.virtlens.yaml':
        'release: v1.9\nconfiguration:\n  developerConfiguration:\n    disabledFeatureGates:\n      - Other\n      - PasstBinding\n',
    });
    expect(made.titles.at(-1)).toBe('Enable the feature gate PasstBinding in .virtlens.yaml');
    expect(made.files['.virtlens.yaml']).toMatch(
      /disabledFeatureGates:\n {6}- Other\n {4}featureGates:\n *- PasstBinding\n/,
    );
    expect(made.left).toEqual([]);
  });

  it('goes into a project file where nothing tells the configuration', () => {
    const made = mend({ 'vm.yaml': passt, '.virtlens.yaml': 'release: v1.8\n' });
    expect(made.files['.virtlens.yaml']).toContain('featureGates:');
    expect(made.left).toEqual([]);
  });

  it('is left to an operator that tells a part of the configuration only', () => {
    const made = mend({
      'vm.yaml': passt,
      '.virtlens.yaml': 'release: v1.8\n',
      'hco.yaml':
        'apiVersion: hco.kubevirt.io/v1beta1\nkind: HyperConverged\nmetadata:\n  name: kubevirt-hyperconverged\nspec: {}\n',
    });
    expect(made.titles).toEqual(['Use masquerade instead of passtBinding']);
  });
});

describe('what the Pod network permits', () => {
  const forbidden = '    network:\n      permitBridgeInterfaceOnPodNetwork: false # for migration\n';

  it('is changed where it is told', () => {
    const made = mend({ 'vm.yaml': bridge, 'kubevirt.yaml': kubevirt(forbidden) });
    expect(made.rule).toBe('bridge-on-pod-network-not-permitted');
    expect(made.titles.at(-1)).toBe('Permit bridge on the Pod network in the KubeVirt resource main');
    expect(made.files['kubevirt.yaml']).toContain('permitBridgeInterfaceOnPodNetwork: true # for migration\n');
    // Permitted, the binding still keeps the VM from being migrated.
    expect(made.left).toEqual(['network-blocks-migration']);
  });

  it.each([
    { configuration: forbidden, expected: /permitBridge.* # for migration\n {6}defaultNetworkInterface: masquerade\n/ },
    {
      configuration: '    network:\n      defaultNetworkInterface: slirp\n',
      expected: /network:\n {6}defaultNetworkInterface: masquerade\n/,
    },
  ])('has another default: $configuration', ({ configuration, expected }) => {
    const made = mend({ 'vm.yaml': vmi('{}'), 'kubevirt.yaml': kubevirt(configuration) });
    expect(made.rule).toBe('default-interface-not-available');
    expect(made.titles.at(-1)).toBe('Make masquerade the default in the KubeVirt resource main');
    expect(made.files['kubevirt.yaml']).toMatch(expected);
    expect(made.left).toEqual([]);
  });
});

describe('a binding plugin', () => {
  const vm = (plugin: string): string =>
    vmi(`{ interfaces: [{ name: default, binding: { name: ${plugin} } }] }`, podNetwork);

  it('is registered in the KubeVirt resource, with what it is known to need', () => {
    const made = mend({ 'vm.yaml': vm('l2bridge'), 'kubevirt.yaml': kubevirt('    network: {}\n') });
    expect(made.rule).toBe('unregistered-binding-plugin');
    expect(made.titles).toEqual(['Register the binding plugin l2bridge in the KubeVirt resource main']);
    expect(made.files['kubevirt.yaml']).toMatch(
      /network:\n {6}binding:\n {8}l2bridge:\n {10}domainAttachmentType: managedTap\n {10}migration: \{\}\n/,
    );
    expect(made.left).toEqual([]);
  });

  it('is not registered there when nobody knows what it needs', () => {
    const made = mend({ 'vm.yaml': vm('ours'), 'kubevirt.yaml': kubevirt('    network: {}\n') });
    expect(made.titles).toEqual([]);
  });

  it('gets the sidecar of the release, from a registry that the writer has to name', () => {
    const made = mend({ 'vm.yaml': vm('slirp'), 'kubevirt.yaml': kubevirt('    network: {}\n') });
    expect(made.files['kubevirt.yaml']).toContain(
      'sidecarImage: registry.example/kubevirt/network-slirp-binding:v1.8.4\n',
    );
  });

  it('is told to be registered in the project file, well known or not', () => {
    const known = mend({ 'vm.yaml': vm('macvtap') });
    expect(known.titles).toEqual(['Register the binding plugin macvtap in .virtlens.yaml']);
    expect(known.files['.virtlens.yaml']).toContain('macvtap:\n        domainAttachmentType: tap\n');
    const ours = mend({ 'vm.yaml': vm('ours'), '.virtlens.yaml': 'release: v1.8\n' });
    expect(ours.files['.virtlens.yaml']).toMatch(/binding:\n *ours: \{\}\n/);
    expect(ours.left).not.toContain('unregistered-binding-plugin');
  });
});
