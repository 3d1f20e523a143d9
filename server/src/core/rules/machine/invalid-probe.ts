/**
 * A probe that does nothing, or more than one thing. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { probeHandlers } from '../../kubevirt/admission/probes.ts';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { causeRule } from '../cause-rule.ts';
import { putStep } from './put-value.ts';
import { mappingAt } from './written-values.ts';

export default causeRule({
  id: 'invalid-probe',
  since: '0.2.0',
  summary: 'A probe that does nothing, or more than one thing.',
  advice: ({ data }) =>
    data?.['fault'] === 'several'
      ? l10n.t('Keep one of {0}. A VM has one probe of each sort.', listOf(data['handlers']).join(', '))
      : l10n.t('Say how to probe: {0}.', probeHandlers.join(', ')),
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    const probe = cause.place.replace(/(\b(?:readiness|liveness)Probe)\..*$/, '$1');
    if (cause.data?.['fault'] === 'several') {
      const written = Object.keys(mappingAt(subject, probe));
      const handlers = listOf(cause.data['handlers']);
      return handlers.flatMap((kept) =>
        subject.plan(
          l10n.t('Keep {0} only', kept),
          'unsafe',
          probeHandlers
            .filter((handler) => handler !== kept && written.includes(handler))
            .map((handler): EditStep => ({ do: 'remove', field: `${probe}.${handler}` })),
        ),
      );
    }
    return [
      ...subject.plan(l10n.t('Ask the guest agent: guestAgentPing'), 'unsafe', [
        putStep(subject, probe, 'guestAgentPing', {}),
      ]),
      ...subject.plan(l10n.t('Remove the probe'), 'unsafe', [{ do: 'remove', field: probe }]),
    ];
  },
});

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
