/** What holds for every edit: nothing comes of nothing, order and spelling do not matter, and nothing is claimed that a world denies. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldImpact, VmImpact } from '../../../server/src/core/kubevirt/impact/impact.ts';
import { judgeEdit, type VmEdit } from '../../../server/src/core/kubevirt/impact/judge-edit.ts';
import { newestRelease, releases } from '../../../server/src/core/kubevirt/releases/index.ts';
import { configured, editOf, impactOf, masquerade, pod, vmOf } from './edits.ts';

const nicArbitrary = fc.record({
  name: fc.constantFrom('blue', 'red', 'green', 'fast'),
  binding: fc.constantFrom<object>({ bridge: {} }, { sriov: {} }, { binding: { name: 'plain' } }),
  reference: fc.constantFrom('one-nad', 'two-nad', 'tenant/one-nad', 'other/one-nad'),
  more: fc.constantFrom<object>({}, {}, { state: 'down' }, { state: 'absent' }, { macAddress: '02:00:00:00:00:01' }),
});

interface Nic {
  readonly name: string;
  readonly binding: object;
  readonly reference: string;
  readonly more: object;
}

const vmArbitrary = fc.record({
  nics: fc.uniqueArray(nicArbitrary, { selector: ({ name }) => name, maxLength: 3 }),
  sockets: fc.constantFrom(1, 2, 4),
  guest: fc.constantFrom('2Gi', '4Gi'),
  spec: fc.constantFrom<object>({}, {}, { hostname: 'web' }, { nodeSelector: { zone: 'a' } }),
});

interface Vm {
  readonly nics: readonly Nic[];
  readonly sockets: number;
  readonly guest: string;
  readonly spec: object;
}

function written(
  { nics, sockets, guest, spec }: Vm,
  order: (nics: readonly Nic[]) => readonly Nic[] = (own) => own,
): object {
  return vmOf({
    interfaces: [masquerade, ...order(nics).map(({ name, binding, more }) => ({ name, ...binding, ...more }))],
    networks: [pod, ...order(nics).map(({ name, reference }) => ({ name, multus: { networkName: reference } }))],
    domain: { cpu: { sockets, cores: 1, threads: 1 }, memory: { guest } },
    spec,
  });
}

/** Facts that may be known or not, each with its values. */
const knownFacts = fc.record({
  release: fc.constantFrom(...releases),
  configuration: fc.constantFrom(configured({}), configured({ vmRolloutStrategy: 'Stage' })),
  isMigratable: fc.boolean(),
  updateMethods: fc.subarray(['LiveMigrate', 'Evict']),
});

const bindings = configured({ network: { binding: { plain: {} } } }).bindings;
const withBindings = (facts: Partial<VmEdit>): Partial<VmEdit> => ({
  ...facts,
  configuration: { ...(facts.configuration ?? configured({})), bindings },
});

const reversed = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(reversed)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, inner]) => [key, reversed(inner)]),
        )
      : value;

/** By what the change is, whatever its place. */
const courseOf = ({ outcome }: { readonly outcome: FieldImpact['outcome'] }): string =>
  `${outcome.kind} ${outcome.condition?.type ?? ''} ${outcome.condition?.message ?? ''}`;

