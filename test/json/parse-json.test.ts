import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonNode } from '../../server/src/core/json/json-tree.ts';
import { parseJson } from '../../server/src/core/json/parse-json.ts';
import { brokenJson, writtenJson } from './written-json.ts';

/** What JSON.parse makes of a text, or undefined where it takes none. */
/** As Go reads it: a number that no double holds, which JavaScript takes for infinity, is refused. */
function parsed(text: string): { value: unknown } | undefined {
  let isHeld = true;
  try {
    const value = JSON.parse(text, (_, part: unknown) => {
      isHeld &&= typeof part !== 'number' || Number.isFinite(part);
      return part;
    }) as unknown;
    return isHeld ? { value } : undefined;
  } catch {
    return undefined;
  }
}

function plain(node: JsonNode | undefined): unknown {
  if (node?.kind === 'object') {
    const result: Record<string, unknown> = {};
    for (const { key, value } of node.entries)
      Object.defineProperty(result, key, { value: plain(value), enumerable: true, configurable: true });
    return result;
  }
  return node?.kind === 'array' ? node.items.map(plain) : node?.value;
}

/** Every node lies in its text and in the one around it, and begins and ends with what it is. */
function checkPlaces(text: string, node: JsonNode, start = 0, end = text.length): void {
  expect(node.start).toBeGreaterThanOrEqual(start);
  expect(node.end).toBeLessThanOrEqual(end);
  expect(node.end).toBeGreaterThanOrEqual(node.start);
  if (node.kind === 'object') {
    expect(text.charAt(node.start)).toBe('{');
    for (const { keySpan, value } of node.entries) {
      expect(keySpan.start).toBeGreaterThanOrEqual(node.start);
      expect(keySpan.end).toBeLessThanOrEqual(value.start);
      checkPlaces(text, value, node.start, node.end);
    }
  } else if (node.kind === 'array') {
    expect(text.charAt(node.start)).toBe('[');
    for (const item of node.items) checkPlaces(text, item, node.start, node.end);
  }
}

/** The faults of a text as `code: marked text`. */
function faultsOf(text: string): string[] {
  return parseJson(text).faults.map(({ code, start, end }) => `${code}: ${text.slice(start, end)}`);
}

describe('texts that are JSON', () => {
  it('are read as JSON.parse reads them, without a fault', () => {
    fc.assert(
      fc.property(writtenJson, (text) => {
        const document = parseJson(text);
        expect(document.faults).toEqual([]);
        expect(document.value).toEqual(JSON.parse(text));
        expect(plain(document.root)).toEqual(JSON.parse(text));
        if (document.root) checkPlaces(text, document.root);
      }),
      { numRuns: 500 },
    );
  });

  it('have the last of equal keys as the one that counts', () => {
    expect(parseJson('{"type": "a", "type": "b"}').value).toEqual({ type: 'b' });
  });

  it('may be as deep as Go goes, and no deeper', () => {
    expect(parseJson('['.repeat(10_000) + ']'.repeat(10_000)).faults).toEqual([]);
    expect(parseJson('['.repeat(10_001) + ']'.repeat(10_001)).faults.map(({ code }) => code)).toEqual(['too-deep']);
  });
});

