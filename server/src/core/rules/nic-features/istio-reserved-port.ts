/**
 * A port of the guest that is one of the Istio proxy's own: what arrives at the Pod there is the proxy's, never the
 * guest's. Truth: `kubevirt/kubevirt · pkg/network/istio`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { SIDECAR_INJECT_ANNOTATION } from '../../kubevirt/annotation-keys.ts';
import { isProxyInjected, istioReservedPorts, passesProxy } from '../../kubevirt/istio.ts';
import { joinField } from '../../yaml/locate.ts';
import { judgedRoles } from '../cause-rule.ts';
import { parentField } from '../machine/written-values.ts';
import type { Rule } from '../rule.ts';
import { certainNics, vmiAnnotation } from './certain-nics.ts';

const rule: Rule = {
  id: 'istio-reserved-port',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A port of the guest that belongs to the Istio proxy in its Pod.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    const annotation = vmiAnnotation(subject, SIDECAR_INJECT_ANNOTATION);
    if (annotation === 'unknown' || !isProxyInjected(annotation.value)) return;
    for (const { own, network, field } of certainNics(subject)) {
      if (!network.pod || !passesProxy(own)) continue;
      own.ports.forEach(({ port, protocol }, index) => {
        if (protocol.toUpperCase() === 'UDP' || !istioReservedPorts.includes(port)) return;
        report({
          field: joinField(joinField(joinField(field, 'ports'), index), 'port'),
          on: 'value',
          message: l10n.t(
            'Port {0} belongs to the Istio proxy in the Pod, so nothing that arrives there reaches the guest. Let the guest listen on another port.',
            port,
          ),
          related: [{ field: annotation.field, message: l10n.t('asks for the proxy') }],
        });
      });
    }
  },

  fixes: ({ field }, { plan }) =>
    plan(l10n.t('Remove the port'), 'unsafe', [{ do: 'remove', field: parentField(field) }]),
};

export default rule;
