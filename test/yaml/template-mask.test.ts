import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../server/src/core/yaml/read-document.ts';
import { maskTemplates } from '../../server/src/core/yaml/template-mask.ts';
import { isAbsenceCertain, isCertain } from '../../server/src/core/yaml/templating.ts';

const kinds = (text: string): readonly (readonly [string, string])[] =>
  readDocument(text).templates.map(({ kind, start, end }) => [kind, text.slice(start, end)]);

describe('template text', () => {
  it.each<[text: string, found: readonly (readonly [string, string])[]]>([
    ['a: {{ .x }}', [['value', '{{ .x }}']]],
    [
      'a: "{{ .x }}-{{ .y }}"',
      [
        ['value', '{{ .x }}'],
        ['value', '{{ .y }}'],
      ],
    ],
    ['- {{ .x }}', [['value', '{{ .x }}']]],
    ['{{ .k }}: v', [['value', '{{ .k }}']]],
    ['{{- toYaml .x | nindent 4 }}', [['insert', '{{- toYaml .x | nindent 4 }}']]],
    ['  {{ include "x" . }} # note', [['insert', '{{ include "x" . }}']]],
    ['{{- /* {{ }} */ -}}', [['quiet', '{{- /* {{ }} */ -}}']]],
    ['{{ $x := .y }}', [['quiet', '{{ $x := .y }}']]],
    [
      '{{ if .a }}\n{{ else }}\n{{ end }}',
      [
        ['open', '{{ if .a }}'],
        ['quiet', '{{ else }}'],
        ['close', '{{ end }}'],
      ],
    ],
    [
      '{{ if .a }}{{ if .b }}\nx: 1\n{{ end }}{{ end }}',
      [
        ['open', '{{ if .a }}'],
        ['open', '{{ if .b }}'],
        ['close', '{{ end }}'],
        ['close', '{{ end }}'],
      ],
    ],
    ['a: {{ "}}" }}', [['value', '{{ "}}" }}']]],
    ['a: {{ `}}` }}', [['value', '{{ `}}` }}']]],
    [
      '{{- include "a"\n  (dict "b" 1)\n  | nindent 2 }}',
      [['insert', '{{- include "a"\n  (dict "b" 1)\n  | nindent 2 }}']],
    ],
    [
      '{% if x %}\na: {{ x }}\n{% endif %}',
      [
        ['open', '{% if x %}'],
        ['value', '{{ x }}'],
        ['close', '{% endif %}'],
      ],
    ],
    ['{# note #}', [['quiet', '{# note #}']]],
    ['a: ${NAME}', [['value', '${NAME}']]],
    ['a: ${{COUNT}}', [['value', '${{COUNT}}']]],
    ['a: ${NAME:-x}/y', [['value', '${NAME:-x}']]],
    ['a: $(NAME)', []],
    [
      'a: |\n  {{ if x }}\n  y\n  {{ end }}\n',
      [
        ['value', '{{ if x }}'],
        ['value', '{{ end }}'],
      ],
    ],
    ['a: {b: {c: 1}}', []],
    ['a: {{ x', []],
  ])('%j', (text, found) => expect(kinds(text)).toEqual(found));

  it('keeps every line and its length when masked', () => {
    const piece = fc.constantFrom(
      '{{ x }}',
      '{{- if a }}',
      '{{ "',
      '}}',
      '{{',
      '{%',
      '%}',
      '{#',
      '#}',
      '${Z}',
      '${',
      '\n',
      '  ',
      'k: v',
      "'",
      '"',
      '`',
      '/*',
      '*/',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const masked = maskTemplates(text);
        expect(masked.text).toHaveLength(text.length);
        let end = 0;
        for (const span of masked.spans) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(end, span.start)).toBe(masked.text.slice(end, span.start));
          end = span.end;
        }
        expect(text.slice(end)).toBe(masked.text.slice(end));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('values with template text', () => {
  it('are shown as they are written', () => {
    const document = readDocument('name: {{ .Release.Name }}-vm\nconfig: |\n  {"a": "{{ .x }}"}\n');
    expect(document.root).toMatchObject({
      entries: [{ value: { value: '{{ .Release.Name }}-vm' } }, { value: { value: '{"a": "{{ .x }}"}\n' } }],
    });
  });
});

describe('what kubectl refuses', () => {
  it('is not told where a template writes', () => {
    expect(readDocument('{{- if .a }}\na: b: c\n{{- end }}').refused).toBe(false);
    expect(readDocument('a: {{ x }}\nb\n').refused).toBe(false);
    expect(readDocument('a: ${X}\n${LINES}\nb: 1\n').refused).toBe(false);
  });

  it('is told where template text is but text', () => {
    expect(readDocument('a: "{{ x }}"\nb: c: d\n').refused).toBe(true);
    expect(readDocument('a: |\n  echo ${HOME} {{ x }}\nb: [\n').refused).toBe(true);
    expect(readDocument('a: 1 # {{ x }}\n\tb: 1\n').refused).toBe(true);
    expect(readDocument('a: ${X}\nb: c: d\n').refused).toBe(true);
  });

  it('is what it is without an eye on templates', () => {
    expect(readDocument('a: {{ x }}', { templates: false }).refused).toBe(true);
  });

  it('leaves two branches of a template their equal keys', () => {
    const text = '{{ if .a }}\nx: 1\n{{ else }}\nx: 2\n{{ end }}\n';
    expect(readDocument(text).problems).toEqual([]);
  });
});

describe('certainty', () => {
  it('ends where a template may write more', () => {
    const text = 'm:\n  a: 1\n  {{- include "more" . | nindent 2 }}\nn:\n  b: 2\n';
    const document = readDocument(text);
    expect(isCertain(document, 'm.a')).toBe(true);
    expect(isCertain(document, 'm')).toBe(false);
    expect(isAbsenceCertain(document, 'm.c')).toBe(false);
    expect(isAbsenceCertain(document, 'n.c')).toBe(true);
    expect(isAbsenceCertain(document, 'o')).toBe(true);
  });

  it('ends at a key whose value a template may write', () => {
    const document = readDocument('a:\n  {{- include "more" . | nindent 2 }}\nb:\nc: 1\n{{ include "more" . }}\n');
    expect(isCertain(document, 'a')).toBe(false);
    expect(isCertain(document, 'b')).toBe(true);
    expect(isCertain(document, 'c')).toBe(true);
  });

  it('ends at a key that may be any', () => {
    const document = readDocument('{{ .k }}: 1\nb: {}\n');
    expect(isAbsenceCertain(document, 'a')).toBe(false);
    expect(isAbsenceCertain(document, 'b.c')).toBe(true);
  });

  it('is that of the part around, when a region goes on beyond the document', () => {
    const document = readDocument('a: 1\n{{- end }}\nb: 2\n');
    expect(isCertain(document, 'a')).toBe(false);
    expect(isCertain(document, 'b')).toBe(true);
  });

  it('is whole inside a region that holds all', () => {
    const document = readDocument('{{- if .enabled }}\na: 1\nb:\n- x\n{{- end }}\n');
    expect(isCertain(document, 'a')).toBe(true);
    expect(isCertain(document, 'b')).toBe(true);
  });
});
