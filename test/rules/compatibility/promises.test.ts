/**
 * What the rules of NADs promise, on machines and NADs at random: nothing above Information where a NAD is not seen, not
 * known, written by a template or by a patch; fixes that hold.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkFixes } from '../fixes/fixes-hold.ts';
import { compatibilityRules, judged, machine, nad, type Nic } from './judged.ts';

const ipams: readonly object[] = [
  {},
  { ipam: { type: 'host-local', subnet: '10.9.0.0/24' } },
  { ipam: { type: 'host-local', subnet: 'fd00:9::/64' } },
  { ipam: { type: 'static', addresses: [{ address: '10.9.0.5/32' }] } },
  { ipam: { type: 'static', addresses: [{ address: '10.9.0.5/24' }] } },
  { ipam: { type: 'whereabouts', range: '10.9.0.0/24' } },
  { ipam: { type: 'dhcp' } },
];

const config = fc
  .tuple(
    fc.constantFrom('bridge', 'ovs', 'macvlan', 'ipvlan', 'vlan', 'macvtap', 'tap', 'sriov', 'dummy', 'tuning', 'odd'),
    fc.constantFrom(...ipams),
  )
  .map(([type, ipam]): object => ({ type, bridge: 'br1', ...ipam }));
const ovn = fc
  .record({
    topology: fc.constantFrom('layer2', 'layer3', 'localnet'),
    role: fc.constantFrom('primary', 'secondary'),
    subnets: fc.constantFrom('', '10.0.0.0/16'),
  })
  .map((own): object => ({ type: 'ovn-k8s-cni-overlay', ...own }));

const nadsArbitrary = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('lan', 'dmz', 'fast', 'lane'),
    namespace: fc.constantFrom('team-a', 'infra', 'kube-system', 'default', ''),
    config: fc.oneof({ weight: 3, arbitrary: config }, ovn),
    resource: fc.constantFrom(undefined, 'example.com/fast', 'bridge.network.kubevirt.io/br1'),
  }),
  { minLength: 1, maxLength: 4, selector: ({ name, namespace }) => `${namespace}/${name}` },
);

const nicsArbitrary = (references: readonly string[]): fc.Arbitrary<readonly Nic[]> =>
  fc
    .array(
      fc.record({
        binding: fc.constantFrom(
          'bridge: {}',
          'sriov: {}',
          'binding: { name: macvtap }',
          'binding: { name: l2bridge }',
          'masquerade: {}',
        ),
        on: fc.constantFrom(...references),
        isDefault: fc.constantFrom(false, false, false, true),
      }),
      { minLength: 1, maxLength: 3 },
    )
    .map((nics) => nics.map((nic, at) => ({ ...nic, name: `nic${at}` })));

const project = fc
  .record({
    release: fc.constantFrom('v1.6', 'v1.7', 'v1.8', 'v1.9'),
    isComplete: fc.boolean(),
    isIsolated: fc.boolean(),
  })
  .map(
    ({ release, isComplete, isIsolated }) =>
      `release: ${release}\ncomplete: ${isComplete}\nnamespaceIsolation: ${isIsolated}
configuration: { network: { binding: { macvtap: { domainAttachmentType: tap }, l2bridge: { domainAttachmentType: managedTap } } } }
`,
  );

const strategy = fc.constantFrom('', '  evictionStrategy: LiveMigrate\n');
const namespace = fc.constantFrom('team-a', '');
const wellFormed = ['lan', 'dmz', 'fast', 'infra/lan', 'infra/fast', 'team-a/lan'];
const nadText = (own: { name: string; namespace: string; config: object; resource: string | undefined }): string =>
  nad(own.name, { ...own.config }, { namespace: own.namespace, ...(own.resource !== undefined && own) });

describe('what cannot be seen', () => {
  // Rules that do not rest on a NAD at all.
  const loudAnyhow = ['warning sriov-on-pod-network', 'warning foreign-namespace-nad'];
  const above = (vm: string, files: Readonly<Record<string, string>>): readonly string[] =>
    judged(vm, files)
      .filter(({ finding }) => finding.severity === 'error' || finding.severity === 'warning')
      .map(({ said, finding }) => `${said}: ${finding.message}`)
      .filter((one) => !loudAnyhow.some((known) => one.startsWith(known)));
  const machines = fc
    .record({ nics: nicsArbitrary(wellFormed), spec: strategy, namespace })
    .map(({ nics, ...more }) => machine(nics, more));

  it('is no ground for a warning: a NAD that is in no file', () => {
    fc.assert(
      fc.property(machines, project, (vm, facts) => {
        const files = { '.virtlens.yaml': facts.replace('complete: true', 'complete: false') };
        expect(above(vm, files)).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });

  const hidings: readonly [string, (text: string) => string][] = [
    [
      'whose namespace a template writes',
      (text) => text.replace(/( {2}name: .*\n)( {2}namespace: .*\n)?/, '$1  namespace: {{ .ns }}\n'),
    ],
    [
      'whose configuration a template writes a part of',
      (text) =>
        text.replace('"bridge":"br1"', '"bridge":"{{ .br }}"').replace('"topology":', '"{{ .k }}":1,"topology":'),
    ],
    [
      'whose configuration is all written by a template',
      (text) => text.replace(/config: .*/, 'config: {{ .config | quote }}'),
    ],
    ['without a configuration', (text) => text.replace(/spec:\n.*\n/, 'spec: {}\n')],
  ];

  it.each(hidings)('is no ground for a warning: a NAD %s', (_, hide) => {
    fc.assert(
      fc.property(machines, nadsArbitrary, project, (vm, nads, facts) => {
        const files = {
          '.virtlens.yaml': facts.replace('complete: true', 'complete: false'),
          'nads.yaml': nads.map((own) => hide(nadText(own))).join('---\n'),
        };
        // Only where it stands is known then, and that a default network without namespace is not looked for there.
        expect(above(vm, files).filter((one) => !one.startsWith('warning unqualified-default-nad'))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('is no ground for a warning: a machine that is a patch, or a fragment, or an unknown release', () => {
    fc.assert(
      fc.property(machines, nadsArbitrary, project, (vm, nads, facts) => {
        const files = { '.virtlens.yaml': facts, 'nads.yaml': nads.map(nadText).join('---\n') };
        const patch = { ...files, 'kustomization.yaml': 'kind: Kustomization\npatches:\n  - path: vm.yaml\n' };
        expect(judged(vm, patch)).toEqual([]);
        const later = { ...files, '.virtlens.yaml': facts.replace(/release: .*/, 'release: v9.9') };
        expect(judged(vm, later).filter(({ finding }) => finding.severity === 'warning')).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('fixes', () => {
  const references = [...wellFormed, 'pod', 'lann', 'a/b/c', 'lan@net1', '/lan', 'default/lan'];

  it('leave no finding, bring no Error, and are not offered again', () => {
    const fixed = new Set<string>();
    fc.assert(
      fc.property(
        fc.record({ nics: nicsArbitrary(references), spec: strategy, namespace }),
        nadsArbitrary,
        project,
        ({ nics, ...more }, nads, facts) => {
          const text = [machine(nics, more), ...nads.map(nadText)].join('---\n');
          for (const rule of checkFixes(text, compatibilityRules, facts).fixed) fixed.add(rule);
        },
      ),
      { numRuns: 120, seed: 4 },
    );
    expect([...fixed].sort()).toEqual([
      'binding-nad-mismatch',
      'foreign-namespace-nad',
      'malformed-nad-reference',
      'primary-network-reference',
      'sriov-on-pod-network',
      'unqualified-default-nad',
      'unresolved-nad',
    ]);
  });
});
