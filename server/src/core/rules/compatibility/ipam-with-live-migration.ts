/**
 * A NAD that gives the Pod an address under a bridge NIC, in a VM that is to be live-migrated: the guest takes the address
 * along, and the target Pod is given another. Truth: `kubevirt/kubevirt · pkg/network/{setup/netpod,dhcp}`, v1.6–v1.9;
 * KubeVirt issues 6860, 17958.
 */
import * as l10n from '@vscode/l10n';
import { memberOf, textOf } from '../../cni/cni-config.ts';
import type { Severity } from '../../settings.ts';
import { judgedRoles } from '../cause-rule.ts';
import type { Rule } from '../rule.ts';
import { ipamOf, isIpv6Only } from './ipam.ts';
import { withoutIpam } from './ipam-fix.ts';
import { migrationOf } from './migration.ts';
import { loudness, nadText, nicsOnNads, toNad, type NicOnNad } from './nic-on-nad.ts';

const rule: Rule = {
  id: 'ipam-with-live-migration',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A VM that is to be live-migrated, on a NAD that gives each Pod an address of its own.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    const given = nicsOnNads(subject).flatMap((nic) => {
      const loss = lossOf(nic);
      return loss ? [{ nic, loss }] : [];
    });
    if (given.length === 0) return;
    const migration = migrationOf(subject);
    if (migration === 'unwanted') return;
    for (const { nic, loss } of given) {
      report({
        field: nic.field,
        on: 'value',
        severity: migration === 'asked' ? loudness(nic, loss.severity) : 'information',
        message: loss.message,
        ...toNad(nic),
      });
    }
  },

  fixes: withoutIpam,
};

interface Loss {
  readonly severity: Severity;
  readonly message: string;
}

function lossOf(nic: NicOnNad): Loss | undefined {
  const { attachment, plugin, type } = nic;
  if (attachment !== 'bridge' || !plugin) return undefined;
  if (type === 'ovn-k8s-cni-overlay') return ovnLoss(nic);
  const ipam = ipamOf(plugin);
  if (!ipam || ipam.type === 'dhcp' || isIpv6Only(ipam)) return undefined;
  if (ipam.type === 'static')
    return {
      severity: 'warning',
      message: l10n.t(
        '{0} gives every Pod the same address: during a live migration two Pods claim it. Leave ipam out, and let the guest have its address by cloud-init or from a DHCP server of the network.',
        nadText(nic),
      ),
    };
  return {
    severity: ipam.type === 'host-local' || ipam.type === 'whereabouts' ? 'warning' : 'information',
    message: l10n.t(
      '{0} gives each Pod an address of its own ({1}): after a live migration the guest still has that of the Pod it left, and is not reached until it renews its lease. Leave ipam out, and let the guest have its address by cloud-init or from a DHCP server of the network.',
      nadText(nic),
      ipam.type,
    ),
  };
}

/** OVN-Kubernetes has no `ipam`; it gives addresses where the NAD has subnets. */
function ovnLoss(nic: NicOnNad): Loss | undefined {
  const { value } = nic.plugin ?? { value: {} };
  if ((textOf(value, 'subnets') ?? '') === '') return undefined;
  if (textOf(value, 'topology') === 'layer3')
    return {
      severity: 'warning',
      message: l10n.t(
        '{0} has the topology layer3, with another subnet on each node: after a live migration the guest’s address belongs to the node it left. Use the topology layer2 or localnet.',
        nadText(nic),
      ),
    };
  if (memberOf(value, 'allowPersistentIPs') === true) return undefined;
  return {
    severity: 'information',
    message: l10n.t(
      '{0} gives each Pod an address of its own. Without allowPersistentIPs the guest may be left with another one than OVN-Kubernetes knows after a live migration.',
      nadText(nic),
    ),
  };
}

export default rule;
