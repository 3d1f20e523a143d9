/**
 * A PCI address that is not one. Truth: `kubevirt/kubevirt · pkg/network/admitter/netiface.go`, `pkg/util/hardware`,
 * v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import type { Fix } from '../rule.ts';
import { interfaceAt } from './interface-at.ts';

export default causeRule({
  id: 'malformed-pci-address',
  since: '0.2.0',
  summary: 'A PCI address that is not one.',
  advice: ({ place }, subject) => {
    const mended = mendedAddress(interfaceAt(subject, place)?.own.pciAddress ?? '');
    return mended
      ? l10n.t('Write {0}: domain, bus, slot, and a function from 0 to 7.', mended.value)
      : l10n.t('Write domain, bus, slot, and a function from 0 to 7, as in 0000:81:01.0; or none: QEMU then chooses.');
  },
  fixes: ({ field }, subject) => {
    const at = interfaceAt(subject, field);
    if (!at) return [];
    const mended = mendedAddress(at.own.pciAddress);
    return [
      ...(mended
        ? subject.plan(l10n.t('Write {0}', mended.value), mended.safety, [{ do: 'set', field, value: mended.value }])
        : []),
      ...subject.plan(l10n.t('Remove pciAddress'), 'unsafe', [{ do: 'remove', field }]),
    ];
  },
});

interface MendedAddress {
  readonly value: string;
  /** Safe where all four numbers, or all but domain 0, were there. */
  readonly safety: Fix['safety'];
}

function mendedAddress(wrong: string): MendedAddress | undefined {
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
