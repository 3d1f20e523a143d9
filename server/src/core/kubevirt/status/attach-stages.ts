/**
 * Where a secondary NIC stands that the VM wants, row by row from the VM's template to the guest. A row that needs an object which is not
 * seen is a guess, and names the others. Truth: `kubevirt/kubevirt · pkg/network/controllers/{vm,vmi}.go`,
 * `pkg/network/migration/evaluator.go`, `pkg/network/pod/annotations/generator.go`, v1.6–v1.9.
 */
import { findCondition } from '../live/conditions.ts';
import { gracePeriodMs } from '../live/migration-evaluator.ts';
import { isPluggable } from '../live/network-sync.ts';
import { isFinal, isMigrating } from '../live/runtime-status.ts';
import { isSecondaryMultus } from '../network-classification.ts';
import { isOverdue, migrationProgress, usuallyDoneMs } from './migration-outlook.ts';
import { failedSync, type NicFacts } from './nic-facts.ts';
import { conditionSince, type Observed, type ObservedVmi } from './observed.ts';
import type { Judgement, Progress, StageId } from './stage.ts';

/** The row of a NIC that the VM's template has and the VMI lacks. */
export function notCopied(facts: NicFacts, observed: Observed): Judgement {
  const { vm, vmi } = observed;
  if (!vmi) return { stage: 'not-copied', progress: 'unknown', alternatives: withoutVmi(facts, observed) };
  const failure = findCondition(vm?.desired.conditions ?? [], 'Failure');
  const isRefused = failure?.status === 'True' && failure.reason === 'HotPlugNetworkInterfaceError';
  const { wanted, wantedNetwork } = facts;
  const isPlugged = wanted !== undefined && isPluggable(wanted) && wantedNetwork !== undefined;
  const progress = isPlugged && isSecondaryMultus(wantedNetwork) && !isFinal(vmi.running.status) ? 'waiting' : 'stuck';
  return { stage: 'not-copied', progress, ...(isRefused && { evidence: [failure.message] }) };
}

/** Without the VMI only the Pod tells of a NIC, and nothing tells of the guest. */
function withoutVmi({ reported, selection }: NicFacts, { pod }: Observed): readonly StageId[] {
  if (!pod) return [];
  if (reported) return ['healthy', 'not-seen-by-agent', 'not-in-guest'];
  return selection ? ['awaits-dynamic-attach', 'attach-needs-migration', 'sandbox-not-created'] : ['not-in-annotation'];
}

/** The row of a NIC that no launcher Pod has yet, whatever its kind; undefined: there is a Pod with a network. */
export function beforePod(facts: NicFacts, observed: Observed, vmi: ObservedVmi): Judgement | undefined {
  const { pod } = observed;
  if (facts.status && facts.status.infoSource !== '') return undefined;
  const failure = failedSync(observed);
  const isRefused = failure && ['FailedCreate', 'FailedCreateValidation'].includes(failure.reason);
  if (isRefused && !pod && !vmi.hasPods)
    return { stage: 'pod-not-rendered', progress: 'stuck', evidence: [failure.message] };
  if (pod) {
    if (pod.phase !== 'Pending' || facts.reported) return undefined;
    const messages = [
      ...pod.conditions.filter(({ status }) => status === 'False').map(({ message }) => message),
      ...pod.waiting,
    ];
    return {
      stage: 'sandbox-not-created',
      progress: 'waiting',
      evidence: [...new Set(messages.filter((message) => message !== ''))],
    };
  }
  if (!isBeforeRunning(vmi)) return undefined;
  return vmi.hasPods
    ? { stage: 'sandbox-not-created', progress: 'waiting' }
    : { stage: 'sandbox-not-created', progress: 'waiting', alternatives: ['pod-not-rendered'] };
}

/** Before virt-handler has the VMI. */
export function isBeforeRunning({ running }: ObservedVmi): boolean {
  return ['', 'Pending', 'Scheduling', 'WaitingForSync'].includes(running.status.phase);
}

/** The row of a NIC in the VMI's spec that is not absent. */
export function attachStage(facts: NicFacts, observed: Observed, vmi: ObservedVmi): Judgement {
  const judged = beforePod(facts, observed, vmi) ?? otherNad(facts, observed) ?? withSources(facts, observed, vmi);
  const { status } = vmi.running;
  return isFinal(status) && judged.progress === 'waiting' ? { ...judged, progress: 'stuck' } : judged;
}

function otherNad(facts: NicFacts, observed: Observed): Judgement | undefined {
  const { nad, selection, reported, attachedNad } = facts;
  if (!reported) return undefined;
  const asked = selection && `${selection.namespace || observed.namespace}/${selection.name}`;
  if (asked !== undefined && asked !== nad) return { stage: 'nad-changed', progress: nadProgress(observed) };
  if (attachedNad === undefined) return undefined;
  // Without the element nobody knows what was asked for.
  return asked === undefined
    ? { stage: 'nad-changed', progress: 'unknown', alternatives: ['other-nad'] }
    : { stage: 'other-nad', progress: 'stuck' };
}

