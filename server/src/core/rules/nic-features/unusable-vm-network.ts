/**
 * A network between Pod and guest that KubeVirt cannot make: the VM is accepted, and fails when its Pod is set up. Truth:
 * `kubevirt/kubevirt · pkg/network/setup/netpod`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { defaultVmNetworkCidr, vmNetworkFault } from '../../kubevirt/vm-network.ts';
import { joinField } from '../../yaml/locate.ts';
import { judgedRoles } from '../cause-rule.ts';
import type { Rule } from '../rule.ts';
import { certainNics } from './certain-nics.ts';

const rule: Rule = {
  id: 'unusable-vm-network',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A vmNetworkCIDR that is no network, or has no room for the guest.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    for (const { own, network, networkField } of certainNics(subject)) {
      const fault = own.masquerade && network.pod ? vmNetworkFault(network.pod.vmNetworkCIDR) : undefined;
      if (fault === undefined) continue;
      report({
        field: joinField(networkField, 'pod.vmNetworkCIDR'),
        on: 'value',
        message: `${fault} – ${l10n.t(
          'the VM does not start. Write an IPv4 network of /30 or larger, such as {0}, or none for that one.',
          defaultVmNetworkCidr,
        )}`,
      });
    }
  },

  fixes({ field }, subject) {
    return subject.plan(l10n.t('Leave it to KubeVirt: {0}', defaultVmNetworkCidr), 'unsafe', [{ do: 'remove', field }]);
  },
};

export default rule;
