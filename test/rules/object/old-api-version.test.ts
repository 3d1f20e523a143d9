/** Which objects are of a former API version, where they stand, and what else is said of them. */
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../../server/src/core/counters.ts';
import { FindingStore } from '../../../server/src/core/rules/findings.ts';
import type { Finding } from '../../../server/src/core/rules/rule.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';

const uri = 'file:///w/vm.yaml';

function findingsOf(text: string, beside: Readonly<Record<string, string>> = {}): readonly Finding[] {
  const workspace = new Workspace(newCounters());
  const store = new FindingStore(workspace);
  for (const [name, other] of Object.entries(beside)) workspace.setDiskFile(`file:///w/${name}`, other);
  workspace.setDiskFile(uri, text);
  return [...store.of(uri)].flatMap(({ findings }) => findings);
}

const object = (apiVersion: string, kind: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\nspec: {domain: {devices: {interfaces: [{name: x, slirp: {}, model: none}]}}}\n`;

describe('an object of a former API version', () => {
  it.each([
    'VirtualMachineInstanceReplicaSet',
    'VirtualMachineInstancePreset',
    'VirtualMachineInstanceMigration',
    'KubeVirt',
  ])('of kind %s is one Error', (kind) => {
    const found = findingsOf(object('kubevirt.io/v1alpha2', kind));
    const old = found.filter(({ rule }) => rule === 'old-api-version');
    expect(old.map(({ severity, field }) => [severity, field])).toEqual([['error', 'apiVersion']]);
  });

  it('of v1alpha1 has no other finding', () => {
    const found = findingsOf(object('kubevirt.io/v1alpha1', 'VirtualMachine'));
    expect(found.map(({ rule }) => rule)).toEqual(['old-api-version']);
    expect(found[0]?.message).toContain('VirtualMachineInstance');
  });

  it('is found inside a list', () => {
    const item = object('kubevirt.io/v1alpha2', 'VirtualMachineInstance').replace(/^/gm, '  ').trimEnd();
    const found = findingsOf(`apiVersion: v1\nkind: List\nitems:\n- ${item.trimStart()}\n`);
    expect(found.filter(({ rule }) => rule === 'old-api-version').map(({ field }) => field)).toEqual([
      'items[0].apiVersion',
    ]);
  });

  it('only informs where a kustomization applies it as a patch', () => {
    const found = findingsOf(object('kubevirt.io/v1alpha2', 'VirtualMachineInstance'), {
      'kustomization.yaml': 'resources: [base.yaml]\npatches:\n- path: vm.yaml\n',
    });
    expect(found.map(({ rule, severity }) => [rule, severity])).toEqual([['old-api-version', 'information']]);
  });
});

describe('an object of an old version that is still served', () => {
  it.each([
    ['kubevirt.io/v1alpha3', 'VirtualMachine'],
    ['kubevirt.io/v1alpha3', 'VirtualMachineInstance'],
    ['pool.kubevirt.io/v1alpha1', 'VirtualMachinePool'],
    ['instancetype.kubevirt.io/v1alpha1', 'VirtualMachineInstancetype'],
  ])('%s %s is no finding', (apiVersion, kind) => {
    expect(findingsOf(object(apiVersion, kind)).filter(({ rule }) => rule === 'old-api-version')).toEqual([]);
  });
});
