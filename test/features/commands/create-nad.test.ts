/** NADs that are written for NICs: what is missing, where it goes, and that VirtLens has nothing to say against it. */
import { describe, expect, it } from 'vitest';
import {
  createNad,
  missingNadAt,
  placesFor,
  type NadPlace,
} from '../../../server/src/core/features/commands/create-nad.ts';
import { nadTemplates, templatesFor } from '../../../server/src/core/features/commands/nad-templates.ts';
import { launcherFor } from '../../../server/src/core/workspace/launcher.ts';
import { resourcesOf } from '../../../server/src/core/resources/resources.ts';
import { readDocument } from '../../../server/src/core/yaml/read-document.ts';
import { blueNad, twoNetworks } from '../../support/manifests.ts';
import { after, findingsIn, folder, placeOf, workspaceOf, type Files } from './files.ts';

const vm = (nic: string, reference: string, namespace = 'tenant-a'): string =>
  twoNetworks
    .replace('bridge: {}', nic)
    .replace('vlan100', reference)
    .replace('  namespace: tenant-a\n', namespace === '' ? '' : `  namespace: ${namespace}\n`);

function missing(files: Files, text = 'multus:') {
  const workspace = workspaceOf(files);
  const { view, offset } = placeOf(workspace, 'vm.yaml', text);
  return { workspace, wanted: missingNadAt(view, offset, workspace.context(view.uri)) };
}

/** The files after the NAD of the network `blue` is written. */
function written(files: Files, template: string, choose: (place: NadPlace) => boolean): Files {
  const { workspace, wanted } = missing(files);
  const place = wanted && placesFor(workspace, wanted).find(choose);
  const edits = wanted && place && createNad(workspace, wanted, template, place);
  if (!edits) throw new Error('nothing to write');
  return after(files, edits);
}

const isNew = (place: NadPlace): boolean => place.in === 'new-file';
const isOwn = (place: NadPlace): boolean => place.in === 'file' && place.uri === `${folder}vm.yaml`;

/** Whether the network `blue` finds its NAD. */
function isResolved(files: Files): boolean {
  const workspace = workspaceOf(files);
  const { view } = placeOf(workspace, 'vm.yaml', 'multus:');
  const [resource] = view.resources;
  const launcher = resource && launcherFor(view.document, resource, workspace.context(view.uri));
  return launcher?.networks.find(({ network }) => network.name === 'blue')?.nad?.fact !== undefined;
}

describe('a missing NAD', () => {
  it('is that of the network or interface at the place', () => {
    expect(missing({ 'vm.yaml': twoNetworks }).wanted).toMatchObject({
      name: 'vlan100',
      namespace: 'tenant-a',
      statedNamespace: 'tenant-a',
      attachment: 'bridge',
    });
    expect(missing({ 'vm.yaml': twoNetworks }, '- name: blue').wanted?.name).toBe('vlan100');
    expect(missing({ 'vm.yaml': twoNetworks }, 'masquerade').wanted).toBeUndefined();
    expect(missing({ 'vm.yaml': twoNetworks }, 'metadata').wanted).toBeUndefined();
  });

  it.each([
    ['it is there', { 'vm.yaml': twoNetworks, 'nads.yaml': blueNad }],
    ['its name is written by a template', { 'vm.yaml': vm('bridge: {}', '{{ .Values.nad }}') }],
    ['the namespace is written by a template', { 'vm.yaml': vm('bridge: {}', 'lan', '{{ .Release.Namespace }}') }],
    ['the file is a patch', { 'vm.yaml': twoNetworks, 'kustomization.yaml': 'patches:\n  - path: vm.yaml\n' }],
    ['no NAD can have the name', { 'vm.yaml': vm('bridge: {}', 'a/b/c') }],
    ['no NAD can have the name', { 'vm.yaml': vm('bridge: {}', 'Lan_1') }],
    [
      'it would be looked for in the namespace of Multus',
      {
        'vm.yaml': vm('bridge: {}', 'lan, default: true }').replace(
          'multus:\n            networkName',
          'multus: { networkName',
        ),
      },
    ],
  ] as const)('is not one where %s', (_, files) => {
    expect(missing(files, 'multus').wanted).toBeUndefined();
  });

  it('takes the namespace of the reference, and states none where the VM states none', () => {
    expect(missing({ 'vm.yaml': vm('bridge: {}', 'infra/lan') }).wanted).toMatchObject({ statedNamespace: 'infra' });
    expect(missing({ 'vm.yaml': vm('bridge: {}', 'lan', '') }).wanted).toMatchObject({
      namespace: 'default',
      statedNamespace: undefined,
    });
    // KubeVirt leaves an empty namespace out, and Multus takes the Pod's own.
    expect(missing({ 'vm.yaml': vm('bridge: {}', '/lan', '') }).wanted).toMatchObject({
      namespace: 'default',
      statedNamespace: undefined,
    });
  });
});

