/**
 * Which NICs work on a device that their Pod is given, and which resources of a NAD are devices at all. Truth:
 * `k8snetworkplumbingwg/multus-cni · pkg/k8sclient/k8sclient.go`, `kubevirt/{bridge-marker,macvtap-cni}`,
 * `k8snetworkplumbingwg/{sriov-cni,ovs-cni}`.
 */
import type { Stated } from '../../resources/resources.ts';
import { bridgeMarkers, lacksResource } from '../nad/resource-name.ts';
import type { NicOnNad } from './nic-on-nad.ts';

/** CNI types that hand a device on to a NIC with SR-IOV; others have none to hand on. */
export const typesOfFunctions: ReadonlySet<string> = new Set([
  'sriov',
  'ib-sriov',
  'accelerated-bridge',
  'ovs',
  'ovn-k8s-cni-overlay',
]);

/** Whether a NIC works on a device that the Pod is given, as far as its binding goes with the NAD. */
export function takesDevice({ attachment, binding, type }: NicOnNad): boolean {
  return attachment === 'sriov' || (binding === 'binding' && type === 'macvtap');
}

/**
 * Whether the resource may be one of devices that a Pod is given; so it is while it cannot be seen. Those of bridges only
 * mark the nodes that have them.
 */
export function isForDevices(resourceName: Stated): boolean {
  if (resourceName.state !== 'stated' || lacksResource(resourceName)) return resourceName.state === 'unknown';
  return !Object.values(bridgeMarkers).some((marker) => resourceName.value.startsWith(marker));
}
