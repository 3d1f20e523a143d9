import { type Line, gates, specWith, vmi } from './objects.ts';
import { expectRows, type Row } from './rows.ts';

type Plain = Readonly<Record<string, unknown>>;

const D = 'spec.domain.devices.disks';
const V = 'spec.volumes';
const disk = (name: string, rest: Plain = { disk: {} }): Plain => ({ name, ...rest });
const volume = (name: string, rest: Plain = { containerDisk: { image: 'x' } }): Plain => ({ name, ...rest });

const rows: readonly Row[] = [
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

expectRows('rules of firmware, devices and gates', rows);
