/**
 * The tokens of a JSON text, and of what people write in its place: other quotes, comments, call-outs, things left out.
 * Faults are noted where they stand. Never throws. Truth: Go's `encoding/json · scanner.go`, `decode.go`.
 */
import { jsonFaultMessage } from './json-faults.ts';
import type { JsonFault, JsonFaultCode, JsonScalar, JsonSpan } from './json-tree.ts';

/** Where the line of an offset ends, as it was written. */
export type LineEnd = (offset: number) => number;

/** More are not told; the first ones are what to mend. */
const mostFaults = 200;

const number = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$/;
const word = /(?:[^\s,:[\]{}"'#<\\/]|\/(?![/*]))+/y;
// eslint-disable-next-line no-control-regex -- what Go refuses inside a text
const stringRun = /[^"\\\u0000-\u001f]+/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const singleQuoted = /'(?:[^'\\\n]|\\.)*'/y;
const curlyQuoted = /[“”„‟][^“”„‟"\n]*[“”„‟"]/y;
const omitted = /\.{2,}|…/y;
const callOut = /<\d+>/y;
const arrow = /<[-=]+|[←⟵⇐]/y;
const placeholder = /<[^<>\n"]{1,80}>|\{\{[^\n]*?\}\}|\$\{\{[^{}\n]*\}\}|\$\{[^{}\n]*\}/y;

export class JsonScanner {
  readonly faults: JsonFault[] = [];
  at = 0;

  constructor(
    readonly text: string,
    private readonly lineEnd: LineEnd,
  ) {}

  fault(code: JsonFaultCode, start: number, end = this.at): void {
    if (this.faults.length >= mostFaults) return;
    const written = this.text.slice(start, end);
    this.faults.push({ code, start, end, message: jsonFaultMessage(code, written) });
  }

  get next(): string {
    return this.text.charAt(this.at);
  }

  /** Moves behind what a pattern matches here; the result is where that began. */
  private take(pattern: RegExp): JsonSpan | undefined {
    pattern.lastIndex = this.at;
    const start = this.at;
    if (!pattern.test(this.text)) return undefined;
    this.at = pattern.lastIndex;
    return { start, end: this.at };
  }

  /** Moves to the next token, over comments and notes; true where something was found that stands for more of the text. */
  skip(): boolean {
    let isElided = false;
    for (; this.at < this.text.length;) {
      const code = this.text.charCodeAt(this.at);
      if (code === 32 || code === 9 || code === 10 || code === 13) {
        this.at++;
        continue;
      }
      const found = this.skipNote();
      if (found === undefined) break;
      isElided ||= found === 'ellipsis';
    }
    return isElided;
  }

  private skipNote(): JsonFaultCode | undefined {
    const start = this.at;
    const two = this.text.slice(start, start + 2);
    if (two === '/*') {
      const close = this.text.indexOf('*/', start + 2);
      return this.note('comment', start, close < 0 ? this.text.length : close + 2);
    }
    if (two === '//' || two.startsWith('#')) return this.note('comment', start, this.noteEnd(start));
    if (this.take(omitted)) return this.note('ellipsis', start, this.at);
    if (this.take(callOut)) return this.note('call-out', start, this.at);
    if (this.take(arrow)) return this.note('call-out', start, this.noteEnd(start));
    return undefined;
  }

  private note(code: JsonFaultCode, start: number, end: number): JsonFaultCode {
    this.at = end;
    this.fault(code, start);
    return code;
  }

  private noteEnd(start: number): number {
    return start + this.text.slice(start, Math.max(this.lineEnd(start), start + 1)).trimEnd().length;
  }

  /** A text with its quotes, of whatever kind; undefined where none begins here. */
  quoted(): JsonScalar | undefined {
    if (this.next === '"') return this.string();
    const start = this.at;
    const span = this.take(singleQuoted) ?? this.take(curlyQuoted);
    if (!span) return undefined;
    this.fault('single-quote', start);
    return { kind: 'string', value: this.text.slice(start + 1, span.end - 1).replace(/\\(.)/g, '$1'), ...span };
  }

  private string(): JsonScalar {
    const start = this.at;
    const found = this.faults.length;
    let value = '';
    this.at++;
    for (;;) {
      const run = this.take(stringRun);
      if (run) value += this.text.slice(run.start, run.end);
      const character = this.next;
      if (character === '"') {
        this.at++;
        break;
      }
      if (character === '' || character === '\n' || character === '\r') {
        // What closes the entry on the same line is hardly part of the text.
        const line = this.text.slice(start, this.at);
        this.at = start + Math.max(line.replace(/[\s,}\]]+$/, '').length, 1);
        this.faults.length = found;
        this.fault('unterminated-string', start);
        return { kind: 'string', value: this.text.slice(start + 1, this.at), start, end: this.at };
      }
      value += character === '\\' ? this.escape() : this.controlCharacter();
    }
    return { kind: 'string', value, start, end: this.at };
  }

  private escape(): string {
    const good = this.take(escape);
    if (good) return JSON.parse(`"${this.text.slice(good.start, good.end)}"`) as string;
    const start = this.at;
    const length =
      this.text.charAt(start + 1) === 'u'
        ? (/^u[0-9a-fA-F]*/.exec(this.text.slice(start + 1, start + 5))?.[0].length ?? 0)
        : 1;
    const following = this.text.charCodeAt(start + 1);
    this.at = Math.min(start + 1 + (following < 32 ? 0 : length), this.text.length);
    this.fault('bad-escape', start);
    return this.text.slice(start + 1, this.at);
  }

  private controlCharacter(): string {
    const start = this.at++;
    this.fault('control-character', start);
    return this.text.charAt(start);
  }

  /** A value that is neither text nor collection; undefined where none begins here. */
  bare(): JsonScalar | undefined {
    const held = this.placeholder();
    const span = held ?? this.take(word);
    if (!span) return undefined;
    const written = this.text.slice(span.start, span.end);
    if (held) return { kind: 'string', value: written, ...held };
    if (written === 'true' || written === 'false') return { kind: 'boolean', value: written === 'true', ...span };
    if (written === 'null') return { kind: 'null', value: null, ...span };
    if (/^[-+.]?[0-9]/.test(written)) {
      // Go has no infinite numbers, where JavaScript makes one.
      const isNumber = number.test(written) && Number.isFinite(Number(written));
      if (!isNumber) this.fault('bad-number', span.start);
      return { kind: 'number', value: isNumber ? Number(written) : 0, ...span };
    }
    this.fault('bad-value', span.start);
    return { kind: 'string', value: written, ...span };
  }

  /** `<name>`, `{{ name }}` and `${NAME}`, which somebody or something else fills in. */
  placeholder(): JsonSpan | undefined {
    const span = this.take(placeholder);
    if (span) this.fault('placeholder', span.start);
    return span;
  }

  /** A key without quotes, its colon behind it. */
  bareKey(): JsonSpan | undefined {
    return this.placeholder() ?? this.take(word);
  }

  /** The end of the token that begins here, for marking it. */
  tokenEnd(): number {
    const token = /"(?:[^"\\\n]|\\.)*"|(?:[^\s,:[\]{}"'#<\\/]|\/(?![/*]))+|[^]/uy;
    token.lastIndex = this.at;
    token.test(this.text);
    return Math.max(token.lastIndex, this.at + 1);
  }

  /** Whether a key in quotes and its colon stand here. */
  startsEntry(): boolean {
    const entry = /"(?:[^"\\\n]|\\.)*"\s*:/y;
    entry.lastIndex = this.at;
    return entry.test(this.text);
  }

  lineEndHere(): number {
    return this.noteEnd(this.at);
  }
}
