/** What becomes of a change while the VM runs, with the condition that tells it, every case that is possible, and what decides. */
import * as l10n from '@vscode/l10n';
import type { VmImpact } from '../../kubevirt/impact/impact.ts';
import {
  conditionLine,
  dependenceLine,
  kindWord,
  unitsOf,
  type ImpactUnit,
} from '../../kubevirt/impact/impact-words.ts';
import type { Resource } from '../../resources/resources.ts';
import { fieldInDocument, type EditImpact } from '../../workspace/edit-impact.ts';
import { find, isAtOrBelow } from '../../yaml/locate.ts';
import type { YamlDocument } from '../../yaml/tree.ts';
import { code, paragraphs } from './markdown.ts';

/** What the edits of an object do; undefined for objects without a VM part. */
export type ImpactOf = (resource: Resource) => EditImpact | undefined;

/** The topic of a field of the document. On the name of a NIC all is told that changed in the NIC. */
export function impactTopic(
  document: YamlDocument,
  resource: Resource,
  edit: EditImpact | undefined,
  field: string,
): string | undefined {
  if (edit?.state !== 'judged') return undefined;
  const nic = nicNamedAt(document, field);
  const told = unitsOf(edit.impact).filter((unit) => isTold(unit, resource, field, nic));
  return told.length === 0 ? undefined : paragraphs(...told.map((unit) => unitTopic(edit.impact, edit.label, unit)));
}

/** The logical network of the NIC whose name stands at a field. */
export function nicNamedAt({ root }: YamlDocument, field: string): string | undefined {
  if (!root || !/\.(?:interfaces|networks)\[\d+\]\.name$/.test(field)) return undefined;
  const node = find(root, field)?.node;
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

function isTold(unit: ImpactUnit, resource: Resource, field: string, nic: string | undefined): boolean {
  const parts = unit.of === 'nic' ? unit.nic.fields : [unit.change];
  const network = unit.of === 'nic' ? unit.nic.network : unit.change.network;
  if (nic !== undefined && network === nic) return true;
  return parts.some((part) => {
    const at = fieldInDocument(resource, part.field);
    // What is gone is told where it is missing, and nowhere below.
    return part.change === 'removed' ? field === at : isAtOrBelow(field, at);
  });
}

function unitTopic({ running }: VmImpact, label: string, unit: ImpactUnit): string {
  const { outcome, alternatives, dependsOn } = unit.judged;
  const title = l10n.t('**Against {0}: {1}**', code(label), kindWord(outcome.kind));
  const what = removedWord(unit);
  return paragraphs(
    what === undefined ? title : `${title} – ${what}`,
    running === 'assumed' && outcome.kind !== 'rejected' && l10n.t('If the VM is running:'),
    outcome.reason,
    outcome.condition && l10n.t('KubeVirt sets {0}.', code(conditionLine(outcome.condition))),
    alternatives.length > 1 && alternativeList(alternatives),
    dependsOn.length > 0 && dependenceLine(dependsOn),
  );
}

/** What is gone, which the place where it is told does not say. */
function removedWord(unit: ImpactUnit): string | undefined {
  if (unit.of === 'nic')
    return unit.nic.change === 'removed' ? l10n.t('NIC {0} removed', code(unit.nic.network)) : undefined;
  const { change, oldField } = unit.change;
  return change === 'removed' && oldField !== undefined ? l10n.t('{0} removed', code(oldField)) : undefined;
}

export function alternativeList(alternatives: ImpactUnit['judged']['alternatives']): string {
  return alternatives
    .map(({ kind, when, reason, condition }) => {
      const told = `- **${kindWord(kind)}** ${when}: ${reason}`;
      return condition ? `${told} ${l10n.t('KubeVirt sets {0}.', code(conditionLine(condition)))}` : told;
    })
    .join('\n');
}
