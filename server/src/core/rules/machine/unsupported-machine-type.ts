/**
 * A machine type that the cluster does not emulate. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, `pkg/virt-config/configuration.go`,
 * v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import type { JudgedCause } from '../rule.ts';
import { parentField, textAt } from './written-values.ts';

export default causeRule({
  id: 'unsupported-machine-type',
  since: '0.2.0',
  summary: 'A machine type that the cluster does not emulate.',
  advice: (cause) => {
    const type = usualType(cause);
    return type === undefined
      ? l10n.t('Leave the machine type to the cluster.')
      : l10n.t('Write {0}, or leave the machine type to the cluster.', type);
  },
  fixes: ({ field, cause }, subject) => {
    if (!cause) return [];
    const type = usualType(cause);
    const written = textAt(subject, field) ?? '';
    return [
      ...(type === undefined
        ? []
        : subject.plan(l10n.t('Write {0}', type), written.toLowerCase() === type ? 'safe' : 'unsafe', [
            { do: 'set', field, value: type },
          ])),
      ...subject.plan(l10n.t('Leave the machine type to the cluster'), 'unsafe', [
        { do: 'remove', field: parentField(field) },
      ]),
    ];
  },
});

/** The first of the patterns that KubeVirt lists, as the type whose version QEMU chooses. */
function usualType({ message }: JudgedCause): string | undefined {
  const [pattern = ''] = (/allowed values: \[([^\]]*)\]/.exec(message)?.[1] ?? '').split(' ');
  const type = pattern.replace(/[*-]+$/, '');
  return type === '' || /[*?[\\]/.test(type) ? undefined : type;
}
