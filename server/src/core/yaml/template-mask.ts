/**
 * Recognises text of template languages inside YAML – Helm and Go templates, Jinja, `${…}` parameters – and masks it by
 * characters of the same number, so that the rest can be read and every place stays where it is. By the text alone:
 * `{{ x }}` is also a valid flow mapping, so parsing would not tell. Time is linear in the text, whatever it holds.
 */
import type { Node, Span, TemplateSpan } from './tree.ts';

export interface MaskedText {
  readonly text: string;
  /** In order, none inside another. */
  readonly spans: readonly TemplateSpan[];
}

/** `${NAME}` and `${{NAME}}`, with the defaults and the like that shells and envsubst know; `$(NAME)` is Kubernetes' own. */
const parameter = /\$\{\{?[A-Za-z_][^{}\n]*\}?\}/g;

/** The text with templates masked, and where they stood. */
export function maskTemplates(text: string): MaskedText {
  if (!text.includes('{{') && !text.includes('{%') && !text.includes('{#') && !text.includes('${'))
    return { text, spans: [] };
  const parameters: Span[] = [];
  for (const match of text.matchAll(parameter))
    parameters.push({ start: match.index, end: match.index + match[0].length });
  const lines = lineStartsOf(text);
  const spans = classify(text, lines, findActions(text));
  for (const { start, end } of parameters)
    spans.push({ kind: 'value', start, end, column: start - lineStartOf(lines, start) });
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  const outer: TemplateSpan[] = [];
  for (const span of spans) if (span.start >= (outer.at(-1)?.end ?? 0)) outer.push(span);
  let masked = '';
  let at = 0;
  for (const { kind, start, end } of outer) {
    const written = text.slice(start, end);
    // Word characters can stand wherever a value can; what writes whole lines leaves them empty.
    masked +=
      text.slice(at, start) + (kind === 'value' ? 'x'.repeat(written.length) : written.replace(/[^\r\n]/g, ' '));
    at = end;
  }
  return { text: masked + text.slice(at), spans: outer };
}

const closings: Readonly<Record<string, string>> = { '{': '}}', '%': '%}', '#': '#}' };

/** Actions of Go templates and Jinja, comments included. */
function findActions(text: string): Span[] {
  const found: Span[] = [];
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at)) {
    const closing = closings[text.charAt(at + 1)];
    // `${{NAME}}` is a parameter.
    const end = closing === undefined || text.charAt(at - 1) === '$' ? -1 : actionEnd(text, at, closing);
    if (end < 0) {
      // Without an end anywhere there is none for those that follow either.
      if (end === -2) return found;
      at++;
      continue;
    }
    found.push({ start: at, end });
    at = end;
  }
  return found;
}

