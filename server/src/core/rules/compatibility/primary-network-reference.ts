/**
 * A NAD of a primary user-defined network named by a VM: such a network takes the place of the Pod network in its namespace,
 * and is not attached by Multus. Truth: `ovn-kubernetes/ovn-kubernetes · go-controller/pkg/util/multi_network.go`,
 * `docs/features/user-defined-networks`.
 */
import * as l10n from '@vscode/l10n';
import { textOf } from '../../cni/cni-config.ts';
import { judgedRoles } from '../cause-rule.ts';
import { bindingSteps } from '../network/bindings.ts';
import { interfacesOf, isPrimaryTaken } from '../network/nics.ts';
import { sourceSteps } from '../network/sources.ts';
import type { Rule } from '../rule.ts';
import { loudness, nadText, nicsOnNads, toNad } from './nic-on-nad.ts';

const rule: Rule = {
  id: 'primary-network-reference',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A reference to the NAD of a primary user-defined network.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    for (const nic of nicsOnNads(subject)) {
      if (nic.type !== 'ovn-k8s-cni-overlay' || !nic.plugin || textOf(nic.plugin.value, 'role') !== 'primary') continue;
      report({
        field: nic.field,
        on: 'value',
        severity: loudness(nic),
        message: l10n.t(
          '{0} has the role primary: it takes the place of the Pod network in its namespace, and Multus attaches nobody to it. Use pod: {}, with the binding plugin l2bridge where the guest is to have the address of that network, or masquerade.',
          nadText(nic),
        ),
        ...toNad(nic),
        data: { network: nic.network.index, interface: nic.index },
      });
    }
  },

  fixes({ data }, subject) {
    const { network, interface: index } = data as { network: number; interface: number };
    const own = interfacesOf(subject)[index];
    if (!own || isPrimaryTaken(subject, [network])) return [];
    return subject.plan(l10n.t('Connect {0} to the Pod network', own.name), 'unsafe', [
      ...sourceSteps(subject, network, 'pod'),
      // A bridge would do there as well, at the price of live migration.
      ...(own.bridge ? bindingSteps(subject, index, 'masquerade') : []),
    ]);
  },
};

export default rule;
