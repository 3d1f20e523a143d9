/**
 * The rules of other devices: inputs, sound, video, watchdog, panic devices, those of the host, and the threads that serve disks. Truth:
 * `kubevirt/kubevirt · pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`,
 * `pkg/virt-api/webhooks/{amd64,arm64,s390x}.go`, v1.6–v1.9.
 */
import { isGateEnabled } from '../configuration.ts';
import { type Cause, type CauseRest, gated, invalid } from './cause.ts';
import { type SpecAdmission, devicesField, disksField, volumesField } from './spec-admission.ts';

const ioThreadsPolicies = ['shared', 'auto', 'supplementalPool'];

export function inputCauses({ machine: { domain }, field }: SpecAdmission): Cause[] {
  return domain.devices.inputs.flatMap(({ bus, type }, index) => {
    const at = `${devicesField(field)}.inputs[${index}]`;
    const causes: Cause[] = [];
    if (!['virtio', 'usb', ''].includes(bus))
      causes.push(
        invalid('invalid-device', 'Input device can have only virtio or usb bus.', `${at}.bus`, {
          data: { fault: 'input-bus', value: bus, values: ['virtio', 'usb'] },
        }),
      );
    if (type !== 'tablet')
      causes.push(
        invalid('invalid-device', 'Input device can have only tablet type.', `${at}.type`, {
          data: { fault: 'input-type', value: type, values: ['tablet'] },
        }),
      );
    return causes;
  });
}

export function ioThreadCauses({ machine: { domain }, field }: SpecAdmission): Cause[] {
  const { ioThreadsPolicy: policy, ioThreads } = domain;
  if (policy === undefined) return [];
  const at = `${field}.domain.ioThreadsPolicy`;
  const causes: Cause[] = [];
  if (!ioThreadsPolicies.includes(policy))
    causes.push(
      invalid('invalid-device', `Invalid IOThreadsPolicy (${policy})`, at, {
        data: { fault: 'io-threads', value: policy, values: ioThreadsPolicies },
      }),
    );
  if (policy === 'supplementalPool' && (ioThreads?.supplementalPoolThreadCount ?? 0) < 1)
    causes.push(
      invalid(
        'invalid-device',
        'the number of iothreads needs to be set and positive for the dedicated policy',
        `${field}.domain.ioThreads.count`,
        {
          at,
          evidence: [at, `${field}.domain.ioThreads`],
          data: { fault: 'io-threads-count' },
        },
      ),
    );
  return causes;
}

/** Devices that need a gate, sound and video, in KubeVirt's order; its own fields are partly no real paths. */
export function hostDeviceCauses({ machine, release, configuration, field }: SpecAdmission): Cause[] {
  const at = `${devicesField(field)}.hostDevices`;
  if (machine.domain.devices.hostDevices === undefined || isGateEnabled(release, configuration, 'HostDevices'))
    return [];
  const message = 'Host Devices feature gate is not enabled in kubevirt-config';
  return [gated('HostDevices', message, `${field}.HostDevices`, { at, on: 'key' })];
}

export function soundCauses({ machine: { domain }, field }: SpecAdmission): Cause[] {
  const { sound } = domain.devices;
  if (!sound) return [];
  const at = `${devicesField(field)}.sound`;
  const say = (message: string, rest: CauseRest): Cause => invalid('invalid-device', message, `${field}.Sound`, rest);
  return [
    ...(['', 'ich9', 'ac97'].includes(sound.model)
      ? []
      : [
          say("Sound device type is not supported. Options: 'ich9' or 'ac97'", {
            at: `${at}.model`,
            data: { fault: 'sound-model', value: sound.model, values: ['ich9', 'ac97'] },
          }),
        ]),
    ...(sound.name === ''
      ? [say('Sound device requires a name field.', { at: `${at}.name`, data: { fault: 'sound-name' } })]
      : []),
  ];
}

