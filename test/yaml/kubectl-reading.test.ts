import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { kubectlValue, readDocument } from '../../server/src/core/yaml/read-document.ts';
import { kubectlDocuments, TextStore } from '../../server/src/core/yaml/text-store.ts';

interface Recorded {
  readonly text: string;
  readonly documents: readonly ({ readonly value: unknown } | { readonly refused: true })[];
  readonly streamRefused?: true;
}

const recorded = readFileSync(new URL('fixtures/kubectl-reading.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);

/** Integers beyond what a JSON number holds are what the record, read here, makes of them. */
function asRecorded(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(asRecorded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, asRecorded(member)]));
}

const reading = (text: string): Recorded => {
  const { segments, refused } = kubectlDocuments(TextStore.of(text).segments);
  const documents = segments.map((segment) => {
    const document = readDocument(segment.text, { templates: false });
    return document.refused ? { refused: true as const } : { value: asRecorded(kubectlValue(document)) };
  });
  return { text, documents, ...(refused && { streamRefused: true }) };
};

describe('texts as kubectl reads them', () => {
  it.each(recorded.map((one) => [JSON.stringify(one.text), one] as const))('%s', (_, one) => {
    expect(reading(one.text)).toEqual(one);
  });
});

/** What go-yaml does that other readers do not, or not so. */
describe('peculiarities of go-yaml', () => {
  it.each([
    ['a quoted text at any indentation', 'a:\n  b: "x\ny"\n', { a: { b: 'x y' } }],
    ['a flow collection at any indentation', 'a:\n  b: [x,\nz\n]\n', { a: { b: ['x', 'z'] } }],
    ['a block scalar at the column of its key', 'a:\n|\n  x\n', { a: 'x\n' }],
    ['a dash before a comma', '[-, a]', ['-', 'a']],
    ['a colon before a comma', '{a:, b: 1}', { 'a:': null, b: 1 }],
    ['a tag that swallows a comma', '[!x, y]', ['y']],
    ['an alias before its colon', 'x: &a k\n*a: v\n', { x: 'k', k: 'v' }],
    ['a merge key that comes last and wins', 'b: &b {p: 1}\nm:\n  p: 2\n  <<: *b\n', { b: { p: 1 }, m: { p: 1 } }],
    ['the first of merged maps, which wins', '<<: [{a: 1}, {a: 2, b: 3}]', { a: 1, b: 3 }],
    ['what stands behind the root', '{}: x\n', {}],
    ['what stands behind a document end', 'a: 1\n...\n[', { a: 1 }],
    ['line ends of old', 'a: x\u0085b: z\r', { a: 'x', b: 'z' }],
    ['a line separator, which folding keeps', 'a: "x\u2028y"', { a: 'x\u2028y' }],
    ['an escaped line end and the empty line behind it', 'a: "x\\\n\n  y"', { a: 'x\ny' }],
    ['bytes of base64 that are no text', 'a: !!binary gP//', { a: '\ufffd\ufffd\ufffd' }],
    ['keys that are floats', '1234567.0: a\n.1_0: b\n1e-5: c', { '1.234567e+06': 'a', '0.1': 'b', '1e-05': 'c' }],
    ['a sign behind the base of two', 'a: 0b+101', { a: 5 }],
    ['an infinity that a later entry hides', 'a: .inf\na: 1', { a: 1 }],
    ['a date, which stays text', 'a: !!timestamp 2024-02-29', { a: '2024-02-29' }],
    ['a byte order mark behind the document mark', '---\n\ufeffa: 1', { a: 1 }],
    ['a comment behind the document mark', '---# c\na: 1', { a: 1 }],
  ])('%s', (_, text, value) => {
    const document = readDocument(text);
    expect(document.problems.filter(({ kind }) => kind === 'refused')).toEqual([]);
    expect(kubectlValue(document)).toEqual(value);
  });

  it.each([
    ['a tab behind a dash', '-\ta', 'tab-indentation', '\t'],
    ['a tab on a blank line', 'a: 1\n\t\nb: 2', 'tab-indentation', '\t'],
    ['a tab in the indentation of a block scalar', 'a: |\n  x\n\ty', 'tab-indentation', '\t'],
    ['a quote left open', 'a: "x\nb: 1\n', 'missing-quote', '"x'],
    ['a bracket left open', 'a: [x\nb: 1\n', 'missing-comma', ':'],
    ['a bracket left open to the end', 'a: [x\n', 'unclosed-flow', '['],
    ['a key without its colon', 'a: 1\nfoo bar\nb: 2', 'missing-colon', 'foo bar'],
    ['two keys on a line', 'a: b: c', 'misplaced-colon', ':'],
    ['a list on the line of its key', 'a: - b', 'misplaced-dash', '-'],
    ['an entry that is indented like none', 'a:\n    b: 1\n  c: 2', 'bad-indentation', 'c'],
    ['an item without its dash', '- a: 1\n b: 2', 'missing-dash', 'b'],
    ['a reserved character', 'a: @x', 'reserved-character', '@'],
    ['an unknown escape', 'a: "x\\/y"', 'bad-escape', '\\/'],
    ['a surrogate by number', 'a: "\\ud800"', 'bad-escape', '\\u'],
    ['text behind the mark of a block scalar', 'a: | x\n  y', 'bad-block-header', 'x'],
    ['a name of an anchor with a dot', 'a: &b.c d', 'bad-anchor', '&b'],
    ['a tag of an unknown handle', 'a: !h!t x', 'bad-tag-handle', '!h!t'],
    ['a number that is none', 'a: !!int x', 'bad-tag', 'x'],
    ['a date that is none', 'a: !!timestamp 2023-02-29', 'bad-tag', '2023-02-29'],
    ['a null key', '~: x', 'bad-key', '~'],
    ['a key beyond 63 bits', '9223372036854775808: x', 'bad-key', '9223372036854775808'],
    ['a merge of no mapping', '<<: 1', 'bad-merge', '<<'],
    ['an alias without anchor', 'a: *b', 'unknown-alias', '*b'],
    ['an alias to itself', 'a: &b [*b]', 'alias-to-itself', '*b'],
    ['a control character', 'a: \u0007', 'control-character', '\u0007'],
    ['a directive', '%YAML 1.2\n', 'directive', '%YAML 1.2'],
  ])('refuse %s', (_, text, code, marked) => {
    const document = readDocument(text);
    const [problem] = document.problems;
    expect(document.refused).toBe(true);
    expect(problem).toMatchObject({ code, kind: 'refused' });
    expect(text.slice(problem?.start, problem?.end)).toBe(marked);
  });

  it('leave the rest of a broken text readable', () => {
    const open = readDocument('metadata:\n  name: "web\nspec:\n  running: true\n');
    expect(open.refused).toBe(true);
    expect(open.root).toMatchObject({ entries: [{ key: 'metadata' }, { key: 'spec' }] });
    const typing = readDocument('metadata:\n  name: web\n  lab\nspec:\n  running: true\n');
    expect(typing.root).toMatchObject({ entries: [{ key: 'metadata' }, { key: 'spec' }] });
  });

  it('are told where kubectl reads on, but otherwise than it looks', () => {
    const codes = (text: string) => readDocument(text).problems.map(({ code, kind }) => [code, kind]);
    expect(codes('a: 1\na: 2')).toEqual([['duplicate-key', 'noted']]);
    expect(codes('b: &b {p: 1}\nm:\n  p: 2\n  <<: *b\n')).toEqual([['key-before-merge', 'noted']]);
    expect(codes('b: &b {p: 1}\nm:\n  <<: *b\n  p: 2\n')).toEqual([]);
  });
});

