import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goJson } from '../../server/src/core/kubevirt/go-json.ts';

describe('goJson', () => {
  it.each([
    ['<a href="x">&', '"\\u003ca href=\\"x\\"\\u003e\\u0026"'],
    ['\u2028\u2029', '"\\u2028\\u2029"'],
    ['a/b', '"a/b"'],
    ['naïve 😀 日本', '"naïve 😀 日本"'],
    ['\n\t\r\b\f\u0001\u007f', '"\\n\\t\\r\\b\\f\\u0001\u007f"'],
    ['half \ud83d pair', '"half \\ufffd pair"'],
    ['\\ud83d', '"\\\\ud83d"'],
    ['\\\ud83d', '"\\\\\\ufffd"'],
  ])('writes %j', (text, expected) => {
    expect(goJson(text)).toBe(expected);
  });

  it('keeps the order of members and leaves out undefined ones', () => {
    expect(goJson({ b: 1, a: undefined, c: [true, null] })).toBe('{"b":1,"c":[true,null]}');
  });

  it('says the same as the value, without any of the escaped characters', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = goJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value).replace(/\\ud[89a-f]../g, '\\ufffd')));
        expect(text).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(goJson(value, 2))).toEqual(JSON.parse(text));
      }),
    );
  });
});
