/** Fixes of the rules of interface values hold what fixes promise, on manifests at random, in two releases. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkFixes } from './fixes-hold.ts';
import { manifestsWith, type Fault, type Manifest, type Plain } from './generated-manifests.ts';

/** An interface on the Pod network. */
function podInterface({ interfaces }: Manifest): Plain {
  const own = interfaces.find(({ name }) => name === 'default') ?? interfaces[0];
  if (!own) throw new Error('no interface');
  return own;
}

function onBridge({ interfaces }: Manifest, binding: string): Plain | undefined {
  const own = interfaces.find((candidate) => 'bridge' in candidate);
  if (own && binding !== 'bridge') {
    delete own['bridge'];
    own[binding] = {};
  }
  return own;
}

function listOf(target: Plain, key: string): Plain[] {
  return (target[key] ??= []) as Plain[];
}

const ranges: readonly Plain[] = [
  { protocol: 'TCP', start: 1, end: 100 },
  { protocol: 'TCP', start: 50, end: 150 },
  { protocol: 'TCP', start: 140, end: 160 },
  { protocol: 'TCP', start: 160, end: 140 },
  { protocol: 'UDP', start: 1000, end: 65536 },
  { protocol: 'UDP', start: 0, end: 10 },
  { protocol: 'udp', start: 5, end: 20 },
  { protocol: 'SCTP', start: 50, end: 20 },
  { start: 7, end: 7 },
  { protocol: 'TCP', start: 9000 },
];

const faults: readonly Fault[] = [
  // Names
  ({ interfaces, networks }, pick) => {
    const at = pick([...interfaces.keys()]);
    const name = pick(['vlan100.prod', 'a b', '..', 'grün', 'x/y', '']);
    for (const list of [interfaces, networks]) if (list[at]) list[at]['name'] = name;
  },
  ({ interfaces }, pick) => (pick(interfaces)['name'] = pick(['blue.', 'ns/storage', ''])),

  // States and models
  ({ interfaces }, pick) => (pick(interfaces)['state'] = pick(['Up', 'DOWN', 'Absent', 'unplugged', 'off', 'x'])),
  ({ interfaces }, pick) => (pick(interfaces)['state'] = 'absent'),
  (manifest, pick) => {
    const own = onBridge(manifest, 'sriov');
    if (own) own['state'] = pick(['up', 'down', 'absent', 'Down']);
  },
  ({ interfaces }, pick) =>
    (pick(interfaces)['model'] = pick(['Virtio', 'virtio-net', 'E1000', 'e1000-82545em', 'rtl8193', 'vmxnet3', ' '])),

  // Addresses
  (manifest, pick) =>
    (podInterface(manifest)['macAddress'] = pick([
      '02:00:00:00:00:00',
      '02-00-00-00-00-00',
      '0200.0000.0000',
      '020000000000',
      '2:0:0:0:0:0',
    ])),
  ({ interfaces }, pick) =>
    (pick(interfaces)['macAddress'] = pick([
      'de:ad:00:00:be',
      'DEAD00000001',
      '2:aa:0:0:0:1',
      'o2:aa:00:00:00:0l',
      'x',
      '02:00:5e:10:00:00:00:01',
    ])),
  ({ interfaces }, pick) =>
    (pick(interfaces)['pciAddress'] = pick([
      '81:01.0',
      '0000:81:01.10',
      '0000:81:01',
      '0x0000:0x81:0x01.0x0',
      '1:2',
      'here',
      '0000:81:01:7',
    ])),

  // Ports
  (manifest, pick) => {
    const ports = listOf(podInterface(manifest), 'ports');
    const names = ['HTTP', 'web', 'a_very_long_name_of_a_port', '80', '-', 'a--b', 'ssh'];
    for (let count = pick([1, 2, 3]); count > 0; count--)
      ports.push({
        ...(pick([true, true, false]) && { name: pick(names) }),
        port: pick([80, 443, 0, -7, 65536, 70000, 22]),
        ...(pick([true, false]) && { protocol: pick(['tcp', 'TCP', 'Udp', 'SCTP', '']) }),
      });
  },
  (manifest) => listOf(podInterface(manifest), 'ports').push({ name: 'https' }),
  (manifest, pick) => {
    const name = pick(['web', 'HTTP', 'a-name-of-15-let']);
    listOf(podInterface(manifest), 'ports').push({ name, port: 80 }, { name, port: 81 });
  },
  (manifest, pick) => {
    const list = listOf(podInterface(manifest), 'portRanges');
    for (let count = pick([1, 2, 3, 4, 11]); count > 0; count--) list.push({ ...pick(ranges) });
  },
  (manifest) => {
    for (let start = 100; start < 112; start++)
      listOf(podInterface(manifest), 'portRanges').push({ protocol: 'TCP', start, end: start });
  },
  (manifest, pick) => {
    const own = podInterface(manifest);
    listOf(own, 'portRanges').push({ protocol: 'UDP', start: 1, end: 2 });
    if (!pick([true, false])) return;
    delete own['masquerade'];
    own[pick(['bridge', 'passtBinding'])] = {};
  },

  // DHCP
  ({ interfaces }, pick) => {
    const dhcp = (pick(interfaces)['dhcpOptions'] ??= {}) as Plain;
    const options = listOf(dhcp, 'privateOptions');
    for (let count = pick([1, 2, 3]); count > 0; count--)
      options.push({ option: pick([66, 67, 150, 240, 224, 255]), value: pick(['a', 'b']) });
    if (pick([true, false])) dhcp['tftpServerName'] = 'boot.example.org';
  },
  ({ interfaces }, pick) => {
    const dhcp = (pick(interfaces)['dhcpOptions'] ??= {}) as Plain;
    dhcp['ntpServers'] = [
      '192.0.2.1',
      pick(['pool.ntp.example', '192.0.2.2, 192.0.2.3', '192.0.2.4/24', '2001:db8::1', '192.0.2.5:123']),
    ];
  },

  // Starting
  ({ interfaces, disks }, pick) => {
    pick(interfaces)['bootOrder'] = pick([0, 1, 2]);
    pick([...interfaces, ...disks])['bootOrder'] = pick([0, 1, 2]);
    pick(disks)['bootOrder'] = pick([1, 2]);
  },
  (manifest, pick) => {
    const { spec, networks, interfaces } = manifest;
    const pod = networks.findIndex((network) => 'pod' in network);
    if (pod >= 0 && networks[pod] && interfaces[pod]) {
      networks[pod] = { name: networks[pod]['name'], multus: { networkName: 'lan' } };
      delete interfaces[pod]['masquerade'];
      interfaces[pod]['bridge'] ??= {};
    }
    spec[pick(['readinessProbe', 'livenessProbe'])] = {
      [pick(['httpGet', 'tcpSocket'])]: { port: 80 },
      ...(pick([true, false]) && { initialDelaySeconds: 5 }),
    };
  },
  ({ domain, interfaces }, pick) => {
    domain['launchSecurity'] = { sev: {} };
    domain['firmware'] = { bootloader: { efi: { secureBoot: false } } };
    pick(interfaces)['bootOrder'] = 1;
  },
  ({ object }, pick) => {
    if (object['kind'] !== 'VirtualMachine') return;
    const spec = object['spec'] as Plain;
    delete spec['runStrategy'];
    spec['running'] = pick([true, false]);
  },
  ({ object }, pick) => {
    if (object['kind'] !== 'VirtualMachine') return;
    const spec = object['spec'] as Plain;
    if (pick([true, false])) spec['running'] = pick([true, false]);
    const strategy = pick(['', 'always', 'Running', 'RerunOnfailure', 'Sometimes', 'Halted']);
    if (strategy === '') delete spec['runStrategy'];
    else spec['runStrategy'] = strategy;
  },
];