describe('the places for it', () => {
  const kinds = (files: Files): string[] => {
    const { workspace, wanted } = missing(files);
    return wanted ? placesFor(workspace, wanted).map((place) => `${place.in} ${place.uri.slice(folder.length)}`) : [];
  };

  it('are a new file, the file of the VM, and files with other NADs', () => {
    expect(kinds({ 'vm.yaml': twoNetworks, 'nads.yaml': blueNad.replace('vlan100', 'other') })).toEqual([
      'new-file vlan100-nad.yaml',
      'file vm.yaml',
      'file nads.yaml',
    ]);
  });

  it('do not write over a file', () => {
    expect(kinds({ 'vm.yaml': twoNetworks, 'vlan100-nad.yaml': '' })[0]).toBe('new-file tenant-a-vlan100-nad.yaml');
    expect(kinds({ 'vm.yaml': twoNetworks, 'vlan100-nad.yaml': '', 'tenant-a-vlan100-nad.yaml': '' })[0]).toBe(
      'new-file vlan100-nad-2.yaml',
    );
    const files = { 'vm.yaml': twoNetworks, 'vlan100-nad.yaml': 'mine: true\n' };
    const { workspace, wanted } = missing(files);
    const place: NadPlace = { in: 'new-file', uri: `${folder}vlan100-nad.yaml` };
    expect(wanted && createNad(workspace, wanted, 'bridge', place)).toBeUndefined();
    expect(
      wanted && createNad(workspace, wanted, 'bridge', { ...place, uri: 'file:///elsewhere.yaml' }),
    ).toBeUndefined();
  });

  it('leave out files that a template writes, and JSON', () => {
    const other = blueNad.replace('vlan100', 'other');
    expect(kinds({ 'vm.yaml': twoNetworks, 'nads.yaml': `{{- if .x }}\n${other}{{- end }}\n` })).not.toContain(
      'file nads.yaml',
    );
    const json = JSON.stringify({
      apiVersion: 'k8s.cni.cncf.io/v1',
      kind: 'NetworkAttachmentDefinition',
      metadata: { name: 'other' },
    });
    expect(kinds({ 'vm.yaml': twoNetworks, 'nads.json': json })).not.toContain('file nads.json');
  });

  it('name no file but by names of Kubernetes', () => {
    const name = `${'a'.repeat(120)}.b`;
    expect(kinds({ 'vm.yaml': vm('bridge: {}', name) })[0]).toBe(`new-file ${'a'.repeat(100)}-nad.yaml`);
    expect(kinds({ 'vm.yaml': vm('bridge: {}', 'con.lan') })[0]).toBe('new-file con-lan-nad.yaml');
  });
});

