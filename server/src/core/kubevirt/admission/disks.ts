/**
 * The rules of disks, and of the order that devices boot in. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, `pkg/storage/admitters/disks.go`, v1.6–v1.9.
 */
import { isGateEnabled } from '../configuration.ts';
import type { Disk, Volume } from '../machine-model.ts';
import { type Cause, type CauseRest, cause, gated, invalid, required } from './cause.ts';
import { diskValueCauses } from './disk-values.ts';
import { dnsLabelFaults } from './dns-names.ts';
import { interfaceField } from './network-admission.ts';
import { type SpecAdmission, disksField, volumesField } from './spec-admission.ts';

export const diskKinds = ['disk', 'lun', 'cdrom'] as const;

/** Disks have their volumes, and no two devices one place in the boot order. */
export function bootDeviceCauses(admission: SpecAdmission): Cause[] {
  const { machine, field } = admission;
  const causes: Cause[] = [];
  const volumes = new Map(machine.volumes.map((volume) => [volume.name, volume]));
  const taken = new Map<number, string>();
  machine.domain.devices.disks.forEach((disk, index) => {
    const at = `${disksField(field)}[${index}]`;
    causes.push(...diskVolumeCauses(admission, disk, volumes.get(disk.name), index, at));
    if (disk.bootOrder !== undefined) causes.push(...bootOrderCauses(disk.bootOrder, `${at}.bootOrder`, taken));
  });
  admission.spec.interfaces.forEach(({ bootOrder, name }, index) => {
    if (bootOrder === undefined) return;
    const at = `${interfaceField(field, index)}.bootOrder`;
    if (bootOrder < 1)
      causes.push(
        invalid(
          'invalid-boot-order',
          `${field}[${index}] must have a boot order > 0, if supplied`,
          `${field}[${index}].bootOrder`,
          { at, data: { interface: index, name, value: bootOrder } },
        ),
      );
    else causes.push(...bootOrderCauses(bootOrder, at, taken));
  });
  return causes;
}

/** `taken` holds the field that has each order already. */
function bootOrderCauses(order: number, at: string, taken: Map<number, string>): readonly Cause[] {
  const first = taken.get(order);
  taken.set(order, first ?? at);
  if (first === undefined) return [];
  return [
    invalid('duplicate-boot-order', `Boot order for ${at} already set for a different device.`, at, {
      evidence: [at, first],
      related: [{ field: first, relation: 'conflicts-with' }],
      data: { value: order },
    }),
  ];
}

function diskVolumeCauses(
  { machine, release, configuration, field }: SpecAdmission,
  disk: Disk,
  volume: Volume | undefined,
  index: number,
  at: string,
): readonly Cause[] {
  const causes: Cause[] = [];
  const volumes = volumesField(field);
  const data = { disk: index, name: disk.name };
  if (!volume && !disk.cdrom)
    causes.push(
      invalid('disk-without-volume', `${at}.Name '${disk.name}' not found.`, `${at}.name`, {
        evidence: [`${at}.name`, volumes],
        data: { ...data, others: machine.volumes.map(({ name }) => name).filter((name) => !hasDisk(machine, name)) },
      }),
    );
  else if (!volume && !isGateEnabled(release, configuration, 'DeclarativeHotplugVolumes'))
    causes.push(
      gated(
        'DeclarativeHotplugVolumes',
        'DeclarativeHotplugVolumes feature gate not enabled, cannot define an empty CD-ROM disk',
        `${at}.name`,
        { at: `${at}.cdrom`, on: 'key', evidence: [at, volumes], data },
      ),
    );
  if (disk.lun && volume && !volume.persistentVolumeClaim && !volume.dataVolume)
    causes.push(
      invalid(
        'invalid-disk',
        `${at}.lun can only be mapped to a DataVolume or PersistentVolumeClaim volume.`,
        `${at}.lun`,
        { on: 'key', evidence: [at, volumes], data: { ...data, fault: 'lun' } },
      ),
    );
  if (volume?.downwardMetrics && !disk.disk)
    causes.push(
      required(
        'invalid-disk',
        `DownwardMetrics volume must be mapped to a disk, but disk is not set on ${at}.disk.`,
        `${at}.disk`,
        { at, on: 'key', evidence: [at, volumes], data: { ...data, fault: 'metrics-target' } },
      ),
    );
  else if (volume?.downwardMetrics && disk.disk && !['virtio', ''].includes(disk.disk.bus))
    causes.push(
      invalid(
        'invalid-disk',
        `DownwardMetrics volume must be mapped to virtio bus, but ${at}.disk.bus is set to ${disk.disk.bus}`,
        `${at}.disk.bus`,
        { evidence: [at, volumes], data: { ...data, fault: 'bus', value: disk.disk.bus, values: ['virtio'] } },
      ),
    );
  return causes;
}

