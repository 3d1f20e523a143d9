/** References to NADs: which lead nowhere, how sure that is, and what is offered instead. */
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../../server/src/core/counters.ts';
import { FindingStore } from '../../../server/src/core/rules/findings.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';
import { folder, judged, kubevirt, machine, nad, said } from './judged.ts';

const bridge = { type: 'bridge', bridge: 'br1' };
const on = (reference: string, namespace = 'team-a'): string =>
  machine([{ name: 'lan', binding: 'bridge: {}', on: reference }], { namespace });
const asDefault = (reference: string, namespace = 'team-a'): string =>
  machine([{ name: 'lan', binding: 'bridge: {}', on: reference, isDefault: true }], {
    namespace,
    spec: '  evictionStrategy: None\n',
  });
const complete = { '.virtlens.yaml': 'complete: true\n' };

describe('unresolved-nad', () => {
  const other = { 'nads.yaml': nad('storage', bridge, { namespace: 'infra' }) };

  it('is a warning only where the workspace is complete, and nothing where it has no NAD', () => {
    expect(said(on('lan'))).toEqual([]);
    expect(said(on('lan'), other)).toEqual(['information unresolved-nad']);
    expect(said(on('lan'), { ...other, ...complete })).toEqual(['warning unresolved-nad']);
    expect(said(on('lan'), complete)).toEqual(['warning unresolved-nad']);
    expect(said(on('infra/storage'), { ...other, ...complete })).toEqual([]);
  });

  it('names the NAD of that name in another namespace, and connects to it', () => {
    const [found] = judged(on('storage'), { ...other, ...complete });
    expect(found?.finding.message).toContain('team-a/storage');
    expect(found?.finding.message).toContain('infra/storage exists');
    expect(found?.titles).toEqual(['Connect to infra/storage']);
  });

  it.each([
    ['storag', 'team-a', ['Connect to storage']],
    ['team-a/storag', 'team-a', ['Connect to team-a/storage']],
    ['team-a/storag', 'infra', ['Connect to team-a/storage']],
    ['entirely-else', 'team-a', []],
  ])('corrects %s in %s: %j', (reference, namespace, titles) => {
    const files = { 'nads.yaml': nad('storage', bridge) };
    expect(judged(on(reference, namespace), files).map((one) => one.titles)).toEqual([titles]);
  });

  it.each([
    ['v1.6.6', '', 'failed to locate network attachment definition team-a/lan'],
    ['v1.9.0', '', 'NoNetworkFound'],
    ['v1.9.0', 'disabledFeatureGates: [ExternalNetResourceInjection]', 'failed to locate'],
    ['v1.8.4', 'featureGates: [ExternalNetResourceInjection]', 'NoNetworkFound'],
  ])('says what happens in %s with %j', (release, gates, text) => {
    const more = gates === '' ? '' : `    developerConfiguration: { ${gates} }\n`;
    const [found] = judged(on('lan'), { ...other, 'kubevirt.yaml': kubevirt({}, release, more) });
    expect(found?.finding.message).toContain(text);
  });

  it.each([
    ['a namespace that nobody stated, where another has it', on('storage', ''), other],
    ['a NAD whose namespace nobody stated', on('lan'), { 'nads.yaml': nad('lan', bridge, { namespace: '' }) }],
    [
      'a NAD whose namespace a template writes',
      on('lan'),
      { 'nads.yaml': nad('lan', bridge, { namespace: '{{ .ns }}' }) },
    ],
    ['a namespace that a template writes', on('lan', '{{ .ns }}'), other],
    ['a reference that a template writes', on('{{ .nad }}'), other],
    ['a reference that the shell writes', on('$NAD'), other],
    ['a word to be replaced', on('_replaced_'), other],
    ['a default network without namespace', asDefault('lan', 'kube-system'), {}],
  ])('says nothing of %s', (_, vm, files) => {
    expect(said(vm, { ...files, ...complete }).filter((one) => one.includes('unresolved'))).toEqual([]);
  });

  it('is asked again when a NAD of any name comes or goes, and not when one changes', () => {
    const workspace = new Workspace(newCounters());
    const store = new FindingStore(workspace);
    const uri = `${folder}vm.yaml`;
    workspace.setDiskFile(`${folder}other.yaml`, nad('else', bridge));
    workspace.setDiskFile(uri, on('lan'));
    const analysed = (): [number, string[]] => {
      const before = workspace.counters.documentsAnalysed;
      const found = [...store.of(uri)].flatMap(({ findings }) => findings.map(({ rule }) => rule));
      return [workspace.counters.documentsAnalysed - before, found.filter((rule) => rule === 'unresolved-nad')];
    };
    expect(analysed()).toEqual([1, ['unresolved-nad']]);
    workspace.setDiskFile(`${folder}other.yaml`, nad('else', { ...bridge, mtu: 9000 }));
    expect(analysed()).toEqual([0, ['unresolved-nad']]);
    workspace.setDiskFile(`${folder}other.yaml`, nad('lane', bridge));
    expect(analysed()).toEqual([1, ['unresolved-nad']]);
    workspace.setDiskFile(`${folder}lan.yaml`, nad('lan', bridge));
    expect(analysed()).toEqual([1, []]);
  });
});

