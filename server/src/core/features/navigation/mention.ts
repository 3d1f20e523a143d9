/** One place that names a symbol, and how it is made from a text of the document. */
import { findJson } from '../../json/json-path.ts';
import type { JsonDocument, JsonPath } from '../../json/json-tree.ts';
import { spanInScalar } from '../../yaml/locate-json.ts';
import { find } from '../../yaml/locate.ts';
import { isUnknown } from '../../yaml/templating.ts';
import type { ScalarNode, Span, YamlDocument } from '../../yaml/tree.ts';
import type { NavigationSymbol } from './symbols.ts';

export interface Mention {
  readonly symbol: NavigationSymbol;
  readonly role: 'declaration' | 'reference';
  /** The scalar or the entry that the name stands in. */
  readonly field: string;
  readonly on: 'key' | 'value';
  /** Where the scalar holds JSON, the place of the text in that. */
  readonly json?: JsonPath;
  /** The text's value, and where in that the name stands. */
  readonly text: string;
  readonly nameAt: Span;
  /** The name alone, without a namespace or quotes; segment offsets. */
  readonly span: Span;
  /** The whole text that it is part of. */
  readonly area: Span;
}

/** A text that is not a template's. */
export function textNode(document: YamlDocument, field: string): (ScalarNode & { value: string }) | undefined {
  const node = document.root && find(document.root, field)?.node;
  if (node?.kind !== 'scalar' || typeof node.value !== 'string' || node.value === '') return undefined;
  return isUnknown(document, node) ? undefined : (node as ScalarNode & { value: string });
}

/** A mention by the text at a field, of which the name is all or the end, unless it is told where it stands. */
export function textMention(
  document: YamlDocument,
  field: string,
  role: Mention['role'],
  symbol: NavigationSymbol,
  nameAt?: Span,
): Mention | undefined {
  const place = document.root && find(document.root, field);
  const node = textNode(document, field);
  if (!place || !node || symbol.name === '') return undefined;
  const alias = place.entry?.alias ?? place.item?.alias;
  const text = node.value;
  const at = nameAt ?? { start: text.length - symbol.name.length, end: text.length };
  const span = alias ?? spanInScalar(document, node, at);
  const area = alias ?? (nameAt ? span : { start: node.start, end: node.end });
  return { symbol, role, field, on: 'value', text, nameAt: at, span, area };
}

/** A mention by a text of the JSON that a scalar holds; the name is all or the end of it. */
export function jsonMention(
  document: YamlDocument,
  { field, node, json }: { readonly field: string; readonly node: ScalarNode; readonly json: JsonDocument },
  path: JsonPath,
  role: Mention['role'],
  symbol: NavigationSymbol,
): Mention | undefined {
  const found = findJson(json.root, path);
  if (found?.kind !== 'string' || typeof found.value !== 'string' || symbol.name === '') return undefined;
  const { value: text, start, end } = found;
  const area = spanInScalar(document, node, { start, end });
  const inner = { start: end - 1 - symbol.name.length, end: end - 1 };
  // Where escapes spell it, the name is somewhere in the text.
  const isPlain = json.text.slice(inner.start, inner.end) === symbol.name;
  return {
    symbol,
    role,
    field,
    on: 'value',
    json: path,
    text,
    nameAt: { start: text.length - symbol.name.length, end: text.length },
    span: isPlain ? spanInScalar(document, node, inner) : area,
    area,
  };
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
  const { keySpan, key: text } = entry;
  const at = document.text.slice(keySpan.start, keySpan.end).indexOf(symbol.name);
  const start = keySpan.start + at;
  const span = at < 0 ? keySpan : { start, end: start + symbol.name.length };
  return { symbol, role, field, on: 'key', text, nameAt: { start: 0, end: text.length }, span, area: keySpan };
}

/** The text of a mention with another name in it. */
export function renamedText({ text, nameAt }: Mention, name: string): string {
  return text.slice(0, nameAt.start) + name + text.slice(nameAt.end);
}
