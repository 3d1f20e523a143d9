/** Fixes of what the API schema finds hold what fixes promise, on manifests at random, in the oldest release and the newest. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkFixes } from './fixes-hold.ts';
import { manifestsWith, put, Raw, type Fault, type Manifest, type Plain } from './generated-manifests.ts';

/** Moves entries to another mapping. */
function move(from: Plain, keys: readonly string[], to: Plain): void {
  for (const key of keys) {
    if (!(key in from)) continue;
    to[key] = from[key];
    Reflect.deleteProperty(from, key);
  }
}

/** Another key in place of one, where it was. */
function rename(of: Plain, key: string, other: string): void {
  const entries = Object.entries(of);
  for (const [old] of entries) Reflect.deleteProperty(of, old);
  for (const [old, value] of entries) of[old === key ? other : old] = value;
}

function outerSpec({ object }: Manifest): Plain {
  return object['spec'] as Plain;
}

const bindings = ['bridge', 'masquerade', 'sriov'];

function bind(own: Plain, binding: string, value: unknown): void {
  for (const key of bindings) Reflect.deleteProperty(own, key);
  own[binding] = value;
}

/** Faults of single keys and values. */
const local: readonly Fault[] = [
  // Misspelt, and never heard of
  ({ interfaces }, pick) => {
    const own = pick(interfaces);
    const binding = bindings.find((key) => key in own);
    if (binding !== undefined) rename(own, binding, pick([`${binding}s`, binding.slice(1), binding.toUpperCase()]));
  },
  ({ interfaces }, pick) => rename(pick(interfaces), 'name', pick(['nmae', 'Name', 'label'])),
  ({ interfaces }, pick) => (pick(interfaces)[pick(['macaddress', 'mac', 'modle', 'vlan'])] = 'x'),
  ({ networks }, pick) => {
    const { multus } = pick(networks);
    if (multus) rename(multus as Plain, 'networkName', pick(['networkname', 'network', 'name']));
  },
  ({ object }, pick) => rename(object['spec'] as Plain, 'runStrategy', pick(['runstrategy', 'runStrategie'])),
  ({ object }, pick) => (object[pick(['data', 'Spec', 'stauts'])] = { a: 1 }),
  ({ metadata }, pick) => (metadata[pick(['label', 'anotations'])] = { a: 'b' }),

  // Nothing behind the colon, or a name
  ({ interfaces }, pick) => bind(pick(interfaces), pick(bindings), pick([null, new Raw('')])),
  ({ interfaces }, pick) => bind(pick(interfaces), 'binding', pick(['passt', new Raw('macvtap'), 'on'])),
  ({ interfaces }, pick) => bind(pick(interfaces), pick(bindings), pick(['yes', [], 1])),
  ({ networks }, pick) => put(pick(networks), 'pod', pick([null, new Raw('~')])),
  ({ domain }, pick) => (domain[pick(['cpu', 'firmware', 'features', 'memory'])] = pick([null, new Raw('')])),
  ({ spec }, pick) => (spec[pick(['tolerations', 'nodeSelector'])] = pick([null, 'a', {}])),
  ({ interfaces }, pick) => (pick(interfaces)['ports'] = pick<unknown>([[null], ['80'], [80], { port: 80 }])),

  // Types of scalars
  ({ domain }, pick) => put(domain, pick(['cpu.cores', 'cpu.sockets']), pick(['2', '02', 'two', 1.5, true])),
  ({ domain }, pick) => put(domain, 'cpu.dedicatedCpuPlacement', pick(['true', 'false', 'yes', 1])),
  ({ spec }, pick) => (spec['terminationGracePeriodSeconds'] = pick(['30', '1e2', '-0', '99999999999999999999'])),
  ({ disks }, pick) => (pick(disks)['bootOrder'] = pick(['1', new Raw('"2"'), -1, 'a'])),
  ({ interfaces }, pick) => (pick(interfaces)['ports'] = [{ port: pick(['80', new Raw("'443'"), 80.5]) }]),
  ({ interfaces }, pick) => (pick(interfaces)['tag'] = pick([new Raw('007'), new Raw('on'), 1, true, 1.5])),
  ({ interfaces, networks }, pick) => {
    const at = pick([...interfaces.keys()]);
    const name = new Raw(pick(['007', 'on', 'no', '1e3', '0x1f', '12:30']));
    for (const list of [interfaces, networks]) if (list[at]) list[at]['name'] = name;
  },
  ({ object }, pick) =>
    put(object, 'metadata.labels', { tier: new Raw(pick(['1', 'true', 'y', '1.0', '2026-01-31'])) }),
  ({ object }, pick) => put(object, 'metadata.name', new Raw(pick(['123', '1.20', 'yes']))),
  ({ spec }, pick) => (spec['nodeSelector'] = { 'example.org/fast': new Raw(pick(['true', 'off', '010'])) }),

  // Values
  ({ domain }, pick) => put(domain, 'memory.guest', new Raw(pick(['1GB', '512MiB', '1gi', '2 Gi', 'much', '1.5']))),
  ({ domain }, pick) => put(domain, 'resources.requests.memory', pick(['1GB', '1 gb', '2GiB', '64 Mi'])),
  ({ domain }, pick) => put(domain, 'cpu.cores', pick([-1, 4294967296, 2])),

  // Not there
  ({ interfaces, disks }, pick) => Reflect.deleteProperty(pick(pick([interfaces, disks])), 'name'),

  // Of another release
  ({ interfaces }, pick) => bind(pick(interfaces), 'passtBinding', pick([{}, null])),
  ({ spec }) => (spec['resourceClaims'] = [{ name: 'vfs', resourceClaimTemplateName: 'vfs' }]),
  ({ domain }) => put(domain, 'devices.panicDevices', [{ model: 'isa' }]),
];

