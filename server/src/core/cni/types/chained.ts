/**
 * Plugins for a chain: they work on the NIC that a plugin before them made. Truth: `containernetworking/plugins ·
 * plugins/meta/{tuning,portmap,bandwidth,firewall,sbr,vrf}`, v1.0–v1.9; `k8snetworkplumbingwg/rdma-cni`,
 * `openshift/egress-router-cni`, `openshift/route-override-cni`.
 */
import * as l10n from '@vscode/l10n';
import {
  anything,
  flag,
  formed,
  integer,
  key,
  listOf,
  mapOf,
  oneOf,
  text,
  unsigned,
  type CniKey,
  type CniType,
} from '../cni-schema.ts';
import { routes } from '../common-keys.ts';

const tuningKeys: readonly CniKey[] = [
  key('sysctl', mapOf(text), () =>
    l10n.t('Kernel settings of the Pod, as texts: `{"net.ipv4.conf.IFNAME.arp_filter": "1"}`.'),
  ),
  key('mac', formed('mac'), () => l10n.t('MAC address of the NIC.')),
  key('mtu', integer, () => l10n.t('MTU of the NIC.')),
  key('promisc', flag, () => l10n.t('Whether the NIC is promiscuous.')),
  key('allmulti', flag, () => l10n.t('Whether the NIC takes all multicast.')),
  key('txQLen', unsigned, () => l10n.t('Length of the NIC’s transmit queue.')),
  key('dataDir', text, () => l10n.t('Folder of the node for what was set before.')),
];

const rate = (name: string, doc: () => string): CniKey => key(name, unsigned, doc);

export const chainedTypes: readonly CniType[] = [
  {
    name: 'tuning',
    doc: () => l10n.t('Sets the MAC address, the MTU and kernel settings of the NIC before it in the chain.'),
    keys: tuningKeys,
    role: 'chained',
    closed: true,
    decodeFailure: 'failed to load netconf: ',
  },
  {
    name: 'cnv-tuning',
    doc: () => l10n.t('Another name of `tuning`, which only nodes with the cluster network addons operator know.'),
    keys: tuningKeys,
    role: 'chained',
    closed: true,
    decodeFailure: 'failed to load netconf: ',
    aliasOf: 'tuning',
  },
  {
    name: 'portmap',
    doc: () => l10n.t('Forwards ports of the node to the Pod.'),
    keys: [
      key('snat', flag, () => l10n.t('Whether the sender’s address is replaced.')),
      key('backend', { is: 'text', proposals: ['iptables', 'nftables'] }, () =>
        l10n.t('What forwarding is done with.'),
      ),
      key('masqAll', flag, () => l10n.t('Whether all traffic is masqueraded.')),
      key('markMasqBit', integer, () => l10n.t('Bit that marks packets.')),
      key('externalSetMarkChain', text, () => l10n.t('Chain that marks packets.')),
      key('conditionsV4', listOf(text), () => l10n.t('Further conditions for IPv4.')),
      key('conditionsV6', listOf(text), () => l10n.t('Further conditions for IPv6.')),
    ],
    role: 'chained',
    closed: false,
  },
  {
    name: 'bandwidth',
    doc: () => l10n.t('Limits the rate of the NIC before it in the chain.'),
    keys: [
      rate('ingressRate', () => l10n.t('Bits a second towards the Pod.')),
      rate('ingressBurst', () => l10n.t('Bits at once towards the Pod.')),
      rate('egressRate', () => l10n.t('Bits a second from the Pod.')),
      rate('egressBurst', () => l10n.t('Bits at once from the Pod.')),
      key('unshapedSubnets', listOf(text), () => l10n.t('Networks that are not limited.')),
      key('shapedSubnets', listOf(text), () => l10n.t('The only networks that are limited.')),
    ],
    role: 'chained',
    closed: false,
  },
  {
    name: 'firewall',
    doc: () => l10n.t('Lets the Pod’s traffic pass the firewall of the node.'),
    keys: [
      key('backend', { is: 'text', proposals: ['iptables', 'firewalld'] }, () => l10n.t('The firewall.')),
      key('iptablesAdminChainName', text, () => l10n.t('Chain for own rules.')),
      key('firewalldZone', text, () => l10n.t('Zone of firewalld.')),
      key('ingressPolicy', oneOf('open', 'isolated', 'same-bridge'), () => l10n.t('Who may reach the Pod.')),
    ],
    role: 'chained',
    closed: false,
  },
  {
    name: 'sbr',
    doc: () => l10n.t('Routes by the source address: what has the NIC’s address leaves by it.'),
    keys: [
      key('table', integer, () => l10n.t('Routing table to use.')),
      key('addSourceHints', flag, () => l10n.t('Whether routes name the source address.')),
    ],
    role: 'chained',
    closed: false,
  },
  {
    name: 'vrf',
    doc: () => l10n.t('Puts the NIC into a VRF of the Pod.'),
    keys: [
      key('vrfname', text, () => l10n.t('Name of the VRF.')),
      key('table', unsigned, () => l10n.t('Routing table of the VRF.')),
    ],
    role: 'chained',
    closed: false,
  },
  {
    name: 'rdma',
    doc: () => l10n.t('Moves the RDMA device of a virtual function into the Pod.'),
    keys: [],
    role: 'chained',
    closed: false,
  },
  {
    name: 'route-override',
    doc: () => l10n.t('Changes the routes of the NIC before it in the chain.'),
    keys: [
      key('flushroutes', flag, () => l10n.t('Whether all routes are removed.')),
      key('flushgateway', flag, () => l10n.t('Whether the default route is removed.')),
      key('delroutes', routes, () => l10n.t('Routes to remove.')),
      key('addroutes', routes, () => l10n.t('Routes to add.')),
      key('skipcheck', flag, () => l10n.t('Whether CHECK does nothing.')),
      key('args', anything, () => l10n.t('Further arguments for the plugin.')),
    ],
    role: 'chained',
    closed: false,
  },
];
