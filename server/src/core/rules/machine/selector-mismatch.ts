/**
 * A replica set or pool whose selector does not find what its template makes. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/{vmirs,vmpool}-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { joinField } from '../../yaml/locate.ts';
import { causeRule } from '../cause-rule.ts';
import type { Fix, Subject } from '../rule.ts';
import { isMapping, mappingAt, textOf, writtenAt } from './written-values.ts';

export default causeRule({
  id: 'selector-mismatch',
  since: '0.2.0',
  summary: 'A selector that does not find what the template makes.',
  advice: (_, subject) =>
    l10n.t('Give the template the labels that the selector asks for ({0}).', labelsField(subject)),
  fixes: (_, subject) => [...labelled(subject), ...selected(subject)],
});

function selectorField({ resource }: Subject): string {
  return joinField(resource?.field ?? '', 'spec.selector');
}

/** A pool selects VMs, whose labels are not those of their VMIs. */
function labelsField({ resource, vm }: Subject): string {
  return resource?.role === 'pool'
    ? joinField(resource.field, 'spec.virtualMachineTemplate.metadata.labels')
    : joinField(vm?.metadataField ?? '', 'labels');
}

function labelled(subject: Subject): readonly Fix[] {
  const { matchLabels, matchExpressions } = mappingAt(subject, selectorField(subject));
  if (!isMapping(matchLabels) || hasMembers(matchExpressions)) return [];
  const field = labelsField(subject);
  const labels = mappingAt(subject, field);
  const steps = Object.entries(matchLabels).flatMap(([key, wanted]): readonly EditStep[] => {
    const value = textOf(wanted);
    if (labels[key] === value) return [];
    return [
      key in labels ? { do: 'set', field: joinField(field, key), value } : { do: 'insert-entry', field, key, value },
    ];
  });
  return steps.length === 0 ? [] : subject.plan(l10n.t('Label the template as the selector asks'), 'unsafe', steps);
}

function selected(subject: Subject): readonly Fix[] {
  const labels = mappingAt(subject, labelsField(subject));
  const field = selectorField(subject);
  const selector = writtenAt(subject, field);
  if (Object.keys(labels).length === 0) return [];
  const value = { matchLabels: labels };
  const steps: readonly EditStep[] =
    selector === undefined
      ? [{ do: 'insert-entry', field: parentOfSelector(field), key: 'selector', value }]
      : [{ do: 'set', field, value }];
  return subject.plan(l10n.t('Select the labels of the template'), 'unsafe', steps);
}

function parentOfSelector(field: string): string {
  return field.slice(0, -'.selector'.length);
}

function hasMembers(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}
