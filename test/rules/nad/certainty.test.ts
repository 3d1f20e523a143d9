/** Rules about a NAD's configuration say nothing louder than information of what they cannot see. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../../server/src/core/counters.ts';
import { FindingStore } from '../../../server/src/core/rules/findings.ts';
import type { Finding } from '../../../server/src/core/rules/rule.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';

function findingsOf(files: Readonly<Record<string, string>>): readonly Finding[] {
  const workspace = new Workspace(newCounters(), {});
  const store = new FindingStore(workspace);
  for (const [name, text] of Object.entries(files)) workspace.setDiskFile(`file:///nads/${name}`, text);
  return [...store.of('file:///nads/nad.yaml')].flatMap(({ findings }) => findings);
}

const told = (files: Readonly<Record<string, string>>): readonly string[] =>
  findingsOf(files).map(({ severity, rule }) => `${severity} ${rule}`);

function nad(config: string, metadata = 'name: lan, namespace: team-a'): string {
  return [
    'apiVersion: k8s.cni.cncf.io/v1',
    'kind: NetworkAttachmentDefinition',
    `metadata: {${metadata}}`,
    'spec:',
    '  config: |',
    config.replace(/^/gm, '    '),
    '',
  ].join('\n');
}

/** Configurations with something wrong in each. */
const wrong: readonly Record<string, unknown>[] = [
  { cniVersion: '0.3', name: 'a b', type: 'bridge', vlan: '100', hairpinMode: true, promiscMode: true },
  { name: 'lan', type: 'cnv-bridge', bridge: 'a-bridge-of-more-than-15' },
  { cniVersion: '1.0.0', type: 'sriov', vlanQoS: 9 },
  { cniVersion: '1.0.0', plugins: [{ bridge: 'br1' }, { type: 'tuning', mtu: 'x' }] },
  {
    cniVersion: '1.0.0',
    type: 'ovn-k8s-cni-overlay',
    topology: 'layer2',
    netAttachDefName: 'x',
    ipam: { type: 'static' },
  },
  { cniVersion: '1.0.0', name: 'lan', type: 'ovn-k8s-cni-overlay' },
];

describe('what cannot be seen', () => {
  it.each([
    'apiVersion: k8s.cni.cncf.io/v1\nkind: NetworkAttachmentDefinition\nmetadata: {name: lan}\nspec: {}\n',
    'apiVersion: k8s.cni.cncf.io/v1\nkind: NetworkAttachmentDefinition\nmetadata: {name: lan}\n',
    nad('{{ .Values.config | toJson }}'),
    nad('{"type": "sriov", {{ .Values.more }}}'),
    nad('{"type": "{{ .Values.type }}", "vlan": {{ .Values.vlan }}}'),
    nad('{"{{ .Values.key }}": "0.3.1", "type": "bridge"}'),
  ])('says nothing of\n%s', (text) => {
    expect(findingsOf({ 'nad.yaml': text }).filter(({ rule }) => /cni|ovn|resource-name/.test(rule))).toEqual([]);
  });

  it('finds a missing version beside templates inside texts', () => {
    expect(told({ 'nad.yaml': nad('{"type": "{{ .Values.type }}", "name": "${NAME}"}') })).toEqual([
      'warning missing-cni-version',
    ]);
    expect(told({ 'nad.yaml': nad('{"cniVersion": "{{ .V }}", "type": "bridge"}') })).toEqual([]);
  });

  it('is sure of nothing but the configuration in a patch', () => {
    const patch = nad('{"type": "sriov", "vlan": "7"}');
    const kustomization = 'resources: [base]\npatches: [{path: nad.yaml}]\n';
    const severities = findingsOf({ 'nad.yaml': patch, 'kustomization.yaml': kustomization }).map(
      ({ severity }) => severity,
    );
    expect(severities).toContain('information');
    expect(severities).not.toContain('error');
    expect(severities).not.toContain('warning');
  });

  it('says no more when a template writes any part of the text', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...wrong),
        fc.constantFrom('{{ .Values.x }}', '${X}', '{% if x %}a{% endif %}'),
        fc.nat(),
        (config, template, seed) => {
          const text = JSON.stringify(config);
          const at = seed % (text.length + 1);
          const found = findingsOf({ 'nad.yaml': nad(text.slice(0, at) + template + text.slice(at)) });
          const loud = found.filter(({ severity }) => severity === 'error' || severity === 'warning');
          expect(loud.filter(({ rule }) => rule !== 'missing-cni-version')).toEqual([]);
          // A key that is not there is missing whatever a text says.
          if ('cniVersion' in config) expect(loud).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('NADs of one network name', () => {
  const ovn = (name: string, mtu: number): string =>
    nad(
      JSON.stringify({
        cniVersion: '1.0.0',
        name: 'shared',
        type: 'ovn-k8s-cni-overlay',
        topology: 'layer2',
        mtu,
        netAttachDefName: `team-a/${name}`,
      }),
      `name: ${name}, namespace: team-a`,
    );

  it('are told as a warning in one file, and as information in two', () => {
    expect(told({ 'nad.yaml': `${ovn('one', 1300)}---\n${ovn('two', 1400)}` })).toEqual([
      'warning shared-network-name',
      'warning shared-network-name',
    ]);
    expect(told({ 'nad.yaml': ovn('one', 1300), 'other.yaml': ovn('two', 1400) })).toEqual([
      'information shared-network-name',
    ]);
  });

  it('may be alike, or two versions of one', () => {
    expect(told({ 'nad.yaml': `${ovn('one', 1300)}---\n${ovn('two', 1300)}` })).toEqual([]);
    expect(told({ 'nad.yaml': ovn('one', 1300), 'other.yaml': ovn('one', 1400) })).toEqual([]);
  });
});
