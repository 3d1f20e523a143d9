/**
 * The rules that hang on the CPU architecture, and machine types. Truth: `kubevirt/kubevirt · pkg/virt-api/webhooks/{amd64,arm64,s390x}.go`,
 * `pkg/virt-config/virt-config.go`, v1.6–v1.9.
 */
import { isGateEnabled, type ClusterConfiguration } from '../configuration.ts';
import { diskKinds } from './disks.ts';
import { type Cause, type CauseRest, cause, invalid } from './cause.ts';
import { bootsSecurely } from './firmware.ts';
import { type SpecAdmission, devicesField, disksField } from './spec-admission.ts';

export const architectures: readonly string[] = ['amd64', 'arm64', 's390x'];

const machineTypes: Readonly<Record<string, readonly string[]>> = {
  amd64: ['q35*', 'pc-q35*'],
  arm64: ['virt*'],
  s390x: ['s390-ccw-virtio*'],
};

/** Patterns of the machine types that a VM of an architecture may name. */
export function allowedMachineTypes(architecture: string, configuration: ClusterConfiguration): readonly string[] {
  const key = Object.hasOwn(machineTypes, architecture) ? architecture : 'amd64';
  return configuration.emulatedMachines ?? configuration.architectureMachines[key] ?? machineTypes[key] ?? [];
}

export function machineTypeCauses({ machine, configuration, field }: SpecAdmission): Cause[] {
  const type = machine.domain.machine?.type ?? '';
  if (type === '') return [];
  const allowed = allowedMachineTypes(machine.architecture, configuration);
  if (allowed.some((pattern) => matches(pattern, type))) return [];
  const at = `${field}.domain.machine.type`;
  const message = `${at} is not supported: ${type} (allowed values: [${allowed.join(' ')}])`;
  return [
    invalid('unsupported-machine-type', message, at, {
      evidence: [at, `${field}.architecture`],
      fromConfiguration: true,
      data: { value: type, allowed },
    }),
  ];
}

/** A shell pattern with `*` and `?`, neither of which stands for a slash. */
function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  return new RegExp(`^${source}$`).test(text);
}

/** An architecture other than the control plane's, while that needed a gate. */
export function foreignArchitectureCauses({ machine, release, configuration, field }: SpecAdmission): Cause[] {
  const { architecture } = machine;
  if (release.admission.foreignArchitectures === 'accepted') return [];
  if (architecture === '' || architecture === configuration.defaultArchitecture) return [];
  if (isGateEnabled(release, configuration, 'MultiArchitecture')) return [];
  const at = `${field}.architecture`;
  const message = `MultiArchitecture feature gate is not enabled in kubevirt-config, invalid entry ${at}`;
  return [
    cause('feature-gate-not-enabled', 'FieldValueRequired', message, at, {
      gate: 'MultiArchitecture',
      data: { value: architecture },
    }),
  ];
}

/** What only VMIs are asked, by their architecture. */
export function architectureCauses(admission: SpecAdmission): Cause[] {
  const { machine, field } = admission;
  switch (machine.architecture) {
    case 'amd64':
      return [...watchdogCauses(admission, 'amd64', 'i6300esb'), ...videoTypeCauses(admission)];
    case 'arm64':
      return [...arm64Causes(admission), ...videoTypeCauses(admission)];
    case 's390x':
      return [...watchdogCauses(admission, 's390x', 'diag288'), ...videoTypeCauses(admission)];
    default:
      return [
        invalid(
          'unsupported-architecture',
          `unsupported architecture: ${machine.architecture}`,
          `${field}.architecture`,
          {
            data: { value: machine.architecture, values: architectures },
          },
        ),
      ];
  }
}

const videoTypes: Readonly<Record<string, readonly string[]>> = {
  amd64: ['vga', 'cirrus', 'virtio', 'ramfb', 'bochs'],
  arm64: ['virtio', 'ramfb'],
  s390x: ['virtio'],
};

