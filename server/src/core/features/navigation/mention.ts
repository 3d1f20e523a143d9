/** One place that names a symbol, and how it is made from a text of the document. */
import { find } from '../../yaml/locate.ts';
import { isUnknown } from '../../yaml/templating.ts';
import type { ScalarNode, Span, YamlDocument } from '../../yaml/tree.ts';
import type { NavigationSymbol } from './symbols.ts';

export interface Mention {
  readonly symbol: NavigationSymbol;
  readonly role: 'declaration' | 'reference';
  /** The text or the entry that the name stands in. */
  readonly field: string;
  readonly on: 'key' | 'value';
  /** The name alone, without a namespace or quotes; segment offsets. */
  readonly span: Span;
  /** The whole text that it is part of. */
  readonly area: Span;
  /** What stands before and after the name in the text's value. */
  readonly around: readonly [before: string, after: string];
}

/** A text that is not a template's. */
export function textNode(document: YamlDocument, field: string): (ScalarNode & { value: string }) | undefined {
  const node = document.root && find(document.root, field)?.node;
  if (node?.kind !== 'scalar' || typeof node.value !== 'string' || node.value === '') return undefined;
  return isUnknown(document, node) ? undefined : (node as ScalarNode & { value: string });
}

/** A mention by the text at a field, of which the name is all or the part behind `before`. */
export function textMention(
  document: YamlDocument,
  field: string,
  role: Mention['role'],
  symbol: NavigationSymbol,
  before = '',
): Mention | undefined {
  const place = document.root && find(document.root, field);
  const node = textNode(document, field);
  if (!place || !node) return undefined;
  const alias = place.entry?.alias ?? place.item?.alias;
  const area = alias ?? node;
  const written = document.text.slice(node.start, node.end);
  const at = alias ? -1 : written.lastIndexOf(symbol.name);
  const span = at < 0 ? area : { start: node.start + at, end: node.start + at + symbol.name.length };
  return { symbol, role, field, on: 'value', span, area, around: [before, ''] };
}

/** A mention by the key of an entry. */
export function keyMention(
  document: YamlDocument,
  field: string,
  role: Mention['role'],
  symbol: NavigationSymbol,
): Mention | undefined {
  const entry = document.root && find(document.root, field)?.entry;
  if (!entry || entry.merged || isUnknown(document, entry.keySpan)) return undefined;
  const written = document.text.slice(entry.keySpan.start, entry.keySpan.end);
  const at = written.indexOf(symbol.name);
  const start = entry.keySpan.start + Math.max(at, 0);
  const span = at < 0 ? entry.keySpan : { start, end: start + symbol.name.length };
  return { symbol, role, field, on: 'key', span, area: entry.keySpan, around: ['', ''] };
}
