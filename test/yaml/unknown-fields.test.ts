/** Which fields of an object templates leave open, as far as an edit of it can be judged. */
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../server/src/core/yaml/read-document.ts';
import { unknownFields } from '../../server/src/core/yaml/templating.ts';

function openIn(text: string): readonly string[] {
  const document = readDocument(text);
  return document.root ? unknownFields(document, document.root, '') : ['no document'];
}

describe('fields that a template leaves open', () => {
  it('are none in a plain text', () => {
    expect(openIn('a: 1\nb: [{c: 2}]\n')).toEqual([]);
  });

  it('are the values that it writes, and no others', () => {
    expect(openIn('a: {{ .Values.a }}\nb:\n  - c: 1\n    d: {{ .Values.d }}\n')).toEqual(['a', 'b[0].d']);
  });

  it('are all that stands in a condition', () => {
    expect(openIn('a:\n  b: 1\n  {{- if .Values.c }}\n  c: 2\n  {{- end }}\nd: 3\n')).toContain('a.c');
    expect(openIn('a:\n  b: 1\n  {{- if .Values.c }}\n  c: 2\n  {{- end }}\nd: 3\n')).not.toContain('d');
  });

  it('are a whole mapping or list that more may be written into', () => {
    expect(openIn('a:\n  b: 1\n  {{- include "more" . | nindent 2 }}\nd: 3\n')).toContain('a');
    expect(openIn('a:\n  b: {{ .Values.b }}\n  {{- include "more" . | nindent 2 }}\n  c: 1\nd: 3\n')).toEqual(
      expect.arrayContaining(['a', 'a.b']),
    );
    expect(openIn('a:\n  - b\n  {{- range .Values.more }}\n  - {{ . }}\n  {{- end }}\nd: 3\n')).not.toContain('d');
  });

  it('are a mapping whose key it writes', () => {
    expect(openIn('a:\n  {{ .Values.key }}: 1\n  c: 2\n')).toContain('a');
  });
});
