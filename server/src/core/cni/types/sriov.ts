/**
 * Plugins that configure a virtual function which a device plugin allocated. Truth: `k8snetworkplumbingwg/sriov-cni ·
 * pkg/{types/types.go,config/config.go}`; `k8snetworkplumbingwg/{ib-sriov-cni,accelerated-bridge-cni}`.
 */
import * as l10n from '@vscode/l10n';
import { flag, formed, integer, key, oneOf, range, text, type CniKey, type CniType } from '../cni-schema.ts';
import { mtuKey } from '../common-keys.ts';

const onOff = oneOf('on', 'off');

const deviceKey: CniKey = key('deviceID', text, () =>
  l10n.t('PCI address of the virtual function. Multus fills it in from the Pod’s allocation; not written by hand.'),
);

const logKeys: readonly CniKey[] = [
  key('logLevel', { is: 'text', proposals: ['error', 'warning', 'info', 'debug'] }, () =>
    l10n.t('How much is logged.'),
  ),
  key('logFile', text, () => l10n.t('File of the node to log into.')),
];

const vlanOfPort: CniKey = key('vlan', range(0, 4094), () => l10n.t('VLAN of the virtual function. 0 is none.'), {
  refusal: (value) => `LoadConf(): vlan id ${String(value)} invalid: value must be in the range 0-4094`,
});

export const sriovTypes: readonly CniType[] = [
  {
    name: 'sriov',
    doc: () =>
      l10n.t(
        'Configures a virtual function of an SR-IOV card. The NAD has to name the pool in the annotation `k8s.v1.cni.cncf.io/resourceName`.',
      ),
    keys: [
      vlanOfPort,
      key('vlanQoS', range(0, 7), () => l10n.t('Priority of the VLAN, 0 to 7; needs a `vlan` other than 0.'), {
        default: '0',
        refusal: (value) => `LoadConf(): vlan QoS PCP ${String(value)} invalid: value must be in the range 0-7`,
      }),
      key(
        'vlanProto',
        oneOf('802.1q', '802.1Q', '802.1ad', '802.1AD'),
        () => l10n.t('Protocol of the VLAN tag; needs `vlan`.'),
        {
          default: '"802.1q"',
          refusal: (value) => `LoadConf(): vlan Proto ${String(value)} invalid: value must be '802.1Q' or '802.1ad'`,
        },
      ),
      key(
        'spoofchk',
        onOff,
        () => l10n.t('Whether the card drops frames with another MAC address: `"on"` or `"off"`, as text.'),
        {
          takenAs: (value) => l10n.t('sriov takes {0} as "off".', JSON.stringify(value)),
        },
      ),
      key(
        'trust',
        onOff,
        () => l10n.t('Whether the guest may change the address and be promiscuous: `"on"` or `"off"`, as text.'),
        {
          takenAs: (value) => l10n.t('sriov takes {0} as "off".', JSON.stringify(value)),
        },
      ),
      key(
        'link_state',
        oneOf('auto', 'enable', 'disable'),
        () => l10n.t('State of the link: that of the card, always up, or always down.'),
        {
          default: '"auto"',
          refusal: (value) => `LoadConf(): invalid link_state value: ${String(value)}`,
        },
      ),
      key('min_tx_rate', integer, () => l10n.t('Least transmit rate in Mbit/s; at most `max_tx_rate`. 0 is no limit.')),
      key('max_tx_rate', integer, () => l10n.t('Greatest transmit rate in Mbit/s. 0 is no limit.')),
      deviceKey,
      key('mac', formed('mac'), () => l10n.t('MAC address of the virtual function.')),
      ...logKeys,
    ],
    role: 'interface',
    closed: false,
    decodeFailure: 'LoadConf(): failed to load netconf: ',
  },
  {
    name: 'ib-sriov',
    doc: () => l10n.t('Configures a virtual function of an InfiniBand card.'),
    keys: [
      key('pkey', text, () => l10n.t('Partition key, as text such as `"0x6fff"`.')),
      key('link_state', oneOf('auto', 'enable', 'disable'), () => l10n.t('State of the link.')),
      key('rdmaIsolation', flag, () => l10n.t('Whether the RDMA device goes into the Pod’s namespace.')),
      key('ibKubernetesEnabled', flag, () => l10n.t('Whether ib-kubernetes manages the partition key.')),
      deviceKey,
      ...logKeys,
    ],
    role: 'interface',
    closed: false,
  },
  {
    name: 'accelerated-bridge',
    doc: () => l10n.t('Attaches a virtual function’s representor to a Linux bridge, for switching in the card.'),
    keys: [
      key('bridge', text, () => l10n.t('Name of the bridge, or several with commas between them.')),
      vlanOfPort,
      key('trunk', { is: 'any' }, () => l10n.t('VLANs that reach the guest with their tags.')),
      key('setUplinkVlan', flag, () => l10n.t('Whether the uplink gets the VLANs too.')),
      mtuKey,
      deviceKey,
      ...logKeys,
    ],
    role: 'interface',
    closed: false,
  },
];
