/**
 * From the text of one document to its located tree. Total: any text gives a document; what kubectl would refuse is
 * said as problems beside the best guess of the values. Knows no Kubernetes.
 */
import { parse } from './dialect/parse.ts';
import { TreeBuilder, type Finding } from './dialect/tree-builder.ts';
import { problemMessage } from './problems.ts';
import { maskTemplates, settleTemplates } from './template-mask.ts';
import { isUnknown } from './templating.ts';
import type { Node, Problem, ScalarNode, TemplateSpan, YamlDocument } from './tree.ts';

export interface ReadOptions {
  /** False: template text is read as the YAML it also is, as kubectl would. */
  readonly templates?: boolean;
}

/** Reads one document; `text` may begin with its `---` line. */
export function readDocument(text: string, { templates = true }: ReadOptions = {}): YamlDocument {
  const mask = templates ? maskTemplates(text) : { text, spans: [] };
  const syntax = parse(mask.text, text);
  // Values are those of the text itself: a name with a template in it is shown as it is written.
  const builder = new TreeBuilder(text, syntax.blockScalars);
  const root = syntax.document && builder.build(syntax.document);
  const { fault, comments } = syntax;
  const { spans, isTemplated } = settleTemplates(mask, root, comments, text);
  const found: Finding[] = fault ? [{ ...fault, kind: 'refused' }] : [];
  // Behind a fault of syntax the values are a guess, and so is all that could be said of them.
  for (const finding of builder.findings) if (!fault || finding.start < fault.start) found.push(finding);
  const writesLines = isTemplated && spans.some((template) => template.kind !== 'value');
  const kept = found.filter((finding) => isCertain(finding, spans, isTemplated, writesLines));
  const problems = [...kept.filter(({ kind }) => kind === 'refused'), ...kept.filter(({ kind }) => kind === 'noted')]
    .slice(0, mostProblems)
    .map(({ code, kind, start, end }): Problem => ({
      code,
      message: problemMessage(code),
      kind,
      ...shown(text, start, end),
    }))
    .sort((a, b) => a.start - b.start);
  return { text, root, problems, refused: kept.some(({ kind }) => kind === 'refused'), templates: spans, comments };
}

/** More are not told; the first ones are what to mend. */
const mostProblems = 500;

/** Where templates write, only the rendered text can be judged: all of it where they steer or write lines, else what they touch. */
function isCertain(
  { kind, start, end }: Finding,
  templates: readonly TemplateSpan[],
  isTemplated: boolean,
  writesLines: boolean,
): boolean {
  if (writesLines || (isTemplated && kind === 'refused')) return false;
  return !isUnknown({ templates }, { start: start - 1, end: Math.max(end, start + 1) + 1 });
}

/** At least a character; what is missed at the end of the text is missed behind the last thing there is. */
function shown(text: string, start: number, end: number): { start: number; end: number } {
  const last = text.trimEnd().length;
  if (start >= last) return { start: Math.max(last - 1, 0), end: last };
  return { start, end: Math.min(Math.max(end, start + 1), text.length) };
}

/** Values that a hostile graph of aliases may not exceed. */
const valueBudget = 500_000;

/**
 * The value as plain JavaScript: objects without prototype surprises, aliases copied, integers beyond 2^53 as `bigint`.
 * Undefined when there are more than `budget` values.
 */
export function plainValue(node: Node, budget = valueBudget): unknown {
  let left = budget;
  const convert = (inner: Node): unknown => {
    if (--left < 0) return undefined;
    if (inner.kind === 'scalar') return inner.value;
    if (inner.kind === 'sequence') {
      const list: unknown[] = [];
      for (const { value } of inner.items) list.push(value.kind === 'scalar' ? scalar(value) : convert(value));
      return list;
    }
    const result: Record<string, unknown> = {};
    for (const { key, value } of inner.entries) {
      const plain = value.kind === 'scalar' ? scalar(value) : convert(value);
      if (key === '__proto__')
        Object.defineProperty(result, key, { value: plain, enumerable: true, configurable: true, writable: true });
      else result[key] = plain;
    }
    return result;
  };
  // Most values are scalars, and a call each is what a conversion costs.
  const scalar = ({ value }: ScalarNode): unknown => (--left < 0 ? undefined : value);
  const value = convert(node);
  return left < 0 ? undefined : value;
}

/** What kubectl makes of a document: null for one that holds nothing, undefined for one it refuses. */
export function kubectlValue(document: YamlDocument): unknown {
  if (document.refused) return undefined;
  return document.root ? plainValue(document.root, 5_000_000) : null;
}
