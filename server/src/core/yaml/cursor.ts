/**
 * What a writer is about to write at an offset: a key of which mapping, or the value of which field. Half-typed text is
 * read as it will be once the word at the cursor stands: a mark is put there, and the place where the mark comes to stand
 * is the answer. Knows no Kubernetes; never throws, whatever the text.
 */
import { joinField } from './locate.ts';
import { readDocument } from './read-document.ts';
import type { MappingNode, Node, Span, YamlDocument } from './tree.ts';

export interface Cursor {
  /** `key`: of the mapping at `path`. `value`: of the field at `path`. */
  readonly on: 'key' | 'value';
  readonly path: readonly (string | number)[];
  readonly field: string;
  /** The word that is being written, to be replaced as a whole. */
  readonly word: Span;
  /** What of the word stands before the cursor, without its quote. */
  readonly prefix: string;
  /** The quote that the word begins with. */
  readonly quote: '' | '"' | "'";
  /** Inside brackets or braces. */
  readonly flow: boolean;
  /** A key with its colon behind it: only the key is to be written. */
  readonly hasColon: boolean;
  /** On the first line of a list item, behind its dash. */
  readonly afterDash: boolean;
  /** Column at which the word begins. */
  readonly column: number;
  /** Blanks that the line begins with. */
  readonly indent: number;
  /** The document as it reads with the mark; fields in it are those of the text, but for the mark. */
  readonly document: YamlDocument;
  /** Where the mark ends in `document`; it begins where the word does. */
  readonly markEnd: number;
  /** The mapping that the key belongs to, the mark among its entries; for a value, the mapping that holds it. */
  readonly siblings: readonly string[];
}

/** What of a cursor is told by its line alone. */
type Word = Pick<Cursor, 'word' | 'prefix' | 'quote' | 'hasColon' | 'afterDash' | 'column' | 'indent'>;

/** A word that no manifest has. */
const mark = 'virtlens-cursor-3f9d';

