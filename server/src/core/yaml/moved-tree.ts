/**
 * A tree in which one scalar or comment became longer or shorter: what lies before it is taken as it is, what lies around and
 * behind it is built anew at its new places. A tree in which one node may stand in two places is none of its matters.
 */
import type { MappingEntry, MappingNode, Node, ScalarValue, SequenceItem, SequenceNode, Span } from './tree.ts';

export class MovedTree {
  /**
   * `changed` is the scalar or comment at its old place, `value` what the scalar is now; undefined leaves all values as
   * they are.
   */
  constructor(
    private readonly changed: Span,
    private readonly growth: number,
    private readonly value: ScalarValue | undefined,
  ) {}

  span({ start, end }: Span): Span {
    return { start: this.place(start), end: this.place(end) };
  }

  /** Undefined where an anchor, alias or merge key is on the way. */
  node(node: Node): Node | undefined {
    if (node.end < this.changed.end) return node;
    if (node.anchor !== undefined) return undefined;
    switch (node.kind) {
      case 'scalar': {
        const value = this.value !== undefined && node.start === this.changed.start ? this.value : node.value;
        return { kind: 'scalar', value, style: node.style, ...this.span(node) };
      }
      case 'sequence':
        return this.sequence(node);
      case 'mapping':
        return this.mapping(node);
    }
  }

  private place(offset: number): number {
    return offset < this.changed.end ? offset : offset + this.growth;
  }

  private sequence(node: SequenceNode): SequenceNode | undefined {
    const items: SequenceItem[] = [];
    for (const item of node.items) {
      if (item.alias) return undefined;
      const value = this.node(item.value);
      if (!value) return undefined;
      const isSame = value === item.value && item.span.end < this.changed.end;
      items.push(isSame ? item : { value, span: this.span(item.span), indicator: this.place(item.indicator) });
    }
    return { kind: 'sequence', flow: node.flow, items, ...this.span(node) };
  }

  private mapping(node: MappingNode): MappingNode | undefined {
    if (node.shadowed.length > 0) return undefined;
    const entries: MappingEntry[] = [];
    for (const entry of node.entries) {
      if (entry.alias || entry.merged) return undefined;
      const value = this.node(entry.value);
      if (!value) return undefined;
      const isSame = value === entry.value && entry.keySpan.end < this.changed.end;
      entries.push(isSame ? entry : { key: entry.key, keySpan: this.span(entry.keySpan), value, merged: false });
    }
    return { kind: 'mapping', flow: node.flow, entries, shadowed: node.shadowed, ...this.span(node) };
  }
}
