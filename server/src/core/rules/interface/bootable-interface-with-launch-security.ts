/**
 * An interface to boot from in a VM whose memory is encrypted. KubeVirt's field is the launch security; the interface is
 * named in the message alone. Truth: `kubevirt/kubevirt · pkg/virt-api/webhooks/amd64.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { joinField } from '../../yaml/locate.ts';
import { causeRule } from '../cause-rule.ts';
import type { JudgedCause } from '../rule.ts';

export default causeRule({
  id: 'bootable-interface-with-launch-security',
  since: '0.2.0',
  summary: 'An interface to boot from in a VM with launch security.',
  advice: (cause) =>
    l10n.t('Remove bootOrder of the interface {0}: an encrypted VM boots from its disks.', nameOf(cause)),
  fixes: ({ cause }, subject) => {
    const { vm } = subject;
    if (!cause || !vm) return [];
    const name = nameOf(cause);
    const steps = vm.spec.interfaces.flatMap((own, index): EditStep[] =>
      own.name === name && own.bootOrder !== undefined
        ? [{ do: 'remove', field: joinField(joinField(vm.interfacesField, index), 'bootOrder') }]
        : [],
    );
    return steps.length > 0
      ? subject.plan(l10n.t('Do not boot from {0}: remove bootOrder', name), 'unsafe', steps)
      : [];
  },
});

function nameOf({ message }: JudgedCause): string {
  return /does not work with bootable NICs: (.*)$/s.exec(message)?.[1] ?? '';
}
