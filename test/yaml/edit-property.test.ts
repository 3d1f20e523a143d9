import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  insertEntry,
  insertItem,
  removeEntry,
  removeItem,
  replaceScalar,
  type TextEdit,
} from '../../server/src/core/yaml/edit.ts';
import { find, joinField } from '../../server/src/core/yaml/locate.ts';
import { plainValue, readDocument } from '../../server/src/core/yaml/read-document.ts';
import type { Node, YamlDocument } from '../../server/src/core/yaml/tree.ts';

const fixture = new URL('../golden/fixtures/yaml.jsonl', import.meta.url);
const shared = new URL('../../../shared/golden/dev/yaml.jsonl', import.meta.url);

/** Texts of the golden data that kubectl reads as one object; more of them where they all are. */
const texts = readFileSync(existsSync(shared) ? shared : fixture, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { text: string; docs: { json?: unknown }[] })
  .filter(({ docs }) => docs.length === 1 && typeof docs[0]?.json === 'object' && docs[0].json !== null)
  .map(({ text }) => text);

/** The same manifest as another writer might have it. */
const layout = fc.constantFrom(
  (text: string) => text,
  (text: string) => text.replace(/\r?\n/g, '\r\n'),
  (text: string) => text.replace(/\n+$/, ''),
  (text: string) => text.replace(/\n/g, '\n# note\n'),
);

const scalar = fc.constantFrom(
  'x',
  "it's",
  'on',
  '1e3',
  '12:30:45',
  '[{"name":"n"}]',
  '',
  'a: b',
  'a #b',
  '- y',
  'two\nlines',
  'é',
  '"q"',
  'null',
  '\u0007',
  'a\\b',
  '<<',
  ' x',
  'long '.repeat(40),
);
const data = fc.constantFrom<unknown>('v', 'on', 1, true, null, { a: 'b', c: [1, { d: 'e' }] }, ['x', 'z'], [], {});

interface Found {
  readonly field: string;
  readonly path: readonly (string | number)[];
  readonly node: Node;
}

function placesOf(document: YamlDocument): readonly Found[] {
  const found: Found[] = [];
  const walk = (node: Node, field: string, path: readonly (string | number)[]): void => {
    // Fields that lead elsewhere too are not the ones meant.
    if (found.length < 300 && document.root && find(document.root, field)?.node === node)
      found.push({ field, path, node });
    if (node.kind === 'sequence')
      node.items.forEach((item, at) => walk(item.value, joinField(field, at), [...path, at]));
    if (node.kind === 'mapping')
      for (const entry of node.entries) walk(entry.value, joinField(field, entry.key), [...path, entry.key]);
  };
  if (document.root) walk(document.root, '', []);
  return found;
}

type Container = Record<string | number, unknown>;

function at(root: unknown, path: readonly (string | number)[]): Container {
  return path.reduce<Container>((value, step) => value[step] as Container, root as Container);
}

