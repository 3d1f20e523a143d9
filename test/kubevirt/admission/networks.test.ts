import { describe, expect, it } from 'vitest';
import { type Line, gates, linesOf, nics, specWith, vm, vmi } from './objects.ts';
import { expectNicRows, type NicRow, nad, own, pod } from './rows.ts';

const N = 'spec.networks';
const I = 'spec.domain.devices.interfaces';
const exactlyOne = (name: string, index: number, family: string): Line => [
  'INV',
  `logical ${name} interface must have exactly one binding method or binding plugin`,
  `${I}[${index}]`,
  family,
];

const rows: readonly NicRow[] = [
  {
    id: 'N1',
    interfaces: [own('a', { masquerade: {} }), own('b', { masquerade: {} })],
    networks: [pod('a'), pod('b')],
    expected: [
      [
        'DUP',
        'more than one interface is connected to a pod network in spec.interfaces',
        'spec.interfaces',
        'multiple-pod-networks',
      ],
    ],
  },
  {
    id: 'N2',
    interfaces: [own('a'), own('b')],
    networks: [
      { name: 'a', multus: { networkName: 'x', default: true } },
      { name: 'b', multus: { networkName: 'y', default: true } },
    ],
    expected: [['INV', 'Multus CNI should only have one default network', N, 'multiple-default-networks']],
  },
  {
    id: 'N3',
    interfaces: [own('a'), own('b')],
    networks: [pod('a'), { name: 'b', multus: { networkName: 'y', default: true } }],
    expected: [
      [
        'INV',
        'Pod network cannot be defined when Multus default network is defined',
        N,
        'pod-network-with-multus-default',
      ],
    ],
  },
  {
    id: 'N4',
    interfaces: [own('a')],
    networks: [{ name: 'a' }],
    expected: [['REQ', 'should have a network type', `${N}[0]`, 'missing-network-source']],
  },
  {
    id: 'N5',
    interfaces: [own('a')],
    networks: [{ name: 'a', pod: {}, multus: { networkName: 'x' } }],
    expected: [['REQ', 'should have only one network type', `${N}[0]`, 'multiple-network-sources']],
  },
  {
    id: 'N6, the first alone',
    interfaces: [own('a'), own('b')],
    networks: [nad('a', ''), nad('b', '')],
    expected: [['REQ', 'CNI delegating plugin must have a networkName', `${N}[0]`, 'missing-nad-reference']],
  },
  {
    id: 'N7',
    interfaces: [own('a', { bridge: {}, state: 'gone' })],
    networks: [nad('a')],
    expected: [
      ['INV', 'logical a interface state value is unsupported: gone', `${I}[0].state`, 'unsupported-interface-state'],
    ],
  },
  {
    id: 'N8',
    interfaces: [own('a', { sriov: {}, state: 'up' })],
    networks: [nad('a')],
    expected: [
      ['INV', '"a" interface\'s state "up" is not supported for SR-IOV NICs', `${I}[0].state`, 'link-state-on-sriov'],
    ],
  },
  {
    id: 'N9',
    interfaces: [own('a', { sriov: {}, state: 'absent' })],
    networks: [nad('a')],
    expected: [
      [
        'INV',
        '"a" interface\'s state "absent" is supported only for bridge binding',
        `${I}[0].state`,
        'absent-not-unpluggable',
      ],
    ],
  },
  {
    id: 'N10',
    interfaces: [own('a', { bridge: {}, state: 'absent' })],
    networks: [pod('a')],
    expected: [
      [
        'INV',
        '"a" interface\'s state "absent" is not supported on default networks',
        `${I}[0].state`,
        'absent-not-unpluggable',
      ],
    ],
  },
  {
    id: 'N11, none',
    interfaces: [own('a', {})],
    networks: [nad('a')],
    expected: [exactlyOne('a', 0, 'missing-binding')],
  },
  {
    id: 'N11, two',
    interfaces: [own('a', { bridge: {}, sriov: {} })],
    networks: [nad('a')],
    expected: [exactlyOne('a', 0, 'multiple-bindings')],
  },
  {
    id: 'N11 before v1.9: none and two',
    interfaces: [own('a', {}), own('b', { bridge: {}, sriov: {} })],
    networks: [nad('a'), nad('b')],
    surrounding: { release: 'v1.8' },
    expected: [],
  },
  {
    id: "N11'",
    interfaces: [own('a', { bridge: {}, binding: { name: 'x' } })],
    networks: [nad('a')],
    surrounding: { release: 'v1.8' },
    expected: [
      [
        'INV',
        'logical a interface cannot have both binding plugin and interface binding method',
        `${I}[0].binding`,
        'multiple-bindings',
      ],
    ],
  },
  {
    id: 'N12',
    interfaces: [own('a', { masquerade: {} })],
    networks: [nad('a')],
    expected: [
      ['INV', 'Masquerade interface only implemented with pod network', `${I}[0].name`, 'masquerade-off-pod-network'],
    ],
  },
  {
    id: 'N13',
    interfaces: [own('a', { masquerade: {}, macAddress: '02:00:00:00:00:00' })],
    networks: [pod('a')],
    expected: [
      [
        'INV',
        'The requested MAC address is reserved for the in-pod bridge. Please choose another one.',
        `${I}[0].macAddress`,
        'reserved-mac-address',
      ],
    ],
  },
  {
    id: 'N14',
    interfaces: [own('a')],
    networks: [pod('a')],
    surrounding: { kubevirt: { network: { permitBridgeInterfaceOnPodNetwork: false } } },
    expected: [
      [
        'INV',
        'Bridge on pod network configuration is not enabled under kubevirt-config',
        `${I}[0].name`,
        'bridge-on-pod-network-not-permitted',
      ],
    ],
  },
  {
    id: 'N15, v1.8',
    interfaces: [own('a', { passtBinding: {} })],
    networks: [pod('a')],
    surrounding: { release: 'v1.8' },
    expected: [['INV', 'PasstBinding feature gate is not enabled', `${I}[0].name`, 'feature-gate-not-enabled']],
  },
  {
    id: 'N15, on by itself since v1.9',
    interfaces: [own('a', { passtBinding: {} })],
    networks: [pod('a')],
    expected: [],
  },
  {
    id: 'N16',
    interfaces: [own('a', { passtBinding: {} })],
    networks: [nad('a')],
    expected: [
      ['INV', 'PasstBinding interface only implemented with pod network', `${I}[0].name`, 'passt-off-pod-network'],
    ],
  },
  {
    id: 'N17',
    interfaces: [own('a', { macvtap: {} })],
    networks: [pod('a')],
    surrounding: { release: 'v1.7' },
    expected: [
      ['INV', 'Macvtap feature gate is not enabled', `${I}[0].name`, 'discontinued-binding'],
      ['INV', 'Macvtap interface only implemented with Multus network', `${I}[0].name`, 'macvtap-off-multus-network'],
    ],
  },
  {
    id: 'N18',
    interfaces: [own('a', { passt: {} })],
    networks: [nad('a')],
    surrounding: { release: 'v1.6' },
    expected: [
      ['INV', 'Passt feature gate is not enabled', `${I}[0].name`, 'discontinued-binding'],
      ['INV', 'Passt interface only implemented with pod network', `${I}[0].name`, 'passt-off-pod-network'],
    ],
  },
  {
    id: 'N19',
    interfaces: [own('a', { macvtap: {} })],
    networks: [nad('a')],
    surrounding: { release: 'v1.7', ...gates('Macvtap') },
    expected: [
      [
        'NSUP',
        'Macvtap network binding is discontinued since v1.3. Please refer to Kubevirt user guide for alternatives.',
        '',
        'discontinued-binding',
      ],
    ],
  },
  {
    id: 'N20',
    interfaces: [own('a', { slirp: {} })],
    networks: [pod('a')],
    surrounding: { release: 'v1.6' },
    expected: [
      ['INV', 'Slirp interface support has been discontinued since v1.3', `${I}[0].slirp`, 'discontinued-binding'],
    ],
  },
  {
    id: 'N21, N22',
    interfaces: [own('a', { macvtap: {} }), own('b', { passt: {} })],
    networks: [nad('a'), pod('b')],
    surrounding: { release: 'v1.8' },
    expected: [
      ['INV', 'Macvtap network binding has been discontinued since v1.3', `${I}[0].macvtap`, 'discontinued-binding'],
      ['INV', 'Passt network binding has been discontinued since v1.3', `${I}[1].passt`, 'discontinued-binding'],
    ],
  },
];

