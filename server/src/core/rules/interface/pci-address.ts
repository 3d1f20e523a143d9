/** PCI addresses as quick fixes write them: domain, bus, slot and function, `0000:81:01.0`. */
import type { Fix } from '../rule.ts';

export interface MendedPciAddress {
  readonly value: string;
  /** Safe where all four numbers, or all but domain 0, were there. */
  readonly safety: Fix['safety'];
}

/** What a malformed address was meant to be; undefined where its numbers are too few, too many or too large. */
export function mendedPciAddress(wrong: string): MendedPciAddress | undefined {
  const text = wrong.trim().toLowerCase().replaceAll('0x', '');
  const parts = text.split(/[:.,\s_/-]+/);
  // With a dot the last part is the function; three parts without one begin with a domain of four digits.
  const hasFunction = text.includes('.') || parts.length === 4 || (parts.length === 3 && parts[0]?.length !== 4);
  const numbers = hasFunction ? parts : [...parts, '0'];
  const [domain = '', bus = '', slot = '', own = ''] = numbers.length === 3 ? ['0', ...numbers] : numbers;
  if (numbers.length < 3 || numbers.length > 4) return undefined;
  if (!/^[0-9a-f]{1,4}$/.test(domain) || !/^[0-9a-f]{1,2}$/.test(bus)) return undefined;
  if (!/^[0-9a-f]{1,2}$/.test(slot) || !/^[0-9a-f]{1,2}$/.test(own)) return undefined;
  const isFunction = /^[0-7]$/.test(own);
  return {
    value: `${domain.padStart(4, '0')}:${bus.padStart(2, '0')}:${slot.padStart(2, '0')}.${isFunction ? own : '0'}`,
    safety: hasFunction && isFunction ? 'safe' : 'unsafe',
  };
}
