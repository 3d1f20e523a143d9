/**
 * The `yaml` package's parser without its debugging switch: for every token it looks into the process' environment, which
 * costs a sixth of all reading, is missing in browsers, and may write into the stream a server speaks on. Nothing else
 * differs; it overrides an internal method, which is safe because the package's version is pinned exactly.
 */
import { CST, Parser } from 'yaml';

interface ParserInternals {
  source: string;
  type: string;
  offset: number;
  indent: number;
  atScalar: boolean;
  atNewLine: boolean;
  next(source: string): Generator<CST.Token, void>;
  end(): Generator<CST.Token, void>;
  step(): Generator<CST.Token, void>;
  pop(error?: CST.ErrorToken): Generator<CST.Token, void>;
}

const Base = Parser as unknown as new () => ParserInternals;

export class QuietParser extends Base {
  override *next(source: string): Generator<CST.Token, void> {
    this.source = source;
    if (this.atScalar) {
      this.atScalar = false;
      yield* this.step();
      this.offset += source.length;
      return;
    }
    const type = CST.tokenType(source);
    if (type === 'scalar') {
      this.atNewLine = false;
      this.atScalar = true;
      this.type = type;
      return;
    }
    if (type === null) {
      yield* this.pop({ type: 'error', offset: this.offset, message: 'no token', source });
      this.offset += source.length;
      return;
    }
    this.type = type;
    yield* this.step();
    switch (type) {
      case 'newline':
        this.atNewLine = true;
        this.indent = 0;
        break;
      case 'space':
        if (this.atNewLine && source.startsWith(' ')) this.indent += source.length;
        break;
      case 'explicit-key-ind':
      case 'map-value-ind':
      case 'seq-item-ind':
        if (this.atNewLine) this.indent += source.length;
        break;
      case 'doc-mode':
      case 'flow-error-end':
        return;
      default:
        this.atNewLine = false;
    }
    this.offset += source.length;
  }
}
