import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mendAll, mendOf, type JsonMend } from '../../server/src/core/json/mend-json.ts';
import { parseJson } from '../../server/src/core/json/parse-json.ts';
import { applyEdits } from '../../server/src/core/yaml/edit-check.ts';
import { brokenJson } from './written-json.ts';

const made = (text: string, mend: JsonMend | undefined): string | undefined => mend && applyEdits(text, mend.edits);

describe('mending JSON', () => {
  it.each<[string, string | undefined]>([
    ['{"a": 1,}', '{"a": 1}'],
    ['{"a": 1,, "b": 2}', '{"a": 1, "b": 2}'],
    ['{"a": 1\n  "b": 2}', '{"a": 1,\n  "b": 2}'],
    ['{"a": 1, // one\n  "b": 2}', '{"a": 1,\n  "b": 2}'],
    ['{\n  // one\n  "a": 1\n}', '{\n  "a": 1\n}'],
    ['{"a": 1} <1>', '{"a": 1}'],
    [`{'it\\'s': 1}`, `{"it's": 1}`],
    ['{type: "x"}', '{"type": "x"}'],
    ['{"a": True}', '{"a": true}'],
    ['{"role": primary}', '{"role": "primary"}'],
    ['{"a": "x\ty"}', '{"a": "x\\ty"}'],
    ['{"a": }', undefined],
    ['{"a": 1', undefined],
    ['{"a": <vlan>}', undefined],
  ])('%j becomes %j', (text, expected) => {
    const document = parseJson(text);
    const [fault] = document.faults;
    expect(fault && made(text, mendOf(document, fault))).toBe(expected);
  });

  it('is safe but where a word may have meant something else', () => {
    const mended = (text: string): boolean | undefined => {
      const document = parseJson(text);
      return document.faults[0] && mendOf(document, document.faults[0])?.isSafe;
    };
    expect(mended('{"a": None}')).toBe(true);
    expect(mended('{"a": vlan}')).toBe(false);
  });

  it('is done to all faults at once, where each can be mended', () => {
    const text = `'{name: 'lan', "a": [1, 2,], # note\n "b": 3,}'`;
    expect(made(text, mendAll(parseJson(text)))).toBe('{"name": "lan", "a": [1, 2],\n "b": 3}');
    expect(mendAll(parseJson('{"a": 1,, "b": }'))).toBeUndefined();
  });

  it('leaves fewer faults, and none where all are mended', () => {
    fc.assert(
      fc.property(brokenJson, (text) => {
        const document = parseJson(text);
        for (const fault of document.faults) {
          const mend = made(text, mendOf(document, fault));
          if (mend !== undefined) expect(parseJson(mend).faults.length).toBeLessThan(document.faults.length);
        }
        const all = made(text, mendAll(document));
        if (all !== undefined) expect(() => JSON.parse(all) as unknown).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });
});
