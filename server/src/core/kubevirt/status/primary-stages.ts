/**
 * Where the Pod's primary network stands, and network devices of resource claims: neither is plugged by Multus, so neither is ever asked for
 * nor reported by a Pod's annotations under the VMI's name. Truth: `kubevirt/kubevirt · pkg/network/controllers/vmi.go`,
 * `pkg/network/setup/netstat.go`, v1.6–v1.9.
 */
import { findCondition } from '../live/conditions.ts';
import { isFinal } from '../live/runtime-status.ts';
import { beforePod, isBeforeRunning } from './attach-stages.ts';
import { failedSync, type NicFacts } from './nic-facts.ts';
import type { Observed, ObservedVmi } from './observed.ts';
import type { Judgement, Progress } from './stage.ts';

export function primaryStage(facts: NicFacts, observed: Observed, vmi: ObservedVmi): Judgement {
  const { status, sources } = facts;
  const isEarly = isBeforeRunning(vmi);
  if (sources.domain || sources.guest) {
    if (!sources.guest) return { stage: 'primary-without-agent', progress: agentProgress(vmi) };
    return hasUsableAddress(status?.ipAddresses ?? [])
      ? { stage: 'healthy', progress: 'done' }
      : { stage: 'primary-without-address', progress: 'stuck' };
  }
  if (!status) {
    if (!isEarly && vmi.running.status.phase === 'Running') return { stage: 'primary-missing', progress: 'stuck' };
    const before = beforePod(facts, observed, vmi);
    if (before?.stage === 'pod-not-rendered') return before;
    return {
      stage: 'primary-awaits-pod',
      progress: waitingUnless(isFinal(vmi.running.status)),
      evidence: before?.evidence ?? [],
    };
  }
  const failure = failedSync(observed);
  const isStuck = failure !== undefined || isFinal(vmi.running.status) || vmi.running.status.phase === 'Running';
  return {
    stage: 'primary-not-in-domain',
    progress: waitingUnless(isStuck),
    evidence: failure && failure.message !== '' ? [failure.message] : [],
  };
}

export function claimStage(facts: NicFacts, observed: Observed, vmi: ObservedVmi): Judgement {
  const { sources } = facts;
  if (sources.domain) return { stage: sources.guest ? 'healthy' : 'claim-in-domain', progress: 'done' };
  if (vmi.running.status.phase === 'Running') return { stage: 'claim-not-in-domain', progress: 'stuck' };
  const before = beforePod(facts, observed, vmi);
  return before?.stage === 'pod-not-rendered'
    ? before
    : { stage: 'claim-awaits-domain', progress: waitingUnless(isFinal(vmi.running.status)) };
}

/** An address by which others reach the guest: not one that it made up for its own link. */
export function hasUsableAddress(addresses: readonly string[]): boolean {
  return addresses.some((address) => address !== '' && !/^(?:169\.254\.|fe[89ab][0-9a-f]:)/i.test(address));
}

function agentProgress({ running }: ObservedVmi): Progress {
  return findCondition(running.conditions, 'AgentConnected')?.status === 'True' ? 'stuck' : 'done';
}

function waitingUnless(isStuck: boolean): Progress {
  return isStuck ? 'stuck' : 'waiting';
}
