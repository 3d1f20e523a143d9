import { describe, expect, it } from 'vitest';
import { type Line, type Surrounding, gates, linesOf, nics, specWith, vm, vmi } from './objects.ts';

const pod = (name: string): object => ({ name, pod: {} });
const nad = (name: string, networkName = `${name}-nad`): object => ({ name, multus: { networkName } });
const own = (name: string, rest: object = { bridge: {} }): object => ({ name, ...rest });

type Plain = Readonly<Record<string, unknown>>;

interface Row {
  readonly id: string;
  readonly interfaces: readonly object[];
  readonly networks: readonly object[];
  readonly spec?: Plain;
  readonly expected: readonly Line[];
  readonly surrounding?: Surrounding;
}

const N = 'spec.networks';
const I = 'spec.domain.devices.interfaces';
const claims = { resourceClaims: [{ name: 'nets', resourceClaimName: 'rc' }] };
const dra = gates('NetworkDevicesWithDRA');
const portRanges = gates('PortRangesSpec');
const claimed = (name: string, claimName = 'nets', requestName = 'vf'): object => ({
  name,
  resourceClaim: { claimName, requestName },
});

const exactlyOne = (name: string, index: number, family: string): Line => [
  'INV',
  `logical ${name} interface must have exactly one binding method or binding plugin`,
  `${I}[${index}]`,
  family,
];

