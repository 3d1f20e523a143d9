/**
 * A disk of two kinds at once, on a bus that does not exist or does not go with it, with a name that no container can
 * have, or a LUN on what is no block storage. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { cacheModes, errorPolicies, ioModes } from '../../kubevirt/admission/disk-values.ts';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { causeRule } from '../cause-rule.ts';
import type { Fix, JudgedCause, Subject } from '../rule.ts';
import { correctionOf, type Correction } from './correction.ts';
import { diskAt, disksOf, volumesOf } from './disks-and-volumes.ts';
import { asDnsLabel, freeName } from './names.ts';
import { isMapping, textOf, type Member } from './written-values.ts';

const targets = ['disk', 'lun', 'cdrom'] as const;
type Target = (typeof targets)[number];

type Fault = 'targets' | 'bus' | 'name' | 'lun' | 'virtio' | 'word' | 'serial' | 'other';

/** Members of a disk that take one of few words. */
const words: Readonly<Record<string, readonly string[]>> = {
  cache: cacheModes,
  io: ioModes,
  errorPolicy: errorPolicies,
};

export default causeRule({
  id: 'invalid-disk',
  since: '0.2.0',
  summary: 'A disk of two kinds, on an impossible bus, with a name that no container can have, or a LUN on a file.',
  advice: (cause, subject) => {
    const disk = diskAt(subject, cause.field);
    switch (faultOf(cause)) {
      case 'targets':
        return l10n.t('Keep one of {0}.', disk ? targetsOf(disk).join(', ') : targets.join(', '));
      case 'bus': {
        const meant = disk && meantBus(disk);
        return meant
          ? l10n.t('Use the bus {0}.', meant.value)
          : l10n.t('Choose a bus that goes with what else the disk says.');
      }
      case 'name':
        return l10n.t('Name it, and its volume, with small letters, digits and dashes.');
      case 'lun':
        return l10n.t('Show this volume as a disk, or put it on a claim.');
      case 'virtio':
        return l10n.t('Use the bus virtio, or leave this to KubeVirt.');
      case 'word':
        return l10n.t('Write one of {0}.', (words[lastKey(cause.field)] ?? []).join(', '));
      case 'serial':
        return l10n.t('Write letters, digits and the signs _ . + - only, 256 of them at most.');
      case 'other':
        return l10n.t('Mend this, or leave it to KubeVirt.');
    }
  },
  fixes: ({ cause }, subject) => {
    const disk = cause && diskAt(subject, cause.field);
    if (!disk) return [];
    switch (faultOf(cause)) {
      case 'targets':
        return targetsOf(disk).flatMap((kept) => keptTarget(subject, disk, kept));
      case 'bus':
        return otherBus(subject, disk);
      case 'name':
        return renamed(subject, disk);
      case 'lun':
        return asDisk(subject, disk);
      case 'virtio':
        return [...onVirtio(subject, disk), ...removed(subject, cause)];
      case 'word':
        return [...respelt(subject, disk, lastKey(cause.field)), ...removed(subject, cause)];
      case 'serial':
        return [...cleanSerial(subject, disk), ...removed(subject, cause)];
      case 'other':
        return removed(subject, cause);
    }
  },
});

function faultOf({ field, message }: JudgedCause): Fault {
  if (message.includes('single target type')) return 'targets';
  if (/only possible with bus type virtio|must be mapped to virtio bus|IOThreads are not supported/.test(message))
    return 'virtio';
  if (lastKey(field) in words) return 'word';
  if (field.endsWith('.serial')) return 'serial';
  if (field.endsWith('.bus')) return 'bus';
  if (field.endsWith('.name')) return 'name';
  return field.endsWith('.lun') ? 'lun' : 'other';
}

function lastKey(field: string): string {
  return field.slice(field.lastIndexOf('.') + 1);
}

function targetsOf({ value }: Member): readonly Target[] {
  return targets.filter((target) => value[target] !== undefined && value[target] !== null);
}

function busOf({ value }: Member, target: Target): string {
  const own = value[target];
  return isMapping(own) ? textOf(own['bus']) : '';
}

/** The buses that a target can be on, with all else that the disk says; the usual one first. */
function busesFor({ value }: Member, target: Target): readonly string[] {
  const own = value[target];
  const isReadOnly = target === 'disk' && isMapping(own) && own['readonly'] === true;
  const needsVirtio = value['dedicatedIOThread'] === true || (isMapping(own) && textOf(own['pciAddress']) !== '');
  const buses =
    target === 'cdrom' ? ['sata', 'scsi', 'usb'] : ['virtio', 'scsi', ...(isReadOnly ? [] : ['sata']), 'usb'];
  return needsVirtio ? buses.filter((bus) => bus === 'virtio') : buses;
}

