/**
 * A network between Pod and guest that KubeVirt cannot make: the VM is accepted, and fails when its Pod is set up. Or one
 * that a secondary NIC of the guest is on as well: the guest then has two ways to the same addresses. Truth:
 * `kubevirt/kubevirt · pkg/network/setup/netpod`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { statedSubnets } from '../../cni/addresses.ts';
import {
  defaultVmNetworkCidr,
  ipv4Range,
  overlaps,
  vmNetworkFault,
  type Ipv4Range,
} from '../../kubevirt/vm-network.ts';
import { joinField } from '../../yaml/locate.ts';
import { judgedRoles } from '../cause-rule.ts';
import type { Rule } from '../rule.ts';
import { loudness, nadText, nicAt, nicsOnNads, toNad } from '../compatibility/nic-on-nad.ts';
import { certainNics } from './certain-nics.ts';

const rule: Rule = {
  id: 'unusable-vm-network',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A vmNetworkCIDR that is no network, has no room for the guest, or is also that of another NIC.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    const nic = certainNics(subject).find(({ own, network }) => own.masquerade && network.pod);
    if (!nic?.network.pod) return;
    const { vmNetworkCIDR: written } = nic.network.pod;
    const field = joinField(nic.networkField, 'pod.vmNetworkCIDR');
    const fault = vmNetworkFault(written);
    if (fault !== undefined)
      report({
        field,
        on: 'value',
        message: `${fault} – ${l10n.t(
          'the VM does not start. Write an IPv4 network of /30 or larger, such as {0}, or none for that one.',
          defaultVmNetworkCidr,
        )}`,
      });
    const cidr = written === '' ? defaultVmNetworkCidr : written;
    const range = nicsOnNads(subject).length === 0 ? undefined : ipv4Range(cidr);
    if (!range) return;
    for (const other of certainNics(subject)) {
      const on = other.own.bridge && !other.network.pod ? nicAt(subject, other.index) : undefined;
      const shared = on?.nad.config && statedSubnets(on.nad.config).find((subnet) => isShared(range, subnet));
      if (!on || shared === undefined) continue;
      report({
        ...(written === '' ? { field: joinField(nic.networkField, 'pod'), on: 'key' } : { field, on: 'value' }),
        severity: loudness(on),
        message: l10n.t(
          'The network between Pod and guest, {0}, has addresses of {1}, which interface {2} is on by NAD {3}: the guest has two ways to them. Write another vmNetworkCIDR.',
          cidr,
          shared,
          other.own.name,
          nadText(on),
        ),
        ...toNad(on),
        related: [{ field: other.networkField, message: l10n.t('the other network') }],
      });
    }
  },

  fixes: ({ field, on }, { plan }) =>
    on === 'key'
      ? []
      : plan(l10n.t('Leave it to KubeVirt: {0}', defaultVmNetworkCidr), 'unsafe', [{ do: 'remove', field }]),
};

function isShared(range: Ipv4Range, subnet: string): boolean {
  const other = ipv4Range(subnet);
  return other !== undefined && overlaps(range, other);
}

export default rule;
