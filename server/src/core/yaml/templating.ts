/**
 * Text of template languages inside YAML: Helm and Go templates, Jinja, `${…}` parameters. Such text is masked, by
 * characters of the same number, so that the rest can be read, and every answer it touches is unknown rather than
 * guessed. Recognised by the text alone: `{{ x }}` is also a valid flow mapping, so parsing would not tell.
 */
import { find, fieldParts, nearest } from './locate.ts';
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
      spans.push({ kind, start: offset, end: offset + whole.length });
      return kind === 'value' ? maskInline(whole, text, offset) : whole.replace(/[^\r\n]/g, ' ');
    });
  }
  if (hasParameters) {
    masked = masked.replace(parameter, (whole, offset: number) => {
      spans.push({ kind: 'value', start: offset, end: offset + whole.length });
      return 'x'.repeat(whole.length);
    });
  }
  return { text: masked, spans: spans.sort((a, b) => a.start - b.start) };
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
 * Whether the value at a field is the one the rendered manifest has: no template text in it, and neither its entry nor
 * one above it stands in a conditional region. False for a field that is not there.
 */
export function isCertain(document: YamlDocument, field: string): boolean {
  const { root } = document;
  const place = root && find(root, field);
  if (!place) return false;
  if (document.templates.length === 0) return true;
  if (isUnknown(document, place.node) || isUnknown(document, place.entry?.keySpan ?? place.node)) return false;
  const at = place.entry?.keySpan.start ?? place.node.start;
  return !regionsOf(document).some((region) => region.start < at && at < region.end && !isWholeDocument(region, root));
}

/** Whether a missing field is missing for certain: no template could write it where it would stand. */
export function isAbsenceCertain(document: YamlDocument, field: string): boolean {
  const { root, templates } = document;
  if (!root || find(root, field)) return false;
  if (templates.length === 0) return true;
  const parent = nearest(root, field);
  const inside = (node: Node): readonly Node[] =>
    node.kind === 'mapping'
      ? node.entries.map((entry) => entry.value)
      : node.kind === 'sequence'
        ? node.items.map((item) => item.value)
        : [];
  // The fields above the parent could hold a second copy of it only as a duplicate key, which no template means.
  const own = templates.filter(
    (template) =>
      template.kind !== 'quiet' &&
      template.start >= parent.node.start - 1 &&
      template.start <= Math.max(parent.node.end, nextSibling(document, parent.node)) &&
      !inside(parent.node).some((child) => child.start <= template.start && template.end <= child.end),
  );
  return own.length === 0 && fieldParts(root, field).length >= 0;
}

/** Where lines that still belong to a mapping end: templates after its last entry may write more of it. */
function nextSibling(document: YamlDocument, node: Node): number {
  const after = document.templates.find((template) => template.start >= node.end);
  return after && after.kind === 'insert' ? after.start : node.end;
}

function isWholeDocument(region: Span, root: Node): boolean {
  return region.start <= root.start && region.end >= root.end;
}
