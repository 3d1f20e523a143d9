/**
 * Text of template languages inside YAML: Helm and Go templates, Jinja, `${…}` parameters. Such text is masked, by
 * characters of the same number, so that the rest can be read, and every answer it touches is unknown rather than
 * guessed. Recognised by the text alone: `{{ x }}` is also a valid flow mapping, so parsing would not tell.
 */
import { find, nearest } from './locate.ts';
import type { Node, Span, TemplateSpan, YamlDocument } from './tree.ts';

const action = /\{\{(?:[^}]|\}(?!\}))*\}\}|\{%(?:[^%]|%(?!\}))*%\}|\{#(?:[^#]|#(?!\}))*#\}/g;
const parameter = /\$\{\{?[A-Za-z_][^{}\n]*\}?\}/g;

/** The text with templates masked, and where they stood. */
export function maskTemplates(text: string): { text: string; spans: readonly TemplateSpan[] } {
  const hasActions = text.includes('{{') || text.includes('{%') || text.includes('{#');
  const hasParameters = text.includes('${');
  if (!hasActions && !hasParameters) return { text, spans: [] };
  const spans: TemplateSpan[] = [];
  let masked = text;
  if (hasActions) {
    masked = text.replace(action, (whole, offset: number) => {
      // `${{NAME}}` is a parameter of an OpenShift template, whose value may be of any type.
      if (text.charAt(offset - 1) === '$') return whole;
      const kind = kindOf(whole, text, offset);
      spans.push({ kind, start: offset, end: offset + whole.length, column: columnOf(whole, text, offset) });
      return kind === 'value' ? maskInline(whole, text, offset) : whole.replace(/[^\r\n]/g, ' ');
    });
  }
  if (hasParameters) {
    masked = masked.replace(parameter, (whole, offset: number) => {
      spans.push({ kind: 'value', start: offset, end: offset + whole.length, column: columnOf('', text, offset) });
      return 'x'.repeat(whole.length);
    });
  }
  return { text: masked, spans: spans.sort((a, b) => a.start - b.start) };
}

/** Where an action writes: at the indentation it asks for, else where it stands. */
function columnOf(whole: string, text: string, offset: number): number {
  const asked = /\bn?indent\s+(\d{1,3})\b/.exec(whole)?.[1];
  return asked === undefined ? offset - (text.lastIndexOf('\n', offset - 1) + 1) : Number(asked);
}

/** Word characters where a value is expected; line breaks inside an action become word characters too. */
function maskInline(whole: string, text: string, offset: number): string {
  // An action over several lines keeps its line breaks only inside blocks and quotes, where any text will do.
  const inner = 'x'.repeat(whole.length);
  return /\r|\n/.test(whole) && /(^|\n)[ \t]*$/.test(text.slice(0, offset)) ? whole.replace(/[^\r\n]/g, ' ') : inner;
}

/** An action alone on its lines steers or writes lines; any other stands in a value. */
function kindOf(whole: string, text: string, offset: number): TemplateSpan['kind'] {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const lineEnd = text.indexOf('\n', offset + whole.length);
  const after = text.slice(offset + whole.length, lineEnd < 0 ? text.length : lineEnd);
  const ownLine = /^[ \t]*$/.test(before) && /^[ \t\r]*(?:#.*)?$/.test(after.replace(action, ''));
  const onlyActionsBefore = /^[ \t]*$/.test(before.replace(action, ''));
  const isAlone = ownLine || (onlyActionsBefore && /^[ \t\r]*(?:#.*)?$/.test(after.replace(action, '')));
  if (!isAlone) return 'value';
  if (whole.startsWith('{#') || /^\{\{-?\s*\/\*/.test(whole)) return 'quiet';
  const words = whole.replace(/^\{[{%]-?\s*/, '');
  if (/^(if|range|with|define|block|for|macro|filter|raw|call)\b/.test(words)) return 'open';
  if (/^(end\w*)\b/.test(words)) return 'close';
  if (/^(else|elif)\b/.test(words)) return 'quiet';
  if (/^(set|import|extends|\$\w+\s*:?=)/.test(words)) return 'quiet';
  return 'insert';
}

/** Whether any template text lies in a range. */
export function isUnknown(document: YamlDocument, span: Span): boolean {
  return document.templates.some((template) => template.start < span.end && template.end > span.start);
}

/** Lines from each opening action to its closing one; an unclosed region ends with the document. */
function regionsOf(document: YamlDocument): readonly Span[] {
  const open: number[] = [];
  const regions: Span[] = [];
  for (const template of document.templates) {
    if (template.kind === 'open') open.push(template.start);
    else if (template.kind === 'close') {
      const start = open.pop();
      if (start !== undefined) regions.push({ start, end: template.end });
    }
  }
  for (const start of open) regions.push({ start, end: Infinity });
  return regions;
}

/**
 * Whether the value at a field is the one the rendered manifest has: no template text in it or writing more of it, and
 * neither its entry nor one above it stands in a conditional region. False for a field that is not there.
 */
export function isCertain(document: YamlDocument, field: string): boolean {
  const { root } = document;
  const place = root && find(root, field);
  if (!place) return false;
  if (document.templates.length === 0) return true;
  const { node, entry } = place;
  if (isUnknown(document, node) || (entry && isUnknown(document, entry.keySpan)) || hasInsertsBehind(document, node)) return false;
  const at = entry?.keySpan.start ?? node.start;
  return !regionsOf(document).some((region) => region.start < at && at < region.end && !isWholeDocument(region, root));
}

/**
 * Whether a missing field is missing for certain: no template writes entries of the mapping it would stand in. Text in a
 * conditional region can be seen like any other, so only what is inserted counts.
 */
export function isAbsenceCertain(document: YamlDocument, field: string): boolean {
  const { root, templates } = document;
  if (!root || find(root, field)) return false;
  if (templates.length === 0) return true;
  const { node, entry } = nearest(root, field);
  if (isUnknownScalar(document, node)) return false;
  const start = entry?.keySpan.start ?? node.start;
  const end = behind(document, node);
  // Behind a key with nothing, whatever is inserted becomes its value; behind entries, only what stands level with them.
  const column = node.kind === 'mapping' ? lineColumn(document.text, firstKey(node) ?? node.start) : Infinity;
  return !templates.some(
    (template) => template.kind === 'insert' && template.start >= start && template.start < end && template.column <= column,
  );
}

function isUnknownScalar(document: YamlDocument, node: Node): boolean {
  return node.kind === 'scalar' && isUnknown(document, node);
}

/** Whether inserted text right behind a block collection may be more of it. */
function hasInsertsBehind(document: YamlDocument, node: Node): boolean {
  if (node.kind === 'scalar' || node.flow) return false;
  const first = node.kind === 'sequence' ? node.items[0]?.indicator : firstKey(node);
  const column = lineColumn(document.text, first ?? node.start);
  const end = behind(document, node);
  return document.templates.some(
    (template) => template.kind === 'insert' && template.start >= node.end && template.start < end && template.column >= column,
  );
}

/** The end of the template, blank and comment lines that follow a node. */
function behind(document: YamlDocument, node: Node): number {
  const { text, templates } = document;
  let at = text.indexOf('\n', node.end);
  while (at >= 0 && at < text.length) {
    const lineEnd = text.indexOf('\n', at + 1);
    const end = lineEnd < 0 ? text.length : lineEnd;
    const line = text.slice(at + 1, end);
    const template = templates.find((one) => one.kind !== 'value' && one.start <= end && one.end > at + 1);
    if (!template && !/^[ \t\r]*(?:#.*)?$/.test(line)) return at;
    if (lineEnd < 0) return text.length;
    at = template ? Math.max(text.indexOf('\n', template.end), lineEnd) : lineEnd;
  }
  return text.length;
}

function firstKey(node: Node): number | undefined {
  return node.kind === 'mapping' ? node.entries.find((entry) => !entry.merged)?.keySpan.start : undefined;
}

function lineColumn(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function isWholeDocument(region: Span, root: Node): boolean {
  return region.start <= root.start && region.end >= root.end;
}
