/** What reading a text promises: values as they were written, and places that lie in the text, in one another, in order. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document } from 'yaml';
import { kubectlValue, readDocument } from '../../server/src/core/yaml/read-document.ts';
import { maskTemplates } from '../../server/src/core/yaml/template-mask.ts';
import { splitDocuments } from '../../server/src/core/yaml/text-store.ts';
import type { Node, Span, YamlDocument } from '../../server/src/core/yaml/tree.ts';
import { mendAll } from '../../server/src/core/json/mend-json.ts';
import { parseJson } from '../../server/src/core/json/parse-json.ts';
import { childrenOf } from '../../server/src/core/json/json-path.ts';
import type { JsonNode } from '../../server/src/core/json/json-tree.ts';
import { jsonCursor } from '../../server/src/core/json/json-cursor.ts';
import { brokenJson, writtenJson } from '../../test/json/written-json.ts';
import { apply, mutation, replacementOf } from '../../test/fuzz/mutations.ts';
import { anyText, soundFile, type WrittenFile } from './texts.ts';
import { targetOf } from './target.ts';

/** What was written by a printer that knows nothing of the reader is what the reader reads. */
function readsWhatWasWritten({ text, values }: WrittenFile): void {
  const documents = splitDocuments(text).map((one) => readDocument(one));
  for (const { problems } of documents) assert.deepEqual(problems, []);
  const read = documents.filter(({ root }) => root !== undefined).map((one) => kubectlValue(one));
  assert.deepEqual(read, values);
}

function readsAnything(text: string): void {
  const parts = splitDocuments(text);
  assert.equal(parts.join(''), text, 'the documents are the whole text');
  for (const part of parts) {
    const document = readDocument(part);
    checkPlaces(document);
    compareWithLibrary(part, document);
  }
}

function inside({ start, end }: Span, outer: Span, what: string): void {
  assert.ok(
    start <= end && start >= outer.start && end <= outer.end,
    `${what} ${start}-${end} of ${outer.start}-${outer.end}`,
  );
}

function checkPlaces({ text, root, refused, problems, comments, templates }: YamlDocument): void {
  const whole = { start: 0, end: text.length };
  // What is read of a text that nobody takes is a guess, whose parts may lie beside one another; also where a template
  // might still mend it.
  const isGuess = refused || (templates.length > 0 && readDocument(maskTemplates(text).text).refused);
  const within = (span: Span, outer: Span, what: string): void => inside(span, isGuess ? whole : outer, what);
  for (const problem of problems) inside(problem, whole, `problem ${problem.code}`);
  let last = 0;
  for (const comment of comments) {
    inside(comment, { start: last, end: text.length }, 'comment');
    assert.equal(text.charAt(comment.start), '#');
    last = comment.end;
  }
  for (const template of templates) inside(template, whole, 'template');
  const seen = new Set<Node>();
  const visit = (node: Node, outer: Span): void => {
    within(node, outer, node.kind);
    if (seen.has(node)) return;
    seen.add(node);
    let from = node.start;
    if (node.kind === 'sequence') {
      for (const { value, span, indicator, alias } of node.items) {
        within(span, { start: from, end: node.end }, 'item');
        within({ start: indicator, end: indicator }, { start: node.start, end: span.start }, 'indicator');
        from = span.end;
        visit(value, alias ? whole : span);
      }
    } else if (node.kind === 'mapping') {
      const own = [...node.entries.filter(({ merged }) => !merged), ...node.shadowed.filter(({ merged }) => !merged)];
      own.sort((one, other) => one.keySpan.start - other.keySpan.start);
      for (const { keySpan, value, alias } of own) {
        within(keySpan, { start: from, end: node.end }, 'key');
        from = keySpan.end;
        if (alias) within(alias, { start: from, end: node.end }, 'alias');
        visit(value, alias ? whole : { start: from, end: node.end });
        from = (alias ?? value).end;
      }
      for (const { value, merged } of node.entries) if (merged) visit(value, whole);
    }
  };
  if (root) visit(root, whole);
}

