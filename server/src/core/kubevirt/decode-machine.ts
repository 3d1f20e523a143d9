/**
 * From plain values to the parts of a VMI spec beside its networks. Nothing is defaulted or checked here, and nothing throws. Truth:
 * `kubevirt/kubevirt · staging/src/kubevirt.io/api/core/v1/{schema,types}.go`, v1.6–v1.9.
 */
import * as go from './go-decode.ts';
import type { DecodeProblem, Decoder } from './go-decode.ts';
import type * as machine from './machine-model.ts';
import type { Empty } from './model.ts';
import { type Quantity, parseQuantity } from './quantity.ts';

const empty: Decoder<Empty | undefined> = go.optional(go.struct<Empty>({}));
const optionalText = go.optional(go.text);
const optionalFlag = go.optional(go.flag);

const zero: Quantity = { nano: 0n, text: '0' };

const quantity: Decoder<Quantity> = (value, field, problems, before = zero) => {
  if (value === undefined || value === null) return before;
  const parsed = parseQuantity(value);
  if (!parsed) problems.push({ field, expected: 'quantity' });
  return parsed ?? before;
};
export const optionalQuantity: Decoder<Quantity | undefined> = go.optional(quantity);

const toggle = go.optional(go.struct<machine.Toggle>({ enabled: optionalFlag }));

const cpu = go.struct<machine.Cpu>(
  {
    sockets: go.uint32,
    cores: go.uint32,
    threads: go.uint32,
    maxSockets: go.uint32,
    model: go.text,
    dedicatedCpuPlacement: go.flag,
    isolateEmulatorThread: go.flag,
    features: go.list(go.struct<machine.CpuFeature>({ name: go.text, policy: go.text })),
    numa: go.optional(go.struct<NonNullable<machine.Cpu['numa']>>({ guestMappingPassthrough: empty })),
    realtime: empty,
  },
  (value) => ({ ...value }),
);

const memory = go.struct<machine.Memory>({
  guest: optionalQuantity,
  maxGuest: optionalQuantity,
  hugepages: go.optional(go.struct<{ pageSize: string }>({ pageSize: go.text })),
});

const diskTarget = go.optional(
  go.struct<machine.DiskTarget>({ bus: go.text, readonly: go.flag, pciAddress: go.text, reservation: go.flag }),
);

type BlockSize = NonNullable<machine.Disk['blockSize']>;

const disk = go.struct<machine.Disk>(
  {
    name: go.text,
    disk: diskTarget,
    lun: diskTarget,
    cdrom: diskTarget,
    bootOrder: go.optional(go.unsigned),
    serial: go.text,
    cache: go.text,
    io: go.text,
    errorPolicy: optionalText,
    dedicatedIOThread: optionalFlag,
    blockSize: go.optional(
      go.struct<BlockSize>({
        custom: go.optional(
          go.struct<NonNullable<BlockSize['custom']>>({ logical: go.unsigned, physical: go.unsigned }),
        ),
        matchVolume: toggle,
      }),
    ),
  },
  (value) => ({ ...value }),
);

const hostDevice = go.struct<machine.HostDevice>({
  name: go.text,
  deviceName: go.text,
  claimName: optionalText,
  requestName: optionalText,
});

const devices = go.struct<machine.Devices>(
  {
    disks: go.list(disk),
    filesystems: go.list(go.struct<{ name: string }>({ name: go.text })),
    gpus: go.list(hostDevice),
    hostDevices: go.optional(go.list(hostDevice)),
    inputs: go.list(go.struct<{ bus: string; type: string }>({ bus: go.text, type: go.text })),
    sound: go.optional(go.struct<{ name: string; model: string }>({ name: go.text, model: go.text })),
    video: go.optional(go.struct<{ type: string }>({ type: go.text })),
    watchdog: go.optional(go.struct<NonNullable<machine.Devices['watchdog']>>({ i6300esb: empty, diag288: empty })),
    panicDevices: go.list(go.struct<{ model?: string }>({ model: optionalText })),
    downwardMetrics: empty,
    autoattachVSOCK: optionalFlag,
    autoattachGraphicsDevice: optionalFlag,
  },
  (value) => ({ ...value }),
);

const firmware = go.struct<machine.Firmware>({
  serial: go.text,
  bootloader: go.optional(
    go.struct<NonNullable<machine.Firmware['bootloader']>>({
      bios: empty,
      efi: go.optional(
        go.struct<{ secureBoot?: boolean; persistent?: boolean }>({
          secureBoot: optionalFlag,
          persistent: optionalFlag,
        }),
      ),
    }),
  ),
  kernelBoot: go.optional(
    go.struct<NonNullable<machine.Firmware['kernelBoot']>>({
      kernelArgs: go.text,
      container: go.optional(
        go.struct<machine.KernelBootContainer>({ image: go.text, kernelPath: go.text, initrdPath: go.text }),
      ),
    }),
  ),
  acpi: go.optional(go.struct<NonNullable<machine.Firmware['acpi']>>({ slicNameRef: go.text, msdmNameRef: go.text })),
});

