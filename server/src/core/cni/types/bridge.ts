/**
 * The `bridge` plugin and its name on clusters with the network addons operator. Truth: `containernetworking/plugins ·
 * plugins/main/bridge/bridge.go`, v1.0–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { flag, formed, integer, key, listOf, objectOf, range, type CniKey, type CniType } from '../cni-schema.ts';
import { mtuKey } from '../common-keys.ts';

const off = { default: 'false' };

const keys: readonly CniKey[] = [
  key(
    'bridge',
    formed('device'),
    () =>
      l10n.t(
        'Name of the Linux bridge on the nodes, at most 15 characters. Where a node has none of that name, the plugin makes one without an uplink: the VM starts, and reaches nothing.',
      ),
    { default: '"cni0"', refusal: (value) => `could not add "${String(value)}": numerical result out of range` },
  ),
  key('vlan', range(0, 4094), () => l10n.t('VLAN of the port; the guest sees untagged frames. 0 is none.'), {
    default: '0',
    refusal: (value) => `invalid VLAN ID ${String(value)} (must be between 0 and 4094)`,
  }),
  key(
    'vlanTrunk',
    listOf(
      objectOf(
        key('id', range(1, 4094), () => l10n.t('One VLAN.'), { refusal: () => 'incorrect trunk id parameter' }),
        key('minID', range(1, 4094), () => l10n.t('First VLAN of a range; together with `maxID`.'), {
          refusal: () => 'incorrect trunk minID parameter',
        }),
        key('maxID', range(1, 4094), () => l10n.t('Last VLAN of a range; together with `minID`.'), {
          refusal: () => 'incorrect trunk maxID parameter',
        }),
      ),
    ),
    () => l10n.t('VLANs that reach the guest with their tags: `[{"id": 10}, {"minID": 20, "maxID": 30}]`.'),
  ),
  key('preserveDefaultVlan', flag, () =>
    l10n.t(
      'Whether the port keeps VLAN 1 beside `vlan` or `vlanTrunk`. Releases of the plugin differ in what a missing key means: write it.',
    ),
  ),
  key(
    'macspoofchk',
    flag,
    () =>
      l10n.t(
        'Whether only frames with the NIC’s own MAC address are let out. A guest that changes its address, or has a bridge or bond in it, then loses the network. The nodes need `nft`.',
      ),
    off,
  ),
  key(
    'disableContainerInterface',
    flag,
    () =>
      l10n.t('Whether the NIC in the Pod is left down and without settings, as fits a VM. Not together with `ipam`.'),
    off,
  ),
  mtuKey,
  key('portIsolation', flag, () => l10n.t('Whether ports of the bridge cannot reach each other.'), off),
  key(
    'hairpinMode',
    flag,
    () => l10n.t('Whether frames may leave by the port they came in. Not together with `promiscMode`.'),
    off,
  ),
  key(
    'promiscMode',
    flag,
    () => l10n.t('Puts the bridge into promiscuous mode. Not together with `hairpinMode`.'),
    off,
  ),
  key('enabledad', flag, () => l10n.t('Whether IPv6 duplicate address detection is done on the NIC.'), off),
  key(
    'isGateway',
    flag,
    () => l10n.t('Gives the bridge of the node an address of the network; only with `ipam`.'),
    off,
  ),
  key(
    'isDefaultGateway',
    flag,
    () => l10n.t('Like `isGateway`, and makes it the Pod’s default route; only with `ipam`.'),
    off,
  ),
  key(
    'forceAddress',
    flag,
    () => l10n.t('Whether another address on the bridge is replaced; only with `isGateway`.'),
    off,
  ),
  key('ipMasq', flag, () => l10n.t('Whether traffic that leaves the network is masqueraded; only with `ipam`.'), off),
  key('ipMasqBackend', { is: 'text', proposals: ['iptables', 'nftables'] }, () =>
    l10n.t('What masquerading is done with.'),
  ),
  key('disableBridgeInterface', flag, () => l10n.t('Whether the bridge itself is kept out of its VLANs.'), off),
  key('ageingTime', integer, () => l10n.t('Seconds after which the bridge forgets an address.')),
];

const decodeFailure = 'failed to load netconf: ';

export const bridgeTypes: readonly CniType[] = [
  {
    name: 'bridge',
    doc: () =>
      l10n.t('Connects the Pod to a Linux bridge of the node by a veth pair. The usual network of a VM’s second NIC.'),
    keys,
    role: 'interface',
    closed: true,
    decodeFailure,
  },
  {
    name: 'cnv-bridge',
    doc: () => l10n.t('Another name of `bridge`, which only nodes with the cluster network addons operator know.'),
    keys,
    role: 'interface',
    closed: true,
    decodeFailure,
    aliasOf: 'bridge',
  },
];
