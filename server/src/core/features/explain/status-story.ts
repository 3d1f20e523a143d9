/**
 * What dumps say of a running VM, as a part of its story: how far each NIC came and what to do next, what contradicts
 * itself, what the conditions mean. The reading and its sentences are those of `kubevirt/status`; nothing is judged here.
 */
import { hotplugSlots } from '../../kubevirt/status/hotplug-slots.ts';
import { missingMigrationCondition } from '../../kubevirt/status/migration-words.ts';
import { issueOf, issueText, misconceptions, type Misconception } from '../../kubevirt/status/misconceptions.ts';
import type { Observed } from '../../kubevirt/status/observed.ts';
import { timeText } from '../../kubevirt/status/observed-times.ts';
import { slotAdvice } from '../../kubevirt/status/slot-words.ts';
import type { NicStage } from '../../kubevirt/status/stage.ts';
import { stageDiagnosis, stageNextSteps, stageTitle, titleOf } from '../../kubevirt/status/stage-words.ts';
import type { StatusReading } from '../../workspace/status-reading.ts';
import type { ConditionStory, ContradictionStory, NicStatusStory, StatusStory } from './story.ts';

export function statusStory(reading: StatusReading): StatusStory {
  const { observed, stages, inconsistencies, conditions } = reading;
  const { vmi, pod, now } = observed;
  const slots = hotplugSlots(observed);
  const issues = new Set(
    stages.filter(({ progress }) => progress !== 'done').flatMap(({ stage }) => issueOf(stage) ?? []),
  );
  return {
    phase: vmi?.running.status.phase ?? null,
    pod: pod?.name ?? null,
    asOf: now === undefined ? null : timeText(now),
    conditions: conditions.map((condition): ConditionStory => {
      const { of, type, status, weight, meaning, clock, nextSteps, network } = condition;
      return { of, type, status, weight, meaning, clock: clock ?? null, nextSteps, network: network ?? null };
    }),
    missingCondition: missingMigrationCondition(observed) ?? null,
    contradictions: inconsistencies.map((found): ContradictionStory => {
      const { of, field, message, advice, certain, network } = found;
      return { of, field, message, advice: advice ?? null, certain, network: network ?? null };
    }),
    issues: [...issues].sort().map(issueText),
    misconceptions: misconceptions().filter(({ id }) => isCaseOf(id, reading)),
    guestNics: stages
      .filter(({ kind }) => kind === 'guest-only')
      .map(({ interfaceName, mac, ipAddresses }) => ({ interfaceName, mac, ipAddresses })),
    slots: slots ? slotAdvice(slots) : null,
  };
}

/** Whether somebody who believes it would wonder at what the dumps say. */
function isCaseOf(id: Misconception['id'], { stages, inconsistencies }: StatusReading): boolean {
  switch (id) {
    case 'pod-is-guest':
      return stages.some(({ lamps }) => lamps.pod === 'yes' && lamps.domain === 'no');
    case 'multus-configures-guest':
      return stages.some(({ stage }) => stage === 'without-address' || stage === 'primary-without-address');
    case 'status-is-display':
      return inconsistencies.some(({ of }) => of === 'vmi') || stages.some(({ stage }) => stage === 'lost-everywhere');
  }
}

export function nicStatusStory(stage: NicStage, observed: Observed): NicStatusStory {
  const { progress, lamps, alternatives, podInterface, scheme, interfaceName, mac, ipAddresses, evidence } = stage;
  return {
    stage: stage.stage,
    title: stageTitle(stage),
    progress,
    lamps,
    alternatives: alternatives.map((id) => ({ stage: id, title: titleOf(id) })),
    podInterface: podInterface ?? null,
    scheme,
    interfaceName: interfaceName === '' ? null : interfaceName,
    mac: mac === '' ? null : mac,
    ipAddresses,
    diagnosis: stageDiagnosis(stage, observed),
    nextSteps: stageNextSteps(stage, observed),
    evidence,
  };
}
