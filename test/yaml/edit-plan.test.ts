import { describe, expect, it } from 'vitest';
import { planEdits, type EditStep } from '../../server/src/core/yaml/edit-plan.ts';
import { applyEdits } from '../../server/src/core/yaml/edit.ts';
import { readDocument } from '../../server/src/core/yaml/read-document.ts';

const planned = (text: string, ...steps: readonly EditStep[]): string | undefined => {
  const edits = planEdits(readDocument(text), text, steps);
  return edits && applyEdits(text, edits);
};

/** Lines of a text, without the indentation of the test. */
const yaml = (lines: string): string => lines.replace(/^\n/, '').replace(/^ {4}/gm, '').replace(/ *$/, '');

const vm = yaml(`
    spec:
      # the domain
      domain:
        cpu:
          cores: 2 # two
        # they belong beside it
        networks:
        - name: default # first
          pod: {}
        devices: {}
      # interfaces
      interfaces:
      - name: default
        bridge:
        # of old
        binding: macvtap # why
    `);

describe('setting a value', () => {
  it.each<[string, string, unknown, string]>([
    ['a: 11223344 # c\n', 'a', '11223344', "a: '11223344' # c\n"],
    ['b: "x"\na: 11223344\n', 'a', '11223344', 'b: "x"\na: "11223344"\n'],
    ["a: '1'\n", 'a', 2, 'a: 2\n'],
    ['a: yes\n', 'a', false, 'a: false\n'],
    ['a: !!str 5\n', 'a', 5, 'a: 5\n'],
    ['a:\nb: 1\n', 'a', {}, 'a: {}\nb: 1\n'],
    ['a: # c\nb: 1\n', 'a', { x: 1 }, 'a: # c\n  x: 1\nb: 1\n'],
    ['a: macvtap # c\n', 'a', { name: 'macvtap' }, 'a: # c\n  name: macvtap\n'],
    ['a: {}\n', 'a', ['x', { y: [] }], "a:\n- x\n- 'y': []\n"],
    ['a:\n  b: 1\n  # c\nd: 1\n', 'a', null, 'a: null\n  # c\nd: 1\n'],
    ['a: # c\r\n    b: 1\r\n', 'a', 'x', 'a: x # c\r\n'],
    ['a: {b: macvtap, c: 1}\n', 'a.b', { name: 'x' }, 'a: {b: {name: x}, c: 1}\n'],
    ['a: { b: macvtap }\n', 'a.b', { name: 'x' }, 'a: { b: { name: x } }\n'],
    ['{"a": {"b": "macvtap"}}', 'a.b', { name: 'x' }, '{"a": {"b": {"name": "x"}}}'],
    ['a: {b: 1}\n', 'a.b', '02:00:00:00:00:01', "a: {b: '02:00:00:00:00:01'}\n"],
    ['a:\n- x # c\n', 'a[0]', { k: 1, l: { m: 2 } }, 'a:\n- k: 1 # c\n  l:\n    m: 2\n'],
    ['a:\n- k: 1\n  l: 2\n- z\n', 'a[0]', 'x', 'a:\n- x\n- z\n'],
    ['a: |  # c\n  text\nb: 1\n', 'a', 5, 'a: 5  # c\nb: 1\n'],
    ['a: |\n  text\nb: 1\n', 'a', { k: 1 }, 'a:\n  k: 1\nb: 1\n'],
    ['a: &x 5\nb: 1\n', 'a', 'q', 'a: &x q\nb: 1\n'],
    ['a: &x\n  k: 1\nb: *x\n', 'b', 1, 'a: &x\n  k: 1\nb: 1\n'],
  ])('%j at %s to %j', (text, field, value, expected) => {
    expect(planned(text, { do: 'set', field, value })).toBe(expected);
    expect(planEdits(readDocument(expected), expected, [{ do: 'set', field, value }])).toEqual([]);
  });

  it('leaves alone what the old and the new collection have in common', () => {
    const text = 'm:\n  - a: 1 # one\n    b: 2 # two\n    # last\n  - c: 3 # three\n';
    const value = [{ a: 1, b: 3 }, { d: { e: 1 }, c: 3 }, 'x'];
    const expected = 'm:\n  - a: 1 # one\n    b: 3 # two\n    # last\n  - d:\n      e: 1\n    c: 3 # three\n  - x\n';
    expect(planned(text, { do: 'set', field: 'm', value })).toBe(expected);
  });

  it('is not done where nothing stands', () => {
    expect(planned('a: 1\n', { do: 'set', field: 'b', value: 1 })).toBeUndefined();
  });
});