const rules = new Set([
  'absent-not-unpluggable',
  'bootable-interface-with-launch-security',
  'deprecated-field',
  'duplicate-boot-order',
  'duplicate-port-name',
  'invalid-boot-order',
  'invalid-dhcp-options',
  'invalid-interface-name',
  'invalid-ntp-server',
  'invalid-port-name',
  'invalid-port-number',
  'invalid-port-ranges',
  'invalid-run-strategy',
  'link-state-on-sriov',
  'malformed-mac-address',
  'malformed-pci-address',
  'probe-without-pod-network',
  'reserved-mac-address',
  'unsupported-interface-model',
  'unsupported-interface-state',
  'unsupported-protocol',
]);

const project = (release: string): string => `release: ${release}
configuration:
  developerConfiguration:
    featureGates: [PortRangesSpec, WorkloadEncryptionSEV]
`;

describe.each([
  { release: 'v1.9', missing: [] },
  // The field came later.
  { release: 'v1.7', missing: ['invalid-port-ranges'] },
])('KubeVirt $release', ({ release, missing }) => {
  it('each fix takes its finding away and brings no Error', { timeout: 240_000 }, () => {
    const found = new Set<string>();
    const fixed = new Set<string>();
    fc.assert(
      fc.property(
        manifestsWith(faults).map(({ text }) => text),
        (text) => {
          const met = checkFixes(text, rules, project(release));
          for (const rule of met.found) found.add(rule);
          for (const rule of met.fixed) fixed.add(rule);
        },
      ),
      { numRuns: 400 },
    );
    // Otherwise the faults above miss a rule, and nothing was put to the test.
    const expected = [...rules].filter((rule) => !missing.includes(rule)).sort();
    expect([...found].sort()).toEqual(expected);
    expect([...fixed].sort()).toEqual(expected);
  });
});
