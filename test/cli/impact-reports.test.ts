/** The reports of `virtlens impact` on impacts made by hand: form, escaping, bounds, and what makes a run fail. */
import { describe, expect, it } from 'vitest';
import { judgedPart, reaches, unjudgedPart, type ImpactEntry } from '../../server/src/cli/impact/entries.ts';
import { impactGithub } from '../../server/src/cli/impact/github.ts';
import { impactMarkdown } from '../../server/src/cli/impact/markdown.ts';
import { impactText } from '../../server/src/cli/impact/text.ts';
import type { ImpactKind, Outcome, VmImpact } from '../../server/src/core/kubevirt/impact/impact.ts';
import { addedNic, fieldImpact, pending, restart, vmImpact } from '../features/impact/impacts.ts';

const mac = 'spec.template.spec.domain.devices.interfaces[0].macAddress';

function entry(impact: VmImpact, parts: Partial<ImpactEntry> = {}): ImpactEntry {
  return {
    file: 'vms/web.yaml',
    line: 2,
    kind: 'VirtualMachine',
    namespace: 'tenant-a',
    name: 'web',
    base: 'HEAD',
    state: 'changed',
    ...judgedPart(impact, (field) => ({ line: field === mac ? 14 : 16, column: 17 })),
    ...parts,
  };
}

const restarted = vmImpact({
  verdict: 'restart',
  changes: [fieldImpact(mac, { network: 'default' })],
  steps: [
    { kind: 'condition', text: 'KubeVirt says that a restart is needed.', condition: restart.condition!, networks: [] },
  ],
});

describe('text', () => {
  it('tells the verdict, each change at its line, and what will happen', () => {
    expect(impactText([entry(restarted)])).toBe(
      [
        'vms/web.yaml:2  VirtualMachine tenant-a/web  vs HEAD: 1 restart',
        `  vms/web.yaml:14:17: restart: NIC default: ${mac} changed`,
        '    The MAC address of a NIC is part of the running VM.',
        '    condition: RestartRequired=True on the VirtualMachine: a non-live-updatable field was changed in the template spec',
        '  what will happen:',
        '  1. KubeVirt says that a restart is needed. Condition: RestartRequired=True on the VirtualMachine: a non-live-updatable field was changed in the template spec.',
      ].join('\n'),
    );
  });

  it('tells every case of what depends on something unseen', () => {
    const alternatives = [
      { ...restart, when: 'if the roll-out strategy is Stage' },
      { ...pending, when: 'otherwise' },
    ];
    const change = fieldImpact(mac, { alternatives, dependsOn: ['configuration'] });
    const text = impactText([entry(vmImpact({ verdict: 'restart', changes: [change] }))]);
    expect(text).toContain('restart if the roll-out strategy is Stage: ');
    expect(text).toContain('pending migration otherwise: The NIC is hot-plugged.');
    expect(text).toContain('depends on the configuration of KubeVirt');
  });

  it('tells where an object came from, and why nothing can be known', () => {
    const moved = entry(vmImpact({}), { baseFile: 'old.yaml' });
    expect(impactText([moved])).toContain('vs HEAD: no change (there in old.yaml)');
    const unknown = entry(vmImpact({}), { ...unjudgedPart(null, 'cannot know', ['a template writes it']), base: null });
    expect(impactText([unknown])).toBe(
      'vms/web.yaml:2  VirtualMachine tenant-a/web  cannot know\n  a template writes it',
    );
  });

  it('keeps control characters from the terminal', () => {
    const change = fieldImpact(mac, { outcome: { kind: 'restart', reason: 'a\u001b[31mb' } });
    expect(impactText([entry(vmImpact({ changes: [change] }))])).not.toContain('\u001b');
  });
});

describe('github', () => {
  it('marks what costs something at its line, as loud as check does', () => {
    expect(impactGithub([entry(restarted)])).toBe(
      '::warning file=vms/web.yaml,line=14,col=17,title=VirtualMachine tenant-a/web%3A restart::' +
        `NIC default: ${mac} changed%0AThe MAC address of a NIC is part of the running VM.%0A` +
        'RestartRequired=True on the VirtualMachine: a non-live-updatable field was changed in the template spec',
    );
    const rejected = fieldImpact(mac, { outcome: { kind: 'rejected', reason: 'No.' } });
    expect(impactGithub([entry(vmImpact({ verdict: 'rejected', changes: [rejected] }))])).toMatch(/^::error file=/);
    const alternatives = [
      { ...restart, when: 'if so' },
      { kind: 'live' as const, reason: 'Live.', when: 'otherwise' },
    ];
    const possible = fieldImpact(mac, { alternatives, dependsOn: ['configuration'] });
    expect(impactGithub([entry(vmImpact({ verdict: 'restart', changes: [possible] }))])).toMatch(/^::notice file=/);
  });

  it('says nothing of what is applied live', () => {
    const live = fieldImpact(mac, { outcome: { kind: 'live', reason: 'Live.' } });
    expect(impactGithub([entry(vmImpact({ verdict: 'live', changes: [live] }))])).toBe('');
  });

  it('escapes what would end a property or the command', () => {
    const change = fieldImpact(mac, { outcome: { kind: 'restart', reason: '100%\n::error::x' } });
    const [line, ...rest] = impactGithub([
      entry(vmImpact({ verdict: 'restart', changes: [change] }), { file: 'a,b:c%/vm.yaml' }),
    ]).split('\n');
    expect(rest).toEqual([]);
    expect(line).toContain('file=a%2Cb%3Ac%25/vm.yaml,line=14');
    expect(line).toContain('100%25%0A::error::x');
  });

  it('tells a refusal that belongs to no changed field, an eviction, and what cannot be known', () => {
    const causes = [
      { type: 'FieldValueInvalid' as const, field: 'spec', message: 'update of VMI object is restricted' },
    ];
    expect(impactGithub([entry(vmImpact({ verdict: 'rejected', causes }))])).toBe(
      '::error file=vms/web.yaml,line=2,title=VirtualMachine tenant-a/web%3A rejected::spec: update of VMI object is restricted',
    );
    expect(impactGithub([entry(vmImpact({ eviction: 'certain' }))])).toMatch(/^::warning .*eviction::/);
    const unknown = entry(vmImpact({}), unjudgedPart(null, 'cannot know', ['a template writes it']));
    expect(impactGithub([unknown])).toMatch(/^::notice .*::a template writes it$/);
  });

  it('names no file for what was piped', () => {
    expect(impactGithub([entry(restarted, { file: '-' })])).toMatch(/^::warning title=/);
  });
});

