/**
 * Fixes of the rules about a NAD's configuration hold what fixes promise, on NADs at random with the JSON written in
 * every style that can hold it.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkFixes } from './fixes-hold.ts';

type Json = Record<string, unknown>;

interface Generated {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly resourceName: string | undefined;
  readonly config: Json;
}

/** Part of a NAD: of its configuration, or what is put beside it. */
interface Part {
  readonly resourceName?: string;
  readonly config: Json;
}

const ovn = { type: 'ovn-k8s-cni-overlay' };
const pool = { type: 'host-local', subnet: '10.9.0.0/24' };

/** Whole configurations; each has what some rule has to say of. */
const bases: readonly Part[] = [
  { config: { type: 'bridge', bridge: 'br1' } },
  { config: { bridge: 'br1' } },
  { config: { topology: 'layer2', netAttachDefName: 'team-a/lan' } },
  { config: { type: 'cnv-bridge', bridge: 'br1', ipam: {} } },
  { config: { type: 'bridge', bridge: 'br1', disableContainerInterface: true, ipam: pool } },
  { config: { type: 'bridge', bridge: 'br1', hairpinMode: true, promiscMode: true, isGateway: true } },
  { config: { type: 'bridge', bridge: 'br1', ipMasq: true, ipam: pool } },
  { config: { type: 'bridge', bridge: 'br1', vlan: '100', macspoofchk: 'True', isGateway: 'false' } },
  { config: { type: 'bridge', bridge: 'br1', vlanTrunk: [{ id: '7' }, { minID: 30, maxID: 20 }, { maxID: 9 }] } },
  { config: { type: 'bridge', bridg: 'br1', 'mac-spoof-chk': true } },
  { config: { type: 'brigde', bridge: 'br1', ipam: { type: 'host-locl' } } },
  { config: { type: 'bridge', bridge: 'br1' }, resourceName: 'bridge.network.kubevirt.io/br2' },
  {
    config: { type: 'ovs', bridge: 'br1', vlan: '7', trunk: [{ minID: 1 }] },
    resourceName: 'bridge.network.kubevirt.io/br1',
  },
  { config: { type: 'sriov', spoofchk: true, trust: 'On', vlanQoS: 3, link_state: 'Auto' } },
  { config: { type: 'sriov', vlan: 0, vlanProto: '802.1AD' }, resourceName: 'openshift.io/fast' },
  { config: { type: 'macvtap', mtu: '1500' } },
  { config: { type: 'kube-ovn', provider: 'lan.team-a.ovn' } },
  {
    config: {
      ...ovn,
      topology: 'localnet',
      netAttachDefName: 'default/lan',
      role: 'primary',
      joinSubnet: '10.9.0.0/16',
    },
  },
  { config: { ...ovn, topology: 'layer2', netAttachDefName: 'wrong', ipam: pool, vlanID: 7 } },
  { config: { ...ovn, topology: 'layer2', subnets: '10.1.0.0/16/24, 10.2.0.0/16' } },
  {
    config: {
      ...ovn,
      topology: 'layer3',
      netAttachDefName: 'team-a/lan',
      allowPersistentIPs: true,
      reservedSubnets: '10.1.0.0/24',
    },
  },
  { config: { plugins: [{ bridge: 'br1' }, { type: 'cnv-tuning', mtu: '9000' }] } },
  { config: { plugins: [{ type: 'ptp' }, { type: 'tuning' }] } },
  {
    config: {
      type: 'bridge',
      plugins: [
        { type: 'bridge', bridge: 'br1' },
        { type: 'tuning', promisc: 'true' },
      ],
    },
  },
];

const frames: readonly Json[] = [
  { cniVersion: '0.3.1', name: 'lan' },
  { cniVersion: '0.3', name: 'lan' },
  { cniVersion: 'v1.0.0' },
  { cniVersion: '0.2.0', name: 'my lan' },
  { cniVersion: 'newest', name: '-l/a/n-' },
  { cniVersion: '', name: '' },
  { name: 'lan' },
];

const generated: fc.Arbitrary<Generated> = fc
  .record({
    base: fc.constantFrom(...bases),
    frame: fc.constantFrom(...frames),
    name: fc.constantFrom('lan', 'wan'),
    namespace: fc.constantFrom('team-a', 'team-b', undefined),
    isBehind: fc.boolean(),
  })
  .map(({ base, frame, isBehind, ...owner }) => ({
    ...owner,
    resourceName: base.resourceName,
    config: isBehind ? { ...base.config, ...frame } : { ...frame, ...base.config },
  }));

const layouts: readonly ((config: Json) => string)[] = [
  (config) => JSON.stringify(config),
  (config) => JSON.stringify(config, undefined, 2),
  (config) => JSON.stringify(config, undefined, 1).replace(/\n */g, ' '),
];

/** How YAML writes a text below a key, at an indentation of four. */
const scalars: readonly ((text: string) => string)[] = [
  (text) => `|\n${indented(text)}`,
  (text) => `|-\n${indented(text)}`,
  (text) => `>\n${indented(text)}`,
  (text) => `'${text.replaceAll("'", "''").replace(/\n/g, '\n    ')}'`,
  (text) => JSON.stringify(text),
  (text) => `"${text.replace(/["\\]/g, '\\$&').replace(/\n/g, '\n    ')}"`,
];

function indented(text: string): string {
  return text.replace(/^/gm, '    ');
}

const texts: fc.Arbitrary<string> = fc
  .tuple(generated, fc.constantFrom(...layouts), fc.constantFrom(...scalars), fc.constantFrom('\n', '\r\n'))
  .map(([{ name, namespace, resourceName, config }, layout, scalar, lineBreak]) =>
    [
      'apiVersion: k8s.cni.cncf.io/v1',
      'kind: NetworkAttachmentDefinition',
      'metadata:',
      `  name: ${name}`,
      ...(namespace === undefined ? [] : [`  namespace: ${namespace}`]),
      ...(resourceName === undefined
        ? []
        : ['  annotations:', `    k8s.v1.cni.cncf.io/resourceName: ${resourceName} # pool`]),
      'spec:',
      `  config: ${scalar(layout(config))}`,
      '',
    ]
      .join('\n')
      .replaceAll('\n', lineBreak),
  );

const rules = new Set([
  'cni-type-and-plugins',
  'conflicting-cni-keys',
  'deprecated-cni-type',
  'implicit-default-vlan',
  'invalid-cni-network-name',
  'invalid-cni-value',
  'invalid-cni-version',
  'invalid-ovn-network',
  'missing-cni-key',
  'missing-cni-type',
  'missing-cni-version',
  'missing-resource-name',
  'ovn-ipam',
  'ovn-name-mismatch',
  'resource-name-mismatch',
  'tuning-without-mac',
  'unknown-cni-key',
  'unknown-cni-type',
]);

it('each fix takes its finding away and brings no Error', { timeout: 240_000 }, () => {
  const found = new Set<string>();
  const fixed = new Set<string>();
  fc.assert(
    fc.property(texts, (text) => {
      const met = checkFixes(text, rules);
      for (const rule of met.found) found.add(rule);
      for (const rule of met.fixed) fixed.add(rule);
    }),
    { numRuns: 600 },
  );
  // Otherwise the configurations above miss a rule, and nothing was put to the test.
  expect([...found].sort()).toEqual([...rules].sort());
  expect([...fixed].sort()).toEqual([...rules].sort());
});
