/**
 * Stages and the prediction of a migration against what KubeVirt's own code made of recorded VMIs and Pods, in every release: the verdict is
 * the recorded one, the NIC that decides is at a stage that waits for it, and Pod interfaces are called as recorded.
 */
import { describe, expect, it } from 'vitest';
import type { MigrationCause } from '../../server/src/core/kubevirt/live/migration-evaluator.ts';
import { inconsistenciesOf } from '../../server/src/core/kubevirt/status/inconsistencies.ts';
import { migrationPrediction } from '../../server/src/core/kubevirt/status/migration-prediction.ts';
import { nicStages } from '../../server/src/core/kubevirt/status/nic-stages.ts';
import { type Observed, readObserved } from '../../server/src/core/kubevirt/status/observed.ts';
import type { StageId } from '../../server/src/core/kubevirt/status/stage.ts';
import type { Json, JsonObject } from '../../tools/golden/case.ts';
import { launcherInput, objectMember } from '../../tools/golden/kinds/inputs.ts';
import { isAllThere, recordedCases, type RecordedCase } from './recorded-cases.ts';

const recorded = recordedCases(
  'stages on all recorded dumps',
  ({ kind, vmi }) => kind === 'status' && vmi !== undefined,
);

/** With the status as it is, or as KubeVirt wrote it; at the recorded time. */
function observed({ vmi, pod, now, kubevirt, release, result }: RecordedCase, isUpdated: boolean): Observed {
  const { namespace, configuration } = launcherInput(vmi, kubevirt, release);
  const status = objectMember(vmi, 'status') ?? {};
  const conditions = Array.isArray(status['conditions']) ? status['conditions'] : [];
  const clock: JsonObject = { type: 'Ready', status: 'True', lastTransitionTime: now ?? null };
  return readObserved({
    vmi: {
      ...vmi,
      status: {
        ...status,
        conditions: [...conditions, clock],
        ...(isUpdated && { interfaces: result['status'] ?? [] }),
      },
    },
    pod: pod ?? {},
    namespace,
    release,
    configuration,
  });
}

const waitingFor: Readonly<Record<MigrationCause, readonly StageId[]>> = {
  'hot-plug': ['not-in-annotation', 'awaits-dynamic-attach', 'attach-needs-migration', 'not-recognised'],
  'sriov-hot-plug': ['sriov-awaits-migration', 'awaits-dynamic-attach', 'attach-needs-migration', 'not-recognised'],
  unplug: ['unplug-in-pod', 'unplug-needs-migration'],
  'nad-changed': ['nad-changed', 'other-nad', 'unplug-asked'],
};
const asking: ReadonlySet<StageId> = new Set([
  'not-in-annotation',
  'awaits-dynamic-attach',
  'attach-needs-migration',
  'sriov-awaits-migration',
  'unplug-in-pod',
  'unplug-needs-migration',
]);

/** Networks of one name, which no VMI can have, share a row. */
function hasTwins({ vmi, release }: RecordedCase): boolean {
  const { networks } = launcherInput(vmi, undefined, release).spec;
  return new Set(networks.map(({ name }) => name)).size < networks.length;
}

function isRunning({ vmi }: RecordedCase): boolean {
  return objectMember(vmi, 'status')?.['phase'] === 'Running';
}

describe('recorded dumps', () => {
  it('are there', () => {
    expect(recorded.filter(isRunning).length).toBeGreaterThan(isAllThere ? 1000 : 20);
  });

  it('are predicted as recorded', () => {
    for (const one of recorded.filter(isRunning)) {
      const expected: Json | undefined = one.result['evaluateAfterStatus'];
      const verdict = migrationPrediction(observed(one, false))?.evaluation?.verdict;
      expect([one.id, one.release.id, verdict]).toEqual([
        one.id,
        one.release.id,
        typeof expected === 'string' ? expected : undefined,
      ]);
    }
  });

  it('have the NIC that decides at a stage that waits for it, and no other where none does', () => {
    for (const one of recorded.filter((one) => isRunning(one) && !hasTwins(one))) {
      const dump = observed(one, true);
      const evaluation = migrationPrediction(dump)?.evaluation;
      if (!evaluation) continue;
      const stages = nicStages(dump);
      const { decision } = evaluation;
      const found = stages.find(({ network }) => network === decision?.network)?.stage;
      if (decision)
        expect([one.id, one.release.id, decision.cause, waitingFor[decision.cause]]).toContainEqual(
          expect.arrayContaining([found]),
        );
      else
        expect([one.id, stages.filter(({ stage }) => asking.has(stage)).map(({ network }) => network)]).toEqual([
          one.id,
          [],
        ]);
    }
  });

  it('have Pod interfaces that are called as recorded', () => {
    for (const one of recorded) {
      const names = one.result['podIfaceByNetwork'] as JsonObject | undefined;
      for (const { network, podInterface, kind } of nicStages(observed(one, true)))
        if (kind === 'secondary') expect([one.id, network, podInterface]).toEqual([one.id, network, names?.[network]]);
    }
  });

  it('have no Pod interface of an unknown scheme once KubeVirt has written the status', () => {
    for (const one of recorded) {
      const unknown = inconsistenciesOf(observed(one, true)).filter(({ id }) => id === 'unknown-scheme');
      expect([one.id, unknown.map(({ field }) => field)]).toEqual([one.id, []]);
    }
  });
});
