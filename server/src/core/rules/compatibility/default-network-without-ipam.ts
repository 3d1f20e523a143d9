/**
 * A NAD without address management as the Pod's default network: Kubernetes wants the Pod to have an address, and there is
 * no other network to give one. Truth: `k8snetworkplumbingwg/multus-cni · pkg/multus/multus.go · v4.3.0`; Kubernetes takes a
 * sandbox without address for one that failed.
 */
import * as l10n from '@vscode/l10n';
import { judgedRoles } from '../cause-rule.ts';
import type { Rule } from '../rule.ts';
import { ipamOf } from './ipam.ts';
import { loudness, nadText, nicsOnNads, toNad } from './nic-on-nad.ts';

/** Types that give an address by `ipam` and in no other way. */
const typesByIpam: ReadonlySet<string> = new Set([
  'bridge',
  'ovs',
  'macvlan',
  'ipvlan',
  'vlan',
  'ptp',
  'host-device',
  'sriov',
]);

const rule: Rule = {
  id: 'default-network-without-ipam',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A default network whose NAD gives the Pod no address.',
  fixable: false,
  roles: judgedRoles,

  check(subject, report) {
    for (const nic of nicsOnNads(subject)) {
      const { network, plugin, type, nad } = nic;
      if (network.network.multus?.default !== true || !plugin || !typesByIpam.has(type ?? '')) continue;
      // Another plugin of the chain may give one.
      if (ipamOf(plugin) || (nad.cniTypes?.length ?? 0) > 1) continue;
      report({
        field: nic.field,
        on: 'value',
        severity: loudness(nic),
        message: l10n.t(
          'The launcher Pod gets no address: {0} is its default network and has no ipam, so the Pod does not become ready. Add ipam to the NAD, or make this a secondary network beside the Pod network.',
          nadText(nic),
        ),
        ...toNad(nic),
      });
    }
  },
};

export default rule;
