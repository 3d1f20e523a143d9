/**
 * A probe over the network at a guest whose link is down from the start: it cannot answer, is never ready, and is killed
 * where it is to be alive. Truth: `kubevirt/kubevirt · pkg/virt-launcher/virtwrap/converter/network/configurator.go`,
 * v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { joinField } from '../../yaml/locate.ts';
import { judgedRoles } from '../cause-rule.ts';
import type { Rule } from '../rule.ts';
import { certainNics } from './certain-nics.ts';
import { networkProbes } from './network-probes.ts';

const rule: Rule = {
  id: 'link-down-with-probe',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A link that is down, and a probe that needs it.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    const nic = certainNics(subject).find(({ network }) => network.pod !== undefined);
    if (nic?.own.state !== 'down' || !(nic.own.masquerade || nic.own.bridge)) return;
    const probes = networkProbes(subject);
    const isKilled = probes.some(({ name }) => name === 'livenessProbe');
    if (probes.length === 0) return;
    report({
      field: joinField(nic.field, 'state'),
      on: 'value',
      message: isKilled
        ? l10n.t(
            'While the link is down livenessProbe fails, and KubeVirt stops the VM for it. Bring the link up, or remove the probe first.',
          )
        : l10n.t('While the link is down readinessProbe fails, so the VM never becomes ready.'),
      related: probes.map(({ field }) => ({ field, message: l10n.t('needs the link') })),
    });
  },

  fixes: ({ field }, { plan }) => plan(l10n.t('Remove state: the link is up'), 'unsafe', [{ do: 'remove', field }]),
};

export default rule;
