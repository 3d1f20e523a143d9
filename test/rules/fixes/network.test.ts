/** Fixes of the rules of networks and bindings hold what fixes promise, on manifests at random, in several clusters. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkFixes, checkSample } from './fixes-hold.ts';
import { manifestsWith, type Fault, type Plain } from './generated-manifests.ts';

const bindings = ['masquerade', 'bridge', 'sriov', 'passtBinding', 'binding', 'slirp', 'macvtap', 'passt'];

function bind(own: Plain, binding: string): void {
  for (const key of bindings) Reflect.deleteProperty(own, key);
  own[binding] = binding === 'binding' ? { name: 'macvtap' } : {};
}

function connect(network: Plain, source: Plain): void {
  for (const key of ['pod', 'multus', 'resourceClaim']) Reflect.deleteProperty(network, key);
  Object.assign(network, source);
}

const faults: readonly Fault[] = [
  // Sources of networks
  ({ networks }) => networks.forEach((network) => connect(network, { pod: {} })),
  ({ networks }, pick) => connect(pick(networks), pick<Plain>([{}, { pod: null }, { multus: null }])),
  ({ networks }, pick) =>
    Object.assign(pick(networks), pick<Plain>([{ pod: {} }, { multus: { networkName: 'more' } }])),
  ({ networks }) =>
    networks.forEach((network) => connect(network, { multus: { networkName: 'infra/mgmt', default: true } })),
  ({ networks }) => connect(networks.at(-1) ?? {}, { multus: { networkName: 'mgmt', default: true } }),
  ({ networks }, pick) => connect(pick(networks), { multus: pick<Plain>([{}, { networkName: '' }]) }),

  // Names
  ({ networks }, pick) => networks.push(structuredClone(pick(networks))),
  ({ interfaces }, pick) => interfaces.push(structuredClone(pick(interfaces))),
  ({ networks, interfaces }, pick) => {
    const at = pick([...interfaces.keys()]);
    const name = pick(['default', 'blue', 'lan']);
    for (const list of [networks, interfaces]) if (list[at]) list[at]['name'] = name;
  },
  ({ networks }, pick) => (pick(networks)['name'] = pick(['blu', 'vlan100', 'other', 'blue'])),
  ({ interfaces }, pick) => (pick(interfaces)['name'] = pick(['blu', 'vlan100', 'Storage', 'default'])),
  ({ networks }, pick) => networks.splice(pick([...networks.keys()]), 1),
  ({ interfaces }, pick) => interfaces.splice(pick([...interfaces.keys()]), 1),
  ({ spec }) => Reflect.deleteProperty(spec, 'networks'),

  // Bindings
  ({ interfaces }, pick) => bind(pick(interfaces), pick(bindings)),
  ({ interfaces }, pick) => (pick(interfaces)[pick(['masquerade', 'bridge', 'sriov', 'slirp', 'macvtap'])] = {}),
  ({ interfaces }, pick) => (pick(interfaces)['binding'] = { name: 'l2bridge' }),
  ({ interfaces }, pick) => {
    const own = pick(interfaces);
    for (const key of bindings) Reflect.deleteProperty(own, key);
    if (pick([true, false])) own[pick(['masquerade', 'bridge'])] = null;
  },
  ({ interfaces }, pick) => Object.assign(pick(interfaces), { state: pick(['up', 'down', 'absent']) }),
  ({ interfaces }, pick) => bind(pick(interfaces), 'passtBinding'),
  ({ interfaces }) => bind(interfaces.at(-1) ?? {}, 'passt'),
  ({ interfaces }, pick) => bind(pick(interfaces), 'macvtap'),

  // No NIC at all
  ({ interfaces, networks, devices }, pick) => {
    interfaces.splice(0);
    networks.splice(0);
    if (pick([true, false])) devices['autoattachPodInterface'] = true;
  },
];

/** All networks by claims, with something wrong about them. */
const claimFaults: readonly Fault[] = [
  ({ spec, networks, interfaces }, pick) => {
    networks.forEach((network, at) =>
      connect(network, { resourceClaim: { claimName: 'vfs', requestName: `vf${at}` } }),
    );
    interfaces.forEach((own) => bind(own, pick(['sriov', 'bridge', 'masquerade', 'sriov', 'binding'])));
    spec['resourceClaims'] = [{ name: 'vfs', resourceClaimTemplateName: 'vfs' }];
  },
  ({ networks }, pick) =>
    connect(pick(networks), {
      resourceClaim: pick<Plain>([
        { claimName: 'vsf', requestName: 'other' },
        { claimName: 'others', requestName: 'other' },
        { claimName: '', requestName: 'other' },
        { claimName: 'vfs' },
        { claimName: 'vfs', requestName: 'vf0' },
      ]),
    }),
  ({ spec }) => Reflect.deleteProperty(spec, 'resourceClaims'),
  ({ spec }, pick) => {
    const list = (spec['resourceClaims'] ??= []) as Plain[];
    list.push(
      pick<Plain>([
        { name: 'vfs', resourceClaimName: 'other' },
        { name: 'more' },
        { name: 'both', resourceClaimName: 'a', resourceClaimTemplateName: 'b' },
        { name: 'Not_A.Label', resourceClaimName: 'a' },
        { name: '', resourceClaimName: 'a' },
      ]),
    );
  },
  ({ networks }) =>
    networks.slice(1).forEach((network) => connect(network, { resourceClaim: { claimName: 'a', requestName: 'b' } })),
  ({ networks }) =>
    networks.forEach((network) => connect(network, { resourceClaim: { claimName: 'a', requestName: 'b' } })),
];