describe('malformed-nad-reference', () => {
  it.each([
    ['a/b/c', 'v1.9.0', ['warning: Connect to a/b']],
    ['lan@net1', 'v1.9.0', ['warning: Connect to lan']],
    ['infra/lan@net1', 'v1.6.6', ['warning: Connect to infra/lan']],
    ['infra/', 'v1.9.0', ['warning: ']],
    ['/lan', 'v1.9.0', ['information: Connect to lan']],
    ['/lan', 'v1.7.4', ['warning: Connect to lan']],
    ['" lan"', 'v1.9.0', ['information: Connect to lan']],
    ['Lan', 'v1.9.0', ['information: ']],
    ['lan.office', 'v1.9.0', []],
    ['LAN', 'v1.9.0', []],
    ['_lan_', 'v1.9.0', []],
    ['infra/lan', 'v1.9.0', []],
  ])('%s in %s: %j', (reference, release, expected) => {
    const found = judged(on(reference), { 'kubevirt.yaml': kubevirt({}, release) });
    expect(found.map(({ finding, titles }) => `${finding.severity}: ${titles.join(', ')}`)).toEqual(expected);
  });

  it('knows no dots in the name of a default network', () => {
    const rule = 'warning malformed-nad-reference';
    expect(said(asDefault('team-a/lan.office'))).toEqual([rule]);
    expect(said(asDefault('lan@eth1'), { 'kubevirt.yaml': kubevirt({}, 'v1.8.4') })).toEqual([rule]);
    expect(said(asDefault('team-a/lan@eth1'))).toEqual([]);
  });
});

describe('unqualified-default-nad', () => {
  const config = { type: 'bridge', bridge: 'br1', ipam: { type: 'whereabouts', range: '10.1.0.0/16' } };
  const rule = 'unqualified-default-nad';
  const at = (namespace: string): string => nad('lan', config, { namespace });

  it.each([
    ['the NAD is in the namespace of the VM', { 'nads.yaml': at('team-a') }, [`warning ${rule}`]],
    ['the NAD is nowhere', {}, [`information ${rule}`]],
    ['the NAD is elsewhere', { 'nads.yaml': at('infra') }, [`information ${rule}`]],
    ['the NAD is where Multus looks', { 'nads.yaml': at('kube-system') }, []],
    ['both have it', { 'nads.yaml': `${at('kube-system')}---\n${at('team-a')}` }, []],
    [
      'KubeVirt looks in the namespace of the VM too',
      { 'nads.yaml': at('kube-system'), 'kubevirt.yaml': kubevirt({}, 'v1.8.4') },
      [`information ${rule}`],
    ],
  ])('when %s', (_, files, expected) => {
    expect(said(asDefault('lan'), files)).toEqual(expected);
  });

  it('says nothing of a VM in the namespace of Multus, nor of a qualified name', () => {
    expect(said(asDefault('lan', 'kube-system'), { 'nads.yaml': at('kube-system') })).toEqual([]);
    expect(said(asDefault('team-a/lan'), { 'nads.yaml': at('team-a') })).toEqual([]);
  });

  it('writes the namespace of the NAD, or of the VM where that is stated', () => {
    expect(judged(asDefault('lan'), { 'nads.yaml': at('infra') })[0]?.titles).toEqual(['Connect to infra/lan']);
    expect(judged(asDefault('lan'))[0]?.titles).toEqual(['Connect to team-a/lan']);
    expect(judged(asDefault('lan', ''))[0]?.titles).toEqual([]);
  });
});

describe('foreign-namespace-nad', () => {
  const isolated = (more = ''): Record<string, string> => ({ '.virtlens.yaml': `namespaceIsolation: true\n${more}` });

  it.each([
    ['infra/lan', 'team-a', isolated(), ['warning foreign-namespace-nad']],
    ['infra/lan', '', isolated(), ['information foreign-namespace-nad']],
    ['infra/lan', '', isolated('namespace: team-a\n'), ['warning foreign-namespace-nad']],
    ['infra/lan', 'team-a', isolated('globalNamespaces: [infra]\n'), []],
    ['default/lan', 'team-a', isolated('globalNamespaces: [infra]\n'), ['warning foreign-namespace-nad']],
    ['default/lan', 'team-a', isolated(), []],
    ['team-a/lan', 'team-a', isolated(), []],
    ['lan', 'team-a', isolated(), []],
    ['infra/lan', '{{ .ns }}', isolated(), []],
    ['infra/lan', 'team-a', {}, []],
    ['infra/lan', 'team-a', { '.virtlens.yaml': 'namespaceIsolation: false\n' }, []],
  ])('%s from %j with %j: %j', (reference, namespace, files, expected) => {
    expect(said(on(reference, namespace), files)).toEqual(expected);
  });

  it('is not asked by Multus for the default network', () => {
    expect(said(asDefault('infra/lan'), isolated())).toEqual([]);
  });

  it('connects to a NAD of the name that is allowed', () => {
    const nads = ['team-a', 'infra', 'default', 'team-b']
      .map((namespace) => nad('lan', bridge, { namespace }))
      .join('---\n');
    const [found] = judged(on('infra/lan'), { ...isolated(), 'nads.yaml': nads });
    expect(found?.titles).toEqual(['Connect to lan', 'Connect to default/lan']);
  });
});