describe('inserting', () => {
  it.each<[string, EditStep, string]>([
    [
      'a: 1\n# about b\nb: 2\n',
      { do: 'insert-entry', field: '', key: 'k', value: 1, at: { before: 'b' } },
      'a: 1\nk: 1\n# about b\nb: 2\n',
    ],
    [
      'm:\n  # about a\n  a: 1\n',
      { do: 'insert-entry', field: 'm', key: 'k', value: 1, at: 'first' },
      'm:\n  k: 1\n  # about a\n  a: 1\n',
    ],
    [
      '- a: 1\n  b: 2\n',
      { do: 'insert-entry', field: '[0]', key: 'k', value: { l: 1 }, at: 'first' },
      '- k:\n    l: 1\n  a: 1\n  b: 2\n',
    ],
    [
      'm:\n- a: 1\n  # about the item\n# about the next\n- b: 1\n',
      { do: 'insert-item', field: 'm', value: { name: 'net', bridge: {} }, index: 1 },
      'm:\n- a: 1\n  # about the item\n- name: net\n  bridge: {}\n# about the next\n- b: 1\n',
    ],
    ['# nothing yet', { do: 'insert-item', field: 'a.b', value: 'x' }, '# nothing yet\na:\n  b:\n  - x\n'],
    ['m: { a: 1 }\n', { do: 'insert-item', field: 'm.b.c', value: 'x' }, 'm: { a: 1, b: { c: [x] } }\n'],
    ['m: {a: {}}\n', { do: 'insert-entry', field: 'm.a', key: 'k', value: 1 }, 'm: {a: {k: 1}}\n'],
    ['m: {a}\n', { do: 'insert-entry', field: 'm.a', key: 'k', value: 1 }, 'm: {a: {k: 1}}\n'],
  ])('into %j: %j', (text, step, expected) => expect(planned(text, step)).toBe(expected));
});

describe('removing', () => {
  it.each([
    ['what is said above it as far in', 'm:\n  # a\n\n  # b\n  # b\n  b: 1\n  c: 1\n', 'm.b', 'm:\n  # a\n\n  c: 1\n'],
    ['not what is said elsewhere', 'm:\n# head\n  - a\n  - b\n', 'm[0]', 'm:\n# head\n  - b\n'],
    ['what is said below it deeper in', '- a: 1\n  # a\n# b\n- b: 1\n', '[0]', '# b\n- b: 1\n'],
    ['not the head of the document', '# head\na: 1\nb: 1\n', 'a', '# head\nb: 1\n'],
    ['not what is about the next', '- a: 1 # a\n  # b\n  b: 1\n', '[0].a', '- # b\n  b: 1\n'],
    ['nor about the one before', '[\n  1, # one\n  2\n]\n', '[1]', '[\n  1 # one\n]\n'],
  ])('takes along %s', (_, text, field, expected) => {
    expect(planned(text, { do: 'remove', field })).toBe(expected);
  });
});

describe('moving an entry', () => {
  it('takes its comments along, right behind where it was', () => {
    expect(planned(vm, { do: 'move', field: 'spec.domain.networks', to: 'spec' })).toBe(
      yaml(`
    spec:
      # the domain
      domain:
        cpu:
          cores: 2 # two
        devices: {}
      # they belong beside it
      networks:
      - name: default # first
        pod: {}
      # interfaces
      interfaces:
      - name: default
        bridge:
        # of old
        binding: macvtap # why
    `),
    );
  });

  it('makes what is missing on the way, and keeps the rest as it is', () => {
    const after = planned(vm, { do: 'move', field: 'spec.interfaces', to: 'spec.domain.devices' });
    expect(after).toBe(
      vm.slice(0, vm.indexOf('    devices')) +
        yaml(`
            devices:
              # interfaces
              interfaces:
              - name: default
                bridge:
                # of old
                binding: macvtap # why
    `).replace(/^ {4}/gm, ''),
    );
    const elsewhere = planned(vm, { do: 'move', field: 'spec.interfaces', to: 'spec.a.b', key: 'nics' });
    expect(elsewhere).toContain(
      '  a:\n    b:\n      # interfaces\n      nics:\n      - name: default\n        bridge:\n',
    );
  });

  it.each<[string, string, string, string]>([
    ['a: {b: 1, c: {d: "x"}}\nx:\n  z: 1\n', 'a.c', 'x', 'a: {b: 1}\nx:\n  z: 1\n  c: {d: "x"}\n'],
    ['a: {b: 1}\nx:\n  z: [1, "q"]\n', 'x.z', 'a', 'a: {b: 1, z: [1, "q"]}\nx: {}\n'],
    ['- a: 1 # a\n  # b\n  b: 1\n', '[0].a', '[0].c', '- # b\n  b: 1\n  c:\n    a: 1 # a\n'],
    ['a:\n  t: |\n    x\n\n      z\nb: 1\n', 'a.t', '', 'a: {}\nt: |\n  x\n\n    z\nb: 1\n'],
  ])('%j: %s to %s', (text, field, to, expected) => expect(planned(text, { do: 'move', field, to })).toBe(expected));

  it('goes neither into itself, nor over another, nor away from its anchor', () => {
    expect(planned(vm, { do: 'move', field: 'spec.domain', to: 'spec.domain.devices' })).toBeUndefined();
    expect(planned('a:\n  c: 1\nb:\n  c: 2\n', { do: 'move', field: 'a.c', to: 'b' })).toBeUndefined();
    expect(planned('a:\n  c: &c 1\nb: *c\nd:\n  e: 1\n', { do: 'move', field: 'a.c', to: 'd' })).toBeUndefined();
  });
});

