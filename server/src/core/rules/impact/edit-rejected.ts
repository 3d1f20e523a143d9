/**
 * An edit that the API server refuses although the object as such may be sound: what KubeVirt lets nobody change. What is
 * wrong with the object itself has findings of its own. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters`, v1.6–v1.9.
 */
import type { StatusCause } from '../../kubevirt/admission/cause.ts';
import type { Subject } from '../rule.ts';
import { impactRule } from './impact-rule.ts';
import { unitsOfKinds } from './impact-reports.ts';

export default impactRule({
  id: 'edit-rejected',
  severity: 'error',
  summary: 'An edit that the API server refuses.',
  units: (edit, subject) => (isSaid(edit.impact.causes, subject) ? [] : unitsOfKinds(edit, ['rejected'])),
});

/** Whether the findings about the object itself say all that it is refused for. */
function isSaid(causes: readonly StatusCause[], subject: Subject): boolean {
  const said = new Set<string>();
  for (const family of subject.families())
    for (const { message, field } of subject.causes(family)) said.add(`${field} ${message}`);
  return causes.length > 0 && causes.every(({ message, field }) => said.has(`${field} ${message}`));
}
