/** Which line a comment silences: the first below it that is no comment alone, wherever the comment stands. */
import { expect, it } from 'vitest';
import { suppressionsOf } from '../../server/src/core/rules/suppressions.ts';
import { readDocument } from '../../server/src/core/yaml/read-document.ts';
import { Segment } from '../../server/src/core/yaml/text-store.ts';

const silence = '# virtlens-disable-next-line some-rule';

it.each([
  ['alone on its line', `${silence}\na: 1\n`, [1]],
  ['above other comments', `${silence}\n# one\n  # two\na: 1\n`, [3]],
  ['behind a value', `a: 1 ${silence}\nb: 2\n`, [1]],
  ['behind a value, above comments', `a: 1 ${silence}\n# one\n# two\nb: 2\n`, [3]],
  ['above an empty line', `${silence}\n\na: 1\n`, [1]],
  ['above another of its kind', `${silence}\n${silence}\na: 1\n`, [2, 2]],
  ['at the end', `a: 1\n${silence}\n`, [2]],
])('is meant by a comment %s', (_, text, lines) => {
  expect(suppressionsOf(readDocument(text), new Segment(text)).map(({ line }) => line)).toEqual(lines);
});
