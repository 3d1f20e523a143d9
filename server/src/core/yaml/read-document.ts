/**
 * From the text of one document to its located tree. Total: any text gives a document; what kubectl would refuse is
 * said as problems beside the best guess of the values. Knows no Kubernetes.
 */
import { isAlias, isMap, isPair, isScalar, isSeq, type Document, type ParsedNode } from 'yaml';
import { exceedsAliasBudget } from './dialect/alias-budget.ts';
import { parseDialect } from './dialect/document.ts';
import { badEscape, unescapeDouble } from './dialect/escapes.ts';
import { resolveKey, resolveScalar } from './dialect/scalars.ts';
import { strayTabs } from './dialect/tabs.ts';
import { problemMessage } from './problems.ts';
import { maskTemplates } from './templating.ts';
import type {
  MappingEntry,
  MappingNode,
  Node,
  Problem,
  ScalarNode,
  ScalarStyle,
  SequenceItem,
  Span,
  YamlDocument,
} from './tree.ts';

export interface ReadOptions {
  /** False: template text is read as the YAML it also is, as kubectl would. */
  readonly templates?: boolean;
}

/** Reads one document; `text` may begin with its `---` line. */
export function readDocument(text: string, { templates = true }: ReadOptions = {}): YamlDocument {
  const mask = templates ? maskTemplates(text) : { text, spans: [] };
  const parsed = parseDialect(mask.text);
  const builder = new TreeBuilder(parsed.text);
  for (const { code, span } of parsed.errors) builder.refuse(code, span);
  const root = parsed.document ? builder.root(parsed.document) : undefined;
  if (root && mask.text.includes('\t')) for (const span of strayTabs(parsed.text, root)) builder.refuse('tab-as-indent', span);
  if (root && exceedsAliasBudget(root)) builder.refuse('excessive-aliasing', { start: root.start, end: root.start });
  // What a template leaves behind may be anything; only the rendered text can be judged.
  const problems = mask.spans.length > 0 ? builder.problems.filter((problem) => problem.kind === 'noted') : builder.problems;
  return {
    text,
    root,
    problems: problems.sort((a, b) => a.start - b.start),
    refused: problems.some((problem) => problem.kind === 'refused'),
    templates: mask.spans,
    comments: parsed.comments,
  };
}

/** Makes tree nodes of the parser's nodes, in document order, so that an alias finds the last anchor before it. */
class TreeBuilder {
  readonly problems: Problem[] = [];
  private readonly anchors = new Map<string, Node | 'open'>();

  constructor(private readonly text: string) {}

  refuse(code: string, at: Span): void {
    // What is missing at the end is missed behind the last thing there is.
    const start = Math.min(at.start, this.text.trimEnd().length);
    const end = Math.max(start, Math.min(at.end, this.text.length));
    // One fault often shows as several errors; the first at a place is the one to say.
    if (this.problems.some((problem) => problem.start === start && problem.kind === 'refused')) return;
    const kebab = code.toLowerCase().replaceAll('_', '-');
    this.problems.push({ code: kebab, message: problemMessage(kebab), start, end, kind: 'refused' });
  }

  root(document: Document.Parsed<ParsedNode>): Node | undefined {
    const { contents } = document;
    if (contents === null) return undefined;
    if (isScalar(contents) && contents.source === '' && contents.type === 'PLAIN' && !contents.tag && !contents.anchor) return undefined;
    return this.node(contents, contents.range[0]).node;
  }

  /** `alias` is the token when the value came through one. */
  private node(parsed: unknown, fallback: number): { node: Node; alias?: Span } {
    if (isAlias(parsed)) {
      const span = spanOf(parsed.range, fallback);
      const target = this.anchors.get(parsed.source);
      if (target !== undefined && target !== 'open') return { node: target, alias: span };
      this.refuse(target === 'open' ? 'alias-to-itself' : 'unknown-alias', span);
      return { node: absent(span.start), alias: span };
    }
    if (isMap(parsed)) return { node: this.collection(parsed.anchor, () => this.mapping(parsed, fallback)) };
    if (isSeq(parsed)) return { node: this.collection(parsed.anchor, () => this.sequence(parsed, fallback)) };
    if (isScalar(parsed)) return { node: this.scalar(parsed, fallback) };
    return { node: absent(fallback) };
  }

