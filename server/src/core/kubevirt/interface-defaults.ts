/**
 * The NIC that KubeVirt adds to a VM that names no networks: by the mutating webhook on a VMI, and on the VMI that a VM
 * starts (the VM itself stays as it is). It never fills in anything else, such as a binding left out. Truth: `kubevirt/kubevirt · pkg/network/vmispec/defaults.go`, v1.6–v1.9.
 */
import type { ClusterConfiguration } from './configuration.ts';
import type { Interface, Network, VmiSpec } from './model.ts';

/** `changed`: the NIC was added. `error`: KubeVirt refuses, with its own text. */
export type DefaultedSpec = { readonly spec: VmiSpec; readonly changed: boolean } | { readonly error: string };

const name = 'default';

const bareInterface: Interface = {
  name,
  model: '',
  ports: [],
  portRanges: [],
  macAddress: '',
  pciAddress: '',
  tag: '',
  acpiIndex: 0,
  state: '',
};

const podNetwork: Network = { name, pod: { vmNetworkCIDR: '', vmIPv6NetworkCIDR: '' } };

/** Adds the default NIC; either list having a member is enough to add nothing. */
export function setDefaultNetworkInterface(spec: VmiSpec, configuration: ClusterConfiguration): DefaultedSpec {
  if (spec.autoattachPodInterface === false) return { spec, changed: false };
  if (spec.networks.length > 0 || spec.interfaces.length > 0) return { spec, changed: false };
  const withInterface = (own: Interface): DefaultedSpec => ({
    spec: { ...spec, interfaces: [own], networks: [podNetwork] },
    changed: true,
  });
  switch (configuration.defaultNetworkInterface) {
    case 'bridge':
      return configuration.permitBridgeInterfaceOnPodNetwork
        ? withInterface({ ...bareInterface, bridge: {} })
        : { error: 'bridge interface is not enabled in kubevirt-config' };
    case 'masquerade':
      return withInterface({ ...bareInterface, masquerade: {} });
    case 'slirp':
      return { error: 'slirp interface is deprecated as of v1.3' };
    default:
      return { spec: { ...spec, networks: [podNetwork] }, changed: true };
  }
}
