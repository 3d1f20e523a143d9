/**
 * An encrypted guest (SEV, SEV-SNP, TDX) with a machine around it that cannot be encrypted. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/amd64.go`, `pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`,
 * v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { causeRule } from '../cause-rule.ts';
import type { Fix, JudgedCause, Subject } from '../rule.ts';
import { putStep } from './put-value.ts';
import { isMapping, mappingAt, specField, writtenAt } from './written-values.ts';

type Fault = 'count' | 'smm' | 'uefi' | 'secure-boot' | 'persistent' | 'attestation' | 'policy';

export default causeRule({
  id: 'invalid-launch-security',
  since: '0.2.0',
  summary: 'Launch security of no kind or several, or with firmware that it does not work with.',
  advice(cause) {
    switch (faultOf(cause)) {
      case 'count':
        return kindsOf(cause).length > 1
          ? l10n.t('Keep one of {0}.', kindsOf(cause).join(', '))
          : l10n.t('Write sev, snp or tdx, or remove launchSecurity.');
      case 'smm':
        return l10n.t('Switch features.smm off.');
      case 'uefi':
        return l10n.t('Add firmware.bootloader.efi with secureBoot: false.');
      case 'secure-boot':
        return l10n.t('efi means Secure Boot unless secureBoot is false. Write secureBoot: false.');
      case 'persistent':
        return l10n.t('Remove efi.persistent.');
      case 'attestation':
        return l10n.t('Let the guest wait for its secret: startStrategy: Paused.');
      case 'policy':
        return l10n.t('Write a whole number of 64 bits at most, such as 0x30000.');
    }
  },
  fixes: ({ cause }, subject) => (cause ? fixesOf(cause, subject) : []),
});

function fixesOf(cause: JudgedCause, subject: Subject): readonly Fix[] {
  const security = specField(subject, 'domain.launchSecurity');
  const loader = specField(subject, 'domain.firmware.bootloader');
  switch (faultOf(cause)) {
    case 'count':
      return oneKind(cause, security, subject);
    case 'smm':
      // Secure Boot needs System Management Mode: they go together.
      return subject.plan(l10n.t('Switch System Management Mode off'), 'unsafe', [
        putStep(subject, specField(subject, 'domain.features.smm'), 'enabled', false),
        ...(bootsSecurely(loader, subject) ? [putStep(subject, `${loader}.efi`, 'secureBoot', false)] : []),
      ]);
    case 'uefi':
      return subject.plan(l10n.t('Boot by UEFI, without Secure Boot'), 'unsafe', [
        ...('bios' in mappingAt(subject, loader) ? [{ do: 'remove', field: `${loader}.bios` } as const] : []),
        putStep(subject, loader, 'efi', { secureBoot: false }),
      ]);
    case 'secure-boot':
      return subject.plan(l10n.t('Switch Secure Boot off'), 'unsafe', [
        putStep(subject, `${loader}.efi`, 'secureBoot', false),
      ]);
    case 'persistent':
      return subject.plan(l10n.t('Keep no EFI variables'), 'unsafe', [
        { do: 'remove', field: `${loader}.efi.persistent` },
      ]);
    case 'attestation':
      return [
        ...startingPaused(subject),
        ...subject.plan(l10n.t('Remove {0}', 'attestation'), 'unsafe', [
          { do: 'remove', field: `${security}.sev.attestation` },
        ]),
      ];
    case 'policy':
      return subject.plan(l10n.t('Leave the policy to KubeVirt'), 'unsafe', [
        { do: 'remove', field: `${security}.snp.policy` },
      ]);
  }
}

function oneKind(cause: JudgedCause, security: string, subject: Subject): readonly Fix[] {
  const written = kindsOf(cause);
  if (written.length < 2)
    return subject.plan(l10n.t('Remove {0}', 'launchSecurity'), 'unsafe', [{ do: 'remove', field: security }]);
  return written.flatMap((kept) =>
    subject.plan(
      l10n.t('Keep {0} only', kept),
      'unsafe',
      written.filter((kind) => kind !== kept).map((kind): EditStep => ({ do: 'remove', field: `${security}.${kind}` })),
    ),
  );
}

/** A guest that is paused cannot be probed. */
function startingPaused(subject: Subject): readonly Fix[] {
  const probe = specField(subject, 'livenessProbe');
  const isProbed = isMapping(writtenAt(subject, probe));
  return subject.plan(
    isProbed ? l10n.t('Start it paused, without livenessProbe') : l10n.t('Start it paused'),
    'unsafe',
    [
      putStep(subject, subject.vm?.specField ?? '', 'startStrategy', 'Paused'),
      ...(isProbed ? [{ do: 'remove', field: probe } as const] : []),
    ],
  );
}

function bootsSecurely(loader: string, subject: Subject): boolean {
  const efi = writtenAt(subject, `${loader}.efi`);
  return isMapping(efi) && efi['secureBoot'] !== false;
}

function faultOf({ data }: JudgedCause): Fault {
  return data?.['fault'] as Fault;
}

function kindsOf({ data }: JudgedCause): readonly string[] {
  const kinds = data?.['kinds'];
  return Array.isArray(kinds) ? kinds.filter((kind) => typeof kind === 'string') : [];
}
