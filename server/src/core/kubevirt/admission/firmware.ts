/**
 * The rules of firmware: how the machine boots, and what it tells the guest of itself. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import type { Firmware } from '../machine-model.ts';
import { type Cause, type CauseRest, invalid, required } from './cause.ts';
import { isSerialNumber, longestSerial } from './disk-values.ts';
import { type SpecAdmission, volumesField } from './spec-admission.ts';
import { pathCauses } from './volumes.ts';

/** UEFI without `secureBoot: false` boots securely. */
export function bootsSecurely(firmware: Firmware | undefined): boolean {
  const efi = firmware?.bootloader?.efi;
  return efi !== undefined && efi.secureBoot !== false;
}

/** Serial number and ACPI tables; KubeVirt asks for them before all else of the firmware. */
export function firmwareDataCauses({ machine: { domain, volumes }, field }: SpecAdmission): Cause[] {
  const { serial = '', acpi } = domain.firmware ?? {};
  const causes: Cause[] = [];
  const at = `${field}.domain.firmware.serial`;
  const say = (message: string, where: string, rest: CauseRest = {}): number =>
    causes.push(invalid('invalid-firmware', message, where, rest));
  if (serial.length > longestSerial)
    say(`${at} must be less than or equal to ${longestSerial} in length, if specified`, at, {
      data: { fault: 'serial' },
    });
  if (serial !== '' && !isSerialNumber(serial))
    say(`${at} must be made up of the following characters [A-Za-z0-9_.+-], if specified`, at, {
      data: { fault: 'serial', value: serial },
    });
  if (!acpi) return causes;
  // KubeVirt's own field leaves `domain.firmware` out.
  const odd = `${field}.acpi`;
  const table = `${field}.domain.firmware.acpi`;
  if (acpi.slicNameRef === '' && acpi.msdmNameRef === '') {
    say('ACPI was set but no SLIC nor MSDM volume reference was set', odd, {
      at: table,
      on: 'key',
      data: { fault: 'acpi' },
    });
    return causes;
  }
  for (const key of ['slicNameRef', 'msdmNameRef'] as const) {
    const name = acpi[key];
    const volume = volumes.find((candidate) => candidate.name === name);
    if (name === '' || volume?.secret) continue;
    say(
      volume ? `${odd} refers to Volume of unsupported type.` : `${odd} does not have a matching Volume.`,
      `${odd}.${key}`,
      {
        at: `${table}.${key}`,
        evidence: [`${table}.${key}`, volumesField(field)],
        data: { fault: 'acpi', value: name },
      },
    );
  }
  return causes;
}

export function firmwareCauses({ machine: { domain }, field }: SpecAdmission): Cause[] {
  const { firmware, features } = domain;
  const base = `${field}.domain.firmware`;
  const loader = `${base}.bootloader`;
  const causes: Cause[] = [];
  if (firmware?.bootloader?.efi && firmware.bootloader.bios)
    causes.push(
      invalid(
        'invalid-firmware',
        `${loader} has both EFI and BIOS configured, but they are mutually exclusive.`,
        loader,
        {
          at: `${loader}.bios`,
          on: 'key',
          evidence: [loader],
          related: [{ field: `${loader}.efi`, relation: 'conflicts-with' }],
          data: { fault: 'both' },
        },
      ),
    );
  if (firmware?.kernelBoot) causes.push(...kernelBootCauses(firmware.kernelBoot, `${base}.kernelBoot`));
  const smm = features?.smm;
  if (bootsSecurely(firmware) && !(smm && smm.enabled !== false)) {
    const isWritten = firmware?.bootloader?.efi?.secureBoot !== undefined;
    const domainField = `${field}.domain`;
    causes.push(
      invalid(
        'invalid-firmware',
        `${domainField} has EFI SecureBoot enabled. SecureBoot requires SMM, which is currently disabled.`,
        domainField,
        {
          at: isWritten ? `${loader}.efi.secureBoot` : `${loader}.efi`,
          on: isWritten ? 'value' : 'key',
          evidence: [loader, `${domainField}.features.smm`],
          data: { fault: 'secure-boot-without-smm', smm: smm?.enabled },
        },
      ),
    );
  }
  return causes;
}

/** A kernel of one's own comes from an image, by its path. */
function kernelBootCauses(
  { kernelArgs, container }: NonNullable<Firmware['kernelBoot']>,
  at: string,
): readonly Cause[] {
  if (!container)
    return kernelArgs === ''
      ? []
      : [
          invalid(
            'invalid-firmware',
            'kernel arguments cannot be provided without an external kernel',
            `${at}.kernelArgs`,
            { evidence: [at], data: { fault: 'kernel' } },
          ),
        ];
  const base = `${at}.container`;
  const { image, kernelPath, initrdPath } = container;
  const rest: CauseRest = { evidence: [base], data: { fault: 'kernel' } };
  return [
    ...(image === ''
      ? [required('invalid-firmware', `${base} must be defined with an image`, `${base}.image`, rest)]
      : []),
    ...(kernelPath === '' && initrdPath === ''
      ? [
          required(
            'invalid-firmware',
            `${base} must be defined with at least one of the following: kernelPath, initrdPath`,
            base,
            { ...rest, on: 'key' },
          ),
        ]
      : []),
    ...(['kernelPath', 'initrdPath'] as const).flatMap((key) =>
      container[key] === '' ? [] : pathCauses('invalid-firmware', container[key], `${base}.${key}`, `${base}.${key}`),
    ),
  ];
}