describe('aliases', () => {
  const bomb = (levels: number, width: number): string =>
    Array.from({ length: levels }, (_, at) => {
      const items = Array<string>(width).fill(at === 0 ? 'x' : `*a${at - 1}`);
      return `a${at}: &a${at} [${items.join(', ')}]`;
    }).join('\n');

  it('may expand as far as go-yaml lets them', () => {
    expect(readDocument(bomb(3, 9)).refused).toBe(false);
    expect(readDocument(bomb(5, 9)).problems[0]?.code).toBe('excessive-aliasing');
  });

  it('are counted, not expanded', () => {
    const document = readDocument(bomb(300, 9));
    expect(document.problems[0]?.code).toBe('excessive-aliasing');
    expect(document.root).toBeDefined();
  });
});

/** The shortest of some runs, in milliseconds of processor time: other work beside this one does not count. */
const cost = (text: string): number => {
  const runs = [0, 1, 2].map(() => {
    const before = process.cpuUsage();
    expect(readDocument(text).text).toBe(text);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...runs);
};

describe('hostile text', () => {
  it.each<[string, (count: number) => string]>([
    ['brackets', (count) => '['.repeat(count)],
    ['braces', (count) => '{a: '.repeat(count)],
    ['dashes', (count) => '- '.repeat(count)],
    ['question marks', (count) => '? '.repeat(count)],
    ['depth', (count) => Array.from({ length: Math.sqrt(count) }, (_, at) => `${' '.repeat(at)}a:`).join('\n')],
    ['open quotes', (count) => `${'a: "x\n'.repeat(count)}"`],
    ['quotes', (count) => '"'.repeat(count)],
    ['backslashes', (count) => `"${'\\'.repeat(count)}`],
    ['open templates', (count) => '{{'.repeat(count)],
    ['open Jinja', (count) => '{% '.repeat(count)],
    ['stray quotes in templates', (count) => '{{ " }}'.repeat(count)],
    ['templates', (count) => 'a: {{ x }}\n'.repeat(count)],
    ['lines of templates', (count) => '{{- if x }}\na: 1\n{{- end }}\n'.repeat(count)],
    ['anchors', (count) => '&a '.repeat(count)],
    ['equal keys', (count) => 'a: 1\n'.repeat(count)],
    ['aliases', (count) => `x: &x {a: 1}\nl:\n${'- *x\n'.repeat(count)}`],
    ['one long key', (count) => `${'a'.repeat(count * 10)}: b`],
    ['one long line', (count) => `[${'{"a": "b"}, '.repeat(count)}]`],
  ])('of %s is read in linear time', (_, make) => {
    const [few, many] = [cost(make(2_000)), cost(make(16_000))];
    // Eight times the text: eight times the cost, or sixty-four where something is quadratic.
    expect(many < 400 || many / few < 24).toBe(true);
  });
});
