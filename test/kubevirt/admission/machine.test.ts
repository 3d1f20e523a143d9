import { describe, expect, it } from 'vitest';
import { type Line, type Surrounding, gates, linesOf, pool, specWith, vm, vmi } from './objects.ts';

type Plain = Readonly<Record<string, unknown>>;

interface Row {
  readonly id: string;
  readonly object: unknown;
  readonly expected: readonly Line[];
  readonly surrounding?: Surrounding;
}

const R = 'spec.domain.resources';
const D = 'spec.domain.devices.disks';
const V = 'spec.volumes';
const T = 'spec.template.spec';

const resources = (requests: Plain, limits: Plain = {}): Plain => ({ resources: { requests, limits } });
const disk = (name: string, rest: Plain = { disk: {} }): Plain => ({ name, ...rest });
const volume = (name: string, rest: Plain = { containerDisk: { image: 'x' } }): Plain => ({ name, ...rest });
const storage = (disks: readonly Plain[], volumes: readonly Plain[]): unknown =>
  vmi(specWith({ devices: { disks }, volumes }));
const withDisk = (rest: Plain, source?: Plain): unknown => storage([disk('a', rest)], [volume('a', source)]);
const withVolume = (source: Plain): unknown => storage([disk('a')], [volume('a', source)]);
const pinned = (cpu: Plain, rest: Plain): unknown =>
  vmi(specWith({ domain: { cpu: { dedicatedCpuPlacement: true, ...cpu }, ...rest } }));
const hotplug = (domain: Plain, spec: Plain = {}): unknown =>
  vm(specWith({ domain: { memory: { guest: '2Gi', maxGuest: '4Gi' }, ...domain }, ...spec }));
const hotplugCause = (message: string): Line => ['INV', message, `${T}.domain.memory.guest`, 'invalid-memory-hotplug'];

const label =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const subdomain =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

