import { describe, expect, it } from 'vitest';
import { newestRelease } from '../../server/src/core/kubevirt/releases/index.ts';
import { resourcesOf } from '../../server/src/core/resources/resources.ts';
import { readVm } from '../../server/src/core/resources/vm.ts';
import { readDocument } from '../../server/src/core/yaml/read-document.ts';

const vmSpec = {
  domain: { devices: { interfaces: [{ name: 'blue', bridge: {} }] } },
  networks: [{ name: 'blue', multus: { networkName: 'vlan100' } }],
};
const vm = {
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: { name: 'a', namespace: 'n' },
  spec: { template: { spec: vmSpec } },
};

/** Kind, field of the object and networks of every resource in a document. */
function read(value: unknown): [string, string, string[] | undefined][] {
  const document = readDocument(JSON.stringify(value, undefined, 2));
  return resourcesOf(document).map((resource) => [
    resource.kind,
    resource.field,
    resource.vm && readVm(document, resource, newestRelease).spec.networks.map((network) => network.name),
  ]);
}

describe('the VM part', () => {
  const cases: readonly [string, unknown, string, string][] = [
    ['a VM', vm, 'VirtualMachine', ''],
    ['an older apiVersion', { ...vm, apiVersion: 'kubevirt.io/v1alpha3' }, 'VirtualMachine', ''],
    [
      'a VMI',
      { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachineInstance', spec: vmSpec },
      'VirtualMachineInstance',
      '',
    ],
    [
      'a replica set',
      { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachineInstanceReplicaSet', spec: { template: { spec: vmSpec } } },
      'VirtualMachineInstanceReplicaSet',
      '',
    ],
    ...(['v1alpha1', 'v1beta1'] as const).map(
      (version) =>
        [
          `a pool ${version}`,
          {
            apiVersion: `pool.kubevirt.io/${version}`,
            kind: 'VirtualMachinePool',
            spec: { virtualMachineTemplate: { spec: { template: { spec: vmSpec } } } },
          },
          'VirtualMachinePool',
          '',
        ] as [string, unknown, string, string],
    ),
    ['a list', { apiVersion: 'v1', kind: 'List', items: [{ kind: 'Secret' }, vm] }, 'VirtualMachine', 'items[1]'],
    [
      'a typed list',
      { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachineList', items: [vm] },
      'VirtualMachine',
      'items[0]',
    ],
    [
      'an item of a typed list that leaves its kind to the list',
      { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachineList', items: [{ spec: { template: { spec: vmSpec } } }] },
      'VirtualMachine',
      'items[0]',
    ],
    [
      'an OpenShift template',
      { apiVersion: 'template.openshift.io/v1', kind: 'Template', objects: [vm] },
      'VirtualMachine',
      'objects[0]',
    ],
    [
      'a VM template',
      {
        apiVersion: 'template.kubevirt.io/v1beta1',
        kind: 'VirtualMachineTemplate',
        spec: { virtualMachine: { spec: { template: { spec: vmSpec } } } },
      },
      'VirtualMachine',
      'spec.virtualMachine',
    ],
    [
      'a machine template',
      {
        apiVersion: 'infrastructure.cluster.x-k8s.io/v1alpha1',
        kind: 'KubevirtMachineTemplate',
        spec: { template: { spec: { virtualMachineTemplate: { spec: { template: { spec: vmSpec } } } } } },
      },
      'VirtualMachine',
      'spec.template.spec.virtualMachineTemplate',
    ],
  ];
  it.each(cases)('is found in %s', (_, value, kind, field) => {
    expect(read(value)).toEqual([[kind, field, ['blue']]]);
  });

  it('is not looked for in other kinds', () => {
    const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: { spec: vmSpec } } };
    expect(read(deployment)).toEqual([['Deployment', '', undefined]]);
    expect(
      read({ apiVersion: 'example.com/v1', kind: 'VirtualMachine', spec: { template: { spec: vmSpec } } }),
    ).toEqual([]);
  });
});

describe('what a manifest states', () => {
  const first = (text: string) => resourcesOf(readDocument(text))[0];
  const head = 'apiVersion: kubevirt.io/v1\nkind: VirtualMachine\n';

  it('is told from what it leaves out and what a template writes', () => {
    expect(first(`${head}metadata:\n  name: a\n`)?.namespace).toEqual({ state: 'absent' });
    expect(first(`${head}metadata:\n  name: a\n  namespace: ns\n`)?.namespace).toEqual({
      state: 'stated',
      value: 'ns',
    });
    expect(first(`${head}metadata:\n  name: a\n  namespace: n\n`)?.namespace).toEqual({ state: 'unknown' });
    expect(first(`${head}metadata:\n  name: a\n  namespace: {{ .Release.Namespace }}\n`)?.namespace).toEqual({
      state: 'unknown',
    });
    expect(first(`${head}metadata:\n  name: "\${NAME}"\n`)?.name).toEqual({ state: 'unknown' });
    expect(first(`${head}metadata:\n  {{- include "m" . | nindent 2 }}\n`)?.namespace).toEqual({ state: 'unknown' });
  });

  it('is partial in a patch', () => {
    const partial = (text: string): boolean | undefined => {
      const document = readDocument(text);
      const [resource] = resourcesOf(document);
      return resource && readVm(document, resource, newestRelease).partial;
    };
    expect(partial(`${head}spec:\n  template:\n    spec:\n      networks: []\n`)).toBe(true);
    expect(partial(`${head}$patch: delete\nspec:\n  template:\n    spec:\n      domain: {}\n`)).toBe(true);
    expect(partial(`${head}spec:\n  template:\n    spec:\n      domain: {}\n`)).toBe(false);
  });
});
