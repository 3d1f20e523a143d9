/**
 * A start strategy that KubeVirt does not have, or one that cannot be with a liveness probe. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import { correctionOf } from './correction.ts';
import { isMapping, specField, textAt, writtenAt } from './written-values.ts';

const onlyStrategy = 'Paused';

export default causeRule({
  id: 'unsupported-start-strategy',
  since: '0.2.0',
  summary: 'A start strategy that KubeVirt does not have, or one beside a liveness probe.',
  advice: ({ data }) =>
    data?.['fault'] === 'value'
      ? l10n.t('Write {0}, or leave it away: then the guest runs at once.', onlyStrategy)
      : l10n.t('A guest that is paused answers no probe. Keep one of the two.'),
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    const field = specField(subject, 'startStrategy');
    const probe = specField(subject, 'livenessProbe');
    const isProbed = isMapping(writtenAt(subject, probe));
    // An attested guest has to wait, so it cannot do without.
    const mustWait = isMapping(writtenAt(subject, specField(subject, 'domain.launchSecurity.sev.attestation')));
    const withoutProbe = subject.plan(l10n.t('Remove {0}', 'livenessProbe'), 'unsafe', [
      { do: 'remove', field: probe },
    ]);
    const withoutStrategy = subject.plan(l10n.t('Remove {0}', 'startStrategy'), 'unsafe', [{ do: 'remove', field }]);
    if (cause.data?.['fault'] !== 'value') return [...(mustWait ? [] : withoutStrategy), ...withoutProbe];
    const meant = isProbed ? undefined : correctionOf(textAt(subject, field) ?? '', [onlyStrategy]);
    return [
      ...(meant
        ? subject.plan(l10n.t('Write {0}', meant.value), meant.safety, [{ do: 'set', field, value: meant.value }])
        : []),
      ...withoutStrategy,
    ];
  },
});
