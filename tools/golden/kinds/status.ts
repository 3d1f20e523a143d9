/** `status`: a running VMI with its launcher Pod. */
import {
  activePodAnnotations,
  migrationTargetAnnotations,
} from '../../../server/src/core/kubevirt/launcher-annotations.ts';
import { updateInterfaceStatuses } from '../../../server/src/core/kubevirt/live/interface-status.ts';
import { migrationOf } from '../../../server/src/core/kubevirt/live/migration-condition.ts';
import { evaluateMigration } from '../../../server/src/core/kubevirt/live/migration-evaluator.ts';
import { readPod, readRunning } from '../../../server/src/core/kubevirt/live/running-vm.ts';
import type { VmiStatusInterface } from '../../../server/src/core/kubevirt/model.ts';
import { podInterfaces, schemeOfPod, statusHasOrdinalNames } from '../../../server/src/core/kubevirt/name-scheme.ts';
import type { Release } from '../../../server/src/core/kubevirt/releases/index.ts';
import type { Computed, GoldenCase, KindReplay } from '../case.ts';
import { launcherInput } from './inputs.ts';
import { recordedEvaluation, recordedMigration, recordedStatuses, sameStatuses, timeOf } from './live.ts';

export const status: KindReplay = {
  fields: {
    activePod: {
      missing: 'nothing',
      compute(input, release) {
        const pod = readPod(input.pod);
        return {
          value: activePodAnnotations({
            ...launcherInput(input.vmi, input.kubevirt, release),
            interfaceStatuses: readRunning(input.vmi, release).statuses,
            podStatuses: pod.statuses,
            current: pod.networks,
          }),
        };
      },
    },
    migrationTarget: {
      missing: 'nothing',
      compute: (input, release) => ({
        value: migrationTargetAnnotations(
          launcherInput(input.vmi, input.kubevirt, release),
          readPod(input.pod).statuses,
        ),
      }),
    },
    podIfaceByNetwork: {
      missing: 'nothing',
      compute(input, release) {
        const { networks } = launcherInput(input.vmi, input.kubevirt, release).spec;
        return {
          value: Object.fromEntries(podInterfaces(networks, schemeOfPod(readPod(input.pod).statuses), release)),
        };
      },
    },
    hasOrdinalStatus: {
      missing: 'nothing',
      compute(input, release) {
        const { nics, statuses } = readRunning(input.vmi, release);
        return { value: statusHasOrdinalNames(nics.networks, statuses) };
      },
    },
    status: {
      missing: 'nothing',
      agrees: sameStatuses,
      compute: (input, release) => recordedStatuses(statusesAfter(input, release)),
    },
    evaluate: {
      missing: 'nothing',
      compute: (input, release) => evaluated(input, release, readRunning(input.vmi, release).statuses),
    },
    evaluateAfterStatus: {
      missing: 'nothing',
      compute: (input, release) => evaluated(input, release, statusesAfter(input, release)),
    },
    migration: {
      missing: 'nothing',
      compute: (input, release) =>
        recordedMigration(
          migrationOf({
            ...launcherInput(input.vmi, input.kubevirt, release),
            running: readRunning(input.vmi, release),
            statuses: statusesAfter(input, release),
            pod: readPod(input.pod),
            now: timeOf(input),
          }),
        ),
    },
  },
};

function statusesAfter(input: GoldenCase, release: Release): readonly VmiStatusInterface[] {
  const { nics, statuses } = readRunning(input.vmi, release);
  return updateInterfaceStatuses({
    networks: nics.networks,
    statuses,
    podStatuses: readPod(input.pod).statuses,
    release,
  });
}

function evaluated(input: GoldenCase, release: Release, statuses: readonly VmiStatusInterface[]): Computed {
  const { nics, conditions } = readRunning(input.vmi, release);
  return recordedEvaluation(
    evaluateMigration({
      ...launcherInput(input.vmi, input.kubevirt, release),
      nics,
      statuses,
      podStatuses: readPod(input.pod).statuses,
      conditions,
      now: timeOf(input),
    }),
  );
}
