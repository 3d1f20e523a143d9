/**
 * A disk that no volume of its name fills. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import { nearestName } from '../nearest-name.ts';
import type { Fix, Subject } from '../rule.ts';
import { asDnsLabel } from './names.ts';
import { diskAt, unshownVolumes, unusedTemplates, volumesField } from './disks-and-volumes.ts';

export default causeRule({
  id: 'disk-without-volume',
  since: '0.2.0',
  summary: 'A disk that has no volume of its name.',
  advice: ({ field }, subject) => {
    const meant = meantVolume(subject, diskAt(subject, field)?.name ?? '');
    return meant === undefined
      ? l10n.t('A disk shows the volume of the same name. Add that volume to the list volumes, or remove the disk.')
      : l10n.t('A disk shows the volume of the same name, and no disk shows the volume {0} yet.', meant);
  },
  fixes: ({ cause }, subject) => {
    const disk = cause && diskAt(subject, cause.field);
    if (!disk) return [];
    const fixes: Fix[] = [];
    const meant = meantVolume(subject, disk.name);
    if (meant !== undefined)
      fixes.push(
        ...subject.plan(l10n.t('Rename the disk to {0}', meant), 'unsafe', [
          { do: 'set', field: `${disk.field}.name`, value: meant },
        ]),
      );
    fixes.push(
      ...addedVolume(subject, disk.name),
      ...subject.plan(l10n.t('Remove the disk'), 'unsafe', [{ do: 'remove', field: disk.field }]),
    );
    return fixes;
  },
});

/** The volume whose name was meant: the closest that no disk shows, or the only one. */
function meantVolume(subject: Subject, name: string): string | undefined {
  const free = unshownVolumes(subject);
  return nearestName(name, free) ?? (free.length === 1 ? free[0] : undefined);
}

/** A volume from a DataVolume template that waits for one, or from a claim of the disk's name. */
function addedVolume(subject: Subject, name: string): readonly Fix[] {
  if (name === '') return [];
  const templates = unusedTemplates(subject);
  const template = templates.find((candidate) => candidate === name) ?? templates[0];
  if (template !== undefined)
    return subject.plan(l10n.t('Add the volume {0}, from the DataVolume template {1}', name, template), 'unsafe', [
      { do: 'insert-item', field: volumesField(subject), value: { name, dataVolume: { name: template } } },
    ]);
  const claim = asDnsLabel(name) ?? name;
  return subject.plan(l10n.t('Add the volume {0}, from the claim {1}', name, claim), 'unsafe', [
    { do: 'insert-item', field: volumesField(subject), value: { name, persistentVolumeClaim: { claimName: claim } } },
  ]);
}
