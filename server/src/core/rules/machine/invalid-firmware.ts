/**
 * A boot loader that cannot be: Secure Boot without System Management Mode, or two at once. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import type { Fix, Subject } from '../rule.ts';
import { isMapping, mappingAt, specField, textAt, writtenAt } from './written-values.ts';

export default causeRule({
  id: 'invalid-firmware',
  since: '0.2.0',
  summary: 'Secure Boot without System Management Mode, two boot loaders, or a serial number of other signs.',
  advice: ({ message }) => {
    if (isSecureBoot(message))
      return l10n.t(
        'efi means Secure Boot unless secureBoot is false. Enable features.smm, or switch Secure Boot off.',
      );
    if (isBoth(message)) return l10n.t('Keep either efi or bios.');
    return isSerial(message)
      ? l10n.t('Write letters, digits and the signs _ . + - only, 256 of them at most.')
      : l10n.t('Give the firmware all that it refers to.');
  },
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    if (isSecureBoot(cause.message)) return [...withSmm(subject), ...withoutSecureBoot(subject)];
    if (isSerial(cause.message)) return cleanSerial(subject);
    if (!isBoth(cause.message)) return [];
    return (['efi', 'bios'] as const).flatMap((kept) =>
      subject.plan(l10n.t('Keep {0} only', kept), 'unsafe', [
        { do: 'remove', field: specField(subject, `domain.firmware.bootloader.${kept === 'efi' ? 'bios' : 'efi'}`) },
      ]),
    );
  },
});

function isSecureBoot(message: string): boolean {
  return message.includes('SecureBoot requires SMM');
}

function isBoth(message: string): boolean {
  return message.includes('both EFI and BIOS');
}

function isSerial(message: string): boolean {
  return /firmware\.serial must be/.test(message);
}

function cleanSerial(subject: Subject): readonly Fix[] {
  const field = specField(subject, 'domain.firmware.serial');
  const value = (textAt(subject, field) ?? '').replace(/[^A-Za-z0-9_.+-]+/g, '-').slice(0, 256);
  return subject.plan(l10n.t('Write {0}', value), 'unsafe', [{ do: 'set', field, value }]);
}

function withSmm(subject: Subject): readonly Fix[] {
  const features = specField(subject, 'domain.features');
  const title = l10n.t('Enable System Management Mode');
  if (writtenAt(subject, `${features}.smm.enabled`) !== undefined)
    return subject.plan(title, 'unsafe', [{ do: 'set', field: `${features}.smm.enabled`, value: true }]);
  const value = { enabled: true };
  return subject.plan(title, 'unsafe', [
    'smm' in mappingAt(subject, features)
      ? { do: 'set', field: `${features}.smm`, value }
      : { do: 'insert-entry', field: features, key: 'smm', value },
  ]);
}

function withoutSecureBoot(subject: Subject): readonly Fix[] {
  const field = specField(subject, 'domain.firmware.bootloader.efi');
  const efi = writtenAt(subject, field);
  if (!isMapping(efi)) return [];
  return subject.plan(l10n.t('Switch Secure Boot off'), 'unsafe', [
    'secureBoot' in efi
      ? { do: 'set', field: `${field}.secureBoot`, value: false }
      : { do: 'insert-entry', field, key: 'secureBoot', value: false },
  ]);
}
