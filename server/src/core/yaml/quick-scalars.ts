/**
 * The scalars of a document that is read by its lines; each is read when somebody asks for its value. What go-yaml would
 * not take is handed over (`giveUp`), never guessed.
 */
import { readBlockScalar, type BlockScalar } from './dialect/block-scalar.ts';
import { readDoubleQuoted, readSingleQuoted } from './dialect/flow-scalar.ts';
import { resolveKey, resolveScalar } from './dialect/scalars.ts';
import type { QuickSource } from './quick-source.ts';
import type { ScalarNode, ScalarStyle, ScalarValue } from './tree.ts';

/** Letters with which words begin that are no text. */
const wordStarts = new Uint8Array(128);
for (const letter of 'ynYNtTfFoO') wordStarts[letter.charCodeAt(0)] = 1;
const longestWord = 5;
const blank = 32;
const colon = 58;

/** Whether a plain scalar is text for certain, by its first character and length alone; most are, being names. */
function isPlainText(text: string, start: number, end: number): boolean {
  const first = text.charCodeAt(start);
  const folded = first | 32;
  return folded >= 97 && folded <= 122 && (end - start > longestWord || wordStarts[first] === 0);
}

/** A value that is left out. */
export function absent(at: number): ScalarNode {
  return { kind: 'scalar', value: null, style: 'absent', start: at, end: at };
}

/** What a plain key stands for; undefined for what a parser has to read. */
export function readKey({ text, cut }: QuickSource, start: number, end: number): string | undefined {
  if (isPlainText(text, start, end)) return cut(text, start, end);
  const written = text.slice(start, end);
  if (written.startsWith('"') || written.startsWith("'") || written === '<<') return undefined;
  const key = resolveKey(written, true, undefined);
  return key === written ? cut(text, start, end) : key;
}

/** Whether a plain scalar holds what looks like a key, which cannot stand in a value. */
function holdsKey(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++)
    if (text.charCodeAt(at) === colon && (at + 1 === end || text.charCodeAt(at + 1) === blank)) return true;
  return false;
}

export class QuickScalar implements ScalarNode {
  readonly kind = 'scalar';
  private known: ScalarValue | undefined;

  constructor(
    private readonly source: QuickSource,
    readonly style: ScalarStyle,
    readonly start: number,
    readonly end: number,
  ) {}

  get value(): ScalarValue {
    return (this.known ??= this.read());
  }

  private read(): ScalarValue {
    const { source, style, start, end } = this;
    if (style === 'plain') return this.plain();
    const inner = source.text.slice(start + 1, end - 1);
    const read = style === 'single' ? { text: readSingleQuoted(inner) } : readDoubleQuoted(inner);
    if ('badEscape' in read && read.badEscape !== undefined) return source.giveUp().value;
    return source.cut(read.text, 0, read.text.length);
  }

  private plain(): ScalarValue {
    const { source, start, end } = this;
    const { text } = source;
    if (holdsKey(source.masked, start, end)) return source.giveUp().value;
    if (isPlainText(text, start, end)) return source.cut(text, start, end);
    const resolved = resolveScalar(text.slice(start, end), true, undefined);
    if ('refused' in resolved) return source.giveUp().value;
    return typeof resolved.value === 'string' ? source.cut(text, start, end) : resolved.value;
  }
}

export class QuickBlock implements ScalarNode {
  readonly kind = 'scalar';
  private known: BlockScalar | undefined;

  constructor(
    private readonly source: QuickSource,
    readonly start: number,
    private readonly below: number,
    private readonly header: string,
    private readonly parentIndent: number,
  ) {}

  get style(): ScalarStyle {
    return this.header.startsWith('>') ? 'folded' : 'literal';
  }

  get value(): string {
    return this.read().value;
  }

  get end(): number {
    return this.read().contentEnd ?? this.start + this.header.length;
  }

  private read(): BlockScalar {
    const { masked, text } = this.source;
    return (this.known ??= readBlockScalar(masked, this.below, this.header, this.parentIndent, text));
  }
}
