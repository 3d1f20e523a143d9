/** What a cluster says of a VM, as far as its objects lie among the files. */
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../server/src/core/counters.ts';
import { FactScanner } from '../../server/src/core/workspace/fact-scan.ts';
import { dumpsOf } from '../../server/src/core/workspace/dumps.ts';
import { Workspace } from '../../server/src/core/workspace/workspace.ts';

const file = 'file:///w/vm.yaml';

const object = (kind: string, metadata: string, rest = '', apiVersion = 'kubevirt.io/v1'): string =>
  `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: ${metadata}\n${rest}`;
const vmi = (mark: string, more = '', namespace = 'a'): string =>
  object('VirtualMachineInstance', `{name: web, namespace: ${namespace}}`, `status: {mark: ${mark}${more}}\n`);
const pod = (name: string, labels: string, rest: string, more = ''): string =>
  object('Pod', `{name: ${name}, namespace: a, uid: ${name}-uid, labels: {${labels}}${more}}`, rest, 'v1');
const launcher = (name: string, rest = 'status: {phase: Running}\n'): string =>
  pod(name, 'kubevirt.io: virt-launcher, vm.kubevirt.io/name: web', rest);

function known(files: Readonly<Record<string, string>>) {
  const workspace = new Workspace(newCounters());
  workspace.open(file, 1, object('VirtualMachine', '{name: web, namespace: a}', 'status: {ready: true}\n'));
  for (const [name, text] of Object.entries(files)) workspace.setDiskFile(`file:///w/${name}`, text);
  const dumps = dumpsOf(workspace, file, 'a', 'web');
  const mark = (value: unknown): unknown => (value as { status?: { mark?: unknown } } | undefined)?.status?.mark;
  const name = (value: unknown): unknown => (value as { metadata?: { name?: unknown } } | undefined)?.metadata?.name;
  return { workspace, vmi: mark(dumps.vmi), pod: name(dumps.pod), vm: mark(dumps.vm), places: dumps.places };
}

describe('dumps', () => {
  it('are what a cluster wrote, of that name and namespace, and not the file itself', () => {
    const found = known({
      'vmi.yaml': vmi('one'),
      'elsewhere.yaml': vmi('two', '', 'b'),
      'manifest.yaml': object('VirtualMachineInstance', '{name: web, namespace: a}', 'spec: {}\n'),
      'vm.json.yaml': object('VirtualMachine', '{name: web, namespace: a}', 'status: {mark: vm}\n'),
    });
    expect(found).toMatchObject({ vmi: 'one', vm: 'vm', pod: undefined });
    expect(found.places.map(({ uri }) => uri)).toEqual(['file:///w/vm.json.yaml', 'file:///w/vmi.yaml']);
    expect(known({}).vm).toBeUndefined();
  });

  it('know the launcher Pod by label, annotation or owner', () => {
    const rest = 'status: {phase: Running}\n';
    const owned =
      ', ownerReferences: [{kind: VirtualMachineInstance, name: web, apiVersion: kubevirt.io/v1, uid: x, controller: true}]';
    expect(known({ 'pod.yaml': launcher('labelled') }).pod).toBe('labelled');
    expect(known({ 'pod.yaml': pod('owned', 'a: b', rest, owned) }).pod).toBe('owned');
    const annotated = pod('annotated', 'kubevirt.io: virt-launcher', rest, ', annotations: {kubevirt.io/domain: web}');
    expect(known({ 'pod.yaml': annotated }).pod).toBe('annotated');
    // The label holds the guest's host name.
    const hosted = pod('hosted', 'kubevirt.io: virt-launcher, vm.kubevirt.io/name: front-desk', rest, owned);
    expect(known({ 'pod.yaml': hosted }).pod).toBe('hosted');
    expect(known({ 'pod.yaml': pod('other', 'vm.kubevirt.io/name: web', rest) }).pod).toBeUndefined();
    expect(known({ 'pod.yaml': launcher('other').replace('name: web', 'name: db') }).pod).toBeUndefined();
  });

  it('take of several Pods the one that the VMI runs in', () => {
    const pods =
      launcher('over', 'status: {phase: Succeeded}\n') +
      launcher('source', 'spec: {nodeName: n1}\nstatus: {phase: Running}\n') +
      launcher('target', 'spec: {nodeName: n2}\nstatus: {phase: Running}\n');
    const active = ', activePods: {source-uid: n1, target-uid: n2}, nodeName: n2';
    expect(known({ 'dump.yaml': vmi('x', active) + pods }).pod).toBe('target');
    expect(known({ 'dump.yaml': vmi('x', ', activePods: {source-uid: n1}, nodeName: n1') + pods }).pod).toBe('source');
    expect(known({ 'dump.yaml': pods }).pod).toBeUndefined();
  });

  it('take the nearest, and nothing of equals that disagree or what a template writes', () => {
    expect(known({ 'near.yaml': vmi('near'), 'far/away.yaml': vmi('far') }).vmi).toBe('near');
    expect(known({ 'a.yaml': vmi('one'), 'b.yaml': vmi('two') }).vmi).toBeUndefined();
    expect(known({ 'a.yaml': vmi('one'), 'b.yaml': vmi('one') }).vmi).toBe('one');
    expect(known({ 'a.yaml': vmi('"{{ .Values.mark }}"') }).vmi).toBeUndefined();
  });

  it('of files that are known by their facts alone are asked for, and come with the key of the VM', () => {
    const dump = 'file:///w/dump.yaml';
    const text = vmi('one') + launcher('running');
    const workspace = new Workspace(newCounters());
    const asked: string[] = [];
    const told: string[] = [];
    workspace.useReader((uri) => asked.push(uri));
    workspace.observe({
      documentsChanged: () => undefined,
      factsChanged: (keys) => {
        told.push(...keys);
        return false;
      },
    });
    workspace.setScannedFile(dump, new FactScanner(workspace.counters).scan(dump, text));
    const keys: string[] = [];
    const look = () => dumpsOf(workspace, file, 'a', 'web', (key) => keys.push(key));
    expect(look()).toEqual({ places: [] });
    expect(asked).toContain(dump);
    expect(keys).toContain('vm:web');
    told.length = 0;
    workspace.setDiskFile(dump, text);
    expect(told).toContain('vm:web');
    expect(look()).toMatchObject({ vmi: { status: { mark: 'one' } }, pod: { metadata: { name: 'running' } } });
    told.length = 0;
    workspace.setDiskFile(dump, text.replace('phase: Running', 'phase: Failed'));
    expect(told).toContain('vm:web');
    expect(look()).not.toHaveProperty('pod');
  });
});