describe('texts that are none', () => {
  it('have a fault exactly where Go takes no text, which is where JSON.parse does not but for numbers out of range', () => {
    fc.assert(
      fc.property(brokenJson, (text) => {
        const document = parseJson(text);
        const known = parsed(text);
        expect(document.faults.length === 0).toBe(known !== undefined);
        expect(document.value).toEqual(known?.value);
        for (const { start, end } of document.faults) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(text.length === 0 || end > start).toBe(true);
        }
        if (document.root) checkPlaces(text, document.root);
      }),
      { numRuns: 3000 },
    );
  });

  it('are refused with numbers that only JavaScript has', () => {
    expect(faultsOf('\t1e500\t')).toEqual(['bad-number: 1e500']);
    expect(faultsOf('{"mtu": 1e400}')).toEqual(['bad-number: 1e400']);
  });

  it.each<[string, string[]]>([
    ['{"a": 1,}', ['trailing-comma: ,']],
    ['{"a": [1, 2,  ]\n}', ['trailing-comma: ,']],
    ['{"a": 1\n"b": 2}', ['missing-comma: "b"']],
    ['{"a": {"x": 1} "b": 2}', ['missing-comma: "b"']],
    ['[1 2]', ['missing-comma: 2']],
    ['{"a": 1,, "b": 2}', ['extra-comma: ,']],
    ['{"a" 1}', ['missing-colon: 1']],
    ['{"a"\n"b": 1}', ['missing-colon: "b"']],
    ['{"a": , "b": 2}', ['missing-value: ,']],
    ['{"a": }', ['missing-value: }']],
    ['{"a"}', ['missing-colon: }']],
    ['{"a": 1, // one\n "b": 2}', ['comment: // one']],
    ['{"a": 1, # one \n "b": 2}', ['comment: # one']],
    ['{"a": /* one */ 1}', ['comment: /* one */']],
    ['{"a": 1, <1>\n "b": 2} <2>', ['call-out: <1>', 'call-out: <2>']],
    ['{"a": 1, <--- the one\n "b": 2}', ['call-out: <--- the one']],
    ['{"a": 1, ...}', ['ellipsis: ...']],
    ['{\n  "a": 1,\n  …\n}', ['ellipsis: …']],
    ['{"a": ...}', ['ellipsis: ...']],
    ['...', ['ellipsis: ...']],
    ["{'a': 'b'}", ["single-quote: 'a'", "single-quote: 'b'"]],
    ['{“a”: 1}', ['single-quote: “a”']],
    ['\'{"a": 1}\'', ["stray-quote: '", "stray-quote: '"]],
    ['{a: 1}', ['unquoted-key: a']],
    ['{"role": primary\n}', ['bad-value: primary']],
    ['{"a": True}', ['bad-value: True']],
    ['{"a": 01}', ['bad-number: 01']],
    ['{"a": 0x1F}', ['bad-number: 0x1F']],
    ['{"a": 1} x', ['trailing-text: x']],
    ['{"a": 1}}', ['trailing-text: }']],
    ['{"a": 1}, "b": 2}', ['trailing-text: , "b": 2}']],
    ['{"a": "b,\n "c": 1}', ['unterminated-string: "b']],
    ['{"a": "b\tc"}', ['control-character: \t']],
    ['{"a": "\\d"}', ['bad-escape: \\d']],
    ['{"a": "\\u12x"}', ['bad-escape: \\u12']],
    ['{\\n  "a": 1}', ['stray-backslash: \\']],
    ['{"a": [1, 2}', ['mismatched-bracket: }']],
    ['{"a": {"b": 1}', ['unclosed: {']],
    ['{"a": <name>}', ['placeholder: <name>']],
    ['{"vlan": {{ .Values.vlan }}, "b": 1}', ['placeholder: {{ .Values.vlan }}']],
    ['{"vlan": ${VLAN}}', ['placeholder: ${VLAN}']],
    ['', ['empty: ']],
    ['  \n', ['empty:   \n']],
    ['\ufeff{}', ['unexpected-character: \ufeff']],
  ])('%j has its faults on the right characters', (text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });

  it.each(['$', '[$]', '{"a": $}', '$a', '[${]', '<', '[<a]'])(
    'have a fault in a word that only begins like a placeholder: %s',
    (text) => {
      const { faults, value } = parseJson(text);
      expect(faults).not.toEqual([]);
      expect(value).toBeUndefined();
    },
  );

  it('are read on behind a comment where its line ended as it was written', () => {
    const text = '{"a": 1, # one "b": 2}';
    const document = parseJson(text, () => text.indexOf(' "b"'));
    expect(document.faults.map(({ start, end }) => text.slice(start, end))).toEqual(['# one']);
    expect(plain(document.root)).toEqual({ a: 1, b: 2 });
  });

  it('still have the tree of what is whole in them', () => {
    expect(plain(parseJson('{"type": "bridge", "bridge": , "ipam": {"type": "static",}, vlan: 3').root)).toEqual({
      type: 'bridge',
      bridge: null,
      ipam: { type: 'static' },
      vlan: 3,
    });
  });
});
