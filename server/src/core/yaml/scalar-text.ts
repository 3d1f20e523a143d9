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

/** A text as a scalar on one line; `preferred` is kept where it can hold the text, `quotes` are for plain ones that cannot. */
export function quoteScalar(
  text: string,
  preferred: 'plain' | 'single' | 'double',
  quotes: 'single' | 'double' = 'single',
): string {
  // eslint-disable-next-line no-control-regex -- what cannot stand in single quotes on one line
  const needsEscapes = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/.test(text);
  if (preferred === 'double' || needsEscapes) return quoteDouble(text);
  if (preferred === 'plain' && isPlainSafe(text)) return text;
  if (preferred === 'plain' && quotes === 'double') return quoteDouble(text);
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
export function blockLines(value: unknown, habit: Habit): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown) => {
      if (isInline(item)) return [`- ${inlineText(item, habit)}`];
      const [first = '', ...rest] = blockLines(item, habit);
      return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
    });
  }
  return Object.entries(value as Record<string, unknown>).flatMap(([key, member]) => {
    const name = quoteScalar(key, 'plain', habit.quotes);
    if (isInline(member)) return [`${name}: ${inlineText(member, habit)}`];
    return [`${name}:`, ...indented(blockLines(member, habit), Array.isArray(member) ? habit.listStep : habit.step)];
  });
}

/** Lines moved to the right; empty ones stay empty. */
export function indented(lines: readonly string[], columns: number): string[] {
  const pad = ' '.repeat(columns);
  return lines.map((line) => (line === '' ? line : pad + line));
}

/** A scalar or an empty collection as it stands behind a key or dash in block style. */
export function inlineText(value: unknown, { quotes }: Pick<Habit, 'quotes'>): string {
  if (typeof value === 'string') return quoteScalar(value, 'plain', quotes);
  return flowText(value, { quotes, flow: { isJson: false, isPadded: false } });
}

/** Plain data on one line, as it can stand in a flow collection. */
export function flowText(value: unknown, habit: Pick<Habit, 'quotes' | 'flow'>): string {
  const text = (part: string): string => {
    if (habit.flow.isJson) return quoteScalar(part, 'double');
    // A colon may end a key there, even without a blank.
    return quoteScalar(part, part.includes(':') ? habit.quotes : 'plain', habit.quotes);
  };
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return `[${value.map((item) => flowText(item, habit)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, member]) => `${text(key)}: ${flowText(member, habit)}`);
    const blank = habit.flow.isPadded && entries.length > 0 ? ' ' : '';
    return `{${blank}${entries.join(', ')}${blank}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) return 'null';
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' ? String(value) : 'null';
}

/** Whether a value is written behind its key or dash, not below it. */
export function isInline(value: unknown): boolean {
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0;
}
