/**
 * The rules of a disk's own values: bus, address, boot order, serial number, modes. Truth: `kubevirt/kubevirt ·
 * pkg/storage/admitters/disks.go`, `pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import type { Disk } from '../machine-model.ts';
import { type Cause, type CauseRest, cause, invalid } from './cause.ts';
import { byteLength } from './dns-names.ts';
import { isPciAddress } from './network-values.ts';

export const diskBuses: readonly string[] = ['virtio', 'scsi', 'sata', 'usb'];
export const cacheModes: readonly string[] = ['none', 'writethrough', 'writeback', 'directsync'];
export const ioModes: readonly string[] = ['native', 'threads'];
export const errorPolicies: readonly string[] = ['stop', 'ignore', 'report', 'enospace'];

/** What libvirt takes as a serial number. */
export const isSerialNumber = (text: string): boolean => /^[A-Za-z0-9_.+-]+$/.test(text);
export const longestSerial = 256;

/** `base` is the field of the list of disks. */
export function diskValueCauses(disk: Disk, index: number, base: string): readonly Cause[] {
  const at = `${base}[${index}]`;
  const causes: Cause[] = [];
  const say = (fault: string, message: string, where: string, rest: CauseRest = {}): number => {
    const { data, ...others } = rest;
    return causes.push(invalid('invalid-disk', message, where, { ...others, data: { disk: index, fault, ...data } }));
  };
  const { pciAddress = '', bus: diskBus = '' } = disk.disk ?? {};
  if (pciAddress !== '') {
    // KubeVirt's own field names the list twice.
    const odd = `${base}.domain.devices.disks.disk[${index}]`;
    const where = { at: `${at}.disk.pciAddress` };
    if (diskBus !== 'virtio')
      say(
        'pci-bus',
        `disk ${odd}.name - setting a PCI address is only possible with bus type virtio.`,
        `${odd}.pciAddress`,
        { ...where, evidence: [`${at}.disk`], data: { value: diskBus } },
      );
    if (!isPciAddress(pciAddress))
      say('pci', `disk ${odd}.name has malformed PCI address (${pciAddress}).`, `${odd}.pciAddress`, {
        ...where,
        data: { value: pciAddress },
      });
  }
  if (disk.bootOrder === 0)
    causes.push(
      invalid('invalid-boot-order', `${at} must have a boot order > 0, if supplied`, `${at}.bootOrder`, {
        data: { disk: index, value: 0 },
      }),
    );
  causes.push(...busCauses(disk, index, base));
  if (disk.serial !== '' && !isSerialNumber(disk.serial))
    say('serial', `${at} must be made up of the following characters [A-Za-z0-9_.+-], if specified`, `${at}.serial`, {
      data: { value: disk.serial },
    });
  if ([...disk.serial].length > longestSerial)
    say('serial', `${at} must be less than or equal to ${longestSerial} in length, if specified`, `${at}.serial`, {
      data: { length: byteLength(disk.serial) },
    });
  if (disk.cache !== '' && !cacheModes.includes(disk.cache))
    say('cache', `${at}.cache has invalid value ${disk.cache}`, `${at}.cache`, {
      data: { value: disk.cache, values: cacheModes },
    });
  if (disk.io !== '' && !ioModes.includes(disk.io))
    causes.push(
      cause(
        'invalid-disk',
        'FieldValueNotSupported',
        `Disk IO mode for ${base} is not supported. Supported modes are: native, threads.`,
        `${base}.domain.devices.disks[${index}].io`,
        { at: `${at}.io`, data: { disk: index, fault: 'io', value: disk.io, values: ioModes } },
      ),
    );
  if (disk.errorPolicy !== undefined && !errorPolicies.includes(disk.errorPolicy))
    say('error-policy', `${at}.errorPolicy has invalid value "${disk.errorPolicy}"`, `${at}.errorPolicy`, {
      data: { value: disk.errorPolicy, values: errorPolicies },
    });
  return causes;
}

function busCauses(disk: Disk, index: number, base: string): readonly Cause[] {
  const kind = disk.disk ? 'disk' : disk.lun ? 'lun' : 'cdrom';
  const target = disk[kind];
  if (!target || target.bus === '') return [];
  const { bus } = target;
  const at = `${base}[${index}]`;
  const where = `${at}.${kind}.bus`;
  const causes: Cause[] = [];
  const say = (fault: string, message: string, values: readonly string[], rest: CauseRest = {}): number =>
    causes.push(
      invalid('invalid-disk', message, where, { ...rest, data: { disk: index, kind, fault, value: bus, values } }),
    );
  const others = (taken: string): readonly string[] => diskBuses.filter((known) => known !== taken);
  if (bus === 'ide') say('bus', 'IDE bus is not supported', kind === 'cdrom' ? others('virtio') : diskBuses);
  else if (!diskBuses.includes(bus))
    say('bus', `${at} is set with an unrecognized bus ${bus}, must be one of: [${diskBuses.join(' ')}]`, diskBuses);
  else if (bus === 'virtio' && kind === 'cdrom')
    say('bus', 'Bus type virtio is invalid for CD-ROM device', others('virtio'), {
      evidence: [where, `${at}.cdrom`],
    });
  else if (bus === 'sata' && disk.disk?.readonly === true)
    say('read-only', 'sata hard-disks do not support read-only.', others('sata'), { evidence: [`${at}.disk`] });
  if (disk.dedicatedIOThread === true && bus !== 'virtio')
    causes.push(
      cause(
        'invalid-disk',
        'FieldValueNotSupported',
        `IOThreads are not supported for disks on a ${bus} bus`,
        `${base}.domain.devices.disks[${index}]`,
        {
          at: `${at}.dedicatedIOThread`,
          evidence: [`${at}.dedicatedIOThread`, where],
          related: [{ field: where, relation: 'conflicts-with' }],
          data: { disk: index, kind, fault: 'io-thread', value: bus },
        },
      ),
    );
  return causes;
}
