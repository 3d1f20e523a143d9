/**
 * CNI plugins that serve KubeVirt's network binding plugins, and plugins of cluster networks that are known by their name
 * only. Truth: `kubevirt/macvtap-cni · pkg/cni`, `kubevirt/kubevirt · cmd/cniplugins/passt-binding`.
 */
import * as l10n from '@vscode/l10n';
import { flag, key, text, type CniType } from '../cni-schema.ts';
import { mtuKey } from '../common-keys.ts';

function knownByName(name: string, doc: () => string): CniType {
  return { name, doc, keys: [], role: 'interface', closed: false };
}

const clusterNetwork = (): string =>
  l10n.t('A network for the whole cluster, seldom used for a further NIC. Its settings are not known here.');

export const bindingPluginTypes: readonly CniType[] = [
  {
    name: 'macvtap',
    doc: () =>
      l10n.t(
        'Gives the Pod a macvtap device for the binding plugin of the same kind. The annotation `k8s.v1.cni.cncf.io/resourceName` names the device: `macvtap.network.kubevirt.io/DEVICE`.',
      ),
    keys: [
      mtuKey,
      key('promiscMode', flag, () => l10n.t('Whether the device is promiscuous.'), { default: 'false' }),
      key('deviceID', text, () => l10n.t('The device; Multus fills it in.')),
    ],
    role: 'interface',
    closed: true,
    decodeFailure: 'failed to load netconf: ',
  },
  ...['kubevirt-passt-binding', 'network-passt-binding', 'cni-passt-binding-plugin'].map((name) =>
    knownByName(name, () => l10n.t('Prepares the Pod for the binding plugin passt.')),
  ),
  knownByName('kubevirt-slirp-binding', () => l10n.t('Prepares the Pod for the binding plugin slirp.')),
  knownByName('userspace', () => l10n.t('Connects the Pod by a vhost-user socket.')),
  knownByName('veth', () => l10n.t('A veth pair between the Pod and the node.')),
];

export const clusterNetworkTypes: readonly CniType[] = [
  'calico',
  'cilium-cni',
  'flannel',
  'weave-net',
  'antrea',
  'aws-cni',
  'azure-vnet',
  'gke',
  'kindnet',
  'kube-router',
  'openshift-sdn',
  'multus',
  'multus-shim',
].map((name) => knownByName(name, clusterNetwork));
