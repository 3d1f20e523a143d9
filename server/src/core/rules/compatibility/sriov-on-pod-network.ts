/**
 * SR-IOV on the Pod network: taken by admission, and then there is no virtual function. Truth: `kubevirt/kubevirt ·
 * pkg/virt-launcher/virtwrap/device/hostdevice/sriov`, `pkg/network/admitter`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { isMemberKnown } from '../../resources/vm.ts';
import { joinField } from '../../yaml/locate.ts';
import { judgedRoles } from '../cause-rule.ts';
import { bindingsIn } from '../network/bindings.ts';
import { interfaceFieldOf, interfacesOf } from '../network/nics.ts';
import { offNetworkFixes } from '../network/off-network.ts';
import type { Rule } from '../rule.ts';

const rule: Rule = {
  id: 'sriov-on-pod-network',
  since: '0.3.0',
  severity: 'warning',
  summary: 'SR-IOV on the Pod network, which has no virtual function.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    const { vm } = subject;
    if (subject.isPatch || vm?.partial !== false || !vm.spec.interfaces.some((own) => own.sriov)) return;
    const networks = subject.launcher()?.networks ?? [];
    interfacesOf(subject).forEach((own, index) => {
      const [binding, ...more] = bindingsIn(own);
      const network = networks.find(({ network: { name } }) => name === own.name);
      if (binding !== 'sriov' || more.length > 0 || network?.class !== 'pod') return;
      if (!network.known || !isMemberKnown(vm, 'interfaces', index)) return;
      report({
        field: joinField(interfaceFieldOf(subject, index), 'sriov'),
        on: 'key',
        message: l10n.t(
          'KubeVirt takes the VM, but it does not start ("failed to create SR-IOV hostdevices"): the Pod network hands out no virtual function. Use masquerade here, or a Multus network whose NAD is of type sriov.',
        ),
        data: { interface: index },
      });
    });
  },

  fixes: ({ data }, subject) => offNetworkFixes(subject, (data as { interface: number }).interface, 'sriov'),
};

export default rule;
