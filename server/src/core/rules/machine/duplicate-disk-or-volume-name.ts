/**
 * Two disks, or two volumes, of one name. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { causeRule } from '../cause-rule.ts';
import type { Fix, Subject } from '../rule.ts';
import { diskAt, disksOf, unshownVolumes, volumeAt, volumesOf, wouldOrphanTemplate } from './disks-and-volumes.ts';
import { freeName } from './names.ts';
import type { Member } from './written-values.ts';

export default causeRule({
  id: 'duplicate-disk-or-volume-name',
  since: '0.2.0',
  summary: 'Two disks or two volumes of one name.',
  advice: (cause, subject) =>
    l10n.t(
      'A name ties one disk to one volume. Give this one a name of its own, {0} for example, in both lists.',
      newName(subject, repeated(subject, cause.field)?.member.name ?? ''),
    ),
  fixes: ({ cause }, subject) => {
    const found = cause && repeated(subject, cause.field);
    if (!found) return [];
    const removal = removalOf(subject, found);
    const renaming = renamingOf(subject, found);
    return found.isCopy ? [...removal, ...renaming] : [...renaming, ...removal];
  },
});

/** A member that repeats the name of an earlier one, and what bears the repeated name in the other list. */
interface Repeated {
  readonly member: Member;
  readonly list: 'disk' | 'volume';
  /** The member of the other list that repeats the name as often. */
  readonly partner: Member | undefined;
  /** Whether both say nothing that the first of their name does not say. */
  readonly isCopy: boolean;
}

function repeated(subject: Subject, field: string): Repeated | undefined {
  const disk = diskAt(subject, field);
  const member = disk ?? volumeAt(subject, field);
  if (!member) return undefined;
  const [own, others] = [disksOf(subject), volumesOf(subject)].map((list) =>
    list.filter(({ name }) => name === member.name),
  ) as [Member[], Member[]];
  const [mine, theirs] = disk ? [own, others] : [others, own];
  const count = mine.findIndex((candidate) => candidate.field === member.field);
  const partner = theirs[count];
  const isCopy = isSame(member, mine[0]) && (!partner || isSame(partner, theirs[0]));
  return { member, list: disk ? 'disk' : 'volume', partner, isCopy };
}

function isSame(one: Member, other: Member | undefined): boolean {
  return JSON.stringify(one.value) === JSON.stringify(other?.value);
}

function newName(subject: Subject, name: string): string {
  return freeName(
    name,
    [...disksOf(subject), ...volumesOf(subject)].map((member) => member.name),
  );
}

/** Another name for the member and its partner. A disk without partner can only go to a volume that waits for one. */
function renamingOf(subject: Subject, { member, list, partner }: Repeated): readonly Fix[] {
  const name = list === 'disk' && !partner ? unshownVolumes(subject)[0] : newName(subject, member.name);
  if (name === undefined) return [];
  const steps = [member, ...(partner ? [partner] : [])].map(({ field }): EditStep => ({
    do: 'set',
    field: `${field}.name`,
    value: name,
  }));
  const title =
    partner === undefined
      ? list === 'disk'
        ? l10n.t('Rename this disk to {0}', name)
        : l10n.t('Rename this volume to {0}', name)
      : l10n.t('Rename this disk and its volume to {0}', name);
  return subject.plan(title, 'unsafe', steps);
}

/** Away with the member and its partner, where nothing else needs them. */
function removalOf(subject: Subject, { member, list, partner, isCopy }: Repeated): readonly Fix[] {
  const volume = list === 'volume' ? member : partner;
  if (volume && wouldOrphanTemplate(subject, [volume.field])) return [];
  const title =
    partner === undefined
      ? list === 'disk'
        ? l10n.t('Remove this disk')
        : l10n.t('Remove this volume')
      : l10n.t('Remove this disk and its volume');
  return subject.plan(
    title,
    isCopy ? 'safe' : 'unsafe',
    [member, ...(partner ? [partner] : [])].map(({ field }): EditStep => ({ do: 'remove', field })),
  );
}
