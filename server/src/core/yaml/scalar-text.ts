/**
 * How a value is written as YAML, so that kubectl and readers of YAML 1.2 both read it back: plain where nothing could
 * mistake it, single-quoted else, double-quoted for what only escapes can say.
 */
import { resolveScalar } from './dialect/scalars.ts';
import type { Habit } from './text-layout.ts';

/** Texts that some YAML reader takes for something else than text, besides those that go-yaml does. */
const mistaken =
  /^(?:[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*|=|<<)$/;

/** Whether a text can stand without quotes. */
export function isPlainSafe(text: string): boolean {
  if (
    !/^[A-Za-z0-9_./][A-Za-z0-9_./ :@+-]*$/.test(text) ||
    text.endsWith(' ') ||
    text.endsWith(':') ||
    text.includes(': ')
  )
    return false;
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

/**
 * JSON's escapes are YAML's, but for the solidus, which go-yaml does not know and JSON does not need. Half a surrogate
 * pair is no character; no YAML can hold it.
 */
function quoteDouble(text: string): string {
  const whole = text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
  return JSON.stringify(whole).replace(
    // eslint-disable-next-line no-control-regex -- printable to JSON, not to YAML
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Plain data in block style, one line each, without indentation of its own: `key: value`, `- item`. */
export function blockLines(value: unknown, { step, listStep }: Habit): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown) => {
      if (isEmptyOrScalar(item)) return [`- ${flowText(item)}`];
      const [first = '', ...rest] = blockLines(item, { step, listStep });
      return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
    });
  }
  return Object.entries(value as Record<string, unknown>).flatMap(([key, member]) => {
    const name = quoteScalar(key, 'plain');
    if (isEmptyOrScalar(member)) return [`${name}: ${flowText(member)}`];
    const pad = ' '.repeat(Array.isArray(member) ? listStep : step);
    return [`${name}:`, ...blockLines(member, { step, listStep }).map((line) => pad + line)];
  });
}

/** Plain data on one line: scalars in block style, or all of it in flow style, where JSON's spelling is always right. */
export function flowText(value: unknown, preferred: 'plain' | 'double' = 'plain'): string {
  if (typeof value === 'string') return quoteScalar(value, preferred);
  if (Array.isArray(value)) return `[${value.map((item) => flowText(item, 'double')).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(
      ([key, member]) => `${quoteScalar(key, 'double')}: ${flowText(member, 'double')}`,
    );
    return `{${entries.join(', ')}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) return 'null';
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' ? String(value) : 'null';
}

function isEmptyOrScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0;
}
