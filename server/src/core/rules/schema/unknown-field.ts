/**
 * A key that the kind has in no release, or not at this place. Truth: KubeVirt's published API description, as its webhooks
 * validate with it (`kubevirt/kubevirt · pkg/util/openapi/openapi.go`), v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { nearestName } from '../nearest-name.ts';
import type { SchemaFault } from '../../schemas/schema-types.ts';
import { entryOf } from '../../yaml/entry-index.ts';
import { find, joinField } from '../../yaml/locate.ts';
import type { Fix, Subject } from '../rule.ts';
import { faultRule, keyOf, parentOf } from './fault-rule.ts';
import { homeOf } from './misplaced-field.ts';

export default faultRule({
  id: 'unknown-field',
  since: '0.2.0',
  summary: 'A field that the kind does not have.',
  tells: (fault, subject) =>
    fault.fault === 'unknown-field' && (fault.releases ?? []).length === 0 && !homeOf(fault, subject),
  severityOf: ({ refusedBy }) => (refusedBy === 'nobody' || refusedBy === 'strict-client' ? 'warning' : undefined),
  advice(fault, subject) {
    const key = keyOf(fault);
    const meant = meantKey(fault, subject);
    const consequence =
      fault.refusedBy === 'nobody' || fault.refusedBy === 'strict-client'
        ? l10n.t('Nothing reads the field {0}; the API server drops it.', key)
        : l10n.t('There is no field {0} here.', key);
    return meant === undefined
      ? l10n.t('{0} Remove it, or look for the place where it belongs.', consequence)
      : l10n.t('{0} Did you mean {1}?', consequence, meant);
  },
  fixes(fault, field, subject) {
    const meant = meantKey(fault, subject);
    const renamed: readonly Fix[] =
      meant === undefined
        ? []
        : subject.plan(l10n.t('Change to {0}', meant), 'unsafe', [{ do: 'rename-key', field, key: meant }]);
    return [...renamed, ...subject.plan(l10n.t('Remove {0}', keyOf(fault)), 'unsafe', [{ do: 'remove', field }])];
  },
});

/** The nearest of the keys that the mapping could have and has not yet. */
function meantKey(fault: SchemaFault, { document, resource }: Subject): string | undefined {
  const field = joinField(resource?.field ?? '', fault.field).replace(/^\./, '');
  const parent = document.root && find(document.root, parentOf(field))?.node;
  return nearestName(
    keyOf(fault),
    (fault.known ?? []).filter((key) => parent?.kind !== 'mapping' || !entryOf(parent, key)),
  );
}
