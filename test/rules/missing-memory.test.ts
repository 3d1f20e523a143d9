/** Memory that is missing: who is refused at once, who later, and where nobody can know. */
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../server/src/core/counters.ts';
import { FindingStore } from '../../server/src/core/rules/findings.ts';
import { Workspace } from '../../server/src/core/workspace/workspace.ts';

function severitiesOf(text: string, beside: Readonly<Record<string, string>> = {}): readonly string[] {
  const workspace = new Workspace(newCounters());
  const store = new FindingStore(workspace);
  for (const [name, other] of Object.entries(beside)) workspace.setDiskFile(`file:///w/${name}`, other);
  workspace.setDiskFile('file:///w/vm.yaml', text);
  return [...store.of('file:///w/vm.yaml')]
    .flatMap(({ findings }) => findings)
    .filter(({ rule }) => rule === 'missing-memory')
    .map(({ severity }) => severity);
}

const vm = (domain: string, more = ''): string =>
  `apiVersion: kubevirt.io/v1\nkind: VirtualMachine\nmetadata: {name: a}\nspec:\n  runStrategy: Always\n${more}  template:\n    spec:\n      domain:\n        devices: {}\n${domain}`;

const pool = (more = ''): string =>
  `apiVersion: pool.kubevirt.io/v1beta1\nkind: VirtualMachinePool\nmetadata: {name: a}\nspec:\n  selector: {matchLabels: {a: b}}\n  virtualMachineTemplate:\n    metadata: {labels: {a: b}}\n    spec:\n      runStrategy: Always\n${more}      template: {spec: {domain: {devices: {}}}}\n`;

const replicaSet =
  'apiVersion: kubevirt.io/v1\nkind: VirtualMachineInstanceReplicaSet\nmetadata: {name: a}\nspec:\n  selector: {matchLabels: {a: b}}\n  template:\n    metadata: {labels: {a: b}}\n    spec: {domain: {devices: {}}}\n';

describe('what makes a VMI without memory', () => {
  it.each([
    ['a VM', vm('')],
    ['a VM with an empty memory', vm('        memory: {}\n')],
    ['a VM that limits its CPUs only', vm('        resources: {limits: {cpu: 1}}\n')],
    ['a pool', pool()],
    ['a replica set', replicaSet],
  ])('is warned of: %s', (_, text) => {
    expect(severitiesOf(text)).toEqual(['warning']);
  });

  it.each([
    ['guest memory', vm('        memory: {guest: 1Gi}\n')],
    ['huge pages', vm('        memory: {hugepages: {pageSize: 2Mi}}\n')],
    ['a request', vm('        resources: {requests: {memory: 1Gi}}\n')],
    ['a limit', vm('        resources: {limits: {memory: 1Gi}}\n')],
    ['an instancetype', vm('', '  instancetype: {name: u1.small}\n')],
    ['the instancetype of a pool', pool('      instancetype: {name: u1.small}\n')],
    [
      'a template that may write it',
      vm('        {{- with .Values.memory }}\n        memory: {guest: {{ . }}}\n        {{- end }}\n'),
    ],
  ])('is not, with %s', (_, text) => {
    expect(severitiesOf(text)).toEqual([]);
  });

  it('is not, where it is a patch', () => {
    const kustomization = 'resources: [base.yaml]\npatches:\n- path: vm.yaml\n';
    expect(severitiesOf(vm(''), { 'kustomization.yaml': kustomization })).toEqual([]);
  });
});
