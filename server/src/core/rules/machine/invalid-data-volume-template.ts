/**
 * A DataVolume template without name, storage or source, with two of one of these, or for another namespace. Truth:
 * `kubevirt/kubevirt · pkg/storage/admitters/data-volume-template.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { joinField } from '../../yaml/locate.ts';
import { causeRule } from '../cause-rule.ts';
import type { Fix, JudgedCause, Subject } from '../rule.ts';
import { dataVolumeOf, dataVolumeTemplatesField, volumesOf } from './disks-and-volumes.ts';
import { putStep } from './put-value.ts';
import { isMapping, mappingAt, membersOf, textAt } from './written-values.ts';

type Fault = 'name' | 'no-storage' | 'two-storages' | 'two-sources' | 'no-source' | 'namespace';

/** What fills a claim from outside, without a source of the DataVolume. */
const populators = ['dataSource', 'dataSourceRef'];

export default causeRule({
  id: 'invalid-data-volume-template',
  since: '0.2.0',
  summary: 'A DataVolume template without name, storage or source, or with two of one of them.',
  advice(cause) {
    switch (faultOf(cause)) {
      case 'name':
        return l10n.t('Give it the name by which a volume refers to it.');
      case 'no-storage':
        return l10n.t('Add storage, which asks for a size.');
      case 'two-storages':
        return l10n.t('Keep storage, or pvc.');
      case 'two-sources':
        return l10n.t('The data come from one place. Keep that.');
      case 'no-source':
        return l10n.t('Say where the data come from: source or sourceRef. blank is an empty disk.');
      case 'namespace':
        return l10n.t('Remove metadata.namespace: a template is made where the VM is.');
    }
  },
  fixes: ({ cause }, subject) => {
    const list = dataVolumeTemplatesField(subject);
    const index = cause && /\bdataVolumeTemplates\[(\d+)\]/.exec(cause.place)?.[1];
    if (!cause || list === undefined || index === undefined) return [];
    const template = joinField(list, Number(index));
    return [
      ...mended(faultOf(cause), template, subject),
      ...(faultOf(cause) === 'name'
        ? subject.plan(l10n.t('Remove the DataVolume template'), 'unsafe', [{ do: 'remove', field: template }])
        : []),
    ];
  },
});

function mended(fault: Fault, template: string, subject: Subject): readonly Fix[] {
  const spec = `${template}.spec`;
  const written = mappingAt(subject, spec);
  switch (fault) {
    case 'name':
      return missedNames(subject).flatMap((name) =>
        subject.plan(l10n.t('Call it {0}', name), 'unsafe', [putStep(subject, `${template}.metadata`, 'name', name)]),
      );
    case 'no-storage':
      return subject.plan(l10n.t('Ask for {0}', '10Gi'), 'unsafe', [
        putStep(subject, spec, 'storage', { resources: { requests: { storage: '10Gi' } } }),
      ]);
    case 'two-storages':
      return [
        ['storage', 'pvc'],
        ['pvc', 'storage'],
      ].flatMap(([kept = '', other = '']) =>
        subject.plan(l10n.t('Keep {0} only', kept), 'unsafe', [{ do: 'remove', field: `${spec}.${other}` }]),
      );
    case 'two-sources':
      return oneSource(spec, written, subject);
    case 'no-source': {
      // An empty source counts for nothing beside a reference.
      if (isMapping(written['sourceRef']))
        return subject.plan(l10n.t('Keep {0} only', 'sourceRef'), 'unsafe', [
          { do: 'remove', field: `${spec}.source` },
        ]);
      return subject.plan(l10n.t('Begin with an empty disk'), 'unsafe', [
        isMapping(written['source'])
          ? putStep(subject, `${spec}.source`, 'blank', {})
          : putStep(subject, spec, 'source', { blank: {} }),
      ]);
    }
    case 'namespace':
      return subject.plan(l10n.t('Make it in the VM’s namespace'), 'unsafe', [
        { do: 'remove', field: `${template}.metadata.namespace` },
      ]);
  }
}

/** DataVolumes that volumes refer to and no template makes. */
function missedNames(subject: Subject): readonly string[] {
  const made = membersOf(subject, dataVolumeTemplatesField(subject) ?? '').map(({ field }) =>
    textAt(subject, `${field}.metadata.name`),
  );
  const referred = volumesOf(subject).map(({ value }) => dataVolumeOf(value));
  return [...new Set(referred)].filter((name) => name !== '' && !made.includes(name));
}

function oneSource(spec: string, written: Readonly<Record<string, unknown>>, subject: Subject): readonly Fix[] {
  const keep = (kept: string, gone: readonly string[]): readonly Fix[] =>
    subject.plan(
      l10n.t('Keep {0} only', kept),
      'unsafe',
      gone.map((field): EditStep => ({ do: 'remove', field })),
    );
  const holder = isMapping(written['pvc']) ? 'pvc' : 'storage';
  const claim = mappingAt(subject, `${spec}.${holder}`);
  const outside = populators.filter((key) => isMapping(claim[key]));
  const inside = ['source', 'sourceRef'].filter((key) => key in written);
  if (outside.length > 0)
    return [
      ...keep(
        outside.join(', '),
        inside.map((key) => `${spec}.${key}`),
      ),
      ...(inside.length === 1
        ? keep(
            inside.join(', '),
            populators.filter((key) => key in claim).map((key) => `${spec}.${holder}.${key}`),
          )
        : []),
    ];
  const sources = mappingAt(subject, `${spec}.source`);
  const used = Object.keys(sources).filter((key) => isMapping(sources[key]));
  return used.flatMap((kept) =>
    keep(
      kept,
      Object.keys(sources)
        .filter((key) => key !== kept)
        .map((key) => `${spec}.source.${key}`),
    ),
  );
}

function faultOf({ data }: JudgedCause): Fault {
  return data?.['fault'] as Fault;
}
