/**
 * A MAC address that no NIC can have: a group address, or all zeros. KubeVirt checks the spelling only; libvirt then
 * refuses the domain, or the network drops what the guest sends. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter/netiface.go`, v1.6–v1.9; libvirt's domain format; IEEE 802.
 */
import * as l10n from '@vscode/l10n';
import { joinField } from '../../yaml/locate.ts';
import { judgedRoles } from '../cause-rule.ts';
import { newMacFixes, plainMac } from '../interface/mac-address.ts';
import type { Rule } from '../rule.ts';
import { certainNics } from './certain-nics.ts';

const rule: Rule = {
  id: 'unusable-mac-address',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A MAC address that no NIC can have: multicast, or all zeros.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    for (const { own, field } of certainNics(subject)) {
      const address = plainMac(own.macAddress);
      if (address === undefined) continue;
      const isGroup = (Number.parseInt(address.slice(0, 2), 16) & 1) === 1;
      if (!isGroup && address !== '00:00:00:00:00:00') continue;
      report({
        field: joinField(field, 'macAddress'),
        on: 'value',
        message: isGroup
          ? l10n.t(
              '{0} is a multicast address (its first byte is odd). KubeVirt takes it, and the VM does not start with it. Take an address whose first byte is even, such as 02.',
              own.macAddress,
            )
          : l10n.t('{0} is no address of a NIC. Take another one, or none: KubeVirt then makes one.', own.macAddress),
      });
    }
  },

  fixes: ({ field }, subject) => newMacFixes(subject, field),
};

export default rule;
