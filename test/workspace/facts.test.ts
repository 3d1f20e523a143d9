/** What documents tell others, who is asked to look again when that changes, and where facts stand. */
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../server/src/core/counters.ts';
import type { FactKey } from '../../server/src/core/workspace/fact-table.ts';
import { Workspace } from '../../server/src/core/workspace/workspace.ts';
import { blueNad, twoNetworks } from '../support/manifests.ts';

const vmUri = 'file:///w/vm.yaml';
const nadUri = 'file:///w/nad.yaml';

const withMac = (mac: string, name: string): string => `apiVersion: kubevirt.io/v1
kind: VirtualMachineInstance
metadata: {name: ${name}, namespace: tenant-a}
spec:
  domain: {devices: {interfaces: [{name: lan, bridge: {}, macAddress: "${mac}"}]}}
  networks: [{name: lan, multus: {networkName: vlan100}}]
`;

/** A workspace, and the keys of which it told since they were last taken. */
function observed(): { workspace: Workspace; taken: () => readonly FactKey[] } {
  const workspace = new Workspace(newCounters());
  let keys: FactKey[] = [];
  workspace.observe({
    documentsChanged: () => undefined,
    factsChanged: (told) => {
      keys.push(...told);
      return false;
    },
  });
  const taken = (): readonly FactKey[] => {
    const all = [...new Set(keys)].sort();
    keys = [];
    return all;
  };
  return { workspace, taken };
}

describe('a change of facts', () => {
  it('is told to those whom it can touch, and to nobody where only places move', () => {
    const { workspace, taken } = observed();
    workspace.open(nadUri, 1, blueNad);
    expect(taken()).toEqual(['nad-config:vlan100', 'nad-names', 'nad:vlan100']);
    workspace.change(nadUri, 2, [{ text: `# about\n${blueNad}` }]);
    expect(taken()).toEqual([]);
    workspace.change(nadUri, 3, [{ text: blueNad.replace('"bridge"', '"macvlan"') }]);
    expect(taken()).toEqual(['nad-config:vlan100', 'nad:vlan100']);
    workspace.close(nadUri);
    expect(taken()).toEqual(['nad-config:vlan100', 'nad-names', 'nad:vlan100']);
  });

  it('is told of a profile with an integer that no number holds', () => {
    const { workspace, taken } = observed();
    const profile = (more: string): string =>
      `apiVersion: instancetype.kubevirt.io/v1beta1\nkind: VirtualMachineInstancetype\nmetadata:\n  name: big\nspec:\n  memory: { guest: 9007199254740993${more} }\n`;
    workspace.open(vmUri, 1, profile(''));
    expect(taken()).toEqual(['profiles']);
    workspace.change(vmUri, 2, [{ text: profile('0') }]);
    expect(taken()).toEqual(['profiles']);
  });

  it('of numbers beyond the exact ones is told too', () => {
    const { workspace, taken } = observed();
    const preference = (number: string): string =>
      `apiVersion: instancetype.kubevirt.io/v1beta1\nkind: VirtualMachinePreference\nmetadata: {name: a}\nspec: {number: ${number}}\n`;
    workspace.open(vmUri, 1, preference('12345678901234567890'));
    expect(taken()).toEqual(['profiles']);
    workspace.change(vmUri, 2, [{ text: preference('12345678901234567891') }]);
    expect(taken()).toEqual(['profiles']);
  });

  it('of a machine is told by its name, its NADs and its MACs, each only where it is another', () => {
    const { workspace, taken } = observed();
    workspace.open(vmUri, 1, withMac('02:00:00:00:00:0A', 'one'));
    expect(taken()).toEqual(['mac:02:00:00:00:00:0a', 'uses', 'uses:vlan100', 'vm:one']);
    workspace.change(vmUri, 2, [{ text: `${withMac('02-00-00-00-00-0a', 'one')}# same MAC\n` }]);
    expect(taken()).toEqual(['vm:one']);
    workspace.change(vmUri, 3, [{ text: withMac('02:00:00:00:00:0b', 'one') }]);
    expect(taken()).toEqual(['mac:02:00:00:00:00:0a', 'mac:02:00:00:00:00:0b', 'vm:one']);
  });
});

