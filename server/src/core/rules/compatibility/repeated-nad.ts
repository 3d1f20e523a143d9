/**
 * Several NICs of one machine on the same NAD, or on the same pool of devices. It is allowed, and seldom meant. Truth:
 * `k8snetworkplumbingwg/multus-cni · pkg/k8sclient/k8sclient.go · v4.3.0` (devices are dealt out in the order of the
 * annotation); `ovn-kubernetes/ovn-kubernetes · go-controller/pkg/util/multi_network.go`; KubeVirt issue 7444.
 */
import * as l10n from '@vscode/l10n';
import { judgedRoles } from '../cause-rule.ts';
import type { Rule } from '../rule.ts';
import { isForDevices } from './device-resources.ts';
import { nadReferences, nicsOnNads, type NicOnNad } from './nic-on-nad.ts';

const rule: Rule = {
  id: 'repeated-nad',
  since: '0.3.0',
  severity: 'information',
  summary: 'Several NICs of one machine on the same NAD, or the same pool of devices.',
  fixable: false,
  roles: judgedRoles,

  check(subject, report) {
    const references = nadReferences(subject).filter(({ use }) => use.namespace !== undefined);
    if (references.length < 2) return;
    const nics = new Map(nicsOnNads(subject).map((nic) => [nic.network.index, nic]));
    const first = new Map<string, string>();
    for (const { network, use, field } of references) {
      const nic = nics.get(network.index);
      const pool = poolOf(nic);
      const key = pool === undefined ? `nad ${use.namespace ?? ''}/${use.name}` : `pool ${pool}`;
      const before = first.get(key);
      if (before === undefined) {
        first.set(key, field);
        continue;
      }
      report({
        field,
        on: 'value',
        message: messageFor(nic, pool, `${use.namespace ?? ''}/${use.name}`),
        related: [{ field: before, message: l10n.t('the first of them') }],
      });
    }
  },
};

/** The pool that a NIC takes a device of. */
function poolOf(nic: NicOnNad | undefined): string | undefined {
  if (nic?.attachment !== 'sriov') return undefined;
  const { resourceName } = nic.nad;
  return resourceName.state === 'stated' && isForDevices(resourceName) ? resourceName.value : undefined;
}

function messageFor(nic: NicOnNad | undefined, pool: string | undefined, nad: string): string {
  if (pool !== undefined)
    return l10n.t(
      'Another NIC takes a device of the pool {0} too: the VM needs two of them on one node, and which one goes to which NIC is up to the order of the networks.',
      pool,
    );
  if (nic?.type === 'ovn-k8s-cni-overlay')
    return l10n.t(
      'Another NIC is on {0} too. OVN-Kubernetes takes a NAD twice in a Pod only in its newer releases; older ones leave the Pod in ContainerCreating.',
      nad,
    );
  return l10n.t(
    'Another NIC is on {0} too: the guest is on that network twice. If that is not meant, name another NAD.',
    nad,
  );
}

export default rule;
