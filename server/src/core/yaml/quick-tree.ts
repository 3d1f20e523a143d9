/**
 * A document read by its lines, each collection only when somebody looks into it: for facts out of files that nobody has
 * open, at a small part of a parser's cost. What the tree shows is what `readDocument` would show of a text that kubectl
 * reads; where it would have to guess, it says so (`isSure`) and the caller has to read the document instead.
 */
import { readBlockScalar } from './dialect/block-scalar.ts';
import { readDoubleQuoted, readSingleQuoted } from './dialect/flow-scalar.ts';
import { resolveKey, resolveScalar } from './dialect/scalars.ts';
import { scanLines, type ScannedLine } from './line-scan.ts';
import { maskTemplates } from './template-mask.ts';
import type {
  MappingEntry,
  MappingNode,
  Node,
  ScalarNode,
  ScalarStyle,
  ScalarValue,
  SequenceItem,
  SequenceNode,
  Span,
  TemplateSpan,
  YamlDocument,
} from './tree.ts';

export interface QuickReading {
  readonly document: YamlDocument;
  /** False once something was looked at that needs a parser: then nothing that was seen counts. */
  isSure(): boolean;
}

/**
 * Undefined where the text as a whole needs a parser. `keep` gives a text that may be kept longer than the document: one
 * that was cut out of it would keep all of it in memory.
 */
export function readQuickly(text: string, keep = (cut: string): string => cut): QuickReading | undefined {
  const mask = maskTemplates(text);
  const lines = scanLines(mask.text);
  if (!lines) return undefined;
  const source = new Source(text, mask.text, lines, keep);
  const root = lines.length === 0 ? undefined : source.collection(0, lines.length, 0);
  const templates = source.settle(mask.spans);
  if (source.isUnsure) return undefined;
  return {
    document: { text, root, problems: [], refused: false, templates, comments: [] },
    isSure: () => !source.isUnsure,
  };
}

class Source {
  isUnsure = false;

  /** `masked` is the text without its templates, which says how it is built; values are those of the text itself. */
  constructor(
    readonly text: string,
    readonly masked: string,
    private readonly lines: readonly ScannedLine[],
    readonly keep: (cut: string) => string,
  ) {}

  at(line: number): ScannedLine | undefined {
    return this.lines[line];
  }

  /** Templates on lines of their own that stand in the text of a block scalar are but a part of its value. */
  settle(spans: readonly TemplateSpan[]): readonly TemplateSpan[] {
    if (spans.every(({ kind }) => kind === 'value')) return spans;
    let line = 0;
    return spans.map((span) => {
      if (span.kind === 'value') return span;
      while ((this.lines[line + 1]?.start ?? Infinity) <= span.start) line++;
      const found = this.lines[line];
      if (!found || span.start < found.valueStart) return span;
      if (found.value === 'block')
        return span.end <= this.block(found).end ? { ...span, kind: 'value' as const } : span;
      // Inside a scalar over several lines, or in the middle of what is no single value.
      if (found.value === 'special' || span.start < found.valueEnd) this.giveUp();
      return span;
    });
  }

  /** Something was looked at that a parser has to read. */
  giveUp(): ScalarNode {
    this.isUnsure = true;
    return absent(0);
  }

  /** The collection that lines hold, by the first of them; `offset` is where it would stand if there are none. */
  collection(from: number, to: number, offset: number): Node {
    const first = this.lines[from];
    if (!first || from >= to) return absent(offset);
    if (first.isItem) return new QuickSequence(this, from, to);
    if (first.keyEnd < 0) return this.giveUp();
    return new QuickMapping(this, from, to, first.indent);
  }

  /** The line behind those that belong to a value: deeper ones, and items as deep where a key may have a list there. */
  valueEnd(from: number, to: number, indent: number, takesItems: boolean): number {
    let line = from;
    for (; line < to; line++) {
      const next = this.lines[line];
      if (!next || next.indent < indent || (next.indent === indent && !(takesItems && next.isItem))) break;
    }
    return line;
  }

  /** What stands behind a key or dash on a line, or on the lines below, up to `to`. */
  value(line: number, to: number): Node {
    const found = this.lines[line];
    if (!found) return this.giveUp();
    const { value, valueStart, valueEnd, keyEnd, start } = found;
    if (value !== 'none' && line + 1 < to) return this.giveUp();
    switch (value) {
      case 'none':
        return this.collection(line + 1, to, (keyEnd < 0 ? start : keyEnd) + 1);
      case 'special':
        return this.giveUp();
      case 'empty-map':
        return {
          kind: 'mapping',
          flow: true,
          entries: [],
          shadowed: [],
          start: valueStart,
          end: valueEnd,
        };
      case 'empty-list':
        return { kind: 'sequence', flow: true, items: [], start: valueStart, end: valueEnd };
      case 'block':
        return this.block(found);
      case 'plain':
      case 'single':
      case 'double':
        return new QuickScalar(this, value, valueStart, valueEnd);
    }
  }

  private block({ keyStart, keyEnd, start, valueStart, valueEnd }: ScannedLine): QuickBlock {
    const { masked } = this;
    const [header = ''] = masked.slice(valueStart, valueEnd).split(' ', 1);
    const below = masked.indexOf('\n', valueEnd);
    const parentIndent = (keyEnd < 0 ? start : keyStart) - (masked.lastIndexOf('\n', start) + 1);
    return new QuickBlock(this, valueStart, below < 0 ? masked.length : below + 1, header, parentIndent);
  }
}

/** Letters with which words begin that are no text. */
const wordStart = /^[ynYNtTfFoO]/;
const longestWord = 5;

