/**
 * From the parser's syntax tree to the located value tree: what every scalar means, what aliases and merge keys bring in,
 * which of equal keys is kept, and what of it kubectl refuses. Walks in the order of writing, so that an alias finds the
 * last anchor before it. Truth: `kubernetes-sigs/yaml · goyaml.v2/decode.go`, `yaml.go`, checked by the golden YAML data.
 */
import type { CST } from 'yaml';
import type { MappingEntry, MappingNode, Node, ScalarNode, ScalarStyle, SequenceItem, Span } from '../tree.ts';
import { AliasBudget } from './alias-budget.ts';
import { EntryList } from './entry-list.ts';
import type { Syntax } from './parse.ts';
import { readProperties, separated, type Properties } from './properties.ts';
import { foldLines, readDoubleQuoted, readSingleQuoted } from './flow-scalar.ts';
import { resolveKey, resolveScalar } from './scalars.ts';
import { resolveTag } from './tags.ts';

/** What is found while building, in the order found. */
export interface Finding extends Span {
  readonly code: string;
  readonly kind: 'refused' | 'noted';
  /** Found only in what is left when JSON is made of the values: of no matter where a later entry hides it. */
  readonly isLate?: boolean;
}

interface Built {
  readonly node: Node;
  /** The token, when the value came through an alias. */
  readonly alias?: Span;
}

/** What an alias means: the last that the anchor began, finished or not, for an inner value takes the name from the outer. */
interface Anchored {
  /** Undefined while it is being read. */
  node: Node | undefined;
  /** Steps of go-yaml's decoder that an alias to it costs. */
  size: number;
}

type Item = CST.BlockMap['items'][number] | CST.CollectionItem;

/** Deeper than the rules let through; a bound for what the parser makes of broken text. */
const deepest = 600;

