/** What a release or a kind accepts and what then fails: said as a warning, and only where it is certain. */
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../../server/src/core/counters.ts';
import { FindingStore } from '../../../server/src/core/rules/findings.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';
import { applyEdits } from '../../../server/src/core/yaml/edit.ts';

const uri = 'file:///cluster/vm.yaml';

interface Judged {
  readonly said: readonly string[];
  readonly fixed: string | undefined;
}

function judge(text: string, release: string, others: Readonly<Record<string, string>> = {}): Judged {
  const workspace = new Workspace(newCounters());
  const store = new FindingStore(workspace);
  workspace.setDiskFile('file:///cluster/.virtlens.yaml', `release: ${release}\n`);
  for (const [name, other] of Object.entries(others)) workspace.setDiskFile(`file:///cluster/${name}`, other);
  workspace.setDiskFile(uri, text);
  const [document] = [...store.of(uri)];
  const findings = document?.findings ?? [];
  const view = workspace.view(uri, 0);
  const [fix] = findings[0] && view ? store.fixes(view, findings[0]) : [];
  return {
    said: findings.map(({ severity, rule }) => `${severity} ${rule}`),
    fixed: fix?.edit.in === 'document' ? applyEdits(text, fix.edit.edits) : undefined,
  };
}

const vm = (nic: string, more = ''): string => `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata:
  name: edge
spec:
  runStrategy: Always
${more}  template:
    spec:
      domain:
        devices:
          interfaces:
            - ${nic}
        memory:
          guest: 1Gi
      networks:
        - name: default
          pod: {}
`;

const pool = (nic: string): string => `apiVersion: pool.kubevirt.io/v1beta1
kind: VirtualMachinePool
metadata:
  name: edge
spec:
  replicas: 2
  selector:
    matchLabels: { app: edge }
  virtualMachineTemplate:
    metadata:
      labels: { app: edge }
    spec:
      runStrategy: Always
      template:
        metadata:
          labels: { app: edge }
        spec:
          domain:
            devices:
              interfaces:
                - ${nic}
            memory:
              guest: 1Gi
          networks:
            - name: default
              pod: {}
`;

describe('no binding', () => {
  const bare = '{ name: default }';

  it.each(['v1.6', 'v1.7', 'v1.8'])('is taken by %s, and fails', (release) => {
    const { said, fixed } = judge(vm(bare), release);
    expect(said).toEqual(['warning missing-binding']);
    expect(judge(fixed ?? '', release).said).toEqual([]);
  });

  it('is refused by v1.9', () => {
    expect(judge(vm(bare), 'v1.9').said).toEqual(['error missing-binding']);
  });

  it('may be filled in by a preference on the Pod network', () => {
    expect(judge(vm(bare, '  preference: { name: linux }\n'), 'v1.8').said).toEqual(['information missing-binding']);
  });

  it('is not said of what a template writes, nor of a patch', () => {
    expect(judge(vm('{{ toYaml .Values.nic }}'), 'v1.8').said).toEqual([]);
    const kustomization = 'kind: Kustomization\npatches:\n  - path: vm.yaml\n';
    expect(judge(vm(bare), 'v1.8', { 'kustomization.yaml': kustomization }).said).toEqual([]);
  });

  it('is another matter where a binding counts', () => {
    expect(judge(vm('{ name: default, binding: { name: passt } }'), 'v1.8').said).toEqual([
      'information unregistered-binding-plugin',
    ]);
  });
});

describe('several core bindings', () => {
  const both = '{ name: default, masquerade: {}, bridge: {} }';

  it.each([
    ['v1.6', 'warning'],
    ['v1.8', 'warning'],
    ['v1.9', 'error'],
  ])('in %s: %s', (release, severity) => {
    const { said, fixed } = judge(vm(both), release);
    expect(said).toEqual([`${severity} multiple-bindings`]);
    expect(fixed).toContain('- { name: default, masquerade: {} }\n');
    expect(judge(fixed ?? '', release).said).toEqual([]);
  });

  it('is said once where a plugin is beside them', () => {
    const nic = '{ name: default, masquerade: {}, bridge: {}, binding: { name: a } }';
    expect(judge(vm(nic), 'v1.8').said.filter((text) => text.includes('multiple'))).toEqual([
      'error multiple-bindings',
    ]);
  });
});

describe('a given-up binding', () => {
  it('is taken in a pool, whose VMIs are refused', () => {
    const { said, fixed } = judge(pool('{ name: default, slirp: {} }'), 'v1.8');
    expect(said).toContain('warning discontinued-binding');
    expect(said.filter((text) => text.startsWith('error'))).toEqual([]);
    expect(fixed).toContain('- { name: default, masquerade: {} }\n');
    expect(judge(fixed ?? '', 'v1.8').said).toEqual([]);
  });

  it('is refused in a VM', () => {
    expect(judge(vm('{ name: default, slirp: {} }'), 'v1.7').said).toEqual(['error discontinued-binding']);
  });
});

it('fields and fixes hold inside a list too', () => {
  const item = vm('{ name: lan, bridge: {} }')
    .split('\n')
    .map((line, at) => (line === '' ? '' : (at === 0 ? '- ' : '  ') + line))
    .join('\n');
  const { said, fixed } = judge(`apiVersion: v1\nkind: List\nitems:\n${item}`, 'v1.9');
  expect(said).toEqual(['error interface-without-network', 'error network-without-interface']);
  expect(fixed).toContain('- { name: default, bridge: {} }\n');
  expect(judge(fixed ?? '', 'v1.9').said).toEqual(['information network-blocks-migration']);
});