/** Faults of whole parts. What stands in them is looked at when they are mended, so each comes alone. */
const structural: readonly Fault[] = [
  ({ networks }, pick) => {
    const network = pick(networks);
    rename(network, 'multus', pick(['mutlus', 'Multus', 'cni']));
    rename(network, 'pod', 'pods');
  },
  ({ devices }, pick) => rename(devices, pick(['interfaces', 'disks']), pick(['interface', 'diks', 'nics'])),
  ({ spec }, pick) => rename(spec, pick(['networks', 'volumes']), pick(['network', 'volums', 'nets'])),
  ({ domain }, pick) => rename(domain, pick(['devices', 'memory']), pick(['device', 'memroy', 'ram'])),
  ({ spec }, pick) => (spec[pick(['networks', 'volumes'])] = pick([null, 'a', {}])),

  // On another level
  ({ spec, domain, devices }, pick) => move(spec, ['networks'], pick([domain, devices])),
  ({ spec, domain }) => move(spec, ['volumes'], domain),
  ({ spec, domain, devices }, pick) => move(devices, ['interfaces'], pick([domain, spec])),
  ({ spec, domain, devices }, pick) => move(devices, ['disks'], pick([domain, spec])),
  ({ spec, domain }, pick) => move(domain, [pick(['devices', 'memory'])], spec),
  (manifest, pick) => {
    const outer = outerSpec(manifest);
    if (outer === manifest.spec) return;
    move(manifest.spec, pick([['domain'], ['networks', 'volumes'], ['domain', 'networks', 'volumes']]), outer);
  },
  (manifest, pick) => {
    const outer = outerSpec(manifest);
    if (outer === manifest.spec) return;
    move(manifest.spec, ['domain', 'networks', 'volumes'], outer);
    if (pick([true, false])) Reflect.deleteProperty(outer, 'template');
    else rename(outer, 'template', 'templates');
  },

  // Not there
  ({ domain }) => Reflect.deleteProperty(domain, 'devices'),
  ({ spec }) => Reflect.deleteProperty(spec, 'domain'),
];

const manifests = fc.oneof({ arbitrary: manifestsWith(local), weight: 2 }, manifestsWith(structural, 1));

const everywhere = [
  'invalid-value',
  'misplaced-field',
  'misread-scalar',
  'missing-field',
  'unknown-field',
  'wrong-type',
];

describe.each([
  { release: 'v1.6', rules: [...everywhere, 'field-of-other-release'] },
  { release: 'v1.9', rules: everywhere },
])('KubeVirt $release', ({ release, rules: told }) => {
  it('each fix takes its finding away and brings no Error', { timeout: 240_000 }, () => {
    const rules = new Set(told);
    const found = new Set<string>();
    const fixed = new Set<string>();
    fc.assert(
      fc.property(
        manifests.map(({ text }) => text),
        (text) => {
          const met = checkFixes(text, rules, `release: ${release}\n`);
          for (const rule of met.found) found.add(rule);
          for (const rule of met.fixed) fixed.add(rule);
        },
      ),
      { numRuns: 400 },
    );
    // Otherwise the faults above miss a rule, and nothing was put to the test.
    expect([...found].sort()).toEqual([...rules].sort());
    expect([...fixed].sort()).toEqual([...rules].sort());
  });
});

describe('what is written once and stands in several places', () => {
  const manifest = (interfaces: string): string => `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata: {name: db}
spec:
  runStrategy: Always
  template:
    spec:
      domain:
        memory: {guest: 2Gi}
        devices:
          interfaces:
${interfaces}
      networks:
        - {name: one, multus: {networkName: vlan100}}
        - {name: two, multus: {networkName: vlan200}}
`;

  it.each([
    ['a null', '          - {name: one, bridge: &none null}\n          - {name: two, bridge: *none}'],
    ['a name', '          - {name: one, binding: &plugin macvtap}\n          - {name: two, binding: *plugin}'],
    ['a number', '          - {name: one, bridge: {}, tag: &tag 007}\n          - {name: two, bridge: {}, tag: *tag}'],
    [
      'a merged null',
      '          - &nic\n            name: one\n            bridge: null\n          - <<: *nic\n            name: two',
    ],
    [
      'a merged key',
      '          - &nic\n            name: one\n            bridge: {}\n            modle: e1000\n          - <<: *nic\n            name: two',
    ],
    [
      'a merged key, in flow',
      '          - &nic {name: one, bridge: {}, modle: e1000}\n          - {<<: *nic, name: two}',
    ],
  ])('%s is mended where it stands, or not at all', (_, interfaces) => {
    const { found } = checkFixes(manifest(interfaces), new Set(everywhere));
    expect(found.size).toBeGreaterThan(0);
  });
});
