/** Which objects are read together as those of one VM, and what of them is known. */
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../server/src/core/counters.ts';
import { FindingStore } from '../../server/src/core/rules/findings.ts';
import type { StatusReading } from '../../server/src/core/workspace/status-reading.ts';
import { Workspace } from '../../server/src/core/workspace/workspace.ts';

const specs = `domain: {devices: {interfaces: [{name: data, bridge: {}}]}}
networks: [{name: data, multus: {networkName: lan}}]`;
const spec = (indent: string): string => specs.replaceAll(/^/gm, indent);
const vm = (status = '', namespace = 'a'): string =>
  `apiVersion: kubevirt.io/v1\nkind: VirtualMachine\nmetadata: {name: web, namespace: ${namespace}}\nspec:\n  template:\n    spec:\n${spec('      ')}\n${status}`;
const vmi = (source: string, more = ''): string =>
  `apiVersion: kubevirt.io/v1\nkind: VirtualMachineInstance\nmetadata: {name: web, namespace: a}\nspec:\n${spec('  ')}\nstatus:\n  phase: Running\n  interfaces: [{name: data, infoSource: "${source}", podInterfaceName: pod3a6eb0790f3}]\n${more}`;
const pod = (name: string, phase = 'Running', vmName = 'web'): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n  namespace: a\n  uid: ${name}-uid\n  labels: {kubevirt.io: virt-launcher, vm.kubevirt.io/name: ${vmName}}\n  annotations:\n    k8s.v1.cni.cncf.io/network-status: '[{"name":"a/lan","interface":"pod3a6eb0790f3"}]'\nstatus: {phase: ${phase}}\n`;

/** The reading of the first object of the first file. */
function read(files: Readonly<Record<string, string>>): StatusReading | undefined {
  const workspace = new Workspace(newCounters());
  const store = new FindingStore(workspace);
  for (const [name, text] of Object.entries(files)) workspace.setDiskFile(`file:///w/${name}`, text);
  const [first = ''] = Object.keys(files);
  const view = workspace.view(`file:///w/${first}`, 0);
  const resource = view?.resources[0];
  return view && resource && store.status(view, resource);
}

const stageOf = (reading: StatusReading | undefined): unknown => reading?.stages.map(({ stage }) => stage);

describe('the reading of a VM’s status', () => {
  it('joins VM, VMI and launcher Pod from whichever is looked at', () => {
    const files = { 'vm.yaml': vm('status: {ready: true}'), 'vmi.yaml': vmi('multus-status'), 'pod.yaml': pod('p') };
    for (const [own, name] of [
      ['vm', 'vm.yaml'],
      ['vmi', 'vmi.yaml'],
      ['pod', 'pod.yaml'],
    ] as const) {
      const reading = read({ [name]: files[name], ...files });
      expect(reading?.own).toBe(own);
      expect([reading?.vm?.uri, reading?.vmi?.uri, reading?.pod?.uri]).toEqual(
        ['vm.yaml', 'vmi.yaml', 'pod.yaml'].map((file) => `file:///w/${file}`),
      );
      expect(stageOf(reading)).toEqual(['not-in-guest']);
    }
  });

  it('joins them in one file too, each the one that is looked at', () => {
    const two = `${vmi('multus-status')}---\n${vmi('domain, guest-agent, multus-status')}---\n${pod('p')}`;
    expect(stageOf(read({ 'dump.yaml': two }))).toEqual(['not-in-guest']);
    // Of two that disagree a third object takes neither.
    expect(read({ 'vm.yaml': vm(), 'other/dump.yaml': two })?.vmi).toBeUndefined();
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${vmi('multus-status').replaceAll('\n', '\n  ')}\n`;
    expect(stageOf(read({ 'list.yaml': list }))).toEqual(['not-in-guest']);
  });

  it('takes a manifest for what is wanted, and nothing for what happened', () => {
    expect(read({ 'vm.yaml': vm() })).toBeUndefined();
    expect(read({ 'vm.yaml': vm(), 'vmi.yaml': vmi('').replace(/status:[\s\S]*/, '') })).toBeUndefined();
    expect(read({ 'vm.yaml': vm('status: {}') })).toBeUndefined();
    const reading = read({ 'vm.yaml': vm(), 'vmi.yaml': vmi('multus-status') });
    expect([reading?.vm, reading?.observed.vm?.name, stageOf(reading)]).toEqual([undefined, 'web', ['not-in-guest']]);
    // What a cluster says of the VM goes before the manifest.
    const dumped = read({ 'vm.yaml': vm(), 'vmi.yaml': vmi('domain'), 'dump/vm.yaml': vm('status: {ready: true}') });
    expect(dumped?.vm?.uri).toBe('file:///w/dump/vm.yaml');
  });

  it('tells of a VM alone its conditions, and of no NIC how far it is', () => {
    const status = 'status: {conditions: [{type: RestartRequired, status: "True"}]}';
    const reading = read({ 'vm.yaml': vm(status) });
    expect(reading?.stages).toEqual([]);
    expect(reading?.conditions.map(({ type, field }) => [type, field])).toEqual([
      ['RestartRequired', 'status.conditions[0]'],
    ]);
  });

  it('reads no Pod that the VMI does not run in', () => {
    const active = '  activePods: {p-uid: n}\n';
    const running = { 'vmi.yaml': vmi('multus-status', active), 'p.yaml': pod('p'), 'q.yaml': pod('q') };
    expect(read(running)?.pod?.uri).toBe('file:///w/p.yaml');
    const { 'vmi.yaml': own, 'p.yaml': p, 'q.yaml': q } = running;
    expect(read({ 'p.yaml': p, 'vmi.yaml': own, 'q.yaml': q })?.own).toBe('pod');
    expect(read({ 'q.yaml': q, 'vmi.yaml': own, 'p.yaml': p })).toBeUndefined();
    expect(read({ 'p.yaml': pod('p', 'Succeeded') })).toBeUndefined();
    expect(read({ 'p.yaml': pod('p', 'Running', '""') })).toBeUndefined();
  });

  it('takes nothing of another namespace, nor of what a template writes', () => {
    const other = read({ 'vm.yaml': vm('', 'b'), 'vmi.yaml': vmi('domain') });
    expect(other).toBeUndefined();
    expect(read({ 'vm.yaml': vm(), 'vmi.yaml': vmi('{{ .Values.source }}') })).toBeUndefined();
    expect(read({ 'vm.yaml': vm('', '"{{ .Values.namespace }}"'), 'vmi.yaml': vmi('domain') })).toBeUndefined();
  });

  it('is kept until an object of the VM changes', () => {
    const workspace = new Workspace(newCounters());
    const store = new FindingStore(workspace);
    workspace.setDiskFile('file:///w/vm.yaml', vm());
    workspace.setDiskFile('file:///w/vmi.yaml', vmi('multus-status'));
    const view = workspace.view('file:///w/vm.yaml', 0);
    const resource = view?.resources[0];
    if (!view || !resource) throw new Error('no VM');
    const first = store.status(view, resource);
    expect(store.status(view, resource)).toBe(first);
    workspace.setDiskFile('file:///w/other.yaml', pod('p', 'Running', 'other'));
    expect(store.status(view, resource)).toBe(first);
    workspace.setDiskFile('file:///w/pod.yaml', pod('p'));
    expect(store.status(view, resource)?.pod?.uri).toBe('file:///w/pod.yaml');
    workspace.setDiskFile('file:///w/vmi.yaml', vmi('domain, multus-status'));
    expect(stageOf(store.status(view, resource))).toEqual(['not-seen-by-agent']);
  });
});
