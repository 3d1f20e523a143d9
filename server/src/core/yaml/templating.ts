/**
 * What templates leave certain. Every answer that template text touches, or that it may write more of, is unknown rather
 * than guessed; what it does not touch is as certain as in any manifest. Says nothing of what templates mean.
 */
import { find, joinField, nearest, nodeAt } from './locate.ts';
import type { Node, Span, YamlDocument } from './tree.ts';

/** Whether any template text lies in a range. */
export function isUnknown({ templates }: Pick<YamlDocument, 'templates'>, span: Span): boolean {
  let low = 0;
  let high = templates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((templates[middle]?.end ?? 0) > span.start) high = middle;
    else low = middle + 1;
  }
  return (templates[low]?.start ?? Infinity) < span.end;
}

/**
 * Whether a range can be written over: no template text in it, and in the same conditional regions as the place whose
 * text it is part of.
 */
export function isUntemplated(document: YamlDocument, { start, end }: Span, within: number): boolean {
  if (document.templates.some((span) => (start === end ? span.start < start : span.start < end) && span.end > start))
    return false;
  return regionsOf(document).every(
    (region) =>
      isInside(region, start) === isInside(region, within) && isInside(region, end) === isInside(region, within),
  );
}

function isInside({ start, end }: Span, offset: number): boolean {
  return start < offset && offset < end;
}

/** Lines from each opening action to its closing one; what is open at either end of the document goes to that end. */
function regionsOf(document: YamlDocument): readonly Span[] {
  const open: number[] = [];
  const regions: Span[] = [];
  for (const template of document.templates) {
    if (template.kind === 'open') open.push(template.start);
    else if (template.kind === 'close') {
      regions.push({ start: open.pop() ?? -1, end: template.end });
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
  if (root && document.templates.length === 0) return nodeAt(root, field) !== undefined;
  const place = root && find(root, field);
  if (!place) return false;
  const { node, entry } = place;
  if (isUnknown(document, node) || (entry && isUnknown(document, entry.keySpan)) || hasInsertsBehind(document, node))
    return false;
  const at = entry?.keySpan.start ?? node.start;
  return !regionsOf(document).some((region) => region.start < at && at < region.end && !isWholeDocument(region, root));
}

/**
 * Whether a missing field is missing for certain: no template writes entries of the mapping it would stand in. Text in a
 * conditional region can be seen like any other, so only what is inserted counts.
 */
export function isAbsenceCertain(document: YamlDocument, field: string): boolean {
  const { root, templates } = document;
  if (!root || nodeAt(root, field)) return false;
  if (templates.length === 0) return true;
  const { node, entry } = nearest(root, field);
  if (isUnknownScalar(document, node) || hasUnknownKeys(document, node)) return false;
  const start = entry?.keySpan.start ?? node.start;
  const end = behind(document, node);
  // Behind a key with nothing, whatever is inserted becomes its value; behind entries, only what stands level with them.
  const column = node.kind === 'mapping' ? lineColumn(document.text, firstKey(node) ?? node.start) : Infinity;
  return !templates.some(
    (template) =>
      template.kind === 'insert' && template.start >= start && template.start < end && template.column <= column,
  );
}

/**
 * Fields of a node that are not known: templates write them, may write more of them, or may leave them out. The innermost
 * of each, from the node's own root; `field` is where the node stands in its document.
 */
export function unknownFields(document: YamlDocument, node: Node, field: string): readonly string[] {
  if (document.templates.length === 0) return [];
  const within = (part: Node, own: string, absolute: string): readonly string[] => {
    if (isCertain(document, absolute)) return [];
    const parts =
      part.kind === 'mapping'
        ? part.entries.map(({ key, value }) => ({ key, value }))
        : part.kind === 'sequence'
          ? part.items.map(({ value }, key) => ({ key, value }))
          : [];
    const inner = parts.flatMap(({ key, value }) => within(value, joinField(own, key), joinField(absolute, key)));
    const isOpen =
      hasUnknownKeys(document, part) || hasInsertsBehind(document, part) || hasInsertsBetween(document, part);
    return isOpen || inner.length === 0 ? [...inner, own] : inner;
  };
  return within(node, '', field);
}

/** Whether text is inserted in a collection that belongs to none of its parts. */
function hasInsertsBetween(document: YamlDocument, node: Node): boolean {
  if (node.kind === 'scalar') return false;
  const parts = (node.kind === 'mapping' ? node.entries : node.items).map(({ value }) => value);
  return document.templates.some(
    ({ kind, start, end }) =>
      kind === 'insert' &&
      start >= node.start &&
      end <= node.end &&
      !parts.some((part) => part.start <= start && end <= part.end),
  );
}

function isUnknownScalar(document: YamlDocument, node: Node): boolean {
  return node.kind === 'scalar' && isUnknown(document, node);
}

/** Whether what stands at a field, or that nothing does, is what the rendered manifest has. */
export function isSettled(document: YamlDocument, field: string): boolean {
  const { root, templates } = document;
  if (templates.length === 0) return true;
  return root && find(root, field) ? isCertain(document, field) : isAbsenceCertain(document, field);
}

/** A key with template text in it may be any key. */
function hasUnknownKeys(document: YamlDocument, node: Node): boolean {
  return node.kind === 'mapping' && node.entries.some(({ keySpan, merged }) => !merged && isUnknown(document, keySpan));
}

/** Whether inserted text right behind a block collection may be more of it, or behind a key with nothing its value. */
function hasInsertsBehind(document: YamlDocument, node: Node): boolean {
  if (node.kind === 'scalar') {
    if (node.end > node.start) return false;
    const end = behind(document, node);
    return document.templates.some(({ kind, start }) => kind === 'insert' && start >= node.end && start < end);
  }
  if (node.flow) return false;
  const first = node.kind === 'sequence' ? node.items[0]?.indicator : firstKey(node);
  const column = lineColumn(document.text, first ?? node.start);
  const end = behind(document, node);
  return document.templates.some(
    (template) =>
      template.kind === 'insert' && template.start >= node.end && template.start < end && template.column >= column,
  );
}

/** Whether inserted text right behind an entry or item may be part of its value, by how far in it is. */
export function mayBeContinued(document: YamlDocument, node: Node, column: number): boolean {
  if (document.templates.length === 0 || (node.kind === 'scalar' && node.value !== null)) return false;
  const isFlush = node.kind === 'sequence' && !node.flow;
  const end = behind(document, node);
  return document.templates.some(
    (template) =>
      template.kind === 'insert' &&
      template.start >= node.end &&
      template.start < end &&
      (template.column > column || (isFlush && template.column === column)),
  );
}

/** The end of the template, blank and comment lines that follow a node. */
function behind(document: YamlDocument, node: Node): number {
  const { text } = document;
  // In the order of writing, as the lines are gone through: none is looked at twice.
  const templates = document.templates.filter(({ kind }) => kind !== 'value');
  let index = 0;
  let at = text.indexOf('\n', node.end);
  while (at >= 0 && at < text.length) {
    const lineEnd = text.indexOf('\n', at + 1);
    const end = lineEnd < 0 ? text.length : lineEnd;
    const line = text.slice(at + 1, end);
    for (let next = templates[index]; next && next.end <= at + 1; next = templates[index]) index++;
    const candidate = templates[index];
    const template = candidate && candidate.start <= end ? candidate : undefined;
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
  return offset - (text.slice(0, offset).lastIndexOf('\n') + 1);
}

function isWholeDocument(region: Span, root: Node): boolean {
  return region.start <= root.start && region.end >= root.end;
}
