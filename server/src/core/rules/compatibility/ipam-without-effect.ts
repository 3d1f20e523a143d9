/**
 * Addresses that a NAD gives to the Pod and that never come to the guest. Truth: `kubevirt/kubevirt ·
 * pkg/network/{setup/netpod,dhcp}`, v1.6–v1.9 (a DHCP server runs for a bridge NIC with an IPv4 address only);
 * `kubevirt/macvtap-cni`; KubeVirt issue 7979.
 */
import * as l10n from '@vscode/l10n';
import { judgedRoles } from '../cause-rule.ts';
import type { Rule } from '../rule.ts';
import { ipamOf, isIpv6Only, type Ipam } from './ipam.ts';
import { withoutIpam } from './ipam-fix.ts';
import { loudness, nadText, nicsOnNads, toNad, type NicOnNad } from './nic-on-nad.ts';

const rule: Rule = {
  id: 'ipam-without-effect',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A NAD that gives addresses which do not come to the guest.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    for (const nic of nicsOnNads(subject)) {
      const ipam = ipamOf(nic.plugin);
      const why = ipam && whyWithoutEffect(nic, ipam);
      if (why === undefined) continue;
      report({
        field: nic.field,
        on: 'value',
        severity: loudness(nic),
        message: l10n.t(
          'The address that {0} gives does not come to the guest: {1} Leave ipam out, and give the guest its address by cloud-init or by a server of the network.',
          nadText(nic),
          why,
        ),
        ...toNad(nic),
      });
    }
  },

  fixes: withoutIpam,
};

function whyWithoutEffect({ attachment, type }: NicOnNad, ipam: Ipam): string | undefined {
  if (attachment === 'sriov')
    return l10n.t('the virtual function is the guest’s, and nobody configures it in the Pod.');
  if (type === 'macvtap') return l10n.t('the CNI plugin macvtap ignores ipam.');
  if (attachment === 'managedTap') return l10n.t('KubeVirt runs no DHCP server for a binding plugin.');
  if (attachment === 'bridge' && isIpv6Only(ipam))
    return l10n.t('KubeVirt’s DHCP server for a bridge NIC knows IPv4 only.');
  return undefined;
}

export default rule;
