import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  insertCommentLineBefore,
  insertEntry,
  quoteScalar,
  removeEntry,
  replaceScalar,
  type TextEdit,
} from '../../server/src/core/yaml/edit.ts';
import { kubectlValue, readDocument } from '../../server/src/core/yaml/read-document.ts';
import { parse } from 'yaml';

const edited = (
  text: string,
  make: (text: string, document: ReturnType<typeof readDocument>) => readonly TextEdit[] | undefined,
): string => {
  const edits = make(text, readDocument(text));
  if (!edits) throw new Error('no edit');
  return applyEdits(text, edits);
};

describe('replacing a scalar', () => {
  it.each([
    ['a: x # c\nb: 1\n', 'z', 'a: z # c\nb: 1\n'],
    ["a: 'x'\n", "it's", "a: 'it''s'\n"],
    ['a: "x"\n', 'q"', 'a: "q\\""\n'],
    ['a: x\n', 'on', "a: 'on'\n"],
    ['a: x\n', '1e3', "a: '1e3'\n"],
    ['a: x\n', '12:30:45', "a: '12:30:45'\n"],
    ['{"a": "x", "b": 1}', 'y', '{"a": "y", "b": 1}'],
    ['a: |\n  x\nb: 1\n', '[1]', 'a: |-\n  [1]\nb: 1\n'],
    ['a: |\r\n    x\r\nb: 1\r\n', '[1]', 'a: |-\r\n    [1]\r\nb: 1\r\n'],
    ['a:\nb: 1\n', 'x', 'a: x\nb: 1\n'],
  ])('%j to %j', (text, to, expected) => {
    expect(edited(text, (whole, document) => replaceScalar(document, whole, 'a', to))).toBe(expected);
  });

  it('leaves alone what an anchor shares', () => {
    const text = 'x: &x\n  a: 1\nother: *x\n';
    expect(replaceScalar(readDocument(text), text, 'other.a', 'z')).toBeUndefined();
  });

  it('writes any text so that it is read back, here and by YAML 1.2', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('plain' as const, 'single' as const, 'double' as const),
        (text, style) => {
          const whole = `a: ${quoteScalar(text, style)}\nb: 1\n`;
          expect(kubectlValue(readDocument(whole, { templates: false }))).toEqual({ a: text, b: 1 });
          expect(parse(whole)).toEqual({ a: text, b: 1 });
          expect(parse(whole, { version: '1.1' })).toEqual({ a: text, b: 1 });
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('inserting an entry', () => {
  it.each([
    ['m:\n  a: 1 # c\nn: 2\n', 'm', "m:\n  a: 1 # c\n  k: 'yes'\nn: 2\n"],
    ['m: {}\nn: 2\n', 'm', "m:\n  k: 'yes'\nn: 2\n"],
    ['m: {a: 1}\n', 'm', "m: {a: 1, k: 'yes'}\n"],
    ['m:\nn: 2\n', 'm', "m:\n  k: 'yes'\nn: 2\n"],
    ['n:\n    x: 2\n', 'm.deep', "n:\n    x: 2\nm:\n    deep:\n        k: 'yes'\n"],
    ['m:\r\n  a: 1\r\n', 'm', "m:\r\n  a: 1\r\n  k: 'yes'\r\n"],
    ['m:\n  a: |\n    text\n\nn: 2\n', 'm', "m:\n  a: |\n    text\n  k: 'yes'\n\nn: 2\n"],
    ['{\n  "m": {\n    "a": 1\n  }\n}\n', 'm', '{\n  "m": {\n    "a": 1,\n    "k": "yes"\n  }\n}\n'],
    ['m:\n  a: 1', 'm', "m:\n  a: 1\n  k: 'yes'"],
  ])('%j at %s', (text, field, expected) => {
    expect(edited(text, (whole, document) => insertEntry(document, whole, field, 'k', 'yes'))).toBe(expected);
  });

  it('is not made twice, nor where an anchor shares', () => {
    const text = 'm: &m\n  k: 1\nother: *m\n';
    const document = readDocument(text);
    expect(insertEntry(document, text, 'm', 'k', 'x')).toBeUndefined();
    expect(insertEntry(document, text, 'other', 'l', 'x')).toBeUndefined();
  });
});

describe('removing an entry', () => {
  it.each([
    ['m:\n  a: 1\n  b: 2 # c\nn: 3\n', 'm.b', 'm:\n  a: 1\nn: 3\n'],
    ['m:\n  a: 1\nn: 3\n', 'm.a', 'm: {}\nn: 3\n'],
    ['m: {a: 1, b: 2}\n', 'm.a', 'm: {b: 2}\n'],
    ['m: {a: 1, b: 2}\n', 'm.b', 'm: {a: 1}\n'],
    ['m: {a: 1}\n', 'm.a', 'm: {}\n'],
    ['- a: 1\n  b: 2\n', '[0].a', '- b: 2\n'],
    ['m:\r\n  a: 1\r\n  b:\r\n    c: 2\r\nn: 3\r\n', 'm.b', 'm:\r\n  a: 1\r\nn: 3\r\n'],
    ['a: 1\nb: 2', 'b', 'a: 1'],
  ])('%j at %s', (text, field, expected) => {
    expect(edited(text, (whole, document) => removeEntry(document, whole, field))).toBe(expected);
  });

  it('is none where what follows would become another document', () => {
    const text = 'a: 1\nb: 2\r---\nc: 3\n';
    expect(removeEntry(readDocument(text), text, 'b')).toBeUndefined();
  });

  it('is no other of a key that every object has', () => {
    const remove = (text: string): readonly TextEdit[] | undefined =>
      removeEntry(readDocument(text), text, '__proto__');
    expect(applyEdits('__proto__: 1\na: 2\n', remove('__proto__: 1\na: 2\n') ?? [])).toBe('a: 2\n');
    // Without the last one the one before it would count.
    expect(remove('__proto__: 1\n__proto__: 1\na: 2\n')).toBeUndefined();
  });
});

describe('any edit', () => {
  const scalar = fc.constantFrom('x', "'q'", '"d"', '1', 'true', '|\n      text', '');
  const manifest = fc
    .record({
      values: fc.array(scalar, { minLength: 1, maxLength: 4 }),
      comment: fc.boolean(),
      crlf: fc.boolean(),
    })
    .map(({ values, comment, crlf }) => {
      const lines = [
        'top:',
        '  m:',
        ...values.map((value, at) => `    k${at}: ${value}${comment && !value.startsWith('|') ? ' # note' : ''}`),
        '  after: 1',
        '# end',
        '',
      ];
      const text = lines.join('\n');
      return { text: crlf ? text.replaceAll('\n', '\r\n') : text, count: values.length };
    });

  it('changes what it is asked to and nothing else', () => {
    fc.assert(
      fc.property(manifest, fc.nat(3), ({ text, count }, pick) => {
        const key = `k${pick % count}`;
        const before = kubectlValue(readDocument(text)) as { top: { m: Record<string, unknown> } };
        const replaced = edited(text, (whole, document) => replaceScalar(document, whole, `top.m.${key}`, 'new value'));
        expect(kubectlValue(readDocument(replaced))).toEqual({
          ...before,
          top: { ...before.top, m: { ...before.top.m, [key]: 'new value' } },
        });
        const inserted = edited(text, (whole, document) =>
          insertEntry(document, whole, 'top.m', 'fresh', { deep: 'v' }),
        );
        expect(kubectlValue(readDocument(inserted))).toEqual({
          ...before,
          top: { ...before.top, m: { ...before.top.m, fresh: { deep: 'v' } } },
        });
        const removed = edited(text, (whole, document) => removeEntry(document, whole, `top.m.${key}`));
        const rest = Object.fromEntries(Object.entries(before.top.m).filter(([name]) => name !== key));
        expect(kubectlValue(readDocument(removed))).toEqual({ ...before, top: { ...before.top, m: rest } });
        for (const after of [replaced, inserted, removed]) {
          expect(after.includes('\r\n')).toBe(text.includes('\r\n'));
          if (text.includes('\r\n')) expect(after.replaceAll('\r\n', '')).not.toContain('\n');
          expect(after.endsWith(text.slice(text.indexOf('  after')))).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('puts a comment above a line, indented like it', () => {
    const text = 'a:\r\n  - b: 1\r\n';
    expect(applyEdits(text, insertCommentLineBefore(text, text.indexOf('b'), '# why'))).toBe(
      'a:\r\n  # why\r\n  - b: 1\r\n',
    );
  });
});
