/**
 * Disks, volumes and DataVolume templates of a VM part, as written, and what ties them: a disk shows the volume of its
 * name to the guest, and a volume may take its data from a template of the VM. Truth: `kubevirt/kubevirt ·
 * staging/src/kubevirt.io/api/core/v1/schema.go`, `pkg/virt-api/webhooks/validating-webhook/admitters/
 * {vms,vmi-create}-admitter.go`, v1.6–v1.9.
 */
import { volumeSources } from '../../kubevirt/admission/volumes.ts';
import { joinField } from '../../yaml/locate.ts';
import type { Subject } from '../rule.ts';
import { asDnsLabel } from './names.ts';
import { isMapping, membersOf, specField, textAt, textOf, type Member } from './written-values.ts';

export function disksOf(subject: Subject): readonly Member[] {
  return membersOf(subject, disksField(subject));
}

export function volumesOf(subject: Subject): readonly Member[] {
  return membersOf(subject, volumesField(subject));
}

export function disksField(subject: Subject): string {
  return specField(subject, 'domain.devices.disks');
}

export function volumesField(subject: Subject): string {
  return specField(subject, 'volumes');
}

/** The disk a field speaks of, whatever stands around its index in KubeVirt's spelling. */
export function diskAt(subject: Subject, field: string): Member | undefined {
  const index = [...field.matchAll(/\bdisks(?:\.disk)?\[(\d+)\]/g)].at(-1)?.[1];
  return index === undefined
    ? undefined
    : disksOf(subject).find((disk) => disk.field === joinField(disksField(subject), Number(index)));
}

export function volumeAt(subject: Subject, field: string): Member | undefined {
  const index = [...field.matchAll(/\bvolumes\[(\d+)\]/g)].at(-1)?.[1];
  return index === undefined
    ? undefined
    : volumesOf(subject).find((volume) => volume.field === joinField(volumesField(subject), Number(index)));
}

/** Names of volumes that no disk and no filesystem shows, as far as a disk can have them. */
export function unshownVolumes(subject: Subject): readonly string[] {
  const shown = [...disksOf(subject), ...membersOf(subject, specField(subject, 'domain.devices.filesystems'))].map(
    ({ name }) => name,
  );
  return volumesOf(subject)
    .map(({ name }) => name)
    .filter((name) => name === asDnsLabel(name) && !shown.includes(name));
}

/** Field of the DataVolume templates; undefined for kinds that have none. */
export function dataVolumeTemplatesField({ resource }: Subject): string | undefined {
  switch (resource?.role) {
    case 'virtual-machine':
      return joinField(resource.field, 'spec.dataVolumeTemplates');
    case 'pool':
      return joinField(resource.field, 'spec.virtualMachineTemplate.spec.dataVolumeTemplates');
    default:
      return undefined;
  }
}

/** Names of the DataVolume templates that no volume refers to, except for volumes at the fields given. */
export function unusedTemplates(subject: Subject, without: readonly string[] = []): readonly string[] {
  const field = dataVolumeTemplatesField(subject);
  if (field === undefined) return [];
  const used = volumesOf(subject)
    .filter((volume) => !without.includes(volume.field))
    .map(({ value }) => dataVolumeOf(value));
  return membersOf(subject, field)
    .map((template) => textAt(subject, `${template.field}.metadata.name`) ?? '')
    .filter((name) => name !== '' && !used.includes(name));
}

/** Whether a DataVolume template would be left over if these volumes were not there or had another source. */
export function wouldOrphanTemplate(subject: Subject, volumes: readonly string[]): boolean {
  return unusedTemplates(subject, volumes).length > unusedTemplates(subject).length;
}

export function dataVolumeOf(volume: Readonly<Record<string, unknown>>): string {
  const source = volume['dataVolume'];
  return isMapping(source) ? textOf(source['name']) : '';
}

/** The sources that a volume names; null is none. */
export function sourcesOf(volume: Readonly<Record<string, unknown>>): readonly string[] {
  return volumeSources.filter((source) => volume[source] !== undefined && volume[source] !== null);
}