export class TreeBuilder {
  readonly findings: Finding[] = [];
  private readonly anchors = new Map<string, Anchored>();
  private readonly budget = new AliasBudget();
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly blockScalars: Syntax['blockScalars'],
  ) {}

  /** Undefined where the document holds nothing. */
  build({ start, value, offset }: CST.Document): Node | undefined {
    const properties = readProperties(start, 'doc-start', offset);
    if (!value && properties.start === undefined) return undefined;
    return this.node(value, properties).node;
  }

  private refuse(code: string, { start, end }: Span, isLate = false): void {
    this.findings.push({ code, start, end, kind: 'refused', isLate });
  }

  private node(token: CST.Token | null | undefined, properties: Properties): Built {
    if (token?.type === 'alias') {
      if (properties.start === undefined) return this.alias(token);
      // An anchor or tag cannot be an alias' own: it is that of an empty value before it.
      return this.node(undefined, properties);
    }
    const isFull = this.budget.step();
    if (isFull) this.refuse('excessive-aliasing', { start: properties.end, end: properties.end });
    const before = this.budget.steps;
    const { anchor } = properties;
    const anchored: Anchored = { node: undefined, size: 0 };
    if (anchor !== undefined) this.anchors.set(anchor, anchored);
    this.depth++;
    const made = this.content(token, properties);
    this.depth--;
    if (anchor === undefined) return { node: made };
    const node = { ...made, anchor };
    anchored.node = node;
    anchored.size = this.budget.steps - before + 1;
    return { node };
  }

  private content(token: CST.Token | null | undefined, properties: Properties): Node {
    if (this.depth > deepest) return absent(properties.end);
    switch (token?.type) {
      case 'scalar':
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
      case 'block-scalar':
        return this.scalar(token, properties.tag);
      case 'block-map':
        this.checkTag(properties.tag);
        return this.mapping(token.items, token.offset, undefined);
      case 'block-seq':
        this.checkTag(properties.tag);
        return this.blockSequence(token);
      case 'flow-collection':
        this.checkTag(properties.tag);
        if (token.start.source === '{') return this.mapping(separated(token.items), token.offset, flowEnd(token));
        return this.flowSequence(token);
      default:
        return this.resolved('', 'absent', { start: properties.end, end: properties.end }, properties.tag);
    }
  }

  private alias({ source, offset }: CST.FlowScalar): Built {
    const span = { start: offset, end: offset + source.length };
    const target = this.anchors.get(source.slice(1));
    if (!target?.node) {
      this.refuse(target ? 'alias-to-itself' : 'unknown-alias', span);
      return { node: absent(span.end), alias: span };
    }
    if (this.budget.expand(target.size)) this.refuse('excessive-aliasing', span);
    return { node: target.node, alias: span };
  }

  private scalar(token: CST.FlowScalar | CST.BlockScalar, tag: CST.SourceToken | undefined): ScalarNode {
    const { text, style, span } = this.written(token);
    return this.resolved(text, style, span, tag);
  }

  private resolved(text: string, style: ScalarStyle, span: Span, tag: CST.SourceToken | undefined): ScalarNode {
    const isPlain = style === 'plain' || style === 'absent';
    const resolved = resolveScalar(text, isPlain, this.tagName(tag));
    if ('refused' in resolved) {
      const at = span.start === span.end && tag ? spanOfToken(tag) : span;
      this.refuse(`bad-${resolved.refused}`, at, resolved.refused === 'infinity');
    }
    return { kind: 'scalar', value: 'refused' in resolved ? text : resolved.value, style, ...span };
  }

  private tagName(tag: CST.SourceToken | undefined): string | undefined {
    if (!tag) return undefined;
    const name = resolveTag(tag.source);
    if (name === undefined) this.refuse('bad-tag-handle', spanOfToken(tag));
    return name;
  }

  /** go-yaml looks at a collection's tag no further than whether it can be one. */
  private checkTag(tag: CST.SourceToken | undefined): void {
    if (tag) this.tagName(tag);
  }

  /** The text of a scalar, and where it stands. */
  private written(token: CST.FlowScalar | CST.BlockScalar): { text: string; style: ScalarStyle; span: Span } {
    const start = token.offset;
    if (token.type === 'block-scalar') {
      const header = token.props.find((prop) => prop.type === 'block-scalar-header');
      const headerText = header && 'source' in header ? header.source : '|';
      const read = this.blockScalars.get(start);
      const style = headerText.startsWith('>') ? 'folded' : 'literal';
      if (read) return { text: read.value, style, span: { start, end: read.contentEnd ?? start + headerText.length } };
      const below = /\r\n|[\r\n]/.exec(this.text.slice(start));
      const lines = start + (below ? below.index + below[0].length : headerText.length);
      const end = Math.min(lines + token.source.trimEnd().length, this.text.length);
      return { text: token.source, style, span: { start, end } };
    }
    const end = start + token.source.length;
    const span = { start, end };
    // The text as it is, not as it was lexed: line separators survive folding.
    const source = this.text.slice(start, end);
    if (token.type === 'scalar') return { text: foldLines(source), style: 'plain', span };
    const quote = source.charAt(0);
    const inner = source.slice(1, source.length > 1 && source.endsWith(quote) ? -1 : undefined);
    if (token.type === 'single-quoted-scalar') return { text: readSingleQuoted(inner), style: 'single', span };
    const { text, badEscape } = readDoubleQuoted(inner);
    if (badEscape !== undefined)
      this.refuse('bad-escape', { start: start + 1 + badEscape, end: start + 3 + badEscape });
    return { text, style: 'double', span };
  }

  private blockSequence(token: CST.BlockSequence): Node {
    const items: SequenceItem[] = [];
    for (const { start, value } of token.items) {
      const properties = readProperties(start, 'seq-item-ind', token.offset);
      if (properties.indicator === undefined && !value) continue;
      items.push(this.item(this.node(value, properties), properties));
    }
    return { kind: 'sequence', flow: false, items, start: token.offset, end: items.at(-1)?.span.end ?? token.offset };
  }

  private flowSequence(token: CST.FlowCollection): Node {
    const items: SequenceItem[] = [];
    for (const item of separated(token.items)) {
      const properties = readProperties(item.start, 'explicit-key-ind', token.offset + 1);
      const isPair =
        properties.indicator !== undefined || item.sep?.some((part) => part.type === 'map-value-ind') === true;
      if (isPair) {
        this.budget.step();
        const node = this.mapping(
          [item],
          properties.indicator ?? properties.start ?? item.key?.offset ?? properties.end,
          null,
        );
        items.push({ value: node, span: { start: node.start, end: node.end }, indicator: node.start });
      } else if (item.value ?? item.key ?? properties.start !== undefined) {
        items.push(this.item(this.node(item.value ?? item.key, properties), properties));
      }
    }
    const end = Math.max(flowEnd(token), items.at(-1)?.span.end ?? 0);
    return { kind: 'sequence', flow: true, items, start: token.offset, end };
  }

  private item({ node, alias }: Built, { start, indicator }: Properties): SequenceItem {
    const written = alias ?? node;
    const span = { start: start ?? written.start, end: written.end };
    return { value: node, span, indicator: indicator ?? span.start, ...(alias && { alias }) };
  }

  /** `end` is that of a flow mapping, null for the pair of a flow sequence, undefined in block style. */
  private mapping(items: readonly Item[], offset: number, end: number | null | undefined): MappingNode {
    const entries = new EntryList();
    const found = this.findings.length;
    let first: number | undefined;
    let last = offset;
    for (const item of items) {
      const properties = readProperties(item.start, 'explicit-key-ind', offset + (typeof end === 'number' ? 1 : 0));
      if (!item.key && !item.sep && properties.indicator === undefined && properties.start === undefined) continue;
      first ??= properties.indicator ?? properties.start ?? item.key?.offset ?? item.sep?.[0]?.offset;
      // In broken text there are entries without a place of their own.
      last = Math.max(last, this.entry(item, properties, entries));
    }
    this.dropHidden(found, entries.shadowed);
    for (const { code, span } of entries.notes) this.findings.push({ code, ...span, kind: 'noted' });
    return {
      kind: 'mapping',
      flow: end !== undefined,
      entries: entries.kept(),
      shadowed: entries.shadowed,
      start: typeof end === 'number' ? offset : Math.min(first ?? offset, offset),
      end: typeof end === 'number' ? Math.max(end, last) : last,
    };
  }

  /** Takes back what no JSON is made of: late findings, from an index on, in entries that later ones hide. */
  private dropHidden(from: number, hidden: readonly MappingEntry[]): void {
    if (hidden.length === 0 || !this.findings.slice(from).some(({ isLate }) => isLate)) return;
    const spans = hidden
      .map(({ keySpan, value, alias }) => ({ start: keySpan.start, end: (alias ?? value).end }))
      .sort((a, b) => a.start - b.start);
    let next = 0;
    const kept = this.findings.splice(from).sort((a, b) => a.start - b.start);
    for (const finding of kept) {
      while ((spans[next]?.end ?? Infinity) < finding.start) next++;
      const isHidden = finding.isLate === true && (spans[next]?.start ?? Infinity) <= finding.start;
      if (!isHidden) this.findings.push(finding);
    }
  }

  /** Adds an entry, or what a merge key brings; the result is where it ends. */
  private entry(item: Item, properties: Properties, entries: EntryList): number {
    const key = this.key(item.key, properties);
    const valueProperties = readProperties(item.sep ?? [], 'map-value-ind', key.span.end);
    if (key.isMerge) return this.merge(item.value, valueProperties, key.span, entries);
    const { node, alias } = this.node(item.value, valueProperties);
    const end = Math.max((alias ?? node).end, valueProperties.end, key.span.end);
    if (key.text === undefined) this.refuse('bad-key', key.span, key.isLate);
    else {
      const entry = { key: key.text, keySpan: key.span, value: node, merged: false, ...(alias && { alias }) };
      entries.add(entry, key.isText);
    }
    return end;
  }

  private key(
    token: CST.Token | null | undefined,
    properties: Properties,
  ): { text: string | undefined; isText: boolean; isMerge: boolean; isLate: boolean; span: Span } {
    if (!isScalarToken(token)) {
      const { node, alias } = this.node(token, properties);
      const span = alias ?? { start: node.start, end: node.end };
      if (node.kind !== 'scalar') return { text: undefined, isText: false, isMerge: false, isLate: false, span };
      // An alias stands for the scalar itself, whose spelling decides: `1.50` is the key 1.5.
      const isPlain = node.style === 'plain';
      const text = typeof node.value === 'string' || !isPlain ? node.value : this.text.slice(node.start, node.end);
      const isText = typeof node.value === 'string';
      return {
        text: text === null ? undefined : resolveKey(String(text), !isText, undefined),
        isText,
        isMerge: false,
        isLate: true,
        span,
      };
    }
    const isFull = this.budget.step();
    if (isFull) this.refuse('excessive-aliasing', { start: token.offset, end: token.offset });
    const { text, style, span } = this.written(token);
    const isPlain = style === 'plain';
    const tag = this.tagName(properties.tag);
    const isMerge =
      text === '<<' && ((isPlain && tag === undefined) || tag === '!' || tag === 'tag:yaml.org,2002:merge');
    const resolved = resolveScalar(text, isPlain, tag);
    if (properties.anchor !== undefined) {
      const value = 'refused' in resolved ? text : resolved.value;
      this.anchors.set(properties.anchor, {
        node: { kind: 'scalar', value, style, anchor: properties.anchor, ...span },
        size: 1,
      });
    }
    const isText = 'value' in resolved && typeof resolved.value === 'string';
    const isLate = 'value' in resolved || resolved.refused === 'infinity';
    return { text: resolveKey(text, isPlain, tag), isText, isMerge, isLate, span };
  }

  /** Entries of a merge key stand where it stands: they hide those above them, and those below hide them. */
  private merge(token: CST.Token | undefined, properties: Properties, keySpan: Span, entries: EntryList): number {
    const { node, alias } = this.node(token, properties);
    const end = Math.max((alias ?? node).end, properties.end);
    const maps = node.kind === 'sequence' && !alias ? node.items.map((item) => item.value).reverse() : [node];
    for (const map of maps) {
      if (map.kind === 'mapping') for (const entry of map.entries) entries.merge(entry);
      else this.refuse('bad-merge', keySpan);
    }
    return end;
  }
}

function isScalarToken(token: CST.Token | null | undefined): token is CST.FlowScalar | CST.BlockScalar {
  switch (token?.type) {
    case 'scalar':
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
    case 'block-scalar':
      return true;
    default:
      return false;
  }
}

/** Where a collection is closed; of one that is not, where its last item begins at least. */
function flowEnd({ end, items, offset }: CST.FlowCollection): number {
  const [close] = end;
  if (close) return close.offset + close.source.length;
  const last = items.at(-1);
  const token = last?.value ?? last?.key;
  return token && 'source' in token ? token.offset + token.source.length : (token?.offset ?? offset + 1);
}

function spanOfToken({ offset, source }: CST.SourceToken): Span {
  return { start: offset, end: offset + source.length };
}

function absent(at: number): ScalarNode {
  return { kind: 'scalar', value: null, style: 'absent', start: at, end: at };
}