describe('a written NAD', () => {
  const nics: Readonly<Record<string, string>> = {
    bridge: 'bridge: {}',
    sriov: 'sriov: {}',
    tap: 'binding: { name: mac }',
    managedTap: 'binding: { name: l2 }',
  };
  const kubevirt = `apiVersion: kubevirt.io/v1
kind: KubeVirt
metadata:
  name: kubevirt
  namespace: kubevirt
spec:
  configuration:
    network:
      binding:
        mac: { domainAttachmentType: tap, migration: {} }
        l2: { domainAttachmentType: managedTap, migration: {} }
status:
  observedKubeVirtVersion: v1.8.4
`;
  const cases = nadTemplates.flatMap(({ id, suits }) =>
    suits.flatMap((attachment) =>
      ['vlan100', 'infra/lan.v2', 'on'].map((reference) => [id, attachment, reference] as const),
    ),
  );

  it.each(cases)('of the kind %s for %s, called %s, is found and gives no warning', (id, attachment, reference) => {
    const quoted = reference === 'on' ? '"on"' : reference;
    const files = { 'vm.yaml': vm(nics[attachment] ?? '', quoted), 'kubevirt.yaml': kubevirt };
    const before = findingsIn(files).filter(({ severity }) => severity === 'error' || severity === 'warning');
    expect(before).toEqual([]);
    for (const choose of [isNew, isOwn]) {
      const result = written(files, id, choose);
      expect(isResolved(result)).toBe(true);
      expect(findingsIn(result).filter(({ severity }) => severity === 'error' || severity === 'warning')).toEqual([]);
    }
    expect(templatesFor(attachment).map((template) => template.id)).toContain(id);
  });

  it('is readable', () => {
    const files = { 'vm.yaml': twoNetworks };
    expect(written(files, 'ovn-localnet', isNew)['vlan100-nad.yaml']).toBe(`apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: vlan100
  namespace: tenant-a
spec:
  config: |
    {
      "cniVersion": "0.3.1",
      "name": "vlan100",
      "type": "ovn-k8s-cni-overlay",
      "topology": "localnet",
      "netAttachDefName": "tenant-a/vlan100",
      "physicalNetworkName": "physnet1"
    }
`);
  });

  it('does not share a network with a NAD of its name elsewhere', () => {
    const files = { 'vm.yaml': twoNetworks, 'nads.yaml': blueNad.replace('tenant-a', 'tenant-b') };
    expect(written(files, 'ovn-layer2', isNew)['vlan100-nad.yaml']).toContain('"name": "tenant-a-vlan100"');
  });

  it('names the bridge, device or mapping that the nearest NAD of its kind names', () => {
    const nad = (name: string, config: string, more = ''): string =>
      blueNad.replace('vlan100', name).replace('spec:', `${more}spec:`).replace(/'.*'/, `'${config}'`);
    const resource = '  annotations:\n    k8s.v1.cni.cncf.io/resourceName: vendor.example/pool\n';
    const nads = [
      nad('one', '{"type":"bridge","bridge":"br-lan"}'),
      nad('two', '{"plugins":[{"type":"ovn-k8s-cni-overlay","topology":"localnet","physicalNetworkName":"outside"}]}'),
      nad('three', '{"type":"sriov"}', resource),
    ].join('---\n');
    const files = { 'vm.yaml': twoNetworks, 'nads.yaml': nads };
    const text = (template: string): string | undefined => written(files, template, isNew)['vlan100-nad.yaml'];
    expect(text('bridge')).toContain('"bridge": "br-lan"');
    expect(text('ovs')).toContain('"bridge": "br1"');
    expect(text('ovn-localnet')).toContain('"physicalNetworkName": "outside"');
    expect(text('sriov')).toContain('resourceName: vendor.example/pool');
  });

  it('names what a policy gives the nodes', () => {
    const policy = `apiVersion: nmstate.io/v1
kind: NodeNetworkConfigurationPolicy
metadata:
  name: lan
spec:
  desiredState:
    interfaces:
      - name: br-of-nodes
        type: linux-bridge
        state: up
    ovn:
      bridge-mappings:
        - localnet: mapped
          bridge: br-ex
          state: present
`;
    const files = { 'vm.yaml': twoNetworks, 'policy.yaml': policy };
    const text = (template: string): string | undefined => written(files, template, isNew)['vlan100-nad.yaml'];
    expect(text('bridge')).toContain('"bridge": "br-of-nodes"');
    expect(text('ovn-localnet')).toContain('"physicalNetworkName": "mapped"');
    expect(text('ovs')).toContain('"bridge": "br1"');
  });

  it('is listed where the VM is listed', () => {
    const files = { 'vm.yaml': twoNetworks, 'kustomization.yaml': 'resources: # all\n  - vm.yaml\n  - other.yaml\n' };
    expect(written(files, 'bridge', isNew)['kustomization.yaml']).toBe(
      'resources: # all\n  - vm.yaml\n  - other.yaml\n  - vlan100-nad.yaml\n',
    );
    const unlisted = { 'vm.yaml': twoNetworks, 'kustomization.yaml': 'resources:\n  - other.yaml\n' };
    expect(written(unlisted, 'bridge', isNew)['kustomization.yaml']).toBe(unlisted['kustomization.yaml']);
  });

  it.each([
    ['with a line end', twoNetworks, '\n'],
    ['without one', twoNetworks.trimEnd(), '\n'],
    ['with the ends of lines of Windows', twoNetworks.replaceAll('\n', '\r\n'), '\r\n'],
    ['with an empty document at the end', `${twoNetworks}---\n`, '\n'],
    ['with a document end', `${twoNetworks}...\n`, '\n'],
  ])('follows a file %s as a document of its own', (_, text, lineBreak) => {
    const result = written({ 'vm.yaml': text }, 'bridge', isOwn)['vm.yaml'] ?? '';
    expect(result.startsWith(text)).toBe(true);
    expect(result.split(lineBreak).join('').includes('\n')).toBe(false);
    expect(isResolved({ 'vm.yaml': result })).toBe(true);
    const documents = result.split(/^---\r?\n/m);
    expect(documents.map((one) => resourcesOf(readDocument(one)).map(({ kind }) => kind))).toEqual([
      ['VirtualMachine'],
      ['NetworkAttachmentDefinition'],
    ]);
  });
});
