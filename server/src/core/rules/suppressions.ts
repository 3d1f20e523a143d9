/**
 * Comments that silence findings: `# virtlens-disable-next-line RULE[, RULE…] -- reason` for the line below,
 * `# virtlens-disable-line …` for its own line, `# virtlens-disable-file …` for its document. Matched by rule id, never by
 * message text. A suppression that silences nothing is itself a finding, so that none outlives its cause.
 */
import { positionInSegment, type Segment } from '../yaml/text-store.ts';
import type { Node, Span, YamlDocument } from '../yaml/tree.ts';

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
export function suppressionsOf(document: YamlDocument, segment: Segment): readonly Suppression[] {
  const { text } = segment;
  const found: Suppression[] = [];
  const below = linesBelow(document, segment);
  for (const comment of document.comments) {
    const match = pattern.exec(text.slice(comment.start, comment.end));
    if (!match) continue;
    const scope = match[1] as Suppression['scope'];
    const body = match[2] ?? '';
    const bodyStart = comment.end - body.length;
    const dashes = /(?:^|\s)--(?:\s|$)/.exec(body);
    const names = dashes ? body.slice(0, dashes.index) : body;
    const reason = dashes ? body.slice(dashes.index + dashes[0].length).trim() : '';
    const commentLine = lineOf(segment, comment.start);
    const line =
      scope === 'file' ? -1 : scope === 'line' ? commentLine : (below.get(commentLine + 1) ?? commentLine + 1);
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

/** What each line that is but a comment has below it: the first line that is not. */
function linesBelow({ comments }: YamlDocument, segment: Segment): ReadonlyMap<number, number> {
  const below = new Map<number, number>();
  for (const { start } of [...comments].reverse()) {
    const { line, character } = positionInSegment(segment, start);
    const isOwn = segment.text.slice(start - character, start).trim() === '';
    if (isOwn) below.set(line, below.get(line + 1) ?? line + 1);
  }
  return below;
}

/** Texts over several lines, in order, by the document they are in. */
const longTexts = new WeakMap<YamlDocument, readonly Span[]>();

function longTextsOf(document: YamlDocument): readonly Span[] {
  const kept = longTexts.get(document);
  if (kept) return kept;
  const found: Span[] = [];
  const visit = (node: Node): void => {
    if (node.kind === 'scalar') {
      if (/[\r\n]/.test(document.text.slice(node.start, node.end))) found.push(node);
    } else if (node.kind === 'mapping') {
      for (const { value, alias, merged } of [...node.entries, ...node.shadowed]) if (!alias && !merged) visit(value);
    } else for (const { value, alias } of node.items) if (!alias) visit(value);
  };
  if (document.root) visit(document.root);
  found.sort((one, other) => one.start - other.start);
  longTexts.set(document, found);
  return found;
}

/**
 * The place whose line is silenced for what is at an offset: no comment can stand inside a text over several lines, such as
 * the JSON of a NAD, so that where the text begins counts for all of it.
 */
export function silencedAt(document: YamlDocument, offset: number): number {
  const texts = longTextsOf(document);
  let low = 0;
  let high = texts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((texts[middle]?.start ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  const text = texts[low - 1];
  return text && offset <= text.end ? text.start : offset;
}

/** Line of an offset, from 0. */
export function lineOf(segment: Segment, offset: number): number {
  return positionInSegment(segment, offset).line;
}
