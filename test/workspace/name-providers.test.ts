/** What other objects than NADs tell of networks: NADs that operators make, bridges of the nodes, DataVolumes. */
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../server/src/core/counters.ts';
import { completionsAt } from '../../server/src/core/features/completion/index.ts';
import type { NadFact } from '../../server/src/core/workspace/facts.ts';
import { launcherFor } from '../../server/src/core/workspace/launcher.ts';
import { Workspace } from '../../server/src/core/workspace/workspace.ts';
import { twoNetworks } from '../support/manifests.ts';

const root = 'file:///w/';
const vmUri = `${root}vm.yaml`;

function workspaceOf(...texts: readonly string[]): Workspace {
  const workspace = new Workspace(newCounters());
  for (const [at, text] of texts.entries()) workspace.setDiskFile(`${root}file${at}.yaml`, text);
  return workspace;
}

const nadsOf = (text: string): readonly NadFact[] => workspaceOf(text).known.knownNads(vmUri);

const udn = (spec: string): string =>
  `apiVersion: k8s.ovn.org/v1\nkind: UserDefinedNetwork\nmetadata: {name: vlan100, namespace: tenant-a}\nspec: ${spec}\n`;
const cudn = (
  selector: string,
  network = '{topology: Layer2, layer2: {role: Secondary, ipam: {mode: Disabled}}}',
): string =>
  `apiVersion: k8s.ovn.org/v1\nkind: ClusterUserDefinedNetwork\nmetadata: {name: shared}\nspec:\n  namespaceSelector: ${selector}\n  network: ${network}\n`;
const sriov = (spec: string, kind = 'SriovNetwork'): string =>
  `apiVersion: sriovnetwork.openshift.io/v1\nkind: ${kind}\nmetadata: {name: vlan100, namespace: operator}\nspec: ${spec}\n`;

describe('a user-defined network', () => {
  it('makes a NAD of its name in its namespace, with what OVN-Kubernetes writes', () => {
    const [nad, ...others] = nadsOf(
      udn(
        "{topology: Layer3, layer3: {role: Primary, mtu: 1400, subnets: [{cidr: 10.1.0.0/16, hostSubnet: 24}, {cidr: 'fd00::/48'}]}}",
      ),
    );
    expect(others).toEqual([]);
    expect(nad).toMatchObject({
      name: 'vlan100',
      namespace: { state: 'stated', value: 'tenant-a' },
      source: 'generated',
      generator: { kind: 'UserDefinedNetwork', name: 'vlan100' },
      configState: 'stated',
      cniTypes: ['ovn-k8s-cni-overlay'],
      resourceName: { state: 'absent' },
    });
    expect(nad?.config?.value).toEqual({
      cniVersion: '1.0.0',
      name: 'tenant-a_vlan100',
      type: 'ovn-k8s-cni-overlay',
      netAttachDefName: 'tenant-a/vlan100',
      topology: 'layer3',
      role: 'primary',
      mtu: 1400,
      subnets: '10.1.0.0/16/24,fd00::/48',
    });
  });

  it('tells its type alone where a template writes its spec', () => {
    expect(nadsOf(udn('{topology: Layer2, layer2: {role: Primary, subnets: ["{{ .Values.subnet }}"]}}'))).toMatchObject(
      [{ configState: 'unknown', config: undefined, cniTypes: ['ovn-k8s-cni-overlay'] }],
    );
    expect(nadsOf(udn('{topology: Layer9}'))).toMatchObject([{ configState: 'unknown', config: undefined }]);
  });

  it('is what a VM names', () => {
    const workspace = workspaceOf(
      udn(
        '{topology: Localnet, localnet: {role: Secondary, physicalNetworkName: phys, vlan: {mode: Access, access: {id: 7}}, ipam: {lifecycle: Persistent}, subnets: [10.0.0.0/24], excludeSubnets: [10.0.0.0/30]}}',
      ),
    );
    workspace.setDiskFile(vmUri, twoNetworks);
    const view = workspace.view(vmUri, 0);
    const [resource] = view?.resources ?? [];
    const launcher = view && resource && launcherFor(view.document, resource, workspace.context(vmUri));
    expect(launcher?.networks[1]?.nad?.fact?.config?.value).toMatchObject({
      topology: 'localnet',
      role: 'secondary',
      physicalNetworkName: 'phys',
      vlanID: 7,
      allowPersistentIPs: true,
      subnets: '10.0.0.0/24',
      excludeSubnets: '10.0.0.0/30',
    });
  });
});

describe('a cluster user-defined network', () => {
  const namespaces = (selector: string): unknown[] => nadsOf(cudn(selector)).map(({ namespace }) => namespace);
  const unknown = [{ state: 'unknown' }];

  it('makes a NAD in each namespace that it names', () => {
    const [one, other] = nadsOf(
      cudn('{matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [a, b]}]}'),
    );
    expect(one?.config?.value).toMatchObject({
      name: 'cluster_udn_shared',
      netAttachDefName: 'a/shared',
      role: 'secondary',
    });
    expect(other).toMatchObject({ namespace: { value: 'b' }, config: { name: 'cluster_udn_shared' } });
    expect(namespaces('{matchLabels: {kubernetes.io/metadata.name: c}}')).toEqual([{ state: 'stated', value: 'c' }]);
  });

  it('may make one in any, where it selects by other labels', () => {
    expect(namespaces('{matchLabels: {team: a}}')).toEqual(unknown);
    expect(
      namespaces('{matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [a]}]}'),
    ).toEqual(unknown);
    expect(namespaces('{matchLabels: {kubernetes.io/metadata.name: "{{ ns }}"}}')).toEqual(unknown);
    expect(namespaces('{}')).toEqual(unknown);
  });

  it('makes them where it says, whatever a kustomization moves', () => {
    const workspace = workspaceOf(cudn('{matchLabels: {kubernetes.io/metadata.name: c}}'), udn('{}'));
    workspace.setDiskFile(`${root}kustomization.yaml`, 'resources: [file0.yaml, file1.yaml]\nnamespace: moved\n');
    expect(workspace.known.findNad(vmUri, 'c', 'shared')?.name).toBe('shared');
    expect(workspace.known.findNad(vmUri, 'moved', 'shared')).toBeUndefined();
    expect(workspace.known.findNad(vmUri, 'moved', 'vlan100')?.name).toBe('vlan100');
    expect(workspace.known.findNad(vmUri, 'tenant-a', 'vlan100')).toBeUndefined();
  });
});

