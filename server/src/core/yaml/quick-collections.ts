/**
 * The block collections of a document that is read by its lines. Each looks for its members when somebody asks for them,
 * by the columns of its lines alone; what does not fit is handed over (`giveUp`).
 */
import { LineValue } from './line-table.ts';
import { readKey } from './quick-scalars.ts';
import type { QuickSource } from './quick-source.ts';
import type { MappingEntry, MappingNode, Node, SequenceItem, SequenceNode, Span } from './tree.ts';

/** Mappings of more entries are for a parser: here each key is compared with those before it. */
const mostEntries = 500;

/** None: a mapping with a key twice is for a parser. */
const nothing: readonly MappingEntry[] = [];

const blank = 32;

/** Lines from `from` up to `to`, of which the first may stand behind a dash: its entries begin at column `indent`. */
export class QuickMapping implements MappingNode {
  readonly kind = 'mapping';
  private read: readonly MappingEntry[] | undefined;

  constructor(
    private readonly source: QuickSource,
    private readonly from: number,
    private readonly to: number,
    private readonly indent: number,
  ) {}

  get flow(): boolean {
    return false;
  }

  get shadowed(): readonly MappingEntry[] {
    return nothing;
  }

  get start(): number {
    return this.source.lines.keyStart(this.from);
  }

  get end(): number {
    return this.entries.at(-1)?.value.end ?? this.start;
  }

  get entries(): readonly MappingEntry[] {
    return this.read ?? this.look();
  }

  private look(): readonly MappingEntry[] {
    const { source, from, to, indent } = this;
    const { lines } = source;
    const entries: QuickEntry[] = [];
    this.read = entries;
    for (let line = from; line < to;) {
      if (lines.keyEnd(line) < 0 || (line > from && (lines.isItem(line) || lines.indent(line) !== indent))) {
        source.giveUp();
        break;
      }
      const next = source.valueEnd(line + 1, to, indent, lines.value(line) === LineValue.none);
      const entry = this.entry(line, next);
      if (!entry || entries.length >= mostEntries || hasKey(entries, entry.key)) source.giveUp();
      else entries.push(entry);
      line = next;
    }
    return entries;
  }

  private entry(line: number, next: number): QuickEntry | undefined {
    const { source } = this;
    const start = source.lines.keyStart(line);
    let end = source.lines.keyEnd(line);
    while (source.text.charCodeAt(end - 1) === blank) end--;
    const key = readKey(source, start, end);
    return key === undefined ? undefined : new QuickEntry(source, key, start, end, line, next);
  }
}

function hasKey(entries: readonly MappingEntry[], key: string): boolean {
  for (const entry of entries) if (entry.key === key) return true;
  return false;
}

/** An entry of which the value stands on a line and on those below it, up to another. */
class QuickEntry implements MappingEntry {
  private known: Node | undefined;

  constructor(
    private readonly source: QuickSource,
    readonly key: string,
    private readonly start: number,
    private readonly end: number,
    private readonly line: number,
    private readonly next: number,
  ) {}

  get merged(): boolean {
    return false;
  }

  get keySpan(): Span {
    return { start: this.start, end: this.end };
  }

  get value(): Node {
    return (this.known ??= this.source.value(this.line, this.next));
  }
}

/** Lines from `from` up to `to`, of which the first begins with a dash. */
export class QuickSequence implements SequenceNode {
  readonly kind = 'sequence';
  private read: readonly SequenceItem[] | undefined;

  constructor(
    private readonly source: QuickSource,
    private readonly from: number,
    private readonly to: number,
  ) {}

  get flow(): boolean {
    return false;
  }

  get start(): number {
    return this.source.lines.start(this.from);
  }

  get end(): number {
    return this.items.at(-1)?.value.end ?? this.start;
  }

  get items(): readonly SequenceItem[] {
    return this.read ?? this.look();
  }

  private look(): readonly SequenceItem[] {
    const { source, from, to } = this;
    const { lines } = source;
    const items: SequenceItem[] = [];
    this.read = items;
    const indent = lines.indent(from);
    for (let line = from; line < to;) {
      if (!lines.isItem(line) || lines.indent(line) !== indent) {
        source.giveUp();
        break;
      }
      const next = source.valueEnd(line + 1, to, indent, false);
      const start = lines.start(line);
      const value =
        lines.keyEnd(line) < 0
          ? source.value(line, next)
          : new QuickMapping(source, line, next, indent + lines.keyStart(line) - start);
      items.push(new QuickItem(value, start));
      line = next;
    }
    return items;
  }
}

class QuickItem implements SequenceItem {
  constructor(
    readonly value: Node,
    readonly indicator: number,
  ) {}

  /** Found when asked for: it ends where the last of its values does. */
  get span(): Span {
    return { start: this.value.start, end: this.value.end };
  }
}
