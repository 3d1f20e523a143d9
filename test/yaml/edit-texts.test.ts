import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../server/src/core/yaml/edit.ts';
import { replaceTexts } from '../../server/src/core/yaml/edit-texts.ts';
import { plainValue, readDocument } from '../../server/src/core/yaml/read-document.ts';

/** The text after other texts at fields; undefined where that is refused. */
function replaced(text: string, texts: Readonly<Record<string, string>>): string | undefined {
  const list = Object.entries(texts).map(([field, value]) => ({ field, value }));
  const edits = replaceTexts(readDocument(text), text, list);
  return edits && applyEdits(text, edits);
}

describe('texts in several places', () => {
  it('keep their styles, comments and line ends', () => {
    const text = `a: one # 1\r\nb: 'one'\r\nc: "one"\r\nd: [one, {e: one}]\r\nf: |-\r\n  one\r\n`;
    expect(replaced(text, { a: 'two', b: 'two', c: 'two', 'd[0]': 'two', 'd[1].e': 'two', f: 'two' })).toBe(
      text.replaceAll('one', 'two'),
    );
  });

  it('change where they are written, when all who read them change', () => {
    const text = 'a: &x one\nb: *x\nc: one\n';
    expect(replaced(text, { a: 'two', b: 'two' })).toBe('a: &x two\nb: *x\nc: one\n');
    expect(replaced(text, { a: 'two', b: 'three' })).toBeUndefined();
  });

  it('are left alone where somebody else reads them', () => {
    expect(replaced('a: &x one\nb: *x\n', { a: 'two' })).toBeUndefined();
    expect(replaced('base: &b { name: one }\nuse:\n  <<: *b\n', { 'use.name': 'two' })).toBeUndefined();
    expect(replaced('list: &l [one]\nother: *l\n', { 'list[0]': 'two' })).toBeUndefined();
  });

  it('get quotes where they would be read as something else', () => {
    expect(replaced('a: one\nb: "one"\n', { a: '1', b: '1' })).toBe(`a: "1"\nb: "1"\n`);
  });

  it('change in part where the whole would be written otherwise', () => {
    expect(replaced('a: x/one@net1, y # c\n', { a: 'x/two@net1, y' })).toBe('a: x/two@net1, y # c\n');
    expect(replaced('a: >-\n  x,\n  one,\n  y\n', { a: 'x, two, y' })).toBe('a: >-\n  x,\n  two,\n  y\n');
  });

  it('are not touched beside a template', () => {
    const text = 'a: one\n{{- if .Values.x }}\nb: one\n{{- end }}\nc: one-{{ .Values.y }}\n';
    expect(replaced(text, { a: 'two' })).toBe(text.replace('a: one', 'a: two'));
    expect(replaced(text, { c: 'two' })).toBeUndefined();
  });

  it('are read back as they were put, whatever they are, and nothing else changes', () => {
    const style = fc.constantFrom('plain', "'", '"', '|-');
    const write = (value: string, how: string): string =>
      how === 'plain' ? value : how === '|-' ? `|-\n  ${value}` : how + value + how;
    fc.assert(
      fc.property(
        fc.array(style, { minLength: 1, maxLength: 4 }),
        fc.oneof(fc.string(), fc.string({ unit: 'binary' })),
        (styles, value) => {
          const lines = styles.map((how, index) => `k${index}: ${write('old', how)}`);
          const text = `first: 1\n${lines.join('\n')}\nlast: [a, b]\n`;
          const after = replaced(text, Object.fromEntries(styles.map((_, index) => [`k${index}`, value])));
          if (/^[\x21-\x7e][\x20-\x7e]*$/.test(value)) expect(after).toBeDefined();
          if (after === undefined) return;
          const { root } = readDocument(after);
          expect(root && plainValue(root)).toEqual({
            first: 1,
            ...Object.fromEntries(styles.map((_, index) => [`k${index}`, value])),
            last: ['a', 'b'],
          });
          expect(after.startsWith('first: 1\n')).toBe(true);
        },
      ),
    );
  });
});
