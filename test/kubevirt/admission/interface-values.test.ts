import { gates } from './objects.ts';
import { expectNicRows, type NicRow, nad, own, pod } from './rows.ts';

const I = 'spec.domain.devices.interfaces';
const portRanges = gates('PortRangesSpec');

const rows: readonly NicRow[] = [
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

expectNicRows('rules of values of interfaces', rows);