const rows: readonly Row[] = [
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
  {
    id: 'N23, N31',
    interfaces: [own('a'), own('a')],
    networks: [nad('a'), nad('a', 'other')],
    expected: [
      [
        'DUP',
        'Network with name "a" already exists, every network must have a unique name',
        `${N}[1].name`,
        'duplicate-network-name',
      ],
      [
        'DUP',
        'Only one interface can be connected to one specific network',
        `${I}[1].name`,
        'duplicate-interface-name',
      ],
    ],
  },
  {
    id: 'N24',
    interfaces: [own('a', { sriov: {} })],
    networks: [claimed('a')],
    spec: claims,
    expected: [
      [
        'INV',
        'vmi.spec.networks contains DRA networks but NetworkDevicesWithDRA feature gate is not enabled',
        N,
        'feature-gate-not-enabled',
      ],
    ],
  },
  {
    id: 'N25',
    interfaces: [own('a', { sriov: {} }), own('b')],
    networks: [claimed('a'), nad('b')],
    spec: claims,
    surrounding: dra,
    expected: [
      [
        'INV',
        'mixing Multus and DRA resourceClaim networks in the same VMI is not supported',
        N,
        'claim-network-with-multus',
      ],
    ],
  },
  {
    id: 'N26',
    interfaces: [own('a')],
    networks: [claimed('a')],
    spec: claims,
    surrounding: dra,
    expected: [['INV', 'DRA network "a" requires an SR-IOV or binding plugin interface', I, 'claim-network-binding']],
  },
  {
    id: 'N27',
    interfaces: [own('a', { sriov: {} })],
    networks: [claimed('a', '', '')],
    spec: claims,
    surrounding: dra,
    expected: [
      ['REQ', 'claimName is required for DRA network', `${N}[0].resourceClaim.claimName`, 'incomplete-resource-claim'],
      [
        'REQ',
        'requestName is required for DRA network',
        `${N}[0].resourceClaim.requestName`,
        'incomplete-resource-claim',
      ],
    ],
  },
  {
    id: 'N28',
    interfaces: [own('a', { sriov: {} })],
    networks: [claimed('a', 'other')],
    spec: claims,
    surrounding: dra,
    expected: [
      [
        'NF',
        'network references resourceClaim "other" which is not defined in spec.resourceClaims',
        `${N}[0].resourceClaim.claimName`,
        'unknown-resource-claim',
      ],
    ],
  },
  {
    id: 'N29',
    interfaces: [own('a', { sriov: {} }), own('b', { sriov: {} })],
    networks: [claimed('a'), claimed('b')],
    spec: claims,
    surrounding: dra,
    expected: [['DUP', 'duplicate claimName/requestName combination "nets/vf"', `${N}[1]`, 'duplicate-resource-claim']],
  },
  {
    id: 'N30',
    interfaces: [own('a')],
    networks: [nad('a'), nad('b')],
    expected: [['REQ', "spec.networks[1].name 'b' not found.", `${N}[1].name`, 'network-without-interface']],
  },
  {
    id: 'N32',
    interfaces: [own('a'), own('b')],
    networks: [nad('a')],
    expected: [['INV', `${I}[1].name 'b' not found.`, `${I}[1].name`, 'interface-without-network']],
  },
  {
    id: 'N33',
    interfaces: [own('a.b')],
    networks: [nad('a.b')],
    expected: [
      [
        'INV',
        'Network interface name can only contain alphabetical characters, numbers, dashes (-) or underscores (_)',
        `${I}[0].name`,
        'invalid-interface-name',
      ],
    ],
  },
  {
    id: 'N34',
    interfaces: [own('a', { bridge: {}, model: 'Virtio' })],
    networks: [nad('a')],
    expected: [
      [
        'NSUP',
        `interface ${I}[0].name uses model Virtio that is not supported.`,
        `${I}[0].model`,
        'unsupported-interface-model',
      ],
    ],
  },
  {
    id: 'N35, N36, N37',
    interfaces: [
      own('a', { bridge: {}, macAddress: 'x' }),
      own('b', { bridge: {}, macAddress: '02:00:00:00:00:00:00:01' }),
      own('c', { bridge: {}, pciAddress: '0000:81:01.10' }),
    ],
    networks: [nad('a'), nad('b'), nad('c')],
    expected: [
      ['INV', `interface ${I}[0].name has malformed MAC address (x).`, `${I}[0].macAddress`, 'malformed-mac-address'],
      [
        'INV',
        `interface ${I}[1].name has too long MAC address (02:00:00:00:00:00:00:01).`,
        `${I}[1].macAddress`,
        'malformed-mac-address',
      ],
      [
        'INV',
        `interface ${I}[2].name has malformed PCI address (0000:81:01.10).`,
        `${I}[2].pciAddress`,
        'malformed-pci-address',
      ],
    ],
  },
  {
    id: 'N38 before N39-N42',
    interfaces: [
      own('a', {
        masquerade: {},
        ports: [
          { name: 'web', port: 80 },
          { name: 'web', port: 0 },
          { name: 'Web', port: 70000 },
          { port: 53, protocol: 'udp' },
        ],
      }),
    ],
    networks: [pod('a')],
    expected: [
      ['DUP', 'Duplicate name of the port: web', `${I}[0].ports[1].name`, 'duplicate-port-name'],
      ['REQ', 'Port field is mandatory.', `${I}[0].ports[1].port`, 'invalid-port-number'],
      ['INV', 'Invalid name of the port: Web', `${I}[0].ports[2].name`, 'invalid-port-name'],
      ['INV', 'Port field must be in range 0 < x < 65536.', `${I}[0].ports[2].port`, 'invalid-port-number'],
      ['INV', 'Unknown protocol, only TCP or UDP allowed', `${I}[0].ports[3].protocol`, 'unsupported-protocol'],
    ],
  },
  {
    id: 'N40, N41 before v1.9',
    interfaces: [own('a', { masquerade: {}, ports: [{ port: 0 }, { port: 65536 }, { port: 65537 }] })],
    networks: [pod('a')],
    surrounding: { release: 'v1.8' },
    expected: [
      ['REQ', 'Port field is mandatory.', `${I}[0].ports[0]`, 'invalid-port-number'],
      ['INV', 'Port field must be in range 0 < x < 65536.', `${I}[0].ports[2]`, 'invalid-port-number'],
    ],
  },
  {
    id: 'ports off the Pod network',
    interfaces: [own('a', { bridge: {}, ports: [{ port: 0 }] })],
    networks: [nad('a')],
    expected: [],
  },
  {
    id: 'N43',
    interfaces: [own('a', { masquerade: {}, portRanges: [{ protocol: 'TCP', start: 1, end: 2 }] })],
    networks: [pod('a')],
    expected: [
      [
        'INV',
        'portRanges is specified on interface but the PortRangesSpec feature gate is not enabled',
        `${I}[0].name`,
        'feature-gate-not-enabled',
      ],
    ],
  },
  {
    id: 'N44, N45, N47-N51',
    interfaces: [
      own('a', {
        bridge: {},
        ports: [{ port: 1 }],
        portRanges: [
          { protocol: '', start: 1, end: 2 },
          { protocol: 'TCP', start: 0, end: 2 },
          { protocol: 'TCP', start: 1, end: 70000 },
          { protocol: 'UDP', start: 9, end: 2 },
        ],
      }),
    ],
    networks: [pod('a')],
    surrounding: portRanges,
    expected: [
      ['INV', 'Cannot define both ports and portRanges on interface', `${I}[0].name`, 'invalid-port-ranges'],
      ['INV', 'portRanges are only supported on masquerade interfaces', `${I}[0].name`, 'invalid-port-ranges'],
      ['INV', 'Unknown protocol, only TCP or UDP allowed', `${I}[0].portRanges[0].protocol`, 'unsupported-protocol'],
      ['INV', 'Start must be a valid port number, 0 < x < 65536', `${I}[0].portRanges[1].start`, 'invalid-port-ranges'],
      ['INV', 'End must be a valid port number, 0 < x < 65536', `${I}[0].portRanges[2].end`, 'invalid-port-ranges'],
      ['INV', 'Start must be less than or equal to end', `${I}[0].portRanges[3].start`, 'invalid-port-ranges'],
      ['INV', 'TCP portRanges [0-2] and [1-70000] overlap', `${I}[0].portRanges`, 'invalid-port-ranges'],
    ],
  },
  {
    id: 'N46',
    interfaces: [own('a', { masquerade: {}, portRanges: Array.from({ length: 11 }, () => ({})) })],
    networks: [pod('a')],
    surrounding: portRanges,
    expected: [['INV', 'No more than 10 portRanges are allowed', `${I}[0].portRanges`, 'invalid-port-ranges']],
  },
  {
    id: 'N52, N53, N54',
    interfaces: [
      own('a', {
        bridge: {},
        dhcpOptions: { privateOptions: [{ option: 240 }, { option: 240 }, { option: 100 }], ntpServers: ['::1'] },
      }),
    ],
    networks: [nad('a')],
    expected: [
      ['INV', 'Found Duplicates: you have provided duplicate DHCPPrivateOptions', 'spec', 'invalid-dhcp-options'],
      [
        'INV',
        'provided DHCPPrivateOptions are out of range, must be in range 224 to 254',
        'spec',
        'invalid-dhcp-options',
      ],
      [
        'INV',
        'NTP servers must be a list of valid IPv4 addresses.',
        `${I}[0].dhcpOptions.ntpServers[0]`,
        'invalid-ntp-server',
      ],
    ],
  },
  {
    id: 'N55, N56',
    interfaces: [
      own('a', { bridge: {}, bootOrder: 0 }),
      own('b', { bridge: {}, bootOrder: 1 }),
      own('c', { bridge: {}, bootOrder: 1 }),
    ],
    networks: [nad('a'), nad('b'), nad('c')],
    expected: [
      ['INV', 'spec[0] must have a boot order > 0, if supplied', 'spec[0].bootOrder', 'invalid-boot-order'],
      [
        'INV',
        `Boot order for ${I}[2].bootOrder already set for a different device.`,
        `${I}[2].bootOrder`,
        'duplicate-boot-order',
      ],
    ],
  },
  {
    id: 'N57',
    interfaces: [own('a')],
    networks: [nad('a')],
    spec: { readinessProbe: { httpGet: { port: 80 } }, livenessProbe: { tcpSocket: { port: 80 } } },
    expected: [
      [
        'INV',
        'spec.readinessProbe.httpGet is only allowed if the Pod Network is attached',
        'spec.readinessProbe.httpGet',
        'probe-without-pod-network',
      ],
      [
        'INV',
        'spec.livenessProbe.tcpSocket is only allowed if the Pod Network is attached',
        'spec.livenessProbe.tcpSocket',
        'probe-without-pod-network',
      ],
    ],
  },
];

describe('network rules', () => {
  it.each(rows)('$id', ({ interfaces, networks, spec, surrounding, expected }) => {
    const rest = spec ?? {};
    expect(linesOf(vmi(nics(interfaces as Plain[], networks as Plain[], rest)), surrounding)).toEqual(expected);
  });

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
