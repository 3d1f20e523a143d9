/** The short ways of comparing names come to the distance that the definition gives. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearestName } from '../../server/src/core/rules/nearest-name.ts';

/** By the definition: the first letters are the same, or one of three edits comes first. */
function defined(one: string, other: string): number {
  if (one === '' || other === '') return one.length + other.length;
  const [first, second] = [one.slice(1), other.slice(1)];
  if (one[0] === other[0]) return defined(first, second);
  return 1 + Math.min(defined(first, second), defined(one, second), defined(first, other));
}

const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-', 'A', '1'), maxLength: 7 });

describe('the distance of two names', () => {
  it('is that of its definition, and no number where it is as far as nobody asks', () => {
    fc.assert(
      fc.property(name, name, fc.integer({ min: 0, max: 9 }), (one, other, enough) => {
        const distance = defined(one, other);
        expect(editDistance(one, other)).toBe(distance);
        expect(editDistance(one, other, enough)).toBe(distance < enough ? distance : Infinity);
      }),
      { numRuns: 2000 },
    );
  });

  it('makes the nearest name the one that was meant, if it is near enough', () => {
    expect(nearestName('n6-breakout', ['n3-access', 'n6-breakout-6', 'N6-BREAKOU'])).toBe('N6-BREAKOU');
    expect(nearestName('n6-breakout', ['backup', 'oam'])).toBeUndefined();
    expect(nearestName('ab', ['abcd'])).toBeUndefined();
  });
});