describe('networks that mean a NAD', () => {
  const pod = `apiVersion: apps/v1
kind: Deployment
metadata: {name: probe, namespace: tenant-b}
spec:
  template:
    metadata:
      annotations:
        k8s.v1.cni.cncf.io/networks: tenant-a/vlan100@eth1,other
`;

  it('are found in VMs and in annotations of workloads, by the namespace that they mean', () => {
    const { workspace } = observed();
    workspace.setDiskFile('file:///w/a.yaml', twoNetworks);
    workspace.setDiskFile('file:///w/b.yaml', pod);
    const uses = workspace.known.networksUsing('tenant-a', 'vlan100');
    expect(uses.map(({ machine, network, certain }) => [machine.resourceKind, network.reference, certain])).toEqual([
      ['VirtualMachine', 'vlan100', true],
      ['Deployment', 'tenant-a/vlan100', true],
    ]);
    expect(workspace.known.networksUsing('tenant-b', 'vlan100')).toEqual([]);
    expect(workspace.known.networksUsing('tenant-b', 'other')).toHaveLength(1);
  });

  it('of a templated namespace may mean any', () => {
    const { workspace } = observed();
    workspace.setDiskFile(
      'file:///w/a.yaml',
      twoNetworks.replace('namespace: tenant-a', 'namespace: {{ .Values.ns }}'),
    );
    expect(workspace.known.networksUsing('tenant-x', 'vlan100').map(({ certain }) => certain)).toEqual([false]);
  });

  it('stand where their file says now', () => {
    const { workspace } = observed();
    workspace.open(vmUri, 1, `---\n# first\n---\n${withMac('02:00:00:00:00:01', 'one')}`);
    const [use] = workspace.known.networksUsing('tenant-a', 'vlan100');
    const place = use && workspace.placeOf(use.machine, use.network.referencePlace);
    const line = '  networks: [{name: lan, multus: {networkName: vlan100}}]';
    const character = line.indexOf('vlan100');
    expect(place).toEqual({ start: { line: 8, character }, end: { line: 8, character: character + 7 } });
    const top = { line: 0, character: 0 };
    workspace.change(vmUri, 2, [{ range: { start: top, end: top }, text: '\n\n' }]);
    expect(use && workspace.placeOf(use.machine, use.network.referencePlace).start.line).toBe(10);
  });
});

describe('a NAD', () => {
  it('of the namespace asked for goes before one whose namespace a template writes, however near that is', () => {
    const { workspace } = observed();
    workspace.setDiskFile(nadUri, blueNad.replace('tenant-a', '{{ .Values.ns }}'));
    expect(workspace.known.findNad(vmUri, 'tenant-a', 'vlan100')?.uri).toBe(nadUri);
    workspace.setDiskFile('file:///far/away/nad.yaml', blueNad);
    expect(workspace.known.findNad(vmUri, 'tenant-a', 'vlan100')?.uri).toBe('file:///far/away/nad.yaml');
    expect(workspace.known.nadsNamed(vmUri, 'vlan100')).toHaveLength(2);
  });
});

describe('facts with integers that no number holds', () => {
  const huge = '9007199254740993';
  it.each([
    [
      'a preference',
      `apiVersion: instancetype.kubevirt.io/v1beta1\nkind: VirtualMachinePreference\nmetadata: {name: p}\nspec: {x: ${huge}}\n`,
    ],
    [
      'a KubeVirt resource',
      `apiVersion: kubevirt.io/v1\nkind: KubeVirt\nmetadata: {name: k}\nspec: {configuration: {x: ${huge}}}\n`,
    ],
    [
      'a network of OVS',
      `apiVersion: sriovnetwork.openshift.io/v1\nkind: OVSNetwork\nmetadata: {name: o}\nspec: {vlan: ${huge}}\n`,
    ],
  ])('are told by %s', (_, text) => {
    const { workspace, taken } = observed();
    workspace.setDiskFile('file:///w/huge.yaml', text);
    workspace.known.cluster(vmUri);
    taken();
    workspace.setDiskFile('file:///w/huge.yaml', text.replace(huge, `${huge}0`));
    expect(taken()).not.toEqual([]);
    workspace.settingsChanged();
  });
});
