import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binaryQuantity, milliValue, parseQuantity, wholeValue } from '../../server/src/core/kubevirt/quantity.ts';

describe('parseQuantity', () => {
  it.each<[unknown, string, bigint, bigint]>([
    ['0', '0', 0n, 0n],
    [0, '0', 0n, 0n],
    ['64Mi', '64Mi', 67108864n, 67108864000n],
    ['1024Mi', '1Gi', 1073741824n, 1073741824000n],
    ['1.5Gi', '1536Mi', 1610612736n, 1610612736000n],
    ['0.5Gi', '512Mi', 536870912n, 536870912000n],
    ['1000Ki', '1000Ki', 1024000n, 1024000000n],
    ['1Ki', '1Ki', 1024n, 1024000n],
    ['0.1Ki', '102400m', 103n, 102400n],
    ['500m', '500m', 1n, 500n],
    ['1500m', '1500m', 2n, 1500n],
    ['2000m', '2', 2n, 2000n],
    ['1000k', '1M', 1000000n, 1000000000n],
    ['1M', '1M', 1000000n, 1000000000n],
    ['1e3', '1e3', 1000n, 1000000n],
    ['12E2', '1200', 1200n, 1200000n],
    [2, '2', 2n, 2000n],
    [1.5, '1500m', 2n, 1500n],
    [4n, '4', 4n, 4000n],
    ['-1', '-1', -1n, -1000n],
    ['-500m', '-500m', -1n, -500n],
    ['+3', '3', 3n, 3000n],
    ['.5', '500m', 1n, 500n],
    ['5.', '5', 5n, 5000n],
    ['1n', '1n', 1n, 1n],
    ['0.1n', '1n', 1n, 1n],
    ['100u', '100u', 1n, 1n],
    ['9Ei', '9223372036854775807', 9223372036854775807n, 9223372036854775807000n],
  ])('reads %s', (written, text, whole, milli) => {
    const quantity = parseQuantity(written);
    expect(quantity && [quantity.text, wholeValue(quantity), milliValue(quantity)]).toEqual([text, whole, milli]);
  });

  it.each([
    '',
    ' ',
    'x',
    '1Mb',
    '1 Mi',
    '1mi',
    '1KI',
    '1ki',
    'Mi',
    '.',
    '--1',
    '1e',
    '0x10',
    null,
    undefined,
    {},
    [],
    true,
  ])('refuses %j', (written) => {
    expect(parseQuantity(written)).toBeUndefined();
  });

  it('reads its own canonical text as the same value', () => {
    const written = fc.tuple(
      fc.bigInt({ min: 0n, max: 1_000_000n }),
      fc.constantFrom('', 'n', 'u', 'm', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'e3', 'E-2'),
    );
    fc.assert(
      fc.property(written, ([digits, suffix]) => {
        const quantity = parseQuantity(`${digits}${suffix}`);
        const again = parseQuantity(quantity?.text);
        expect(again).toEqual(quantity);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        parseQuantity(value);
      }),
    );
    fc.assert(
      fc.property(fc.string(), (value) => {
        parseQuantity(value);
      }),
    );
  });
});

it('writes whole bytes in powers of 1024', () => {
  expect(binaryQuantity(2097152n).text).toBe('2Mi');
  expect(binaryQuantity(1073741824n).text).toBe('1Gi');
  expect(binaryQuantity(1000n).text).toBe('1k');
});
