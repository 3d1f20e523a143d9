/**
 * A CPU architecture that KubeVirt does not run. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { architectures } from '../../kubevirt/admission/architectures.ts';
import { diskKinds } from '../../kubevirt/admission/disks.ts';
import { causeRule } from '../cause-rule.ts';
import type { Subject } from '../rule.ts';
import { correctionOf, type Correction } from './correction.ts';
import { disksOf } from './disks-and-volumes.ts';
import { isMapping, specField, textAt, textOf, writtenAt } from './written-values.ts';

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
    const isKept = meant?.value === 'amd64' || suitsOthers(subject);
    return [
      ...(meant && isKept
        ? subject.plan(l10n.t('Write {0}', meant.value), meant.safety, [{ do: 'set', field, value: meant.value }])
        : []),
      ...subject.plan(l10n.t('Leave the architecture to the cluster'), 'unsafe', [{ do: 'remove', field }]),
    ];
  },
});

/** Whether the machine says nothing that holds on amd64 alone, as far as the webhooks look. */
function suitsOthers(subject: Subject): boolean {
  const own = [
    'machine.type',
    'firmware.bootloader',
    'cpu.model',
    'cpu.threads',
    'memory.maxGuest',
    'devices.watchdog',
    'devices.sound',
    'devices.video',
  ];
  return (
    own.every((part) => writtenAt(subject, specField(subject, `domain.${part}`)) === undefined) &&
    disksOf(subject).every(({ value }) =>
      diskKinds.every((kind) => {
        const target = value[kind];
        return !isMapping(target) || ['', 'virtio', 'scsi'].includes(textOf(target['bus']));
      }),
    )
  );
}

function meantArchitecture(subject: Subject, field: string): Correction | undefined {
  const written = textAt(subject, field) ?? '';
  const synonym = synonyms[written.toLowerCase()];
  return synonym === undefined ? correctionOf(written, architectures) : { value: synonym, safety: 'safe' };
}