/** Where an action ends; -2 when no closing mark follows at all. Strings and comments may hold closing marks. */
function actionEnd(text: string, start: number, closing: string): number {
  const first = text.indexOf(closing, start + 2);
  if (first < 0) return -2;
  if (closing === '#}') return first + 2;
  const comment = /^\{\{-?\s*\/\*/.exec(text.slice(start, start + 16));
  if (comment) {
    const end = text.indexOf('*/', start + comment[0].length);
    const close = end < 0 ? -1 : text.indexOf(closing, end);
    return close < 0 ? first + 2 : close + 2;
  }
  for (let at = start + 2; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"' || character === "'" || character === '`') {
      const end = stringEnd(text, at, character);
      // A stray quote: the first closing mark is as good a guess as any.
      if (end < 0) return first + 2;
      at = end;
    } else if (text.startsWith(closing, at)) return at + 2;
  }
  return first + 2;
}

/** The closing quote of a string inside an action; only raw strings go over line ends. */
function stringEnd(text: string, start: number, quote: string): number {
  if (quote === '`') return text.indexOf('`', start + 1);
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\n') return -1;
    if (character === '\\') at++;
    else if (character === quote) return at;
  }
  return -1;
}

/** What each action is: alone on its lines it steers or writes lines, else it stands in a value. */
function classify(text: string, lines: readonly number[], actions: readonly Span[]): TemplateSpan[] {
  const isFirst: boolean[] = [];
  for (const [index, { start }] of actions.entries()) {
    const lineStart = lineStartOf(lines, start);
    const before = actions[index - 1];
    const isBehind = before !== undefined && before.end > lineStart;
    const gap = text.slice(isBehind ? before.end : lineStart, start);
    isFirst.push(/^[ \t]*$/.test(gap) && (!isBehind || isFirst[index - 1] === true));
  }
  const isAlone = [...isFirst];
  for (let index = actions.length - 1; index >= 0; index--) {
    const { end } = actions[index] ?? { end: 0 };
    const next = actions[index + 1];
    const lineEnd = lineEndOf(text, lines, end);
    const isBefore = next !== undefined && next.start <= lineEnd;
    const isLast = isBefore
      ? /^[ \t]*$/.test(text.slice(end, next.start)) && isAlone[index + 1] === true
      : /^[ \t\r]*(?:#.*)?$/.test(text.slice(end, lineEnd));
    isAlone[index] = isLast && isFirst[index] === true;
  }
  return actions.map(({ start, end }, index) => {
    const written = text.slice(start, end);
    const kind = isAlone[index] === true ? kindOfLine(written) : 'value';
    return { kind, start, end, column: columnOf(written, start - lineStartOf(lines, start)) };
  });
}

/** What an action on a line of its own does to the lines around it. */
function kindOfLine(action: string): TemplateSpan['kind'] {
  if (action.startsWith('{#') || /^\{\{-?\s*\/\*/.test(action)) return 'quiet';
  const words = action.replace(/^\{[{%][-+~]?\s*/, '');
  if (/^(?:if|range|with|define|block|for|macro|filter|raw|call)\b/.test(words)) return 'open';
  if (/^end\w*\b/.test(words)) return 'close';
  // The other branch of a region is as conditional as the first; an assignment writes nothing.
  if (/^(?:else|elif|set|import|from|extends|break|continue)\b/.test(words) || /^\$\w*\s*:?=/.test(words))
    return 'quiet';
  return 'insert';
}

/** The column at which an action writes: what it asks for, else where it stands. */
function columnOf(action: string, own: number): number {
  const asked = /\bn?indent\s*\(?\s*(\d{1,3})\b/.exec(action)?.[1];
  return asked === undefined ? own : Number(asked);
}

/**
 * Settles what only the tree can tell: templates inside a scalar or key are values of it, and whether any stands where it
 * makes the text as it is no YAML – outside quotes, block scalars and comments, where text is but text.
 */
export function settleTemplates(
  { spans }: MaskedText,
  root: Node | undefined,
  comments: readonly Span[],
  text: string,
): { spans: readonly TemplateSpan[]; isTemplated: boolean } {
  if (spans.length === 0) return { spans, isTemplated: false };
  const scalars: (Span & { readonly isQuoted: boolean })[] = comments.map(({ start, end }) => ({
    start,
    end,
    isQuoted: true,
  }));
  const collect = (node: Node, isShared: boolean): void => {
    if (isShared) return;
    if (node.kind === 'scalar') {
      if (node.style !== 'absent') scalars.push({ start: node.start, end: node.end, isQuoted: node.style !== 'plain' });
    } else if (node.kind === 'sequence') for (const item of node.items) collect(item.value, item.alias !== undefined);
    else
      for (const { keySpan, value, alias, merged } of [...node.entries, ...node.shadowed]) {
        if (merged) continue;
        scalars.push({ ...keySpan, isQuoted: /["']/.test(text.charAt(keySpan.start)) });
        collect(value, alias !== undefined);
      }
  };
  if (root) collect(root, false);
  scalars.sort((a, b) => a.start - b.start);
  let isTemplated = false;
  let next = 0;
  const settled = spans.map((span) => {
    while ((scalars[next]?.end ?? Infinity) <= span.start) next++;
    const around = scalars[next];
    const isInside = around !== undefined && around.start <= span.start && span.end <= around.end;
    if (!(isInside && around.isQuoted) && text.charAt(span.start) === '{') isTemplated = true;
    return isInside && span.kind !== 'value' ? { ...span, kind: 'value' as const } : span;
  });
  return { spans: settled, isTemplated };
}

/** Where each line begins: one look at the text, since one line can hold very many actions. */
function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineAt(lines: readonly number[], offset: number): number {
  let low = 0;
  let high = lines.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((lines[middle] ?? Infinity) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

function lineStartOf(lines: readonly number[], offset: number): number {
  return lines[lineAt(lines, offset)] ?? 0;
}

function lineEndOf(text: string, lines: readonly number[], offset: number): number {
  const next = lines[lineAt(lines, offset) + 1];
  return next === undefined ? text.length : next - 1;
}
