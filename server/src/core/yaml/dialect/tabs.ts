/**
 * Tabs where go-yaml wants spaces: at the beginning of a line of block style, blank lines included. Inside flow
 * collections, quoted texts and block scalars they are text or blanks; in a plain text that goes on they may follow
 * enough indentation. Truth: `kubernetes-sigs/yaml · goyaml.v2/scannerc.go`.
 */
import type { Node, Span } from '../tree.ts';

/** A scalar or flow collection, and the column of the block collection that holds it. */
interface Extent extends Span {
  readonly plain: boolean;
  readonly column: number;
}

/** Tabs that make kubectl refuse a document, in order. */
export function strayTabs(text: string, root: Node): readonly Span[] {
  const candidates = [...text.matchAll(/(?:^|\n)( *)\t/g)].map((match) => match.index + match[0].length - 1);
  const afterDash = [...text.matchAll(/(?:^|\n) *(?:[-?] +)*[-?]\t/g)].map((match) => match.index + match[0].length - 1);
  if (candidates.length === 0 && afterDash.length === 0) return [];
  const extents: Extent[] = [];
  collect(text, root, -1, extents, { left: 200_000 });
  extents.sort((a, b) => a.start - b.start);
  return [...candidates, ...afterDash]
    .sort((a, b) => a - b)
    .filter((tab) => isStray(text, tab, extents))
    .map((tab) => ({ start: tab, end: tab + 1 }));
}

function isStray(text: string, tab: number, extents: readonly Extent[]): boolean {
  const before = extents.filter((extent) => extent.start < tab);
  const around = before.find((extent) => !extent.plain && tab < extent.end);
  if (around) return false;
  // What go-yaml reads as part of a plain text: the text itself, and blank lines after it.
  const last = before.at(-1);
  const inPlain = last?.plain === true && text.slice(Math.min(last.end, tab), tab).trim() === '';
  if (!inPlain) return true;
  const column = tab - (text.lastIndexOf('\n', tab - 1) + 1);
  return column < last.column + 1;
}

function collect(text: string, node: Node, column: number, extents: Extent[], budget: { left: number }): void {
  if (--budget.left < 0) return;
  if (node.kind === 'scalar') {
    const end = node.style === 'literal' || node.style === 'folded' ? blockEnd(text, node) : node.end;
    if (node.style !== 'absent') extents.push({ start: node.start, end, plain: node.style === 'plain', column });
    return;
  }
  if (node.flow) {
    extents.push({ start: node.start, end: node.end, plain: false, column });
    return;
  }
  if (node.kind === 'mapping') {
    for (const entry of [...node.entries, ...node.shadowed]) {
      if (entry.merged) continue;
      extents.push({ ...entry.keySpan, plain: !/["']/.test(text.charAt(entry.keySpan.start)), column: columnOf(text, entry.keySpan.start) });
      if (!entry.alias) collect(text, entry.value, columnOf(text, entry.keySpan.start), extents, budget);
    }
  } else {
    for (const item of node.items) if (!item.alias) collect(text, item.value, columnOf(text, item.indicator), extents, budget);
  }
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

/** A block scalar's blank lines belong to it, tabs and all, as far as they are indented. */
function blockEnd(text: string, { end }: Span): number {
  const rest = /^(?:[ \t]*\r?\n)*/.exec(text.slice(end))?.[0].length ?? 0;
  return end + rest;
}
