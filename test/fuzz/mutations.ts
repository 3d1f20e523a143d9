/** What happens to a manifest while it is typed, pasted, merged or broken: small changes of a text, as LSP edits. */
import fc from 'fast-check';

export interface Mutation {
  /** Place in the text, as a share of its length. */
  readonly at: number;
  readonly kind: (typeof kinds)[number];
  readonly piece: string;
  readonly length: number;
}

const kinds = [
  'insert',
  'delete',
  'replace',
  'duplicate-line',
  'delete-line',
  'insert-line',
  'move-line',
  'indent',
  'join',
  'retype',
  'truncate',
  'splice',
  'repeat-token',
  'swap-unit',
  'dedent',
] as const;

/** Pieces that mean something to YAML, to template languages or to the product. */
const pieces = [
  ' ',
  '\t',
  '\n',
  '\r\n',
  '\r',
  '---\n',
  '...\n',
  '\n---\n',
  '--- |\n',
  ':',
  ': ',
  '- ',
  '#',
  "'",
  '"',
  '|',
  '>-',
  '{',
  '}',
  '[',
  ']',
  ',',
  '&a ',
  '*a',
  '<<: *a\n',
  '<<: [*a, *b]',
  '!!binary ',
  '!x ',
  '? ',
  '%YAML 1.1\n',
  '\u0000',
  '\ufeff',
  '\ud800',
  '\udc00',
  '\u2028',
  '\u0085',
  'ü😀',
  '{{ .Values.x }}',
  '{{- if .x }}\n',
  '{{- end }}\n',
  '{{- range .networks }}\n',
  '{{ include "a" . | nindent 4 }}\n',
  '{{',
  '}}',
  '{% if a %}',
  '{% endif %}',
  '${NAME}',
  '${{NAME}}',
  '# virtlens-disable-next-line networks-annotation-mismatch\n',
  '# virtlens-disable-file unregistered-binding-plugin -- so\n',
  '__proto__: 1\n',
  'constructor: {}\n',
  'networks:\n',
  'interfaces: [{name: a, bridge: {}}]\n',
  'name: blue\n',
  '~',
  'null',
  '1e999',
  '0o17',
  '.inf',
  'kind: VirtualMachine\n',
  'kind: List\nitems:\n',
] as const;

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom(...kinds),
  piece: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...pieces) },
    { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
  ),
  length: fc.nat({ max: 40 }),
});

/** One replacement of text: offsets in the text it is for. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** The replacement that a mutation means in a text. */
export function replacementOf(text: string, { at, kind, piece, length }: Mutation): Replacement {
  const start = Math.min(text.length, Math.floor(at * (text.length + 1)));
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineFeed = text.indexOf('\n', start);
  const lineEnd = lineFeed < 0 ? text.length : lineFeed + 1;
  const line = text.slice(lineStart, lineEnd);
  switch (kind) {
    case 'insert':
      return { start, end: start, newText: piece };
    case 'delete':
      return { start, end: Math.min(text.length, start + length), newText: '' };
    case 'replace':
      return { start, end: Math.min(text.length, start + length), newText: piece };
    case 'duplicate-line':
      return { start: lineEnd, end: lineEnd, newText: line };
    case 'delete-line':
      return { start: lineStart, end: lineEnd, newText: '' };
    case 'insert-line':
      return { start: lineStart, end: lineStart, newText: ' '.repeat(length % 17) + piece + '\n' };
    case 'move-line': {
      const next = text.indexOf('\n', lineEnd);
      const nextEnd = next < 0 ? text.length : next + 1;
      return { start: lineStart, end: nextEnd, newText: text.slice(lineEnd, nextEnd) + line };
    }
    // Where documents meet: the line break before a `---` line, or part of the line itself.
    case 'join': {
      const cut = text.indexOf('\n---', start);
      if (cut < 0) return { start: text.length, end: text.length, newText: '\n---\n' };
      return { start: cut + (length % 3 === 0 ? 1 : 0), end: cut + 1 + (length % 4), newText: '' };
    }
    // A VM that comes or goes changes what is said of other documents.
    case 'retype': {
      const other = text.indexOf('kind: ConfigMap', start);
      const from = other < 0 ? 'kind: VirtualMachine' : 'kind: ConfigMap';
      const found = text.indexOf(from, other < 0 ? 0 : start);
      if (found < 0) return { start, end: start, newText: '' };
      const newText = other < 0 ? 'kind: ConfigMap' : 'kind: VirtualMachine';
      return { start: found, end: found + from.length, newText };
    }
    // What is left of a file that a write broke off in, though not much less than all of it.
    case 'truncate':
      return { start: Math.max(start, text.length - length * 8), end: text.length, newText: '' };
    // Lines from elsewhere in the file, maybe of another document.
    case 'splice': {
      const from = text.lastIndexOf('\n', Math.floor((text.length * length) / 41)) + 1;
      const some = text
        .slice(from)
        .split(/(?<=\n)/, 1 + (length % 5))
        .join('');
      return { start: lineStart, end: length % 2 === 0 ? lineStart : lineEnd, newText: some };
    }
    case 'repeat-token': {
      const [token = ''] = /^\s*[^\s:,{}[\]]*[:,{}[\]]?/.exec(text.slice(start, start + 80)) ?? [];
      return { start, end: start, newText: token };
    }
    case 'swap-unit': {
      const newText = String.fromCharCode((text.charCodeAt(start) || 32) ^ (1 << (length % 8)));
      return { start, end: Math.min(text.length, start + 1), newText };
    }
    case 'dedent': {
      const blanks = /^ */.exec(line)?.[0].length ?? 0;
      return { start: lineStart, end: lineStart + Math.min(blanks, 1 + (length % 4)), newText: '' };
    }
    case 'indent':
      return { start: lineStart, end: lineStart, newText: length % 5 === 0 ? '\t' : ' '.repeat(1 + (length % 4)) };
  }
}

export function apply(text: string, { start, end, newText }: Replacement): string {
  return text.slice(0, start) + newText + text.slice(end);
}
