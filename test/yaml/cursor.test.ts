/** What is about to be written at a cursor, in finished and half-typed text. `|` is the cursor. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cursorAt } from '../../server/src/core/yaml/cursor.ts';

function at(marked: string) {
  const offset = marked.indexOf('|');
  return cursorAt(marked.slice(0, offset) + marked.slice(offset + 1), offset);
}

describe('cursorAt', () => {
  it.each([
    ['a key on an empty line', 'a:\n  b: 1\n  |\n', 'key', 'a', ['b']],
    ['a key half typed', 'a:\n  b: 1\n  br|\nc: 2\n', 'key', 'a', ['b']],
    ['a key on its way deeper', 'a:\n  |\n', 'key', 'a', []],
    ['a key at the root', 'a: 1\nb|', 'key', '', ['a']],
    ['a key of an empty document', '|', 'key', '', []],
    ['a key with a colon', 'a:\n  b|c: 1\n', 'key', 'a', []],
    ['a key of a list item', 'a:\n  - name: x\n    |\n  - name: z\n', 'key', 'a[0]', ['name']],
    ['the first key of a list item', 'a:\n  - |\n', 'key', 'a[0]', []],
    ['the first key of a flush list item', 'a:\n- br|\nb: 1\n', 'key', 'a[0]', []],
    ['a key in a flow mapping', 'a: {b: 1, |}\n', 'key', 'a', ['b']],
    ['a key in an empty flow mapping', 'a: {|}\n', 'key', 'a', []],
    ['a key in a flow mapping inside a list', 'a: [{name: x, br|}]\n', 'key', 'a[0]', ['name']],
    ['a key between broken lines', 'a:\n  oops\n  |\nb: "x\n', 'key', 'a', []],
    ['a key below an unclosed brace', 'a:\n  x: {\n  |\n', 'key', 'a', ['x']],
    ['a value', 'a:\n  b: |\n', 'value', 'a.b', ['b']],
    ['a value half typed', 'a:\n  b: vir|\n', 'value', 'a.b', ['b']],
    ['a quoted value', 'a:\n  b: "vi|"\n', 'value', 'a.b', ['b']],
    ['a value with a slash and colons', 'a: 02:00|:01/x\n', 'value', 'a', ['a']],
    ['a value in a flow mapping', 'a: {b: |}\n', 'value', 'a.b', ['b']],
    ['a value behind a comment above', '# x\na: | # y\n', 'value', 'a', ['a']],
  ])('finds %s', (_, text, on, field, siblings) => {
    expect(at(text)).toMatchObject({ on, field, siblings });
  });

  it.each(['# comm|ent\n', 'a: 1 # x |\n', 'a: |-\n  text |here\n'])('says nothing in %j', (text) => {
    const offset = text.lastIndexOf('|');
    expect(cursorAt(text.slice(0, offset) + text.slice(offset + 1), offset)).toBeUndefined();
  });

  it.each([
    ['a: vir|tio\n', 'vir', 'virtio', ''],
    ['a: "vir|tio"\n', 'vir', '"virtio"', '"'],
    ["a: 'vir|\n", 'vir', "'vir", "'"],
    ['a: ns/na|d\n', 'ns/na', 'ns/nad', ''],
    ['a:\n  br|idge: {}\n', 'br', 'bridge', ''],
  ])('tells the word of %j', (marked, prefix, word, quote) => {
    const text = marked.replace('|', '');
    const found = at(marked);
    expect(found).toMatchObject({ prefix, quote });
    expect(text.slice(found?.word.start, found?.word.end)).toBe(word);
  });

  it('never throws', () => {
    const line = fc.constantFrom(
      'a:',
      '  b: 1',
      '- x',
      '  - {y: ',
      '"q',
      "'",
      '{{ x }}',
      '# c',
      'k: |',
      '   text',
      '&a b: *a',
      '\t',
      '---',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.nat(60), (lines, offset) => {
        const text = lines.join('\n');
        const found = cursorAt(text, Math.min(offset, text.length));
        if (found) expect(found.word.start).toBeLessThanOrEqual(found.word.end);
      }),
    );
  });
});
