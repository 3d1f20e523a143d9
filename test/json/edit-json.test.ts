import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editJson, type JsonStep } from '../../server/src/core/json/edit-json.ts';
import { formatJson } from '../../server/src/core/json/json-layout.ts';
import { applyEdits } from '../../server/src/core/yaml/edit-check.ts';
import { plainObjects, writtenObjects } from './written-json.ts';

function edited(text: string, step: JsonStep): string | undefined {
  const edits = editJson(text, step);
  return edits && applyEdits(text, edits);
}

const pretty = '{\n  "type": "bridge",\n  "ipam": {\n    "type": "static"\n  }\n}';

describe('an edit of JSON', () => {
  it.each<[string, JsonStep, string | undefined]>([
    ['{"a": 1}', { do: 'set', path: ['a'], value: 'x' }, '{"a": "x"}'],
    ['{"a": 1}', { do: 'set', path: ['b'], value: [1, { c: 2 }] }, '{"a": 1, "b": [1, {"c": 2}]}'],
    ['{"a":1}', { do: 'set', path: ['b'], value: { c: 2, d: 3 } }, '{"a":1,"b":{"c":2,"d":3}}'],
    ['{"a": 1}', { do: 'set', path: ['b'], value: 2, at: 'first' }, '{"b": 2, "a": 1}'],
    ['{}', { do: 'set', path: ['a', 'b'], value: 1 }, '{"a": {"b": 1}}'],
    ['{"l": [1]}', { do: 'set', path: ['l', 1], value: 2 }, '{"l": [1, 2]}'],
    ['{"l": [1]}', { do: 'set', path: ['l', 3], value: 2 }, undefined],
    ['{"a": 1}', { do: 'set', path: ['a', 'b'], value: 2 }, undefined],
    [
      pretty,
      { do: 'set', path: ['mtu'], value: 1500 },
      '{\n  "type": "bridge",\n  "ipam": {\n    "type": "static"\n  },\n  "mtu": 1500\n}',
    ],
    [
      pretty,
      { do: 'set', path: ['ipam', 'routes'], value: [{ dst: 'x' }] },
      '{\n  "type": "bridge",\n  "ipam": {\n    "type": "static",\n    "routes": [\n      {\n        "dst": "x"\n      }\n    ]\n  }\n}',
    ],
    [pretty, { do: 'remove', path: ['type'] }, '{\n  "ipam": {\n    "type": "static"\n  }\n}'],
    [pretty, { do: 'remove', path: ['ipam'] }, '{\n  "type": "bridge"\n}'],
    [pretty, { do: 'remove', path: ['ipam', 'type'] }, '{\n  "type": "bridge",\n  "ipam": {}\n}'],
    [pretty, { do: 'remove', path: ['mtu'] }, undefined],
    [pretty, { do: 'rename-key', path: ['ipam'], key: 'x' }, pretty.replace('"ipam"', '"x"')],
    [pretty, { do: 'rename-key', path: ['ipam'], key: 'type' }, undefined],
    ['{"a": 1,}', { do: 'set', path: ['a'], value: 2 }, undefined],
  ])('%j %j', (text, step, expected) => {
    expect(edited(text, step)).toBe(expected);
  });

  it('leaves a text that reads as wanted', () => {
    const anyPath = (value: unknown, seed: number): (string | number)[] => {
      if (typeof value !== 'object' || value === null || seed % 4 === 0) return [];
      const keys = Object.keys(value);
      const key = keys[seed % Math.max(keys.length, 1)];
      if (key === undefined) return [];
      const part = Array.isArray(value) ? Number(key) : key;
      return [part, ...anyPath(Reflect.get(value, key), seed >> 2)];
    };
    fc.assert(
      fc.property(writtenObjects, fc.nat(), plainObjects, fc.boolean(), (text, seed, value, isNew) => {
        const wanted = JSON.parse(text) as Record<string, unknown>;
        const path = anyPath(wanted, seed);
        if (path.length === 0 || isNew) path.push('brand-new');
        const holder = path.slice(0, -1).reduce<unknown>((at, part) => Reflect.get(at as object, part), wanted);
        if (typeof holder !== 'object' || holder === null || (Array.isArray(holder) && path.at(-1) === 'brand-new'))
          return;
        const last = path.at(-1) ?? '';
        const put = (at: object): void => {
          Object.defineProperty(at, last, { value, enumerable: true, configurable: true, writable: true });
        };
        put(holder);
        const after = edited(text, { do: 'set', path, value });
        expect(JSON.parse(after ?? '')).toEqual(wanted);
        const back = edited(after ?? '', { do: 'remove', path });
        if (Array.isArray(holder)) holder.splice(Number(last), 1);
        else Reflect.deleteProperty(holder, last);
        expect(JSON.parse(back ?? '')).toEqual(wanted);
        if (path.at(-1) === 'brand-new') expect(back?.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('formatting', () => {
  it('changes blanks only, and is that of JSON.stringify', () => {
    fc.assert(
      fc.property(writtenObjects, (text) => {
        const plain = JSON.parse(text) as unknown;
        expect(JSON.parse(formatJson(text, '  ') ?? '')).toEqual(plain);
        expect(formatJson(text, '  ')).toBe(JSON.stringify(plain, null, 2));
      }),
    );
  });

  it('keeps numbers and doubled keys as they are', () => {
    expect(formatJson('{"a":1.0,"a":[]}', '  ')).toBe('{\n  "a": 1.0,\n  "a": []\n}');
  });

  it('is not done to what is no JSON', () => {
    expect(formatJson('{"a": 1,}', '  ')).toBeUndefined();
  });
});
