/**
 * A NAD with the IPAM dhcp under a bridge NIC: the lease is taken for the Pod's NIC, which KubeVirt then renames and strips,
 * so that it cannot be renewed. Truth: `containernetworking/plugins · plugins/ipam/dhcp`; `kubevirt/kubevirt ·
 * pkg/network/setup/netpod`, v1.6–v1.9; KubeVirt issue 10062.
 */
import * as l10n from '@vscode/l10n';
import { judgedRoles } from '../cause-rule.ts';
import type { Rule } from '../rule.ts';
import { ipamOf } from './ipam.ts';
import { withoutIpam } from './ipam-fix.ts';
import { loudness, nadText, nicsOnNads, toNad } from './nic-on-nad.ts';

const rule: Rule = {
  id: 'dhcp-ipam',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A bridge NIC on a NAD that leases its address by DHCP for the Pod.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    for (const nic of nicsOnNads(subject)) {
      if (nic.attachment !== 'bridge' || ipamOf(nic.plugin)?.type !== 'dhcp') continue;
      report({
        field: nic.field,
        on: 'value',
        severity: loudness(nic),
        message: l10n.t(
          '{0} leases an address by DHCP for the Pod’s NIC. KubeVirt renames that NIC and hands its MAC address to the guest, so the lease is not renewed, and the address may go to somebody else. Leave ipam out: the guest asks the DHCP server itself.',
          nadText(nic),
        ),
        ...toNad(nic),
      });
    }
  },

  fixes: withoutIpam,
};

export default rule;
