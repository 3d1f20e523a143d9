/**
 * The rules of encrypted guests (SEV, SEV-SNP, TDX). Truth: `kubevirt/kubevirt · pkg/virt-api/webhooks/amd64.go`,
 * `pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import { isGateEnabled } from '../configuration.ts';
import { type Cause, type CauseRest, cause, gated, invalid } from './cause.ts';
import { bootsSecurely } from './firmware.ts';
import { interfaceField } from './network-admission.ts';
import type { SpecAdmission } from './spec-admission.ts';

export const launchSecurityKinds = ['sev', 'snp', 'tdx'] as const;

export const launchSecurityGates = {
  sev: 'WorkloadEncryptionSEV',
  snp: 'WorkloadEncryptionSEV',
  tdx: 'WorkloadEncryptionTDX',
} as const;

export function launchSecurityCauses(admission: SpecAdmission): Cause[] {
  const { machine, release, configuration, field } = admission;
  const { launchSecurity } = machine.domain;
  if (!launchSecurity) return [];
  // KubeVirt's own field leaves `domain` out.
  const odd = `${field}.launchSecurity`;
  const at = `${field}.domain.launchSecurity`;
  const causes: Cause[] = [];
  const gateOff = (gate: string): Cause =>
    gated(gate, `${gate} feature gate is not enabled in kubevirt-config`, odd, { at, on: 'key' });
  const isOff = (gate: string): boolean => !isGateEnabled(release, configuration, gate);
  const isS390x = machine.architecture === 's390x';
  if (isS390x && isOff('SecureExecution')) causes.push(gateOff('SecureExecution'));
  const isSevOnly = release.admission.launchSecurity === 'sev';
  if (isSevOnly ? !launchSecurity.sev : machine.architecture !== '' && machine.architecture !== 'amd64') return causes;
  const chosen = isSevOnly
    ? (['sev'] as const)
    : launchSecurityKinds.filter((kind) => launchSecurity[kind] !== undefined);
  const [kind, second] = chosen;
  if (kind === undefined || second !== undefined)
    return [
      ...causes,
      cause('invalid-launch-security', 'FieldValueForbidden', 'One and only one launchSecurity type can be set', odd, {
        at: second === undefined ? at : `${at}.${second}`,
        on: 'key',
        evidence: [at],
        related: kind === undefined ? [] : [{ field: `${at}.${kind}`, relation: 'conflicts-with' }],
        data: { fault: 'count', kinds: chosen },
      }),
    ];
  if (isOff(launchSecurityGates[kind])) return [...causes, gateOff(launchSecurityGates[kind])];
  return [...causes, ...kindCauses(admission, kind, odd, at)];
}

function kindCauses(
  { machine, spec, field }: SpecAdmission,
  kind: (typeof launchSecurityKinds)[number],
  odd: string,
  at: string,
): Cause[] {
  const { launchSecurity, firmware, features } = machine.domain;
  const name = kind.toUpperCase();
  const causes: Cause[] = [];
  const loader = `${field}.domain.firmware.bootloader`;
  const say = (fault: string, message: string, rest: CauseRest = {}): number =>
    causes.push(
      invalid('invalid-launch-security', message, odd, {
        at: `${at}.${kind}`,
        on: 'key',
        data: { fault, kind },
        ...rest,
      }),
    );
  const smm = features?.smm;
  const efi = firmware?.bootloader?.efi;
  if (kind === 'tdx' && smm && smm.enabled !== false)
    say('smm', 'TDX does not work along with SMM', {
      evidence: [`${at}.tdx`, `${field}.domain.features.smm`],
      related: [{ field: `${field}.domain.features.smm`, relation: 'conflicts-with' }],
    });
  if (!efi) say('uefi', `${name} requires OVMF (UEFI)`, { evidence: [`${at}.${kind}`, loader] });
  else {
    const rest: CauseRest = {
      evidence: [`${at}.${kind}`, loader],
      related: [{ field: `${loader}.efi`, relation: 'conflicts-with' }],
    };
    if (kind !== 'tdx' && bootsSecurely(firmware))
      say('secure-boot', `${name} does not work along with SecureBoot`, rest);
    if (kind !== 'sev' && efi.persistent === true)
      say('persistent', `${name} does not work along with Persistent EFI variables`, rest);
  }
  if (launchSecurity?.sev?.attestation && machine.startStrategy !== 'Paused')
    say('attestation', "SEV attestation requires VMI StartStrategy 'Paused'", {
      at: `${at}.sev.attestation`,
      evidence: [`${at}.sev`, `${field}.startStrategy`],
    });
  const policy = kind === 'snp' ? (launchSecurity?.snp?.policy ?? '') : '';
  if (policy !== '' && !isSnpPolicy(policy))
    say('policy', `${policy} is not a valid SEV-SNP Policy Config`, { at: `${at}.snp.policy`, on: 'value' });
  spec.interfaces.forEach((own, index) => {
    if (own.bootOrder === undefined) return;
    const bootOrder = `${interfaceField(field, index)}.bootOrder`;
    causes.push(
      invalid('bootable-interface-with-launch-security', `${name} does not work with bootable NICs: ${own.name}`, odd, {
        at: bootOrder,
        evidence: [bootOrder, at],
        related: [{ field: `${at}.${kind}`, relation: 'conflicts-with' }],
        data: { interface: index, name: own.name, kind },
      }),
    );
  });
  return causes;
}

/** A policy of SEV-SNP: decimal, or with a prefix hexadecimal, octal or binary, up to 64 bits. */
export function isSnpPolicy(text: string): boolean {
  if (!/^(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|[1-9]\d*|0)$/.test(text)) return false;
  const digits = /^0[0-7]+$/.test(text) ? `0o${text.slice(1)}` : text;
  return BigInt(digits) < 2n ** 64n;
}
