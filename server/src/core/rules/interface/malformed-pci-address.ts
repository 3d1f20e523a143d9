/**
 * A PCI address that is not one. Truth: `kubevirt/kubevirt · pkg/network/admitter/netiface.go`, `pkg/util/hardware`,
 * v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import { interfaceAt } from './interface-at.ts';
import { mendedPciAddress } from './pci-address.ts';

export default causeRule({
  id: 'malformed-pci-address',
  since: '0.2.0',
  summary: 'A PCI address that is not one.',
  advice: ({ place }, subject) => {
    const mended = mendedPciAddress(interfaceAt(subject, place)?.own.pciAddress ?? '');
    return mended
      ? l10n.t('Write {0}: domain, bus, slot, and a function from 0 to 7.', mended.value)
      : l10n.t('Write domain, bus, slot, and a function from 0 to 7, as in 0000:81:01.0; or none: QEMU then chooses.');
  },
  fixes: ({ field }, subject) => {
    const at = interfaceAt(subject, field);
    if (!at) return [];
    const mended = mendedPciAddress(at.own.pciAddress);
    return [
      ...(mended
        ? subject.plan(l10n.t('Write {0}', mended.value), mended.safety, [{ do: 'set', field, value: mended.value }])
        : []),
      ...subject.plan(l10n.t('Remove pciAddress'), 'unsafe', [{ do: 'remove', field }]),
    ];
  },
});
