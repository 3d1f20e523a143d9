/**
 * How a value is written as YAML, so that kubectl and readers of YAML 1.2 both read it back: plain where nothing could
 * mistake it, single-quoted else, double-quoted for what only escapes can say.
 */
import { resolveScalar } from './dialect/scalars.ts';

/** Texts that some YAML reader takes for something else than text, besides those that go-yaml does. */
const mistaken = /^(?:[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*|=|<<)$/;

/** Whether a text can stand without quotes. */
export function isPlainSafe(text: string): boolean {
  if (!/^[A-Za-z0-9_./][A-Za-z0-9_./ :@+-]*$/.test(text) || text.endsWith(' ') || text.endsWith(':') || text.includes(': ')) return false;
  if (text.startsWith('---') || text.startsWith('...') || mistaken.test(text)) return false;
  const read = resolveScalar(text, true, undefined);
  return 'value' in read && read.value === text;
}

/** A text as a scalar on one line; `preferred` is kept where it can hold the text. */
export function quoteScalar(text: string, preferred: 'plain' | 'single' | 'double'): string {
  // eslint-disable-next-line no-control-regex -- what cannot stand in single quotes on one line
  const needsEscapes = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/.test(text);
  if (preferred === 'double' || needsEscapes) return quoteDouble(text);
  if (preferred === 'plain' && isPlainSafe(text)) return text;
  return `'${text.replaceAll("'", "''")}'`;
}

/** JSON's escapes are YAML's, but for the solidus, which go-yaml does not know and JSON does not need. */
function quoteDouble(text: string): string {
  return JSON.stringify(text).replace(
    // eslint-disable-next-line no-control-regex -- printable to JSON, not to YAML
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Plain data in block style, one line each, without indentation of its own: `key: value`, `- item`. */
export function blockLines(value: unknown, step: number): string[] {
  const pad = ' '.repeat(step);
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown) => {
      if (isEmptyOrScalar(item)) return [`- ${inlineText(item)}`];
      const [first = '', ...rest] = blockLines(item, step);
      return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
    });
  }
  return Object.entries(value as Record<string, unknown>).flatMap(([key, member]) => {
    const name = quoteScalar(key, 'plain');
    if (isEmptyOrScalar(member)) return [`${name}: ${inlineText(member)}`];
    return [`${name}:`, ...blockLines(member, step).map((line) => pad + line)];
  });
}

function isEmptyOrScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0;
}

function inlineText(value: unknown): string {
  if (typeof value === 'string') return quoteScalar(value, 'plain');
  return JSON.stringify(value) ?? 'null';
}
