/** What fixes of networks and bindings write, to the character: their place, their values, and what stays as it was. */
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../../server/src/core/counters.ts';
import { FindingStore } from '../../../server/src/core/rules/findings.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';
import { applyEdits } from '../../../server/src/core/yaml/edit.ts';

const uri = 'file:///cluster/vm.yaml';
const indented = (text: string, by: number): string => text.replace(/^(?=.)/gm, ' '.repeat(by));

function vmi(interfaces: string, networks: string): string {
  return `apiVersion: kubevirt.io/v1
kind: VirtualMachineInstance
metadata:
  name: edge
spec:
  domain:
    memory:
      guest: 1Gi
    devices:
      interfaces:
${indented(interfaces, 6)}  networks:
${indented(networks, 2)}`;
}

interface Offered {
  readonly title: string;
  readonly safety: string;
  readonly text: string;
}

/** The fixes of the findings of a rule. */
function offered(text: string, rule: string, project: string, more = ''): readonly Offered[] {
  const workspace = new Workspace(newCounters());
  const store = new FindingStore(workspace);
  workspace.setDiskFile('file:///cluster/.virtlens.yaml', project);
  workspace.setDiskFile('file:///cluster/more.yaml', more);
  workspace.setDiskFile(uri, text);
  const view = workspace.view(uri, 0);
  return [...store.of(uri)]
    .flatMap(({ findings }) => findings)
    .filter((finding) => finding.rule === rule)
    .flatMap((finding) => (view ? store.fixes(view, finding) : []))
    .flatMap(({ title, safety, edit }) =>
      edit.in === 'document' ? [{ title, safety, text: applyEdits(text, edit.edits) }] : [],
    );
}

const pod = '- name: default # the usual one\n  pod: {}\n';
const lan = '- name: lan\n  multus:\n    networkName: vlan100 # in the rack\n';
const nad = `apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: vlan100
spec:
  config: '{"cniVersion": "0.3.1", "type": "sriov"}'
`;

describe('a given-up binding', () => {
  it.each([
    {
      what: 'macvtap becomes its plugin',
      release: 'v1.9',
      nic: '- name: lan\n  macvtap: {} # fast\n  macAddress: "02:aa:00:00:00:01"\n',
      network: lan,
      title: 'Use the network binding plugin macvtap',
      fixed: /- name: lan\n {8}binding: # fast\n {10}name: macvtap\n {8}macAddress: "02:aa:00:00:00:01"\n/,
    },
    {
      what: 'passt becomes passtBinding where that is on',
      release: 'v1.9',
      nic: '- name: default\n  passt: {} # fast\n',
      network: pod,
      title: 'Use passtBinding instead of passt',
      fixed: /- name: default\n {8}passtBinding: \{\} # fast\n/,
    },
    {
      what: 'passt becomes masquerade where its successor is off',
      release: 'v1.8',
      nic: '- name: default\n  passt: {} # fast\n',
      network: pod,
      title: 'Use masquerade instead of passt',
      fixed: /- name: default\n {8}masquerade: \{\} # fast\n/,
    },
    {
      what: 'slirp goes where masquerade is already',
      release: 'v1.9',
      nic: '- name: default\n  slirp: {}\n  masquerade: {} # kept\n',
      network: pod,
      title: 'Remove slirp; masquerade stays',
      fixed: /- name: default\n {8}masquerade: \{\} # kept\n/,
    },
  ])('$what', ({ release, nic, network, title, fixed }) => {
    const [first] = offered(vmi(nic, network), 'discontinued-binding', `release: ${release}\n`);
    expect(first?.title).toBe(title);
    expect(first?.text).toMatch(fixed);
    expect(offered(first?.text ?? '', 'discontinued-binding', `release: ${release}\n`)).toEqual([]);
  });
});

describe('an empty key', () => {
  it.each(['masquerade:', 'masquerade: # to do', 'masquerade: ~', 'masquerade: null'])('%s', (written) => {
    const text = vmi(`- name: default\n  ${written}\n`, pod);
    const [first, ...more] = offered(text, 'missing-binding', 'release: v1.9\n');
    expect(more).toEqual([]);
    expect(first).toEqual({
      title: 'Write masquerade: {}',
      safety: 'safe',
      text: text.replace(`${written}\n`, `masquerade: {}${written.includes('#') ? ' # to do' : ''}\n`),
    });
  });

  it('is not filled where the binding does not fit', () => {
    const [first] = offered(vmi('- name: lan\n  masquerade:\n', lan), 'missing-binding', 'release: v1.9\n');
    expect(first).toMatchObject({ title: 'Add the binding bridge', safety: 'unsafe' });
    expect(first?.text).not.toContain('masquerade');
  });
});

describe('what is known of the NAD', () => {
  it.each([
    { more: nad, titles: ['Add the binding sriov', 'Add the binding bridge'] },
    { more: nad.replace('sriov', 'bridge'), titles: ['Add the binding bridge', 'Add the binding sriov'] },
    { more: '', titles: ['Add the binding bridge', 'Add the binding sriov'] },
  ])('puts the best binding first: $titles', ({ more, titles }) => {
    const fixes = offered(vmi('- name: lan\n', lan), 'missing-binding', 'release: v1.9\n', more);
    expect(fixes.map(({ title }) => title)).toEqual(titles);
  });
});

describe('names', () => {
  const release = 'release: v1.9\n';

  it('that both lists have twice change in both', () => {
    const text = vmi('- name: lan\n  bridge: {}\n- name: lan # second\n  sriov: {}\n', lan + lan.replace('100', '200'));
    const [network] = offered(text, 'duplicate-network-name', release);
    const [own] = offered(text, 'duplicate-interface-name', release);
    expect(network?.title).toBe('Rename it and its interface to lan-2');
    expect(own?.title).toBe('Rename it and its network to lan-2');
    expect(network?.text).toBe(own?.text);
    expect(network?.text).toContain('- name: lan-2 # second\n        sriov: {}\n');
    expect(network?.text).toMatch(/- name: lan-2\n {4}multus:\n {6}networkName: vlan200/);
  });

  it('of a network written twice word for word: one of them goes safely', () => {
    const text = vmi('- name: lan\n  bridge: {}\n', lan + lan);
    const [first] = offered(text, 'duplicate-network-name', release);
    expect(first).toEqual({
      title: 'Remove this network',
      safety: 'safe',
      text: vmi('- name: lan\n  bridge: {}\n', lan),
    });
  });

  it('of a second NIC on the Pod network lead to another network', () => {
    const text = vmi('- name: default\n  masquerade: {}\n- name: default\n  masquerade: {}\n', pod);
    const [first] = offered(text, 'duplicate-interface-name', release);
    expect(first?.text).toContain('- name: default-2\n        bridge: {}\n');
    expect(first?.text).toMatch(/- name: default-2\n {4}multus:\n {6}networkName: default-2\n/);
  });

  it('are matched with the NAD’s', () => {
    const text = vmi('- name: vlan100\n  bridge: {}\n- name: default\n  masquerade: {}\n', lan + pod);
    const [first] = offered(text, 'interface-without-network', release);
    expect(first).toMatchObject({
      title: 'Rename the interface to lan',
      text: text.replace('- name: vlan100', '- name: lan'),
    });
  });

  it('that are empty are not repeated', () => {
    const titles = offered(vmi("- name: ''\n  bridge: {}\n", lan), 'interface-without-network', release).map(
      ({ title }) => title,
    );
    expect(titles).toContain('Remove this interface');
    expect(titles.filter((title) => title.endsWith(' '))).toEqual([]);
  });
});
