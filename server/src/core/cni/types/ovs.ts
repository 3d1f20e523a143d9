/**
 * Open vSwitch: the port of a bridge, and mirrors. Truth: `k8snetworkplumbingwg/ovs-cni · pkg/{types,plugin,config}`.
 */
import * as l10n from '@vscode/l10n';
import {
  flag,
  integer,
  key,
  listOf,
  objectOf,
  text,
  unsigned,
  unsignedTo,
  type CniKey,
  type CniType,
} from '../cni-schema.ts';
import { mtuKey } from '../common-keys.ts';

const bridgeKey: CniKey = key('bridge', text, () =>
  l10n.t('Name of the Open vSwitch bridge; left out only where Multus hands over a device, whose bridge it then is.'),
);

const connectionKeys: readonly CniKey[] = [
  key('configuration_path', text, () => l10n.t('File with defaults for these keys.')),
  key('socket_file', text, () => l10n.t('Socket or address of the database of Open vSwitch.')),
];

const mirrorKeys: readonly CniKey[] = [
  key('bridge', text, () => l10n.t('Name of the Open vSwitch bridge.')),
  ...connectionKeys,
  key(
    'mirrors',
    listOf(
      objectOf(
        key('name', text, () => l10n.t('Name of the mirror.')),
        key('ingress', flag, () => l10n.t('Whether what comes in is mirrored.')),
        key('egress', flag, () => l10n.t('Whether what goes out is mirrored.')),
      ),
    ),
    () => l10n.t('The mirrors that the port feeds or receives.'),
  ),
];

export const ovsTypes: readonly CniType[] = [
  {
    name: 'ovs',
    doc: () => l10n.t('Connects the Pod to an Open vSwitch bridge of the node.'),
    keys: [
      bridgeKey,
      key('vlan', unsignedTo(4095), () => l10n.t('VLAN of the port; the guest sees untagged frames.')),
      key(
        'trunk',
        listOf(
          objectOf(
            key('id', unsignedTo(4096), () => l10n.t('One VLAN.'), { refusal: () => 'incorrect trunk id parameter' }),
            key('minID', unsignedTo(4096), () => l10n.t('First VLAN of a range; together with `maxID`.'), {
              refusal: () => 'incorrect trunk minID parameter',
            }),
            key('maxID', unsignedTo(4096), () => l10n.t('Last VLAN of a range; together with `minID`.'), {
              refusal: () => 'incorrect trunk maxID parameter',
            }),
          ),
        ),
        () => l10n.t('VLANs that reach the guest with their tags: `[{"id": 10}, {"minID": 20, "maxID": 30}]`.'),
      ),
      mtuKey,
      key('deviceID', text, () => l10n.t('PCI address of a virtual function; Multus fills it in.')),
      key('ofport_request', unsigned, () => l10n.t('OpenFlow number of the port.')),
      key('interface_type', text, () => l10n.t('Type of the interface in the database of Open vSwitch.')),
      ...connectionKeys,
      key('link_state_check_retries', integer, () => l10n.t('How often the state of the link is looked at.')),
      key('link_state_check_interval', integer, () => l10n.t('Milliseconds between two looks.')),
    ],
    role: 'interface',
    closed: false,
    decodeFailure: 'failed to load netconf: ',
  },
  {
    name: 'ovs-mirror-producer',
    doc: () => l10n.t('Sends the traffic of the port before it in the chain to mirrors of the bridge.'),
    keys: mirrorKeys,
    role: 'chained',
    closed: false,
  },
  {
    name: 'ovs-mirror-consumer',
    doc: () => l10n.t('Makes the port before it in the chain receive mirrored traffic.'),
    keys: mirrorKeys,
    role: 'chained',
    closed: false,
  },
];
