/**
 * A field of the VM that its instancetype sets too. Truth: `kubevirt/kubevirt · pkg/instancetype/conflict`,
 * `pkg/instancetype/apply`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { joinField } from '../../yaml/locate.ts';
import { causeRule } from '../cause-rule.ts';
import type { JudgedCause, Subject } from '../rule.ts';

export default causeRule({
  id: 'instancetype-conflict',
  since: '0.2.0',
  summary: 'A field that the instancetype sets too.',
  advice: () => l10n.t('The instancetype sets it. Remove it here, or choose no instancetype.'),
  fixes: ({ field, cause }, subject) => {
    if (!cause) return [];
    const own = [field, ...behind(cause, subject)];
    const places = [
      ...new Set(subject.causes('instancetype-conflict').flatMap((one) => [one.place, ...behind(one, subject)])),
    ];
    return [
      ...(places.length > own.length
        ? subject.plan(
            l10n.t('Remove all that the instancetype sets'),
            'unsafe',
            places.map((place) => ({ do: 'remove', field: place })),
          )
        : []),
      ...subject.plan(
        l10n.t('Remove {0}', own.map(shortName).join(', ')),
        'unsafe',
        own.map((place) => ({ do: 'remove', field: place })),
      ),
    ];
  },
});

/** Fields that KubeVirt would complain of next, from the document's root. */
function behind({ data }: JudgedCause, { resource }: Subject): readonly string[] {
  const fields = data?.['behind'];
  return Array.isArray(fields)
    ? fields.filter((one) => typeof one === 'string').map((one) => joinField(resource?.field ?? '', one))
    : [];
}

/** `guest`, but `requests.memory`: there are two of the latter. */
function shortName(field: string): string {
  return /(?:(?:requests|limits)\.)?[^.]+$/.exec(field)?.[0] ?? field;
}