function meantBus(disk: Member): Correction | undefined {
  const [target] = targetsOf(disk);
  if (!target) return undefined;
  const buses = busesFor(disk, target);
  const written = busOf(disk, target);
  // IDE disks were SATA disks ever since, for the guest's drivers.
  const usual = written === 'ide' && buses.includes('sata') ? 'sata' : buses[0];
  return (
    (written === 'ide' ? undefined : correctionOf(written, buses)) ??
    (usual === undefined ? undefined : { value: usual, safety: 'unsafe' })
  );
}

function otherBus(subject: Subject, disk: Member): readonly Fix[] {
  const [target] = targetsOf(disk);
  const meant = meantBus(disk);
  if (!target || !meant) return [];
  return subject.plan(l10n.t('Use the bus {0}', meant.value), meant.safety, [
    { do: 'set', field: `${disk.field}.${target}.bus`, value: meant.value },
  ]);
}

/** One kind of disk, unless that would be at fault in its turn. */
function keptTarget(subject: Subject, disk: Member, kept: Target): readonly Fix[] {
  const bus = busOf(disk, kept);
  if (bus !== '' && !busesFor(disk, kept).includes(bus)) return [];
  if (kept === 'lun' && !isOnBlockStorage(subject, disk)) return [];
  // Only a CD-ROM drive may be empty.
  if (kept !== 'cdrom' && !volumesOf(subject).some(({ name }) => name === disk.name)) return [];
  return subject.plan(
    l10n.t('Keep {0} only', kept),
    'unsafe',
    targetsOf(disk)
      .filter((target) => target !== kept)
      .map((target): EditStep => ({ do: 'remove', field: `${disk.field}.${target}` })),
  );
}

function isOnBlockStorage(subject: Subject, disk: Member): boolean {
  return volumesOf(subject).some(
    ({ name, value }) =>
      name === disk.name && (isMapping(value['persistentVolumeClaim']) || isMapping(value['dataVolume'])),
  );
}

/** The same name made fit, for the disk and whatever volume it shows. */
function renamed(subject: Subject, disk: Member): readonly Fix[] {
  const bearers = [...disksOf(subject), ...volumesOf(subject)];
  const label = asDnsLabel(disk.name);
  if (label === undefined) return [];
  const name = freeName(
    label,
    bearers.map((bearer) => bearer.name),
  );
  return subject.plan(
    l10n.t('Rename the disk and its volume to {0}', name),
    'unsafe',
    bearers
      .filter((bearer) => bearer.name === disk.name)
      .map(({ field }): EditStep => ({ do: 'set', field: `${field}.name`, value: name })),
  );
}

function asDisk(subject: Subject, disk: Member): readonly Fix[] {
  const lun = disk.value['lun'];
  return subject.plan(l10n.t('Show it as a disk'), 'unsafe', [
    // Reservations are a LUN's alone.
    ...(isMapping(lun) && 'reservation' in lun
      ? [{ do: 'remove', field: `${disk.field}.lun.reservation` } as const]
      : []),
    { do: 'rename-key', field: `${disk.field}.lun`, key: 'disk' },
  ]);
}

/** The bus that threads, addresses and metrics need; a disk without target is one. */
function onVirtio(subject: Subject, disk: Member): readonly Fix[] {
  const own = disk.value['disk'];
  if (!isMapping(own)) return [];
  const field = `${disk.field}.disk`;
  return subject.plan(l10n.t('Use the bus {0}', 'virtio'), 'unsafe', [
    'bus' in own
      ? { do: 'set', field: `${field}.bus`, value: 'virtio' }
      : { do: 'insert-entry', field, key: 'bus', value: 'virtio' },
  ]);
}

/** Away with an optional member that the cause points at. */
function removed(subject: Subject, { place }: JudgedCause): readonly Fix[] {
  const key = lastKey(place);
  const isOptional = key in words || ['serial', 'pciAddress', 'dedicatedIOThread', 'blockSize'].includes(key);
  return isOptional ? subject.plan(l10n.t('Remove {0}', key), 'unsafe', [{ do: 'remove', field: place }]) : [];
}

function respelt(subject: Subject, disk: Member, key: string): readonly Fix[] {
  const meant = correctionOf(textOf(disk.value[key]), words[key] ?? []);
  return meant
    ? subject.plan(l10n.t('Write {0}', meant.value), meant.safety, [
        { do: 'set', field: `${disk.field}.${key}`, value: meant.value },
      ])
    : [];
}

function cleanSerial(subject: Subject, disk: Member): readonly Fix[] {
  const value = textOf(disk.value['serial'])
    .replace(/[^A-Za-z0-9_.+-]+/g, '-')
    .slice(0, 256);
  return subject.plan(l10n.t('Write {0}', value), 'unsafe', [{ do: 'set', field: `${disk.field}.serial`, value }]);
}
