import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fieldAt, fieldParts, fieldsOf, find, joinField, nearest, spanOf } from '../../server/src/core/yaml/locate.ts';
import { plainValue, readDocument } from '../../server/src/core/yaml/read-document.ts';
import type { Node, YamlDocument } from '../../server/src/core/yaml/tree.ts';

const rootOf = (document: YamlDocument): Node => {
  if (!document.root) throw new Error('nothing read');
  return document.root;
};

describe('fields', () => {
  it.each([
    ['a.b.c', 1],
    ['a.b', { c: 1 }],
    ['a', { b: { c: 1 } }],
    ['a.b.d', 2],
    ['x/y.z[0].w', 3],
    ['x/y.z[0]', { w: 3 }],
  ])('%s', (field, value) => {
    const root = rootOf(readDocument('a: {b: {c: 1}}\na.b: {d: 2}\nx/y.z:\n- w: 3\n'));
    const place = find(root, field);
    // The longest key goes first; a shorter one serves where that leads nowhere.
    expect(place && plainValue(place.node)).toEqual(field === 'a.b' ? { d: 2 } : value);
  });

  it('that lead nowhere have a nearest place', () => {
    const root = rootOf(readDocument('a: {b: {c: 1}}\na.b: {d: 2}\n'));
    expect(nearest(root, 'a.b.e').field).toBe('a.b');
    expect(nearest(root, 'a[0]').field).toBe('a');
    expect(nearest(root, 'z').field).toBe('');
    expect(fieldParts(root, 'a.b.c.x')).toEqual(['', 'a', 'a.b', 'a.b.c']);
  });

  it('of a shared node are all those that lead to it', () => {
    const root = rootOf(readDocument('x: &x {k: 1}\nv: *x\nz: [*x, {<<: *x}]\n'));
    const place = find(root, 'x.k');
    expect(place && fieldsOf(root, place.node)).toEqual(['x.k', 'v.k', 'z[0].k', 'z[1].k']);
  });
});

describe('places', () => {
  it('of entries that a later one hides are those of their key', () => {
    const text = 'a: 1\na: 2\n';
    expect(fieldAt(rootOf(readDocument(text)), text.indexOf('1'))).toMatchObject({ field: 'a', node: { value: 1 } });
  });

  it('of an alias are its own, those inside an anchored value the anchor’s', () => {
    const text = 'x: &x {k: 1}\nv: *x\n';
    const root = rootOf(readDocument(text));
    expect(fieldAt(root, text.indexOf('*x'))).toMatchObject({ field: 'v' });
    expect(fieldAt(root, text.indexOf('1'))).toMatchObject({ field: 'x.k' });
  });
});

const source = new URL('../golden/fixtures/yaml.jsonl', import.meta.url);
const shared = new URL('../../../shared/golden/dev/yaml.jsonl', import.meta.url);

/** Manifests of the golden data, more of them where they all are. */
const manifests = (path: URL): readonly string[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; text: string; docs: { json?: unknown }[] })
    .filter(({ docs }) => docs.length === 1 && typeof docs[0]?.json === 'object')
    .map(({ text }) => text);

describe('fields and ranges', () => {
  it('lead to each other in every manifest of the golden data', () => {
    const texts = manifests(existsSync(shared) ? shared : source);
    let places = 0;
    for (const text of texts) {
      const document = readDocument(text, { templates: false });
      if (!document.root || document.refused) continue;
      const root = document.root;
      const walk = (node: Node, field: string, inFlow: boolean): void => {
        const place = find(root, field);
        // Where keys with dots make a field ambiguous, or an alias leads elsewhere, there is no way back to compare.
        if (place?.node !== node || place.shared || node.start === node.end) return;
        places++;
        const { start, end } = spanOf(document, field, 'value');
        expect([start, end]).toEqual([node.start, node.end]);
        const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
        const written = text.slice(start, end);
        if (!/[&*!]/.test(text) && !/^[|>]/.test(written)) {
          const again = readDocument(inFlow ? `[${written}]` : ' '.repeat(start - lineStart) + written, {
            templates: false,
          });
          expect(again.root && plainValue(again.root)).toEqual(inFlow ? [plainValue(node)] : plainValue(node));
        }
        if (node.kind === 'scalar') expect(fieldAt(root, start)?.field).toBe(field);
        if (node.kind === 'sequence')
          node.items.forEach((item, index) => walk(item.value, joinField(field, index), inFlow || node.flow));
        if (node.kind === 'mapping')
          for (const entry of node.entries) {
            const key = fieldAt(root, entry.keySpan.start);
            if (!entry.merged) expect(key).toMatchObject({ field: joinField(field, entry.key), on: 'key' });
            walk(entry.value, joinField(field, entry.key), inFlow || node.flow);
          }
      };
      walk(root, '', false);
    }
    expect(places).toBeGreaterThan(texts.length);
  });
});