  private collection(anchor: string | undefined, make: () => Node): Node {
    if (anchor !== undefined) this.anchors.set(anchor, 'open');
    const made = make();
    const node = anchor === undefined ? made : { ...made, anchor };
    if (anchor !== undefined) this.anchors.set(anchor, node);
    return node;
  }

  private scalar(parsed: { range?: readonly number[] | null; anchor?: string }, fallback: number): ScalarNode {
    const { source, type, tag } = parsed as { source?: string; type?: string; tag?: string };
    const span = spanOf(parsed.range, fallback);
    const style = styleOf(type, span);
    const raw = this.content(source ?? '', style, span);
    if ((style === 'literal' || style === 'folded') && hasTabIndent(this.text, span)) this.refuse('tab-as-indent', span);
    if (style === 'plain' && /[\u0085\u2028\u2029]/.test(raw)) this.refuse('line-separator', span);
    const resolved = resolveScalar(raw, style === 'plain' || style === 'absent', tag);
    if ('refused' in resolved) this.refuse(`bad-${resolved.refused}`, span);
    const node: ScalarNode = {
      kind: 'scalar',
      value: 'refused' in resolved ? raw : resolved.value,
      style,
      ...this.trimmed(style, span),
      ...(parsed.anchor !== undefined && { anchor: parsed.anchor }),
    };
    if (parsed.anchor !== undefined) this.anchors.set(parsed.anchor, node);
    return node;
  }

