/**
 * The parts of a VMI spec beside its networks that KubeVirt's webhooks look at, as Go holds them after decoding. Types only; no
 * rule lives here. Truth: `kubevirt/kubevirt · staging/src/kubevirt.io/api/core/v1/{schema,types}.go`, v1.6–v1.9.
 */
import type { Empty } from './model.ts';
import type { Quantity } from './quantity.ts';

export interface Toggle {
  readonly enabled?: boolean;
}

export interface CpuFeature {
  readonly name: string;
  readonly policy: string;
}

export interface Cpu {
  readonly sockets: number;
  readonly cores: number;
  readonly threads: number;
  readonly maxSockets: number;
  readonly model: string;
  readonly dedicatedCpuPlacement: boolean;
  readonly isolateEmulatorThread: boolean;
  readonly features: readonly CpuFeature[];
  readonly numa?: { readonly guestMappingPassthrough?: Empty };
  readonly realtime?: Empty;
}

export interface Memory {
  readonly guest?: Quantity;
  readonly maxGuest?: Quantity;
  readonly hugepages?: { readonly pageSize: string };
}

export type ResourceList = ReadonlyMap<string, Quantity>;

export interface Resources {
  readonly requests: ResourceList;
  readonly limits: ResourceList;
}

export interface DiskTarget {
  readonly bus: string;
  readonly readonly: boolean;
  readonly pciAddress: string;
  readonly reservation: boolean;
}

export interface Disk {
  readonly name: string;
  readonly disk?: DiskTarget;
  readonly lun?: DiskTarget;
  readonly cdrom?: DiskTarget;
  readonly bootOrder?: number;
  readonly serial: string;
  readonly cache: string;
  readonly io: string;
  readonly errorPolicy?: string;
  readonly dedicatedIOThread?: boolean;
  readonly blockSize?: {
    readonly custom?: { readonly logical: number; readonly physical: number };
    readonly matchVolume?: Toggle;
  };
}

/** A device of the host: named, or from a resource claim. */
export interface HostDevice {
  readonly name: string;
  readonly deviceName: string;
  readonly claimName?: string;
  readonly requestName?: string;
}

export interface Devices {
  readonly disks: readonly Disk[];
  readonly filesystems: readonly { readonly name: string }[];
  readonly gpus: readonly HostDevice[];
  readonly hostDevices: readonly HostDevice[] | undefined;
  readonly inputs: readonly { readonly bus: string; readonly type: string }[];
  readonly sound?: { readonly name: string; readonly model: string };
  readonly video?: { readonly type: string };
  readonly watchdog?: { readonly i6300esb?: Empty; readonly diag288?: Empty };
  readonly panicDevices: readonly { readonly model?: string }[];
  readonly downwardMetrics?: Empty;
  readonly autoattachVSOCK?: boolean;
  readonly autoattachGraphicsDevice?: boolean;
}

export interface KernelBootContainer {
  readonly image: string;
  readonly kernelPath: string;
  readonly initrdPath: string;
}

export interface Firmware {
  readonly serial: string;
  readonly bootloader?: {
    readonly bios?: Empty;
    readonly efi?: { readonly secureBoot?: boolean; readonly persistent?: boolean };
  };
  readonly kernelBoot?: { readonly kernelArgs: string; readonly container?: KernelBootContainer };
  readonly acpi?: { readonly slicNameRef: string; readonly msdmNameRef: string };
}

export interface LaunchSecurity {
  readonly sev?: { readonly attestation?: Empty };
  readonly snp?: { readonly policy: string };
  readonly tdx?: Empty;
}

export interface Domain {
  readonly cpu?: Cpu;
  readonly memory?: Memory;
  readonly resources: Resources;
  readonly machine?: { readonly type: string };
  readonly firmware?: Firmware;
  readonly features?: { readonly smm?: Toggle };
  readonly launchSecurity?: LaunchSecurity;
  readonly ioThreadsPolicy?: string;
  readonly ioThreads?: { readonly supplementalPoolThreadCount?: number };
  readonly devices: Devices;
}

export interface CloudInit {
  readonly secretRef?: { readonly name: string };
  readonly userDataBase64: string;
  readonly userData: string;
  readonly networkDataSecretRef?: { readonly name: string };
  readonly networkDataBase64: string;
  readonly networkData: string;
}

export interface Volume {
  readonly name: string;
  readonly persistentVolumeClaim?: { readonly claimName: string };
  readonly dataVolume?: { readonly name: string };
  readonly cloudInitNoCloud?: CloudInit;
  readonly cloudInitConfigDrive?: CloudInit;
  readonly containerDisk?: { readonly path: string };
  readonly hostDisk?: { readonly path: string; readonly type: string; readonly capacity?: Quantity };
  readonly configMap?: { readonly name: string };
  readonly secret?: { readonly secretName: string };
  readonly serviceAccount?: { readonly serviceAccountName: string };
  readonly sysprep?: Empty;
  readonly ephemeral?: Empty;
  readonly emptyDisk?: Empty;
  readonly downwardAPI?: Empty;
  readonly downwardMetrics?: Empty;
  readonly memoryDump?: Empty;
  readonly containerPath?: Empty;
}

export interface Probe {
  readonly httpGet?: Empty;
  readonly tcpSocket?: Empty;
  readonly exec?: Empty;
  readonly guestAgentPing?: Empty;
}

interface Propagation {
  readonly noCloud?: Empty;
  readonly configDrive?: Empty;
  readonly qemuGuestAgent?: { readonly users: readonly string[] };
}

export interface AccessCredential {
  readonly sshPublicKey?: { readonly source: { readonly secret?: Empty }; readonly propagationMethod: Propagation };
  readonly userPassword?: { readonly source: { readonly secret?: Empty }; readonly propagationMethod: Propagation };
}

export interface DnsConfig {
  readonly nameservers: readonly string[];
  readonly searches: readonly string[];
  readonly options: readonly { readonly name: string }[];
}

export interface ResourceClaim {
  readonly name: string;
  readonly resourceClaimName?: string;
  readonly resourceClaimTemplateName?: string;
}

/** A VMI spec without its networks. */
export interface Machine {
  readonly architecture: string;
  readonly hostname: string;
  readonly subdomain: string;
  readonly evictionStrategy?: string;
  readonly startStrategy?: string;
  readonly dnsPolicy: string;
  readonly dnsConfig?: DnsConfig;
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly domain: Domain;
  readonly volumes: readonly Volume[];
  readonly accessCredentials: readonly AccessCredential[];
  readonly resourceClaims: readonly ResourceClaim[];
}
