/**
 * A disk of two kinds at once, on a bus that does not exist or does not go with it, with a name that no container can
 * have, or a LUN on what is no block storage. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { causeRule } from '../cause-rule.ts';
import type { Fix, JudgedCause, Subject } from '../rule.ts';
import { correctionOf, type Correction } from './correction.ts';
import { diskAt, disksOf, volumesOf } from './disks-and-volumes.ts';
import { asDnsLabel, freeName } from './names.ts';
import { isMapping, textOf, type Member } from './written-values.ts';

const targets = ['disk', 'lun', 'cdrom'] as const;
type Target = (typeof targets)[number];

type Fault = 'targets' | 'bus' | 'name' | 'lun' | 'other';

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
      case 'other':
        return l10n.t('Mend this field of the disk.');
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
      case 'other':
        return [];
    }
  },
});

function faultOf({ field, message }: JudgedCause): Fault {
  if (message.includes('single target type')) return 'targets';
  if (field.endsWith('.bus')) return 'bus';
  if (field.endsWith('.name')) return 'name';
  return field.endsWith('.lun') ? 'lun' : 'other';
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
