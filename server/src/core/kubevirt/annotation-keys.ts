/** Keys of the annotations that KubeVirt, Multus and Istio read and write on Pods. */

export const NETWORKS_ANNOTATION = 'k8s.v1.cni.cncf.io/networks';
export const NETWORK_STATUS_ANNOTATION = 'k8s.v1.cni.cncf.io/network-status';
export const DEFAULT_NETWORK_ANNOTATION = 'v1.multus-cni.io/default-network';
export const NETWORK_INFO_ANNOTATION = 'kubevirt.io/network-info';
export const ISTIO_KUBEVIRT_INTERFACES_ANNOTATION = 'traffic.sidecar.istio.io/kubevirtInterfaces';
export const ISTIO_REROUTE_ANNOTATION = 'istio.io/reroute-virtual-interfaces';
