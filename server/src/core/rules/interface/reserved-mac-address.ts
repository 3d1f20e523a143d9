/**
 * The MAC address of the bridge inside the Pod on a masquerade interface. KubeVirt compares the text alone, so other
 * spellings of the address pass, and the guest's NIC then shares it with the bridge. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter/binding.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { joinField } from '../../yaml/locate.ts';
import { isCertain } from '../../yaml/templating.ts';
import { causeRule, laterReport } from '../cause-rule.ts';
import { inPodBridgeMac, newMacFixes, plainMac } from './mac-address.ts';

export default causeRule({
  id: 'reserved-mac-address',
  since: '0.2.0',
  summary: 'The MAC address of the bridge inside the Pod on a masquerade interface.',
  advice: () => l10n.t('Take another address, or none: KubeVirt then makes one.'),
  later: (subject, report) => {
    const { document, isPatch, vm } = subject;
    if (isPatch || !vm || vm.partial) return;
    vm.spec.interfaces.forEach((own, index) => {
      if (!own.masquerade || own.macAddress === inPodBridgeMac || plainMac(own.macAddress) !== inPodBridgeMac) return;
      const at = joinField(vm.interfacesField, index);
      const field = joinField(at, 'macAddress');
      if (![field, joinField(at, 'masquerade')].every((part) => isCertain(document, part))) return;
      report(
        laterReport({
          field,
          on: 'value',
          severity: 'warning',
          problem: l10n.t('{0} is {1}, the address of the bridge inside the Pod.', own.macAddress, inPodBridgeMac),
          advice: l10n.t(
            'KubeVirt takes it in this spelling, and the guest then shares the address with its gateway. Take another one, or none: KubeVirt then makes one.',
          ),
        }),
      );
    });
  },
  fixes: ({ field }, subject) => newMacFixes(subject, field),
});
