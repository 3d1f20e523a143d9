/**
 * A tree made out of the one before an edit is the tree that reading gives, whatever is edited: written documents, scalars in
 * every style, texts recorded from kubectl, manifests. And typing in the places where people type takes the short way.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../server/src/core/yaml/read-document.ts';
import { rereadDocument } from '../../server/src/core/yaml/reread-document.ts';
import { TextStore } from '../../server/src/core/yaml/text-store.ts';
import { writtenScalar } from './written-scalars.ts';
import { apply, mutation, replacementOf, type Mutation } from '../fuzz/mutations.ts';
import { blueNad, kubevirtWith, twoNetworks } from '../support/manifests.ts';
import { writtenDocument } from './written-documents.ts';

/** What is typed and taken out; much of it is on the edge between text and structure. */
const typed: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat({ max: 9999 }).map((at) => at / 10_000),
  kind: fc.constantFrom('insert', 'insert', 'delete', 'replace'),
  piece: fc.constantFrom(
    'a',
    'a b',
    '1',
    '0x',
    ' ',
    '  ',
    '-',
    '--',
    '- ',
    ':',
    ': ',
    'x:',
    '.',
    '_',
    '/',
    '#',
    ' #',
    '"',
    '@',
  ),
  length: fc.nat({ max: 3 }),
});

/** Follows edits, each by the short way where there is one, and compares with reading; how often there was one. */
function follow(text: string, mutations: readonly Mutation[]): number {
  let document = readDocument(text);
  let taken = 0;
  for (const one of mutations) {
    const after = apply(document.text, replacementOf(document.text, one));
    const read = readDocument(after);
    const reread = rereadDocument(document, after);
    if (reread) {
      expect(reread, JSON.stringify([document.text, after])).toEqual(read);
      taken++;
    }
    // Also what was reread is followed; broken text is left again.
    if (read.problems.length === 0) document = reread ?? read;
  }
  return taken;
}

const edits = fc.array(fc.oneof({ weight: 4, arbitrary: typed }, { weight: 1, arbitrary: mutation }), {
  minLength: 1,
  maxLength: 8,
});

function agreesOn(texts: fc.Arbitrary<string>, numRuns: number): number {
  let taken = 0;
  fc.assert(
    fc.property(texts, edits, (text, mutations) => {
      taken += follow(text, mutations);
    }),
    { numRuns },
  );
  return taken;
}

const recorded = readFileSync(new URL('fixtures/kubectl-reading.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n');
const recordedTexts = recorded.flatMap((line) =>
  TextStore.of((JSON.parse(line) as { text: string }).text).segments.map(({ text }) => text),
);

describe('rereading', () => {
  it.each([
    ['written documents', writtenDocument({ hasAnchors: true }), 1500],
    ['scalars in every style', writtenScalar.map(({ text }) => text), 1500],
    ['texts recorded from kubectl', fc.constantFrom(...recordedTexts), 1500],
    ['manifests', fc.constantFrom(twoNetworks, blueNad, kubevirtWith('passt').replaceAll('\n', '\r\n')), 500],
  ])('agrees with reading: %s', (_, texts, numRuns) => {
    expect(agreesOn(texts, numRuns)).toBeGreaterThan(numRuns / 10);
  });

  it.each([
    ['a plain value', 'a: b§\n'],
    ['its beginning', 'a: §b\nc: d\n'],
    ['a number', 'a:\n  b: 1§2\n  c: d\n'],
    ['an item', '- a\n- §b # c\n- c\n'],
    ['an image', 'image: quay.io/a:v1§ # x\nb: 1\n'],
    ['several words', 'a: one tw§o three\nb: {c: d}\n'],
    ['a quoted value', 'a: "b §c"\nb: 1\n'],
    ['an empty quoted value', "a: '§'\nb: 1\n"],
    ['a line of a literal block', 'a: |\n  b: c\n  d:§ {}\ne: 1\n'],
    ['a line of a folded block', 'a: >-\n  b c\n  d§\n\ne: 1\n'],
    ['a comment', 'a: b # c§\n# d\ne: f\n'],
  ])('takes the short way in %s', (_, marked) => {
    const before = marked.replace('§', '');
    const after = marked.replace('§', 'x');
    const expected = readDocument(after);
    expect(rereadDocument(readDocument(before), after)).toEqual(expected);
    expect(rereadDocument(expected, before)).toEqual(readDocument(before));
  });

  it.each([
    ['a key', 'a§: b\n'],
    ['a value that is not there yet', 'a: §\nb: c\n'],
    ['a value with a tag', 'a: !!str 1§\n'],
    ['an anchored value', 'a: &b c§\nd: *b\n'],
    ['what stands in an anchored value', 'a: &b\n  c: d§\ne: *b\n'],
    ['what an alias stands behind', 'a: &b c\nd: e§\nf: *b\n'],
    ['a value in a flow collection', 'a: {b: c§}\n'],
    ['a value over several lines', 'a: b§\n  c\n'],
    ['an escape', 'a: "b\\§n"\n'],
    ['the indentation of a block', 'a: |\n §  b\n'],
    ['the header of a block', 'a: |§\n  b\n'],
    ['a text with a template', 'a: b§\nc: {{ .d }}\n'],
    ['a text that kubectl refuses', 'a: b§\nc: "d\n'],
    ['a text with a key twice', 'a: b§\na: c\n'],
  ])('leaves to reading %s', (_, marked) => {
    expect(rereadDocument(readDocument(marked.replace('§', '')), marked.replace('§', 'x'))).toBeUndefined();
  });

  it('takes as they are the values that stand before the edit', () => {
    const before = readDocument('a:\n  b: {c: 1}\nd: e\n');
    const after = rereadDocument(before, 'a:\n  b: {c: 1}\nd: ef\n');
    const first = (document = before): unknown => document.root?.kind === 'mapping' && document.root.entries[0]?.value;
    expect(first(after)).toBe(first(before));
  });
});