expectNicRows('rules of networks, bindings and states', rows);

describe('rules of networks', () => {
  it.each(['v1.6', 'v1.7', 'v1.8', 'v1.9'])('find nothing in a VM of every common kind of NIC, in %s', (release) => {
    const spec = nics(
      [
        { name: 'default', masquerade: {}, model: 'virtio', ports: [{ name: 'ssh', port: 22, protocol: 'TCP' }] },
        { name: 'blue', bridge: {}, macAddress: '02-00-00-00-00-0A', state: 'down' },
        { name: 'fast', sriov: {}, pciAddress: '0000:81:01.0', bootOrder: 1 },
        { name: 'own', binding: { name: 'plugin' } },
      ],
      [
        { name: 'own', multus: { networkName: 'ns/own' } },
        { name: 'default', pod: {} },
        { name: 'blue', multus: { networkName: 'blue' } },
        { name: 'fast', multus: { networkName: 'fast' } },
      ],
    );
    expect(linesOf(vm(spec), { release })).toEqual([]);
  });

  it('speak of the VM by its template, of discontinued bindings by `spec`', () => {
    const spec = nics([{ name: 'a', slirp: {} }], [{ name: 'a', pod: {} }]);
    expect(linesOf(vm(spec)).map(([, , field]) => field)).toEqual([
      'spec.domain.devices.interfaces[0].slirp',
      'spec.template.spec.domain.devices.interfaces[0]',
    ]);
  });

  it('N59: a default NIC that cannot be had is the only fault of networks', () => {
    const kubevirt = { network: { defaultNetworkInterface: 'slirp' } };
    const probe = { readinessProbe: { tcpSocket: { port: 1 } } };
    expect(linesOf(vm(specWith({ ...probe })), { kubevirt }).map(([, message]) => message)).toEqual([
      'slirp interface is deprecated as of v1.3',
    ]);
    expect(linesOf(vm(specWith({ devices: { autoattachPodInterface: false } })), { kubevirt })).toEqual([]);
  });

  it('find a probe satisfied by the NIC that KubeVirt adds', () => {
    expect(linesOf(vmi(specWith({ readinessProbe: { tcpSocket: { port: 1 } } })))).toEqual([]);
  });
});
