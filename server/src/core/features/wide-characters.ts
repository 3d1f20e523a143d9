/**
 * Which characters fill a square, and how many columns of fixed pitch a text takes, so that columns stand below each other in
 * Korean as well. Knows no fonts: what a terminal draws otherwise is its own matter. Truth: Unicode's East Asian Width.
 */

/** Scripts and symbols whose characters fill a square, by their blocks. */
export function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x11ff) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xa960 && code <= 0xa97f) ||
    (code >= 0xac00 && code <= 0xd7ff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    code >= 0x1f000
  );
}

export function columnCount(text: string): number {
  let count = 0;
  for (const character of text) count += isWide(character.codePointAt(0) ?? 0) ? 2 : 1;
  return count;
}

/** The text with blanks behind it, up to a width in columns. */
export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnCount(text)));
}
