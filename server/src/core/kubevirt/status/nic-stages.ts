/**
 * How far each NIC of a running VM has come, by what the objects say: every NIC of the VMI and of the VM, and those that only the guest
 * knows. A function of what is seen, and no more: the tables are in `{attach,detach,primary}-stages.ts`.
 */
import { findCondition } from '../live/conditions.ts';
import { attachStage, notCopied } from './attach-stages.ts';
import { detachStage } from './detach-stages.ts';
import { type NicFacts, nicFacts } from './nic-facts.ts';
import type { Observed, ObservedVmi } from './observed.ts';
import { claimStage, primaryStage } from './primary-stages.ts';
import type { Judgement, Lamp, Lamps, NicStage } from './stage.ts';

export function nicStages(observed: Observed): readonly NicStage[] {
  return [...nicFacts(observed).map((facts) => stageOf(facts, observed)), ...guestOnly(observed)];
}

function stageOf(facts: NicFacts, observed: Observed): NicStage {
  const { status, nad } = facts;
  const judged = judge(facts, observed);
  const podStatusIndex = judged.podStatusIndex ?? facts.podStatusIndex;
  return {
    network: facts.network,
    kind: facts.kind,
    stage: judged.stage,
    progress: judged.progress,
    lamps: lampsOf(facts, observed, podStatusIndex !== undefined),
    alternatives: judged.alternatives ?? [],
    podInterface: facts.podInterface,
    scheme: facts.scheme,
    statusIndex: facts.statusIndex,
    specIndex: facts.specIndex,
    podStatusIndex,
    mac: status?.mac ?? '',
    ipAddresses: status?.ipAddresses ?? [],
    interfaceName: status?.interfaceName ?? '',
    binding: facts.binding,
    nad,
    attachedNad: facts.kind === 'secondary' ? facts.attachedNad : undefined,
    evidence: judged.evidence ?? [],
  };
}

function judge(facts: NicFacts, observed: Observed): Judgement {
  const { vmi } = observed;
  if (!vmi) return notCopied(facts, observed);
  const leaving = detachStage(facts, observed, vmi);
  if (leaving) return leaving;
  if (!facts.own) return notCopied(facts, observed);
  switch (facts.kind) {
    case 'primary':
      return primaryStage(facts, observed, vmi);
    case 'claim':
      return claimStage(facts, observed, vmi);
    default:
      return attachStage(facts, observed, vmi);
  }
}

function lampsOf({ kind, sources, status, own }: NicFacts, { vmi, pod }: Observed, isInPod: boolean): Lamps {
  const inGuest = (): Lamp => {
    if (sources.guest) return 'yes';
    if (!vmi) return 'unseen';
    if (!sources.domain) return 'no';
    // The agent's NICs are found by their MAC.
    return hasAgent(vmi) && !(own?.sriov && status?.mac === '') ? 'no' : 'unseen';
  };
  const inPod = (): Lamp => {
    if (kind === 'claim') return 'not-applicable';
    if (isInPod || sources.multus) return 'yes';
    // The status names the primary interface once the Pod is ready.
    if (kind === 'primary') return status ? 'yes' : 'unseen';
    return pod || status ? 'no' : 'unseen';
  };
  return { pod: inPod(), domain: vmi ? (sources.domain ? 'yes' : 'no') : 'unseen', guest: inGuest() };
}

function hasAgent({ running }: ObservedVmi): boolean {
  return findCondition(running.conditions, 'AgentConnected')?.status === 'True';
}

function guestOnly({ vmi }: Observed): readonly NicStage[] {
  return (vmi?.running.statuses ?? []).flatMap((status, statusIndex) =>
    status.name === ''
      ? [
          {
            network: '',
            kind: 'guest-only' as const,
            stage: 'guest-only' as const,
            progress: 'done' as const,
            lamps: { pod: 'not-applicable', domain: 'not-applicable', guest: 'yes' } as const,
            alternatives: [],
            podInterface: undefined,
            scheme: 'unknown' as const,
            statusIndex,
            specIndex: undefined,
            podStatusIndex: undefined,
            mac: status.mac,
            ipAddresses: status.ipAddresses,
            interfaceName: status.interfaceName,
            binding: '',
            nad: undefined,
            attachedNad: undefined,
            evidence: [],
          },
        ]
      : [],
  );
}
