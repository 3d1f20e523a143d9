/**
 * A VM with networks of its own and none of them in place of the Pod network: the NIC that KubeVirt would have added is
 * not added then, and Services, probes and `virtctl ssh` do not reach the guest. Often that is wanted; it is told where
 * nothing says so. Truth: `kubevirt/kubevirt · pkg/network/vmispec/defaults.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { isSecondaryMultus } from '../../kubevirt/network-classification.ts';
import { judgedRoles } from '../cause-rule.ts';
import { addPodNicFix, noPodNicFix } from '../network/implicit-nic.ts';
import { freshName } from '../network/nics.ts';
import type { Rule } from '../rule.ts';
import { certainNics, wholeVm } from './certain-nics.ts';

const rule: Rule = {
  id: 'no-pod-interface',
  since: '0.3.0',
  severity: 'information',
  summary: 'Only secondary networks: the VM does not get the NIC on the Pod network.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    const vm = wholeVm(subject);
    if (!vm?.listsKnown || vm.spec.autoattachPodInterface !== undefined) return;
    const { networks, interfaces } = vm.spec;
    const nics = certainNics(subject);
    if (networks.length === 0 || nics.length !== networks.length || nics.length !== interfaces.length) return;
    if (!networks.every(isSecondaryMultus)) return;
    report({
      field: vm.networksField,
      on: 'key',
      message: l10n.t(
        'With networks of its own the VM does not get a NIC on the Pod network, so Services, probes and virtctl ssh do not reach it. Add one, or say that none is wanted by autoattachPodInterface: false.',
      ),
    });
  },

  fixes(_, subject) {
    const taken = (subject.vm?.spec.networks ?? []).some(({ name }) => name === 'default');
    return [
      ...addPodNicFix(subject, taken ? freshName(subject, 'default') : 'default'),
      ...noPodNicFix(subject, l10n.t('Say that none is wanted')),
    ];
  },
};

export default rule;
