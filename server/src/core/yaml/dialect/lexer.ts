/**
 * The `yaml` package's lexer, made to cut text into tokens where go-yaml (and so kubectl) does: quoted scalars and flow
 * collections may continue at any indentation, and inside flow collections plain scalars and tags follow libyaml's
 * older rules. Overrides a few internal methods, which is safe because the package's version is pinned exactly.
 * Truth: `kubernetes-sigs/yaml · goyaml.v2/scannerc.go`, checked by the golden YAML data.
 */
import { Lexer } from 'yaml';

/** The internals of the lexer that the overrides stand on. */
interface LexerInternals {
  buffer: string;
  pos: number;
  flowLevel: number;
  flowKey: boolean;
  indentNext: number;
  lex(source: string, incomplete?: boolean): Generator<string, void>;
  charAt(at: number): string | undefined;
  pushCount(count: number): Generator<string, number>;
  pushToIndex(index: number, allowEmpty: boolean): Generator<string, number>;
  parseQuotedScalar(): Generator<string, string>;
  parseFlowCollection(): Generator<string, string>;
  parsePlainScalar(): Generator<string, string>;
  pushIndicators(): Generator<string, number>;
  pushTag(): Generator<string, number>;
  pushSpaces(allowTabs: boolean): Generator<string, number>;
  pushUntil(test: (character: string | undefined) => boolean): Generator<string, number>;
}

const Base = Lexer as unknown as new () => LexerInternals;

/** The control character that announces a scalar. */
const scalarMark = '\u001f';

export class KubectlLexer extends Base {
  /** Ends at the closing quote, however the lines in between are indented. */
  override *parseQuotedScalar(): Generator<string, string> {
    const quote = this.charAt(0) ?? '';
    let end = this.buffer.indexOf(quote, this.pos + 1);
    while (end !== -1 && !isClosing(this.buffer, end, quote)) end = this.buffer.indexOf(quote, end + (quote === "'" ? 2 : 1));
    yield* this.pushToIndex(end === -1 ? this.buffer.length : end + 1, false);
    return this.flowLevel > 0 ? 'flow' : 'doc';
  }

  /** Lines of a flow collection need no indentation. */
  override *parseFlowCollection(): Generator<string, string> {
    const { indentNext } = this;
    this.indentNext = 0;
    const next = yield* super.parseFlowCollection();
    this.indentNext = indentNext;
    return next;
  }

  /** In a flow collection `:` ends a plain scalar only before a blank, and `?` always does. */
  override *parsePlainScalar(): Generator<string, string> {
    if (this.flowLevel === 0) return yield* super.parsePlainScalar();
    let at = this.pos;
    let end = at;
    for (; at < this.buffer.length; at++) {
      const character = this.buffer.charAt(at);
      if (isBlank(character)) continue;
      if (character === '#' && at > this.pos && isBlank(this.buffer.charAt(at - 1))) break;
      if (character === ':' && isBlank(this.buffer.charAt(at + 1))) break;
      if (',[]{}'.includes(character)) break;
      // A scalar that begins with `?` is an error of its own; it must not stop where it starts.
      if (character === '?' && at > this.pos) break;
      end = at + 1;
    }
    yield scalarMark;
    yield* this.pushToIndex(end, true);
    return 'flow';
  }

  /** In a flow collection `-` before an indicator begins a plain scalar, and `:` is an indicator wherever it stands. */
  override *pushIndicators(): Generator<string, number> {
    if (this.flowLevel === 0) return yield* super.pushIndicators();
    let count = 0;
    for (;;) {
      const character = this.charAt(0);
      if (character === '!') count += yield* this.pushTag();
      else if (character === '&') count += yield* this.pushUntil((next) => isBlank(next ?? '') || ',[]{}'.includes(next ?? ''));
      else if ((character === '-' || character === '?' || character === ':') && this.isIndicator(character)) {
        this.flowKey = false;
        count += yield* this.pushCount(1);
      } else return count;
      count += yield* this.pushSpaces(true);
    }
  }

  private isIndicator(character: string): boolean {
    const next = this.charAt(1) ?? '';
    return isBlank(next) || (character === ':' && ',[]{}'.includes(next));
  }

  /** libyaml takes `,`, `[` and `]` for part of a tag. */
  override *pushTag(): Generator<string, number> {
    const start = this.pos;
    if (this.charAt(1) === '<') return yield* super.pushTag();
    const tag = /^![A-Za-z0-9_;/?:@&=+$,.!~*'()[\]%-]*/.exec(this.buffer.slice(start, start + 4096))?.[0] ?? '!';
    return yield* this.pushToIndex(start + tag.length, false);
  }
}

function isClosing(buffer: string, at: number, quote: string): boolean {
  if (quote === "'") return buffer.charAt(at + 1) !== "'";
  let backslashes = 0;
  while (buffer.charAt(at - 1 - backslashes) === '\\') backslashes++;
  return backslashes % 2 === 0;
}

function isBlank(character: string): boolean {
  return character === '' || character === ' ' || character === '\t' || character === '\n' || character === '\r';
}