describe('markdown', () => {
  it('is a table of all objects and the details of each, folded', () => {
    const text = impactMarkdown([entry(restarted)]);
    expect(text).toMatch(/^## What these edits do to running VMs\n\nTold as if [^\n]*\n\n\| object \|/);
    expect(text).toContain('| `VirtualMachine tenant-a/web` | `vms/web.yaml:2` | vs HEAD: 1 restart |  |');
    expect(text).toContain('<details><summary>VirtualMachine tenant-a/web: 1 restart</summary>\n\n- **restart**');
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  });

  it('lets no text of a manifest be markup', () => {
    const change = fieldImpact(mac, { outcome: { kind: 'restart', reason: '</details><b>@all | [x](y) `z`' } });
    const text = impactMarkdown([entry(vmImpact({ verdict: 'restart', changes: [change] }), { name: 'a|b`c' })]);
    expect(text).not.toContain('<b>');
    expect(text).not.toContain('@all');
    expect(text).toContain('&lt;/details&gt;');
    expect(text).toContain('\\[x\\](y) \\`z\\`');
    const row = text.split('\n').find((line) => line.startsWith('| ``VirtualMachine'));
    expect(row?.replaceAll('\\|', '').split('|').length).toBe(6);
  });

  it('fits a comment however much there is, and says what was left out', () => {
    const reason = 'x'.repeat(300);
    const change = fieldImpact(mac, { outcome: { kind: 'restart', reason } });
    const many = (count: number): ImpactEntry[] =>
      Array.from({ length: count }, (_, at) =>
        entry(vmImpact({ verdict: 'restart', changes: [change] }), { name: `vm-${at}` }),
      );
    const some = impactMarkdown(many(200));
    expect(some.length).toBeLessThanOrEqual(65_536);
    expect(some).toContain('vm-199');
    expect(some).toMatch(/The details of \d+ more do not fit here/);
    const tooMany = impactMarkdown(many(3000));
    expect(tooMany.length).toBeLessThanOrEqual(65_536);
    expect(tooMany).toMatch(/\d+ more do not fit here/);
    expect(impactMarkdown(many(3))).not.toContain('do not fit');
  });

  it('says that nothing was changed', () => {
    expect(impactMarkdown([])).toContain('No VM, NAD or KubeVirt resource was changed.');
  });
});

describe('--fail-on', () => {
  const of = (...kinds: ImpactKind[]): ImpactEntry => {
    const outcomes = kinds.map((kind): Outcome => ({ kind, reason: kind }));
    const [outcome] = outcomes;
    const alternatives = kinds.length > 1 ? outcomes.map((one) => ({ ...one, when: one.kind })) : [];
    const dependsOn = kinds.length > 1 ? (['migratable'] as const) : [];
    return entry(
      vmImpact({ verdict: kinds[0]!, changes: [fieldImpact(mac, { outcome: outcome!, alternatives, dependsOn })] }),
    );
  };
  const limits = ['rejected', 'restart', 'migration', 'silent'] as const;

  it.each([
    [['rejected'], ['rejected', 'restart', 'migration', 'silent']],
    [['restart'], ['restart', 'migration', 'silent']],
    [['migration'], ['migration', 'silent']],
    [['pending-migration'], ['migration', 'silent']],
    [['silent'], ['silent']],
    [['live'], []],
    [['next-migration'], []],
    [['none'], []],
    // What is only possible does not count, but the least of what is sure does.
    [
      ['restart', 'migration'],
      ['migration', 'silent'],
    ],
    [['restart', 'none'], []],
  ] as [ImpactKind[], string[]][])('%j is reached by %j', (kinds, reached) => {
    expect(limits.filter((limit) => reaches(of(...kinds), limit))).toEqual(reached);
  });

  it('counts a certain eviction as a restart, and nothing that a template writes', () => {
    const evicted = entry(vmImpact({ verdict: 'pending-migration', eviction: 'certain' }));
    expect(limits.filter((limit) => reaches(evicted, limit))).toEqual(['restart', 'migration', 'silent']);
    const possibly = entry(vmImpact({ verdict: 'pending-migration', eviction: 'possible' }));
    expect(limits.filter((limit) => reaches(possibly, limit))).toEqual([]);
    const templated = entry(
      vmImpact({
        verdict: 'rejected',
        dependsOn: ['template'],
        changes: [fieldImpact(mac, { dependsOn: ['template'] })],
      }),
    );
    expect(limits.filter((limit) => reaches(templated, limit))).toEqual([]);
  });

  it('counts a refusal that belongs to no changed field', () => {
    expect(reaches(entry(vmImpact({ verdict: 'rejected' })), 'rejected')).toBe(true);
  });

  it('is told by a NIC as by its fields', () => {
    const { nic, changes } = addedNic('blue', 1, pending);
    expect(reaches(entry(vmImpact({ verdict: 'pending-migration', nics: [nic], changes })), 'migration')).toBe(true);
  });
});
