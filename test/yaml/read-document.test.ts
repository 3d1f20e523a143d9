import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { find, fieldAt, joinField, spanOf } from '../../server/src/core/yaml/locate.ts';
import { kubectlValue, plainValue, readDocument } from '../../server/src/core/yaml/read-document.ts';
import { isAbsenceCertain, isCertain } from '../../server/src/core/yaml/templating.ts';
import type { Node } from '../../server/src/core/yaml/tree.ts';

const value = (text: string): unknown => kubectlValue(readDocument(text));

describe('values', () => {
  it.each([
    ['a: on', { a: true }],
    ['a: n', { a: false }],
    ['a: 0777', { a: 511 }],
    ['a: 1_000', { a: 1000 }],
    ['a: 52:54:00:12:34:56', { a: '52:54:00:12:34:56' }],
    ['a: 12:30:45', { a: '12:30:45' }],
    ['a: 2026-01-02', { a: '2026-01-02' }],
    ['yes: 1', { true: 1 }],
    ['1.50: x', { '1.5': 'x' }],
    ['a: 1\na: 2', { a: 2 }],
    ['x: &x {a: 1, b: 2}\nz:\n  <<: *x\n  b: 3', { x: { a: 1, b: 2 }, z: { a: 1, b: 3 } }],
    ['spec:\n  config: \'{\n  "a": 1\n}\'\n', { spec: { config: '{ "a": 1 }' } }],
    ['\ufeffa: 1', { a: 1 }],
    ['a: 1\rb: 2\r', { a: 1, b: 2 }],
    ['{"a": [1,\n\t2]}', { a: [1, 2] }],
    ['a: 9223372036854775807', { a: 9223372036854775807n }],
  ])('%j', (text, expected) => expect(value(text)).toEqual(expected));

  it.each([
    'a: [',
    'a: "b',
    '\ta: 1',
    'a:\n\tb: 1',
    'a: *none',
    'a: .inf',
    '? {a: 1}\n: 2',
    'a: !!int x',
    'a: \u0007',
    'a: b: c',
  ])('are refused: %j', (text) => {
    const document = readDocument(text);
    expect(document.refused).toBe(true);
    expect(document.problems[0]?.message).not.toBe('');
  });

  it('stay within bounds for hostile text', () => {
    const levels = Array.from(
      { length: 12 },
      (_, at) =>
        `a${at}: &a${at} [${Array(10)
          .fill(at === 0 ? 'x' : `*a${at - 1}`)
          .join(',')}]`,
    );
    const bomb = readDocument(levels.join('\n'));
    expect(bomb.refused).toBe(true);
    expect(bomb.root && plainValue(bomb.root)).toBeUndefined();
    expect(readDocument('['.repeat(20_000)).refused).toBe(true);
    expect(readDocument('- '.repeat(5_000)).refused).toBe(true);
    expect(readDocument('a: &a [*a]').refused).toBe(true);
  });

  it('never throws', () => {
    const fragment = fc.constantFrom(
      'a',
      ': ',
      '- ',
      '\n',
      '  ',
      '"',
      "'",
      '[',
      ']',
      '{',
      '}',
      '&x ',
      '*x',
      '|',
      '>',
      '\t',
      '#',
      '!!str ',
      '<<: ',
      '{{ x }}',
      '{{- if y }}',
      '{{ end }}',
      '\r',
      '\0',
      '\ud800',
      ',',
      '?',
      '%',
      '---',
      '...',
    );
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        const document = readDocument(text);
        for (const { start, end } of [...document.problems, ...document.comments, ...document.templates]) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('an alias', () => {
  const valueOfAlias = (text: string): unknown => {
    const document = readDocument(text);
    expect(document.problems).toEqual([]);
    return (plainValue(document.root as Node) as Record<string, unknown>)['again'];
  };

  // go-yaml notes an anchor where its value begins.
  it('means what an inner value took the name for', () => {
    expect(valueOfAlias('outer: &a\n  inner: &a 1\nagain: *a\n')).toBe(1);
    expect(valueOfAlias('outer: &a\n  inner: &a 1\n  third: *a\nagain: *a\n')).toBe(1);
    expect(valueOfAlias('outer: &a [&a x]\nagain: *a\n')).toBe('x');
  });

  it('means the last of two values one after the other', () => {
    expect(valueOfAlias('one: &a 1\ntwo: &a 2\nagain: *a\n')).toBe(2);
  });
});

describe('a bracket that is never closed', () => {
  it.each(['a: {b: {c: d, e', 'a: [b, [c, d', 'a: {b: [c, {d: e', 'a: [b: {c: d'])(
    'ends no sooner than what is in it: %s',
    (text) => {
      const visit = (node: Node): void => {
        const inner =
          node.kind === 'mapping'
            ? node.entries.map(({ value }) => value)
            : node.kind === 'sequence'
              ? node.items.map(({ value }) => value)
              : [];
        for (const child of inner) {
          expect(child.end).toBeLessThanOrEqual(node.end);
          visit(child);
        }
      };
      visit(readDocument(text).root as Node);
      expect(readDocument(text).root?.end).toBe(text.length);
    },
  );
});

describe('places', () => {
  it('of a broken mapping hold all that is in it', () => {
    const { root } = readDocument('spec: &a0\n  config: 1\nname: {{ .Values.name }}\n-\n');
    if (root?.kind !== 'mapping') throw new Error('no mapping');
    for (const { keySpan, value } of root.entries) {
      expect(root.start).toBeLessThanOrEqual(keySpan.start);
      expect(root.end).toBeGreaterThanOrEqual(Math.max(keySpan.end, value.end));
    }
  });

  const text = `# head
metadata:
  annotations:
    k8s.v1.cni.cncf.io/networks: 'x' # note
spec: &s
  networks:
  - name: "blue"   # trailing
    multus: {networkName: ns/br10}
  - &second
    name: red
other: *s
`;
  const document = readDocument(text);
  const root = document.root as Node;
  const shown = (field: string, on: 'key' | 'value' = 'value'): string => {
    const { start, end } = spanOf(document, field, on);
    return text.slice(start, end);
  };

  it('of fields, keys with dots included', () => {
    expect(shown('metadata.annotations.k8s.v1.cni.cncf.io/networks')).toBe("'x'");
    expect(shown('metadata.annotations.k8s.v1.cni.cncf.io/networks', 'key')).toBe('k8s.v1.cni.cncf.io/networks');
    expect(shown('spec.networks[0].name')).toBe('"blue"');
    expect(shown('spec.networks[0].multus.networkName')).toBe('ns/br10');
    expect(shown('other')).toBe('*s');
    expect(find(root, 'other.networks[1].name')).toMatchObject({ shared: true });
  });

  it('of missing fields are the nearest key', () => {
    expect(shown('spec.networks[1].multus.networkName')).toBe('name');
    expect(shown('spec.domain.devices')).toBe('spec');
  });

  it('of offsets', () => {
    const at = (part: string) => fieldAt(root, text.indexOf(part) + 1);
    expect(at('blue')).toMatchObject({ field: 'spec.networks[0].name', on: 'value' });
    expect(at('networkName')).toMatchObject({ field: 'spec.networks[0].multus.networkName', on: 'key' });
    expect(at('*s')).toMatchObject({ field: 'other', on: 'value' });
    expect(at('annotations')).toMatchObject({ field: 'metadata.annotations', on: 'key' });
  });

  it('of every path hold the text of its value', () => {
    const walk = (node: Node, field: string): void => {
      const { start, end } = spanOf(document, field, 'value');
      const read = readDocument(text.slice(start, end));
      if (node.kind === 'scalar' && node.style !== 'absent')
        expect(read.root && plainValue(read.root)).toEqual(node.value);
      if (node.kind === 'mapping')
        for (const entry of node.entries) if (!entry.alias) walk(entry.value, joinField(field, entry.key));
      if (node.kind === 'sequence') node.items.forEach((item, index) => walk(item.value, joinField(field, index)));
    };
    walk(root, '');
  });

  it('of block scalars end inside the text, whatever breaks its lines, where the text is refused', () => {
    for (const lineBreak of ['\n', '\r\n', '\r']) {
      const text = `a: b\nno colon${lineBreak}c: |${lineBreak}  one${lineBreak}  two${lineBreak}\n`;
      const read = readDocument(text);
      expect(read.refused).toBe(true);
      const node = read.root && find(read.root, 'c')?.node;
      expect(node && text.slice(node.start, node.end)).toBe(`|${lineBreak}  one${lineBreak}  two`);
    }
  });

  it('of comments are those of real comments', () => {
    const own = readDocument('a: |\n  # text\nb: "# text" # real\n');
    expect(own.comments).toHaveLength(1);
  });
});

describe('templates', () => {
  const helm = `kind: VirtualMachine
metadata:
  name: {{ .Release.Name }}
  {{- with .Values.labels }}
  labels:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  networks:
  - name: blue
    multus:
      networkName: "{{ .Values.ns }}/br10"
  {{- if .Values.second }}
  - name: red
  {{- end }}
  volumes: []
`;
  const document = readDocument(helm);

  it('make nothing refused', () => expect(document.problems.filter(({ kind }) => kind === 'refused')).toEqual([]));

  it('leave what they do not touch certain', () => {
    expect(isCertain(document, 'kind')).toBe(true);
    expect(isCertain(document, 'spec.networks[0].name')).toBe(true);
    expect(isCertain(document, 'spec.volumes')).toBe(true);
    expect(isAbsenceCertain(document, 'spec.domain')).toBe(true);
  });

  it('leave what they touch unknown', () => {
    expect(isCertain(document, 'metadata.name')).toBe(false);
    expect(isCertain(document, 'spec.networks[0].multus.networkName')).toBe(false);
    expect(isCertain(document, 'spec.networks')).toBe(false);
    expect(isCertain(document, 'spec.networks[1].name')).toBe(false);
    expect(isCertain(document, 'metadata.labels')).toBe(false);
    expect(isAbsenceCertain(document, 'metadata.labels.app')).toBe(false);
    expect(isAbsenceCertain(document, 'metadata.namespace')).toBe(true);
  });

  it('are known in Jinja and as parameters too', () => {
    const jinja = readDocument(
      'a: 1\n{% if x %}\nb: 2\n{% endif %}\nc: {{ y }}\nd: ${NAME}\ne: ${{COUNT}}\nf: $(id)\n',
    );
    expect(['a', 'b', 'c', 'd', 'e', 'f'].map((field) => isCertain(jinja, field))).toEqual([
      true,
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  it('keep the text as long as it was', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '{{ x }}',
            '{{- if a }}',
            '{{ end }}',
            'k: v\n',
            '\n',
            '  ',
            '{% y %}',
            '${Z}',
            '}}',
            '{{',
            '"',
            "'",
          ),
          { maxLength: 30 },
        ),
        (parts) => {
          const text = parts.join('');
          const read = readDocument(text);
          expect(read.templates.every(({ start, end }) => start >= 0 && end <= text.length && start < end)).toBe(true);
        },
      ),
    );
  });
});