describe('any edit of any manifest', () => {
  const comments = (document: YamlDocument): readonly string[] =>
    document.comments.map(({ start, end }) => document.text.slice(start, end)).sort();

  /** Reads, edits one of the places, and reads again; counts what was edited. */
  const holds = (
    choose: (place: Found) => boolean,
    edit: (document: YamlDocument, text: string, place: Found) => readonly TextEdit[] | undefined,
    change: (root: unknown, place: Found) => void,
    keepsComments: boolean,
  ): void => {
    let done = 0;
    let declined = 0;
    fc.assert(
      fc.property(fc.constantFrom(...texts), layout, fc.nat(), (original, lay, pick) => {
        const text = lay(original);
        const document = readDocument(text, { templates: false });
        if (document.refused) return;
        const places = placesOf(document).filter(choose);
        const place = places[pick % Math.max(places.length, 1)];
        if (!place) return;
        const edits = edit(document, text, place);
        if (!edits) {
          declined++;
          return;
        }
        done++;
        const after = applyEdits(text, edits);
        const again = readDocument(after, { templates: false });
        const wanted = document.root && plainValue(document.root);
        change(wanted, place);
        expect(again.refused).toBe(false);
        expect(again.root && plainValue(again.root)).toEqual(wanted);
        if (keepsComments) expect(comments(again)).toEqual(comments(document));
        if (!text.replaceAll('\r\n', '').includes('\n') && text.includes('\r\n'))
          expect(after.replaceAll('\r\n', '')).not.toContain('\n');
      }),
      { numRuns: 600 },
    );
    // Declining everything would hold, too.
    expect(done).toBeGreaterThan(declined * 10);
  };

  it('replaces the text of a scalar', () => {
    const [value] = fc.sample(scalar, 1);
    const values = fc.sample(scalar, 50);
    let next = 0;
    let used = value;
    holds(
      ({ node, path }) => node.kind === 'scalar' && path.length > 0,
      (document, text, { field }) => {
        used = values[next++ % values.length];
        return replaceScalar(document, text, field, used ?? '');
      },
      (root, { path }) => {
        at(root, path.slice(0, -1))[path.at(-1) ?? ''] = used;
      },
      true,
    );
  });

  it('inserts an entry', () => {
    const values = fc.sample(data, 50);
    let next = 0;
    let used: unknown;
    holds(
      ({ node }) => node.kind === 'mapping',
      (document, text, { field }) => {
        used = values[next++ % values.length];
        return insertEntry(document, text, field, 'k8s.v1.cni.cncf.io/x', used);
      },
      (root, { path }) => {
        at(root, path)['k8s.v1.cni.cncf.io/x'] = used;
      },
      true,
    );
  });

  it('inserts an item', () => {
    const values = fc.sample(data, 50);
    let next = 0;
    let used: unknown;
    let index = 0;
    holds(
      ({ node }) => node.kind === 'sequence',
      (document, text, { field, node }) => {
        used = values[next++ % values.length];
        index = node.kind === 'sequence' ? next % (node.items.length + 1) : 0;
        return insertItem(document, text, field, used, index);
      },
      (root, { path }) => {
        (at(root, path) as unknown as unknown[]).splice(index, 0, used);
      },
      true,
    );
  });

  it('removes an entry', () => {
    holds(
      ({ path }) => typeof path.at(-1) === 'string',
      (document, text, { field }) => removeEntry(document, text, field),
      (root, { path }) => {
        Reflect.deleteProperty(at(root, path.slice(0, -1)), path.at(-1) ?? '');
      },
      false,
    );
  });

  it('removes an item', () => {
    holds(
      ({ path }) => typeof path.at(-1) === 'number',
      (document, text, { field }) => removeItem(document, text, field),
      (root, { path }) => {
        (at(root, path.slice(0, -1)) as unknown as unknown[]).splice(Number(path.at(-1)), 1);
      },
      false,
    );
  });
});

describe('items', () => {
  const added = (text: string, field: string, value: unknown, index?: number): string =>
    applyEdits(text, insertItem(readDocument(text), text, field, value, index) ?? []);
  const removed = (text: string, field: string): string =>
    applyEdits(text, removeItem(readDocument(text), text, field) ?? []);

  it.each<[string, string, unknown, number | undefined, string]>([
    ['m:\n- a: 1 # c\n- b: 2\n', 'm', { c: 3 }, undefined, 'm:\n- a: 1 # c\n- b: 2\n- c: 3\n'],
    ['m:\n- a: 1 # c\n- b: 2\n', 'm', { c: 3, d: 4 }, 1, 'm:\n- a: 1 # c\n- c: 3\n  d: 4\n- b: 2\n'],
    ['m:\n  - a: 1\n', 'm', { c: 3 }, 0, 'm:\n  - c: 3\n  - a: 1\n'],
    ['m: [] # c\nn:\n  - x\n', 'm', { c: 3 }, undefined, 'm: # c\n  - c: 3\nn:\n  - x\n'],
    ['m: [a, b]\n', 'm', 'c', 1, 'm: [a, c, b]\n'],
    ['m:\nn: 1\n', 'm', 'c', undefined, 'm:\n- c\nn: 1\n'],
    ['m:\n  n: 1\n', 'm.list', { c: 3 }, undefined, 'm:\n  n: 1\n  list:\n  - c: 3\n'],
    ['[\n  1,\n  2 # c\n]\n', '', 3, undefined, '[\n  1,\n  2, # c\n  3\n]\n'],
    ['m:\r\n- a\r\n', 'm', 'b', undefined, 'm:\r\n- a\r\n- b\r\n'],
  ])('of %j at %s are added: %j', (text, field, value, index, expected) => {
    expect(added(text, field, value, index)).toBe(expected);
  });

  it.each([
    ['m:\n- a: 1\n  b: 2 # c\n- d\nn: 1\n', 'm[0]', 'm:\n- d\nn: 1\n'],
    ['m:\n- a\n# about b\n- b\n', 'm[1]', 'm:\n- a\n'],
    ['m: # c\n- a\nn: 1\n', 'm[0]', 'm: [] # c\nn: 1\n'],
    ['m: [a, b]\n', 'm[1]', 'm: [a]\n'],
    ['- - a\n  - b\n', '[0][0]', '- - b\n'],
    ['- a\n- b', '[1]', '- a'],
  ])('of %j are removed: %s', (text, field, expected) => expect(removed(text, field)).toBe(expected));
});
