/**
 * The parts of KubeVirt's API types that VirtLens reasons about, as Go holds them after decoding: a text left out is the
 * empty text, a list left out is empty, a pointer left out is undefined. Types only; no rule lives here. Truth: `kubevirt/kubevirt ·
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
  /** `spec.resourceClaims`, read where networks can refer to them (since v1.9). */
  readonly resourceClaims: readonly { readonly name: string }[];
}

/** `status.interfaces[]` of a VMI. */
export interface VmiStatusInterface {
  /** Empty: a NIC that only the guest agent reports. */
  readonly name: string;
  readonly podInterfaceName: string;
  /** Any of `domain`, `guest-agent`, `multus-status`, joined with a comma and a blank. */
  readonly infoSource: string;
  readonly mac: string;
  readonly ipAddress: string;
  readonly ipAddresses: readonly string[];
  /** The NIC's name in the guest. */
  readonly interfaceName: string;
  readonly queueCount: number;
  readonly linkState: string;
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
  /** Bytes; 0 when not reported. */
  readonly mtu: number;
  readonly default: boolean;
  readonly deviceInfo?: DeviceInfo;
}

/**
 * What a CNI reports of a device. Truth: `k8snetworkplumbingwg/network-attachment-definition-client ·
 * pkg/apis/k8s.cni.cncf.io/v1/types.go`.
 */
export interface DeviceInfo {
  readonly type: string;
  readonly version: string;
  readonly pci?: TextMembers<'pci-address' | 'vhost-net' | 'rdma-device' | 'pf-pci-address' | 'representor-device'>;
  readonly vdpa?: TextMembers<
    'parent-device' | 'driver' | 'path' | 'pci-address' | 'pf-pci-address' | 'representor-device'
  >;
  readonly 'vhost-user'?: TextMembers<'mode' | 'path'>;
  readonly memif?: TextMembers<'role' | 'path' | 'mode'>;
}

type TextMembers<Name extends string> = Readonly<Record<Name, string>>;