describe('renaming a key', () => {
  it.each([
    ['a: 1 # c\n', 'a', 'bridge', 'bridge: 1 # c\n'],
    ['"a": 1\n', 'a', 'b c', '"b c": 1\n'],
    ['{a: 1}\n', 'a', 'on', "{'on': 1}\n"],
  ])('%j at %s to %s', (text, field, key, expected) => {
    const renamed = planned(text, { do: 'rename-key', field, key });
    expect(renamed).toBe(expected);
  });

  it('does not hide another', () => {
    expect(planned('a: 1\nb: 2\n', { do: 'rename-key', field: 'a', key: 'b' })).toBeUndefined();
    expect(
      planned('d: &d {b: 1}\nm:\n  <<: *d\n  a: 1\n', { do: 'rename-key', field: 'm.a', key: 'b' }),
    ).toBeUndefined();
  });
});

describe('a plan', () => {
  it('is made of small edits that do not touch', () => {
    const steps: EditStep[] = [
      { do: 'set', field: 'spec.interfaces[0].bridge', value: {} },
      { do: 'remove', field: 'spec.interfaces[0].binding' },
      { do: 'insert-item', field: 'spec.interfaces', value: 'gone' },
      { do: 'remove', field: 'spec.interfaces[1]' },
      { do: 'rename-key', field: 'spec.interfaces[0].bridge', key: 'masquerade' },
    ];
    const bridge = vm.indexOf('bridge:');
    expect(planEdits(readDocument(vm), vm, steps)).toEqual([
      { start: bridge, end: bridge + 'bridg'.length, newText: 'masquerad' },
      { start: bridge + 'bridge:'.length, end: vm.length - 1, newText: ' {}' },
    ]);
  });

  it('is all or nothing', () => {
    expect(
      planned(vm, { do: 'remove', field: 'spec.interfaces' }, { do: 'remove', field: 'spec.nothing' }),
    ).toBeUndefined();
  });

  it('has no edits where the steps undo each other', () => {
    const steps: EditStep[] = [
      { do: 'insert-entry', field: 'spec', key: 'k', value: { l: 1 } },
      { do: 'remove', field: 'spec.k' },
    ];
    expect(planEdits(readDocument(vm), vm, steps)).toEqual([]);
  });

  it('changes nothing that others read too, and may once they do not', () => {
    const text = 'a: &x\n  k: 1\nc: *x\n';
    expect(planned(text, { do: 'set', field: 'a.k', value: 2 })).toBeUndefined();
    expect(planned(text, { do: 'set', field: 'c', value: 3 }, { do: 'set', field: 'a.k', value: 2 })).toBe(
      'a: &x\n  k: 2\nc: 3\n',
    );
  });
});

describe('templates', () => {
  const text = yaml(`
    spec:
      name: {{ .name }}
      list:
      - one
      {{- if .more }}
      - two: 2
      {{- end }}
      map:
        k: v
        {{- include "more" . | nindent 4 }}
      end: 1
    `);

  it('are not edited, nor what they decide about', () => {
    const steps: EditStep[] = [
      { do: 'set', field: 'spec.name', value: 'x' },
      { do: 'remove', field: 'spec.name' },
      { do: 'remove', field: 'spec.list' },
      { do: 'remove', field: 'spec.list[1]' },
      { do: 'insert-item', field: 'spec.list', value: 'three' },
      { do: 'remove', field: 'spec.map.k' },
      { do: 'remove', field: 'spec.map' },
      { do: 'set', field: 'spec.map', value: 1 },
      { do: 'move', field: 'spec.name', to: '' },
      { do: 'move', field: 'spec.map', to: '' },
    ];
    expect(steps.filter((step) => planned(text, step) !== undefined)).toEqual([]);
  });

  it('leave the rest to be edited', () => {
    expect(planned(text, { do: 'set', field: 'spec.list[1].two', value: 3 })).toBe(text.replace('two: 2', 'two: 3'));
    expect(planned(text, { do: 'insert-item', field: 'spec.list', value: 'x', index: 0 })).toBe(
      text.replace('  - one', '  - x\n  - one'),
    );
    expect(planned(text, { do: 'insert-entry', field: 'spec.map', key: 'l', value: 'v' })).toBe(
      text.replace('k: v', 'k: v\n    l: v'),
    );
    expect(planned(text, { do: 'remove', field: 'spec.end' })).toBe(text.replace('  end: 1\n', ''));
  });
});
