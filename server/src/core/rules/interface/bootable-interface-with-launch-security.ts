/**
 * An interface to boot from in a VM whose memory is encrypted. KubeVirt's field is the launch security; the interface is
 * named in the message alone. Truth: `kubevirt/kubevirt · pkg/virt-api/webhooks/amd64.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import { interfaceAt } from './interface-at.ts';

export default causeRule({
  id: 'bootable-interface-with-launch-security',
  since: '0.2.0',
  summary: 'An interface to boot from in a VM with launch security.',
  advice: ({ place }, subject) =>
    l10n.t(
      'Remove bootOrder of the interface {0}: an encrypted VM boots from its disks.',
      interfaceAt(subject, place)?.own.name ?? '',
    ),
  fixes: ({ field }, subject) => {
    const at = interfaceAt(subject, field);
    return at
      ? subject.plan(l10n.t('Do not boot from {0}: remove bootOrder', at.own.name), 'unsafe', [{ do: 'remove', field }])
      : [];
  },
});
