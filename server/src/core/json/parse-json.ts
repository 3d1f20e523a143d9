/**
 * JSON as Go reads it, with the place of every value; broken text gives the best tree it can, for the writer's help. No
 * faults at all means that Go's `encoding/json` takes the text. Never throws; without recursion, so that depth costs
 * nothing. Truth: Go's `encoding/json · scanner.go`.
 */
import { JsonScanner, type LineEnd } from './json-scanner.ts';
import type { JsonDocument, JsonEntry, JsonNode, JsonScalar, JsonSpan } from './json-tree.ts';

/** Go goes no deeper. */
const deepest = 10_000;

/** A collection that is still open, or the text as a whole, which takes one value. */
interface Open {
  readonly kind: 'object' | 'array' | 'root';
  readonly start: number;
  readonly entries: JsonEntry[];
  readonly items: JsonNode[];
  state: 'first' | 'key' | 'colon' | 'value' | 'end';
  key: { readonly text: string; readonly span: JsonSpan };
  /** Where the last comma stands; -1 where there is none. */
  comma: number;
}

const noKey = { text: '', span: { start: 0, end: 0 } };

function opened(kind: Open['kind'], start: number): Open {
  const state = kind === 'root' ? 'value' : 'first';
  return { kind, start, entries: [], items: [], state, key: noKey, comma: -1 };
}

/** Reads a JSON text; `lineEnd` says where lines end in the text as it was written, if not where this one breaks. */
export function parseJson(text: string, lineEnd?: LineEnd): JsonDocument {
  const { root, faults } = new JsonParser(
    text,
    lineEnd ??
      ((offset) => {
        const feed = text.indexOf('\n', offset);
        return feed < 0 ? text.length : feed;
      }),
  ).parse();
  return { text, root, faults, value: faults.length === 0 ? (JSON.parse(text) as unknown) : undefined };
}

class JsonParser {
  private readonly scanner: JsonScanner;
  private readonly root = opened('root', 0);
  private readonly open: Open[] = [this.root];
  /** Something was left out right before, which may stand for commas and entries. */
  private isElided = false;
  private isAtEnd = false;

  constructor(text: string, lineEnd: LineEnd) {
    this.scanner = new JsonScanner(text, lineEnd);
  }

  parse(): Pick<JsonDocument, 'root' | 'faults'> {
    const { scanner } = this;
    for (;;) {
      this.isElided = scanner.skip() || this.isElided;
      if (this.isAtEnd || scanner.at >= scanner.text.length) break;
      this.step(this.top);
    }
    this.finish();
    const faults = scanner.faults.sort((a, b) => a.start - b.start);
    return { root: this.root.items[0], faults };
  }

  private get top(): Open {
    return this.open.at(-1) ?? this.root;
  }

  private step(top: Open): void {
    const { scanner } = this;
    const { next } = scanner;
    if (next === '}' || next === ']') return this.close(top, next === '}' ? 'object' : 'array');
    if (top.kind === 'root') return top.state === 'value' ? this.rootValue() : this.trailing();
    if (next === ',') return this.comma(top);
    if (next === ':' && top.state !== 'colon') return this.unexpected();
    switch (top.state) {
      case 'colon':
        if (next === ':') scanner.at++;
        else this.missing('missing-colon');
        // The next entry begins where the colon of a key half typed should be.
        if (next === '"' && scanner.startsEntry()) {
          this.put(top, absent(scanner.at));
          top.comma = -1;
          top.state = 'key';
        } else top.state = 'value';
        return;
      case 'end':
        if (!this.continues(top)) return this.unexpected();
        this.missing('missing-comma');
        top.comma = -1;
        top.state = top.kind === 'object' ? 'key' : 'value';
        return;
      case 'first':
      case 'key':
        if (top.kind === 'object') return this.key(top);
        return this.value(top);
      case 'value':
        return this.value(top);
    }
  }

  private missing(code: 'missing-colon' | 'missing-comma'): void {
    if (!this.isElided) this.scanner.fault(code, this.scanner.at, this.scanner.tokenEnd());
    this.isElided = false;
  }