const rows: readonly Row[] = [
  {
    id: 'S2',
    object: vm(specWith({}), { running: true }),
    expected: [
      [
        'INV',
        'Running and RunStrategy are mutually exclusive. Note that Running is deprecated, please use RunStrategy instead',
        'spec.running',
        'invalid-run-strategy',
      ],
    ],
  },
  {
    id: 'S3',
    object: vm(specWith({}), { runStrategy: undefined }),
    expected: [['INV', 'RunStrategy must be specified', 'spec.running', 'invalid-run-strategy']],
  },
  {
    id: 'S4',
    object: vm(specWith({}), { runStrategy: 'always' }),
    expected: [['INV', 'Invalid RunStrategy (always)', 'spec.runStrategy', 'invalid-run-strategy']],
  },
  {
    id: 'S4, WaitAsReceiver',
    object: vm(specWith({}), { runStrategy: 'WaitAsReceiver' }),
    expected: [
      [
        'INV',
        'Invalid RunStrategy (WaitAsReceiver), DecentralizedLiveMigration feature gate is not enabled in kubevirt resource',
        'spec.runStrategy',
        'feature-gate-not-enabled',
      ],
    ],
  },
  {
    id: 'S4, WaitAsReceiver with its gate',
    object: vm(specWith({}), { runStrategy: 'WaitAsReceiver' }),
    surrounding: gates('DecentralizedLiveMigration'),
    expected: [],
  },
  { id: 'S4w is no refusal', object: vm(specWith({}), { runStrategy: undefined, running: false }), expected: [] },
  {
    id: 'S5',
    object: storage([disk('x')], []),
    expected: [['INV', `${D}[0].Name 'x' not found.`, `${D}[0].name`, 'disk-without-volume']],
  },
  {
    id: 'S6',
    object: storage([disk('x', { cdrom: {} })], []),
    surrounding: { release: 'v1.8' },
    expected: [
      [
        'INV',
        'DeclarativeHotplugVolumes feature gate not enabled, cannot define an empty CD-ROM disk',
        `${D}[0].name`,
        'feature-gate-not-enabled',
      ],
    ],
  },
  { id: 'S6, on by itself since v1.9', object: storage([disk('x', { cdrom: {} })], []), expected: [] },
  { id: 'S7: a disk is added for a volume', object: storage([], [volume('a')]), expected: [] },
  {
    id: 'S7: and has its name',
    object: storage([], [volume('My_Disk')]),
    expected: [['INV', label, `${D}.domain.devices.disks[0].name`, 'invalid-disk']],
  },
  {
    id: 'S8',
    object: storage([disk('a'), disk('a')], [volume('a'), volume('a')]),
    expected: [
      ['INV', `${D}[1] and ${D}[0] must not have the same Name.`, `${D}[1].name`, 'duplicate-disk-or-volume-name'],
      ['INV', `${V}[1] and ${V}[0] must not have the same Name.`, `${V}[1].name`, 'duplicate-disk-or-volume-name'],
    ],
  },
  {
    id: 'S9, none',
    object: withVolume({}),
    expected: [['INV', `${V}[0] must have exactly one source type set`, `${V}[0]`, 'invalid-volume-source']],
  },
  {
    id: 'S9, two',
    object: withVolume({ emptyDisk: { capacity: '1Gi' }, containerDisk: { image: 'x' } }),
    expected: [['INV', `${V}[0] must have exactly one source type set`, `${V}[0]`, 'invalid-volume-source']],
  },
  {
    id: 'S10',
    object: withVolume({ dataVolume: {} }),
    expected: [['REQ', "DataVolume 'name' must be set", `${V}[0].name`, 'invalid-volume-source']],
  },
  {
    id: 'S11',
    object: withDisk({ disk: {}, cdrom: { bus: 'sata' } }),
    expected: [['INV', `${D}[0] can only have a single target type defined`, `${D}[0]`, 'invalid-disk']],
  },
  {
    id: 'S12',
    object: withDisk({ disk: { bus: 'nvme' } }),
    expected: [
      [
        'INV',
        `${D}[0] is set with an unrecognized bus nvme, must be one of: [virtio scsi sata usb]`,
        `${D}[0].disk.bus`,
        'invalid-disk',
      ],
    ],
  },
  {
    id: 'S12, IDE',
    object: withDisk({ disk: { bus: 'ide' } }),
    expected: [['INV', 'IDE bus is not supported', `${D}[0].disk.bus`, 'invalid-disk']],
  },
  {
    id: 'S12, CD-ROM on virtio',
    object: withDisk({ cdrom: { bus: 'virtio' } }),
    expected: [['INV', 'Bus type virtio is invalid for CD-ROM device', `${D}[0].cdrom.bus`, 'invalid-disk']],
  },
  {
    id: 'read-only hard disk on SATA',
    object: withDisk({ disk: { bus: 'sata', readonly: true } }),
    expected: [['INV', 'sata hard-disks do not support read-only.', `${D}[0].disk.bus`, 'invalid-disk']],
  },
  {
    id: 'S13',
    object: storage([disk('A.b')], [volume('A.b')]),
    expected: [['INV', label, `${D}.domain.devices.disks[0].name`, 'invalid-disk']],
  },
  {
    id: 'S13, dots',
    object: storage([disk('a.b')], [volume('a.b')]),
    expected: [['INV', 'must not contain dots', `${D}.domain.devices.disks[0].name`, 'invalid-disk']],
  },
  {
    id: 'S14',
    object: withDisk({ lun: {} }),
    expected: [
      [
        'INV',
        `${D}[0].lun can only be mapped to a DataVolume or PersistentVolumeClaim volume.`,
        `${D}[0].lun`,
        'invalid-disk',
      ],
    ],
  },
  { id: 'S14, on a claim', object: withDisk({ lun: {} }, { persistentVolumeClaim: { claimName: 'x' } }), expected: [] },
  {
    id: 'values of a disk',
    object: withDisk({
      disk: { bus: 'sata', pciAddress: '1' },
      bootOrder: 0,
      serial: 'a b',
      cache: 'fast',
      io: 'io_uring',
      errorPolicy: 'panic',
      dedicatedIOThread: true,
      blockSize: { custom: { logical: 100, physical: 1000 } },
    }),
    expected: [
      [
        'INV',
        `disk ${D}.domain.devices.disks.disk[0].name - setting a PCI address is only possible with bus type virtio.`,
        `${D}.domain.devices.disks.disk[0].pciAddress`,
        'invalid-disk',
      ],
      [
        'INV',
        `disk ${D}.domain.devices.disks.disk[0].name has malformed PCI address (1).`,
        `${D}.domain.devices.disks.disk[0].pciAddress`,
        'invalid-disk',
      ],
      ['INV', `${D}[0] must have a boot order > 0, if supplied`, `${D}[0].bootOrder`, 'invalid-boot-order'],
      ['NSUP', 'IOThreads are not supported for disks on a sata bus', `${D}.domain.devices.disks[0]`, 'invalid-disk'],
      [
        'INV',
        `${D}[0] must be made up of the following characters [A-Za-z0-9_.+-], if specified`,
        `${D}[0].serial`,
        'invalid-disk',
      ],
      ['INV', `${D}[0].cache has invalid value fast`, `${D}[0].cache`, 'invalid-disk'],
      [
        'NSUP',
        `Disk IO mode for ${D} is not supported. Supported modes are: native, threads.`,
        `${D}.domain.devices.disks[0].io`,
        'invalid-disk',
      ],
      ['INV', `${D}[0].errorPolicy has invalid value "panic"`, `${D}[0].errorPolicy`, 'invalid-disk'],
      [
        'INV',
        'Provided size of 100 is less than the supported minimum size of 512',
        `${D}[0].blockSize.custom.logical`,
        'invalid-disk',
      ],
      ['INV', 'Provided size of 1000 is not a power of 2', `${D}[0].blockSize.custom.physical`, 'invalid-disk'],
    ],
  },
  {
    id: 'N56: disks first, then NICs',
    object: vmi(
      specWith({
        devices: {
          disks: [disk('a', { disk: {}, bootOrder: 1 })],
          interfaces: [{ name: 'n', bridge: {}, bootOrder: 1 }],
        },
        volumes: [volume('a')],
        networks: [{ name: 'n', multus: { networkName: 'x' } }],
      }),
    ),
    expected: [
      [
        'INV',
        'Boot order for spec.domain.devices.interfaces[0].bootOrder already set for a different device.',
        'spec.domain.devices.interfaces[0].bootOrder',
        'duplicate-boot-order',
      ],
    ],
  },
  {
    id: 'S15',
    object: vm(specWith({}), {
      dataVolumeTemplates: [{ metadata: { name: 'dv' }, spec: { storage: {}, source: { blank: {} } } }],
    }),
    expected: [
      [
        'REQ',
        "DataVolumeTemplate entry spec.dataVolumeTemplate[0] must be referenced in the VMI template's 'volumes' list",
        'spec.dataVolumeTemplate[0]',
        'unused-data-volume-template',
      ],
    ],
  },
  {
    id: 'data volume templates without storage, with two, without source',
    object: vm(specWith({}), {
      dataVolumeTemplates: [
        { metadata: { name: 'a' }, spec: { source: { blank: {} } } },
        { metadata: { name: 'b' }, spec: { storage: {}, pvc: {}, source: { blank: {} } } },
        { metadata: { name: 'c' }, spec: { storage: {} } },
        { metadata: { name: 'd' }, spec: { storage: {}, source: { blank: {}, http: {} } } },
        { metadata: {}, spec: {} },
      ],
    }),
    expected: [
      [
        'INV',
        'Missing Data volume PVC or Storage',
        'spec.dataVolumeTemplate[0].PVC.Storage',
        'invalid-data-volume-template',
      ],
      [
        'INV',
        'Duplicate storage definition, both target storage and target pvc defined',
        'spec.dataVolumeTemplate[1].PVC.Storage',
        'invalid-data-volume-template',
      ],
      [
        'INV',
        'Data volume should have either Source, SourceRef, or be externally populated',
        'spec.dataVolumeTemplate[2].source.sourceRef',
        'invalid-data-volume-template',
      ],
      ['INV', 'Multiple dataVolume sources', 'spec.dataVolumeTemplate[3].source', 'invalid-data-volume-template'],
      [
        'REQ',
        "'name' field must not be empty for DataVolumeTemplate entry spec.dataVolumeTemplate[4].name.",
        'spec.dataVolumeTemplate[4].name',
        'invalid-data-volume-template',
      ],
    ],
  },
  {
    id: 'S16, too long',
    object: withVolume({ cloudInitNoCloud: { userData: 'é'.repeat(1025), networkData: 'x'.repeat(2049) } }),
    expected: [
      [
        'INV',
        `${V}[0].cloudInitNoCloud userdata exceeds 2048 byte limit. Should use UserDataSecretRef for larger data.`,
        `${V}[0].cloudInitNoCloud`,
        'invalid-cloud-init',
      ],
      [
        'INV',
        `${V}[0].cloudInitNoCloud networkdata exceeds 2048 byte limit. Should use NetworkDataSecretRef for larger data.`,
        `${V}[0].cloudInitNoCloud`,
        'invalid-cloud-init',
      ],
    ],
  },
  {
    id: 'S16, as long as may be',
    object: withVolume({ cloudInitNoCloud: { userData: 'x'.repeat(2048) } }),
    expected: [],
  },
  {
    id: 'S16, none',
    object: withVolume({ cloudInitConfigDrive: {} }),
    expected: [
      [
        'INV',
        `${V}[0].cloudInitConfigDrive must have at least one userdatasource or one networkdatasource set.`,
        `${V}[0].cloudInitConfigDrive`,
        'invalid-cloud-init',
      ],
    ],
  },
  {
    id: 'S16, several and no base64',
    object: withVolume({ cloudInitNoCloud: { userData: 'a', userDataBase64: '%', secretRef: { name: 's' } } }),
    expected: [
      [
        'INV',
        `${V}[0].cloudInitNoCloud.userDataBase64.cloudInitNoCloud.userDataBase64 is not a valid base64 value.`,
        `${V}[0].cloudInitNoCloud.userDataBase64`,
        'invalid-cloud-init',
      ],
      [
        'INV',
        `${V}[0].cloudInitNoCloud must have only one userdatasource set.`,
        `${V}[0].cloudInitNoCloud`,
        'invalid-cloud-init',
      ],
    ],
  },
  {
    id: 'S17',
    object: vmi(specWith({ domain: resources({ memory: '999999' }, { memory: '1k' }) })),
    expected: [
      [
        'INV',
        `${R}.requests.memory '999999': must be greater than or equal to 1M.`,
        `${R}.requests.memory`,
        'invalid-memory',
      ],
      [
        'INV',
        `${R}.requests.memory '999999' is greater than ${R}.limits.memory '1k'`,
        `${R}.requests.memory`,
        'invalid-memory',
      ],
    ],
  },
  {
    id: 'S17, negative',
    object: vmi(specWith({ domain: resources({ memory: '-1Mi' }, { memory: -1 }) })),
    expected: [
      [
        'INV',
        `${R}.requests.memory '-1Mi': must be greater than or equal to 0.`,
        `${R}.requests.memory`,
        'invalid-memory',
      ],
      ['INV', `${R}.limits.memory '-1': must be greater than or equal to 0.`, `${R}.limits.memory`, 'invalid-memory'],
    ],
  },
  {
    id: 'S17, canonical texts',
    object: vmi(specWith({ domain: resources({ memory: '2048Mi' }, { memory: '1024Mi' }) })),
    expected: [
      [
        'INV',
        `${R}.requests.memory '2Gi' is greater than ${R}.limits.memory '1Gi'`,
        `${R}.requests.memory`,
        'invalid-memory',
      ],
    ],
  },
  {
    id: 'huge pages',
    object: vmi(specWith({ domain: { memory: { hugepages: { pageSize: '2Mi' } }, ...resources({ memory: '3Mi' }) } })),
    expected: [
      [
        'INV',
        `${R}.requests.memory '3Mi' is not a multiple of the page size spec.domain.hugepages.size '2Mi'`,
        `${R}.requests.memory`,
        'invalid-memory',
      ],
    ],
  },
  {
    id: 'S18',
    object: vmi({ domain: { devices: {} } }),
    expected: [
      [
        'REQ',
        "no memory requested, at least one of 'spec.domain.memory.guest', 'spec.domain.memory.hugepages.pageSize' or 'spec.domain.resources.requests.memory' must be set",
        '',
        'missing-memory',
      ],
    ],
  },
  {
    id: 'S18, v1.7',
    object: vmi({ domain: { devices: {} } }),
    surrounding: { release: 'v1.7' },
    expected: [
      [
        'REQ',
        "no memory requested, at least one of 'spec.domain.memory.guest', 'spec.domain.memory.hugepages.size' or 'spec.domain.resources.requests.memory' must be set",
        '',
        'missing-memory',
      ],
    ],
  },
  { id: 'S18, a VM may', object: vm({ domain: { devices: {} } }), expected: [] },
  {
    id: 'S19',
    object: vmi(specWith({ domain: { memory: { guest: '2Gi' }, ...resources({}, { memory: '1Gi' }) } })),
    surrounding: { kubevirt: { vmRolloutStrategy: 'Stage' } },
    expected: [
      [
        'INV',
        `spec.domain.memory.guest '2Gi' must be equal to or less than the memory limit ${R}.limits.memory '1Gi'`,
        'spec.domain.memory.guest',
        'invalid-memory',
      ],
    ],
  },
  {
    id: 'S20',
    object: vmi(specWith({ domain: resources({ cpu: 2 }, { cpu: '500m' }) })),
    expected: [
      ['INV', `${R}.requests.cpu '2' is greater than ${R}.limits.cpu '500m'`, `${R}.requests.cpu`, 'invalid-cpu'],
    ],
  },
  {
    id: 'S20, negative',
    object: vmi(specWith({ domain: resources({ cpu: '-1' }, { cpu: '-2' }) })),
    expected: [
      ['INV', `${R}.requests.cpu '-1': must be greater than or equal to 0.`, `${R}.requests.cpu`, 'invalid-cpu'],
      ['INV', `${R}.limits.cpu '-2': must be greater than or equal to 0.`, `${R}.limits.cpu`, 'invalid-cpu'],
    ],
  },
  {
    id: 'S21',
    object: vmi(specWith({ domain: { cpu: { sockets: 4, maxSockets: 2 } } })),
    expected: [
      [
        'INV',
        'Number of sockets in CPU topology is greater than the maximum sockets allowed',
        'spec.domain.cpu.sockets',
        'invalid-cpu',
      ],
    ],
  },
  {
    id: 'a CPU feature',
    object: vmi(specWith({ domain: { cpu: { features: [{ name: 'vmx', policy: 'must' }] } } })),
    expected: [
      [
        'NSUP',
        'CPU feature vmx uses policy must that is not supported.',
        'spec.domain.cpu.features[0].policy',
        'invalid-cpu',
      ],
    ],
  },
  {
    id: 'S22, realtime',
    object: hotplug({
      cpu: { realtime: {}, dedicatedCpuPlacement: true, numa: { guestMappingPassthrough: {} } },
      memory: { guest: '2Gi', maxGuest: '4Gi', hugepages: { pageSize: '1Gi' } },
    }),
    expected: [hotplugCause('Memory hotplug is not compatible with realtime VMs')],
  },
  {
    id: 'S22, no guest memory',
    object: hotplug({ memory: { maxGuest: '4Gi' } }),
    expected: [hotplugCause('Guest memory must be configured when memory hotplug is enabled')],
  },
  {
    id: 'S22, guest memory by request',
    object: hotplug({ memory: { maxGuest: '4Gi' }, ...resources({ memory: '2Gi' }) }),
    expected: [],
  },
  {
    id: 'S22, above the maximum',
    object: hotplug({ memory: { guest: '5Gi', maxGuest: '4Gi' } }),
    expected: [hotplugCause('Guest memory is greater than the configured maxGuest memory')],
  },
  {
    id: 'S22, alignment',
    object: hotplug({ memory: { guest: '2049Mi', maxGuest: '4Gi' } }),
    expected: [hotplugCause('Guest memory must be 2Mi aligned')],
  },
  {
    id: 'S22, alignment to huge pages',
    object: hotplug({ memory: { guest: '1Gi', maxGuest: '1536Mi', hugepages: { pageSize: '1Gi' } } }),
    expected: [hotplugCause('MaxGuest must be 1Gi aligned')],
  },
  {
    id: 'S22, architecture',
    object: hotplug({}, { architecture: 's390x' }),
    expected: [hotplugCause('Memory hotplug is only available for x86_64 VMs')],
  },
  {
    id: 'S22, too small',
    object: hotplug({ memory: { guest: '512Mi', maxGuest: '4Gi' } }),
    expected: [hotplugCause('Memory hotplug is only available for VMs with at least 1Gi of guest memory')],
  },
  {
    id: 'S22, not in Stage',
    object: hotplug({ memory: { guest: '5Gi', maxGuest: '4Gi' } }),
    surrounding: { kubevirt: { vmRolloutStrategy: 'Stage' } },
    expected: [],
  },
  {
    id: 'S22, not on a VMI',
    object: vmi(specWith({ domain: { memory: { guest: '5Gi', maxGuest: '4Gi' } } })),
    expected: [],
  },
  {
    id: 'S23, memory and fractions',
    object: pinned({}, { memory: {}, ...resources({ cpu: '1500m', memory: '1Gi' }, { cpu: '2', memory: '2Gi' }) }),
    expected: [
      ['INV', 'provided resources CPU requests must be an interger', `${R}.requests.cpu`, 'invalid-cpu-placement'],
      [
        'INV',
        `${R}.requests.memory must be equal to ${R}.limits.memory`,
        `${R}.requests.memory`,
        'invalid-cpu-placement',
      ],
    ],
  },
  {
    id: 'S23, no memory, too many threads',
    object: vm(specWith({ domain: { cpu: { dedicatedCpuPlacement: true, threads: 4 }, memory: {} } })),
    expected: [
      [
        'INV',
        `${T}.domain.resources.requests.memory or ${T}.domain.resources.limits.memory should be provided`,
        `${T}.domain.resources.limits.memory`,
        'invalid-cpu-placement',
      ],
      [
        'INV',
        `Not more than two threads must be provided at ${T}.domain.cpu.threads (got 4) when DedicatedCPUPlacement is true`,
        `${T}.domain.cpu.dedicatedCpuPlacement`,
        'invalid-cpu-placement',
      ],
    ],
  },
  {
    id: 'S23, CPUs that disagree',
    object: pinned({ cores: 4 }, resources({ cpu: '2', memory: '1Gi' }, { cpu: '3', memory: '1Gi' })),
    expected: [
      [
        'INV',
        `${R}.requests.cpu or ${R}.limits.cpu must be equal when DedicatedCPUPlacement is true `,
        'spec.domain.cpu.dedicatedCpuPlacement',
        'invalid-cpu-placement',
      ],
      [
        'INV',
        `${R}.requests.cpu or ${R}.limits.cpu must not be provided at the same time with spec.domain.cpu.cores when DedicatedCPUPlacement is true `,
        'spec.domain.cpu.dedicatedCpuPlacement',
        'invalid-cpu-placement',
      ],
    ],
  },
  {
    id: 'S23, NUMA and isolation',
    object: vmi(specWith({ domain: { cpu: { isolateEmulatorThread: true, numa: { guestMappingPassthrough: {} } } } })),
    expected: [
      [
        'INV',
        'spec.domain.cpu.dedicatedCpuPlacement must be set to true when NUMA topology strategy is set in spec.domain.cpu.numa.guestMappingPassthrough',
        'spec.domain.cpu.numa.guestMappingPassthrough',
        'invalid-cpu-placement',
      ],
      [
        'INV',
        'spec.domain.memory.hugepages must be requested when NUMA topology strategy is set in spec.domain.cpu.numa.guestMappingPassthrough',
        'spec.domain.cpu.numa.guestMappingPassthrough',
        'invalid-cpu-placement',
      ],
      [
        'INV',
        'IsolateEmulatorThread should be only set in combination with DedicatedCPUPlacement',
        'spec.domain.cpu.isolateEmulatorThread',
        'invalid-cpu-placement',
      ],
    ],
  },
  {
    id: 'realtime',
    object: vmi(specWith({ domain: { cpu: { realtime: {} } } })),
    expected: [
      [
        'REQ',
        'spec.domain.cpu.dedicatedCpuPlacement must be set to true when spec.domain.cpu.realtime is used',
        'spec.domain.cpu.dedicatedCpuPlacement',
        'invalid-cpu-placement',
      ],
      [
        'REQ',
        'spec.domain.cpu.numa.guestMappingPassthrough must be defined when spec.domain.cpu.realtime is used',
        'spec.domain.cpu.numa.guestMappingPassthrough',
        'invalid-cpu-placement',
      ],
    ],
  },
  {
    id: 'S24',
    object: vmi(specWith({ domain: { firmware: { bootloader: { efi: {} } } } })),
    expected: [
      [
        'INV',
        'spec.domain has EFI SecureBoot enabled. SecureBoot requires SMM, which is currently disabled.',
        'spec.domain',
        'invalid-firmware',
      ],
    ],
  },
  {
    id: 'S24, with SMM, or not secure',
    object: vmi(specWith({ domain: { firmware: { bootloader: { efi: {} } }, features: { smm: {} } } })),
    expected: [],
  },
  {
    id: 'firmware',
    object: vmi(
      specWith({
        domain: {
          firmware: {
            serial: 'a b',
            bootloader: { bios: {}, efi: { secureBoot: false } },
            kernelBoot: { container: { image: '', kernelPath: '/a/../b' } },
            acpi: { slicNameRef: 'x' },
          },
        },
      }),
    ),
    expected: [
      [
        'INV',
        'spec.domain.firmware.serial must be made up of the following characters [A-Za-z0-9_.+-], if specified',
        'spec.domain.firmware.serial',
        'invalid-firmware',
      ],
      ['INV', 'spec.acpi does not have a matching Volume.', 'spec.acpi.slicNameRef', 'invalid-firmware'],
      [
        'INV',
        'spec.domain.firmware.bootloader has both EFI and BIOS configured, but they are mutually exclusive.',
        'spec.domain.firmware.bootloader',
        'invalid-firmware',
      ],
      [
        'REQ',
        'spec.domain.firmware.kernelBoot.container must be defined with an image',
        'spec.domain.firmware.kernelBoot.container.image',
        'invalid-firmware',
      ],
      [
        'INV',
        'spec.domain.firmware.kernelBoot.container.kernelPath must be an absolute path to a file without relative components',
        'spec.domain.firmware.kernelBoot.container.kernelPath',
        'invalid-firmware',
      ],
    ],
  },
  {
    id: 'S25',
    object: vmi(specWith({ hostname: 'My.Host', subdomain: 'a_b' })),
    expected: [
      [
        'INV',
        `spec.hostname does not conform to the kubernetes DNS_LABEL rules : ${label}`,
        'spec.hostname',
        'invalid-hostname',
      ],
      [
        'INV',
        `spec.subdomain does not conform to the kubernetes DNS_SUBDOMAIN rules : ${subdomain}`,
        'spec.subdomain',
        'invalid-hostname',
      ],
    ],
  },
  {
    id: 'S25, too long',
    object: vmi(specWith({ hostname: 'a'.repeat(64) })),
    expected: [
      [
        'INV',
        'spec.hostname does not conform to the kubernetes DNS_LABEL rules : must be no more than 63 characters',
        'spec.hostname',
        'invalid-hostname',
      ],
    ],
  },
  {
    id: 'S26',
    object: vmi(specWith({ evictionStrategy: 'Live' })),
    expected: [
      [
        'INV',
        'spec.evictionStrategy is set with an unrecognized option: Live',
        'spec.evictionStrategy',
        'unsupported-eviction-strategy',
      ],
    ],
  },
  {
    id: 'S27',
    object: vmi(specWith({ domain: { machine: { type: 'pc' } } })),
    expected: [
      [
        'INV',
        'spec.domain.machine.type is not supported: pc (allowed values: [q35* pc-q35*])',
        'spec.domain.machine.type',
        'unsupported-machine-type',
      ],
    ],
  },
  {
    id: 'S27, by architecture',
    object: vmi(specWith({ architecture: 'arm64', domain: { machine: { type: 'virt-9.2' } } })),
    expected: [],
  },
  {
    id: 'S27, as configured',
    object: vmi(specWith({ domain: { machine: { type: 'pc' } } })),
    surrounding: { kubevirt: { architectureConfiguration: { amd64: { emulatedMachines: ['p?'] } } } },
    expected: [],
  },
  {
    id: 'S28',
    object: vmi(specWith({ dnsPolicy: 'None' })),
    expected: [['REQ', 'must provide `dnsConfig` when `dnsPolicy` is None', 'spec.dnsConfig', 'incomplete-dns-config']],
  },
  {
    id: 'S28, no nameserver',
    object: vmi(specWith({ dnsPolicy: 'None', dnsConfig: { searches: ['x'] } })),
    expected: [
      [
        'REQ',
        'must provide at least one DNS nameserver when `dnsPolicy` is None',
        'nameservers',
        'incomplete-dns-config',
      ],
    ],
  },
  {
    id: 'DNS',
    object: vmi(
      specWith({
        dnsPolicy: 'Cluster',
        dnsConfig: { nameservers: ['1.2.3', '10.0.0.1', '::1', 'fe80::10.0.0.1'], searches: ['a_b'], options: [{}] },
      }),
    ),
    expected: [
      [
        'NSUP',
        'DNSPolicy: Cluster is not supported, valid values: [ClusterFirstWithHostNet ClusterFirst Default None ]',
        'spec.dnsPolicy',
        'incomplete-dns-config',
      ],
      [
        'INV',
        'must not have more than 3 nameservers: [1.2.3 10.0.0.1 ::1 fe80::10.0.0.1]',
        'nameservers',
        'incomplete-dns-config',
      ],
      ['INV', 'must be valid IP address: 1.2.3', 'nameservers', 'incomplete-dns-config'],
      ['INV', subdomain, 'searchDomains', 'incomplete-dns-config'],
      ['INV', 'Option.Name must not be empty', 'options', 'incomplete-dns-config'],
    ],
  },
  {
    id: 'S29, S30 on a VM',
    object: vm(
      specWith({}),
      {},
      {
        labels: { 'kubevirt.io/nodeName': 'x', 'kubevirt.io/size': 'y' },
        annotations: { 'hooks.kubevirt.io/hookSidecars': '[]' },
      },
    ),
    expected: [
      [
        'NSUP',
        'creation of the following reserved kubevirt.io/ labels on a VMI object is prohibited',
        'spec.template.metadata.labels',
        'reserved-label',
      ],
      [
        'INV',
        'sidecar feature gate is not enabled in kubevirt-config, invalid entry spec.template.metadata.annotations.hooks.kubevirt.io/hookSidecars',
        'spec.template.metadata.annotations',
        'feature-gate-not-enabled',
      ],
    ],
  },
  {
    id: 'S29, on a VMI',
    object: vmi(specWith({}), { labels: { 'kubevirt.io/created-by': 'x' } }),
    expected: [
      [
        'NSUP',
        'creation of the following reserved kubevirt.io/ labels on a VMI object is prohibited',
        'metadata.labels',
        'reserved-label',
      ],
    ],
  },
  {
    id: 'S33',
    object: vm(specWith({ architecture: 'arm64' })),
    surrounding: { release: 'v1.7' },
    expected: [
      [
        'REQ',
        `MultiArchitecture feature gate is not enabled in kubevirt-config, invalid entry ${T}.architecture`,
        `${T}.architecture`,
        'feature-gate-not-enabled',
      ],
    ],
  },
  { id: 'S33, not since v1.8', object: vm(specWith({ architecture: 'arm64' })), expected: [] },
  {
    id: 'an architecture that nobody has',
    object: vmi(specWith({ architecture: 'sparc' })),
    expected: [['INV', 'unsupported architecture: sparc', 'spec.architecture', 'unsupported-architecture']],
  },
  {
    id: 'arm64',
    object: vmi(
      specWith({
        architecture: 'arm64',
        domain: { cpu: { model: 'host-model' }, firmware: { bootloader: { efi: {} } }, features: { smm: {} } },
        devices: { disks: [disk('a', { disk: { bus: 'sata' } })], sound: { name: 's' }, video: { type: 'vga' } },
        volumes: [volume('a')],
      }),
    ),
    expected: [
      [
        'NSUP',
        'UEFI secure boot is currently not supported on aarch64 Arch',
        'spec.domain.firmware.bootloader.efi.secureboot',
        'invalid-firmware',
      ],
      [
        'NSUP',
        'currently, host-passthrough is the only model supported on Arm64',
        'spec.domain.cpu.model',
        'invalid-cpu',
      ],
      ['NSUP', 'Arm64 not support this disk bus type, please use virtio or scsi', `${D}[0].disk.bus`, 'invalid-disk'],
      ['NSUP', 'Arm64 not support sound device', 'spec.domain.devices.sound', 'invalid-device'],
      [
        'NSUP',
        "video model 'vga' is not supported on arm64 architecture",
        'spec.domain.devices.video.type',
        'invalid-device',
      ],
    ],
  },
  {
    id: 'devices',
    object: vmi(
      specWith({
        domain: { ioThreadsPolicy: 'many' },
        devices: {
          inputs: [{ name: 'i', type: 'mouse', bus: 'ps2' }],
          sound: { name: '', model: 'sb16' },
          watchdog: { name: 'w', diag288: {} },
          video: { type: 'qxl' },
          panicDevices: [{ model: 'x' }],
          autoattachGraphicsDevice: false,
        },
      }),
    ),
    expected: [
      ['INV', 'Input device can have only virtio or usb bus.', 'spec.domain.devices.inputs[0].bus', 'invalid-device'],
      ['INV', 'Input device can have only tablet type.', 'spec.domain.devices.inputs[0].type', 'invalid-device'],
      ['INV', 'Invalid IOThreadsPolicy (many)', 'spec.domain.ioThreadsPolicy', 'invalid-device'],
      ['INV', "Sound device type is not supported. Options: 'ich9' or 'ac97'", 'spec.Sound', 'invalid-device'],
      ['INV', 'Sound device requires a name field.', 'spec.Sound', 'invalid-device'],
      [
        'INV',
        'Video configuration is not allowed when autoattachGraphicsDevice is set to false',
        'spec.video',
        'invalid-device',
      ],
      ['INV', 'invalid PanicDeviceModel(x)', 'spec.domain.devices.panicDevices[0].model', 'invalid-device'],
      ['NSUP', 'amd64 only supports I6300ESB watchdog device', 'spec.domain.devices.watchdog', 'invalid-device'],
      [
        'NSUP',
        "video model 'qxl' is not supported on amd64 architecture",
        'spec.domain.devices.video.type',
        'invalid-device',
      ],
    ],
  },
  {
    id: 'gates',
    object: vmi(
      specWith({
        domain: { launchSecurity: { sev: {} }, firmware: { bootloader: { efi: { secureBoot: false } } } },
        devices: {
          hostDevices: [{ name: 'h', deviceName: 'x/y' }],
          gpus: [{ name: 'g', claimName: 'c', requestName: 'r' }],
          autoattachVSOCK: true,
          downwardMetrics: {},
          video: { type: 'vga' },
          panicDevices: [{}],
          disks: [disk('h'), disk('m'), disk('p', { lun: { bus: 'scsi', reservation: true } })],
          filesystems: [{ name: 'p', virtiofs: {} }],
        },
        volumes: [
          volume('h', { hostDisk: { path: '/x', type: 'Disk' } }),
          volume('m', { downwardMetrics: {} }),
          volume('p', { persistentVolumeClaim: { claimName: 'p' } }),
        ],
      }),
    ),
    surrounding: { release: 'v1.6' },
    expected: (
      [
        [
          'vmi.spec.domain.devices.gpus contains DRA enabled GPUs but feature gate is not enabled',
          'spec.spec.domain.devices.gpus',
        ],
        ['HostDisk feature gate is not enabled', `${V}[0]`],
        ['downwardMetrics disks are not allowed: DownwardMetrics feature gate is not enabled.', `${V}[1]`],
        ['Host Devices feature gate is not enabled in kubevirt-config', 'spec.HostDevices'],
        ['WorkloadEncryptionSEV feature gate is not enabled in kubevirt-config', 'spec.launchSecurity'],
        ['VSOCK feature gate is not enabled in kubevirt-config', 'spec.domain.devices.autoattachVSOCK'],
        [
          'PersistentReservation feature gate is not enabled in kubevirt-config',
          'spec.domain.devices.disks.luns.reservation',
        ],
        [
          'downwardMetrics virtio serial is not allowed: DownwardMetrics feature gate is not enabled',
          'spec.domain.devices.downwardMetrics',
        ],
        ['virtiofs is not allowed: virtiofs feature gate is not enabled for PVC', 'spec.domain.devices.filesystems'],
        ['Video configuration is specified but the VideoConfig feature gate is not enabled', 'spec.video'],
        ['Panic Devices feature gate is not enabled in kubevirt-config', 'spec.domain.devices.panicDevices'],
      ] as const
    ).map(([message, field]): Line => ['INV', message, field, 'feature-gate-not-enabled']),
  },
  {
    id: 'N58 and what else launch security wants',
    object: vmi(
      specWith({
        domain: { launchSecurity: { snp: { policy: 'x' } } },
        devices: { interfaces: [{ name: 'n', masquerade: {}, bootOrder: 1 }] },
        networks: [{ name: 'n', pod: {} }],
      }),
    ),
    expected: [
      ['INV', 'SNP requires OVMF (UEFI)', 'spec.launchSecurity', 'invalid-launch-security'],
      ['INV', 'x is not a valid SEV-SNP Policy Config', 'spec.launchSecurity', 'invalid-launch-security'],
      [
        'INV',
        'SNP does not work with bootable NICs: n',
        'spec.launchSecurity',
        'bootable-interface-with-launch-security',
      ],
    ],
  },
  {
    id: 'two kinds of launch security',
    object: vmi(specWith({ domain: { launchSecurity: { sev: {}, tdx: {} } } })),
    expected: [
      ['FORB', 'One and only one launchSecurity type can be set', 'spec.launchSecurity', 'invalid-launch-security'],
    ],
  },
  {
    id: 'probes and start',
    object: vmi(
      specWith({
        startStrategy: 'Paused',
        readinessProbe: { initialDelaySeconds: 1 },
        livenessProbe: { exec: {}, guestAgentPing: {} },
      }),
    ),
    expected: [
      [
        'INV',
        'either spec.startStrategy or spec.livenessProbe should be provided.Pausing VMI with LivenessProbe is not supported',
        'spec.startStrategy',
        'unsupported-start-strategy',
      ],
      [
        'REQ',
        'either spec.readinessProbe.tcpSocket, spec.readinessProbe.exec or spec.readinessProbe.httpGet must be set if a spec.readinessProbe is specified',
        'spec.readinessProbe',
        'invalid-probe',
      ],
      ['INV', 'spec.livenessProbe must have exactly one probe type set', 'spec.livenessProbe', 'invalid-probe'],
    ],
  },
  {
    id: 'access credentials',
    object: vmi(
      specWith({
        accessCredentials: [
          { sshPublicKey: { source: {}, propagationMethod: { noCloud: {} } } },
          { userPassword: { source: { secret: { secretName: 's' } }, propagationMethod: {} } },
          {},
        ],
      }),
    ),
    expected: (
      [
        [
          'spec.accessCredentials[0] requires a noCloud volume to exist when the noCloud propagationMethod is in use.',
          '[0].sshPublicKey.propagationMethod',
        ],
        ['spec.accessCredentials[0] must have exactly one source set', '[0].sshPublicKey.source'],
        ['spec.accessCredentials[1] must have exactly one propagationMethod set', '[1].userPassword.propagationMethod'],
        ['spec.accessCredentials[2] must have exactly one access credential type set', '[2]'],
      ] as const
    ).map(([message, rest]): Line => ['INV', message, `spec.accessCredentials${rest}`, 'invalid-access-credentials']),
  },
  {
    id: 'N29b, N29c',
    object: vmi(
      specWith({
        devices: {
          gpus: [{ name: 'g', claimName: 'c', requestName: 'r' }],
          interfaces: [{ name: 'n', sriov: {} }],
        },
        networks: [{ name: 'n', resourceClaim: { claimName: 'c', requestName: 'r' } }],
        resourceClaims: [
          { name: 'c', resourceClaimName: 'x', resourceClaimTemplateName: 'y' },
          { name: 'c', resourceClaimName: 'x' },
          { name: 'd' },
        ],
      }),
    ),
    surrounding: gates('NetworkDevicesWithDRA'),
    expected: [
      [
        'INV',
        'at most one of resourceClaimName or resourceClaimTemplateName may be specified',
        'spec.resourceClaims[0]',
        'invalid-resource-claims',
      ],
      ['DUP', 'duplicate resourceClaims name "c"', 'spec.resourceClaims[1].name', 'invalid-resource-claims'],
      [
        'INV',
        'must specify one of: resourceClaimName, resourceClaimTemplateName',
        'spec.resourceClaims[2]',
        'invalid-resource-claims',
      ],
      [
        'DUP',
        'duplicate claimName/requestName pair "c/r" between GPUs[0] and Networks[0]',
        'spec.networks[0]',
        'duplicate-resource-claim',
      ],
    ],
  },
];

describe('rules of the machine', () => {
  it.each(rows)('$id', ({ object, expected, surrounding }) => {
    expect(linesOf(object, surrounding)).toEqual(expected);
  });

  it('speak of a pool by its long path, and give it no defaults', () => {
    const spec = specWith({ hostname: 'A', readinessProbe: { tcpSocket: { port: 1 } } });
    const base = 'spec.virtualMachineTemplate.spec.template.spec';
    expect(linesOf(pool(spec)).map(([, , field]) => field)).toEqual([
      `${base}.hostname`,
      `${base}.readinessProbe.tcpSocket`,
    ]);
  });
});
