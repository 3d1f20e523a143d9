/**
 * Minimal edits of a JSON text: each changes what it is asked to and keeps the layout, on one line or many. Undefined where
 * the text is no JSON, or has no such place; never a guess.
 */
import { layoutOf, writeJson, type JsonLayout } from './json-layout.ts';
import { childrenOf, findJson } from './json-path.ts';
import type { JsonArray, JsonEdit, JsonNode, JsonObject, JsonPath, JsonSpan } from './json-tree.ts';
import { parseJson } from './parse-json.ts';

export type JsonStep =
  /** Puts a value at a path, whose objects are made where they are missing; a new key as the last, unless told `first`. */
  | { readonly do: 'set'; readonly path: JsonPath; readonly value: unknown; readonly at?: 'first' }
  | { readonly do: 'remove'; readonly path: JsonPath }
  | { readonly do: 'rename-key'; readonly path: JsonPath; readonly key: string };

/** The edits that one step takes; empty where the text is so already. */
export function editJson(text: string, step: JsonStep): readonly JsonEdit[] | undefined {
  const { root, faults } = parseJson(text);
  if (!root || faults.length > 0) return undefined;
  const last = step.path.at(-1);
  switch (step.do) {
    case 'set':
      return setValue(text, root, step.path, step.value, step.at === 'first');
    case 'remove': {
      const holder = findJson(root, step.path.slice(0, -1));
      return last === undefined || !holder ? undefined : removal(holder, last);
    }
    case 'rename-key': {
      const holder = findJson(root, step.path.slice(0, -1));
      if (holder?.kind !== 'object' || last === step.key) return holder && last === step.key ? [] : undefined;
      if (holder.entries.some(({ key }) => key === step.key)) return undefined;
      // All of equal keys, so that none of them comes to count that did not.
      const named = holder.entries.filter(({ key }) => key === last);
      return named.length === 0
        ? undefined
        : named.map(({ keySpan: { start, end } }) => ({ start, end, newText: JSON.stringify(step.key) }));
    }
  }
}

function setValue(
  text: string,
  root: JsonNode,
  path: JsonPath,
  value: unknown,
  isFirst: boolean,
): readonly JsonEdit[] | undefined {
  const layout = layoutOf(text);
  let node = root;
  for (const [depth, part] of path.entries()) {
    const inner = findJson(node, [part]);
    if (!inner) {
      // What is missing on the way is made around the value.
      const whole = path.slice(depth + 1).reduceRight<unknown>((made, key) => {
        return typeof key === 'string' ? { [key]: made } : [made];
      }, value);
      if (path.slice(depth + 1).some((key) => typeof key === 'number' && key !== 0)) return undefined;
      if (node.kind === 'object' && typeof part === 'string')
        return insertion(text, node, part, whole, layout, isFirst);
      if (node.kind === 'array' && part === node.items.length)
        return insertion(text, node, undefined, whole, layout, false);
      return undefined;
    }
    node = inner;
  }
  const newText = writeJson(value, layout, lineIndent(text, node.start));
  const { start, end } = node;
  return text.slice(start, end) === newText ? [] : [{ start, end, newText }];
}

function insertion(
  text: string,
  node: JsonObject | JsonArray,
  key: string | undefined,
  value: unknown,
  layout: JsonLayout,
  isFirst: boolean,
): readonly JsonEdit[] {
  const parts = childrenOf(node);
  const first = parts[0];
  const outer = lineIndent(text, node.start);
  const written = (blanks: string): string => {
    const indent = /\n([ \t]*)$/.exec(blanks)?.[1] ?? outer;
    const name = key === undefined ? '' : `${JSON.stringify(key)}:${layout.blank}`;
    return name + writeJson(value, blanks.includes('\n') ? layout : { ...layout, step: '' }, indent);
  };
  if (!first) {
    const blanks = layout.step === '' ? '' : `\n${outer}${layout.step}`;
    const closing = layout.step === '' ? '' : `\n${outer}`;
    return [{ start: node.start + 1, end: node.end - 1, newText: blanks + written(blanks) + closing }];
  }
  const start = first.keySpan?.start ?? first.value.start;
  const opening = text.slice(node.start + 1, start);
  const between = blanksBetween(text, parts) ?? (opening.includes('\n') ? opening : layout.blank);
  if (isFirst) return [{ start, end: start, newText: `${written(between)},${between}` }];
  const end = parts.at(-1)?.value.end ?? start;
  return [{ start: end, end, newText: `,${between}${written(between)}` }];
}

type Parts = ReturnType<typeof childrenOf>;

/** What stands between the last two members, but for the comma. */
function blanksBetween(text: string, parts: Parts): string | undefined {
  const last = parts.at(-1);
  const before = parts.at(-2);
  if (!last || !before) return undefined;
  return text.slice(before.value.end, last.keySpan?.start ?? last.value.start).replace(/^\s*,/, '');
}

/** Removes a member with its comma; all of equal keys. */
function removal(holder: JsonNode, part: string | number): readonly JsonEdit[] | undefined {
  const parts = childrenOf(holder);
  const spans = parts.map(({ keySpan, value }): JsonSpan => ({ start: keySpan?.start ?? value.start, end: value.end }));
  const kept = spans.filter((_, at) => parts[at]?.part !== part);
  if (kept.length === parts.length) return undefined;
  if (kept.length === 0) return [{ start: holder.start + 1, end: holder.end - 1, newText: '' }];
  const edits: JsonEdit[] = [];
  for (const [at, { start, end }] of spans.entries()) {
    if (parts[at]?.part !== part) continue;
    const next = spans.slice(at + 1).find((span) => kept.includes(span));
    const before = spans[at - 1];
    // With what follows, up to the next; the last with what stands before it.
    if (next) edits.push({ start, end: spans[at + 1]?.start ?? end, newText: '' });
    else edits.push({ start: before?.end ?? start, end, newText: '' });
  }
  return edits;
}

/** The blanks that the line of an offset begins with. */
function lineIndent(text: string, offset: number): string {
  const lineStart = text.slice(0, offset).lastIndexOf('\n') + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}
