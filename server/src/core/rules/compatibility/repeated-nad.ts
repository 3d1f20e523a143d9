/**
 * Several NICs of one machine that take from the same pool of devices, or are on the same NAD of OVN-Kubernetes. Several on
 * another NAD are nothing to tell. Truth: `k8snetworkplumbingwg/multus-cni · pkg/k8sclient/k8sclient.go · v4.3.0` (devices
 * are dealt out in the order of the annotation); `ovn-kubernetes/ovn-kubernetes · go-controller/pkg/util/multi_network.go`;
 * KubeVirt issue 7444.
 */
import * as l10n from '@vscode/l10n';
import { judgedRoles } from '../cause-rule.ts';
import type { Rule } from '../rule.ts';
import { isForDevices } from './device-resources.ts';
import { nadText, nicsOnNads, type NicOnNad } from './nic-on-nad.ts';

const rule: Rule = {
  id: 'repeated-nad',
  since: '0.3.0',
  severity: 'information',
  summary: 'Several NICs of one machine on the same pool of devices, or the same NAD of OVN-Kubernetes.',
  fixable: false,
  roles: judgedRoles,

  check(subject, report) {
    const first = new Map<string, string>();
    for (const nic of nicsOnNads(subject)) {
      const shared = sharedBy(nic);
      if (!shared) continue;
      const before = first.get(shared.key);
      if (before === undefined) first.set(shared.key, nic.field);
      else
        report({
          field: nic.field,
          on: 'value',
          message: shared.message,
          related: [{ field: before, message: l10n.t('the first of them') }],
        });
    }
  },
};

/** What a NIC takes that another one may take too, and what is to be said of the second. */
function sharedBy(nic: NicOnNad): { readonly key: string; readonly message: string } | undefined {
  const { nad, use, attachment, type } = nic;
  const { resourceName } = nad;
  if (attachment === 'sriov' && resourceName.state === 'stated' && isForDevices(resourceName))
    return {
      key: `pool ${resourceName.value}`,
      message: l10n.t(
        'Another NIC takes a device of the pool {0} too: the VM needs two of them on one node, and which one goes to which NIC is up to the order of the networks.',
        resourceName.value,
      ),
    };
  if (type !== 'ovn-k8s-cni-overlay' || use.namespace === undefined) return undefined;
  return {
    key: `nad ${use.namespace}/${use.name}`,
    message: l10n.t(
      'Another NIC is on {0} too. OVN-Kubernetes takes a NAD twice in a Pod only in its newer releases; older ones leave the Pod in ContainerCreating.',
      nadText(nic),
    ),
  };
}

export default rule;