describe('every edit', () => {
  it('is none where nothing is edited', () => {
    fc.assert(
      fc.property(vmArbitrary, knownFacts, (vm, facts) => {
        const impact = impactOf(written(vm), written(vm), withBindings(facts));
        expect([impact.verdict, impact.changes, impact.steps, impact.causes]).toEqual(['none', [], [], []]);
      }),
    );
  });

  it('has no effect where NICs or keys are in another order', () => {
    fc.assert(
      fc.property(vmArbitrary, knownFacts, (vm, facts) => {
        const other = reversed(written(vm, (nics) => [...nics].reverse()));
        const impact = impactOf(written(vm), other, withBindings(facts));
        expect([impact.verdict, impact.changes]).toEqual(['none', []]);
      }),
    );
  });

  it('means the same whatever the order of the new text', () => {
    fc.assert(
      fc.property(vmArbitrary, vmArbitrary, (before, after) => {
        const plain = impactOf(written(before), written(after), withBindings({}));
        const other = impactOf(
          written(before),
          written(after, (nics) => [...nics].reverse()),
          withBindings({}),
        );
        const byNic = ({ nics }: VmImpact): readonly string[] =>
          nics.map((nic) => `${nic.network} ${nic.change} ${courseOf(nic)}`).sort();
        expect(byNic(other)).toEqual(byNic(plain));
        expect(other.verdict).toBe(plain.verdict);
      }),
    );
  });

  it('does nothing by another name of the same NAD', () => {
    fc.assert(
      fc.property(vmArbitrary, (vm) => {
        const qualified: Vm = {
          ...vm,
          nics: vm.nics.map((nic) => ({
            ...nic,
            reference: nic.reference.includes('/') ? nic.reference : `tenant/${nic.reference}`,
          })),
        };
        const impact = impactOf(written(vm), written(qualified), withBindings({}));
        expect(impact.changes.filter(({ outcome }) => outcome.kind !== 'none' && outcome.kind !== 'rejected')).toEqual(
          [],
        );
      }),
    );
  });

  it('comes to nothing when it is taken back', () => {
    fc.assert(
      fc.property(vmArbitrary, vmArbitrary, (first, second) => {
        const facts = withBindings({ startRevision: written(first) });
        expect(impactOf(written(first), written(first), facts).verdict).toBe('none');
        const back = impactOf(written(second), written(first), facts);
        const asked = back.changes.map(({ outcome }) => outcome.condition?.message ?? '');
        expect(asked).not.toContain('a non-live-updatable field was changed in the template spec');
      }),
    );
  });

  it('never throws, whatever the objects hold', () => {
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.record({
        metadata: fc.jsonValue(),
        spec: fc.record({
          runStrategy: fc.jsonValue(),
          instancetype: fc.jsonValue(),
          template: fc.record({
            spec: fc.record({
              domain: fc.record({
                cpu: fc.jsonValue(),
                memory: fc.jsonValue(),
                devices: fc.record({ interfaces: fc.jsonValue(), disks: fc.jsonValue() }),
              }),
              networks: fc.jsonValue(),
              volumes: fc.jsonValue(),
            }),
          }),
        }),
      }),
      fc.record({ spec: fc.constant({ template: { spec: { domain: { cpu: { sockets: 2n } } } } }) }),
    );
    fc.assert(
      fc.property(odd, odd, odd, odd, (before, after, vmi, dumpedPod) => {
        expect(judgeEdit(editOf(before, after, { vmi, pod: dumpedPod, startRevision: vmi }))).toBeDefined();
        expect(judgeEdit(editOf(before, after, { kind: 'VirtualMachineInstance' }))).toBeDefined();
      }),
    );
  });
});

describe('an unknown fact', () => {
  const forget: readonly Partial<VmEdit>[] = [
    { releaseIsKnown: false },
    { configurationIsKnown: false },
    { isMigratable: undefined },
    { updateMethods: undefined },
  ];

  it('leaves what would be so among the alternatives, and a claim true', () => {
    fc.assert(
      fc.property(
        vmArbitrary,
        vmArbitrary,
        knownFacts,
        fc.subarray([...forget], { minLength: 1 }),
        (before, after, facts, forgotten) => {
          const known = withBindings(facts);
          const unknown = Object.assign({}, known, ...forgotten) as Partial<VmEdit>;
          // A release that is assumed is the newest.
          const assumed = unknown.releaseIsKnown === false ? { ...unknown, release: newestRelease } : unknown;
          const [one, many] = [known, assumed].map((given) => impactOf(written(before), written(after), given));
          expect(many?.changes.map(({ field }) => field)).toEqual(one?.changes.map(({ field }) => field));
          many?.changes.forEach((change, index) => {
            const course = one?.changes[index];
            if (!course) return;
            const possible =
              change.alternatives.length === 0 ? [change] : change.alternatives.map((outcome) => ({ outcome }));
            const actual =
              course.alternatives.length === 0 ? [course] : course.alternatives.map((outcome) => ({ outcome }));
            for (const own of actual) expect(possible.map(courseOf)).toContain(courseOf(own));
            if (change.alternatives.length > 0) expect(change.dependsOn).not.toEqual([]);
          });
          if (many?.eviction === 'certain') expect(one?.eviction).toBe('certain');
        },
      ),
      { numRuns: 40 },
    );
  });
});