function nadProgress(observed: Observed): Progress {
  const { vmi } = observed;
  const isAsked = findCondition(vmi?.running.conditions ?? [], 'MigrationRequired')?.status === 'True';
  return isAsked || (vmi && isMigrating(vmi.running.status, observed.now ?? 0)) ? migrationProgress(observed) : 'stuck';
}

function withSources(facts: NicFacts, observed: Observed, vmi: ObservedVmi): Judgement {
  const { domain, guest, multus } = facts.sources;
  if (domain && multus && guest) {
    const hasAddress = facts.status?.ipAddresses.some((address) => address !== '') ?? false;
    return hasAddress ? { stage: 'healthy', progress: 'done' } : { stage: 'without-address', progress: 'stuck' };
  }
  if (domain && multus) return { stage: 'not-seen-by-agent', progress: agentProgress(facts, vmi) };
  if (domain) return lost(facts, observed, vmi);
  if (multus) return outsideGuest(facts, observed, vmi);
  return withoutSources(facts, observed, vmi);
}

/** Without an agent nothing more can be told; an SR-IOV NIC whose MAC nobody states is never matched. */
function agentProgress({ own, status }: NicFacts, { running }: ObservedVmi): Progress {
  const isConnected = findCondition(running.conditions, 'AgentConnected')?.status === 'True';
  return isConnected && !(own?.sriov && status?.mac === '') ? 'stuck' : 'done';
}

function lost({ reported }: NicFacts, observed: Observed, { running }: ObservedVmi): Judgement {
  const isMoving = isMigrating(running.status, observed.now ?? 0);
  return { stage: 'lost-in-pod', progress: reported !== undefined || isMoving ? 'waiting' : 'stuck' };
}

function outsideGuest({ own }: NicFacts, observed: Observed, { running }: ObservedVmi): Judgement {
  const failure = failedSync(observed);
  const evidence = failure && failure.message !== '' ? [failure.message] : [];
  const isStuck =
    failure !== undefined ||
    (running.status.phase === 'Running' &&
      ((own?.sriov !== undefined && !isMigrating(running.status, observed.now ?? 0)) ||
        isOverdue(observed, observed.pod?.statusSince)));
  const stage = own?.sriov ? 'vf-not-in-guest' : own?.bridge ? 'not-in-guest' : 'plugin-not-in-guest';
  return { stage, progress: isStuck ? 'stuck' : 'waiting', evidence };
}

function withoutSources(facts: NicFacts, observed: Observed, vmi: ObservedVmi): Judgement {
  const { status, reported, own } = facts;
  const { pod } = observed;
  if (reported) return { stage: 'not-recognised', progress: recognition(observed, vmi) };
  const { otherStatusIndex } = facts;
  if (otherStatusIndex !== undefined)
    return { stage: 'not-recognised', progress: 'stuck', podStatusIndex: otherStatusIndex };
  // KubeVirt takes a NIC with an entry for plugged.
  if (status) return { stage: 'lost-everywhere', progress: 'stuck' };
  const required = findCondition(vmi.running.conditions, 'MigrationRequired')?.status;
  if (own?.sriov && !facts.selection)
    return {
      stage: 'sriov-awaits-migration',
      progress: required === 'True' ? migrationProgress(observed) : 'waiting',
      ...(!pod && { alternatives: ['not-recognised'] }),
    };
  if (pod && !facts.selection) return { stage: 'not-in-annotation', progress: annotation(facts, observed) };
  const alternatives: readonly StageId[] = pod ? [] : ['not-in-annotation', 'not-recognised'];
  return required === 'True'
    ? { stage: 'attach-needs-migration', progress: migrationProgress(observed), alternatives }
    : { stage: 'awaits-dynamic-attach', progress: grace(observed, vmi), alternatives };
}

function recognition(observed: Observed, { running }: ObservedVmi): Progress {
  return running.status.phase === 'Running' && isOverdue(observed, observed.pod?.statusSince) ? 'stuck' : 'waiting';
}

/** The Pod is asked at the next look at the VMI, if KubeVirt ever plugs such a NIC. */
function annotation({ own }: NicFacts, { pod, configuration }: Observed): Progress {
  if (pod?.isReady === false) return 'waiting';
  const plugin = own?.binding?.name;
  if (plugin !== undefined && !configuration.bindings.has(plugin)) return 'stuck';
  return own && isPluggable(own) ? 'waiting' : 'stuck';
}

/** A pending migration becomes a required one when the grace period is over and KubeVirt looks again. */
function grace(observed: Observed, { running }: ObservedVmi): Progress {
  const pending = findCondition(running.conditions, 'MigrationRequired');
  const since = pending && conditionSince(pending);
  if (since === undefined || observed.now === undefined) return 'waiting';
  return observed.now - since > gracePeriodMs + usuallyDoneMs ? 'stuck' : 'waiting';
}
