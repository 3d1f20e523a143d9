import { describe, expect, it } from 'vitest';
import { columns } from '../../server/src/cli/terminal-text.ts';
import { columnCount, padded } from '../../server/src/core/features/wide-characters.ts';

describe('columns of fixed pitch', () => {
  it('counts Korean letters twice, and all that stands beside them once', () => {
    expect(columnCount('NIC')).toBe(3);
    expect(columnCount('네트워크')).toBe(8);
    expect(columnCount('Pod 인터페이스 →')).toBe(16);
  });

  it('counts a character of two code units once as a character', () => {
    expect(columnCount('🙂')).toBe(2);
  });

  it('fills up with blanks, and cuts nothing off', () => {
    expect(padded('노드', 6)).toBe('노드  ');
    expect(padded('네트워크', 6)).toBe('네트워크');
  });

  it('puts the cells of a table below each other', () => {
    expect(
      columns([
        ['네트워크', 'NAD'],
        ['blue', 'vlan100'],
      ]),
    ).toEqual(['네트워크  NAD', 'blue      vlan100']);
  });
});
