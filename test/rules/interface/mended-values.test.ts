/** What quick fixes make of values that are nearly right; what they write, KubeVirt takes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPortName, parseMacLength } from '../../../server/src/core/kubevirt/admission/network-values.ts';
import { rangeOverlaps } from '../../../server/src/core/kubevirt/admission/port-ranges.ts';
import { mendedMac, plainMac } from '../../../server/src/core/rules/interface/mac-address.ts';
import { mendedPciAddress } from '../../../server/src/core/rules/interface/pci-address.ts';
import { connected, isCovered, joined } from '../../../server/src/core/rules/interface/port-intervals.ts';
import { asPortName, freePortName } from '../../../server/src/core/rules/interface/port-names.ts';

describe('MAC addresses', () => {
  it.each([
    ['02aa00000001', '02:aa:00:00:00:01', 'safe'],
    ['02-AA.00:00 00_01', '02:AA:00:00:00:01', 'safe'],
    [' 2:aa:0:0:0:1', '02:aa:00:00:00:01', 'safe'],
    ['0x02aa00000001', '02:aa:00:00:00:01', 'safe'],
    ['o2:aa:00:00:00:0l', '02:aa:00:00:00:01', 'unsafe'],
  ])('reads %j as %s', (wrong, value, safety) => {
    expect(mendedMac(wrong)).toEqual({ value, safety });
  });

  it.each(['', 'de:ad:00:00:be', 'de:ad:00:00:be:ef:00:01', 'gg:00:00:00:00:00', 'auto'])(
    'makes nothing of %j',
    (wrong) => {
      expect(mendedMac(wrong)).toBeUndefined();
    },
  );

  it('writes what Go takes, whatever it was', () => {
    const digit = fc.constantFrom(...'0123456789abcdefABCDEFoOlIxg:.- ');
    fc.assert(
      fc.property(fc.string({ unit: digit, minLength: 5, maxLength: 20 }), (wrong) => {
        const mended = mendedMac(wrong);
        if (mended) expect(parseMacLength(mended.value), mended.value).toBe(6);
      }),
    );
  });

  it('knows the spellings of one address', () => {
    const spellings = ['02:00:00:00:00:00', '02-00-00-00-00-00', '0200.0000.0000'];
    expect(new Set(spellings.map(plainMac))).toEqual(new Set(['02:00:00:00:00:00']));
    expect(plainMac('02:00:00:00:00:00:00:00')).toBeUndefined();
  });
});

describe('PCI addresses', () => {
  it.each([
    ['81:01.0', '0000:81:01.0', 'safe'],
    ['0000:81:01:7', '0000:81:01.7', 'safe'],
    ['0x0000:0x81:0x01.0x0', '0000:81:01.0', 'safe'],
    ['1:2.3', '0000:01:02.3', 'safe'],
    ['0000:81:01.10', '0000:81:01.0', 'unsafe'],
    ['0000:81:01', '0000:81:01.0', 'unsafe'],
    ['81:01', '0000:81:01.0', 'unsafe'],
  ])('reads %j as %s', (wrong, value, safety) => {
    expect(mendedPciAddress(wrong)).toEqual({ value, safety });
  });

  it.each(['', '81', 'here', '00000:81:01.0', '0000:811:01.0', '0:0:0:0:0', '0000:81:01.g'])(
    'makes nothing of %j',
    (wrong) => {
      expect(mendedPciAddress(wrong)).toBeUndefined();
    },
  );
});

describe('names of ports', () => {
  it.each([
    ['HTTP', 'http'],
    ['metrics_of_the_database', 'metrics-of-the'],
    ['a--b', 'a-b'],
    ['-x-', 'x'],
    ['8080', 'port-8080'],
    ['äöü', 'port'],
  ])('makes %j %s', (wrong, name) => {
    expect(asPortName(wrong)).toBe(name);
  });

  it('are such as a port can have, and free', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.array(fc.constantFrom('-2', '-3', '')), (wrong, endings) => {
        const name = asPortName(wrong);
        expect(isPortName(name), name).toBe(true);
        const taken = endings.map((ending) => name.slice(0, 15 - ending.length).replace(/-$/, '') + ending);
        const free = freePortName(name, taken);
        expect(isPortName(free), free).toBe(true);
        expect(taken).not.toContain(free);
      }),
    );
  });
});

describe('ranges of ports', () => {
  const range = fc
    .tuple(fc.constantFrom('TCP', 'UDP'), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 9 }))
    .map(([protocol, start, length]) => ({ protocol, start, end: start + length }));
  const ranges = fc.array(range, { minLength: 1, maxLength: 8 });

  it('joined, hold the same ports and do not overlap', () => {
    fc.assert(
      fc.property(ranges, (before) => {
        const after = joined(before);
        expect(rangeOverlaps(after)).toEqual([]);
        for (const protocol of ['TCP', 'UDP'])
          for (let port = 0; port <= 70; port++)
            expect(isCovered(protocol, port, after)).toBe(isCovered(protocol, port, before));
      }),
    );
  });

  it('are connected through others, and with no one else', () => {
    fc.assert(
      fc.property(ranges, (all) => {
        const group = connected(all, 0);
        const inside = group.flatMap((index) => all[index] ?? []);
        const outside = all.filter((_, index) => !group.includes(index));
        expect(group).toContain(0);
        expect(joined(inside)).toHaveLength(1);
        for (const { protocol, start, end } of outside)
          for (let port = start; port <= end; port++) expect(isCovered(protocol, port, inside)).toBe(false);
      }),
    );
  });
});
