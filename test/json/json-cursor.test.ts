import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonCursor } from '../../server/src/core/json/json-cursor.ts';
import { findJson, jsonAt, jsonSpan } from '../../server/src/core/json/json-path.ts';
import type { JsonNode, JsonPath } from '../../server/src/core/json/json-tree.ts';
import { parseJson } from '../../server/src/core/json/parse-json.ts';
import { brokenJson, writtenJson } from './written-json.ts';

/** The cursor at `|`, as `on path <replaced> prefix [siblings]`. */
function at(marked: string): string | undefined {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const cursor = jsonCursor(text, offset);
  if (!cursor) return undefined;
  const { on, path, replace, prefix, siblings, needsComma, hasColon } = cursor;
  const marks = `${needsComma.before ? ' ,before' : ''}${needsComma.behind ? ' ,behind' : ''}${hasColon ? ' colon' : ''}`;
  return `${on} /${path.join('/')} <${text.slice(replace.start, replace.end)}> ${prefix} [${siblings.join(' ')}]${marks}`;
}

describe('a cursor in JSON', () => {
  it.each<[string, string]>([
    ['{|}', 'key / <>  []'],
    ['{"|"}', 'key / <"">  []'],
    ['{"ty|": "bridge", "name": "lan"}', 'key / <"ty"> ty [name] colon'],
    ['{"type": "br|", "name": "lan"}', 'value /type <"br"> br [name]'],
    ['{"type": |}', 'value /type <>  []'],
    ['{"type": br|}', 'value /type <br> br []'],
    ['{"type": "br|\n}', 'value /type <"br> br []'],
    ['{"type": "bri|\n "name": "lan"}', 'value /type <"bri> bri [name] ,behind'],
    ['{"type": "bridge", |}', 'key / <>  [type]'],
    ['{"type": "bridge" |}', 'key / <>  [type] ,before'],
    ['{"type": "bridge"\n  "na|\n}', 'key / <"na> na [type] ,before'],
    ['{\n  |\n  "type": "bridge"\n}', 'key / <>  [type] ,behind'],
    ['{"ipam": {"ty|"}}', 'key /ipam <"ty"> ty []'],
    ['{"ipam": {"type": "wh|"}, "type": "bridge"}', 'value /ipam/type <"wh"> wh []'],
    ['{"ipam": {"type": "static", |', 'key /ipam <>  [type]'],
    ['{"plugins": [{"type": "tu|"}]}', 'value /plugins/0/type <"tu"> tu []'],
    ['{"plugins": [{"type": "bridge"}, |]}', 'item /plugins <>  []'],
    ['{"plugins": [{"type": "bridge"}|]}', 'item /plugins <>  [] ,before'],
    ['{"vlan": 1|}', 'value /vlan <1> 1 []'],
    ['|', 'value / <>  []'],
    ['  |\n', 'value / <>  []'],
    ["{'ty|': 1}", "key / <'ty'> ty [] colon"],
    ['{"a": 1}|', ''],
    ['{"a": 1} // no|', ''],
    ['{"a": "x"|, "b": 1}', 'key / <>  [a b] ,before'],
  ])('%s', (marked, expected) => {
    expect(at(marked) ?? '').toBe(expected);
  });

  it('lies around its offset in any text', () => {
    fc.assert(
      fc.property(fc.oneof(writtenJson, brokenJson), fc.nat(), (text, place) => {
        const offset = place % (text.length + 1);
        const cursor = jsonCursor(text, offset);
        if (!cursor) return;
        expect(cursor.replace.start).toBeLessThanOrEqual(offset);
        expect(cursor.replace.end).toBeGreaterThanOrEqual(offset);
        expect(text.slice(cursor.replace.start, offset).endsWith(cursor.prefix)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

/** All paths of a tree, with their nodes. */
function pathsOf(node: JsonNode, path: JsonPath = []): [JsonPath, JsonNode][] {
  const inner: [string | number, JsonNode][] =
    node.kind === 'object'
      ? node.entries.map(({ key, value }) => [key, value])
      : node.kind === 'array'
        ? node.items.map((value, index) => [index, value])
        : [];
  return [[path, node], ...inner.flatMap(([part, value]) => pathsOf(value, [...path, part]))];
}

describe('paths', () => {
  it('lead to their nodes, and places back to their paths', () => {
    fc.assert(
      fc.property(writtenJson, (text) => {
        const document = parseJson(text);
        if (!document.root) throw new Error('no root');
        for (const [path, node] of pathsOf(document.root)) {
          expect(findJson(document.root, path)).toBe(node);
          expect(jsonSpan(document, path, 'value')).toBe(node);
          const isLeaf = node.kind !== 'object' && node.kind !== 'array';
          if (isLeaf) expect(jsonAt(document.root, node.end - 1)).toMatchObject({ path, on: 'value' });
          if (typeof path.at(-1) === 'string') {
            const key = jsonSpan(document, path, 'key');
            expect(JSON.parse(text.slice(key.start, key.end))).toBe(path.at(-1));
            expect(jsonAt(document.root, key.start)).toMatchObject({ path, on: 'key' });
          }
        }
      }),
    );
  });

  it('that lead nowhere are marked at the nearest thing there is', () => {
    const text = '{"ipam": {"type": "static"}, "plugins": [{}]}';
    const marked = (path: JsonPath): string => {
      const { start, end } = jsonSpan(parseJson(text), path, 'value');
      return `${start}:${text.slice(start, end)}`;
    };
    expect(marked(['type'])).toBe('0:{');
    expect(marked(['ipam', 'addresses', 0])).toBe('1:"ipam"');
    expect(marked(['plugins', 0, 'type'])).toBe('41:{');
  });
});
