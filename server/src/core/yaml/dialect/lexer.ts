/**
 * The `yaml` package's lexer, made to cut text into tokens where go-yaml (and so kubectl) does: quoted scalars and flow
 * collections may continue at any indentation, anchors and tags end where libyaml ends them, and scalars of several
 * lines go by libyaml's indentation, for which it asks the rules that follow its tokens. It overrides internal methods,
 * which is safe because the package's version is pinned exactly. Truth: `kubernetes-sigs/yaml · goyaml.v2/scannerc.go`.
 */
import { Lexer } from 'yaml';
import { readBlockScalar, type BlockScalar } from './block-scalar.ts';
import { closingQuote } from './flow-scalar.ts';
import type { ScanRules } from './scan-rules.ts';

/** The internals of the lexer that the overrides stand on. */
interface LexerInternals {
  buffer: string;
  pos: number;
  flowLevel: number;
  flowKey: boolean;
  indentNext: number;
  lex(source: string, incomplete?: boolean): Generator<string, void>;
  charAt(at: number): string | undefined;
  parseLineStart(): Generator<string, string>;
  pushCount(count: number): Generator<string, number>;
  pushSpaces(allowTabs: boolean): Generator<string, number>;
  pushToIndex(index: number, allowEmpty: boolean): Generator<string, number>;
  pushUntil(test: (character: string | undefined) => boolean): Generator<string, number>;
  parseQuotedScalar(): Generator<string, string>;
  parseBlockScalarHeader(): Generator<string, number>;
  parseBlockScalar(): Generator<string, string>;
  parseFlowCollection(): Generator<string, string>;
  parsePlainScalar(): Generator<string, string>;
  pushIndicators(): Generator<string, number>;
  pushTag(): Generator<string, number>;
}

const Base = Lexer as unknown as new () => LexerInternals;

/** The control character that announces a scalar. */
export const scalarMark = '\u001f';

