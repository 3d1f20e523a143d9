/** Which binding works on which NAD: every pair of the table, from a machine to its finding. */
import { describe, expect, it } from 'vitest';
import { cniTypes } from '../../../server/src/core/cni/cni-types.ts';
import { bindingByCni } from '../../../server/src/core/rules/compatibility/binding-by-cni.ts';
import { judged, kubevirt, machine, nad, said } from './judged.ts';

const registered = kubevirt({ macvtap: 'tap', l2bridge: 'managedTap' });
const attachments: Readonly<Record<string, string>> = {
  bridge: 'bridge: {}',
  sriov: 'sriov: {}',
  tap: 'binding: { name: macvtap }',
  managedTap: 'binding: { name: l2bridge }',
};

/** What `binding-nad-mismatch` says of each attachment: W a warning, I information, . nothing. */
const expected: Readonly<Record<string, string>> = {
  //                  bridge sriov tap managedTap
  bridge: '.WW.',
  'cnv-bridge': '.WW.',
  veth: '.WW.',
  ovs: '..W.',
  'ovn-k8s-cni-overlay': '....',
  macvlan: 'WWWW',
  ipvlan: 'WWWW',
  vlan: 'IWWI',
  'host-device': 'IWWI',
  ptp: 'IWWI',
  macvtap: 'WW.W',
  tap: 'WW.W',
  sriov: 'W.WW',
  'ib-sriov': 'W.WW',
  dummy: 'WWWW',
  loopback: 'WWWW',
  tuning: 'WWWW',
  'cnv-tuning': 'WWWW',
  portmap: 'WWWW',
  calico: '....',
  'cilium-cni': '....',
  'kube-ovn': '....',
  'of-our-own': '....',
};

function severities(type: string, resource?: string): string {
  return Object.values(attachments)
    .map((binding) => {
      const vm = machine([{ name: 'lan', binding, on: 'lan' }], { spec: '  evictionStrategy: None\n' });
      const found = judged(vm, {
        'kubevirt.yaml': registered,
        'nads.yaml': nad('lan', { type }, resource === undefined ? {} : { resource }),
      }).filter(({ finding }) => finding.rule === 'binding-nad-mismatch');
      return found[0]?.finding.severity.charAt(0).toUpperCase() ?? '.';
    })
    .join('');
}

describe('binding-nad-mismatch', () => {
  it.each(Object.entries(expected))('%s: %s', (type, marks) => {
    expect(severities(type)).toBe(marks);
  });

  it('has a row here for every row of the table, and knows every type that it has a row for', () => {
    expect(Object.keys(expected)).toEqual(expect.arrayContaining(Object.keys(bindingByCni)));
    expect([...cniTypes.keys()]).toEqual(expect.arrayContaining(Object.keys(bindingByCni)));
  });

  it('is less sure of SR-IOV on a NAD that hands out devices of some pool, but not on a mark of nodes', () => {
    expect(severities('host-device', 'example.com/nics')).toBe('IIWI');
    expect(severities('bridge', 'bridge.network.kubevirt.io/br1')).toBe('.WW.');
    expect(severities('macvtap', 'macvtap.network.kubevirt.io/eth0')).toBe('WW.W');
  });

  it('is less sure of a bridge on a virtual function that lets all frames pass', () => {
    const vm = machine([{ name: 'fast', binding: 'bridge: {}', on: 'fast' }]);
    const on = (more: object): readonly string[] =>
      said(vm, { 'nads.yaml': nad('fast', { type: 'sriov', ...more }, { resource: 'example.com/fast' }) });
    expect(on({ trust: 'on' })).toEqual(['warning binding-nad-mismatch']);
    expect(on({ trust: 'on', spoofchk: 'off' })).toEqual(['information binding-nad-mismatch']);
  });

  it('goes by the plugin that makes the NIC, the first of a list', () => {
    const chain = (...types: string[]): string =>
      nad('lan', JSON.stringify({ cniVersion: '0.3.1', name: 'lan', plugins: types.map((type) => ({ type })) }));
    const vm = machine([{ name: 'lan', binding: 'bridge: {}', on: 'lan' }]);
    expect(said(vm, { 'nads.yaml': chain('bridge', 'tuning') })).toEqual([]);
    expect(said(vm, { 'nads.yaml': chain('macvlan', 'tuning') })).toEqual(['warning binding-nad-mismatch']);
  });

  it('judges no plugin that may do anything', () => {
    const vm = machine([{ name: 'lan', binding: 'binding: { name: own }', on: 'lan' }]);
    const files = (registration: string) => ({
      'kubevirt.yaml': kubevirt({}).replace('binding:\n', `binding:\n        own: ${registration}`),
      'nads.yaml': nad('lan', { type: 'bridge' }),
    });
    expect(said(vm, files('{ domainAttachmentType: tap }'))).toEqual(['warning binding-nad-mismatch']);
    expect(said(vm, files('{ domainAttachmentType: tap, sidecarImage: own:1 }'))).toEqual([]);
    expect(said(vm, files('{ domainAttachmentType: tap, networkAttachmentDefinition: default/own }'))).toEqual([]);
    expect(said(vm, { 'nads.yaml': nad('lan', { type: 'bridge' }) })).toEqual([]);
  });

  it('takes the type of a NAD that only the project file names', () => {
    const vm = machine([{ name: 'lan', binding: 'bridge: {}', on: 'lan' }]);
    const project = (type: string) => ({
      '.virtlens.yaml': `nads: [{ name: lan, namespace: team-a, type: ${type} }]\n`,
    });
    expect(said(vm, project('macvlan'))).toEqual(['warning binding-nad-mismatch']);
    expect(said(vm, project('bridge'))).toEqual([]);
    // Whether it names devices is not told there.
    expect(said(vm.replace('bridge: {}', 'sriov: {}'), project('bridge'))).toEqual([
      'information binding-nad-mismatch',
    ]);
  });

  it.each([
    ['sriov', 'bridge: {}', {}, ['Use sriov instead of bridge']],
    ['bridge', 'sriov: {}', {}, ['Use bridge instead of sriov']],
    ['macvtap', 'bridge: {}', {}, ['Use the network binding plugin macvtap']],
    [
      'macvtap',
      'bridge: {}',
      { 'kubevirt.yaml': kubevirt({ direct: 'tap', l2bridge: 'managedTap' }) },
      ['Use the network binding plugin direct'],
    ],
    ['macvtap', 'bridge: {}', { 'kubevirt.yaml': kubevirt({ l2bridge: 'managedTap' }) }, []],
    ['macvlan', 'bridge: {}', {}, []],
  ] as const)('offers on %s under %s with %j: %j', (type, binding, files, titles) => {
    const vm = machine([{ name: 'lan', binding, on: 'lan' }]);
    const found = judged(vm, { 'nads.yaml': nad('lan', { type }), ...files }).find(
      ({ finding }) => finding.rule === 'binding-nad-mismatch',
    );
    expect(found?.titles).toEqual(titles);
  });
});

