/**
 * Keys of the annotations that KubeVirt, Multus and Istio read and write on Pods; what they hold is told elsewhere.
 * Truth: `kubevirt/kubevirt · pkg/network/{multus,istio,downwardapi}`, v1.6–v1.9, and
 * `k8snetworkplumbingwg/network-attachment-definition-client · pkg/apis/k8s.cni.cncf.io/v1/types.go`.
 */

export const NETWORKS_ANNOTATION = 'k8s.v1.cni.cncf.io/networks';
export const NETWORK_STATUS_ANNOTATION = 'k8s.v1.cni.cncf.io/network-status';
/** How the network-status was called before; KubeVirt does not read it. */
export const LEGACY_STATUS_ANNOTATION = 'k8s.v1.cni.cncf.io/networks-status';
export const DEFAULT_NETWORK_ANNOTATION = 'v1.multus-cni.io/default-network';
export const NETWORK_INFO_ANNOTATION = 'kubevirt.io/network-info';
export const ISTIO_KUBEVIRT_INTERFACES_ANNOTATION = 'traffic.sidecar.istio.io/kubevirtInterfaces';
export const ISTIO_REROUTE_ANNOTATION = 'istio.io/reroute-virtual-interfaces';
/** On the launcher Pod, which has it from the VMI: Istio puts its proxy into the Pod. */
export const SIDECAR_INJECT_ANNOTATION = 'sidecar.istio.io/inject';