const anchor = /[&*][A-Za-z0-9_-]*/y;
const verbatimTag = /!<[^\s>]*>?/y;
const tag = /![A-Za-z0-9_;/?:@&=+$,.!~*'()[\]%-]*/y;

export class KubectlLexer extends Base {
  /** Block scalars by the offset of their header in the text lexed. */
  readonly blockScalars = new Map<number, BlockScalar>();
  private header = { text: '', start: 0 };

  /**
   * `source` is the text before templates were masked, which values are taken from. `forgiving` ends quoted texts and flow collections where the indentation says that they were left open: for a
   * reading of broken text.
   */
  constructor(
    private readonly rules: ScanRules,
    private readonly source: string,
    private readonly forgiving: boolean,
  ) {
    super();
  }

  /** Ends at the closing quote, however the lines in between are indented. */
  override *parseQuotedScalar(): Generator<string, string> {
    const start = this.pos;
    const end = closingQuote(this.buffer, start);
    const state = this.flowLevel > 0 ? 'flow' : 'doc';
    const written = this.buffer.slice(start, end < 0 ? undefined : end + 1);
    if (end < 0 || /\n(?:---|\.\.\.)(?![^ \t\r\n])/.test(written)) {
      const line = lineEnd(this.buffer, start);
      this.rules.refuse('missing-quote', start, line);
      // The rest of the line is the likeliest text of a quote left open.
      yield* this.pushToIndex(line, false);
      return state;
    }
    if (this.forgiving && written.includes('\n')) return yield* super.parseQuotedScalar();
    yield* this.pushToIndex(end + 1, false);
    return state;
  }

  /** Lines of a flow collection need no indentation. */
  override *parseFlowCollection(): Generator<string, string> {
    if (this.forgiving) return yield* super.parseFlowCollection();
    const { indentNext } = this;
    this.indentNext = 0;
    const next = yield* super.parseFlowCollection();
    this.indentNext = indentNext;
    return next;
  }

  override *parsePlainScalar(): Generator<string, string> {
    // Past a fault the rules know no indentation any more; the package's own guess is the better one.
    if (this.rules.fault) return yield* super.parsePlainScalar();
    const { buffer } = this;
    const inFlow = this.flowLevel > 0;
    // A comma right behind an indicator or a tag: the flow collection takes it.
    if (inFlow && this.charAt(0) === ',') return 'flow';
    const end = plainEnd(buffer, this.pos, inFlow, inFlow ? -1 : this.rules.indentAt(this.pos) + 1);
    yield scalarMark;
    yield* this.pushToIndex(end, true);
    return inFlow ? 'flow' : 'doc';
  }

  override *parseBlockScalarHeader(): Generator<string, number> {
    const start = this.pos;
    const count = yield* super.parseBlockScalarHeader();
    this.header = { text: this.buffer.slice(start, start + count), start };
    return count;
  }

  override *parseBlockScalar(): Generator<string, string> {
    if (this.rules.fault) return yield* super.parseBlockScalar();
    const { text, start } = this.header;
    const read = readBlockScalar(this.buffer, this.pos, text, this.rules.blockIndent, this.source);
    this.blockScalars.set(start, read);
    if (read.tab !== undefined) this.rules.refuse('tab-indentation', read.tab);
    yield scalarMark;
    yield* this.pushToIndex(read.end, true);
    return yield* this.parseLineStart();
  }

  /** In a flow collection `?` and `:` are indicators wherever a token may begin, and `-` is one before a blank. */
  override *pushIndicators(): Generator<string, number> {
    if (this.flowLevel === 0) return yield* super.pushIndicators();
    let count = 0;
    for (;;) {
      const character = this.charAt(0);
      if (character === '!') count += yield* this.pushTag();
      else if (character === '&') count += yield* this.pushUntil(() => true);
      else if (character === '?' || character === ':' || (character === '-' && isBlank(this.charAt(1)))) {
        this.flowKey = false;
        count += yield* this.pushCount(1);
      } else return count;
      count += yield* this.pushSpaces(true);
    }
  }

  /** Names of anchors have letters, digits, `_` and `-` only. */
  override *pushUntil(test: (character: string | undefined) => boolean): Generator<string, number> {
    const first = this.charAt(0);
    if (first !== '&' && first !== '*') return yield* super.pushUntil(test);
    return yield* this.pushToIndex(matchEnd(anchor, this.buffer, this.pos), false);
  }

  /** libyaml takes `,`, `[` and `]` for part of a tag. */
  override *pushTag(): Generator<string, number> {
    const pattern = this.charAt(1) === '<' ? verbatimTag : tag;
    return yield* this.pushToIndex(matchEnd(pattern, this.buffer, this.pos), false);
  }
}

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at + 1;
}

/** Where a plain scalar ends; it goes on over lines that begin at column `indent` or further right. */
function plainEnd(text: string, start: number, inFlow: boolean, indent: number): number {
  let at = start;
  let end = start;
  for (;;) {
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 32 || code === 9 || code === 10 || code === 13) break;
      // The first character is the scalar's in any case, or nothing would ever be read.
      if (at > start) {
        if (code === 58 && isBlank(text.charAt(at + 1))) return end;
        if (inFlow && isFlowIndicator(code)) return end;
      }
      end = at + 1;
    }
    if (at >= text.length) return end;
    let line = -1;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 10) line = at + 1;
      else if (code !== 32 && code !== 9 && code !== 13) break;
    }
    if (at >= text.length || text.charCodeAt(at) === 35) return end;
    if (line >= 0) {
      if (at - line < indent) return end;
      if (at === line && /^(?:---|\.\.\.)(?:[ \t\r\n]|$)/.test(text.slice(at, at + 4))) return end;
    }
  }
}

/** One of `,?[]{}`. */
function isFlowIndicator(code: number): boolean {
  return code === 44 || code === 63 || code === 91 || code === 93 || code === 123 || code === 125;
}

function lineEnd(text: string, at: number): number {
  const feed = text.indexOf('\n', at);
  if (feed < 0) return text.length;
  return text.charCodeAt(feed - 1) === 13 ? feed - 1 : feed;
}

function isBlank(character: string | undefined): boolean {
  return (
    character === undefined ||
    character === '' ||
    character === ' ' ||
    character === '\t' ||
    character === '\n' ||
    character === '\r'
  );
}