function hasDisk({ domain }: SpecAdmission['machine'], name: string): boolean {
  return domain.devices.disks.some((disk) => disk.name === name);
}

/** The rules of each disk by itself, and of names that stand twice. */
export function diskCauses({ machine, field, addedDisks }: SpecAdmission): Cause[] {
  const { disks } = machine.domain.devices;
  const base = disksField(field);
  const given = disks.length - addedDisks.length;
  return disks.flatMap((disk, index) => {
    const volume = addedDisks[index - given];
    // What the defaults added has its name from a volume, and nothing else that could be wrong.
    if (volume !== undefined) return nameCauses(disk, index, base, `${volumesField(field)}[${volume}].name`);
    const at = `${base}[${index}]`;
    return [
      ...sameNameCauses(disks, disk, index, base),
      ...targetCauses(disk, index, at),
      ...diskValueCauses(disk, index, base),
      ...nameCauses(disk, index, base, `${at}.name`),
      ...blockSizeCauses(disk, index, at),
    ];
  });
}

function sameNameCauses(disks: readonly Disk[], { name }: Disk, index: number, base: string): readonly Cause[] {
  return disks.slice(0, index).flatMap((other, otherIndex) =>
    other.name === name
      ? [
          invalid(
            'duplicate-disk-or-volume-name',
            `${base}[${index}] and ${base}[${otherIndex}] must not have the same Name.`,
            `${base}[${index}].name`,
            {
              evidence: [`${base}[${index}].name`, `${base}[${otherIndex}].name`],
              related: [{ field: `${base}[${otherIndex}].name`, relation: 'same-name' }],
              data: { list: 'disks', index, first: otherIndex, name },
            },
          ),
        ]
      : [],
  );
}

function targetCauses(disk: Disk, index: number, at: string): readonly Cause[] {
  const kinds = diskKinds.filter((kind) => disk[kind] !== undefined);
  if (kinds.length < 2) return [];
  return [
    invalid('invalid-disk', `${at} can only have a single target type defined`, at, {
      at: `${at}.${kinds[1] ?? ''}`,
      on: 'key',
      evidence: kinds.map((kind) => `${at}.${kind}`),
      related: [{ field: `${at}.${kinds[0] ?? ''}`, relation: 'conflicts-with' }],
      data: { disk: index, fault: 'targets', kinds },
    }),
  ];
}

/** A disk's name becomes the name of a container. KubeVirt's own field names the list twice. */
function nameCauses({ name }: Disk, index: number, base: string, at: string): readonly Cause[] {
  return dnsLabelFaults(name).map((fault) =>
    invalid('invalid-disk', fault, `${base}.domain.devices.disks[${index}].name`, {
      at,
      data: { disk: index, fault: 'name', value: name },
    }),
  );
}

const leastBlock = 512;
const largestBlock = 2097152;

function blockSizeCauses({ blockSize }: Disk, index: number, at: string): readonly Cause[] {
  const custom = blockSize?.custom;
  if (!custom) return [];
  const base = `${at}.blockSize`;
  const say = (message: string, where: string, rest: CauseRest = {}): Cause =>
    cause('invalid-disk', 'FieldValueInvalid', message, where, {
      evidence: [base],
      data: { disk: index, fault: 'block-size' },
      ...rest,
    });
  if (blockSize.matchVolume && blockSize.matchVolume.enabled !== false)
    return [
      say("Block size matching can't be enabled together with a custom value", base, {
        at: `${base}.matchVolume`,
        on: 'key',
      }),
    ];
  const { logical, physical } = custom;
  if (logical > physical)
    return [
      say(
        `Logical size ${logical} must be the same or less than the physical size of ${physical}`,
        `${base}.custom.logical`,
      ),
    ];
  return (['logical', 'physical'] as const).flatMap((kind) => {
    const size = custom[kind];
    const where = `${base}.custom.${kind}`;
    if (size < leastBlock)
      return [say(`Provided size of ${size} is less than the supported minimum size of ${leastBlock}`, where)];
    if (size > largestBlock)
      return [say(`Provided size of ${size} is greater than the supported maximum size of ${largestBlock}`, where)];
    return Number.isInteger(Math.log2(size)) ? [] : [say(`Provided size of ${size} is not a power of 2`, where)];
  });
}
