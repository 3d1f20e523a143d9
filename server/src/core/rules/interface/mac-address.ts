/** MAC addresses as quick fixes write them: mended from what is nearly one, or made up for an interface. */
import * as l10n from '@vscode/l10n';
import { vmNamespace } from '../../workspace/launcher.ts';
import { joinField } from '../../yaml/locate.ts';
import { interfacesOf } from '../network/nics.ts';
import type { Fix, Subject } from '../rule.ts';
import { interfaceAt, type InterfaceAt } from './interface-at.ts';

/** The address of the bridge inside the Pod that masquerade makes. */
export const inPodBridgeMac = '02:00:00:00:00:00';

/** Six bytes with colons, in small letters; undefined for anything that is not six bytes. */
export function plainMac(text: string): string | undefined {
  // Most are written so.
  if (/^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/.test(text)) return text;
  const digits = text.replaceAll(/[:.-]/g, '');
  return /^[0-9a-fA-F]{12}$/.test(digits) ? withColons(digits.toLowerCase()) : undefined;
}

export interface MendedMac {
  readonly value: string;
  /** Safe where all digits were there, and only their separators were not. */
  readonly safety: Fix['safety'];
}

/** What a malformed address was meant to be; undefined where digits are missing or too many. */
export function mendedMac(wrong: string): MendedMac | undefined {
  const text = wrong.trim().replace(/^0x/i, '');
  const digits = text.replaceAll(/[\s:._-]/g, '');
  if (/^[0-9a-fA-F]{12}$/.test(digits)) return { value: withColons(digits), safety: 'safe' };
  const groups = text.split(/[\s:._-]+/);
  if (groups.length === 6 && groups.every((group) => /^[0-9a-fA-F]{1,2}$/.test(group)))
    return { value: groups.map((group) => group.padStart(2, '0')).join(':'), safety: 'safe' };
  // Letters that look like digits.
  const read = text.replaceAll(/[oO]/g, '0').replaceAll(/[lI]/g, '1');
  const again = read === text ? undefined : mendedMac(read);
  return again && { value: again.value, safety: 'unsafe' };
}

/** What to write instead of an address that cannot stay: none, or a made-up one. `field` is that of the address. */
export function newMacFixes(subject: Subject, field: string): readonly Fix[] {
  const at = interfaceAt(subject, field);
  if (!at) return [];
  return [
    ...subject.plan(l10n.t('Remove macAddress: KubeVirt makes one'), 'unsafe', [{ do: 'remove', field }]),
    ...madeUpMacFixes(at, subject),
  ];
}

/**
 * The fix that writes a locally administered unicast address: always the same for the same names, and no other
 * interface's of the VM. None where many VMs are made of one template, which would all get it.
 */
export function madeUpMacFixes({ own, field }: InterfaceAt, subject: Subject): readonly Fix[] {
  const { resource } = subject;
  if (resource?.role !== 'virtual-machine' && resource?.role !== 'virtual-machine-instance') return [];
  const { namespace } = vmNamespace(resource, subject.cluster);
  if (resource.name.state !== 'stated') return [];
  const address = madeUpMac(
    `${namespace ?? ''}/${resource.name.value}/${own.name}`,
    interfacesOf(subject).map(({ macAddress }) => plainMac(macAddress)),
  );
  return subject.plan(l10n.t('Use the address {0}', address), 'unsafe', [
    { do: 'set', field: joinField(field, 'macAddress'), value: address },
  ]);
}

/** A locally administered unicast address, always the same for the same seed, that is none of those taken. */
export function madeUpMac(seed: string, taken: readonly (string | undefined)[]): string {
  for (let round = 0; ; round++) {
    const low = hash(`${seed}/${round}`);
    const high = hash(`${round}/${seed}`) & 0xff;
    const address = withColons(`02${high.toString(16).padStart(2, '0')}${low.toString(16).padStart(8, '0')}`);
    if (address !== inPodBridgeMac && !taken.includes(address)) return address;
  }
}

function withColons(digits: string): string {
  return (digits.match(/../g) ?? []).join(':');
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value;
}
