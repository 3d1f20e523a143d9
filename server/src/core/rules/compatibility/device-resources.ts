/**
 * The device resource that a NAD names for its Pods: who has to have one, and which names are no devices but markers of
 * nodes. Truth: `k8snetworkplumbingwg/multus-cni · pkg/k8sclient/k8sclient.go`, `kubevirt/{bridge-marker,macvtap-cni}`,
 * `k8snetworkplumbingwg/{sriov-cni,ovs-cni}`.
 */
import type { Stated } from '../../resources/resources.ts';
import type { NicOnNad } from './nic-on-nad.ts';

/** Resources that only mark the nodes which have a bridge; a Pod is given nothing by them. */
const markers = ['bridge.network.kubevirt.io/', 'ovs-cni.network.kubevirt.io/'];

/** Whether the resource may be one of devices that a Pod is given; so it is while it cannot be seen. */
export function isForDevices(resourceName: Stated): boolean {
  switch (resourceName.state) {
    case 'absent':
      return false;
    case 'unknown':
      return true;
    case 'stated':
      return resourceName.value !== '' && !markers.some((marker) => resourceName.value.startsWith(marker));
  }
}

/** CNI types that cannot do without a device. */
export const deviceTypes: ReadonlySet<string> = new Set(['sriov', 'ib-sriov', 'accelerated-bridge', 'macvtap']);

/** Whether a NIC works on a device that the Pod is given, as far as its binding goes with the NAD. */
export function takesDevice({ attachment, binding, type }: NicOnNad): boolean {
  return attachment === 'sriov' || (binding === 'binding' && type === 'macvtap');
}

/** A resource of the form that a type's has, for the writer to replace. */
export function placeholderResource(type: string): string {
  return type === 'macvtap' ? 'macvtap.network.kubevirt.io/eth0' : 'example.com/sriov';
}