/** Earlier faults may have left nothing to choose from. */
const whereThereAreNics =
  (fault: Fault): Fault =>
  (manifest, pick) => {
    if (manifest.interfaces.length > 0 && manifest.networks.length > 0) fault(manifest, pick);
  };

const everywhere = [
  'discontinued-binding',
  'duplicate-interface-name',
  'duplicate-network-name',
  'interface-without-network',
  'masquerade-off-pod-network',
  'missing-binding',
  'missing-nad-reference',
  'missing-network-source',
  'multiple-bindings',
  'multiple-default-networks',
  'multiple-network-sources',
  'multiple-pod-networks',
  'network-without-interface',
  'pod-network-with-multus-default',
];

const claims = [
  'claim-network-binding',
  'claim-network-with-multus',
  'duplicate-resource-claim',
  'incomplete-resource-claim',
  'invalid-resource-claims',
  'unknown-resource-claim',
];

describe.each([
  {
    release: 'v1.9',
    configuration: '{ developerConfiguration: { featureGates: [NetworkDevicesWithDRA] } }',
    rules: claims,
    faults: claimFaults,
  },
  { release: 'v1.9', configuration: '{}', rules: [...everywhere, 'passt-off-pod-network'], faults },
  {
    release: 'v1.8',
    configuration: '{ network: { permitBridgeInterfaceOnPodNetwork: false } }',
    rules: [
      ...everywhere,
      'bridge-on-pod-network-not-permitted',
      'default-interface-not-available',
      'feature-gate-not-enabled',
      'passt-off-pod-network',
    ],
    faults,
  },
  {
    release: 'v1.7',
    configuration: '{ network: { defaultNetworkInterface: slirp } }',
    rules: [...everywhere, 'default-interface-not-available', 'macvtap-off-multus-network', 'passt-off-pod-network'],
    faults,
  },
])('KubeVirt $release with $configuration', ({ release, configuration, rules: names, faults: own }) => {
  const rules = new Set(names);

  const texts = manifestsWith(own.map(whereThereAreNics)).map(({ text }) => text);
  const project = `release: ${release}\nconfiguration: ${configuration}\n`;

  it('each fix takes its finding away and brings no Error', { timeout: 240_000 }, () => {
    fc.assert(
      fc.property(texts, (text) => void checkFixes(text, rules, project)),
      { numRuns: 40 },
    );
  });

  // The same manifests each time, so that a rule cannot be missed by chance: what is not found was not put to the test.
  it('every rule is put to that test', { timeout: 240_000 }, () => {
    const { found, fixed } = checkSample(fc.sample(texts, { numRuns: 200, seed: 3 }), rules, project);
    expect([...found].sort()).toEqual([...rules].sort());
    expect([...fixed].sort()).toEqual([...rules].sort());
  });
});
