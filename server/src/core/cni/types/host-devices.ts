/**
 * Plugins that make a NIC of a device of the node, or of nothing. Truth: `containernetworking/plugins ·
 * plugins/main/{macvlan,ipvlan,vlan,tap,host-device,ptp,dummy,loopback}`, v1.0–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { flag, formed, key, oneOf, range, text, unsigned, type CniKey, type CniType } from '../cni-schema.ts';
import { mtuKey } from '../common-keys.ts';

const off = { default: 'false' };
const decodeFailure = 'failed to load netconf: ';

function masterKey(extras: { readonly required?: string } = {}): CniKey {
  return key(
    'master',
    formed('device'),
    () => l10n.t('The device of the node beneath; by default the one of its default route.'),
    extras,
  );
}

const linkInContainerKey = key(
  'linkInContainer',
  flag,
  () => l10n.t('Whether `master` is a device of the Pod and not of the node.'),
  off,
);

export const hostDeviceTypes: readonly CniType[] = [
  {
    name: 'macvlan',
    doc: () =>
      l10n.t(
        'Gives the Pod a NIC with a MAC address of its own on a device of the node. It delivers no frames for another address, such as that of a guest behind a bridge.',
      ),
    keys: [
      masterKey(),
      key(
        'mode',
        oneOf('bridge', 'private', 'vepa', 'passthru'),
        () => l10n.t('How NICs on the same device reach each other.'),
        {
          default: '"bridge"',
          refusal: (value) => `unknown macvlan mode: "${String(value)}"`,
        },
      ),
      mtuKey,
      key('mac', formed('mac'), () => l10n.t('MAC address of the NIC.')),
      linkInContainerKey,
      key('bcqueuelen', unsigned, () => l10n.t('Length of the queue for broadcasts.')),
    ],
    role: 'interface',
    closed: true,
    decodeFailure,
  },
  {
    name: 'ipvlan',
    doc: () =>
      l10n.t(
        'Gives the Pod a NIC that shares the MAC address of a device of the node. It cannot be a port of a bridge.',
      ),
    keys: [
      masterKey(),
      key('mode', oneOf('l2', 'l3', 'l3s'), () => l10n.t('On which layer the NIC works.'), {
        default: '"l2"',
        refusal: (value) => `unknown ipvlan mode: "${String(value)}"`,
      }),
      mtuKey,
      linkInContainerKey,
    ],
    role: 'interface',
    closed: true,
    decodeFailure,
  },
  {
    name: 'vlan',
    doc: () => l10n.t('Moves a VLAN subinterface of a device of the node into the Pod; one for each node and VLAN.'),
    keys: [
      masterKey({
        required: '"master" field is required. It specifies the host interface name to create the VLAN for.',
      }),
      key('vlanId', range(0, 4094), () => l10n.t('The VLAN, 0 to 4094.'), {
        refusal: (value) => `invalid VLAN ID ${String(value)} (must be between 0 and 4095 inclusive)`,
      }),
      mtuKey,
      linkInContainerKey,
    ],
    role: 'interface',
    closed: true,
    decodeFailure,
  },
  {
    name: 'tap',
    doc: () => l10n.t('Makes a tap device in the Pod, for a binding plugin that hands it to QEMU.'),
    keys: [
      mtuKey,
      key('mac', formed('mac'), () => l10n.t('MAC address of the device.')),
      key('multiQueue', flag, () => l10n.t('Whether the device has several queues.'), off),
      key('owner', unsigned, () => l10n.t('User id that may open the device; 107 is QEMU’s.')),
      key('group', unsigned, () => l10n.t('Group id that may open the device; 107 is QEMU’s.')),
      key('selinuxContext', text, () => l10n.t('SELinux label under which the device is made.')),
      key('bridge', formed('device'), () => l10n.t('Bridge in the Pod that the device becomes a port of.')),
    ],
    role: 'interface',
    closed: true,
    decodeFailure,
  },
  {
    name: 'host-device',
    doc: () =>
      l10n.t('Moves a device of the node into the Pod: one VM for each device, on that node, without live migration.'),
    keys: [
      key('device', formed('device'), () => l10n.t('Name of the device.')),
      key('hwaddr', formed('mac'), () => l10n.t('MAC address of the device.')),
      key('kernelpath', text, () => l10n.t('Path of the device below /sys.')),
      key('pciBusID', text, () => l10n.t('PCI address of the device.')),
      key('dpdkMode', flag, () => l10n.t('Whether the device is bound to a driver of user space.'), off),
    ],
    role: 'interface',
    closed: false,
    decodeFailure,
  },
  {
    name: 'ptp',
    doc: () =>
      l10n.t('Connects Pod and node by a veth pair with addresses of IPAM: a routed link, not a layer 2 network.'),
    keys: [
      mtuKey,
      key('ipMasq', flag, () => l10n.t('Whether traffic that leaves is masqueraded.'), off),
      key('ipMasqBackend', { is: 'text', proposals: ['iptables', 'nftables'] }, () =>
        l10n.t('What masquerading is done with.'),
      ),
    ],
    role: 'interface',
    closed: true,
    decodeFailure,
  },
  {
    name: 'dummy',
    doc: () => l10n.t('Makes a device in the Pod that is connected to nothing.'),
    keys: [],
    role: 'interface',
    closed: true,
    decodeFailure: 'failed to parse network configuration: ',
  },
  {
    name: 'loopback',
    doc: () => l10n.t('Brings the loopback device of the Pod up; no network for a VM.'),
    keys: [],
    role: 'interface',
    closed: false,
  },
];