describe('sriov-on-pod-network', () => {
  it('is told of the Pod network alone', () => {
    const on = (network: string): readonly string[] =>
      said(machine([{ name: 'default', binding: 'sriov: {}', on: network }]));
    expect(on('pod')).toEqual(['warning sriov-on-pod-network']);
    expect(on('team-a/fast')).toEqual([]);
  });
});

describe('nic-without-device and resource-not-requested', () => {
  const nic = (binding: string): string => machine([{ name: 'fast', binding, on: 'fast' }]);

  it.each([
    ['sriov: {}', { type: 'sriov' }, undefined, ['warning nic-without-device']],
    ['sriov: {}', { type: 'sriov', deviceID: '0000:00:02.0' }, undefined, []],
    ['sriov: {}', { type: 'ovs', bridge: 'br1' }, undefined, ['warning nic-without-device']],
    ['sriov: {}', { type: 'ovn-k8s-cni-overlay', topology: 'localnet' }, undefined, ['warning nic-without-device']],
    ['sriov: {}', { type: 'ovs', bridge: 'br1' }, 'ovs-cni.network.kubevirt.io/br1', ['warning nic-without-device']],
    ['bridge: {}', { type: 'ovs', bridge: 'br1' }, undefined, []],
    ['binding: { name: macvtap }', { type: 'macvtap' }, undefined, ['warning nic-without-device']],
    ['sriov: {}', { type: 'sriov' }, 'example.com/fast', ['information resource-not-requested']],
    [
      'binding: { name: macvtap }',
      { type: 'macvtap' },
      'macvtap.network.kubevirt.io/eth0',
      ['information resource-not-requested'],
    ],
    ['bridge: {}', { type: 'bridge' }, 'bridge.network.kubevirt.io/br1', []],
  ] as const)('%s on %j with %s: %j', (binding, config, resource, expectedFindings) => {
    const files = { 'nads.yaml': nad('fast', config, resource === undefined ? {} : { resource }) };
    expect(said(nic(binding), files)).toEqual(expectedFindings);
  });

  it.each([
    ['v1.6.6', '', []],
    ['v1.8.4', '', []],
    ['v1.8.4', 'featureGates: [ExternalNetResourceInjection]', ['information resource-not-requested']],
    ['v1.9.0', '', ['information resource-not-requested']],
    ['v1.9.0', 'disabledFeatureGates: [ExternalNetResourceInjection]', []],
    // The gate is younger than the release, which does not know it.
    ['v1.6.6', 'featureGates: [ExternalNetResourceInjection]', []],
  ])('goes by the release: %s with %j', (release, gates, expectedFindings) => {
    const more = gates === '' ? '' : `    developerConfiguration: { ${gates} }\n`;
    const files = {
      'kubevirt.yaml': kubevirt({}, release, more),
      'nads.yaml': nad('fast', { type: 'sriov' }, { resource: 'example.com/fast' }),
    };
    expect(said(nic('sriov: {}'), files)).toEqual(expectedFindings);
  });
});
