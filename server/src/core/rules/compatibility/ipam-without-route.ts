/**
 * Fixed addresses with no route behind them under a bridge NIC: KubeVirt looks for a gateway among the routes of the Pod's
 * NIC, and a /32 brings none. Truth: `kubevirt/kubevirt · pkg/network/{setup/netpod,dhcp}`, v1.6–v1.9; KubeVirt issues
 * 5762, 7001.
 */
import * as l10n from '@vscode/l10n';
import { judgedRoles } from '../cause-rule.ts';
import type { Rule } from '../rule.ts';
import { fixedAddresses, givesRoute, ipamOf } from './ipam.ts';
import { withoutIpam } from './ipam-fix.ts';
import { loudness, nadText, nicsOnNads, toNad } from './nic-on-nad.ts';

const rule: Rule = {
  id: 'ipam-without-route',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A bridge NIC on a NAD whose address brings no route.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    for (const nic of nicsOnNads(subject)) {
      const { attachment, plugin, nad } = nic;
      const ipam = ipamOf(plugin);
      if (attachment !== 'bridge' || !plugin || !ipam || givesRoute(ipam, plugin)) continue;
      const addresses = fixedAddresses(ipam);
      // Another plugin of the chain may add a route.
      if (addresses.length === 0 || (nad.cniTypes?.length ?? 0) > 1) continue;
      if (!addresses.every((address) => address.endsWith('/32'))) continue;
      report({
        field: nic.field,
        on: 'value',
        severity: loudness(nic),
        message: l10n.t(
          'The network of the VM cannot be set up ("no gateway address found in routes for POD-INTERFACE"): {0} gives {1}, and such an address brings no route. Give it the prefix length of the network, add routes to ipam, or leave ipam out.',
          nadText(nic),
          addresses.join(', '),
        ),
        ...toNad(nic),
      });
    }
  },

  fixes: withoutIpam,
};

export default rule;
