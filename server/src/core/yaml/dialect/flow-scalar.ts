/**
 * The text that a plain or quoted scalar stands for, from the text as written: lines folded and escapes read as go-yaml
 * does. `\'` is an escape, `\/` is none, a code must be a character, and line separators of YAML 1.1 break lines. Truth:
 * `kubernetes-sigs/yaml · goyaml.v2/scannerc.go` (`yaml_parser_scan_flow_scalar`, `yaml_parser_scan_plain_scalar`).
 */

const foldable = /[\n\r\u0085\u2028\u2029]/;
const foldedBlanks = /[ \t]*(?:\r\n|[\n\r\u0085\u2028\u2029])(?:[ \t]|\r\n|[\n\r\u0085\u2028\u2029])*/g;
const quotesAndFolds = new RegExp(`''|${foldedBlanks.source}`, 'g');
const lineBreaks = /\r\n|[\n\r\u0085\u2028\u2029]/g;

/** Told of each range of a scalar as written that its value has something else for, of `length`; in order. */
export type Replaced = (at: number, written: number, length: number) => void;

/** Tells of a replacement, if anybody wants to know, and makes it. */
function put(replacement: string, piece: string, at: number, replaced: Replaced | undefined): string {
  replaced?.(at, piece.length, replacement.length);
  return replacement;
}

/** A plain scalar's text, or what stands between the quotes of one without escapes. */
export function foldLines(written: string, replaced?: Replaced): string {
  if (!foldable.test(written)) return written;
  return written.replace(foldedBlanks, (blanks, at: number) => put(foldBlanks(blanks), blanks, at, replaced));
}

function foldBlanks(blanks: string): string {
  const [first = '', ...rest] = breaksIn(blanks);
  if (first !== '\n') return [first, ...rest].join('');
  return rest.length === 0 ? ' ' : rest.join('');
}

/** Line breaks in a run of blanks, all but line and paragraph separators as line feeds. */
function breaksIn(blanks: string): string[] {
  return (blanks.match(lineBreaks) ?? []).map((found) => (found === '\u2028' || found === '\u2029' ? found : '\n'));
}

/** Where the quote closes that opens at an offset; -1: nowhere. */
export function closingQuote(text: string, start: number): number {
  const quote = text.charAt(start);
  let at = text.indexOf(quote, start + 1);
  if (quote === "'") {
    while (at >= 0 && text.charAt(at + 1) === "'") at = text.indexOf("'", at + 2);
    return at;
  }
  const escape = text.slice(start, at < 0 ? undefined : at).indexOf('\\');
  if (escape < 0) return at;
  for (at = start + escape; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 34) return at;
  }
  return -1;
}

/** What stands between single quotes. */
export function readSingleQuoted(inner: string, replaced?: Replaced): string {
  if (!inner.includes("'")) return foldLines(inner, replaced);
  return inner.replace(quotesAndFolds, (piece, at: number) =>
    put(piece === "''" ? "'" : foldBlanks(piece), piece, at, replaced),
  );
}

const simpleEscapes = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
  ['N', '\u0085'],
  ['_', '\u00a0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);

const pieces =
  /\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|(?:\r\n|[\n\r\u0085\u2028\u2029])(?:[ \t]|\r\n|[\n\r\u0085\u2028\u2029])*|[^])|[ \t]*(?:\r\n|[\n\r\u0085\u2028\u2029])(?:[ \t]|\r\n|[\n\r\u0085\u2028\u2029])*/g;

/** What stands between double quotes; `badEscape` is the offset in it of the first escape that go-yaml refuses. */
export function readDoubleQuoted(inner: string, replaced?: Replaced): { text: string; badEscape: number | undefined } {
  if (!inner.includes('\\')) return { text: foldLines(inner, replaced), badEscape: undefined };
  let badEscape: number | undefined;
  const read = (piece: string, offset: number): string => {
    if (!piece.startsWith('\\')) return foldBlanks(piece);
    const escape = piece.charAt(1);
    const simple = piece.length === 2 ? simpleEscapes.get(escape) : undefined;
    if (simple !== undefined) return simple;
    // An escaped line break joins the lines without a blank; further empty lines stay.
    if (foldable.test(escape)) return breaksIn(piece.slice(1)).slice(1).join('');
    const code = piece.length > 2 ? Number.parseInt(piece.slice(2), 16) : Number.NaN;
    if (code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)) return String.fromCodePoint(code);
    badEscape ??= offset;
    return piece;
  };
  const text = inner.replace(pieces, (piece, at: number) => put(read(piece, at), piece, at, replaced));
  return { text, badEscape };
}
