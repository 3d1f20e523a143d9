/** Places in texts for tests of navigation: found by what stands there, and drawn so that a mistake is seen at once. */
import type { Location, Position, Range } from 'vscode-languageserver';

/** Lines of a text without their ends. */
const linesOf = (text: string): string[] => text.split(/\r?\n/);

/**
 * The place of `|` in a piece of a text's line: `placeOf(text, '- name: bl|ue', 1)` is in the second line that has the
 * piece. Throws where there is none, so that a test never asks about the wrong place.
 */
export function placeOf(text: string, piece: string, which = 0): Position {
  const at = piece.indexOf('|');
  const plain = piece.replace('|', '');
  const found = linesOf(text).flatMap((line, number) => {
    const start = line.indexOf(plain);
    return start < 0 ? [] : [{ line: number, character: start + Math.max(at, 0) }];
  });
  const place = found[which];
  if (!place) throw new Error(`no line ${which} with ${plain}`);
  return place;
}

/** A range as its line with the range in `«»`, with the line's number from 1. */
export function drawRange(text: string, { start, end }: Range): string {
  const line = linesOf(text)[start.line] ?? '';
  const stop = end.line === start.line ? end.character : line.length;
  const drawn = `${line.slice(0, start.character)}«${line.slice(start.character, stop)}»${line.slice(stop)}`;
  return `${start.line + 1}: ${drawn.trim()}`;
}

/** Locations as `file.yaml:12: name: «lan»`, in the order in which they came. */
export function drawLocations(
  files: Readonly<Record<string, string>>,
  locations: readonly Location[] | null,
): string[] {
  return (locations ?? []).map(
    ({ uri, range }) => `${uri.replace(/^file:\/\/\/\w+\//, '')}:${drawRange(files[uri] ?? '', range)}`,
  );
}
