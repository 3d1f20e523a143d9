/**
 * A probe over the network of a VM that has no Pod network for it to come by. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { causeRule } from '../cause-rule.ts';
import { mappingAt, parentField } from '../machine/written-values.ts';

const networkHandlers = ['httpGet', 'tcpSocket'];
const otherHandlers = ['exec', 'guestAgentPing'];

export default causeRule({
  id: 'probe-without-pod-network',
  since: '0.2.0',
  summary: 'A probe over the network of a VM without a Pod network.',
  advice: () =>
    l10n.t(
      'The kubelet probes the address of the Pod, which leads to no interface of this VM. Ask the guest agent: guestAgentPing or exec.',
    ),
  fixes: ({ field }, subject) => {
    const probe = parentField(field);
    const written = mappingAt(subject, probe);
    const gone = networkHandlers
      .filter((handler) => handler in written)
      .map((handler): EditStep => ({ do: 'remove', field: `${probe}.${handler}` }));
    const hasOther = otherHandlers.some((handler) => written[handler] !== undefined && written[handler] !== null);
    const ping: EditStep = { do: 'insert-entry', field: probe, key: 'guestAgentPing', value: {}, at: 'first' };
    return [
      ...(hasOther
        ? subject.plan(l10n.t('Remove the handlers over the network'), 'unsafe', gone)
        : subject.plan(l10n.t('Ask the guest agent instead: guestAgentPing'), 'unsafe', [ping, ...gone])),
      ...subject.plan(l10n.t('Remove the probe'), 'unsafe', [{ do: 'remove', field: probe }]),
    ];
  },
});
