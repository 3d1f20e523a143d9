/** How a JSON text is laid out, and values written the same way. Knows nothing of what the text stands in. */

export interface JsonLayout {
  /** What each level is moved in by; empty where all stands on one line. */
  readonly step: string;
  /** Blank behind colons and commas. */
  readonly blank: '' | ' ';
}

/** The writer's habits, by the first places that tell. */
export function layoutOf(text: string): JsonLayout {
  const step = /^[ \t]*[{[][ \t]*\r?\n([ \t]+)/m.exec(text)?.[1];
  const own = /^([ \t]*)[{[]/m.exec(text)?.[1]?.length ?? 0;
  const isSpaced = /"\s*:(?=[ \t\n])/.test(text) || !/"\s*:/.test(text);
  return { step: step === undefined ? '' : step.slice(own) || '  ', blank: isSpaced ? ' ' : '' };
}

/** A plain value as JSON: over lines that begin with `indent`, where there is more than one level to them. */
export function writeJson(value: unknown, layout: JsonLayout, indent: string): string {
  return formatTokens(JSON.stringify(value), layout, indent);
}

/** A JSON text with every member on a line of its own; undefined for what is no JSON. */
export function formatJson(text: string, step: string): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return formatTokens(text, { step, blank: ' ' }, '');
}

/** The tokens of a JSON text as they are, with other blanks between them. */
function formatTokens(text: string, { step, blank }: JsonLayout, indent: string): string {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  let depth = 0;
  const line = (): string => (step === '' ? '' : `\n${indent}${step.repeat(depth)}`);
  let result = '';
  for (const [at, token] of tokens.entries()) {
    const isEmpty = /^[{[]$/.test(tokens[at - 1] ?? '') && /^[}\]]$/.test(token);
    if (/^[}\]]$/.test(token)) {
      depth--;
      result += (isEmpty ? '' : line()) + token;
    } else if (/^[{[]$/.test(token)) {
      depth++;
      result += token + (/^[}\]]$/.test(tokens[at + 1] ?? '') ? '' : line());
    } else if (token === ',') result += step === '' ? `,${blank}` : `,${line()}`;
    else result += token === ':' ? `:${blank}` : token;
  }
  return result;
}
