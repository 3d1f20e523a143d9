/** An index of a large mapping finds what looking through its entries finds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entriesAhead, entryOf, isLarge } from '../../server/src/core/yaml/entry-index.ts';
import type { MappingEntry, MappingNode } from '../../server/src/core/yaml/tree.ts';

const nowhere = { start: 0, end: 0 };

function mappingOf(keys: readonly string[]): MappingNode {
  const entries = keys.map((key): MappingEntry => {
    return { key, keySpan: nowhere, value: { kind: 'scalar', value: key, style: 'plain', ...nowhere }, merged: false };
  });
  return { kind: 'mapping', flow: false, entries, shadowed: [], ...nowhere };
}

const part = fc.constantFrom('a', 'b', '.', '[', '[0]', 'a.b', '');
const text = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(''));
const filler = Array.from({ length: 70 }, (_, at) => `filler${at}`);

describe('entries by their keys', () => {
  it('are the same with an index and without', () => {
    let found = 0;
    fc.assert(
      fc.property(fc.uniqueArray(text, { maxLength: 12 }), text, (keys, field) => {
        const small = mappingOf(keys);
        const large = mappingOf([...keys, ...filler]);
        expect(isLarge(small)).toBe(false);
        expect(isLarge(large)).toBe(true);
        expect(entryOf(large, field)?.key).toBe(entryOf(small, field)?.key);
        const ahead = (mapping: MappingNode): readonly string[] => entriesAhead(mapping, field).map(({ key }) => key);
        expect([...ahead(large)].sort()).toEqual([...ahead(small)].sort());
        found += ahead(small).length;
      }),
      { numRuns: 2000 },
    );
    expect(found).toBeGreaterThan(500);
  });
});
