import { describe, expect, it } from 'vitest';
import type { VmEdit } from '../../../server/src/core/kubevirt/impact/judge-edit.ts';
import { judgeEdit } from '../../../server/src/core/kubevirt/impact/judge-edit.ts';
import { judgeClusterEdit, judgeNadEdit } from '../../../server/src/core/kubevirt/impact/other-kinds.ts';
import {
  bridge,
  editOf,
  fieldsOf,
  impactOf,
  masquerade,
  nad,
  nicsOf,
  pod,
  running,
  vmOf,
  vmWithBlue,
} from './edits.ts';

const withBlue = vmWithBlue();
const absentBlue = vmWithBlue(bridge('blue', { state: 'absent' }));

describe('the whole of an edit', () => {
  it('has the strongest of its changes as verdict, and tells each NIC', () => {
    const after = vmOf({
      interfaces: [masquerade, bridge('blue', { state: 'down' }), { name: 'fast', sriov: {} }],
      networks: [pod, nad('blue'), nad('fast')],
    });
    const impact = impactOf(withBlue, after);
    expect(nicsOf(impact)).toBe('blue live, fast migration');
    expect(impact.nics.map(({ network, change }) => `${network} ${change}`)).toEqual([
      'default unchanged',
      'blue changed',
      'fast added',
    ]);
    expect(impact.verdict).toBe('migration');
    expect(impact.running).toBe('assumed');
  });

  it('knows a VM that does not run', () => {
    const halted = (vm: object): object => ({
      ...vm,
      spec: { ...(vm as { spec: object }).spec, runStrategy: 'Halted' },
    });
    for (const facts of [{ vmi: null }, { vmi: { status: { phase: 'Succeeded' } } }] satisfies Partial<VmEdit>[]) {
      const impact = impactOf(vmOf(), absentBlue, facts);
      expect([impact.running, impact.verdict]).toEqual(['no', 'none']);
      expect(impact.steps.map(({ kind }) => kind)).toEqual(['cleanup']);
      expect(impact.nics.at(-1)?.outcome.reason).toContain('deletes NIC blue');
    }
    expect(impactOf(halted(vmOf()), halted(withBlue)).verdict).toBe('none');
    const refused = vmOf({ interfaces: [{ ...masquerade, state: 'absent' }] });
    expect(impactOf(halted(vmOf()), halted(refused)).verdict).toBe('rejected');
  });

  it('gives the answer of the API server, and blames all changes for what none of them is the place of', () => {
    const impact = impactOf(withBlue, vmOf({ interfaces: [masquerade, bridge('blue')], networks: [pod] }));
    expect(impact.verdict).toBe('rejected');
    expect(impact.causes.map(({ field }) => field)).toEqual(['spec.template.spec.domain.devices.interfaces[1].name']);
    const broken = { interfaces: [masquerade, bridge('red')] };
    expect(fieldsOf(impactOf(vmOf(broken), vmOf({ ...broken, spec: { hostname: 'web' } })))).toBe('hostname rejected');
    expect(impact.steps.map(({ kind }) => kind)).toEqual(['admission']);
  });

  it('names NICs that would be unplugged if they were absent, and the implicit NIC that gets lost', () => {
    expect(impactOf(withBlue, vmOf()).absentInstead).toEqual(['blue']);
    expect(impactOf(withBlue, vmOf(), { vmi: running(withBlue, { blue: 'net1' }) }).absentInstead).toEqual([]);
    expect(impactOf(withBlue, vmOf(), { vmi: null }).absentInstead).toEqual([]);
    const bare = vmOf({ interfaces: [], networks: [] });
    const first = vmOf({ interfaces: [bridge('blue')], networks: [nad('blue')] });
    const lost = impactOf(bare, first);
    expect(lost.lostImplicitNic).toBe('default');
    expect(lost.verdict).toBe('restart');
    expect(lost.changes.at(-1)).toMatchObject({
      field: 'spec.template.spec.domain.devices.interfaces',
      change: 'removed',
      network: 'default',
    });
    expect(impactOf(bare, bare).lostImplicitNic).toBeUndefined();
    expect(impactOf(bare, withBlue).lostImplicitNic).toBeUndefined();
  });

  it('says what a rename is to KubeVirt', () => {
    const renamed = vmOf({ interfaces: [masquerade, bridge('azure')], networks: [pod, nad('azure', 'blue-nad')] });
    const reasons = impactOf(withBlue, renamed).nics.map(({ outcome }) => outcome.reason);
    expect(reasons.filter((reason) => reason.includes('To KubeVirt azure is another NIC than blue'))).toHaveLength(2);
  });

  it.each([
    [['LiveMigrate'], true, 'no'],
    [['LiveMigrate', 'Evict'], true, 'no'],
    [['LiveMigrate', 'Evict'], false, 'certain'],
    [['Evict'], true, 'certain'],
    [[], false, 'no'],
    [['LiveMigrate', 'Evict'], undefined, 'possible'],
    [undefined, true, 'possible'],
  ])('evicts with %j, migratable %s: %s', (updateMethods, isMigratable, eviction) => {
    const other = vmWithBlue(bridge('blue'), nad('blue', 'other-nad'));
    expect(impactOf(withBlue, other, { updateMethods, isMigratable }).eviction).toBe(eviction);
    // A NIC that the Pod may get by itself is no certain reason.
    const plugged = impactOf(vmOf(), withBlue, { updateMethods, isMigratable }).eviction;
    expect(plugged).toBe(eviction === 'certain' ? 'possible' : eviction);
  });

  it('tells in order what will happen', () => {
    const kinds = (before: object, after: object, facts: Partial<VmEdit> = {}): readonly string[] =>
      impactOf(before, after, facts).steps.map(({ kind }) => kind);
    expect(kinds(vmOf(), withBlue)).toEqual(['patch', 'attach', 'grace', 'condition', 'condition', 'migration']);
    expect(kinds(withBlue, absentBlue, { vmi: running(withBlue) })).toEqual([
      'patch',
      'detach',
      'grace',
      'condition',
      'condition',
      'migration',
      'cleanup',
    ]);
    expect(kinds(vmOf(), withBlue, { updateMethods: [] }).at(-1)).toBe('manual');
    expect(kinds(vmOf(), withBlue, { updateMethods: ['Evict'] }).at(-1)).toBe('eviction');
    expect(kinds(vmOf(), vmOf({ spec: { hostname: 'web' } }))).toEqual(['condition', 'restart']);
    expect(kinds(vmOf(), vmOf({ spec: { nodeSelector: { zone: 'a' } } }))).toEqual(['patch']);
    expect(kinds(withBlue, withBlue)).toEqual([]);
  });
});

