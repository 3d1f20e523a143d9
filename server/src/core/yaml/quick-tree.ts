/**
 * A document read by its lines, each collection only when somebody looks into it: for facts out of files that nobody has
 * open, at a small part of a parser's cost. What the tree shows is what `readDocument` would show of a text that kubectl
 * reads; where it would have to guess, it says so (`isSure`) and the caller has to read the document instead.
 */
import { scanLines } from './line-scan.ts';
import { LineTable, LineValue } from './line-table.ts';
import { QuickMapping, QuickSequence } from './quick-collections.ts';
import { absent, QuickBlock, QuickScalar } from './quick-scalars.ts';
import type { Cut, QuickSource } from './quick-source.ts';
import { plainValue, readDocument } from './read-document.ts';
import { maskTemplates } from './template-mask.ts';
import type { MappingNode, Node, ScalarNode, SequenceNode, TemplateSpan, YamlDocument } from './tree.ts';

export interface QuickReading {
  readonly document: YamlDocument;
  /** False once something was looked at that needs a parser: then nothing that was seen counts. */
  isSure(): boolean;
}

/** What whoever reads very many documents brings along. */
export interface QuickReader {
  /** Gives parts that may be kept longer than the document: what is simply cut out of a text keeps all of it in memory. */
  readonly cut: Cut;
  /** Filled anew for each document: the reading of the one before holds no more then. */
  readonly lines: LineTable;
}

/** For texts that are kept anyway. */
export function newReader(): QuickReader {
  return { cut: (text, start, end) => text.slice(start, end), lines: new LineTable() };
}

/** Undefined where the text as a whole needs a parser. */
export function readQuickly(text: string, { cut, lines }: QuickReader = newReader()): QuickReading | undefined {
  const mask = maskTemplates(text);
  if (!scanLines(mask.text, lines)) return undefined;
  const source = new Source(text, mask.text, lines, cut);
  const root = lines.length === 0 ? undefined : source.collection(0, lines.length, 0);
  const templates = source.settle(mask.spans);
  if (source.isUnsure) return undefined;
  return {
    document: { text, root, problems: [], refused: false, templates, comments: [] },
    isSure: () => !source.isUnsure,
  };
}

/** The value of a YAML text of which nobody asks for places: by its lines where they tell, else by the parser. */
export function plainValueOf(text: string): unknown {
  const quick = readQuickly(text);
  const value = quick?.document.root && plainValue(quick.document.root);
  if (quick?.isSure()) return value;
  const { root } = readDocument(text);
  return root && plainValue(root);
}

/** A text with its lines, of which all nodes are made. */
class Source implements QuickSource {
  isUnsure = false;

  constructor(
    readonly text: string,
    readonly masked: string,
    readonly lines: LineTable,
    readonly cut: Cut,
  ) {}

  /** Templates on lines of their own that stand in the text of a block scalar are but a part of its value. */
  settle(spans: readonly TemplateSpan[]): readonly TemplateSpan[] {
    if (spans.every(({ kind }) => kind === 'value')) return spans;
    const { lines } = this;
    let line = 0;
    return spans.map((span) => {
      if (span.kind === 'value') return span;
      while (line + 1 < lines.length && lines.start(line + 1) <= span.start) line++;
      if (lines.length === 0 || span.start < lines.valueStart(line)) return span;
      const value = lines.value(line);
      if (value === LineValue.block)
        return span.end <= this.block(line).end ? { ...span, kind: 'value' as const } : span;
      // Inside a scalar over several lines, or in the middle of what is no single value.
      if (value === LineValue.special || span.start < lines.valueEnd(line)) this.giveUp();
      return span;
    });
  }

  giveUp(): ScalarNode {
    this.isUnsure = true;
    return absent(0);
  }

  /** The collection that lines hold, by the first of them; `offset` is where it would stand if there are none. */
  collection(from: number, to: number, offset: number): Node {
    if (from >= to) return absent(offset);
    if (this.lines.isItem(from)) return new QuickSequence(this, from, to);
    if (this.lines.keyEnd(from) < 0) return this.giveUp();
    return new QuickMapping(this, from, to, this.lines.indent(from));
  }

  valueEnd(from: number, to: number, indent: number, takesItems: boolean): number {
    const { lines } = this;
    let line = from;
    for (; line < to; line++) {
      const next = lines.indent(line);
      if (next < indent || (next === indent && !(takesItems && lines.isItem(line)))) break;
    }
    return line;
  }

  value(line: number, to: number): Node {
    const { lines } = this;
    const value = lines.value(line);
    if (value === LineValue.none) {
      const keyEnd = lines.keyEnd(line);
      return this.collection(line + 1, to, (keyEnd < 0 ? lines.start(line) : keyEnd) + 1);
    }
    if (line + 1 < to) return this.giveUp();
    const start = lines.valueStart(line);
    const end = lines.valueEnd(line);
    switch (value) {
      case LineValue.special:
        return this.giveUp();
      case LineValue.emptyMap:
        return { kind: 'mapping', flow: true, entries: [], shadowed: [], start, end } satisfies MappingNode;
      case LineValue.emptyList:
        return { kind: 'sequence', flow: true, items: [], start, end } satisfies SequenceNode;
      case LineValue.block:
        return this.block(line);
      case LineValue.plain:
        return new QuickScalar(this, 'plain', start, end);
      case LineValue.single:
        return new QuickScalar(this, 'single', start, end);
      case LineValue.double:
        return new QuickScalar(this, 'double', start, end);
    }
  }

  private block(line: number): QuickBlock {
    const { lines, masked } = this;
    const valueStart = lines.valueStart(line);
    const valueEnd = lines.valueEnd(line);
    const [header = ''] = masked.slice(valueStart, valueEnd).split(' ', 1);
    const below = masked.indexOf('\n', valueEnd);
    const start = lines.start(line);
    const column = lines.keyEnd(line) < 0 ? 0 : lines.keyStart(line) - start;
    return new QuickBlock(this, valueStart, below < 0 ? masked.length : below + 1, header, lines.indent(line) + column);
  }
}
