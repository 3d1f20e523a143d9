/**
 * A host name or subdomain that DNS does not take. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import type { Subject } from '../rule.ts';
import { asDnsLabel, asDnsSubdomain } from './names.ts';
import { textAt } from './written-values.ts';

export default causeRule({
  id: 'invalid-hostname',
  since: '0.2.0',
  summary: 'A host name or subdomain that DNS does not take.',
  advice: ({ place }, subject) => {
    const [best] = spellingsOf(subject, place);
    return best === undefined ? l10n.t('Write small letters, digits and dashes.') : l10n.t('{0} would do.', best);
  },
  fixes: ({ field }, subject) => {
    const written = textAt(subject, field) ?? '';
    return spellingsOf(subject, field).flatMap((value) =>
      // DNS does not tell small from capital letters.
      subject.plan(l10n.t('Write {0}', value), value === written.toLowerCase() ? 'safe' : 'unsafe', [
        { do: 'set', field, value },
      ]),
    );
  },
});

/** What could be meant; of a whole domain name as host name, the first part is the host. */
function spellingsOf(subject: Subject, field: string): readonly string[] {
  const written = textAt(subject, field) ?? '';
  const candidates = field.endsWith('.subdomain')
    ? [asDnsSubdomain(written)]
    : written.includes('.')
      ? [asDnsLabel(written.split('.')[0] ?? ''), asDnsLabel(written)]
      : [asDnsLabel(written)];
  return [...new Set(candidates.filter((candidate) => candidate !== undefined))];
}