/** What a plain scalar stands for; undefined for what kubectl refuses. Most are names, which takes one look. */
function resolvePlain(written: string): ScalarValue | undefined {
  const code = written.charCodeAt(0) | 32;
  const isLetter = code >= 97 && code <= 122;
  if (isLetter && (written.length > longestWord || !wordStart.test(written))) return written;
  const resolved = resolveScalar(written, true, undefined);
  return 'refused' in resolved ? undefined : resolved.value;
}

function absent(at: number): ScalarNode {
  return { kind: 'scalar', value: null, style: 'absent', start: at, end: at };
}

class QuickScalar implements ScalarNode {
  readonly kind = 'scalar';
  private known: ScalarValue | undefined;

  constructor(
    private readonly source: Source,
    readonly style: ScalarStyle,
    readonly start: number,
    readonly end: number,
  ) {}

  get value(): ScalarValue {
    if (this.known !== undefined) return this.known;
    const value = this.read();
    return (this.known = typeof value === 'string' ? this.source.keep(value) : value);
  }

  private read(): ScalarValue {
    const { source, style, start, end } = this;
    const inner = source.text.slice(start + 1, end - 1);
    if (style === 'single') return readSingleQuoted(inner);
    if (style === 'double') {
      const { text, badEscape } = readDoubleQuoted(inner);
      return badEscape === undefined ? text : source.giveUp().value;
    }
    const written = source.text.slice(start, end);
    const resolved = resolvePlain(written);
    const masked = source.masked.slice(start, end);
    return resolved === undefined || masked.includes(': ') || masked.endsWith(':') ? source.giveUp().value : resolved;
  }
}

class QuickBlock implements ScalarNode {
  readonly kind = 'scalar';

  constructor(
    private readonly source: Source,
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

  private read(): ReturnType<typeof readBlockScalar> {
    const { masked, text } = this.source;
    return readBlockScalar(masked, this.below, this.header, this.parentIndent, text);
  }
}

/** Mappings of more entries are for a parser: here each key is compared with those before it. */
const mostEntries = 500;

/** Lines from `from` up to `to`, of which the first may stand behind a dash: its entries begin at column `indent`. */
class QuickMapping implements MappingNode {
  readonly kind = 'mapping';
  readonly flow = false;
  /** None: a mapping with a key twice is for a parser. */
  readonly shadowed: readonly MappingEntry[] = [];
  private read: readonly MappingEntry[] | undefined;

  constructor(
    private readonly source: Source,
    private readonly from: number,
    private readonly to: number,
    private readonly indent: number,
  ) {}

  get start(): number {
    return this.source.at(this.from)?.keyStart ?? 0;
  }

  get end(): number {
    return this.entries.at(-1)?.value.end ?? this.start;
  }

  get entries(): readonly MappingEntry[] {
    if (this.read) return this.read;
    const { source, from, to, indent } = this;
    const entries: MappingEntry[] = [];
    this.read = entries;
    for (let line = from; line < to;) {
      const found = source.at(line);
      if (!found || found.keyEnd < 0 || (line > from && (found.isItem || found.indent !== indent))) {
        source.giveUp();
        break;
      }
      const next = source.valueEnd(line + 1, to, indent, found.value === 'none');
      const entry = this.entry(found, line, next);
      if (!entry || entries.length >= mostEntries || entries.some(({ key }) => key === entry.key)) source.giveUp();
      else entries.push(entry);
      line = next;
    }
    return entries;
  }

  private entry({ keyStart, keyEnd }: ScannedLine, line: number, next: number): MappingEntry | undefined {
    const { source } = this;
    const text = source.text.slice(keyStart, keyEnd).trimEnd();
    if (text.startsWith('"') || text.startsWith("'") || text === '<<') return undefined;
    const key = resolvePlain(text) === text ? source.keep(text) : resolveKey(text, true, undefined);
    return key === undefined ? undefined : new QuickEntry(source, key, keyStart, keyStart + text.length, line, next);
  }
}

/** An entry of which the value stands on a line and on those below it, up to another. */
class QuickEntry implements MappingEntry {
  readonly merged = false;
  private known: Node | undefined;

  constructor(
    private readonly source: Source,
    readonly key: string,
    private readonly start: number,
    private readonly end: number,
    private readonly line: number,
    private readonly next: number,
  ) {}

  get keySpan(): Span {
    return { start: this.start, end: this.end };
  }

  get value(): Node {
    return (this.known ??= this.source.value(this.line, this.next));
  }
}

class QuickSequence implements SequenceNode {
  readonly kind = 'sequence';
  readonly flow = false;
  private read: readonly SequenceItem[] | undefined;

  constructor(
    private readonly source: Source,
    private readonly from: number,
    private readonly to: number,
  ) {}

  get start(): number {
    return this.source.at(this.from)?.start ?? 0;
  }

  get end(): number {
    return this.items.at(-1)?.value.end ?? this.start;
  }

  get items(): readonly SequenceItem[] {
    if (this.read) return this.read;
    const { source, from, to } = this;
    const items: SequenceItem[] = [];
    this.read = items;
    const indent = source.at(from)?.indent ?? 0;
    for (let line = from; line < to;) {
      const found = source.at(line);
      if (!found || !found.isItem || found.indent !== indent) {
        source.giveUp();
        break;
      }
      const next = source.valueEnd(line + 1, to, indent, false);
      const value =
        found.keyEnd < 0
          ? source.value(line, next)
          : new QuickMapping(source, line, next, indent + found.keyStart - found.start);
      items.push({ value, span: { start: value.start, end: value.end }, indicator: found.start });
      line = next;
    }
    return items;
  }
}
