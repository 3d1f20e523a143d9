/**
 * An eviction strategy that KubeVirt does not have. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import { correctionOf } from './correction.ts';
import { textAt } from './written-values.ts';

const strategies = ['LiveMigrate', 'LiveMigrateIfPossible', 'None', 'External'];

export default causeRule({
  id: 'unsupported-eviction-strategy',
  since: '0.2.0',
  summary: 'An eviction strategy that KubeVirt does not have.',
  advice: ({ place }, subject) => {
    const meant = correctionOf(textAt(subject, place) ?? '', strategies);
    return meant
      ? l10n.t('{0} is meant?', meant.value)
      : l10n.t('KubeVirt has {0}; without one, the cluster’s own holds.', strategies.join(', '));
  },
  fixes: ({ field }, subject) => {
    const meant = correctionOf(textAt(subject, field) ?? '', strategies);
    return [
      ...(meant
        ? subject.plan(l10n.t('Write {0}', meant.value), meant.safety, [{ do: 'set', field, value: meant.value }])
        : []),
      ...subject.plan(l10n.t('Leave it to the cluster'), 'unsafe', [{ do: 'remove', field }]),
    ];
  },
});
