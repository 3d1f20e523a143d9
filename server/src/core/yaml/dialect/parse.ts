/**
 * One document's text through lexer, rules and parser: the parser's syntax tree for the first document in it (kubectl
 * reads no further), the comments, and what kubectl stops at. Never throws; text without end in depth or size is cut off.
 */
import { CST } from 'yaml';
import type { Span } from '../tree.ts';
import type { BlockScalar } from './block-scalar.ts';
import { KubectlLexer, scalarMark } from './lexer.ts';
import { QuietParser } from './parser.ts';
import { ScanRules, type Fault } from './scan-rules.ts';

export interface Syntax {
  /** Undefined where there is nothing but blanks and comments. */
  readonly document: CST.Document | undefined;
  readonly comments: readonly Span[];
  readonly fault: Fault | undefined;
  /** By the offset of the header. */
  readonly blockScalars: ReadonlyMap<number, BlockScalar>;
}

/** Longer documents are not read: an API server takes 1.5 MB an object, dumps of a whole cluster come to tens. */
export const longest = 32_000_000;

// eslint-disable-next-line no-control-regex -- what go-yaml's reader does not let pass
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;

/** Line breaks of YAML 1.1 that the lexer does not know. */
const rareBreak = /\r(?!\n)|[\u0085\u2028\u2029]/;
const rareBreaks = /\r(?!\n)|[\u0085\u2028\u2029]/g;

interface Run extends Syntax {
  readonly contentEnd: number;
  /** Whether tokens behind the content were read to know that it was at its end. */
  readonly isCut: boolean;
  /** Whether anything is open over more than a line that a broken text may have left open by mistake. */
  readonly isMultiLine: boolean;
}

/** `source` is the text before templates were masked, of the same length. */
export function parse(text: string, source = text): Syntax {
  if (text.length > longest) return broken({ code: 'too-large', start: 0, end: 0 });
  // All replacements are of the same length, so every offset stays that of the text itself.
  let unified = rareBreak.test(text) ? text.replace(rareBreaks, '\n') : text;
  // kubectl's reader drops the `---` that a document begins with; but for a comment it stands alone on its line.
  const head = /^(?:---[ \t]*(?:#[^\n]*)?(?:\r?\n|$))?\ufeff?/.exec(unified)?.[0] ?? '';
  if (head !== '') unified = head.replace(/^---[ \t]*/, blanked).replace('\ufeff', '\n') + unified.slice(head.length);
  // Further down it is a character like any other, but the lexer would take one before the first text for a mark.
  if (unified.includes('\ufeff')) unified = unified.replace(/^((?:[ \t]*(?:#[^\n]*)?\r?\n)+)\ufeff/, '$1\ue000');
  const illegal = control.exec(text);
  const fault = illegal && { code: 'control-character', start: illegal.index, end: illegal.index + 1 };
  try {
    const syntax = run(unified, source, false);
    if (!syntax.fault && !fault) {
      // What stands behind the root is not read, and must not mislead the parser either.
      return syntax.isCut
        ? { ...run(unified.slice(0, syntax.contentEnd), source, false), comments: syntax.comments }
        : syntax;
    }
    // Broken text is read once more with an eye on indentation, for the best guess of what was meant.
    const guess = syntax.isMultiLine ? run(unified, source, true) : syntax;
    return { ...guess, fault: fault ?? syntax.fault };
  } catch (error) {
    // The package's parser promises not to throw; only depth that no rule has seen can exhaust the stack.
    return broken({ code: error instanceof RangeError ? 'too-deep' : 'unreadable', start: 0, end: 0 });
  }
}

function blanked(text: string): string {
  return ' '.repeat(text.length);
}

function broken(fault: Fault): Syntax {
  return { document: undefined, comments: [], fault, blockScalars: new Map() };
}

function run(text: string, source: string, forgiving: boolean): Run {
  const rules = new ScanRules(text);
  const lexer = new KubectlLexer(rules, source, forgiving);
  const parser = new QuietParser();
  const comments: Span[] = [];
  let document: CST.Document | undefined;
  let at = 0;
  let isMultiLine = false;
  /** Flow collections around. */
  let open = 0;
  let isMarked = false;
  let inHeader = false;
  const keep = (tokens: Iterable<CST.Token>): void => {
    for (const token of tokens) if (token.type === 'document') document ??= token;
  };
  for (const lexeme of lexer.lex(text)) {
    if (isMarked) {
      isMultiLine ||= open > 0 && lexeme.includes('\n');
      if (inHeader) rules.takeBlock(lexeme, at);
      else rules.takePlain(lexeme, at);
      at += lexeme.length;
      isMarked = false;
      inHeader = false;
    } else if (lexeme === scalarMark) isMarked = true;
    else if (lexeme !== CST.DOCUMENT) {
      const first = lexeme.charAt(0);
      rules.take(lexeme, at);
      if (first === '#') comments.push({ start: at, end: at + lexeme.length });
      else if (first === '|' || first === '>') inHeader = true;
      else if (first === '{' || first === '[') open++;
      else if (first === '}' || first === ']') open = Math.max(open - 1, 0);
      else if (open > 0 || first === '"' || first === "'") isMultiLine ||= lexeme.includes('\n');
      if (lexeme !== CST.FLOW_END) at += lexeme.length;
    }
    // A block scalar may stand at the column of its key or dash, which the parser would take for the next entry.
    if (inHeader && parser.atNewLine) parser.indent = Infinity;
    if (rules.isComplete || rules.fault?.code === 'too-deep') break;
    keep(parser.next(lexeme));
  }
  rules.end();
  const isCut = rules.isComplete && text.slice(rules.contentEnd, at).replace(/#.*/g, '').trim() !== '';
  keep(parser.end());
  return {
    document,
    comments,
    fault: rules.fault,
    blockScalars: lexer.blockScalars,
    contentEnd: rules.contentEnd,
    isCut,
    isMultiLine,
  };
}
