/**
 * Documents as many writers would write them: random plain values, printed in random styles – block lists flush and
 * indented, flow, quotes, block scalars, anchors and aliases, comments everywhere, both line ends.
 */
import fc from 'fast-check';

/** Numbers as even as they need be, from a seed, so that a document is its seed. */
function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

const keys = ['name', 'bridge', 'pod', 'ports', 'multus', 'tls-route', 'devices', 'k8s.v1.cni.cncf.io/networks', 'on'];
const scalars = [
  'default',
  'x y',
  '',
  '02:00:00:00:00:01',
  'true',
  '12',
  7,
  -1.5,
  true,
  null,
  "it's",
  '# no',
  'é',
  'a: b',
];
const texts = ['one\ntwo', '# not a comment\n- nor an item\n', 'single'];

export const plainData: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'value' },
    { arbitrary: fc.constantFrom<unknown>(...scalars, ...texts), weight: 4 },
    {
      arbitrary: fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 4, noNullPrototype: true }),
      weight: 3,
    },
    { arbitrary: fc.array(tie('value'), { maxLength: 3 }), weight: 3 },
  ),
})).value;

const mappings = fc.dictionary(fc.constantFrom(...keys), plainData, { minKeys: 2, maxKeys: 6, noNullPrototype: true });

export interface WritingOptions {
  /** Some values become aliases of others: what is written is then another value. */
  readonly hasAnchors: boolean;
  /** With what few people write: tags, keys behind `?`, folded scalars, escapes. */
  readonly isOdd?: boolean;
}

class Printer {
  private readonly lines: string[] = [];
  private comments = 0;
  private readonly anchors: string[] = [];
  private readonly step: number;
  private readonly listStep: number;
  private readonly preferred: number;
  private readonly hasAnchors: boolean;
  private readonly isOdd: boolean;

  constructor(
    private readonly roll: (sides: number) => number,
    { hasAnchors, isOdd = false }: WritingOptions,
  ) {
    this.hasAnchors = hasAnchors;
    this.isOdd = isOdd;
    this.step = roll(2) === 0 ? 2 : 4;
    this.listStep = roll(2) === 0 ? 0 : this.step;
    this.preferred = roll(3);
  }

  document(value: Record<string, unknown>): string {
    const lineBreak = this.roll(3) === 0 ? '\r\n' : '\n';
    if (this.roll(2) === 0) this.lines.push('---');
    this.mapping(value, '', '');
    this.ownLine('');
    return this.lines.join(lineBreak) + (this.roll(4) === 0 ? '' : lineBreak);
  }

  private comment(): string {
    return `# c${this.comments++}.`;
  }

  private ownLine(indent: string): void {
    if (this.roll(6) === 0) this.lines.push(indent + this.comment());
    if (this.roll(14) === 0) this.lines.push('');
  }

  private trailing(): string {
    return this.roll(5) === 0 ? ` ${this.comment()}` : '';
  }

  private text(value: string, inFlow: boolean): string {
    const isPlain = /^[a-z][a-z0-9-]*$/.test(value) && !/^(true|false|on|off|yes|no|y|n|null)$/.test(value);
    if (isPlain && this.roll(4) > 0) return value;
    if (this.isOdd && this.roll(8) === 0) return `!!str ${JSON.stringify(value).replaceAll('/', '\\x2f')}`;
    if (this.preferred === 0 || (this.preferred === 2 && this.roll(2) === 0) || /\n/.test(value))
      return JSON.stringify(value);
    return !inFlow && value === 'x y' ? value : `'${value.replaceAll("'", "''")}'`;
  }

  private key(key: string): string {
    return key === 'on' || this.roll(8) === 0 ? this.text(key, true) : key;
  }

  private flow(value: unknown): string {
    if (typeof value === 'string') return this.text(value, true);
    if (typeof value !== 'object' || value === null) return String(value);
    if (Array.isArray(value)) return `[${value.map((item) => this.flow(item)).join(', ')}]`;
    const members = Object.entries(value).map(([key, member]) => `${this.key(key)}: ${this.flow(member)}`);
    return this.roll(2) === 0 || members.length === 0 ? `{${members.join(', ')}}` : `{ ${members.join(', ')} }`;
  }

