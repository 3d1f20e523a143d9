/** Networks that are added to VMs: one edit of both lists that KubeVirt admits, and answers that are refused. */
import { describe, expect, it } from 'vitest';
import {
  nicTarget,
  planNic,
  type NicAnswers,
  type NewNic,
} from '../../../server/src/core/features/commands/new-nic.ts';
import { nicChoices } from '../../../server/src/core/features/commands/nic-choices.ts';
import { blueNad, implicitNic, kubevirtWith, twoNetworks } from '../../support/manifests.ts';
import { after, findingsIn, folder, placeOf, workspaceOf, type Files } from './files.ts';

const lan = blueNad.replace('vlan100', 'lan');
const far = blueNad.replace('vlan100', 'storage').replace('tenant-a', 'infra').replace('"bridge"', '"ovs"');
const pool = blueNad
  .replace('vlan100', 'fast')
  .replace('spec:', '  annotations: { k8s.v1.cni.cncf.io/resourceName: vendor.example/pool }\nspec:')
  .replace(/'.*'/, `'{"cniVersion":"1.0.0","type":"sriov"}'`);
const nads = [blueNad, lan, far, pool].join('---\n');

function plan(files: Files, answers: NicAnswers = {}): NewNic {
  const workspace = workspaceOf(files);
  const { view } = placeOf(workspace, 'vm.yaml', 'domain:');
  const target = nicTarget(
    workspace,
    view,
    view.resources.find(({ vm }) => vm)!,
  );
  if (!target) throw new Error('no target');
  return planNic(workspace, target, answers);
}

function added(files: Files, answers: NicAnswers = {}): Files {
  const { edits, problems } = plan(files, answers);
  if (!edits) throw new Error(problems.map(({ message }) => message).join('\n'));
  return after(files, edits);
}

function choices(files: Files, answers: NicAnswers = {}) {
  const workspace = workspaceOf(files);
  const { view } = placeOf(workspace, 'vm.yaml', 'domain:');
  return nicChoices(
    workspace,
    nicTarget(
      workspace,
      view,
      view.resources.find(({ vm }) => vm)!,
    )!,
    answers,
  );
}

const faults = ({ problems }: NewNic): string[] => problems.map(({ of, severity }) => `${severity} ${of}`);
const loud = (files: Files): string[] =>
  findingsIn(files)
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ rule, message }) => `${rule}: ${message}`);

