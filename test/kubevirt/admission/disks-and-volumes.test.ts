import { specWith, vmi } from './objects.ts';
import { expectRows, type Row } from './rows.ts';

type Plain = Readonly<Record<string, unknown>>;

const D = 'spec.domain.devices.disks';
const V = 'spec.volumes';
const disk = (name: string, rest: Plain = { disk: {} }): Plain => ({ name, ...rest });
const volume = (name: string, rest: Plain = { containerDisk: { image: 'x' } }): Plain => ({ name, ...rest });
const storage = (disks: readonly Plain[], volumes: readonly Plain[]): unknown =>
  vmi(specWith({ devices: { disks }, volumes }));
const withDisk = (rest: Plain, source?: Plain): unknown => storage([disk('a', rest)], [volume('a', source)]);
const withVolume = (source: Plain): unknown => storage([disk('a')], [volume('a', source)]);
const label =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

const rows: readonly Row[] = [
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
];

expectRows('rules of disks and volumes', rows);
