import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editInScalar } from '../../server/src/core/yaml/edit-in-scalar.ts';
import { applyEdits } from '../../server/src/core/yaml/edit-check.ts';
import { planEdits, type EditStep } from '../../server/src/core/yaml/edit-plan.ts';
import { find } from '../../server/src/core/yaml/locate.ts';
import { readDocument } from '../../server/src/core/yaml/read-document.ts';
import type { ScalarNode } from '../../server/src/core/yaml/tree.ts';
import { writtenConfig } from './written-scalars.ts';

function planned(text: string, ...steps: readonly EditStep[]): string | undefined {
  const edits = planEdits(readDocument(text), text, steps);
  return edits && applyEdits(text, edits);
}

function scalarAt(text: string, field: string): ScalarNode {
  const { root } = readDocument(text);
  const node = root && find(root, field)?.node;
  if (node?.kind !== 'scalar') throw new Error(`no scalar in ${JSON.stringify(text)}`);
  return node;
}

describe('JSON in a scalar, edited', () => {
  const addMtu: EditStep = { do: 'json', field: 'config', steps: [{ do: 'set', path: ['mtu'], value: 1500 }] };

  it.each<[string, string, string]>([
    ['literal', 'config: |\n  {\n    "a": 1\n  }\nx: 1\n', 'config: |\n  {\n    "a": 1,\n    "mtu": 1500\n  }\nx: 1\n'],
    ['literal, one line', 'config: |-\n  {"a": 1}\n', 'config: |-\n  {"a": 1, "mtu": 1500}\n'],
    ['folded', 'config: >-\n  {"a": 1,\n  "b": 2}\n', 'config: >-\n  {"a": 1,\n  "b": 2, "mtu": 1500}\n'],
    [
      'folded, with lines further in',
      'config: >-\n  {\n    "a": 1\n  }\n',
      'config: >-\n  {\n    "a": 1,\n    "mtu": 1500\n  }\n',
    ],
    ['single', `config: '{"a": "it''s"}' # c\n`, `config: '{"a": "it''s", "mtu": 1500}' # c\n`],
    ['single, over lines', `config: '{\n    "a": 1\n  }'\n`, `config: '{\n    "a": 1, "mtu": 1500\n  }'\n`],
    ['double', 'config: "{\\"a\\": 1}"\n', 'config: "{\\"a\\": 1, \\"mtu\\": 1500}"\n'],
    [
      'double, with line ends',
      'config: "{\\n  \\"a\\": 1\\n}"\n',
      'config: "{\\n  \\"a\\": 1,\\n  \\"mtu\\": 1500\\n}"\n',
    ],
    ['in a flow mapping', `{config: '{"a": 1}', x: 1}\n`, `{config: '{"a": 1, "mtu": 1500}', x: 1}\n`],
  ])('%s', (_, text, expected) => {
    expect(planned(text, addMtu)).toBe(expected);
    expect(planned(text.replaceAll('\n', '\r\n'), addMtu)).toBe(expected.replaceAll('\n', '\r\n'));
  });

  it('takes several steps, each on what the others left', () => {
    const steps = [
      { do: 'set', path: ['b', 'c'], value: 2 },
      { do: 'rename-key', path: ['a'], key: 'z' },
      { do: 'remove', path: ['b', 'c'] },
    ] as const;
    expect(planned(`config: '{"a": 1}'\n`, { do: 'json', field: 'config', steps })).toBe(
      `config: '{"z": 1, "b": {}}'\n`,
    );
  });

  it('is not, where it is no JSON, written elsewhere, or a template’s', () => {
    expect(planned(`config: '{"a": 1,}'\n`, addMtu)).toBeUndefined();
    expect(planned(`a: &a '{"a": 1}'\nconfig: *a\n`, addMtu)).toBeUndefined();
    expect(planned(`config: '{"a": "{{ .x }}"}'\n`, { ...addMtu, steps: [{ do: 'set', path: ['a'], value: 1 }] })).toBe(
      undefined,
    );
  });

  it('becomes a block where its style cannot hold the text', () => {
    const text = 'spec:\n  config: |2\n      {"a": 1} \n  x: 1\n';
    const edits = editInScalar(readDocument(text), text, 'spec.config', [{ start: 0, end: 2, newText: '' }]);
    expect(edits && applyEdits(text, edits)).toBe('spec:\n  config: |2\n    {"a": 1} \n  x: 1\n');
    const plain = 'config: a b\n';
    const changed = editInScalar(readDocument(plain), plain, 'config', [{ start: 0, end: 3, newText: '{"a":\n  1}' }]);
    expect(changed && applyEdits(plain, changed)).toBe('config: |-\n  {"a":\n    1}\n');
  });

  it('reads as wanted in every style, and nothing around it changes', () => {
    const kept = { same: 0, block: 0 };
    fc.assert(
      fc.property(writtenConfig, fc.nat(), fc.boolean(), ({ text, value, style }, seed, isRemoval) => {
        const field = text.startsWith('spec') ? 'spec.config' : '[1].config';
        const wanted = JSON.parse(value) as Record<string, unknown>;
        const keys = Object.keys(wanted);
        const key = keys[seed % (keys.length + 1)] ?? 'brand-new';
        const isKnown = Object.hasOwn(wanted, key);
        if (isRemoval && isKnown) Reflect.deleteProperty(wanted, key);
        else Object.defineProperty(wanted, key, { value: [1, { x: "it's" }], enumerable: true });
        const step: EditStep = {
          do: 'json',
          field,
          steps: [
            isRemoval && isKnown
              ? { do: 'remove', path: [key] }
              : { do: 'set', path: [key], value: [1, { x: "it's" }] },
          ],
        };
        const after = planned(text, step);
        if (after === undefined) throw new Error(`no edits of ${JSON.stringify(text)}`);
        const node = scalarAt(after, field);
        expect(JSON.parse(String(node.value))).toEqual(wanted);
        const old = scalarAt(text, field);
        expect(after.startsWith(text.slice(0, old.start))).toBe(true);
        expect(after.endsWith(text.slice(text.indexOf('other: x')))).toBe(true);
        expect(/(?<!\r)\n/.test(after)).toBe(/(?<!\r)\n/.test(text));
        if (node.style === style) kept.same++;
        else {
          expect(node.style).toBe('literal');
          kept.block++;
        }
      }),
      { numRuns: 500 },
    );
    expect(kept.same).toBeGreaterThan(kept.block * 10);
  });
});
