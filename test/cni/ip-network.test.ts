import { describe, expect, it } from 'vitest';
import { canonicalIp } from '../../server/src/core/cni/ip-network.ts';

describe('canonicalIp', () => {
  it.each<[string, string | undefined]>([
    ['10.0.0.1', '10.0.0.1'],
    ['010.00.0.001', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::FFFF:0a00:0001', '10.0.0.1'],
    ['FD00:0:0:0:0:0:0:0001', 'fd00::1'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['1:0:0:2:3:0:0:4', '1::2:3:0:0:4'],
    ['1:2:3:4:5:6:7:0', '1:2:3:4:5:6:7:0'],
    ['10:0:0:a0:0:0:0:0', '10:0:0:a0::'],
    ['::', '::'],
    ['10.0.0.256', undefined],
    ['10.1', undefined],
    ['::1::', undefined],
    ['ntp.example', undefined],
    ['', undefined],
  ])('of %s is %s', (text, expected) => {
    expect(canonicalIp(text)).toBe(expected);
  });
});
