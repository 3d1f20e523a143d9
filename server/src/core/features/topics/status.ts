/**
 * What happened to a NIC, by the dumps of its VM: how far it is, why, and what to look at next; what its members in the
 * status say and who wrote them; and the conditions. All judging is that of `kubevirt/status`.
 */
import * as l10n from '@vscode/l10n';
import type { ConditionReading } from '../../kubevirt/status/conditions-explained.ts';
import { missingMigrationCondition } from '../../kubevirt/status/migration-words.ts';
import { misconceptions, type Misconception } from '../../kubevirt/status/misconceptions.ts';
import type { NicStage } from '../../kubevirt/status/stage.ts';
import { stageDiagnosis, stageNextSteps, stageTitle, titleOf } from '../../kubevirt/status/stage-words.ts';
import type { Resource } from '../../resources/resources.ts';
import { fieldInDocument } from '../../workspace/edit-impact.ts';
import type { StatusReading } from '../../workspace/status-reading.ts';
import { isAtOrBelow, joinField } from '../../yaml/locate.ts';
import type { YamlDocument } from '../../yaml/tree.ts';
import { lampsText } from '../status-words.ts';
import { nicNamedAt } from './impact.ts';
import { code, paragraphs } from './markdown.ts';
import { memberTopic } from './status-members.ts';

/** What happened to the VM that an object is of; undefined where no dump tells. */
export type StatusOf = (resource: Resource) => StatusReading | undefined;

/** The topic of a field of the document. */
export function statusTopic(
  document: YamlDocument,
  resource: Resource,
  reading: StatusReading | undefined,
  field: string,
  on: 'key' | 'value',
): string | undefined {
  if (!reading) return undefined;
  const condition = reading.conditions.find(
    (candidate) => candidate.of === reading.own && isAtOrBelow(field, fieldInDocument(resource, candidate.field)),
  );
  if (condition) return conditionTopic(condition, reading);
  if (reading.own === 'vmi' && field === fieldInDocument(resource, 'status.conditions'))
    return missingMigrationCondition(reading.observed);
  const list = fieldInDocument(resource, 'status.interfaces');
  if (reading.own === 'vmi' && isAtOrBelow(field, list))
    return field === list ? misconceptionTopic('status-is-display') : entryTopic(reading, list, field, on);
  const network = nicNamedAt(document, field);
  const stage = reading.stages.find((candidate) => network !== undefined && candidate.network === network);
  return stage && stageTopic(stage, reading);
}

/** A field of an entry of `status.interfaces`. */
function entryTopic(reading: StatusReading, list: string, field: string, on: 'key' | 'value'): string | undefined {
  const stage = reading.stages.find(
    ({ statusIndex }) => statusIndex !== undefined && isAtOrBelow(field, joinField(list, statusIndex)),
  );
  if (stage?.statusIndex === undefined) return undefined;
  const member = field.slice(joinField(list, stage.statusIndex).length + 1).replace(/\[\d+\]$/, '');
  switch (member) {
    case '':
    case 'name':
      return stageTopic(stage, reading);
    case 'infoSource':
      return paragraphs(
        stageTopic(stage, reading),
        memberTopic(member, stage, reading),
        on === 'key' && misconceptionTopic('status-is-display'),
      );
    default:
      return memberTopic(member, stage, reading);
  }
}

/** How far a NIC is, with the way on. */
export function stageTopic(stage: NicStage, { observed }: StatusReading): string {
  const lamps = lampsText(stage);
  const name = stage.network === '' ? stage.interfaceName : stage.network;
  const title = l10n.t('**{0}: {1}**', code(name), stageTitle(stage));
  const diagnosis = stageDiagnosis(stage, observed);
  return paragraphs(
    lamps === '' ? title : `${title} – ${lamps}`,
    diagnosis,
    // Most of it is in the diagnosis.
    stage.evidence
      .filter((text) => !diagnosis.includes(text))
      .map((text) => l10n.t('The cluster says: {0}', code(text)))
      .join('\n\n'),
    stage.alternatives.length > 0 &&
      l10n.t(
        'Not all of the VM’s objects are seen here; it may also be: {0}.',
        stage.alternatives.map(titleOf).join('; '),
      ),
    nextSteps(stageNextSteps(stage, observed)),
    misconceptionTopic(misconceptionOf(stage)),
  );
}

/** What people think that leads astray here. */
function misconceptionOf({ stage, lamps }: NicStage): Misconception['id'] | undefined {
  if (lamps.pod === 'yes' && lamps.domain === 'no') return 'pod-is-guest';
  return stage === 'without-address' ? 'multus-configures-guest' : undefined;
}

/** What is wrong in a common belief; nothing without one. */
export function misconceptionTopic(id: Misconception['id'] | undefined): string | undefined {
  const found = misconceptions().find((candidate) => candidate.id === id);
  return found && `**${found.title}** ${found.text}`;
}

function conditionTopic(
  { type, status, meaning, clock, nextSteps: steps, network }: ConditionReading,
  reading: StatusReading,
): string {
  const stage = reading.stages.find((candidate) => network !== undefined && candidate.network === network);
  return paragraphs(
    l10n.t('**Condition {0}: {1}**', code(type), status),
    meaning,
    clock,
    stage && l10n.t('The NIC it is about: {0}, {1}.', code(stage.network), stageTitle(stage)),
    nextSteps(steps),
  );
}

function nextSteps(steps: readonly string[]): string | undefined {
  return steps.length === 0
    ? undefined
    : `${l10n.t('**Next**')}\n\n${steps.map((step, index) => `${index + 1}. ${step}`).join('\n')}`;
}
