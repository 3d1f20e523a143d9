/**
 * A MAC address that is not one, or that has more than six bytes. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter/netiface.go`, v1.6–v1.9; Go's `net.ParseMAC`.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import { interfaceAt, type InterfaceAt } from './interface-at.ts';
import { inPodBridgeMac, madeUpMacFixes, mendedMac, type MendedMac } from './mac-address.ts';

export default causeRule({
  id: 'malformed-mac-address',
  since: '0.2.0',
  summary: 'A MAC address that is not one, or has more than six bytes.',
  advice: ({ place }, subject) => {
    const at = interfaceAt(subject, place);
    const mended = at && meantMac(at);
    return mended
      ? l10n.t('Write {0}.', mended.value)
      : l10n.t('Write six bytes, two digits each, as in 02:12:34:56:78:9a; or none: KubeVirt then makes them.');
  },
  fixes: ({ field }, subject) => {
    const at = interfaceAt(subject, field);
    if (!at) return [];
    const mended = meantMac(at);
    return [
      ...(mended
        ? subject.plan(l10n.t('Write {0}', mended.value), mended.safety, [{ do: 'set', field, value: mended.value }])
        : []),
      ...subject.plan(l10n.t('Remove macAddress: KubeVirt makes one'), 'unsafe', [{ do: 'remove', field }]),
      ...(mended ? [] : madeUpMacFixes(at, subject)),
    ];
  },
});

/** Not the address that masquerade keeps for itself. */
function meantMac({ own }: InterfaceAt): MendedMac | undefined {
  const mended = mendedMac(own.macAddress);
  return own.masquerade && mended?.value === inPodBridgeMac ? undefined : mended;
}