/** Strings and shapes as another reader of YAML sees them, where it has nothing against the text and kubectl neither. */
function compareWithLibrary(text: string, document: YamlDocument): void {
  if (document.refused || document.templates.length > 0 || document.problems.length > 0 || !document.root) return;
  // Of a text behind `---` kubectl's splitting leaves nothing, and the library all.
  if (/^\ufeff?---[ \t]*[^\s#]/.test(text)) return;
  // Nor of a block scalar at the root that stands at the first column.
  if (document.root.kind === 'scalar' && ['literal', 'folded'].includes(document.root.style)) return;
  // What YAML 1.1 takes for line breaks is text to the library.
  if (/[\u0085\u2028\u2029\ufeff]|\r(?!\n)/.test(text)) return;
  const other = parseDocument(text, { schema: 'failsafe', version: '1.1', uniqueKeys: false, merge: false });
  if (other.errors.length > 0 || other.warnings.length > 0) return;
  compare(document.root, other.contents, other, '$');
}

function compare(own: Node, other: unknown, whole: Document, path: string): void {
  const theirs = isAlias(other) ? other.resolve(whole) : other;
  if (own.kind === 'scalar') {
    if (typeof own.value !== 'string') return;
    // An empty mapping key or a value left out.
    const text: unknown = isScalar(theirs) ? theirs.value : undefined;
    if (isScalar(theirs) && theirs.tag === 'tag:yaml.org,2002:binary') return;
    assert.equal(own.value, text ?? '', path);
  } else if (own.kind === 'sequence') {
    assert.ok(isSeq(theirs), `${path} is a list`);
    assert.equal(own.items.length, theirs.items.length, `items of ${path}`);
    own.items.forEach(({ value }, at) => compare(value, theirs.items[at], whole, `${path}[${at}]`));
  } else {
    assert.ok(isMap(theirs), `${path} is a mapping`);
    const written = new Map(theirs.items.map(({ key, value }) => [isScalar(key) ? String(key.value) : '', value]));
    for (const { key, value, merged } of own.entries) {
      if (merged || !written.has(key)) continue;
      compare(value, written.get(key), whole, `${path}.${key}`);
    }
  }
}

/** JSON as Go takes it is JSON as JavaScript takes it, but for numbers that JavaScript takes for infinite. */
function readsJson({ text, places }: { readonly text: string; readonly places: readonly number[] }): void {
  const document = parseJson(text);
  let plain: unknown;
  let isJson = true;
  try {
    plain = JSON.parse(text, (_, part: unknown) => {
      isJson &&= typeof part !== 'number' || Number.isFinite(part);
      return part;
    });
  } catch {
    isJson = false;
  }
  assert.equal(document.faults.length === 0, isJson, 'faults where it is no JSON, and only there');
  const whole = { start: 0, end: text.length };
  for (const fault of document.faults) inside(fault, whole, fault.code);
  const visit = (node: JsonNode, outer: Span): void => {
    inside(node, outer, node.kind);
    let from = node.start;
    for (const { value: child } of childrenOf(node)) {
      inside(child, { start: from, end: node.end }, 'child');
      from = child.end;
      visit(child, node);
    }
  };
  if (document.root) visit(document.root, whole);
  if (isJson) assert.deepEqual(plainJson(document.root), plain);
  for (const place of places) jsonCursor(text, Math.floor(place * (text.length + 1)));
  const mend = mendAll(document);
  if (!mend) return;
  const mended = [...mend.edits]
    .sort((one, other) => one.start - other.start)
    .reduceRight((now, { start, end, newText }) => now.slice(0, start) + newText + now.slice(end), text);
  assert.deepEqual(parseJson(mended).faults, [], `mended: ${mended}`);
}

function plainJson(node: JsonNode | undefined): unknown {
  if (node?.kind === 'array') return node.items.map(plainJson);
  if (node?.kind !== 'object') return node?.value;
  // As JSON.parse makes it, of `__proto__` too.
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainJson(value)]));
}

const jsonText = fc
  .tuple(fc.oneof(writtenJson, brokenJson), fc.array(mutation, { maxLength: 4 }))
  .map(([text, mutations]) => mutations.reduce((now, one) => apply(now, replacementOf(now, one)), text));

const share = fc.double({ min: 0, max: 1, noNaN: true });

export const readTargets = [
  targetOf(
    { name: 'written', holds: 'what a printer wrote is what is read' },
    soundFile,
    readsWhatWasWritten,
    ({ text }) => text,
  ),
  targetOf(
    {
      name: 'read',
      holds: 'places lie in the text, in one another and in order; strings are those of the yaml library',
    },
    anyText,
    readsAnything,
    (text) => text,
  ),
  targetOf(
    { name: 'json', holds: 'no faults exactly where it is JSON, places as above, and what is mended has no faults' },
    fc.record({ text: jsonText, places: fc.array(share, { maxLength: 4 }) }),
    readsJson,
    ({ text }) => text,
  ),
];
