/** Pieces of Markdown that the topics share. Values of manifests are untrusted text and always go through these. */

/** Inline code; the fence is longer than any run of backquotes inside. */
export function code(text: string): string {
  const flat = text.replace(/[\r\n\t]+/g, ' ').slice(0, 400);
  const longest = Math.max(0, ...[...flat.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = flat.startsWith('`') || flat.endsWith('`') || flat === '' ? ' ' : '';
  return `${fence}${pad}${flat}${pad}${fence}`;
}

/** A code block; long text is cut. */
export function block(text: string, language: string): string {
  const shown = text.length > 20_000 ? `${text.slice(0, 20_000)}…` : text;
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${shown}\n${fence}`;
}

export function paragraphs(...parts: readonly (string | undefined | false)[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join('\n\n');
}
