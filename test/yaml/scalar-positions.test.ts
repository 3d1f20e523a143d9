import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonCursor } from '../../server/src/core/json/json-cursor.ts';
import { parseJson } from '../../server/src/core/json/parse-json.ts';
import { find } from '../../server/src/core/yaml/locate.ts';
import { readDocument } from '../../server/src/core/yaml/read-document.ts';
import { scalarPositions, type ScalarPositions } from '../../server/src/core/yaml/scalar-positions.ts';
import type { ScalarNode, Span } from '../../server/src/core/yaml/tree.ts';
import { writtenScalar, type Written } from './written-scalars.ts';

function configOf(text: string): { node: ScalarNode; positions: ScalarPositions | undefined } {
  const { root } = readDocument(text);
  const node = root && (find(root, 'spec.config') ?? find(root, '[1].config'))?.node;
  if (node?.kind !== 'scalar') throw new Error(`no scalar in ${JSON.stringify(text)}`);
  return { node, positions: scalarPositions(text, node) };
}

/** Whether a character of the value is found where it was written, and found back from there. */
function isPlacedAt(positions: ScalarPositions, text: string, offset: number, [start, end]: Written): boolean {
  const span = positions.sourceSpan({ start: offset, end: offset + 1 });
  const written = text.slice(start, end);
  // Anywhere in a fold; else exactly.
  const isThere = /[\r\n]/.test(written)
    ? start <= span.start && span.start < span.end && span.end <= end
    : span.start === start && span.end === end;
  // An escape of two units is found back as its first.
  const back = positions.toValue(span.start);
  const isBack = back === offset || (back === offset - 1 && positions.toSource(back) === start);
  return isThere && isBack && positions.toSource(offset) === span.start;
}

describe('places in a scalar', () => {
  it('are those that each character was written to, in every style', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(writtenScalar, ({ text, value, style, places }) => {
        const { node, positions } = configOf(text);
        expect(node).toMatchObject({ value, style });
        if (!positions) throw new Error(`no positions in ${JSON.stringify(text)}`);
        seen.add(style);
        const misplaced = [...places.entries()].filter(
          ([offset, place]) => !isPlacedAt(positions, text, offset, place),
        );
        expect(misplaced).toEqual([]);
        let before = 0;
        for (let at = node.start; at <= node.end; at++) {
          const offset = positions.toValue(at);
          if (offset < before) throw new Error(`${at} goes back`);
          before = offset;
        }
      }),
      { numRuns: 1000 },
    );
    expect([...seen].sort()).toEqual(['double', 'folded', 'literal', 'plain', 'single']);
  });

  it('lead from each fault and each word at a cursor of the JSON in it to the characters as written', () => {
    let faultsSeen = 0;
    let cursorsSeen = 0;
    fc.assert(
      fc.property(writtenScalar, fc.nat(), ({ text, value, places }, seed) => {
        const { positions } = configOf(text);
        const checkSpan = ({ start, end }: Span): void => {
          if (end <= start) return;
          const span = positions?.sourceSpan({ start, end });
          const first = places[start];
          const last = places[end - 1];
          if (!span || !first || !last) throw new Error('no place');
          expect(span.start).toBeGreaterThanOrEqual(first[0]);
          expect(span.start).toBeLessThan(first[1]);
          expect(span.end).toBeGreaterThan(last[0]);
          expect(span.end).toBeLessThanOrEqual(last[1]);
        };
        for (const fault of parseJson(value).faults) {
          checkSpan(fault);
          faultsSeen++;
        }
        const offset = seed % (value.length + 1);
        const cursor = jsonCursor(value, offset);
        if (!cursor) return;
        checkSpan(cursor.replace);
        cursorsSeen++;
      }),
      { numRuns: 2000 },
    );
    expect(faultsSeen).toBeGreaterThan(500);
    expect(cursorsSeen).toBeGreaterThan(500);
  });

  it('outside of it are its ends', () => {
    const text = 'spec:\n  config: |\n    {}\n  other: x\n';
    const { positions } = configOf(text);
    expect(positions?.toValue(0)).toBe(0);
    expect(positions?.toValue(text.length)).toBe(3);
    expect(positions?.toSource(-5)).toBe(text.indexOf('{'));
    expect(positions?.toSource(99)).toBe(text.indexOf('  other'));
  });

  it('tell where the written line ends that folding joined to the next', () => {
    const text = 'spec:\n  config: >-\n    {"a": 1, # one\n    "b": 2}\n';
    const { node, positions } = configOf(text);
    const value = String(node.value);
    expect(value.slice(0, positions?.lineEnd(value.indexOf('#')))).toBe('{"a": 1, # one');
  });

  it.each([
    ['no text', 'spec:\n  config: 5\n'],
    ['nothing', 'spec:\n  config:\n'],
    ['a template on a line of its own', 'spec:\n  config: |\n    {\n    {{ include "x" . }}\n    }\n'],
  ])('are not known of %s', (_, text) => {
    expect(configOf(text).positions).toBeUndefined();
  });
});