const wordCharacter = /[^\s,[\]{}"'#:]/;

/** Undefined inside comments and block scalars, and where the text cannot be made sense of. */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  const lineStart = text.slice(0, offset).lastIndexOf('\n') + 1;
  const lineBreak = text.indexOf('\n', offset);
  const lineEnd = lineBreak < 0 ? text.length : lineBreak;
  const before = text.slice(lineStart, offset);
  if (/(?:^|\s)#/.test(withoutQuoted(before))) return undefined;

  const { word, prefix, quote } = wordAt(text, lineStart, offset, lineEnd);
  const ahead = text.slice(lineStart, word.start);
  const behind = text.slice(word.end, lineEnd);
  const hasColon = /^\s*:(?:\s|$)/.test(behind);
  const afterDash = /^\s*(?:-\s+)+$/.test(ahead);
  const base = {
    word,
    prefix,
    quote,
    hasColon,
    afterDash,
    column: word.start - lineStart,
    indent: /^ */.exec(ahead)?.[0].length ?? 0,
  };
  const asValue = /:\s+$/.test(ahead);
  const rest = hasColon ? '' : endsFlowPart(behind) ? '' : ':';
  const candidates = asValue ? [mark] : afterDash && !hasColon ? [`${mark}:`, mark] : [`${mark}${rest}`, mark];
  for (const written of candidates) {
    const found = placeOf(text, word, written);
    if (found) return { ...base, ...found, markEnd: word.start + written.length };
  }
  return undefined;
}

function placeOf(text: string, word: Span, written: string): Omit<Cursor, keyof Word | 'markEnd'> | undefined {
  const marked = text.slice(0, word.start) + written + text.slice(word.end);
  for (const attemptOf of [same, withoutFaults, withoutBareLines]) {
    const attempt = attemptOf(marked, word.start);
    const document = readDocument(attempt);
    const found = document.root && findMark(document.root, []);
    if (found) {
      const { path, ...place } = found;
      return { ...place, path, field: path.reduce<string>(joinField, ''), document };
    }
  }
  return undefined;
}

const same = (text: string): string => text;

/** The text without the lines right above the mark that are neither entries nor items: words somebody left half typed. */
function withoutBareLines(text: string, until: number): string {
  const lineStart = text.slice(0, until).lastIndexOf('\n') + 1;
  return (
    text.slice(0, lineStart).replace(/(?:^|(?<=\n))(?:[ \t]*[\w./-]+[ \t]*\r?\n)+$/, blanked) + text.slice(lineStart)
  );
}

const blanked = (lines: string): string => lines.replace(/[^\r\n]/g, ' ');

/** The text with every faulty line before the mark blanked, so that an unclosed bracket above does not hide it. */
function withoutFaults(text: string, until: number): string {
  let result = text;
  for (const { start } of readDocument(text).problems) {
    if (start >= until) break;
    const lineStart = result.slice(0, start).lastIndexOf('\n') + 1;
    const lineEnd = Math.max(result.indexOf('\n', start), lineStart);
    if (lineStart <= until && until <= lineEnd) continue;
    result = result.slice(0, lineStart) + ' '.repeat(lineEnd - lineStart) + result.slice(lineEnd);
  }
  return result;
}

type Found = Pick<Cursor, 'on' | 'path' | 'flow' | 'siblings'>;

function findMark(node: Node, path: readonly (string | number)[]): Found | undefined {
  if (node.kind === 'scalar') return undefined;
  if (node.kind === 'sequence') {
    for (const [index, { value, alias }] of node.items.entries()) {
      if (alias) continue;
      if (isMark(value)) return { on: 'value', path: [...path, index], flow: node.flow, siblings: [] };
      const inner = findMark(value, [...path, index]);
      if (inner) return inner;
    }
    return undefined;
  }
  for (const { key, value, alias, merged } of [...node.entries, ...node.shadowed]) {
    if (merged || alias) continue;
    if (key === mark) return { on: 'key', path, flow: node.flow, siblings: keysOf(node) };
    if (isMark(value)) return { on: 'value', path: [...path, key], flow: node.flow, siblings: keysOf(node) };
    const inner = findMark(value, [...path, key]);
    if (inner) return inner;
  }
  return undefined;
}

function keysOf(node: MappingNode): readonly string[] {
  return node.entries.filter(({ key }) => key !== mark).map(({ key }) => key);
}

function isMark(node: Node): boolean {
  return node.kind === 'scalar' && node.value === mark && node.style === 'plain';
}

function endsFlowPart(behind: string): boolean {
  return /^\s*[,}\]]/.test(behind);
}

function wordAt(
  text: string,
  lineStart: number,
  offset: number,
  lineEnd: number,
): { word: Span; prefix: string; quote: Cursor['quote'] } {
  let start = offset;
  while (start > lineStart && wordCharacter.test(text.charAt(start - 1))) start--;
  // `a: ` parts key and value; a colon inside a word, as in a MAC address, belongs to it.
  while (start > lineStart && text.charAt(start - 1) === ':' && start < offset) {
    start--;
    while (start > lineStart && wordCharacter.test(text.charAt(start - 1))) start--;
  }
  const prefix = text.slice(start, offset);
  const opening = text.charAt(start - 1);
  let end = offset;
  while (end < lineEnd && (wordCharacter.test(text.charAt(end)) || isInnerColon(text, end, lineEnd))) end++;
  if (start > lineStart && (opening === '"' || opening === "'")) {
    const closing = text.charAt(end) === opening ? end + 1 : end;
    return { word: { start: start - 1, end: closing }, prefix, quote: opening };
  }
  return { word: { start, end }, prefix, quote: '' };
}

function isInnerColon(text: string, at: number, lineEnd: number): boolean {
  return text.charAt(at) === ':' && at + 1 < lineEnd && !/\s/.test(text.charAt(at + 1));
}

function withoutQuoted(line: string): string {
  return line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, '""');
}
