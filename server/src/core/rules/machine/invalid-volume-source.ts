/**
 * A volume without a source, with several, or with one that names nothing. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { volumeSources } from '../../kubevirt/admission/volumes.ts';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { causeRule } from '../cause-rule.ts';
import type { Fix, Subject } from '../rule.ts';
import { correctionOf } from './correction.ts';
import { disksOf, sourcesOf, unusedTemplates, volumeAt, wouldOrphanTemplate } from './disks-and-volumes.ts';
import { asDnsLabel } from './names.ts';
import { isMapping, textAt, type Member } from './written-values.ts';

export default causeRule({
  id: 'invalid-volume-source',
  since: '0.2.0',
  summary: 'A volume with no source, several sources, or a DataVolume without name.',
  advice: ({ field }, subject) => {
    const volume = volumeAt(subject, field);
    const sources = volume ? sourcesOf(volume.value) : [];
    if (sources.length > 1) return l10n.t('Keep one of {0}.', sources.join(', '));
    return sources.length === 0
      ? l10n.t('Say where its data comes from: persistentVolumeClaim, dataVolume, containerDisk, cloudInitNoCloud …')
      : l10n.t('Give {0} all that it needs.', sources[0] ?? '');
  },
  fixes: ({ cause }, subject) => {
    const volume = cause && volumeAt(subject, cause.field);
    if (!volume) return [];
    const sources = sourcesOf(volume.value);
    if (sources.length > 1) return sources.flatMap((source) => keptSource(subject, volume, source, sources));
    if (sources.length === 0) return [...respelt(subject, volume), ...addedSource(subject, volume)];
    if (cause.field.endsWith('.hostDisk.type')) return hostDiskType(subject, `${volume.field}.hostDisk.type`);
    return sources[0] === 'dataVolume' ? namedDataVolume(subject, volume) : [];
  },
});

function keptSource(subject: Subject, volume: Member, kept: string, sources: readonly string[]): readonly Fix[] {
  const removed = sources.filter((source) => source !== kept);
  // A LUN needs a claim or a DataVolume, and a DataVolume template a volume.
  const isLun = disksOf(subject).some(({ name, value }) => name === volume.name && isMapping(value['lun']));
  if (isLun && kept !== 'persistentVolumeClaim' && kept !== 'dataVolume') return [];
  if (removed.includes('dataVolume') && wouldOrphanTemplate(subject, [volume.field])) return [];
  return subject.plan(
    l10n.t('Keep {0} only', kept),
    'unsafe',
    removed.map((source): EditStep => ({ do: 'remove', field: `${volume.field}.${source}` })),
  );
}

/** A key that is nearly a source. */
function respelt(subject: Subject, volume: Member): readonly Fix[] {
  return Object.keys(volume.value).flatMap((key): readonly Fix[] => {
    const isSource = (volumeSources as readonly string[]).includes(key);
    const meant = key === 'name' || isSource ? undefined : correctionOf(key, volumeSources);
    if (!meant) return [];
    return subject.plan(l10n.t('Write {0} instead of {1}', meant.value, key), meant.safety, [
      { do: 'rename-key', field: `${volume.field}.${key}`, key: meant.value },
    ]);
  });
}

function addedSource(subject: Subject, volume: Member): readonly Fix[] {
  const claimName = asDnsLabel(volume.name) ?? 'disk';
  const [template] = unusedTemplates(subject);
  const candidates: readonly (readonly [source: string, value: Readonly<Record<string, string>>])[] = [
    ...(template === undefined ? [] : [['dataVolume', { name: template }] as const]),
    ['persistentVolumeClaim', { claimName }],
  ];
  return candidates.flatMap(([source, value]) => {
    const field = `${volume.field}.${source}`;
    const isThere = source in volume.value;
    const steps: readonly EditStep[] = isThere
      ? [{ do: 'set', field, value }]
      : [{ do: 'insert-entry', field: volume.field, key: source, value }];
    return subject.plan(
      source === 'dataVolume'
        ? l10n.t('Take the DataVolume {0}', template ?? '')
        : l10n.t('Take the claim {0}', claimName),
      'unsafe',
      steps,
    );
  });
}

function namedDataVolume(subject: Subject, volume: Member): readonly Fix[] {
  const source = volume.value['dataVolume'];
  const name = unusedTemplates(subject)[0] ?? asDnsLabel(volume.name);
  if (!isMapping(source) || name === undefined) return [];
  const field = `${volume.field}.dataVolume`;
  return subject.plan(l10n.t('Take the DataVolume {0}', name), 'unsafe', [
    'name' in source
      ? { do: 'set', field: `${field}.name`, value: name }
      : { do: 'insert-entry', field, key: 'name', value: name },
  ]);
}

function hostDiskType(subject: Subject, field: string): readonly Fix[] {
  const meant = correctionOf(textAt(subject, field) ?? '', ['Disk', 'DiskOrCreate']);
  return meant
    ? subject.plan(l10n.t('Write {0}', meant.value), meant.safety, [{ do: 'set', field, value: meant.value }])
    : [];
}
