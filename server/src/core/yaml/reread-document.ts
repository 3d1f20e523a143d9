/**
 * The tree of a document after a small edit, out of the tree before it: most keystrokes change one scalar or comment, and
 * then all other values are what they were, at most further on. What this answers is what `readDocument` answers (fuzzed
 * against it); where that is not plain to see there is no answer, and the document has to be read.
 */
import { longest } from './dialect/parse.ts';
import { resolveScalar } from './dialect/scalars.ts';
import { MovedTree } from './moved-tree.ts';
import { readDocument } from './read-document.ts';
import { scalarPositions } from './scalar-positions.ts';
import type { Node, ScalarNode, ScalarValue, Span, YamlDocument } from './tree.ts';

/** Text that is one plain scalar wherever a block collection has a value, and no more than that. */
const plainText = /^\w(?:[\w./@+-]|:(?=\w)| (?=\w))*$/;
/** Text that means itself in quotes of either kind, in a line of a block scalar and behind the mark of a comment. */
const quietText = /^[\w ./:@+-]*$/;

/** A document after edits, by the short way or by reading it; it has templates if it had any. */
export function readAfter(before: YamlDocument, text: string): YamlDocument {
  return rereadDocument(before, text) ?? readDocument(text, { templates: before.templates.length > 0 });
}

/** Undefined where only reading it can tell. */
export function rereadDocument(before: YamlDocument, text: string): YamlDocument | undefined {
  const { root, problems, templates, comments } = before;
  if (!root || problems.length > 0 || templates.length > 0 || text.length > longest) return undefined;
  const change = changeBetween(before.text, text);
  if (
    !quietText.test(before.text.slice(change.start, change.end)) ||
    !quietText.test(text.slice(change.start, change.end + change.growth))
  )
    return undefined;
  // What stands between a carriage return and its line feed ends a line.
  if (text.charAt(change.start - 1) === '\r') return undefined;
  const comment = comments.find(({ start, end }) => start < change.start && change.end <= end);
  const scalar = comment ? undefined : scalarAround(root, change, before.text);
  const value = scalar && valueAfter(scalar, before.text, text, change);
  const changed = value === undefined ? comment : scalar;
  if (!changed) return undefined;
  const tree = new MovedTree(changed, change.growth, value);
  const moved = tree.node(root);
  return (
    moved && {
      text,
      root: moved,
      problems: [],
      refused: false,
      templates: [],
      comments: comments.map((span) => tree.span(span)),
    }
  );
}

/** The part of the old text that another one stands for, longer by so many characters. */
interface Change extends Span {
  readonly growth: number;
}

function changeBetween(before: string, after: string): Change {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  const growth = after.length - before.length;
  const least = start + Math.max(0, -growth);
  let end = before.length;
  while (end > least && before.charCodeAt(end - 1) === after.charCodeAt(end + growth - 1)) end--;
  return { start, end, growth };
}

/**
 * The scalar that a change lies in, if it is the value of an entry or item in block style that stands behind its mark with
 * neither tag nor anchor.
 */
function scalarAround(root: Node, change: Change, text: string): ScalarNode | undefined {
  let node = root;
  let isBare = false;
  while (node.kind !== 'scalar') {
    if (node.flow) return undefined;
    if (node.kind === 'mapping') {
      const entry = node.entries.find(({ value }) => isInside(change, value));
      if (!entry) return undefined;
      node = entry.value;
      isBare = /^ *: +$/.test(text.slice(entry.keySpan.end, node.start));
    } else {
      const item = node.items.find(({ value }) => isInside(change, value));
      if (!item) return undefined;
      node = item.value;
      isBare = /^- +$/.test(text.slice(item.indicator, node.start));
    }
  }
  return isBare ? node : undefined;
}

function isInside({ start, end }: Span, around: Span): boolean {
  return start >= around.start && end <= around.end;
}

/** What the scalar stands for after the change. */
function valueAfter(node: ScalarNode, before: string, after: string, change: Change): ScalarValue | undefined {
  const old = before.slice(node.start, node.end);
  const now = after.slice(node.start, node.end + change.growth);
  switch (node.style) {
    case 'absent':
      return undefined;
    case 'plain': {
      if (!plainText.test(old) || !plainText.test(now)) return undefined;
      const resolved = resolveScalar(now, true, undefined);
      return 'value' in resolved ? resolved.value : undefined;
    }
    case 'single':
    case 'double': {
      const isQuoted = change.start > node.start && change.end < node.end;
      const inner = now.slice(1, -1);
      return isQuoted && quietText.test(inner) && quietText.test(old.slice(1, -1)) ? inner : undefined;
    }
    case 'literal':
    case 'folded': {
      // Behind text of its line, so that indentation and blank lines stay what they are; the header is no such line.
      let line = change.start;
      while (line > node.start && !/[\r\n\u0085\u2028\u2029]/.test(before.charAt(line - 1))) line--;
      if (line === node.start || before.slice(line, change.start).trim() === '' || typeof node.value !== 'string')
        return undefined;
      // At the end of the text there may be a line break in the value that is not in the text.
      const at = change.end < before.length ? scalarPositions(before, node)?.toValue(change.start) : undefined;
      if (at === undefined) return undefined;
      const written = after.slice(change.start, change.end + change.growth);
      return node.value.slice(0, at) + written + node.value.slice(at + change.end - change.start);
    }
  }
}
