/**
 * The judgement of an edit against what KubeVirt's own code did with it, for every recorded edit of a running VM in every release: refused,
 * restart with its message, migration. And the same judgement without the dump of VMI and Pod, where these are as a VM that was
 * started with the old text has them.
 */
import { describe, expect, it } from 'vitest';
import { decodeConfiguration } from '../../server/src/core/kubevirt/configuration.ts';
import type { VmImpact } from '../../server/src/core/kubevirt/impact/impact.ts';
import { judgeEdit, type VmEdit } from '../../server/src/core/kubevirt/impact/judge-edit.ts';
import { decodeConditions, hasStatus } from '../../server/src/core/kubevirt/live/conditions.ts';
import type { JsonObject } from '../../tools/golden/case.ts';
import { objectMember } from '../../tools/golden/kinds/inputs.ts';
import { schemaCausesOf } from '../../tools/golden/schema-causes.ts';
import { recordedCases, type RecordedCase } from './recorded-cases.ts';

const recorded = recordedCases(
  'verdicts on all recorded edits',
  ({ kind, old, vmi }) => kind === 'impact' && old !== undefined && vmi !== undefined,
);

function editOf({ old, manifest, vmi, pod, kubevirt, now, pvcs, release }: RecordedCase): VmEdit {
  return {
    before: old,
    after: manifest,
    startRevision: old,
    vmi,
    pod,
    unknownFields: { before: [], after: [] },
    namespace: 'default',
    release,
    releaseIsKnown: true,
    configuration: decodeConfiguration(kubevirt),
    configurationIsKnown: true,
    updateMethods: ['LiveMigrate'],
    isMigratable: undefined,
    schemaCauses: schemaCausesOf('VirtualMachine', release, manifest).map(({ message }) => ({
      type: '' as const,
      message,
      field: '',
    })),
    claims: pvcs ?? [],
    now: Date.parse(now ?? '2026-03-01T12:00:00Z'),
  };
}

function judged(edit: VmEdit): VmImpact {
  const impact = judgeEdit(edit);
  if ('because' in impact) throw new Error(impact.because);
  return impact;
}

interface Verdict {
  readonly isRefused: boolean;
  readonly restart: string | undefined;
  readonly migrates: boolean;
}

function verdictOf({ changes, verdict }: VmImpact): Verdict {
  const outcomes = changes.map(({ outcome }) => outcome);
  const restart = outcomes.find(({ condition }) => condition?.type === 'RestartRequired')?.condition?.message;
  const migrates = outcomes.some(
    ({ kind, condition }) =>
      kind === 'pending-migration' ||
      // Volumes that cannot move yet.
      (kind === 'migration' && !(condition?.type === 'VolumesChange' && condition.status === 'False')),
  );
  return { isRefused: verdict === 'rejected', restart, migrates };
}

function recordedVerdict({ result }: RecordedCase): Verdict {
  const migration = objectMember(result, 'migration');
  const later = objectMember(migration, 'afterGrace');
  const restart = result['restartRequired'];
  return {
    isRefused: objectMember(result, 'admitUpdate')?.['allowed'] === false,
    restart: typeof restart === 'string' ? restart : undefined,
    migrates: migration?.['migrates'] === true || later?.['migrates'] === true,
  };
}

const statusOf = ({ vmi }: RecordedCase): JsonObject => objectMember(vmi, 'status') ?? {};
const isMigrating = (one: RecordedCase): boolean => statusOf(one)['migrationState'] !== undefined;
/** KubeVirt's code was asked once, before the guest has let go of the NIC. */
const isUnplugging = ({ manifest }: RecordedCase): boolean => JSON.stringify(manifest).includes('"state":"absent"');
/** What failed before is told at every reconcile, whatever is edited. */
const hasFailed = (one: RecordedCase): boolean =>
  hasStatus(decodeConditions(statusOf(one)), 'HotMemoryChange', 'False');

describe('the verdict on recorded edits', () => {
  it('is what KubeVirt does', () => {
    const differing = recorded.flatMap((one) => {
      const impact = judged(editOf(one));
      if (impact.changes.length === 0) return [];
      const [actual, expected] = [verdictOf(impact), recordedVerdict(one)];
      const differs =
        actual.isRefused !== expected.isRefused ||
        // What would follow if it were not refused is not told.
        (!expected.isRefused &&
          ((actual.restart !== expected.restart && !hasFailed(one)) ||
            (actual.migrates !== expected.migrates && !isMigrating(one) && !isUnplugging(one))));
      return differs ? [{ id: one.id, release: one.release.id, expected, actual }] : [];
    });
    expect(recorded.length).toBeGreaterThan(0);
    expect(differing).toEqual([]);
  }, 300_000);

  it('is the same where no dump shows the VMI of a VM in good order', () => {
    // VMs without networks are recorded with VMIs that lack the NIC which they would get.
    const healthy = recorded.filter(({ id }) => /^impact-net\/(?!\d+-none-).*-hashed$/.test(id));
    const differing = healthy.flatMap((one) => {
      const edit = editOf(one);
      const isMigratable = hasStatus(decodeConditions(statusOf(one)), 'LiveMigratable', 'True');
      const kinds = ({ changes }: VmImpact): readonly string[] =>
        changes.map(({ field, outcome }) => `${field} ${outcome.kind} ${outcome.condition?.message ?? ''}`);
      const seen = kinds(judged(edit));
      const unseen = kinds(judged({ ...edit, vmi: undefined, pod: undefined, isMigratable }));
      return seen.join() === unseen.join() ? [] : [{ id: one.id, release: one.release.id, seen, unseen }];
    });
    expect(differing).toEqual([]);
  }, 300_000);
});