export function gatedDeviceCauses(admission: SpecAdmission): Cause[] {
  const { machine, release, configuration, field } = admission;
  const { devices } = machine.domain;
  const base = devicesField(field);
  const isOff = (gate: string): boolean => !isGateEnabled(release, configuration, gate);
  const causes: Cause[] = [];
  if (devices.autoattachVSOCK === true && isOff('VSOCK'))
    causes.push(
      gated('VSOCK', 'VSOCK feature gate is not enabled in kubevirt-config', `${base}.autoattachVSOCK`, { on: 'key' }),
    );
  const reserved = devices.disks.findIndex((disk) => disk.lun?.reservation === true);
  if (reserved >= 0 && isOff('PersistentReservation'))
    causes.push(
      gated(
        'PersistentReservation',
        'PersistentReservation feature gate is not enabled in kubevirt-config',
        `${disksField(field)}.luns.reservation`,
        { at: `${disksField(field)}[${reserved}].lun.reservation`, on: 'key', data: { disk: reserved } },
      ),
    );
  if (devices.downwardMetrics && isOff('DownwardMetrics'))
    causes.push(
      gated(
        'DownwardMetrics',
        'downwardMetrics virtio serial is not allowed: DownwardMetrics feature gate is not enabled',
        `${base}.downwardMetrics`,
        { on: 'key' },
      ),
    );
  return [...causes, ...filesystemCauses(admission), ...videoCauses(admission), ...panicDeviceCauses(admission)];
}

function filesystemCauses({ machine, release, configuration, field }: SpecAdmission): readonly Cause[] {
  const volumes = new Map(machine.volumes.map((volume) => [volume.name, volume]));
  const filesystems = `${devicesField(field)}.filesystems`;
  const older = 'ExperimentalVirtiofsSupport';
  return machine.domain.devices.filesystems.flatMap(({ name }, index) => {
    const volume = volumes.get(name);
    if (!volume) return [];
    const isConfig = volume.configMap ?? volume.secret ?? volume.downwardAPI ?? volume.serviceAccount;
    const isStorage = volume.persistentVolumeClaim ?? volume.dataVolume;
    if (!isConfig && !isStorage) return [];
    const gate = isConfig ? 'EnableVirtioFsConfigVolumes' : 'EnableVirtioFsStorageVolumes';
    if ([gate, older].some((known) => isGateEnabled(release, configuration, known))) return [];
    const what = isConfig ? 'config volumes' : 'PVC';
    return [
      gated(gate, `virtiofs is not allowed: virtiofs feature gate is not enabled for ${what}`, filesystems, {
        at: `${filesystems}[${index}].virtiofs`,
        on: 'key',
        evidence: [`${filesystems}[${index}]`, volumesField(field)],
        data: { filesystem: index, name },
      }),
    ];
  });
}

function videoCauses({ machine: { domain }, release, configuration, field }: SpecAdmission): readonly Cause[] {
  const { video, autoattachGraphicsDevice } = domain.devices;
  if (!video) return [];
  const at = `${devicesField(field)}.video`;
  const odd = `${field}.video`;
  if (!isGateEnabled(release, configuration, 'VideoConfig'))
    return [
      gated('VideoConfig', 'Video configuration is specified but the VideoConfig feature gate is not enabled', odd, {
        at,
        on: 'key',
      }),
    ];
  if (autoattachGraphicsDevice !== false) return [];
  const graphics = `${devicesField(field)}.autoattachGraphicsDevice`;
  return [
    invalid('invalid-device', 'Video configuration is not allowed when autoattachGraphicsDevice is set to false', odd, {
      at,
      on: 'key',
      evidence: [at, graphics],
      related: [{ field: graphics, relation: 'conflicts-with' }],
      data: { fault: 'video-without-graphics' },
    }),
  ];
}

const panicModels = ['hyperv', 'isa', 'pvpanic'];

function panicDeviceCauses({ machine, release, configuration, field }: SpecAdmission): readonly Cause[] {
  const { panicDevices } = machine.domain.devices;
  if (panicDevices.length === 0) return [];
  const at = `${devicesField(field)}.panicDevices`;
  if (!isGateEnabled(release, configuration, 'PanicDevices'))
    return [gated('PanicDevices', 'Panic Devices feature gate is not enabled in kubevirt-config', at, { on: 'key' })];
  const architecture = machine.architecture === '' ? configuration.defaultArchitecture : machine.architecture;
  return [
    ...(architecture === 's390x'
      ? [
          invalid('invalid-device', 'custom panic devices are not supported on s390x architecture', at, {
            on: 'key',
            evidence: [at, `${field}.architecture`],
            data: { fault: 'architecture' },
          }),
        ]
      : []),
    ...panicDevices.flatMap(({ model }, index) =>
      model === undefined || panicModels.includes(model)
        ? []
        : [
            invalid('invalid-device', `invalid PanicDeviceModel(${model})`, `${at}[${index}].model`, {
              data: { fault: 'panic-model', value: model, values: panicModels },
            }),
          ],
    ),
  ];
}