  /** The text of a scalar; only escapes that the package and go-yaml read differently need another look. */
  private content(source: string, style: ScalarStyle, span: Span): string {
    if (style !== 'double') return source;
    const written = this.text.slice(span.start, span.end);
    if (!/\\['/uUx]/.test(written)) {
      if (badEscape(written) !== undefined) this.refuse('bad-escape', span);
      return source;
    }
    if (badEscape(written) !== undefined) this.refuse('bad-escape', span);
    return unescapeDouble(written) ?? source;
  }

  /** A block scalar's node ends before its final line breaks. */
  private trimmed(style: ScalarStyle, { start, end }: Span): Span {
    if (style !== 'literal' && style !== 'folded') return { start, end };
    let last = end;
    while (last > start && /\s/.test(this.text.charAt(last - 1))) last--;
    return { start, end: last };
  }

  private sequence(parsed: { items: unknown[]; flow?: boolean; range?: readonly number[] | null }, fallback: number): Node {
    const span = spanOf(parsed.range, fallback);
    const flow = parsed.flow === true;
    const items = parsed.items.map((item): SequenceItem => {
      const at = isPair(item) ? startOf(item.key, span.start) : startOf(item, span.start);
      const { node, alias } = isPair(item) ? { node: this.pairAsMapping(item, at), alias: undefined } : this.node(item, at);
      const written = alias ?? (node.kind === 'scalar' ? writtenSpan(item, node) : { start: node.start, end: node.end });
      const indicator = flow ? written.start : Math.max(this.text.lastIndexOf('-', Math.max(written.start - 1, 0)), span.start);
      return { value: node, span: written, indicator, ...(alias && { alias }) };
    });
    // The parser's end of a block collection lies behind its last line break.
    const end = flow ? span.end : items.reduce((latest, item) => Math.max(latest, item.span.end, item.indicator + 1), span.start);
    return { kind: 'sequence', flow, items, start: span.start, end };
  }

  /** `[a: b]`: a mapping of one entry. */
  private pairAsMapping(pair: { key: unknown; value: unknown }, at: number): MappingNode {
    return this.mapping({ items: [pair], flow: true, range: [at, endOf(pair.value, endOf(pair.key, at))] }, at);
  }

  private mapping(
    parsed: { items: unknown[]; flow?: boolean; range?: readonly number[] | null },
    fallback: number,
  ): MappingNode {
    const span = spanOf(parsed.range, fallback);
    const written: MappingEntry[] = [];
    const merges: Node[] = [];
    let end = span.start;
    for (const item of parsed.items) {
      if (!isPairLike(item)) continue;
      const keyStart = startOf(item.key, startOf(item.value, span.start));
      const key = this.key(item.key, keyStart);
      const { node: value, alias } = this.node(item.value, key.span.end);
      end = Math.max(end, key.span.end, alias?.end ?? value.end);
      if (key.isMerge) {
        if (this.isMergeable(value)) merges.push(value);
        else this.refuse('bad-merge', key.span);
        continue;
      }
      if (key.text === undefined) {
        this.refuse('bad-key', key.span);
        continue;
      }
      written.push({ key: key.text, keySpan: key.span, value, merged: false, ...(alias && { alias }) });
    }
    const flow = parsed.flow === true;
    return { kind: 'mapping', flow, ...this.effective(written, merges), start: span.start, end: flow ? span.end : end };
  }

  private key(parsed: unknown, at: number): { text: string | undefined; span: Span; isMerge: boolean } {
    if (parsed === null || parsed === undefined) return { text: undefined, span: { start: at, end: at }, isMerge: false };
    if (isScalar(parsed)) {
      const { source = '', type, tag } = parsed as { source?: string; type?: string; tag?: string };
      const span = spanOf(parsed.range, at);
      const style = styleOf(type, span);
      const text = this.content(source, style, span);
      const plain = style === 'plain' || style === 'absent';
      if (parsed.anchor !== undefined) this.scalar(parsed, at);
      return { text: resolveKey(text, plain, tag), span, isMerge: plain && text === '<<' && tag === undefined };
    }
    const { node, alias } = this.node(parsed, at);
    const span = alias ?? { start: node.start, end: node.end };
    const text = node.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;
    return { text, span, isMerge: false };
  }

  private isMergeable(value: Node): boolean {
    if (value.kind === 'mapping') return true;
    return value.kind === 'sequence' && value.items.every((item) => item.value.kind === 'mapping');
  }

  /** What is left of a mapping: the last of equal keys, own entries over merged ones, earlier merges over later ones. */
  private effective(written: readonly MappingEntry[], merges: readonly Node[]): Pick<MappingNode, 'entries' | 'shadowed'> {
    const last = new Map<string, MappingEntry>();
    for (const entry of written) {
      const before = last.get(entry.key);
      // A quoted key and one of another type are two keys to go-yaml; the text wins when JSON makes them one.
      if (before && this.isQuoted(before) && !this.isQuoted(entry) && !isTextKey(this.text, entry)) continue;
      last.set(entry.key, entry);
    }
    const shadowed: MappingEntry[] = [];
    for (const entry of written) {
      if (last.get(entry.key) === entry) continue;
      shadowed.push(entry);
      const { start, end } = entry.keySpan;
      this.problems.push({ code: 'duplicate-key', message: problemMessage('duplicate-key'), start, end, kind: 'noted' });
    }
    if (merges.length === 0) {
      return { entries: shadowed.length === 0 ? written : written.filter((entry) => last.get(entry.key) === entry), shadowed };
    }
    const merged = new Map<string, MappingEntry>();
    const take = (node: Node): void => {
      if (node.kind !== 'mapping') return;
      for (const entry of node.entries) {
        merged.delete(entry.key);
        merged.set(entry.key, { ...entry, merged: true });
      }
    };
    for (const node of merges) {
      if (node.kind === 'sequence') for (const item of [...node.items].reverse()) take(item.value);
      else take(node);
    }
    const own = written.filter((entry) => last.get(entry.key) === entry);
    return { entries: [...own, ...[...merged.values()].filter((entry) => !last.has(entry.key))], shadowed };
  }

  private isQuoted({ keySpan }: MappingEntry): boolean {
    return /["']/.test(this.text.charAt(keySpan.start));
  }
}

/**
 * Whether a tab stands where a block scalar's indentation is looked for: before the first line with text, or in less
 * indentation than that line has, the line after the scalar included.
 */
function hasTabIndent(text: string, { start, end }: Span): boolean {
  const headerEnd = text.indexOf('\n', start);
  if (headerEnd < 0 || headerEnd >= text.length - 1) return false;
  const explicit = /^[|>][-+]?[1-9]/.test(text.slice(start, start + 3));
  let indent: number | undefined;
  for (let line = headerEnd + 1; line < text.length; ) {
    const spaces = /^ */.exec(text.slice(line, line + 1024))?.[0].length ?? 0;
    const next = text.charAt(line + spaces);
    if (next === '\t' && (indent === undefined ? !explicit : spaces < indent)) return true;
    if (next !== '\n' && next !== '\r' && next !== '' && indent === undefined) indent = spaces;
    if (line >= end) return false;
    const lineEnd = text.indexOf('\n', line);
    if (lineEnd < 0) return false;
    line = lineEnd + 1;
  }
  return false;
}

/** Whether an unquoted key is a text to go-yaml too, so that an equal quoted one is the same key. */
function isTextKey(text: string, { keySpan, key }: MappingEntry): boolean {
  const resolved = resolveScalar(text.slice(keySpan.start, keySpan.end), true, undefined);
  return 'value' in resolved && resolved.value === key;
}

function isPairLike(item: unknown): item is { key: unknown; value: unknown } {
  return typeof item === 'object' && item !== null && 'key' in item && 'value' in item;
}

function absent(at: number): ScalarNode {
  return { kind: 'scalar', value: null, style: 'absent', start: at, end: at };
}

function styleOf(type: string | undefined, span: Span): ScalarStyle {
  switch (type) {
    case 'QUOTE_SINGLE':
      return 'single';
    case 'QUOTE_DOUBLE':
      return 'double';
    case 'BLOCK_LITERAL':
      return 'literal';
    case 'BLOCK_FOLDED':
      return 'folded';
    default:
      return span.start === span.end ? 'absent' : 'plain';
  }
}

function spanOf(range: readonly number[] | null | undefined, fallback: number): Span {
  const start = range?.[0] ?? fallback;
  return { start, end: range?.[1] ?? start };
}

function startOf(parsed: unknown, fallback: number): number {
  return (parsed as { range?: readonly number[] | null } | null)?.range?.[0] ?? fallback;
}

function endOf(parsed: unknown, fallback: number): number {
  return (parsed as { range?: readonly number[] | null } | null)?.range?.[1] ?? fallback;
}

function writtenSpan(item: unknown, node: Node): Span {
  return isPair(item) ? { start: node.start, end: node.end } : spanOf((item as { range?: readonly number[] } | null)?.range, node.start);
}

/** Values that a hostile graph of aliases may not exceed. */
const valueBudget = 500_000;

/**
 * The value as plain JavaScript: objects without prototype surprises, aliases copied, integers beyond 2^53 as `bigint`.
 * Undefined when there are more than `budget` values.
 */
export function plainValue(node: Node, budget = valueBudget): unknown {
  let left = budget;
  const convert = (inner: Node): unknown => {
    if (--left < 0) return undefined;
    switch (inner.kind) {
      case 'scalar':
        return inner.value;
      case 'sequence':
        return inner.items.map((item) => convert(item.value));
      case 'mapping': {
        const result: Record<string, unknown> = {};
        for (const { key, value } of inner.entries) {
          if (key === '__proto__') Object.defineProperty(result, key, { value: convert(value), enumerable: true });
          else result[key] = convert(value);
        }
        return result;
      }
    }
  };
  const value = convert(node);
  return left < 0 ? undefined : value;
}

/** What kubectl makes of a document: null for one that holds nothing, undefined for one it refuses. */
export function kubectlValue(document: YamlDocument): unknown {
  if (document.refused) return undefined;
  return document.root ? plainValue(document.root, 5_000_000) : null;
}
