/**
 * Comments that silence findings: `# virtlens-disable-next-line RULE[, RULE…] -- reason` for the line below,
 * `# virtlens-disable-line …` for its own line, `# virtlens-disable-file …` for its document. Matched by rule id, never by
 * message text. A suppression that silences nothing is itself a finding, so that none outlives its cause.
 */
import type { Span, YamlDocument } from '../yaml/tree.ts';

export interface Suppression {
  readonly scope: 'next-line' | 'line' | 'file';
  readonly rule: string;
  /** The rule id inside the comment. */
  readonly ruleSpan: Span;
  /** The comment as a whole. */
  readonly comment: Span;
  /** Line of the segment that it silences, from 0; -1 for the whole document. */
  readonly line: number;
  readonly reason: string | undefined;
}

const pattern = /^#\s*virtlens-disable-(next-line|line|file)\b[ \t]*(.*)$/;

/** Every suppression of a document, one entry a rule named. */
export function suppressionsOf(document: YamlDocument, text: string): readonly Suppression[] {
  const found: Suppression[] = [];
  for (const comment of document.comments) {
    const match = pattern.exec(text.slice(comment.start, comment.end));
    if (!match) continue;
    const scope = match[1] as Suppression['scope'];
    const body = match[2] ?? '';
    const bodyStart = comment.end - body.length;
    const dashes = /(?:^|\s)--(?:\s|$)/.exec(body);
    const names = dashes ? body.slice(0, dashes.index) : body;
    const reason = dashes ? body.slice(dashes.index + dashes[0].length).trim() : '';
    const commentLine = lineOf(text, comment.start);
    const line = scope === 'file' ? -1 : scope === 'line' ? commentLine : nextLine(document, text, commentLine);
    for (const name of names.matchAll(/[^\s,]+/g)) {
      const start = bodyStart + name.index;
      found.push({
        scope,
        rule: name[0],
        ruleSpan: { start, end: start + name[0].length },
        comment,
        line,
        reason: reason === '' ? undefined : reason,
      });
    }
  }
  return found;
}

/** The line that a next-line comment means: the first below it that is not a comment of its own. */
function nextLine(document: YamlDocument, text: string, commentLine: number): number {
  const commentLines = new Set(
    document.comments
      .filter((comment) => text.slice(text.lastIndexOf('\n', comment.start - 1) + 1, comment.start).trim() === '')
      .map((comment) => lineOf(text, comment.start)),
  );
  let line = commentLine + 1;
  while (commentLines.has(line)) line++;
  return line;
}

/** Line of an offset, from 0. Only asked for documents that hold a suppression, so it may count. */
export function lineOf(text: string, offset: number): number {
  let line = 0;
  for (let at = 0; at < offset; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) line++;
  }
  return line;
}
