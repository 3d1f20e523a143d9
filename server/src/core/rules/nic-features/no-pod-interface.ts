/**
 * A VM whose one network is a secondary one: the NIC that KubeVirt would have added is not added then, and Services,
 * probes and `virtctl ssh` do not reach the guest. Whoever writes several secondary networks has thought of it, and
 * whoever writes `autoattachPodInterface` says so. Truth: `kubevirt/kubevirt · pkg/network/vmispec/defaults.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { isSecondaryMultus } from '../../kubevirt/network-classification.ts';
import { judgedRoles } from '../cause-rule.ts';
import { addPodNicFix, noPodNicFix } from '../network/implicit-nic.ts';
import type { Rule } from '../rule.ts';
import { certainNics, wholeVm } from './certain-nics.ts';

const rule: Rule = {
  id: 'no-pod-interface',
  since: '0.3.0',
  severity: 'information',
  summary: 'A secondary network alone: the VM does not get the NIC on the Pod network.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    const vm = wholeVm(subject);
    if (!vm?.listsKnown || vm.spec.autoattachPodInterface !== undefined) return;
    const [only] = certainNics(subject);
    if (!only || vm.spec.networks.length > 1 || vm.spec.interfaces.length > 1 || !isSecondaryMultus(only.network))
      return;
    report({
      field: vm.networksField,
      on: 'key',
      message: l10n.t(
        'With networks of its own the VM does not get a NIC on the Pod network, so Services, probes and virtctl ssh do not reach it. Add one, or say that none is wanted by autoattachPodInterface: false.',
      ),
    });
  },

  fixes(_, subject) {
    return [...addPodNicFix(subject), ...noPodNicFix(subject, l10n.t('Say that none is wanted'))];
  },
};

export default rule;