const launchSecurity = go.struct<machine.LaunchSecurity>({
  sev: go.optional(go.struct<NonNullable<machine.LaunchSecurity['sev']>>({ attestation: empty })),
  snp: go.optional(go.struct<{ policy: string }>({ policy: go.text })),
  tdx: empty,
});

const domain = go.struct<machine.Domain>(
  {
    cpu: go.optional(cpu),
    memory: go.optional(memory),
    resources: go.struct<machine.Resources>({ requests: go.map(quantity), limits: go.map(quantity) }),
    machine: go.optional(go.struct<{ type: string }>({ type: go.text })),
    firmware: go.optional(firmware),
    features: go.optional(go.struct<NonNullable<machine.Domain['features']>>({ smm: toggle })),
    launchSecurity: go.optional(launchSecurity),
    ioThreadsPolicy: optionalText,
    ioThreads: go.optional(
      go.struct<NonNullable<machine.Domain['ioThreads']>>({ supplementalPoolThreadCount: go.optional(go.uint32) }),
    ),
    devices,
  },
  (value) => ({ ...value }),
);

const named = go.optional(go.struct<{ name: string }>({ name: go.text }));

const cloudInit = go.optional(
  go.struct<machine.CloudInit>({
    secretRef: named,
    userDataBase64: go.text,
    userData: go.text,
    networkDataSecretRef: named,
    networkDataBase64: go.text,
    networkData: go.text,
  }),
);

const volume = go.struct<machine.Volume>(
  {
    name: go.text,
    persistentVolumeClaim: go.optional(go.struct<{ claimName: string }>({ claimName: go.text })),
    dataVolume: named,
    cloudInitNoCloud: cloudInit,
    cloudInitConfigDrive: cloudInit,
    containerDisk: go.optional(go.struct<{ path: string }>({ path: go.text })),
    hostDisk: go.optional(
      go.struct<NonNullable<machine.Volume['hostDisk']>>({ path: go.text, type: go.text, capacity: optionalQuantity }),
    ),
    configMap: named,
    secret: go.optional(go.struct<{ secretName: string }>({ secretName: go.text })),
    serviceAccount: go.optional(go.struct<{ serviceAccountName: string }>({ serviceAccountName: go.text })),
    sysprep: empty,
    ephemeral: empty,
    emptyDisk: empty,
    downwardAPI: empty,
    downwardMetrics: empty,
    memoryDump: empty,
    containerPath: empty,
  },
  (value) => ({ ...value }),
);

const probe = go.optional(
  go.struct<machine.Probe>({ httpGet: empty, tcpSocket: empty, exec: empty, guestAgentPing: empty }),
);

type Credential = NonNullable<machine.AccessCredential['sshPublicKey']>;

const credential = go.optional(
  go.struct<Credential>({
    source: go.struct<Credential['source']>({ secret: empty }),
    propagationMethod: go.struct<Credential['propagationMethod']>({
      noCloud: empty,
      configDrive: empty,
      qemuGuestAgent: go.optional(go.struct<{ users: readonly string[] }>({ users: go.list(go.text) })),
    }),
  }),
);

const spec = go.struct<machine.Machine>(
  {
    architecture: go.text,
    hostname: go.text,
    subdomain: go.text,
    evictionStrategy: optionalText,
    startStrategy: optionalText,
    dnsPolicy: go.text,
    dnsConfig: go.optional(
      go.struct<machine.DnsConfig>({
        nameservers: go.list(go.text),
        searches: go.list(go.text),
        options: go.list(go.struct<{ name: string }>({ name: go.text })),
      }),
    ),
    readinessProbe: probe,
    livenessProbe: probe,
    domain,
    volumes: go.list(volume),
    accessCredentials: go.list(
      go.struct<machine.AccessCredential>({ sshPublicKey: credential, userPassword: credential }),
    ),
    resourceClaims: go.list(
      go.struct<machine.ResourceClaim>({
        name: go.text,
        resourceClaimName: optionalText,
        resourceClaimTemplateName: optionalText,
      }),
    ),
  },
  (value) => ({ ...value }),
);

/** Reads a VMI spec without its networks; `field` prefixes the fields of problems. */
export function decodeMachine(
  value: unknown,
  field = '',
): { readonly machine: machine.Machine; readonly problems: readonly DecodeProblem[] } {
  const problems: DecodeProblem[] = [];
  return { machine: spec(value, field, problems), problems };
}
