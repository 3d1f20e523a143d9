/**
 * An encrypted guest (SEV, SEV-SNP, TDX) with a machine around it that cannot be encrypted. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/amd64.go`, `pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`,
 * v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { isSnpPolicy, launchSecurityGates, launchSecurityKinds } from '../../kubevirt/admission/launch-security.ts';
import { isGateEnabled } from '../../kubevirt/configuration.ts';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { causeRule } from '../cause-rule.ts';
import type { Fix, JudgedCause, Subject } from '../rule.ts';
import { putStep } from './put-value.ts';
import { isMapping, mappingAt, specField, textAt, writtenAt } from './written-values.ts';

type Kind = (typeof launchSecurityKinds)[number];

/** What is wrong with the machine around one kind. */
type Misfit = 'smm' | 'uefi' | 'secure-boot' | 'persistent' | 'attestation' | 'policy';

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
  fixes({ cause }, subject) {
    if (!cause) return [];
    const fault = faultOf(cause);
    if (fault === 'count') return oneKind(kindsOf(cause), subject);
    return [
      ...subject.plan(titleOf(fault, subject), 'unsafe', mendingSteps(fault, subject)),
      ...(fault === 'attestation'
        ? subject.plan(l10n.t('Remove {0}', 'attestation'), 'unsafe', [
            { do: 'remove', field: securityField(subject, 'sev.attestation') },
          ])
        : []),
    ];
  },
});

/** The kind that is kept gets the machine that it needs: KubeVirt looks at that next. */
function oneKind(written: readonly Kind[], subject: Subject): readonly Fix[] {
  const { release, configuration } = subject.cluster;
  const hasBootableNic = subject.vm?.spec.interfaces.some(({ bootOrder }) => bootOrder !== undefined) === true;
  const possible = written.filter(
    (kind) => !hasBootableNic && isGateEnabled(release, configuration, launchSecurityGates[kind]),
  );
  return [
    ...possible.flatMap((kept) =>
      subject.plan(l10n.t('Keep {0} only', kept), 'unsafe', [
        ...written
          .filter((kind) => kind !== kept)
          .map((kind): EditStep => ({ do: 'remove', field: securityField(subject, kind) })),
        ...misfitsOf(kept, subject).flatMap((fault) => mendingSteps(fault, subject)),
      ]),
    ),
    ...subject.plan(l10n.t('Remove {0}', 'launchSecurity'), 'unsafe', [
      { do: 'remove', field: specField(subject, 'domain.launchSecurity') },
    ]),
  ];
}

function misfitsOf(kind: Kind, subject: Subject): readonly Misfit[] {
  const efi = writtenAt(subject, loaderField(subject, 'efi'));
  const smm = writtenAt(subject, specField(subject, 'domain.features.smm'));
  const policy = textAt(subject, securityField(subject, 'snp.policy')) ?? '';
  const isAttested = isMapping(writtenAt(subject, securityField(subject, 'sev.attestation')));
  const misfits: readonly [Misfit, boolean][] = [
    ['smm', kind === 'tdx' && isMapping(smm) && smm['enabled'] !== false],
    ['uefi', !isMapping(efi)],
    ['secure-boot', kind !== 'tdx' && bootsSecurely(subject)],
    ['persistent', kind !== 'sev' && isMapping(efi) && efi['persistent'] === true],
    ['attestation', kind === 'sev' && isAttested && textAt(subject, specField(subject, 'startStrategy')) !== 'Paused'],
    ['policy', kind === 'snp' && policy !== '' && !isSnpPolicy(policy)],
  ];
  return misfits.flatMap(([misfit, isThere]) => (isThere ? [misfit] : []));
}

function mendingSteps(misfit: Misfit, subject: Subject): readonly EditStep[] {
  const withoutSecureBoot = putStep(subject, loaderField(subject, 'efi'), 'secureBoot', false);
  switch (misfit) {
    case 'smm':
      // Secure Boot needs System Management Mode: they go together.
      return [
        putStep(subject, specField(subject, 'domain.features.smm'), 'enabled', false),
        ...(bootsSecurely(subject) ? [withoutSecureBoot] : []),
      ];
    case 'uefi': {
      const loader = specField(subject, 'domain.firmware.bootloader');
      return [
        ...('bios' in mappingAt(subject, loader) ? [{ do: 'remove', field: `${loader}.bios` } as const] : []),
        putStep(subject, loader, 'efi', { secureBoot: false }),
      ];
    }
    case 'secure-boot':
      return [withoutSecureBoot];
    case 'persistent':
      return [{ do: 'remove', field: loaderField(subject, 'efi.persistent') }];
    case 'attestation':
      return [
        putStep(subject, subject.vm?.specField ?? '', 'startStrategy', 'Paused'),
        // A guest that is paused cannot be probed.
        ...(isProbed(subject) ? [{ do: 'remove', field: specField(subject, 'livenessProbe') } as const] : []),
      ];
    case 'policy':
      return [{ do: 'remove', field: securityField(subject, 'snp.policy') }];
  }
}

function titleOf(misfit: Misfit, subject: Subject): string {
  switch (misfit) {
    case 'smm':
      return l10n.t('Switch System Management Mode off');
    case 'uefi':
      return l10n.t('Boot by UEFI, without Secure Boot');
    case 'secure-boot':
      return l10n.t('Switch Secure Boot off');
    case 'persistent':
      return l10n.t('Keep no EFI variables');
    case 'attestation':
      return isProbed(subject) ? l10n.t('Start it paused, without livenessProbe') : l10n.t('Start it paused');
    case 'policy':
      return l10n.t('Leave the policy to KubeVirt');
  }
}

function isProbed(subject: Subject): boolean {
  return isMapping(writtenAt(subject, specField(subject, 'livenessProbe')));
}

function bootsSecurely(subject: Subject): boolean {
  const efi = writtenAt(subject, loaderField(subject, 'efi'));
  return isMapping(efi) && efi['secureBoot'] !== false;
}

function securityField(subject: Subject, part: string): string {
  return specField(subject, `domain.launchSecurity.${part}`);
}

function loaderField(subject: Subject, part: string): string {
  return specField(subject, `domain.firmware.bootloader.${part}`);
}

function faultOf({ data }: JudgedCause): Misfit | 'count' {
  return data?.['fault'] as Misfit | 'count';
}

function kindsOf({ data }: JudgedCause): readonly Kind[] {
  const kinds = data?.['kinds'];
  return Array.isArray(kinds) ? launchSecurityKinds.filter((kind) => kinds.includes(kind)) : [];
}
