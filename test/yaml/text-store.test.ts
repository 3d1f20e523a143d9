import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kubectlDocuments, TextStore, type Position } from '../../server/src/core/yaml/text-store.ts';

/** Pieces that make and destroy documents, lines and surrogates. */
const piece = fc.constantFrom(
  '---',
  '---\n',
  '\n---\n',
  '---x',
  '--',
  '-',
  '...\n',
  'a: 1\n',
  'b:\r\n',
  '\r',
  '\n',
  ' ',
  'é',
  '😀',
  '# c',
  '',
);
const text = fc.array(piece, { maxLength: 24 }).map((parts) => parts.join(''));

/** The plain way to do it: an array of lines and a single string. */
function naiveOffset(whole: string, { line, character }: Position): number {
  const starts = [0];
  for (const match of whole.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
  const start = starts[line];
  if (start === undefined) return whole.length;
  const rest = /\r\n|\r|\n/.exec(whole.slice(start));
  const end = rest ? start + rest.index : whole.length;
  return Math.min(start + character, end);
}

const position = fc.record({ line: fc.nat(14), character: fc.nat(8) });

describe('text store', () => {
  it('gives the same segments and positions after edits as from the text as a whole', () => {
    fc.assert(
      fc.property(
        text,
        fc.array(fc.record({ start: position, end: position, insert: text }), { maxLength: 8 }),
        (first, edits) => {
          const store = TextStore.of(first);
          let whole = first;
          for (const { start, end, insert } of edits) {
            const [low, high] = [naiveOffset(whole, start), naiveOffset(whole, end)].sort((a, b) => a - b) as [
              number,
              number,
            ];
            store.apply({ range: { start, end }, text: insert });
            whole = whole.slice(0, low) + insert + whole.slice(high);
            expect(store.text).toBe(whole);
          }
          const fresh = TextStore.of(whole);
          expect(store.segments.map((segment) => segment.text)).toEqual(fresh.segments.map((segment) => segment.text));
          expect(store.lineCount).toBe((whole.match(/\r\n|\r|\n/g)?.length ?? 0) + 1);
          for (let line = 0; line < store.lineCount; line++) {
            const place = { line, character: 0 };
            const { index, offset } = store.locate(place);
            const before = store.segments.slice(0, index).reduce((sum, segment) => sum + segment.text.length, 0);
            expect(before + offset).toBe(naiveOffset(whole, place));
          }
          let start = 0;
          for (const [index, segment] of store.segments.entries()) {
            for (let offset = 0; offset < segment.text.length; offset++) {
              const found = store.positionAt(index, offset);
              // Between a carriage return and its line feed there is no position of its own.
              if (segment.text[offset] === '\n' && segment.text[offset - 1] === '\r') continue;
              expect(naiveOffset(whole, found)).toBe(start + offset);
            }
            start += segment.text.length;
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('keeps the segments that an edit does not touch', () => {
    const store = TextStore.of(Array.from({ length: 50 }, (_, at) => `---\nname: n${at}\n`).join(''));
    const before = [...store.segments];
    const change = store.apply({
      range: { start: { line: 51, character: 6 }, end: { line: 51, character: 6 } },
      text: 'x',
    });
    expect(change).toMatchObject({ first: 25 });
    expect(change.added).toHaveLength(1);
    expect(store.segments.filter((segment, at) => segment !== before[at])).toHaveLength(1);
  });

  it('merges documents when their separator goes, and cuts where one comes', () => {
    const store = TextStore.of('a: 1\n---\nb: 2\n');
    store.apply({ range: { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } }, text: '' });
    expect(store.segments.map((segment) => segment.text)).toEqual(['a: 1\nb: 2\n']);
    store.apply({ range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, text: '---\n' });
    expect(store.segments.map((segment) => segment.text)).toEqual(['a: 1\n', '---\nb: 2\n']);
  });

  it('clamps positions as editors do', () => {
    const store = TextStore.of('ab\r\ncd');
    expect(store.locate({ line: 0, character: 99 })).toEqual({ index: 0, offset: 2 });
    expect(store.locate({ line: 99, character: 0 })).toEqual({ index: 0, offset: 6 });
  });
});

describe('documents that kubectl reads', () => {
  it.each([
    ['', 0, false],
    ['---\n', 1, false],
    ['---\n---\n', 1, false],
    ['a: 1\n---\n', 1, false],
    ['a: 1\n---\n---\nb: 2\n', 2, false],
    ['# c\n---\na: 1\n', 2, false],
    ['a: 1\n--- # c\nb: 2\n', 2, false],
    ['a: 1\n--- b\n', 0, true],
    ['a: |\n---x\n', 0, true],
  ])('%j holds %i', (whole, count, refused) => {
    const read = kubectlDocuments(TextStore.of(whole).segments);
    expect([read.segments.length, read.refused]).toEqual([count, refused]);
  });
});