  /** Behind a colon or dash, and below it. */
  private value(value: unknown, head: string, column: number, isItem: boolean): void {
    if (this.hasAnchors && this.anchors.length > 0 && this.roll(12) === 0) {
      this.lines.push(`${head} *${this.anchors[this.roll(this.anchors.length)]}${this.trailing()}`);
      return;
    }
    let anchor = '';
    let begun = head;
    if (this.hasAnchors && this.roll(8) === 0 && !isItem) {
      anchor = `a${this.anchors.length}`;
      begun = `${head} &${anchor}`;
    }
    this.rest(value, begun, column, isItem);
    if (anchor !== '') this.anchors.push(anchor);
  }

  private rest(value: unknown, head: string, column: number, isItem: boolean): void {
    const isCollection = typeof value === 'object' && value !== null;
    if (this.isOdd && isCollection && this.roll(8) === 0) {
      const tag = Array.isArray(value) ? '!!seq' : '!!map';
      this.lines.push(`${head} ${tag} ${this.flow(value)}${this.trailing()}`);
    } else if (this.isOdd && typeof value === 'string' && /^\S+ \S+$/.test(value) && this.roll(2) === 0) {
      const indent = ' '.repeat(column + this.step);
      this.lines.push(`${head} >-${this.trailing()}`, ...value.split(' ').map((word) => indent + word));
    } else if (value === null && this.roll(2) === 0) {
      this.lines.push(head + this.trailing());
    } else if (typeof value === 'string' && /^[^\n]+\n[^\n]+\n?$|^single$/.test(value) && this.roll(2) === 0) {
      this.lines.push(`${head} |${value.endsWith('\n') ? '' : '-'}${this.trailing()}`);
      const indent = ' '.repeat(column + this.step);
      for (const line of value.replace(/\n$/, '').split('\n')) this.lines.push(indent + line);
    } else if (typeof value !== 'object' || value === null || Object.keys(value).length === 0 || this.roll(5) === 0) {
      this.lines.push(`${head} ${this.flow(value)}${this.trailing()}`);
    } else if (isItem) {
      if (Array.isArray(value)) this.list(value, ' '.repeat(column + 2), `${head} `);
      else this.mapping(value as Record<string, unknown>, ' '.repeat(column + 2), `${head} `);
    } else {
      this.lines.push(head + this.trailing());
      if (Array.isArray(value)) this.list(value, ' '.repeat(column + this.listStep), '');
      else this.mapping(value as Record<string, unknown>, ' '.repeat(column + this.step), '');
    }
  }

  /** `first` is what the first line begins with, where that is more than its indentation. */
  private mapping(value: Record<string, unknown>, indent: string, first: string): void {
    for (const [index, [key, member]] of Object.entries(value).entries()) {
      const isBehindDash = index === 0 && first !== '';
      if (!isBehindDash) this.ownLine(indent);
      if (this.isOdd && !isBehindDash && this.roll(16) === 0) {
        this.lines.push(`${indent}? ${this.text(key, true)}`);
        this.value(member, `${indent}:`, indent.length, true);
        continue;
      }
      this.value(member, `${isBehindDash ? first : indent}${this.key(key)}:`, indent.length, false);
    }
    this.ownLine(indent);
  }

  private list(value: readonly unknown[], indent: string, first: string): void {
    for (const [index, item] of value.entries()) {
      const isBehindDash = index === 0 && first !== '';
      if (!isBehindDash) this.ownLine(indent);
      this.value(item, `${isBehindDash ? first : indent}-`, indent.length, true);
    }
    this.ownLine(indent);
  }
}

/** A value in the style that a seed stands for. */
export function writtenValue(value: Record<string, unknown>, seed: number, options: WritingOptions): string {
  return new Printer(dice(seed), options).document(value);
}

export function writtenDocument(options: WritingOptions): fc.Arbitrary<string> {
  return fc.tuple(mappings, fc.nat()).map(([value, seed]) => writtenValue(value, seed, options));
}