function videoTypeCauses({ machine, field }: SpecAdmission): readonly Cause[] {
  const { video } = machine.domain.devices;
  const values = videoTypes[machine.architecture] ?? [];
  if (!video || values.includes(video.type)) return [];
  const at = `${devicesField(field)}.video.type`;
  const message = `video model '${video.type}' is not supported on ${machine.architecture} architecture`;
  return [
    cause('invalid-device', 'FieldValueNotSupported', message, at, {
      evidence: [at, `${field}.architecture`],
      data: { fault: 'video-type', value: video.type, values },
    }),
  ];
}

function watchdogCauses(
  { machine, field }: SpecAdmission,
  architecture: string,
  only: 'i6300esb' | 'diag288',
): readonly Cause[] {
  const { watchdog } = machine.domain.devices;
  if (!watchdog) return [];
  if (watchdog[only] && !watchdog[only === 'i6300esb' ? 'diag288' : 'i6300esb']) return [];
  const at = `${devicesField(field)}.watchdog`;
  const name = only === 'i6300esb' ? 'I6300ESB' : 'Diag288';
  return [
    cause('invalid-device', 'FieldValueNotSupported', `${architecture} only supports ${name} watchdog device`, at, {
      on: 'key',
      evidence: [at, `${field}.architecture`],
      data: { fault: 'watchdog', values: [only] },
    }),
  ];
}

function arm64Causes({ machine, field }: SpecAdmission): Cause[] {
  const { firmware, cpu, devices } = machine.domain;
  const causes: Cause[] = [];
  const say = (family: Cause['family'], message: string, where: string, rest: CauseRest = {}): number => {
    const { evidence = [rest.at ?? where], ...others } = rest;
    return causes.push(
      cause(family, 'FieldValueNotSupported', message, where, {
        ...others,
        evidence: [...evidence, `${field}.architecture`],
        data: { fault: 'architecture', ...rest.data },
      }),
    );
  };
  const loader = `${field}.domain.firmware.bootloader`;
  if (firmware?.bootloader?.bios)
    say('invalid-firmware', 'Arm64 does not support bios boot, please change to uefi boot', `${loader}.bios`, {
      on: 'key',
    });
  if (bootsSecurely(firmware))
    say('invalid-firmware', 'UEFI secure boot is currently not supported on aarch64 Arch', `${loader}.efi.secureboot`, {
      at: `${loader}.efi`,
      on: 'key',
    });
  if (cpu && cpu.model !== '' && cpu.model !== 'host-passthrough')
    say(
      'invalid-cpu',
      'currently, host-passthrough is the only model supported on Arm64',
      `${field}.domain.cpu.model`,
      {
        data: { value: cpu.model, values: ['host-passthrough'] },
      },
    );
  devices.disks.forEach((disk, index) => {
    const at = `${disksField(field)}[${index}]`;
    for (const kind of diskKinds) {
      const bus = disk[kind]?.bus ?? '';
      if (bus === '' || bus === 'virtio' || bus === 'scsi') continue;
      // KubeVirt names the bus of a disk and of a CD-ROM, but the whole LUN.
      const where = kind === 'lun' ? `${at}.lun` : `${at}.${kind}.bus`;
      say('invalid-disk', 'Arm64 not support this disk bus type, please use virtio or scsi', where, {
        at: `${at}.${kind}.bus`,
        data: { disk: index, kind, value: bus, values: kind === 'cdrom' ? ['scsi'] : ['virtio', 'scsi'] },
      });
    }
  });
  for (const device of ['watchdog', 'sound'] as const)
    if (devices[device])
      say(
        'invalid-device',
        device === 'watchdog' ? 'Arm64 not support Watchdog device' : 'Arm64 not support sound device',
        `${devicesField(field)}.${device}`,
        { on: 'key' },
      );
  return causes;
}