  private unexpected(): void {
    const { scanner } = this;
    const start = scanner.at;
    scanner.at = scanner.tokenEnd();
    scanner.fault(scanner.text.charAt(start) === '\\' ? 'stray-backslash' : 'unexpected-character', start);
    // An escape that nobody has read goes as one.
    if (scanner.text.charAt(start) === '\\' && /[nrt"]/.test(scanner.next)) scanner.at++;
  }

  /** Whether an entry or item can begin here, so that only the comma is missing. */
  private continues(top: Open): boolean {
    const { scanner } = this;
    const { next } = scanner;
    if (next === '"' || next === "'" || next === '{' || next === '[') return true;
    const ahead = scanner.text.slice(scanner.at, scanner.tokenEnd() + 40);
    return top.kind === 'array' ? /^[-\w$<]/.test(ahead) : /^[\w$<][^\s:,]*\s*:/.test(ahead);
  }

  private comma(top: Open): void {
    const { scanner } = this;
    const at = scanner.at++;
    switch (top.state) {
      case 'end':
        break;
      case 'colon':
        scanner.fault('missing-colon', at);
        this.put(top, absent(at));
        break;
      case 'value':
        if (top.kind === 'object') {
          if (!this.isElided) scanner.fault('missing-value', at);
          this.put(top, absent(at));
          break;
        }
        if (!this.isElided) scanner.fault('extra-comma', at);
        break;
      default:
        if (!this.isElided) scanner.fault('extra-comma', at);
    }
    this.isElided = false;
    top.comma = at;
    top.state = top.kind === 'object' ? 'key' : 'value';
  }

  private key(top: Open): void {
    const { scanner } = this;
    const start = scanner.at;
    const quoted = scanner.quoted();
    if (quoted) top.key = { text: String(quoted.value), span: { start, end: quoted.end } };
    else if (this.isBracket()) {
      // A collection without a key: what is in it is read, so that brackets stay even.
      scanner.fault('unexpected-character', start, start + 1);
      top.key = { text: '', span: { start, end: start } };
      top.state = 'value';
      return;
    } else {
      const found = scanner.faults.length;
      const bare = scanner.bareKey();
      if (!bare) return this.unexpected();
      if (scanner.faults.length === found) scanner.fault('unquoted-key', start);
      top.key = { text: scanner.text.slice(start, bare.end), span: bare };
    }
    this.isElided = false;
    top.state = 'colon';
  }

  private value(top: Open): void {
    const { scanner } = this;
    const { next, at } = scanner;
    this.isElided = false;
    if (this.isBracket()) {
      scanner.at++;
      if (this.open.length > deepest) {
        scanner.fault('too-deep', at);
        this.isAtEnd = true;
        return;
      }
      this.open.push(opened(next === '{' ? 'object' : 'array', at));
      return;
    }
    const scalar = scanner.quoted() ?? scanner.bare();
    if (scalar) this.put(top, scalar);
    else this.unexpected();
  }

  private rootValue(): void {
    const { scanner } = this;
    const { next, at, text } = scanner;
    // The whole JSON in quotes that nothing has taken off.
    const isWrapped = (next === "'" || next === '`') && /^['`]\s*[{[]/.test(text.slice(at, at + 200));
    if (!isWrapped) return this.value(this.root);
    scanner.at++;
    scanner.fault('stray-quote', at);
  }

  private trailing(): void {
    const { scanner } = this;
    const start = scanner.at;
    scanner.at = scanner.lineEndHere();
    const isQuote = /^['"`]$/.test(scanner.text.slice(start, scanner.at));
    scanner.fault(
      isQuote ? 'stray-quote' : scanner.text.charAt(start) === '\\' ? 'stray-backslash' : 'trailing-text',
      start,
    );
    if (!isQuote) this.isAtEnd = true;
  }

  /** Whether a collection begins here; two braces are a template's. */
  private isBracket(): boolean {
    const { next, text, at } = this.scanner;
    return next === '[' || (next === '{' && !text.startsWith('{{', at));
  }

  private put(top: Open, value: JsonNode): void {
    if (top.kind === 'object') top.entries.push({ key: top.key.text, keySpan: top.key.span, value });
    else top.items.push(value);
    top.state = 'end';
  }

  private close(top: Open, kind: 'object' | 'array'): void {
    const { scanner } = this;
    const at = scanner.at;
    if (top.kind !== kind) {
      const depth = this.open.map((outer) => outer.kind).lastIndexOf(kind);
      if (depth < 0) {
        if (top.kind === 'root' && top.state === 'end') return this.trailing();
        scanner.at++;
        return scanner.fault('mismatched-bracket', at);
      }
      scanner.fault('mismatched-bracket', at, at + 1);
      while (this.open.length > depth + 1) this.leave(at, false);
    }
    scanner.at++;
    this.leave(scanner.at, true);
  }

  /** Ends the innermost collection; `isClosed`: by its bracket. */
  private leave(end: number, isClosed: boolean): void {
    const { scanner } = this;
    const top = this.open.pop();
    if (!top || top.kind === 'root') return;
    if (top.state === 'colon' || (top.state === 'value' && top.kind === 'object')) {
      if (isClosed && !this.isElided)
        scanner.fault(top.state === 'colon' ? 'missing-colon' : 'missing-value', end - 1, end);
      this.put(top, absent(isClosed ? end - 1 : end));
    } else if (isClosed && top.state !== 'end' && top.comma >= 0 && !this.isElided)
      scanner.fault('trailing-comma', top.comma, top.comma + 1);
    this.isElided = false;
    const span = { start: top.start, end };
    this.put(
      this.top,
      top.kind === 'object'
        ? { kind: 'object', entries: top.entries, ...span }
        : { kind: 'array', items: top.items, ...span },
    );
  }

  private finish(): void {
    const { scanner } = this;
    const { length } = scanner.text;
    const innermost = this.top;
    const isKnown = scanner.faults.some(({ code }) => code === 'unterminated-string' || code === 'too-deep');
    if (innermost.kind !== 'root' && !isKnown) scanner.fault('unclosed', innermost.start, innermost.start + 1);
    while (this.open.length > 1) this.leave(length, false);
    if (this.root.items.length === 0 && scanner.faults.length === 0) scanner.fault('empty', 0, length);
  }
}

function absent(at: number): JsonScalar {
  return { kind: 'missing', value: null, start: at, end: at };
}
