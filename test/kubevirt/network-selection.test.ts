import { describe, expect, it } from 'vitest';
import { compareSelections, parseNetworkSelections } from '../../server/src/core/kubevirt/network-selection.ts';

function parse(text: string) {
  const read = parseNetworkSelections(text);
  if ('error' in read) throw new Error(read.error);
  return read.selections;
}

describe('parseNetworkSelections', () => {
  it('reads JSON, keeping what it does not know', () => {
    expect(parse('[{"name":"x","namespace":"ns","interface":"net1","mac":"m","cni-args":{"a":1}}]')).toEqual([
      { name: 'x', namespace: 'ns', interface: 'net1', mac: 'm', others: { 'cni-args': { a: 1 } } },
    ]);
  });

  it('reads a comma list', () => {
    expect(parse('ns/x@net1, y')).toEqual([
      { name: 'x', namespace: 'ns', interface: 'net1', mac: '', others: {} },
      { name: 'y', namespace: '', interface: '', mac: '', others: {} },
    ]);
    expect(parse('  ')).toEqual([]);
  });

  it.each(['[', '{}', '["x"]', '"x"'])('refuses %s', (text) => {
    expect(parseNetworkSelections(text)).toHaveProperty('error');
  });
});

describe('compareSelections', () => {
  const computed =
    '[{"name":"x","namespace":"ns","interface":"pod1"},{"name":"p","namespace":"own","cni-args":{"b":1,"a":2}}]';
  const compare = (written: string) => compareSelections(parse(computed), parse(written), 'own');

  it('sees no difference in another spelling of the same', () => {
    expect(compare(computed)).toEqual([]);
    expect(compare('[{"interface":"pod1","name":"x","namespace":"ns"},{"cni-args":{"a":2,"b":1},"name":"p"}]')).toEqual(
      [],
    );
  });

  it('names the element and the member that differ, and what is missing or too many', () => {
    expect(compare('ns/x@net1')).toEqual([
      { kind: 'member', index: 0, member: 'interface', expected: 'pod1', actual: 'net1' },
      { kind: 'missing', index: 1, expected: expect.objectContaining({ name: 'p' }) as unknown },
    ]);
    expect(compare(`${computed.slice(0, -1)},{"name":"more"}]`)).toEqual([
      { kind: 'extra', index: 2, actual: expect.objectContaining({ name: 'more' }) as unknown },
    ]);
  });

  it('minds the order', () => {
    expect(compareSelections(parse('a,b'), parse('b,a'), 'own').map(({ index, kind }) => [index, kind])).toEqual([
      [0, 'member'],
      [1, 'member'],
    ]);
  });
});
