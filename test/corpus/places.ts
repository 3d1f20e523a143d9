/**
 * Whether a hint stands where its kind promises, judged by the text alone and not by the tree that placed it: after the
 * name or reference for kinds on values, after the colon for kinds on keys.
 */
import { find } from '../../server/src/core/yaml/locate.ts';
import type { SurveyedHint } from '../../tools/corpus/survey.ts';

const keyOf: Readonly<Record<string, RegExp>> = {
  podInterface: /(?:^|[\s{,"'-])name["']?\s*:\s+[^#]+$/,
  defaultNetwork: /(?:^|[\s{,"'-])name["']?\s*:\s+[^#]+$/,
  linkNames: /(?:^|[\s{,"'-])name["']?\s*:\s+[^#]+$/,
  nad: /(?:^|[\s{,"'-])networkName["']?\s*:\s+[^#]+$/,
  annotation: /(?:^|[\s{,"'-])networks["']?\s*:$/,
  status: /(?:^|[\s{,"'-])(?:name|infoSource|podInterfaceName)["']?\s*:\s+[^#]+$/,
  implicitInterface: /(?:^|[\s{,"'-])(?:devices|domain)["']?\s*:$/,
};

/** What is wrong with a hint's place, in words; undefined when nothing is. */
export function placeProblem({ file, line, before, after, view, hint }: SurveyedHint): string | undefined {
  const place = `${file}:${line + 1} ${hint.kind} «${before}|${after}»`;
  const { text } = view.segment;
  if (!(hint.offset > 0 && hint.offset <= text.length)) return `${place}: outside the text`;
  if (/\s$/.test(before)) return `${place}: stands after white space`;
  const node = view.document.root && find(view.document.root, hint.field);
  if (!node) return `${place}: there is no ${hint.field}`;
  const isOnKey = hint.kind === 'annotation' || hint.kind === 'implicitInterface';
  const own = isOnKey ? node.entry?.keySpan : (node.entry?.alias ?? node.node);
  if (!own) return `${place}: ${hint.field} is written nowhere`;
  const between = text.slice(own.end, hint.offset);
  if (isOnKey ? !/^\s*:$/.test(between) : between !== '') return `${place}: not directly after ${hint.field}`;
  if (/[\r\n]/.test(text.slice(own.end, hint.offset))) return `${place}: on another line than ${hint.field}`;
  if (isOnKey || node.entry?.alias || !/[\r\n]/.test(text.slice(own.start, own.end)))
    if (!keyOf[hint.kind]?.test(before)) return `${place}: not on the key it is about`;
  if (!/^(?:$|[\s,}\]])/.test(after)) return `${place}: inside a word`;
  return undefined;
}
