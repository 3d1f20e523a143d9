/**
 * What Multus reports of the NICs of a Pod, key by key: the JSON of the annotation `k8s.v1.cni.cncf.io/network-status`. A
 * table like those of the plugins, for hovers. Truth: `k8snetworkplumbingwg/network-attachment-definition-client ·
 * pkg/apis/k8s.cni.cncf.io/v1/types.go`, `k8snetworkplumbingwg/multus-cni · pkg/netutils`; which of it KubeVirt reads:
 * `kubevirt/kubevirt · pkg/network/multus/status.go`, `pkg/network/deviceinfo`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { JsonPath } from '../json/json-tree.ts';
import { anything, flag, integer, key, listOf, objectOf, text, type CniKey, type CniValue } from './cni-schema.ts';
import { dns } from './common-keys.ts';

const pci: CniValue = objectOf(
  key('pci-address', text, () => l10n.t('PCI address of the virtual function that the Pod got.')),
  key('vhost-net', text, () => l10n.t('Path of the vhost-net device.')),
  key('rdma-device', text, () => l10n.t('RDMA device of the virtual function.')),
  key('pf-pci-address', text, () => l10n.t('PCI address of the physical function.')),
  key('representor-device', text, () => l10n.t('Representor of the virtual function on the node.')),
);

const deviceInfo: CniValue = objectOf(
  key('type', text, () => l10n.t('Kind of the device: `pci`, `vdpa`, `vhost-user` or `memif`.')),
  key('version', text, () => l10n.t('Version of the device information.')),
  key('pci', pci, () => l10n.t('The device, where it is a PCI device.')),
  key('vdpa', anything, () => l10n.t('The device, where it is a vDPA device.')),
  key('vhost-user', anything, () => l10n.t('The device, where it is a vhost-user socket.')),
  key('memif', anything, () => l10n.t('The device, where it is a memif socket.')),
);

const entries: CniValue = listOf(
  objectOf(
    key('name', text, () =>
      l10n.t(
        'For a secondary NIC the NAD as `namespace/name`, for the first one the name of the cluster’s own network. KubeVirt takes it only to see whether the NAD was changed.',
      ),
    ),
    key('interface', text, () =>
      l10n.t(
        'Name of the NIC in the Pod, as the CNI plugin reported it. KubeVirt finds the NIC of a network by this name and by nothing else; without it the network counts as not attached.',
      ),
    ),
    key('ips', listOf(text), () =>
      l10n.t('Addresses that the CNI plugin gave to the NIC in the Pod. Without IPAM there are none.'),
    ),
    key('mac', text, () =>
      l10n.t('MAC address of the NIC in the Pod. That of the guest’s NIC is in the status of the VMI.'),
    ),
    key('mtu', integer, () => l10n.t('MTU of the NIC in the Pod.')),
    key('default', flag, () =>
      l10n.t('Whether it is the Pod’s first NIC. KubeVirt takes its name for the default network.'),
    ),
    key('dns', dns, () => l10n.t('Name servers that the CNI plugin reported.')),
    key('gateway', listOf(text), () => l10n.t('Gateways of the default routes over the NIC.')),
    key('device-info', deviceInfo, () =>
      l10n.t('The device behind the NIC, which SR-IOV and binding plugins are told of.'),
    ),
  ),
);

/** What a key means; undefined for one that Multus does not write. */
export function networkStatusKeyAt(path: JsonPath): CniKey | undefined {
  let value: CniValue | undefined = entries;
  let found: CniKey | undefined;
  for (const step of path) {
    found = undefined;
    if (value?.is === 'list') value = value.of;
    else if (value?.is === 'object') {
      found = value.keys.find(({ name }) => name === step);
      value = found?.value;
    } else return undefined;
  }
  return found;
}