describe('edits of other objects', () => {
  const vmi = (labels: object, spec: object = {}): object => ({
    kind: 'VirtualMachineInstance',
    metadata: { name: 'web', labels },
    spec: { domain: { devices: {}, memory: { guest: '1Gi' } }, ...spec },
  });
  const judged = (kind: string, before: object, after: object): string => {
    const impact = judgeEdit(editOf(before, after, { kind }));
    return 'because' in impact ? impact.because : fieldsOf(impact);
  };

  it('refuses edits of a VMI', () => {
    const kind = 'VirtualMachineInstance';
    expect(judged(kind, vmi({}), vmi({}, { hostname: 'web' }))).toBe('spec.hostname rejected');
    expect(judged(kind, vmi({}), vmi({ tier: 'web' }))).toBe('metadata.labels.tier none');
    expect(judged(kind, vmi({}), vmi({ 'kubevirt.io/nodeName': 'n' }))).toBe(
      'metadata.labels.kubevirt.io/nodeName rejected',
    );
  });

  it('leaves what a replica set has started', () => {
    const set = (hostname: string): object => ({
      spec: {
        selector: { matchLabels: { a: 'b' } },
        template: { metadata: { labels: { a: 'b' } }, spec: { hostname, domain: { devices: {} } } },
      },
    });
    expect(judged('VirtualMachineInstanceReplicaSet', set('one'), set('two'))).toBe('hostname none');
  });

  it('follows the update strategy of a pool', () => {
    const pool = (hostname: string, updateStrategy?: object): object => ({
      spec: {
        ...(updateStrategy && { updateStrategy }),
        selector: { matchLabels: { a: 'b' } },
        virtualMachineTemplate: {
          metadata: { labels: { a: 'b' } },
          spec: {
            runStrategy: 'Always',
            template: { spec: { hostname, domain: { devices: {}, memory: { guest: '1Gi' } } } },
          },
        },
      },
    });
    const outcome = (updateStrategy?: object): string =>
      judged('VirtualMachinePool', pool('one', updateStrategy), pool('two', updateStrategy)).split(' ').at(-1) ?? '';
    expect(outcome()).toBe('restart');
    expect(outcome({ proactive: {} })).toBe('restart');
    expect(outcome({ opportunistic: {} })).toBe('none');
    expect(outcome({ unmanaged: {} })).toBe('silent');
  });

  it('has a word for NADs and the KubeVirt resource, and none for what runs nothing', () => {
    expect([judgeNadEdit().kind, judgeClusterEdit().kind]).toEqual(['none', 'none']);
    expect(judged('ConfigMap', {}, {})).toBe('ConfigMap is no kind that runs VMs');
    expect(judged('toString', {}, {})).toBe('toString is no kind that runs VMs');
  });
});
