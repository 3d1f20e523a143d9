/**
 * An NTP server that is not an IPv4 address: DHCP sends addresses, and KubeVirt looks up no names. Truth:
 * `kubevirt/kubevirt · pkg/network/admitter/netiface.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { isIpv4 } from '../../kubevirt/admission/network-values.ts';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { causeRule } from '../cause-rule.ts';
import { interfaceAt, memberIndex } from './interface-at.ts';

export default causeRule({
  id: 'invalid-ntp-server',
  since: '0.2.0',
  summary: 'An NTP server that is not an IPv4 address.',
  advice: ({ place }, subject) => {
    const server =
      interfaceAt(subject, place)?.own.dhcpOptions?.ntpServers[memberIndex(place, 'ntpServers') ?? -1] ?? '';
    return l10n.t('{0} is no IPv4 address. Write the address of the server: names are not looked up.', server);
  },
  fixes: ({ field }, subject) => {
    const index = memberIndex(field, 'ntpServers');
    const written = interfaceAt(subject, field)?.own.dhcpOptions?.ntpServers[index ?? -1];
    if (index === undefined || written === undefined) return [];
    const addresses = meantAddresses(written);
    const [address, ...more] = addresses;
    const list = field.replace(/\[\d+\]$/, '');
    return [
      ...(address === undefined
        ? []
        : subject.plan(l10n.t('Write {0}', addresses.join(', ')), 'unsafe', [
            { do: 'set', field, value: address },
            ...more.map((value, at): EditStep => ({ do: 'insert-item', field: list, value, index: index + 1 + at })),
          ])),
      ...subject.plan(l10n.t('Remove this server'), 'unsafe', [{ do: 'remove', field }]),
    ];
  },
});

/** Addresses in a text that says more: several at once, a prefix length, a port. None unless every part is one. */
function meantAddresses(written: string): readonly string[] {
  const parts = written.split(/[\s,;]+/).filter((part) => part !== '');
  const addresses = parts.map((part) => part.replace(/(?:\/\d+|:\d+)$/, ''));
  return addresses.every(isIpv4) ? addresses : [];
}
