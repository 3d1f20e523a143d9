/**
 * Whether kubectl takes a document, decided token by token as go-yaml's scanner would: where keys may begin, what
 * indentation opens and closes, where tabs stand in the way. It follows the lexer and never changes what is read; the
 * lexer asks it for the indentation that scalars go by. Truth: `kubernetes-sigs/yaml · goyaml.v2/scannerc.go`.
 */
import { TokenGrammar, type TokenKind } from './token-grammar.ts';
import { isAnchor, isBlockHeader, isDirective, isReserved, isTag } from './token-patterns.ts';

/** Why and where kubectl stops reading. */
export interface Fault {
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

interface Token {
  readonly kind: TokenKind;
  readonly offset: number;
  readonly end: number;
}

/** A token that may turn out to be a key when a `:` follows on its line. */
interface PossibleKey {
  possible: boolean;
  required: boolean;
  /** Position in the list of all tokens. */
  token: number;
  offset: number;
  lineStart: number;
  column: number;
}

/** go-yaml looks for the `:` no further than this from where a key begins. */
const keyReach = 1024;

/** Levels that are read here; go-yaml would take ten thousand, no manifest has fifty. */
const deepest = 500;

export class ScanRules {
  fault: Fault | undefined;
  /** Where the last token ends that belongs to the document; what stands behind it is not read. */
  contentEnd = 0;
  private indent = -1;
  private readonly grammar = new TokenGrammar();
  private readonly indents: number[] = [];
  private readonly tokens: Token[] = [];
  /** Tokens that the grammar has taken. */
  private taken = 0;
  private readonly keys: PossibleKey[] = [noKey()];
  private readonly keyOfToken = new Map<number, number>();
  private keyAllowed = true;
  private flowLevel = 0;
  /** Offsets of the brackets that are open. */
  private readonly openings: number[] = [];
  private lineStart = 0;
  /** Where the last token ends. */
  private reached = 0;
  /** Blanks behind a plain scalar are the scalar's to go-yaml, up to the next text: the line on which it ends, else -1. */
  private plainLine = -1;
  private inBlockHeader = false;

  constructor(private readonly text: string) {}

  /** True once nothing that follows can matter: the document is complete. */
  get isComplete(): boolean {
    return this.grammar.done && this.fault === undefined;
  }

  /** Records a fault; the first one is what kubectl stops at. */
  refuse(code: string, start: number, end = start + 1): void {
    if (!this.grammar.done) this.fault ??= { code, start, end: Math.max(end, start) };
  }

  /** A token that has no scalar mark before it: blanks, comments, indicators, quoted scalars. */
  take(token: string, start: number): void {
    if (this.fault || this.grammar.done) return;
    this.reached = start + token.length;
    const first = token.charAt(0);
    if (this.inBlockHeader && !' \t\r\n#'.includes(first)) {
      this.refuse('bad-block-header', start, this.reached);
      return;
    }
    switch (first) {
      case ' ':
      case '\t':
        this.blanks(token, start);
        return;
      case '\r':
      case '\n':
        this.lineStart = this.reached;
        if (this.inBlockHeader) return;
        if (this.flowLevel === 0 || this.plainLine >= 0) this.keyAllowed = true;
        return;
      case '#':
        this.plainLine = -1;
        return;
      case '%':
        this.directive(start);
        break;
      case '"':
      case "'":
        this.begin(start);
        this.saveKey(start);
        this.keyAllowed = false;
        this.endOn(token, start);
        this.push('scalar', start);
        break;
      case '&':
      case '*':
        this.begin(start);
        this.saveKey(start);
        this.keyAllowed = false;
        if (!isAnchor(token, this.text.charAt(this.reached))) this.refuse('bad-anchor', start, this.reached);
        this.push(first === '&' ? 'anchor' : 'alias', start);
        break;
      case '!':
        this.begin(start);
        this.saveKey(start);
        this.keyAllowed = false;
        if (!isTag(token, this.text.charAt(this.reached))) this.refuse('bad-tag-name', start, this.reached);
        this.push('tag', start);
        break;
      case '|':
      case '>':
        this.begin(start);
        this.removeKey();
        this.keyAllowed = true;
        if (!isBlockHeader(token)) this.refuse('bad-block-header', start, this.reached);
        this.inBlockHeader = true;
        return;
      case '[':
      case '{':
        this.begin(start);
        this.saveKey(start);
        this.keys.push(noKey(this.tokens.length));
        this.flowLevel++;
        this.openings.push(start);
        this.keyAllowed = true;
        this.checkDepth(start);
        this.push(token.charAt(0) as TokenKind, start);
        break;
      case ']':
      case '}':
        this.begin(start);
        this.removeKey();
        if (this.flowLevel > 0) {
          this.flowLevel--;
          this.openings.pop();
          // An empty collection thereby stops being a possible key, a quirk of go-yaml that lets `{}: x` pass as `{}`.
          const inner = this.keys.pop();
          if (inner) this.keyOfToken.delete(inner.token);
        }
        this.keyAllowed = false;
        this.push(token.charAt(0) as TokenKind, start);
        break;
      case ',':
        this.comma(start);
        break;
      case '-':
        if (token === '---') this.documentIndicator('document-start', start);
        else this.dash(start);
        break;
      case '.':
        this.documentIndicator('document-end', start);
        break;
      case '?':
        this.questionMark(start);
        break;
      case ':':
        this.colon(start);
        break;
      default:
        // What is left is the lexer's sign that a flow collection ends before its time; the next token says so too.
        return;
    }
    this.advance();
  }

