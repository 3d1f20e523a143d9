/**
 * A device other than disks and interfaces that KubeVirt does not make: inputs, sound, video, watchdogs, I/O threads. Truth:
 * `kubevirt/kubevirt · pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`,
 * `pkg/virt-api/webhooks/{amd64,arm64,s390x}.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import type { JudgedCause } from '../rule.ts';
import { correctionOf } from './correction.ts';
import { textAt } from './written-values.ts';

export default causeRule({
  id: 'invalid-device',
  since: '0.2.0',
  summary: 'An input, sound, video or other device that KubeVirt does not make.',
  advice: (cause) => {
    const values = valuesOf(cause);
    return values.length > 0
      ? l10n.t('Take {0}.', values.join(', '))
      : l10n.t('Give the device all that it needs, or remove it.');
  },
  fixes: ({ field, cause }, subject) => {
    const written = textAt(subject, field);
    if (!cause || written === undefined) return [];
    const values = valuesOf(cause);
    const meant = correctionOf(written, values);
    const value = meant?.value ?? values[0];
    return value === undefined
      ? []
      : subject.plan(l10n.t('Write {0}', value), meant?.safety ?? 'unsafe', [{ do: 'set', field, value }]);
  },
});

/** The values that would do, where a value is at fault. */
function valuesOf({ data }: JudgedCause): readonly string[] {
  const values = data?.['values'];
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
}
