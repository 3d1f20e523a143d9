/**
 * Block scalars (`|`, `>`) as go-yaml reads them: which lines belong to one, and their text. Indentation is found or
 * given, counted from the block around; lines are folded as YAML 1.1 has it. Truth: `kubernetes-sigs/yaml ·
 * goyaml.v2/scannerc.go` (`yaml_parser_scan_block_scalar`), checked by the golden YAML data.
 */
import type { Replaced } from './flow-scalar.ts';

export interface BlockScalar {
  readonly value: string;
  /** Where the first line begins that is not the scalar's. */
  readonly end: number;
  /** End of the last line with text, its break excluded; undefined when there is none. */
  readonly contentEnd: number | undefined;
  /** A tab where indentation has to be. */
  readonly tab: number | undefined;
}

/**
 * Reads the lines of a block scalar. `text` has line feeds for all kinds of line breaks but CR LF, `at` is where the line
 * below the header begins, `parentIndent` the column of the block around (-1: none). The value is taken from `source`, the
 * text of the same length before templates were masked.
 * `replaced` hears what stands between the lines.
 */
export function readBlockScalar(
  text: string,
  at: number,
  header: string,
  parentIndent: number,
  source = text,
  replaced?: Replaced,
): BlockScalar {
  const isLiteral = header.startsWith('|');
  const digit = Number(/[1-9]/.exec(header)?.[0] ?? 0);
  let indent = digit > 0 ? Math.max(parentIndent, 0) + digit : 0;
  let value = '';
  let brokeOff = '';
  let blankLines = '';
  let ledByBlank = false;
  let contentEnd: number | undefined;
  let tab: number | undefined;
  let line = at;
  let runEnd = at;
  let runLength = 0;
  for (;;) {
    // Blank lines, and the indentation of the next line with text.
    let column = 0;
    let widest = 0;
    for (;;) {
      const template = source === text ? undefined : templateLine(text, source, line);
      if (template) {
        // A line that only a template's mask left blank is one with text, if it is written where the scalar's are.
        if (template.column >= (indent > 0 ? indent : parentIndent + 1)) contentEnd = template.end;
        blankLines += '\n';
        line = template.next;
        continue;
      }
      column = 0;
      while ((indent === 0 || column < indent) && text.charCodeAt(line + column) === 32) column++;
      widest = Math.max(widest, column);
      const code = text.charCodeAt(line + column);
      if (code === 9 && (indent === 0 || column < indent)) {
        tab ??= line + column;
        // For the reader's sake the line still counts as one of the scalar.
        indent = indent === 0 ? column : indent;
        column = indent;
        break;
      }
      const lineBreak = code === 10 ? 1 : code === 13 && text.charCodeAt(line + column + 1) === 10 ? 2 : 0;
      // Blanks at the very end are a line too: kubectl ends every line it takes.
      const isLastLine = line + column === text.length && column > 0;
      if (lineBreak === 0 && !isLastLine) break;
      blankLines += '\n';
      line += column + lineBreak;
    }
    if (indent === 0 && tab === undefined) indent = Math.max(widest, parentIndent + 1, 1);
    const start = tab === undefined ? line + column : line;
    if (column !== indent || start >= text.length) break;
    const first = text.charCodeAt(start);
    const isBlank = first === 32 || first === 9;
    if (!isLiteral && !ledByBlank && !isBlank && brokeOff !== '') value += blankLines === '' ? ' ' : '';
    else value += brokeOff;
    value += blankLines;
    blankLines = '';
    ledByBlank = isBlank;
    const feed = text.indexOf('\n', start);
    const next = feed < 0 ? text.length : feed + 1;
    replaced?.(runEnd, start - runEnd, value.length - runLength);
    contentEnd = feed < 0 ? text.length : text.charCodeAt(feed - 1) === 13 && feed > start ? feed - 1 : feed;
    value += source.slice(start, contentEnd);
    runEnd = contentEnd;
    runLength = value.length;
    // A last line without a break is read as if it had one, too.
    brokeOff = '\n';
    line = next;
  }
  const keep = header.includes('+');
  if (!header.includes('-')) value += brokeOff;
  if (keep) value += blankLines;
  if (value.length > runLength) replaced?.(runEnd, line - runEnd, value.length - runLength);
  return { value, end: line, contentEnd, tab };
}

/** The line at an offset, if it holds nothing but template text; `column` is where that writes: as it asks, else its own. */
function templateLine(
  text: string,
  source: string,
  line: number,
): { end: number; next: number; column: number } | undefined {
  if (line >= text.length) return undefined;
  const feed = text.indexOf('\n', line);
  const next = feed < 0 ? text.length : feed + 1;
  const written = source.slice(line, next).trimEnd();
  if (written === '' || text.slice(line, next).trim() !== '') return undefined;
  const asked = /\bn?indent\s*\(?\s*(\d{1,3})\b/.exec(written)?.[1];
  const own = written.length - written.trimStart().length;
  return { end: line + written.length, next, column: asked === undefined ? own : Number(asked) };
}
