/** `impact`: an edit of a VM, mostly a running one, and what the controllers do about it. */
import { decodeConfiguration } from '../../../server/src/core/kubevirt/configuration.ts';
import { reconcile, type Reconciled, type Stopped } from '../../../server/src/core/kubevirt/live/reconcile.ts';
import type { Release } from '../../../server/src/core/kubevirt/releases/index.ts';
import type { Computed, FieldReplay, GoldenCase, KindReplay } from '../case.ts';
import { admitChange, sameAdmission } from './admissions.ts';
import { launcherInput } from './inputs.ts';
import {
  plain,
  recordedEvaluation,
  recordedMigration,
  recordedStatuses,
  sameChanges,
  sameNics,
  sameStatuses,
  timeOf,
  unlessEmpty,
} from './live.ts';

export const impact: KindReplay = {
  fields: {
    admitUpdate: { missing: 'nothing', compute: admitChange, agrees: sameAdmission },
    netRestartRequired: ofRunning(({ netRestartRequired }) => ({ value: netRestartRequired })),
    restartRequiredBySpec: ofRunning(({ restartRequiredBySpec }) => ({ value: restartRequiredBySpec })),
    restartRequired: ofRunning(({ restartRequired }) => ({ value: restartRequired })),
    vmiAfter: ofRunning(({ vmiAfter }) => ({ value: vmiAfter && plain(vmiAfter) }), sameNics),
    vmAfter: {
      missing: 'nothing',
      agrees: sameNics,
      compute(input, release) {
        const { vmAfter } = reconciled(input, release);
        return { value: vmAfter && plain(vmAfter) };
      },
    },
    vmiChanges: ofRunning(({ vmiChanges }) => ({ value: unlessEmpty(vmiChanges) }), sameChanges),
    evaluate: ofRunning(({ evaluation }) => recordedEvaluation(evaluation)),
    migration: ofRunning(({ migration }) => recordedMigration(migration)),
    activePod: ofRunning(({ activePod }) => ({ value: unlessEmpty(activePod) })),
    statusAfter: ofRunning(({ statusAfter }) => recordedStatuses(statusAfter), sameStatuses),
    migratedVolumes: ofRunning(({ migratedVolumes }) => ({ value: unlessEmpty(migratedVolumes) })),
    syncErrors: ofRunning(({ syncErrors }) => ({ value: unlessEmpty(syncErrors) })),
  },
  // An edit of a stopped VM changes the VM alone.
  applies: (field, input) => input.vmi !== undefined || field === 'vmAfter',
};

function ofRunning(answer: (reconciled: Reconciled) => Computed, agrees?: FieldReplay['agrees']): FieldReplay {
  return {
    missing: 'nothing',
    ...(agrees && { agrees }),
    compute(input, release) {
      const outcome = reconciled(input, release);
      return outcome.isRunning ? answer(outcome) : { value: undefined };
    },
  };
}

function reconciled(input: GoldenCase, release: Release): Reconciled | Stopped {
  const { manifest, old, vmi, pod, kubevirt, pvcs = [] } = input;
  return reconcile({
    vm: manifest,
    startRevision: old,
    vmi,
    pod,
    now: timeOf(input),
    pvcs,
    release,
    configuration: decodeConfiguration(kubevirt),
    namespace: launcherInput(manifest, kubevirt, release).namespace,
  });
}