  /** A plain scalar. */
  takePlain(token: string, start: number): void {
    if (this.fault || this.grammar.done) return;
    this.reached = start + token.length;
    const first = token.charAt(0);
    if (first === '%' && start === this.lineStart) this.directive(start);
    else if (first === ',') this.comma(start);
    else if (isReserved(first, this.flowLevel > 0)) {
      this.begin(start);
      this.refuse('reserved-character', start);
    } else {
      this.begin(start);
      this.saveKey(start);
      this.keyAllowed = false;
      if (token.includes('\n')) {
        this.checkTabs(token, start);
        this.endOn(token, start);
      }
      this.push('scalar', start);
      this.plainLine = this.lineStart;
      if (this.isLastOfLine(this.reached)) {
        // The scalar takes the line break behind it along, so nothing on its line can become a key any more.
        const line = this.lineStart;
        this.lineStart = -1;
        this.advance();
        this.lineStart = line;
        return;
      }
    }
    this.advance();
  }

  /** The lines of a block scalar, whose header came before. */
  takeBlock(token: string, start: number): void {
    if (this.fault || this.grammar.done) return;
    this.inBlockHeader = false;
    this.reached = start + token.length;
    this.lineStart = this.reached;
    this.push('scalar', start);
    this.advance();
  }

  /** Says that the text is at its end. */
  end(): void {
    if (this.fault || this.grammar.done) return;
    this.unroll(-1, this.reached);
    this.removeKey();
    // Nothing left open on the last line can become a key any more.
    this.lineStart = Infinity;
    this.push('stream-end', this.reached);
    this.advance();
  }

  /** What every token does first: blocks that are indented more than it end. */
  private begin(start: number): void {
    this.plainLine = -1;
    this.unroll(start - this.lineStart, start);
  }

  private blanks(token: string, start: number): void {
    const tab = token.indexOf('\t');
    if (tab < 0 || this.inBlockHeader) return;
    if (this.plainLine >= 0) {
      // Behind the text itself anything goes; on lines below, a tab must not stand in for indentation.
      const column = start + tab - this.lineStart;
      if (this.plainLine !== this.lineStart && column < this.indent + 1) this.refuse('tab-indentation', start + tab);
    } else if (this.flowLevel === 0 && this.keyAllowed) this.refuse('tab-indentation', start + tab);
  }

  /** Tabs in the indentation of a plain scalar's further lines. */
  private checkTabs(token: string, start: number): void {
    for (const match of token.matchAll(/\n( *)\t/g)) {
      const { length } = match[1] ?? '';
      if (length < this.indent + 1) this.refuse('tab-indentation', start + match.index + 1 + length);
    }
  }

  private isLastOfLine(at: number): boolean {
    let next = at;
    while (this.text.charCodeAt(next) === 32 || this.text.charCodeAt(next) === 9) next++;
    return next >= this.text.length || this.text.charCodeAt(next) === 10 || this.text.charCodeAt(next) === 13;
  }

  private directive(start: number): void {
    this.leaveBlocks(start);
    const line = /^[^\r\n]*/.exec(this.text.slice(start, start + keyReach))?.[0] ?? '';
    if (isDirective(line)) this.push('directive', start);
    else this.refuse('directive', start, start + line.length);
  }

  private documentIndicator(kind: TokenKind, start: number): void {
    this.leaveBlocks(start);
    this.push(kind, start);
  }

  /** A directive or a document's mark ends whatever is open. */
  private leaveBlocks(start: number): void {
    this.plainLine = -1;
    this.unroll(-1, start);
    this.removeKey();
    this.keyAllowed = false;
  }

  private comma(start: number): void {
    this.begin(start);
    this.removeKey();
    this.keyAllowed = true;
    this.push(',', start);
  }