describe('a network', () => {
  it('is added to both lists, with defaults for what is not answered', () => {
    const files = { 'vm.yaml': twoNetworks, 'nads.yaml': nads };
    expect(added(files)['vm.yaml']).toBe(
      twoNetworks
        .replace(
          '              bridge: {}\n',
          '              bridge: {}\n            - name: lan\n              bridge: {}\n',
        )
        .replace('vlan100\n', 'vlan100\n        - name: lan\n          multus:\n            networkName: lan\n'),
    );
  });

  it('is added with all that is answered', () => {
    const files = { 'vm.yaml': twoNetworks, 'nads.yaml': nads };
    const answers = {
      reference: 'infra/storage',
      binding: 'bridge',
      mac: '02:11:22:33:44:55',
      model: 'e1000e',
      name: 'disks',
    };
    expect(added(files, answers)['vm.yaml']).toBe(
      twoNetworks
        .replace(
          '              bridge: {}\n',
          "              bridge: {}\n            - name: disks\n              bridge: {}\n              model: e1000e\n              macAddress: '02:11:22:33:44:55'\n",
        )
        .replace(
          'vlan100\n',
          'vlan100\n        - name: disks\n          multus:\n            networkName: infra/storage\n',
        ),
    );
  });

  it('keeps the style of the file', () => {
    const flow = `apiVersion: kubevirt.io/v1
kind: VirtualMachineInstance
metadata: {name: edge, namespace: tenant-a}
spec:
  domain: {devices: {interfaces: [{name: default, masquerade: {}}]}, memory: {guest: 1Gi}}
  networks: [{name: default, pod: {}}] # one
`;
    const result = added({ 'vm.yaml': flow, 'nads.yaml': lan });
    expect(result['vm.yaml']).toBe(
      flow
        .replace('masquerade: {}}', 'masquerade: {}}, {name: lan, bridge: {}}')
        .replace('pod: {}}', 'pod: {}}, {name: lan, multus: {networkName: lan}}'),
    );
    const flush = twoNetworks.replace(/^( +)- /gm, '$1- ').replaceAll('\n', '\r\n');
    expect(added({ 'vm.yaml': flush, 'nads.yaml': lan })['vm.yaml']?.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('gets a NAD that is made for it, in its own file or that of the VM', () => {
    const files = { 'vm.yaml': twoNetworks, 'nads.yaml': nads };
    for (const place of [
      { in: 'new-file', uri: `${folder}guests-nad.yaml` },
      { in: 'file', uri: `${folder}vm.yaml` },
      { in: 'file', uri: `${folder}nads.yaml` },
    ] as const) {
      const result = added(files, { reference: 'guests', newNad: { template: 'ovn-layer2', place } });
      expect(result[place.uri.slice(folder.length)]).toContain('"netAttachDefName": "tenant-a/guests"');
      expect(choices(result).nads.find(({ reference }) => reference === 'guests')?.isUsed).toBe(true);
      expect(loud(result)).toEqual([]);
    }
  });

  it('is the binding plugin, where it is chosen or alone fits', () => {
    const tap = blueNad.replace('vlan100', 'tap').replace(/'.*'/, `'{"cniVersion":"1.0.0","type":"macvtap"}'`);
    const kubevirt = kubevirtWith('mac').replace(
      'networkAttachmentDefinition: default/mac-net',
      'domainAttachmentType: tap',
    );
    const files = { 'vm.yaml': twoNetworks, 'nads.yaml': tap, 'kubevirt.yaml': kubevirt };
    expect(choices(files, { reference: 'tap' }).bindings.map(({ binding }) => binding)).toEqual(['plugin:mac']);
    expect(added(files)['vm.yaml']).toContain('- name: tap\n              binding:\n                name: mac\n');
  });

  it('is sriov on a NAD of that type', () => {
    const files = { 'vm.yaml': twoNetworks, 'nads.yaml': pool };
    expect(choices(files, { reference: 'fast' }).bindings.map(({ binding }) => binding)).toEqual(['sriov']);
    expect(faults(plan(files, { reference: 'fast', binding: 'bridge' }))).toEqual(['warning binding']);
  });

  it.each([
    ['{"type":"bridge","bridge":"br1"}', '', ['bridge', 'plugin:two', 'plugin:side']],
    ['{"type":"cnv-bridge","bridge":"br1"}', '', ['bridge', 'plugin:two', 'plugin:side']],
    ['{"type":"ovs","bridge":"br1"}', '', ['bridge', 'plugin:two', 'plugin:side']],
    ['{"type":"ovs","bridge":"br1"}', 'vendor.example/pool', ['sriov', 'bridge', 'plugin:two', 'plugin:side']],
    ['{"type":"ovs","bridge":"br1"}', 'ovs-cni.network.kubevirt.io/br1', ['bridge', 'plugin:two', 'plugin:side']],
    ['{"type":"sriov"}', '', ['sriov', 'plugin:side']],
    ['{"type":"macvlan","master":"eth0"}', '', ['plugin:side']],
    ['{"type":"macvtap"}', 'macvtap.network.kubevirt.io/eth0', ['plugin:one', 'plugin:side']],
    ['{"type":"vlan","master":"eth0","vlanId":5}', '', ['bridge', 'plugin:two', 'plugin:side']],
    ['{"type":"of-our-own"}', '', ['bridge', 'sriov', 'plugin:one', 'plugin:two', 'plugin:side']],
  ])('on %s with "%s" is one of %j', (config, resource, expected) => {
    const nad = blueNad
      .replace('vlan100', 'lan')
      .replace(
        'spec:',
        resource === '' ? 'spec:' : `  annotations: { k8s.v1.cni.cncf.io/resourceName: ${resource} }\nspec:`,
      )
      .replace(/'.*'/, `'${config}'`);
    const kubevirt = kubevirtWith('side').replace(
      '        side:',
      '        one: { domainAttachmentType: tap }\n        two: { domainAttachmentType: managedTap }\n        side:',
    );
    const files = { 'vm.yaml': twoNetworks, 'nads.yaml': nad, 'kubevirt.yaml': kubevirt };
    const { bindings } = choices(files, { reference: 'lan' });
    expect(bindings.map(({ binding }) => binding)).toEqual(expected);
    // What is not recommended can be had all the same, and is told by the rule as well.
    for (const binding of ['bridge', 'sriov']) {
      const chosen = plan(files, { reference: 'lan', binding });
      expect(faults(chosen)).toEqual(expected.includes(binding) ? [] : ['warning binding']);
    }
  });

  it('says the drawback of a binding on a NAD', () => {
    const nad = blueNad.replace(/'.*'/, `'{"type":"host-device","device":"eth1"}'`);
    const [bridge] = choices({ 'vm.yaml': twoNetworks, 'nads.yaml': nad }, { reference: 'vlan100' }).bindings;
    expect(bridge?.binding).toBe('bridge');
    expect(bridge?.detail).toMatch(/moves a device of the node/);
  });

  it('is refused in the words of KubeVirt', () => {
    const files = { 'vm.yaml': twoNetworks, 'nads.yaml': nads };
    expect(faults(plan(files, { name: 'blue' }))).toContain('error name');
    expect(plan(files, { name: 'a.b' }).problems[0]?.message).toMatch(/Network interface name can only contain/);
    expect(faults(plan(files, { mac: 'nonsense' }))).toEqual(['error mac']);
    expect(faults(plan(files, { mac: '02:00:00:00:00:00:00:01' }))).toEqual(['error mac']);
    expect(faults(plan(files, { model: 'virtio-net' }))).toEqual(['error model']);
    expect(faults(plan(files, { binding: 'masquerade' }))).toEqual(['error binding']);
    expect(faults(plan(files, { binding: 'plugin:none' }))).toEqual(['error binding']);
    expect(faults(plan({ 'vm.yaml': twoNetworks }))).toEqual(['error reference']);
  });

  it('is not given an address that no NIC can have, and warned of one that another has', () => {
    const other = twoNetworks
      .replace('name: router', 'name: gateway')
      .replace('bridge: {}', 'bridge: {}\n              macAddress: 02-AA-00-00-00-01');
    const files = { 'vm.yaml': twoNetworks, 'nads.yaml': nads, 'other.yaml': other };
    expect(faults(plan(files, { mac: '03:00:00:00:00:01' }))).toEqual(['error mac']);
    expect(faults(plan(files, { mac: '00:00:00:00:00:00' }))).toEqual(['error mac']);
    expect(faults(plan(files, { mac: '02:00:00:00:00:00' }))).toEqual(['error mac']);
    const { edits, problems } = plan(files, { mac: '02:aa:00:00:00:01' });
    expect(edits).toBeDefined();
    expect(problems).toEqual([
      { of: 'mac', severity: 'warning', message: 'blue of VirtualMachine gateway has this address already.' },
    ]);
  });

  it('gets an address made up for it, that nobody has', () => {
    const files = { 'vm.yaml': twoNetworks, 'nads.yaml': nads };
    const first = plan(files, { mac: 'generate' }).answers.mac ?? '';
    expect(first).toMatch(/^02(:[0-9a-f]{2}){5}$/);
    expect(plan(files, { mac: 'generate' }).answers.mac).toBe(first);
    const other = twoNetworks
      .replace('name: router', 'name: gateway')
      .replace('bridge: {}', `bridge: {}\n              macAddress: ${first}`);
    const second = plan({ ...files, 'other.yaml': other }, { mac: 'generate' });
    expect(second.problems).toEqual([]);
    expect(second.answers.mac).not.toBe(first);
  });

  it('has no address of its own where many VMs are made of one', () => {
    const set = twoNetworks
      .replace('kind: VirtualMachine', 'kind: VirtualMachineInstanceReplicaSet')
      .replace('runStrategy: Always', 'selector: { matchLabels: { a: b } }')
      .replace('template:\n', 'template:\n    metadata: { labels: { a: b } }\n');
    const files = { 'vm.yaml': set, 'nads.yaml': nads };
    expect(choices(files).mac).toBeUndefined();
    expect(faults(plan(files, { mac: 'generate' }))).toEqual(['error mac']);
    expect(loud(added(files))).toEqual([]);
  });

  it.each([
    [
      'the lists are written by a template',
      twoNetworks.replace('        - name: blue\n', '        {{- include "nics" . }}\n        - name: blue\n'),
      'vm.yaml',
    ],
    ['it is a patch', twoNetworks, 'patches/vm.yaml'],
    ['KubeVirt reads the VM no more', twoNetworks.replace('kubevirt.io/v1', 'kubevirt.io/v1alpha1'), 'vm.yaml'],
    ['the YAML is broken', `${twoNetworks}  - : [`, 'vm.yaml'],
  ])('is not offered where %s', (_, text, name) => {
    const workspace = workspaceOf({ [name]: text });
    const { view } = placeOf(workspace, name, 'domain:');
    for (const resource of view.resources) expect(nicTarget(workspace, view, resource)).toBeUndefined();
  });

  it('says so where it cannot be written exactly', () => {
    const text = twoNetworks
      .replace('interfaces:\n', 'interfaces: &nics\n')
      .replace('spec:\n', 'spec:\n  x-nics: *nics\n');
    const anchored = text.replace('  x-nics: *nics\n', '').replace('networks:\n', 'x: *nics\n      networks:\n');
    expect(faults(plan({ 'vm.yaml': anchored, 'nads.yaml': nads }))).toEqual(['error vm']);
  });
});

describe('the NIC on the Pod network that KubeVirt adds by itself', () => {
  const files = { 'vm.yaml': implicitNic, 'nads.yaml': lan.replace('  namespace: tenant-a\n', '') };
  const masquerade = {
    ...files,
    '.virtlens.yaml': 'configuration:\n  network:\n    defaultNetworkInterface: masquerade\n',
  };

  it('is written out as it is, ahead of the new one', () => {
    const expected = (binding: string): string =>
      implicitNic
        .replace(
          'devices: {}',
          `devices:\n          interfaces:\n          - name: default\n            ${binding}: {}\n          - name: lan\n            bridge: {}`,
        )
        .concat(
          '      networks:\n      - name: default\n        pod: {}\n      - name: lan\n        multus:\n          networkName: lan\n',
        );
    expect(added(files)['vm.yaml']).toBe(expected('bridge'));
    expect(added(masquerade)['vm.yaml']).toBe(expected('masquerade'));
    expect(added(files, { podNic: 'masquerade' })['vm.yaml']).toBe(expected('masquerade'));
    expect(plan(files).notes).toHaveLength(1);
  });

  it('goes where that is wanted', () => {
    const result = plan(files, { podNic: 'none' });
    expect(after(files, result.edits ?? [])['vm.yaml']).not.toContain('pod: {}');
    expect(result.notes[0]).toMatch(/loses the NIC/);
    expect(choices(files).podNic.map(({ podNic, label }) => `${podNic} ${label}`)).toEqual([
      'keep bridge',
      'masquerade masquerade',
      'none None',
    ]);
    expect(choices(masquerade).podNic.map(({ podNic }) => podNic)).toEqual(['keep', 'none']);
  });

  it('is not made up for a VM that has none', () => {
    const without = implicitNic.replace('devices: {}', 'devices: { autoattachPodInterface: false }');
    const result = added({ ...files, 'vm.yaml': without });
    expect(result['vm.yaml']).not.toContain('pod: {}');
    expect(choices({ ...files, 'vm.yaml': without }).podNic).toEqual([]);
    expect(choices({ 'vm.yaml': twoNetworks }).podNic).toEqual([]);
  });

  it('is masquerade where KubeVirt may not bridge', () => {
    const refused = {
      ...files,
      '.virtlens.yaml': 'configuration:\n  network:\n    permitBridgeInterfaceOnPodNetwork: false\n',
    };
    expect(added(refused)['vm.yaml']).toContain('masquerade: {}');
  });
});

describe('the choices', () => {
  it('name known NADs with what tells them apart, nearest first', () => {
    const files = { 'vm.yaml': twoNetworks, 'nads.yaml': nads, 'far/more.yaml': lan.replace('lan', 'far') };
    expect(choices(files).nads.map(({ reference, detail, isUsed }) => [reference, detail, isUsed])).toEqual([
      ['vlan100', 'bridge br1', true],
      ['lan', 'bridge br1', false],
      ['infra/storage', 'ovs br1', false],
      ['fast', 'sriov, vendor.example/pool', false],
      ['far', 'bridge br1', false],
    ]);
  });

  it('suggest a name, and an address that goes with it', () => {
    const files = { 'vm.yaml': twoNetworks, 'nads.yaml': nads };
    expect(choices(files, { reference: 'infra/storage' }).name).toBe('storage');
    expect(choices(files, { reference: 'blue' }).name).toBe('blue-2');
    const { mac } = choices(files, { reference: 'infra/storage', name: 'x' });
    expect(plan(files, { reference: 'infra/storage', name: 'x', mac: 'generate' }).answers.mac).toBe(mac);
  });

  it('offer places for a NAD that is not there', () => {
    const files = { 'vm.yaml': twoNetworks, 'nads.yaml': nads };
    expect(choices(files, { reference: 'new' }).places.map(({ label }) => label)).toEqual([
      'New file new-nad.yaml',
      'This file, as its last document',
      'nads.yaml, as its last document',
    ]);
    expect(choices(files, { reference: 'lan' }).places).toEqual([]);
    expect(choices(files, { reference: '../x' }).places).toEqual([]);
  });
});
