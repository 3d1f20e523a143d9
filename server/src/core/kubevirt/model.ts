/**
 * The parts of KubeVirt's API types that VirtLens reasons about, as Go holds them after decoding: a text left out is the
 * empty text, a list left out is empty, a pointer left out is undefined. Truth: `kubevirt/kubevirt ·
 * staging/src/kubevirt.io/api/core/v1/{schema,types}.go`, v1.6–v1.9.
 */

/** An empty object such as `bridge: {}`; presence is what counts. */
export type Empty = Readonly<Record<string, never>>;

export interface Port {
  readonly name: string;
  readonly protocol: string;
  readonly port: number;
}

export interface PortRange {
  readonly protocol: string;
  readonly start: number;
  readonly end: number;
}

export interface DhcpOptions {
  readonly bootFileName: string;
  readonly tftpServerName: string;
  readonly ntpServers: readonly string[];
  readonly privateOptions: readonly { readonly option: number; readonly value: string }[];
}

/** `spec.domain.devices.interfaces[]`. */
export interface Interface {
  readonly name: string;
  readonly model: string;
  readonly bridge?: Empty;
  readonly slirp?: Empty;
  readonly masquerade?: Empty;
  readonly sriov?: Empty;
  readonly macvtap?: Empty;
  readonly passt?: Empty;
  /** Since v1.8. */
  readonly passtBinding?: Empty;
  /** A network binding plugin. */
  readonly binding?: { readonly name: string };
  readonly ports: readonly Port[];
  /** Since v1.9. */
  readonly portRanges: readonly PortRange[];
  readonly macAddress: string;
  readonly bootOrder?: number;
  readonly pciAddress: string;
  readonly dhcpOptions?: DhcpOptions;
  readonly tag: string;
  readonly acpiIndex: number;
  readonly state: string;
}

/** `spec.networks[]`. */
export interface Network {
  readonly name: string;
  readonly pod?: { readonly vmNetworkCIDR: string; readonly vmIPv6NetworkCIDR: string };
  readonly multus?: { readonly networkName: string; readonly default: boolean };
  /** A network device by dynamic resource allocation, since v1.9. */
  readonly resourceClaim?: { readonly claimName: string; readonly requestName: string };
}

/** The network part of a VMI spec. */
export interface VmiSpec {
  readonly interfaces: readonly Interface[];
  readonly networks: readonly Network[];
  readonly autoattachPodInterface?: boolean;
}

/** `status.interfaces[]` of a VMI. */
export interface InterfaceStatus {
  readonly name: string;
  readonly podInterfaceName: string;
  readonly infoSource: string;
}

/** A KubeVirt resource's `spec.configuration.network.binding` entry. */
export interface BindingPlugin {
  readonly sidecarImage: string;
  readonly networkAttachmentDefinition: string;
  readonly domainAttachmentType: string;
  readonly downwardAPI: string;
  readonly migration?: { readonly method: string };
}

/** One entry of the `k8s.v1.cni.cncf.io/network-status` annotation; only what KubeVirt reads. */
export interface PodNetworkStatus {
  readonly name: string;
  readonly interface: string;
  readonly mac: string;
  readonly mtu: number;
  readonly default: boolean;
  readonly deviceInfo?: DeviceInfo;
}

/** Device information that a CNI reports, in the shape KubeVirt passes on (`network-attachment-definition-client`). */
export type DeviceInfo = Readonly<Record<string, unknown>>;
