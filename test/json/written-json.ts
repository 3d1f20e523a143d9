/** JSON texts as many writers would write them, and texts that are JSON no more: characters gone, doubled, or others. */
import fc from 'fast-check';

const pieces = [
  '"',
  "'",
  ',',
  ':',
  '{',
  '}',
  '[',
  ']',
  '\\',
  '/',
  '#',
  '<',
  '...',
  '\n',
  '\t',
  ' ',
  '0',
  '-',
  'e',
  '.',
];
const keys = [
  'type',
  'name',
  'ipam',
  'plugins',
  'a"b',
  "it's",
  'é',
  '😀',
  '\\',
  'tab\there',
  '__proto__',
  '# no',
  ': ',
];

const plainJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'json' },
    fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5e21, 1500, 'bridge', '', 'x y', ...keys),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
    fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 4, noNullPrototype: true }),
    fc.array(tie('value'), { maxLength: 4 }),
  ),
})).value;

/** Objects, as a configuration has to be one. */
export const plainObjects = fc.dictionary(fc.constantFrom(...keys), plainJson, { maxKeys: 5, noNullPrototype: true });

/** A layout: on one line, or indented by blanks or a tab. */
const layout = fc.constantFrom<number | string>(0, 0, 1, 2, 4, '\t');

const writtenFrom = (values: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc
    .tuple(values, layout, fc.constantFrom('', ' ', '\n', '\r\n', '\t'))
    .map(([value, indent, blank]) => `${blank}${JSON.stringify(value, null, indent)}${blank}`);

export const writtenObjects = writtenFrom(plainObjects);

export const writtenJson = writtenFrom(fc.oneof(plainJson, plainObjects));

/** Written JSON with some places changed, which it may well survive. */
export const brokenJson: fc.Arbitrary<string> = fc
  .tuple(
    writtenJson,
    fc.array(fc.tuple(fc.nat(), fc.constantFrom('', ...pieces), fc.nat({ max: 2 })), { minLength: 1, maxLength: 3 }),
  )
  .map(([text, changes]) =>
    changes.reduce((result, [place, piece, length]) => {
      const at = place % (result.length + 1);
      return result.slice(0, at) + piece + result.slice(at + length);
    }, text),
  );
