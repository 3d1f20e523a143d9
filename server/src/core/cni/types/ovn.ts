/**
 * Networks of OVN-Kubernetes and of Kube-OVN. Truth: `ovn-kubernetes/ovn-kubernetes ·
 * go-controller/pkg/{cni/types/types.go,util/multi_network.go,config/cni.go}`; `kubeovn/kube-ovn · cmd/cni`.
 */
import * as l10n from '@vscode/l10n';
import { flag, integer, key, objectOf, oneOf, text, type CniKey, type CniType } from '../cni-schema.ts';
import { mtuKey } from '../common-keys.ts';

export const ovnType = 'ovn-k8s-cni-overlay';
export const ovnTopologies = ['layer2', 'layer3', 'localnet'] as const;

const routed: CniKey = key('vni', integer, () => l10n.t('VXLAN network identifier.'));
const vrf = objectOf(
  routed,
  key('routeTarget', text, () => l10n.t('BGP route target.')),
  key('vid', integer, () => l10n.t('VLAN on the nodes.')),
);

const logKeys: readonly CniKey[] = [
  key('logFile', text, () => l10n.t('File of the node to log into.')),
  key('logLevel', text, () => l10n.t('How much is logged.')),
  key('logfile-maxsize', integer, () => l10n.t('Size of the log in megabytes.')),
  key('logfile-maxbackups', integer, () => l10n.t('How many old logs are kept.')),
  key('logfile-maxage', integer, () => l10n.t('For how many days logs are kept.')),
];

export const ovnTypes: readonly CniType[] = [
  {
    name: ovnType,
    doc: () =>
      l10n.t(
        'A network of OVN-Kubernetes: `layer2` spans the cluster, `localnet` reaches a network outside, `layer3` is routed.',
      ),
    keys: [
      key(
        'topology',
        oneOf(...ovnTopologies),
        () =>
          l10n.t(
            '`layer2`: one switch across all nodes. `localnet`: a network outside, by a bridge mapping of the nodes. `layer3`: a subnet for each node, with routes. Without it the NAD is the cluster’s default network.',
          ),
        { refusal: (value) => `topology ${String(value)} not supported` },
      ),
      key('netAttachDefName', text, () => l10n.t('Namespace and name of this very NAD, as `namespace/name`.')),
      key('subnets', text, () =>
        l10n.t(
          'Subnets that addresses are given from, with commas between them; `layer3` with the prefix of the nodes, `10.128.0.0/16/24`. Without it the network has no addresses of its own.',
        ),
      ),
      key('excludeSubnets', text, () =>
        l10n.t('Parts of `subnets` that no address is given from, with commas between them.'),
      ),
      key('reservedSubnets', text, () =>
        l10n.t('Parts of `subnets` for addresses that are asked for; only with `layer2`.'),
      ),
      key('infrastructureSubnets', text, () =>
        l10n.t('Parts of `subnets` for OVN-Kubernetes itself; only with `layer2`.'),
      ),
      key('joinSubnet', text, () => l10n.t('Subnet between the routers of the network; not with `localnet`.')),
      key('transitSubnet', text, () => l10n.t('Subnet between the nodes; for primary networks with `layer2`.')),
      key('defaultGatewayIPs', text, () => l10n.t('Addresses of the gateway; only with `layer2`.')),
      key(
        'role',
        oneOf('primary', 'secondary'),
        () =>
          l10n.t(
            '`secondary`: a further NIC. `primary`: the Pod’s own network in its namespace, which no VM names in `networkName`. Not with `localnet`.',
          ),
        { default: '"secondary"', refusal: (value) => `invalid network role value ${String(value)}` },
      ),
      key(
        'allowPersistentIPs',
        flag,
        () => l10n.t('Whether a VM keeps its address over restarts and migrations; not with `layer3`.'),
        { default: 'false' },
      ),
      key('vlanID', integer, () => l10n.t('VLAN of the network outside, 1 to 4094; only with `localnet`.')),
      key('physicalNetworkName', text, () =>
        l10n.t('Name of the bridge mapping on the nodes, by default the `name` of the network; only with `localnet`.'),
      ),
      mtuKey,
      key(
        'transport',
        oneOf('no-overlay', 'evpn'),
        () => l10n.t('How traffic crosses nodes; by default the overlay of OVN.'),
        {
          takenAs: (value) =>
            l10n.t(
              'Releases of OVN-Kubernetes that know transport refuse {0}, others pass over it.',
              JSON.stringify(value),
            ),
        },
      ),
      key(
        'outboundSNAT',
        oneOf('enabled', 'disabled'),
        () => l10n.t('Whether outgoing traffic is masqueraded; only with the transport `no-overlay`.'),
        {
          takenAs: (value) =>
            l10n.t(
              'Releases of OVN-Kubernetes that know outboundSNAT refuse {0}, others pass over it.',
              JSON.stringify(value),
            ),
        },
      ),
      key(
        'evpn',
        objectOf(
          key('vtep', text, () => l10n.t('Name of the VTEP.')),
          key('macVRF', vrf, () => l10n.t('VRF of layer 2.')),
          key('ipVRF', vrf, () => l10n.t('VRF of layer 3.')),
        ),
        () => l10n.t('Settings of the transport `evpn`.'),
      ),
      key('uplink', text, () => l10n.t('Name of the uplink to outside.')),
      key('deviceID', text, () => l10n.t('Device for offload; Multus fills it in.')),
      key('cniRequestTimeout', text, () => l10n.t('How long the plugin waits for an answer.')),
      ...logKeys,
    ],
    role: 'interface',
    closed: false,
    decodeFailure: 'error parsing Network Attachment Definition: ',
  },
  {
    name: 'kube-ovn',
    doc: () => l10n.t('A network of Kube-OVN; its subnet names this NAD as provider.'),
    keys: [
      key('server_socket', text, () => l10n.t('Socket of the daemon on the node.'), {
        default: '"/run/openvswitch/kube-ovn-daemon.sock"',
        required: 'server_socket is required in cni.conf',
      }),
      key('provider', text, () =>
        l10n.t(
          'Provider of the subnet: `NAME.NAMESPACE.ovn` of this NAD, or without `.ovn` where another plugin makes the NIC.',
        ),
      ),
      key('device_id', text, () => l10n.t('Device for offload; Multus fills it in.')),
      key('vfio', flag, () => l10n.t('Whether the device is bound to vfio.')),
      key('vhost_user_socket_volume_name', text, () => l10n.t('Volume with the vhost-user socket.')),
      key('vhost_user_socket_name', text, () => l10n.t('Name of the vhost-user socket.')),
    ],
    role: 'interface',
    closed: false,
    decodeFailure: 'failed to load netconf: ',
  },
];
