/**
 * What can be folded in a document that holds a NAD's configuration over several lines: its JSON objects and lists, and all
 * of the YAML around them, since an editor that gets ranges looks for none itself.
 */
import { childrenOf } from '../json/json-path.ts';
import type { JsonNode } from '../json/json-tree.ts';
import type { DocumentView } from '../workspace/workspace.ts';
import type { Node, Span } from '../yaml/tree.ts';
import { configsOf } from './config/config-at.ts';

/** Whether a document has JSON that can be folded. */
export function hasFoldableConfig(view: DocumentView): boolean {
  return configsOf(view).some(({ node }) => /[\r\n]/.test(view.document.text.slice(node.start, node.end).trim()));
}

/** Ranges from the first to the last character of what can be folded, the outer ones first. */
export function foldingSpans(view: DocumentView): readonly Span[] {
  const { root } = view.document;
  const spans: Span[] = [];
  const yaml = (node: Node): void => {
    if (node.kind === 'mapping')
      for (const { keySpan, value, alias, merged } of node.entries) {
        if (alias || merged) continue;
        spans.push({ start: keySpan.start, end: value.end });
        yaml(value);
      }
    if (node.kind === 'sequence')
      for (const { indicator, value, alias } of node.items) {
        if (alias) continue;
        spans.push({ start: indicator, end: value.end });
        yaml(value);
      }
  };
  if (root) yaml(root);
  for (const { json, positions } of configsOf(view)) {
    const inner = (node: JsonNode): void => {
      // The closing bracket stays in view.
      const members = childrenOf(node);
      const last = members.at(-1);
      if (last) spans.push(positions.sourceSpan({ start: node.start, end: last.value.end }));
      for (const { value } of members) inner(value);
    };
    if (json.root) inner(json.root);
  }
  return spans;
}
