/**
 * A CPU architecture that KubeVirt does not run. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import type { Subject } from '../rule.ts';
import { correctionOf, type Correction } from './correction.ts';
import { specField, textAt, writtenAt } from './written-values.ts';

const architectures = ['amd64', 'arm64', 's390x'];

/** Other people's names of the same thing. */
const synonyms: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  'x86-64': 'amd64',
  x64: 'amd64',
  aarch64: 'arm64',
};

export default causeRule({
  id: 'unsupported-architecture',
  since: '0.2.0',
  summary: 'A CPU architecture that KubeVirt does not run.',
  advice: ({ place }, subject) => {
    const meant = meantArchitecture(subject, place);
    return meant
      ? l10n.t('KubeVirt calls it {0}.', meant.value)
      : l10n.t('KubeVirt runs {0}.', architectures.join(', '));
  },
  fixes: ({ field }, subject) => {
    const meant = meantArchitecture(subject, field);
    // A machine type is of one architecture.
    const machine = writtenAt(subject, specField(subject, 'domain.machine.type'));
    const isKept = meant?.value === 'amd64' || machine === undefined;
    return [
      ...(meant && isKept
        ? subject.plan(l10n.t('Write {0}', meant.value), meant.safety, [{ do: 'set', field, value: meant.value }])
        : []),
      ...subject.plan(l10n.t('Leave the architecture to the cluster'), 'unsafe', [{ do: 'remove', field }]),
    ];
  },
});

function meantArchitecture(subject: Subject, field: string): Correction | undefined {
  const written = textAt(subject, field) ?? '';
  const synonym = synonyms[written.toLowerCase()];
  return synonym === undefined ? correctionOf(written, architectures) : { value: synonym, safety: 'safe' };
}
