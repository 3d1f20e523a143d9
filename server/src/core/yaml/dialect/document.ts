/**
 * One document through the `yaml` package, read as kubectl reads it: the parser's tree for the first root node, the
 * errors that go-yaml has too, and the comments. What go-yaml refuses and the package takes is found here as well.
 */
import { Composer, Parser, type Document, type ParsedNode, type YAMLError } from 'yaml';
import type { Span } from '../tree.ts';
import { KubectlLexer } from './lexer.ts';

export interface DialectDocument {
  readonly document: Document.Parsed<ParsedNode> | undefined;
  /** Errors that make kubectl refuse the text, in order; `code` is the package's, or one of ours in lower case. */
  readonly errors: readonly { readonly code: string; readonly span: Span }[];
  readonly comments: readonly Span[];
  /** The text as parsed: of the same length, with some characters replaced. */
  readonly text: string;
}

const scalarMark = '\u001f';

/** Nesting beyond this is refused before it can overflow a stack; real manifests stay below 30. */
const maxDepth = 400;

export function parseDialect(source: string): DialectDocument {
  const text = rootText(normalised(source));
  const comments: Span[] = [];
  const own: { code: string; span: Span }[] = [];
  const parser = new Parser();
  const composer = new Composer({
    version: '1.1',
    schema: 'failsafe',
    uniqueKeys: false,
    strict: true,
    logLevel: 'silent',
    keepSourceTokens: false,
  });
  const depth = nestingDepth(text);
  if (depth > maxDepth) return { document: undefined, errors: [{ code: 'too-deep', span: { start: 0, end: 0 } }], comments, text };
  let document: Document.Parsed<ParsedNode> | undefined;
  const keep = (documents: Iterable<Document.Parsed<ParsedNode>>): void => {
    for (const one of documents) document ??= one;
  };
  let offset = 0;
  let isScalar = false;
  let startOfLine = true;
  let flowLevel = 0;
  for (const lexeme of new KubectlLexer().lex(text)) {
    for (const token of parser.next(lexeme)) keep(composer.next(token));
    if (isControl(lexeme)) {
      isScalar = lexeme === scalarMark;
      continue;
    }
    const span = { start: offset, end: offset + lexeme.length };
    if (isScalar) {
      if (flowLevel > 0 && lexeme.startsWith('?')) own.push({ code: 'explicit-key', span });
    } else if (lexeme.startsWith('#')) comments.push(span);
    else if (startOfLine && lexeme.startsWith('%')) own.push({ code: 'directive', span });
    else if (/^[&*]/.test(lexeme) && !anchorPattern.test(lexeme)) own.push({ code: 'anchor-name', span });
    else if (lexeme === '[' || lexeme === '{') flowLevel++;
    else if ((lexeme === ']' || lexeme === '}') && flowLevel > 0) flowLevel--;
    startOfLine = lexeme.endsWith('\n');
    isScalar = false;
    offset += lexeme.length;
  }
  for (const token of parser.end()) keep(composer.next(token));
  keep(composer.end(document === undefined, text.length));
  const errors = [...own, ...(document ? refusals(document, document.errors, text) : [])];
  if (/^\ufeff?(?:[ \t]*(?:#[^\n]*)?\r?\n)*\.\.\.(?:\s|$)/.test(text)) errors.push({ code: 'document-end', span: { start: 0, end: 0 } });
  const unreadable = document && unreadableAfterRoot(document, text);
  if (unreadable !== undefined) errors.push({ code: 'bad-token', span: { start: unreadable, end: unreadable + 1 } });
  const control = controlCharacter(text);
  if (control !== undefined) errors.push({ code: 'control-character', span: { start: control, end: control + 1 } });
  return { document, errors: errors.sort((a, b) => a.span.start - b.span.start), comments, text };
}

/**
 * The same text, of the same length, with line ends that the package does not know made plain, and a byte order mark
 * that follows the `---` line (where kubectl's reader cuts) put before it.
 */
function normalised(source: string): string {
  const text = source.includes('\r') ? source.replace(/\r(?!\n)/g, '\n') : source;
  return text.includes('\ufeff') ? text.replace(/^(---[ \t]*(?:#[^\n]*)?\r?\n)\ufeff/, '\ufeff$1') : text;
}

/** `\u0002` document, `\u0018` flow error end, `\u001f` scalar: marks of the lexer, not text. */
function isControl(lexeme: string): boolean {
  return lexeme === '\u0002' || lexeme === '\u0018' || lexeme === scalarMark;
}

/** Anchors and aliases that libyaml takes: letters, digits, `_` and `-`, up to an indicator. */
const anchorPattern = /^[&*][A-Za-z0-9_-]+(?:[?:,\]}%@`].*)?$/s;

/** Errors of the package that are none to go-yaml. */
const tolerated: ReadonlySet<string> = new Set([
  'DUPLICATE_KEY',
  'KEY_OVER_1024_CHARS',
  'MULTIPLE_DOCS',
  'NON_STRING_KEY',
  'TAG_RESOLVE_FAILED',
  'BAD_COLLECTION_TYPE',
  // Escapes and aliases are judged where values are made.
  'BAD_DQ_ESCAPE',
  'BAD_ALIAS',
]);

/** What of the package's errors kubectl refuses too. It reads one root node and does not look at what follows it. */
function refusals(
  document: Document.Parsed<ParsedNode>,
  errors: readonly YAMLError[],
  text: string,
): { code: string; span: Span }[] {
  return errors
    .filter((error) => !tolerated.has(error.code) && !isAfterRoot(document, error.pos[0], text))
    // `"b"# c`: go-yaml needs no blank before a comment that follows a quote.
    .filter((error) => !(error.code === 'MISSING_CHAR' && text.charAt(error.pos[0]) === '#'))
    .filter((error) => !(error.code === 'TAB_AS_INDENT' && isInFlow(document, error.pos[0])))
    .map((error) => ({ code: error.code, span: { start: error.pos[0], end: Math.max(error.pos[1], error.pos[0]) } }));
}

/**
 * Whether an offset lies behind the end of the root node, where go-yaml does not look: behind a `...` line, behind a
 * flow collection, or at a line that is indented less than a block collection.
 */
function isAfterRoot(document: Document.Parsed<ParsedNode>, offset: number, text: string): boolean {
  const root = document.contents;
  if (!root || offset < root.range[1]) return false;
  const between = text.slice(root.range[1], offset);
  if (/(?:^|\n)\.\.\.(?:\s|$)/.test(between)) return true;
  if ((root as { flow?: boolean }).flow) return text.slice(root.range[0], root.range[1]).search(/[\]}]$/) >= 0;
  const column = root.range[0] - (text.lastIndexOf('\n', root.range[0] - 1) + 1);
  if (column === 0) return false;
  // From the line of the root's end on, up to and with the line of the offset.
  const lineEnd = text.indexOf('\n', offset);
  const lines = text.slice(root.range[1], lineEnd < 0 ? text.length : lineEnd).split('\n');
  const isFirstWhole = root.range[1] > 0 && text.charAt(root.range[1] - 1) === '\n';
  return lines.slice(isFirstWhole ? 0 : 1).some((line) => /^ *[^ \t\r#]/.test(line) && line.search(/[^ ]/) < column);
}

/**
 * A character behind the root node that cannot begin a token: go-yaml looks one token ahead to see that the node has
 * ended, past brackets that might begin a key.
 */
function unreadableAfterRoot(document: Document.Parsed<ParsedNode>, text: string): number | undefined {
  const root = document.contents;
  if (!root || (root as { flow?: boolean }).flow) return undefined;
  const rest = text.slice(root.range[1]);
  const lead = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*[[{]*[ \t]*/.exec(rest)?.[0].length ?? 0;
  return /[%@`]/.test(rest.charAt(lead)) ? root.range[1] + lead : undefined;
}

/** Whether an offset lies inside a flow collection, where tabs may stand between lines. */
function isInFlow(document: Document.Parsed<ParsedNode>, offset: number): boolean {
  let node: unknown = document.contents;
  while (node !== null && typeof node === 'object') {
    const { range, items, flow } = node as { range?: [number, number, number]; items?: unknown[]; flow?: boolean };
    if (!range || offset < range[0] || offset >= range[2]) return false;
    if (flow) return true;
    const inner = (items ?? [])
      .flatMap((item) => {
        const pair = item as { key?: unknown; value?: unknown };
        return 'value' in (item as object) && 'key' in (item as object) ? [pair.key, pair.value] : [item];
      })
      .find((candidate) => {
        const span = (candidate as { range?: [number, number, number] } | null)?.range;
        return span !== undefined && offset >= span[0] && offset < span[2];
      });
    node = inner;
  }
  return false;
}

/**
 * The text of the root node alone where that is a flow collection followed by more text on its line: go-yaml reads the
 * collection and leaves the rest, the package would take it for the key of a mapping.
 */
function rootText(text: string): string {
  const lead = /^(?:\ufeff)?(?:[ \t]*(?:#[^\n]*)?\r?\n|---[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*(?=[[{])/.exec(text);
  if (!lead) return text;
  let offset = 0;
  let level = 0;
  let isScalar = false;
  for (const lexeme of new KubectlLexer().lex(text)) {
    if (isControl(lexeme)) {
      isScalar = lexeme === scalarMark;
      continue;
    }
    if (!isScalar) {
      if (lexeme === '[' || lexeme === '{') level++;
      if (lexeme === ']' || lexeme === '}') level--;
    }
    isScalar = false;
    offset += lexeme.length;
    if (offset > lead[0].length && level <= 0) break;
  }
  const lineEnd = text.indexOf('\n', offset);
  const rest = text.slice(offset, lineEnd < 0 ? text.length : lineEnd).trim();
  return rest === '' || rest.startsWith('#') || rest.startsWith(':') ? text : text.slice(0, offset);
}

/** An upper bound of the nesting: indentation steps and brackets, found without recursion. */
function nestingDepth(text: string): number {
  let brackets = 0;
  let deepest = 0;
  let indents: number[] = [];
  let deepestBlock = 0;
  for (const line of text.split('\n')) {
    const indent = /^(?: |- |\? )*/.exec(line)?.[0].length ?? 0;
    if (indent < line.trimEnd().length) {
      indents = indents.filter((one) => one < indent);
      indents.push(indent);
      const dashes = (line.slice(0, indent).match(/[-?] /g) ?? []).length;
      deepestBlock = Math.max(deepestBlock, indents.length + dashes);
    }
    for (const character of line) {
      if (character === '[' || character === '{') deepest = Math.max(deepest, ++brackets);
      else if ((character === ']' || character === '}') && brackets > 0) brackets--;
    }
  }
  return deepest + deepestBlock;
}

/** The first character that go-yaml's reader does not let in. */
function controlCharacter(text: string): number | undefined {
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  const found = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0080-\u0084\u0086-\u009f\ufffe\uffff]|(?!^)\ufeff/.exec(text);
  return found?.index;
}
