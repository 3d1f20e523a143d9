/**
 * A DataVolume template that no volume of the VM refers to. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vms-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { joinField } from '../../yaml/locate.ts';
import { causeRule } from '../cause-rule.ts';
import { nearestName } from '../nearest-name.ts';
import type { Fix, Subject } from '../rule.ts';
import {
  dataVolumeOf,
  dataVolumeTemplatesField,
  disksOf,
  disksField,
  volumesField,
  volumesOf,
} from './disks-and-volumes.ts';
import { asDnsLabel, freeName } from './names.ts';
import { membersOf, textAt, type Member } from './written-values.ts';

export default causeRule({
  id: 'unused-data-volume-template',
  since: '0.2.0',
  summary: 'A DataVolume template that no volume refers to.',
  advice: ({ field }, subject) =>
    l10n.t('Refer to it by a volume (dataVolume.name: {0}), or remove it.', templateAt(subject, field)?.name ?? 'NAME'),
  fixes: ({ cause }, subject) => {
    const template = cause && templateAt(subject, cause.field);
    if (!template) return [];
    const fixes: Fix[] = [];
    if (template.name !== '') {
      const meant = meantVolume(subject, template.name);
      if (meant)
        fixes.push(
          ...subject.plan(l10n.t('Let the volume {0} refer to {1}', meant.name, template.name), 'unsafe', [
            { do: 'set', field: `${meant.field}.dataVolume.name`, value: template.name },
          ]),
        );
      fixes.push(...addedVolume(subject, template.name));
    }
    fixes.push(
      ...subject.plan(l10n.t('Remove the DataVolume template'), 'unsafe', [{ do: 'remove', field: template.field }]),
    );
    return fixes;
  },
});

function templateAt(subject: Subject, field: string): Member | undefined {
  const list = dataVolumeTemplatesField(subject);
  // KubeVirt's own field leaves the plural away.
  const index = /\bdataVolumeTemplates?\[(\d+)\]/.exec(field)?.[1];
  if (list === undefined || index === undefined) return undefined;
  const template = membersOf(subject, list).find((one) => one.field === joinField(list, Number(index)));
  return template && { ...template, name: textAt(subject, `${template.field}.metadata.name`) ?? '' };
}

/** A volume that refers to a DataVolume of a similar name, which is no template. */
function meantVolume(subject: Subject, name: string): Member | undefined {
  const templates = membersOf(subject, dataVolumeTemplatesField(subject) ?? '').map((template) =>
    textAt(subject, `${template.field}.metadata.name`),
  );
  const candidates = volumesOf(subject).filter(({ value }) => {
    const referred = dataVolumeOf(value);
    return referred !== '' && !templates.includes(referred);
  });
  const nearest = nearestName(
    name,
    candidates.map(({ value }) => dataVolumeOf(value)),
  );
  return candidates.find(({ value }) => dataVolumeOf(value) === nearest);
}

/** A volume of the template, and a disk that shows it; a disk of the name that waits for a volume gets this one. */
function addedVolume(subject: Subject, template: string): readonly Fix[] {
  const label = asDnsLabel(template) ?? 'disk';
  const volumes = volumesOf(subject).map(({ name }) => name);
  const disks = disksOf(subject).map(({ name }) => name);
  const waits = disks.includes(label) && !volumes.includes(label);
  const name = waits ? label : freeName(label, [...volumes, ...disks]);
  return subject.plan(l10n.t('Add the disk and volume {0} for it', name), 'unsafe', [
    ...(waits
      ? []
      : [{ do: 'insert-item', field: disksField(subject), value: { name, disk: { bus: 'virtio' } } } as const]),
    { do: 'insert-item', field: volumesField(subject), value: { name, dataVolume: { name: template } } },
  ]);
}