describe('a network of the SR-IOV operator', () => {
  it('makes a NAD where it is told to, or beside itself', () => {
    expect(nadsOf(sriov('{resourceName: pool, networkNamespace: tenant-a}'))).toMatchObject([
      { name: 'vlan100', namespace: { value: 'tenant-a' }, cniTypes: ['sriov'], resourceName: { state: 'unknown' } },
    ]);
    expect(nadsOf(sriov('{resourceName: pool}'))).toMatchObject([{ namespace: { value: 'operator' } }]);
    expect(nadsOf(sriov('{resourceName: pool, networkNamespace: "{{ ns }}"}'))).toMatchObject([
      { namespace: { state: 'unknown' }, cniTypes: ['sriov'] },
    ]);
  });

  it('with the configuration that the operator renders, chained plugins too', () => {
    const [nad] = nadsOf(
      sriov(
        `\n  vlan: 5\n  spoofChk: "off"\n  trust: "on"\n  capabilities: '{"mac": true}'\n  ipam: '{"type": "dhcp"}'\n  metaPlugins: '{"type": "tuning"}, {"type": "vrf", "vrfname": "blue"}'`,
      ),
    );
    expect(nad?.cniTypes).toEqual(['sriov', 'tuning', 'vrf']);
    expect(nad?.config?.plugins[0]?.value).toEqual({
      type: 'sriov',
      vlan: 5,
      spoofchk: 'off',
      trust: 'on',
      capabilities: { mac: true },
      ipam: { type: 'dhcp' },
    });
    const [ovs] = nadsOf(sriov('{bridge: br1, vlan: 5, ipam: ""}', 'OVSNetwork'));
    expect(ovs?.config?.value).toMatchObject({ type: 'ovs', bridge: 'br1', vlan: 5, ipam: {} });
    const [infiniband] = nadsOf(sriov('{linkState: enable}', 'SriovIBNetwork'));
    expect(infiniband?.config?.value).toMatchObject({ type: 'ib-sriov', link_state: 'enable' });
  });

  it('tells its type alone where its own JSON cannot be read', () => {
    expect(nadsOf(sriov(`{ipam: '{"type": "dhcp",}'}`))).toMatchObject([
      { config: undefined, configState: 'unknown', cniTypes: ['sriov'] },
    ]);
  });
});

describe('a node network configuration policy', () => {
  it('tells the bridges and physical networks that it leaves on the nodes', () => {
    const workspace = workspaceOf(
      `apiVersion: nmstate.io/v1
kind: NodeNetworkConfigurationPolicy
metadata: {name: nodes}
spec:
  desiredState:
    interfaces:
      - {name: br1, type: linux-bridge, state: up}
      - {name: br2, type: linux-bridge, state: absent}
      - {name: br-ex, type: ovs-bridge}
      - {name: eth1, type: ethernet, state: up}
      - {name: '{{ bridge }}', type: linux-bridge}
    ovn:
      bridge-mappings:
        - {localnet: phys, bridge: br-ex, state: present}
        - {localnet: gone, bridge: br-ex, state: absent}
`,
    );
    expect(workspace.known.bridges(vmUri).map(({ type, name, policy }) => [type, name, policy])).toEqual([
      ['linux-bridge', 'br1', 'nodes'],
      ['ovs-bridge', 'br-ex', 'nodes'],
      ['localnet', 'phys', 'nodes'],
    ]);
    const [first] = workspace.known.bridges(vmUri);
    expect(first && workspace.placeOf(first).start).toEqual({ line: 6, character: 15 });
  });
});

describe('DataVolumes', () => {
  it('are offered to VMs of their namespace, after the templates of the VM', () => {
    const volume = (name: string, namespace: string): string =>
      `apiVersion: cdi.kubevirt.io/v1beta1\nkind: DataVolume\nmetadata: {name: ${name}, namespace: ${namespace}}\n`;
    const workspace = workspaceOf(volume('near', 'tenant-a'), volume('far', 'tenant-b'));
    const text = twoNetworks
      .replace('  runStrategy: Always\n', '  runStrategy: Always\n  dataVolumeTemplates: [{metadata: {name: own}}]\n')
      .concat('      volumes:\n        - name: disk\n          dataVolume:\n            name: ');
    workspace.open(vmUri, 1, text);
    const view = workspace.view(vmUri, 0);
    const items = view && completionsAt(workspace, view, text.length)?.items;
    expect(items?.filter(({ kind }) => kind === 'reference').map(({ label, detail }) => [label, detail])).toEqual([
      ['own', 'dataVolumeTemplates'],
      ['near', 'DataVolume'],
    ]);
  });
});
