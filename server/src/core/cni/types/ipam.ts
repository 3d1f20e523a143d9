/**
 * IPAM plugins, which hand out addresses for another plugin's NIC. Truth: `containernetworking/plugins ·
 * plugins/ipam/{host-local,static,dhcp}`; `k8snetworkplumbingwg/whereabouts · pkg/{types,config}`;
 * `kubeovn/kube-ovn · cmd/cni`.
 */
import * as l10n from '@vscode/l10n';
import { anything, flag, formed, key, listOf, objectOf, text, type CniKey, type CniType } from '../cni-schema.ts';
import { dns, routes } from '../common-keys.ts';

const routesKey: CniKey = key('routes', routes, () => l10n.t('Routes of the NIC: `[{"dst": "0.0.0.0/0"}]`.'));
const dnsKey: CniKey = key('dns', dns, () => l10n.t('DNS settings, handed on as they are.'));

const poolKeys: readonly CniKey[] = [
  key('subnet', formed('cidr'), () => l10n.t('Network that addresses are given from, with its prefix length.')),
  key('rangeStart', formed('ip'), () => l10n.t('First address to give; by default the second of the network.')),
  key('rangeEnd', formed('ip'), () => l10n.t('Last address to give; by default the last of the network.')),
  key('gateway', formed('ip'), () => l10n.t('Address of the gateway; by default the first of the network.')),
];

const addressKeys: readonly CniKey[] = [
  key('address', formed('cidr'), () => l10n.t('The address with its prefix length.'), {
    refusal: (value) => `the 'address' field is expected to be in CIDR notation, got: '${String(value)}'`,
  }),
  key('gateway', formed('ip'), () => l10n.t('Address of the gateway.')),
];

const rangeKeys: readonly CniKey[] = [
  key('range', text, () =>
    l10n.t('Network that addresses are given from: `10.1.0.0/16`, or `10.1.0.10-10.1.0.99/16`.'),
  ),
  key('range_start', formed('ip'), () => l10n.t('First address to give.')),
  key('range_end', formed('ip'), () => l10n.t('Last address to give.')),
  key('exclude', listOf(text), () => l10n.t('Parts of the range that no address is given from.')),
];

export const ipamTypeList: readonly CniType[] = [
  {
    name: 'host-local',
    doc: () => l10n.t('Gives addresses of a pool of each node: two nodes may give the same one.'),
    keys: [
      ...poolKeys,
      key('ranges', listOf(listOf(objectOf(...poolKeys))), () =>
        l10n.t('Several pools: one address is given from each inner list.'),
      ),
      routesKey,
      key('resolvConf', text, () => l10n.t('File of the node with DNS settings.')),
      key('dataDir', text, () => l10n.t('Folder of the node for the leases.'), { default: '"/var/lib/cni/networks"' }),
    ],
    role: 'ipam',
    closed: false,
  },
  {
    name: 'static',
    doc: () => l10n.t('Gives every Pod the addresses written here, or those asked for at run time.'),
    keys: [
      key('addresses', listOf(objectOf(...addressKeys)), () =>
        l10n.t('The addresses: `[{"address": "10.1.0.5/24"}]`.'),
      ),
      routesKey,
      dnsKey,
    ],
    role: 'ipam',
    closed: true,
  },
  {
    name: 'whereabouts',
    doc: () => l10n.t('Gives addresses of one pool across all nodes.'),
    keys: [
      ...rangeKeys,
      key('ipRanges', listOf(objectOf(...rangeKeys)), () => l10n.t('Several ranges: one address is given from each.')),
      key('gateway', formed('ip'), () => l10n.t('Address of the gateway.')),
      key('addresses', listOf(objectOf(...addressKeys)), () => l10n.t('Further addresses, always the same.')),
      routesKey,
      dnsKey,
      key('network_name', text, () => l10n.t('Name that keeps pools of the same range apart.')),
      key('enable_overlapping_ranges', flag, () => l10n.t('Whether an address is given once across all ranges.'), {
        default: 'true',
      }),
      key('fast_ipam', flag, () => l10n.t('Whether each node has a slice of the range.')),
      key('node_slice_size', text, () => l10n.t('Prefix length of a node’s slice, such as `"/24"`.')),
      key('kubernetes', anything, () => l10n.t('How to reach the cluster.')),
      key('datastore', text, () => l10n.t('Where leases are kept.')),
      key('log_file', text, () => l10n.t('File of the node to log into.')),
      key('log_level', { is: 'text', proposals: ['debug', 'verbose', 'error', 'panic'] }, () =>
        l10n.t('How much is logged.'),
      ),
      key('configuration_path', text, () => l10n.t('File with defaults for these keys.')),
      key('sleep_for_race', { is: 'integer' }, () => l10n.t('Seconds to wait, for tests.')),
    ],
    role: 'ipam',
    closed: false,
  },
  {
    name: 'dhcp',
    doc: () =>
      l10n.t(
        'Asks a DHCP server of the network, by a daemon on the node. For a VM it goes wrong: KubeVirt renames the NIC, and leases are not renewed.',
      ),
    keys: [
      key('daemonSocketPath', text, () => l10n.t('Socket of the daemon.')),
      key('request', anything, () => l10n.t('Options to ask for.')),
      key('provide', anything, () => l10n.t('Options to send.')),
      key('priority', { is: 'integer' }, () => l10n.t('Metric of the routes.')),
    ],
    role: 'ipam',
    closed: false,
  },
  {
    name: 'kube-ovn',
    doc: () => l10n.t('Gives addresses of a subnet of Kube-OVN.'),
    keys: [
      key('server_socket', text, () => l10n.t('Socket of the daemon on the node.')),
      key('provider', text, () => l10n.t('Provider of the subnet: `NAME.NAMESPACE` of this NAD.')),
    ],
    role: 'ipam',
    closed: false,
  },
  ...['calico-ipam', 'nv-ipam', 'spiderpool', 'multi-nic-ipam'].map((name): CniType => ({
    name,
    doc: () => l10n.t('An IPAM plugin whose settings are not known here.'),
    keys: [],
    role: 'ipam',
    closed: false,
  })),
];
