/**
 * A field of a NIC that means nothing with its binding: KubeVirt takes it and never looks at it. One table, by binding.
 * Truth: `kubevirt/kubevirt · pkg/network/setup/netpod`, `pkg/network/dhcp`,
 * `pkg/virt-launcher/virtwrap/{converter/network,device/hostdevice/sriov}`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { addressGiver } from '../../cni/addresses.ts';
import { bindingDevices } from '../../kubevirt/link-names.ts';
import { joinField } from '../../yaml/locate.ts';
import { judgedRoles } from '../cause-rule.ts';
import type { Rule, Subject } from '../rule.ts';
import { nicAt } from '../compatibility/nic-on-nad.ts';
import { certainNics, type CertainNic } from './certain-nics.ts';

interface Ignored {
  /** Below the interface, or below the network. */
  readonly of: 'interface' | 'network';
  readonly key: string;
  /** Whether it says anything. */
  isSet(nic: CertainNic): boolean;
  isIgnored(nic: CertainNic, subject: Subject): boolean;
  /** What happens instead. */
  because(): string;
}

const becauseVfGoesToTheGuest = (): string =>
  l10n.t('The guest gets the virtual function itself, as the device it is.');
const hasDhcpOptions = ({ own }: CertainNic): boolean =>
  own.dhcpOptions !== undefined &&
  Object.values(own.dhcpOptions).some((value: string | readonly unknown[]) => value.length > 0);
const isSriov = ({ binding }: CertainNic): boolean => binding === 'sriov';

const table: readonly Ignored[] = [
  {
    of: 'interface',
    key: 'ports',
    isSet: ({ own }) => own.ports.length > 0,
    isIgnored: ({ binding, network }) => !network.pod && (binding === 'bridge' || binding === 'sriov'),
    because: () => l10n.t('Nothing is forwarded here: the network reaches every port of the guest.'),
  },
  {
    of: 'interface',
    key: 'dhcpOptions',
    isSet: hasDhcpOptions,
    isIgnored: (nic, subject) => isSriov(nic) || nic.binding === 'passtBinding' || isPluginWithTap(nic, subject),
    because: () => l10n.t('KubeVirt runs no DHCP server for this binding.'),
  },
  {
    of: 'interface',
    key: 'dhcpOptions',
    isSet: hasDhcpOptions,
    isIgnored: (nic, subject) => nic.binding === 'bridge' && isWithoutAddress(nic, subject),
    because: () =>
      l10n.t('KubeVirt runs a DHCP server only where the CNI gives the NIC an IPv4 address; its NAD gives none.'),
  },
  {
    of: 'interface',
    key: 'model',
    isSet: ({ own }) => own.model !== '',
    isIgnored: isSriov,
    because: becauseVfGoesToTheGuest,
  },
  {
    of: 'interface',
    key: 'acpiIndex',
    isSet: ({ own }) => own.acpiIndex !== 0,
    isIgnored: isSriov,
    because: becauseVfGoesToTheGuest,
  },
  {
    of: 'interface',
    key: 'bootOrder',
    isSet: ({ own }) => own.bootOrder !== undefined,
    isIgnored: ({ binding }) => binding === 'passtBinding',
    because: () => l10n.t('No guest boots by passt.'),
  },
  {
    of: 'interface',
    key: 'state',
    isSet: ({ own }) => own.state === 'down',
    isIgnored: ({ binding }) => binding === 'passtBinding',
    because: () => l10n.t('The link of passt stays up.'),
  },
  ...(['vmNetworkCIDR', 'vmIPv6NetworkCIDR'] as const).map((key): Ignored => ({
    of: 'network',
    key: `pod.${key}`,
    isSet: ({ network }) => network.pod !== undefined && network.pod[key] !== '',
    isIgnored: ({ binding }) => binding === 'bridge' || binding === 'passtBinding',
    because: () => l10n.t('Only masquerade makes a network of its own between Pod and guest.'),
  })),
];

const rule: Rule = {
  id: 'ignored-nic-field',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A field of a NIC that means nothing with its binding.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    for (const nic of certainNics(subject))
      for (const { of, key, isSet, isIgnored, because } of table) {
        if (!isSet(nic) || !isIgnored(nic, subject)) continue;
        const field = joinField(of === 'interface' ? nic.field : nic.networkField, key);
        const name = nic.binding === 'binding' ? (nic.own.binding?.name ?? '') : nic.binding;
        report({
          field,
          on: 'key',
          message: l10n.t('{0} is ignored with {1}. {2}', key.split('.').at(-1) ?? key, name, because()),
          tags: ['unnecessary'],
        });
      }
  },

  fixes: ({ field }, { plan }) => plan(l10n.t('Remove what is ignored'), 'unsafe', [{ do: 'remove', field }]),
};

/** A plugin of which it is known that KubeVirt connects its tap, and that no sidecar does more. */
function isPluginWithTap({ own }: CertainNic, { cluster }: Subject): boolean {
  if (!own.binding || !bindingDevices(own, cluster.configuration).tap) return false;
  return cluster.configuration.bindings.get(own.binding.name)?.sidecarImage === '';
}

/** A NIC on a NAD that is known to give it no address. */
function isWithoutAddress(nic: CertainNic, subject: Subject): boolean {
  const on = nicAt(subject, nic.index);
  return on?.certain === true && on.nad.config !== undefined && addressGiver(on.nad.config)?.by === 'nobody';
}

export default rule;
