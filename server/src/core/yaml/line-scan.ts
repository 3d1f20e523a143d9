/**
 * A document's lines and what each begins – key, dash, scalar – found without parsing: for looking through very many
 * files that hold little of interest. Blank lines, comments and the inner lines of scalars are left out. Must give up
 * (undefined) rather than guess: tabs, unusual line breaks, flow collections over several lines and whatever
 * else needs a parser. What it leaves unlooked at (a fault inside a line) is never taken for something else. Truth: the
 * same rules as `dialect/`, for text that kubectl reads.
 */
import { closingQuote } from './dialect/flow-scalar.ts';
import { LineValue, type LineTable } from './line-table.ts';

const blank = 32;
const hash = 35;
const dash = 45;
const dot = 46;
const percent = 37;
const colon = 58;

/** Characters that begin something else than plain text, or may. */
const indicators = new Uint8Array(128);
for (const character of ' "\'[]{}|>&*!%@`,#?:-') indicators[character.charCodeAt(0)] = 1;

function beginsPlain(code: number): boolean {
  return code >= 128 || indicators[code] === 0;
}

/** What only a parser should read: tabs, unusual line breaks, marks of the encoding. */
const forParser = ['\t', '\u0085', '\u2028', '\u2029', '\ufeff'];
const blockHeader = /[|>](?:[1-9][+-]?|[+-][1-9]?)? *(?:#.*)?$/y;

/** Fills a table with the lines of a document, templates masked; false where its text needs a parser. */
export function scanLines(text: string, lines: LineTable): boolean {
  // One search each is many times as fast as one pattern for all.
  for (const mark of forParser) if (text.includes(mark)) return false;
  if (text.includes('\r') && /\r(?!\n)/.test(text)) return false;
  lines.clear();
  return new LineScan(text, lines).run();
}

class LineScan {
  private nextHash = -1;
  /** Where the line after the one being looked at begins. */
  private next = 0;
  /** Where the value that was looked at last ends. */
  private valueEnd = 0;

  constructor(
    private readonly text: string,
    private readonly lines: LineTable,
  ) {}

  run(): boolean {
    const { text } = this;
    if (text.startsWith('---')) {
      const end = this.lineEnd(0);
      if (!/^---(?: *| +#.*)$/.test(text.slice(0, end))) return false;
    }
    while (this.next < text.length) {
      const begin = this.next;
      const end = this.lineEnd(begin);
      const start = this.skipBlanks(begin, end);
      if (start === end || text.charCodeAt(start) === hash) continue;
      if (!this.line(begin, start, end)) return false;
    }
    return true;
  }

  /** The end of a line without its break; `next` is set behind it. */
  private lineEnd(from: number): number {
    const feed = this.text.indexOf('\n', from);
    this.next = feed < 0 ? this.text.length : feed + 1;
    if (feed < 0) return this.text.length;
    return feed > from && this.text.charCodeAt(feed - 1) === 13 ? feed - 1 : feed;
  }

  private skipBlanks(from: number, end: number): number {
    let at = from;
    while (at < end && this.text.charCodeAt(at) === blank) at++;
    return at;
  }

  /** Takes in one line, with all lines that its value goes over; false: a parser has to. */
  private line(begin: number, start: number, end: number): boolean {
    const { text } = this;
    let at = start;
    const isItem = text.charCodeAt(start) === dash && this.isEndOrBlank(start + 1, end);
    if (isItem) {
      at = this.skipBlanks(start + 1, end);
      // A list in a list, on one line.
      if (text.charCodeAt(at) === dash && this.isEndOrBlank(at + 1, end)) return false;
    } else if (start === begin && begin > 0 && this.isMark(start)) return false;
    const keyStart = at;
    const keyEnd = this.keyEnd(at, end);
    if (keyEnd === undefined) return false;
    const valueStart = keyEnd < 0 ? at : this.skipBlanks(keyEnd + 1, end);
    // What a value's further lines have to stand right of.
    const around = (keyEnd >= 0 ? keyStart : start) - begin;
    const value = this.value(valueStart, end, around);
    if (value === undefined) return false;
    this.lines.add(start - begin, isItem, start, keyStart, keyEnd, value, valueStart, this.valueEnd);
    return true;
  }

  /** A line that ends the document, begins the next, or speaks to the reader. */
  private isMark(at: number): boolean {
    const code = this.text.charCodeAt(at);
    if (code === percent) return true;
    if (code !== dash && code !== dot) return false;
    return this.text.startsWith('---', at) || this.text.startsWith('...', at);
  }

  private isEndOrBlank(at: number, end: number): boolean {
    return at >= end || this.text.charCodeAt(at) === blank;
  }

  /** Where the key that begins at an offset ends (at its colon); -1: there is none; undefined: a parser has to look. */
  private keyEnd(at: number, end: number): number | undefined {
    if (beginsPlain(this.text.charCodeAt(at))) return this.plainKeyEnd(at, end);
    switch (this.text.charAt(at)) {
      case '"':
      case "'": {
        const close = closingQuote(this.text, at);
        if (close < 0 || close >= end) return -1;
        const next = this.skipBlanks(close + 1, end);
        return this.text.charCodeAt(next) === colon && this.isEndOrBlank(next + 1, end) ? next : -1;
      }
      case '?':
        return this.isEndOrBlank(at + 1, end) ? undefined : this.plainKeyEnd(at, end);
      case '&':
      case '!':
      case '*': {
        // Whose property it is, key's or value's, is for a parser to say.
        const found = this.plainKeyEnd(at, end);
        return found < 0 ? found : undefined;
      }
      case '[':
      case '{':
      case '|':
      case '>':
      case '#':
        return -1;
      case ']':
      case '}':
      case ',':
      case '%':
      case '@':
      case '`':
        return undefined;
      default:
        return this.plainKeyEnd(at, end);
    }
  }

  private plainKeyEnd(at: number, end: number): number {
    const { text } = this;
    for (let found = at; found < end; found++) {
      const code = text.charCodeAt(found);
      if (code === colon && this.isEndOrBlank(found + 1, end)) return found;
      if (code === hash && text.charCodeAt(found - 1) === blank) return -1;
    }
    return -1;
  }

  private find(character: string, from: number): number {
    const found = this.text.indexOf(character, from);
    return found < 0 ? Infinity : found;
  }

  /** Where the comment of a line begins, from an offset on; the line's end where there is none. */
  private commentStart(from: number, end: number): number {
    if (this.nextHash < from) this.nextHash = this.find('#', from);
    let found = this.nextHash;
    while (found < end && (found === 0 || this.text.charCodeAt(found - 1) !== blank)) found = this.find('#', found + 1);
    return Math.min(found, end);
  }

  /** How the value at an offset is written; its end is `valueEnd`. Undefined: a parser has to look. */
  private value(at: number, end: number, around: number): LineValue | undefined {
    const { text } = this;
    this.valueEnd = at;
    if (at >= end) return LineValue.none;
    if (beginsPlain(text.charCodeAt(at))) return this.plain(at, end, around);
    switch (text.charAt(at)) {
      case '#':
        return LineValue.none;
      case '|':
      case '>':
        if (!this.isBlockHeader(at, end)) return undefined;
        this.skipDeeper(around);
        this.valueEnd = end;
        return LineValue.block;
      case '"':
      case "'":
        return this.quoted(at, end);
      case '[':
      case '{':
        return this.flow(at, end);
      case '&':
      case '!':
        return this.withProperty(at, end, around);
      case '*':
        this.valueEnd = end;
        return LineValue.special;
      case '%':
      case '@':
      case '`':
      case ',':
      case ']':
      case '}':
        return undefined;
      default:
        // A dash, colon or question mark.
        return this.isEndOrBlank(at + 1, end) ? undefined : this.plain(at, end, around);
    }
  }

  private plain(at: number, end: number, around: number): LineValue {
    let valueEnd = this.commentStart(at, end);
    const hasComment = valueEnd < end;
    while (this.text.charCodeAt(valueEnd - 1) === blank) valueEnd--;
    this.valueEnd = valueEnd;
    return !hasComment && this.skipDeeper(around) ? LineValue.special : LineValue.plain;
  }

  private quoted(at: number, end: number): LineValue | undefined {
    const valueEnd = closingQuote(this.text, at) + 1;
    if (valueEnd === 0) return undefined;
    // A document ends where a line says so, inside quotes too.
    if (valueEnd > end && /\n(?:---|\.\.\.)/.test(this.text.slice(at, valueEnd))) return undefined;
    const lastEnd = valueEnd > end ? this.lineEnd(valueEnd) : end;
    if (!this.isOver(valueEnd, lastEnd)) return undefined;
    this.valueEnd = valueEnd;
    return this.text.charAt(at) === '"' ? LineValue.double : LineValue.single;
  }

  private flow(at: number, end: number): LineValue | undefined {
    const { text } = this;
    let depth = 0;
    let last = at;
    for (; last < end; last++) {
      const character = text.charAt(last);
      if (character === '[' || character === '{') depth++;
      else if (character === ']' || character === '}') {
        if (--depth === 0) break;
      } else if (character === '"' || character === "'") {
        if (/[\w.-]/.test(text.charAt(last - 1))) continue;
        last = closingQuote(text, last);
        if (last < 0 || last >= end) return undefined;
      } else if (character === '#' && text.charCodeAt(last - 1) === blank) return undefined;
    }
    if (last >= end || !this.isOver(last + 1, end)) return undefined;
    this.valueEnd = last + 1;
    if (this.skipBlanks(at + 1, last) < last) return LineValue.special;
    return text.charAt(at) === '{' ? LineValue.emptyMap : LineValue.emptyList;
  }

  /** Behind an anchor or tag; what stands there is looked at for its end alone. */
  private withProperty(at: number, end: number, around: number): LineValue | undefined {
    let property = at;
    while (property < end && this.text.charCodeAt(property) !== blank) property++;
    return this.value(this.skipBlanks(property, end), end, around) === undefined ? undefined : LineValue.special;
  }

  private isBlockHeader(at: number, end: number): boolean {
    blockHeader.lastIndex = 0;
    return blockHeader.test(this.text.slice(at, end));
  }

  /** Nothing but blanks and a comment follows. */
  private isOver(from: number, end: number): boolean {
    const at = this.skipBlanks(from, end);
    return at === end || (at > from && this.text.charCodeAt(at) === hash);
  }

  /** Goes over blank lines and those right of a column; whether there was one of the latter. */
  private skipDeeper(around: number): boolean {
    const { text } = this;
    let isLonger = false;
    while (this.next < text.length) {
      const begin = this.next;
      const end = this.lineEnd(begin);
      const limit = Math.min(begin + around + 1, end);
      const start = this.skipBlanks(begin, limit);
      if (start < limit) {
        this.next = begin;
        break;
      }
      isLonger ||= this.skipBlanks(start, end) < end;
    }
    return isLonger;
  }
}
