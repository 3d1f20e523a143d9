/**
 * Edits made one after the other as one set of edits of the first text: what came and went in between is not in it, and
 * what an edit writes as it was is left alone. Knows nothing of YAML.
 */
import type { TextEdit } from './edit-check.ts';

/** A run of the first text that is still there, or text written since. */
type Piece = { readonly start: number; readonly end: number } | string;

/** A text as what is left of the first one, and what was written. */
export type Pieces = readonly Piece[];

export function piecesOf(text: string): Pieces {
  return [{ start: 0, end: text.length }];
}

/** The pieces after edits of the text that they make. */
export function splice(pieces: Pieces, edits: readonly TextEdit[]): Pieces {
  let rest = pieces;
  // From the back, so that offsets before an edit stay what they are; of two at one place the later is behind.
  const ordered = edits.map((edit, at) => ({ edit, at }));
  ordered.sort((a, b) => b.edit.start - a.edit.start || b.edit.end - a.edit.end || b.at - a.at);
  for (const { edit } of ordered)
    rest = [...cut(rest, 0, edit.start), edit.newText, ...cut(rest, edit.end, Infinity)].filter(
      (piece) => piece !== '',
    );
  return rest;
}

/** What of the pieces lies between two offsets of the text they make. */
function cut(pieces: Pieces, from: number, to: number): Piece[] {
  const result: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const length = typeof piece === 'string' ? piece.length : piece.end - piece.start;
    const start = Math.max(from - at, 0);
    const end = Math.min(to - at, length);
    if (start < end)
      result.push(
        typeof piece === 'string' ? piece.slice(start, end) : { start: piece.start + start, end: piece.start + end },
      );
    at += length;
  }
  return result;
}

/** The edits of the first text that make the pieces. */
export function editsOf(pieces: Pieces, text: string): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let start = 0;
  let newText = '';
  const close = (end: number): void => {
    const edit = trimmed(text, { start, end, newText });
    if (edit) edits.push(edit);
  };
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      newText += piece;
      continue;
    }
    close(piece.start);
    start = piece.end;
    newText = '';
  }
  close(text.length);
  return edits;
}

/** An edit without what it leaves as it is; undefined where that is all. */
function trimmed(text: string, { start, end, newText }: TextEdit): TextEdit | undefined {
  const old = text.slice(start, end);
  const most = Math.min(old.length, newText.length);
  let front = 0;
  while (front < most && old[front] === newText[front]) front++;
  if (front > 0 && isInside(old, newText, front)) front--;
  let back = 0;
  while (back < most - front && old.at(-1 - back) === newText.at(-1 - back)) back++;
  while (back > 0 && isBehindHalf(old.at(-1 - back), old.at(-back), newText.at(-1 - back))) back--;
  if (front === old.length && front === newText.length) return undefined;
  return { start: start + front, end: end - back, newText: newText.slice(front, newText.length - back) };
}

/** Whether an offset in either text parts a line break or a character. */
function isInside(old: string, newText: string, at: number): boolean {
  return [old, newText].some((text) => isBehindHalf(text[at - 1], text[at], undefined));
}

function isBehindHalf(before: string | undefined, after: string | undefined, other: string | undefined): boolean {
  const parts = (half: string | undefined): boolean =>
    (half === '\r' && after === '\n') || (half !== undefined && /[\ud800-\udbff]/.test(half) && after !== undefined);
  return parts(before) || parts(other);
}
