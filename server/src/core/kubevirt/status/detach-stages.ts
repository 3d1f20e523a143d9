/**
 * Where a NIC stands that is to go: asked for in the VM, out of the guest, out of the Pod, out of the specs. Truth: `kubevirt/kubevirt ·
 * pkg/network/controllers/{vm,vmi}.go`, `pkg/virt-launcher/virtwrap/network/nichotplug.go`, v1.6–v1.9.
 */
import { findCondition } from '../live/conditions.ts';
import { isFinal } from '../live/runtime-status.ts';
import { statusHasOrdinalNames } from '../name-scheme.ts';
import { migrationProgress } from './migration-outlook.ts';
import { failedSync, type NicFacts } from './nic-facts.ts';
import type { Observed, ObservedVmi } from './observed.ts';
import type { Judgement } from './stage.ts';

/** The row of a NIC that the VM, the VMI or both want gone; undefined: it is wanted. */
export function detachStage(facts: NicFacts, observed: Observed, vmi: ObservedVmi): Judgement | undefined {
  const judged = rowOf(facts, observed, vmi);
  return judged?.progress === 'waiting' && isFinal(vmi.running.status) ? { ...judged, progress: 'stuck' } : judged;
}

function rowOf(facts: NicFacts, observed: Observed, vmi: ObservedVmi): Judgement | undefined {
  const { wanted, own, status } = facts;
  const { running } = vmi;
  if (own?.state === 'absent') return underWay(facts, observed, vmi);
  if (wanted?.state === 'absent') {
    if (!own) return { stage: 'unplugged', progress: status ? 'waiting' : 'done' };
    const isRefused = statusHasOrdinalNames(running.nics.networks, running.statuses);
    return { stage: 'unplug-not-copied', progress: isRefused ? 'stuck' : 'waiting' };
  }
  return observed.vm && own && !wanted ? { stage: 'deleted-without-absent', progress: 'stuck' } : undefined;
}

function underWay({ sources, status }: NicFacts, observed: Observed, { running }: ObservedVmi): Judgement {
  const failure = failedSync(observed);
  if (sources.domain)
    return failure
      ? { stage: 'unplug-asked', progress: 'stuck', evidence: failure.message === '' ? [] : [failure.message] }
      : { stage: 'unplug-asked', progress: 'waiting' };
  if (sources.multus)
    return findCondition(running.conditions, 'MigrationRequired')?.status === 'True'
      ? { stage: 'unplug-needs-migration', progress: migrationProgress(observed) }
      : { stage: 'unplug-in-pod', progress: 'waiting' };
  return status
    ? { stage: 'unplug-cleanup', progress: 'waiting' }
    : { stage: 'unplug-leaves-spec', progress: 'waiting' };
}