  private dash(start: number): void {
    this.begin(start);
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) this.refuse('misplaced-dash', start);
      if (this.roll(start - this.lineStart, start)) this.push('list-start', start);
    }
    this.removeKey();
    this.keyAllowed = true;
    this.push('-', start);
  }

  private questionMark(start: number): void {
    this.begin(start);
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) this.refuse('misplaced-key', start);
      if (this.roll(start - this.lineStart, start)) this.push('map-start', start);
    }
    this.removeKey();
    this.keyAllowed = this.flowLevel === 0;
    this.push('key', start);
  }

  private colon(start: number): void {
    this.begin(start);
    const key = this.keys.at(-1);
    if (key && this.isValid(key, start)) {
      const keyToken: Token = { kind: 'key', offset: key.offset, end: key.offset };
      if (this.roll(key.column, key.offset)) this.insert(key.token, { ...keyToken, kind: 'map-start' }, keyToken);
      else this.insert(key.token, keyToken);
      key.possible = false;
      this.keyOfToken.delete(key.token);
      this.keyAllowed = false;
    } else {
      if (this.fault) return;
      if (this.flowLevel === 0) {
        if (!this.keyAllowed) this.refuse('misplaced-colon', start);
        if (this.roll(start - this.lineStart, start)) this.push('map-start', start);
      }
      this.keyAllowed = this.flowLevel === 0;
    }
    this.push('value', start);
  }

  /** Whether a token may still become a key at an offset; a key that had to be one and cannot is a fault. */
  private isValid(key: PossibleKey, at: number): boolean {
    if (!key.possible) return false;
    if (key.lineStart === this.lineStart && key.offset + keyReach >= at) return true;
    if (key.required) this.refuseKey(key);
    key.possible = false;
    return false;
  }

  private saveKey(start: number): void {
    if (!this.keyAllowed) return;
    this.removeKey();
    const column = start - this.lineStart;
    const required = this.flowLevel === 0 && this.indent === column;
    const token = this.tokens.length;
    this.keys[this.keys.length - 1] = {
      possible: true,
      required,
      token,
      offset: start,
      lineStart: this.lineStart,
      column,
    };
    this.keyOfToken.set(token, this.keys.length - 1);
  }

  private removeKey(): void {
    const key = this.keys.at(-1);
    if (!key?.possible) return;
    if (key.required) this.refuseKey(key);
    key.possible = false;
    this.keyOfToken.delete(key.token);
  }

  private refuseKey({ offset }: PossibleKey): void {
    const rest = /^[^\r\n]*?(?=[ \t]*(?:[\r\n]|$))/.exec(this.text.slice(offset, offset + keyReach))?.[0] ?? '';
    this.refuse('missing-colon', offset, offset + Math.max(rest.length, 1));
  }

  /** Whether a block collection begins at a column, which then is the one around. */
  private roll(column: number, offset: number): boolean {
    if (this.flowLevel > 0 || this.indent >= column) return false;
    this.indents.push(this.indent);
    this.indent = column;
    this.checkDepth(offset);
    return true;
  }

  /** The column of the block collection around the last token; -1 outside all. */
  get blockIndent(): number {
    return this.indent;
  }

  /** The column of the block collection around a token that begins at an offset of the current line. */
  indentAt(start: number): number {
    const column = start - this.lineStart;
    let { indent } = this;
    for (let at = this.indents.length - 1; indent > column && at >= 0; at--) indent = this.indents[at] ?? -1;
    return indent;
  }

  private unroll(column: number, offset: number): void {
    if (this.flowLevel > 0) return;
    while (this.indent > column) {
      this.push('block-end', offset, 0);
      this.indent = this.indents.pop() ?? -1;
    }
  }

  private checkDepth(offset: number): void {
    if (this.indents.length + this.flowLevel > deepest) this.refuse('too-deep', offset);
  }

  /** Sets the line to that on which a scalar of several lines ends. */
  private endOn(token: string, start: number): void {
    const last = token.lastIndexOf('\n');
    if (last >= 0) this.lineStart = start + last + 1;
  }

  private push(kind: TokenKind, offset: number, end = this.reached): void {
    this.tokens.push({ kind, offset, end });
  }

  private insert(at: number, ...tokens: Token[]): void {
    // What the grammar has taken cannot be reached any more; go-yaml then adds behind.
    if (at < this.taken) this.tokens.push(...tokens.reverse());
    else this.tokens.splice(at, 0, ...tokens);
  }

  private refuseToken(code: string, { kind, offset, end }: Token): void {
    const opening = this.openings.at(-1);
    const isEnd = kind === 'stream-end' || kind === 'document-end' || kind === 'document-start';
    if (isEnd && opening !== undefined) this.refuse('unclosed-flow', opening);
    else this.refuse(code, offset, Math.max(end, offset + 1));
  }

  /** Gives the grammar all tokens that can no longer turn out to be keys. */
  private advance(): void {
    while (!this.fault && !this.grammar.done) {
      const token = this.tokens[this.taken];
      if (!token) return;
      const level = this.keyOfToken.get(this.taken);
      const key = level === undefined ? undefined : this.keys[level];
      if (key?.token === this.taken && this.isValid(key, this.reached)) return;
      if (this.fault) return;
      const fault = this.grammar.take(token.kind);
      if (fault) this.refuseToken(fault, token);
      if (!this.grammar.done) this.contentEnd = Math.max(this.contentEnd, token.end);
      this.taken++;
    }
  }
}

function noKey(token = -1): PossibleKey {
  return { possible: false, required: false, token, offset: 0, lineStart: 0, column: 0 };
}
