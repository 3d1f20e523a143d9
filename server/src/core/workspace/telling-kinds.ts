/**
 * Whether a text names a kind of object that could tell facts: most texts in a folder of manifests do not, and this is all
 * that is looked at of them. Must say yes wherever it cannot tell: a kind may be written in many ways.
 */
import { NETWORKS_ANNOTATION } from '../kubevirt/annotation-keys.ts';
import { kinds, wrappers, type Role } from '../resources/kinds.ts';
import { deployingKinds } from './deployment-facts.ts';

/** Roles of objects that tell nothing, or only with some text in them. */
const quietRoles: ReadonlySet<Role> = new Set<Role>(['pod', 'workload', 'event']);

/** Kinds that tell something whatever they hold, by their first letter. */
const tellingKinds: string[][] = [];
for (const kind of [
  ...kinds.flatMap(({ kind, role }) => (quietRoles.has(role) ? [] : [kind])),
  ...wrappers.flatMap(({ kind, object }) => (object ? [kind] : [])),
  ...deployingKinds,
])
  (tellingKinds[kind.charCodeAt(0)] ??= []).push(kind);

const key = 'kind';

/** By each place where a text has the word for the key of a kind. */
export function mayTellOfKind(text: string): boolean {
  let at = text.indexOf(key);
  if (at < 0) return true;
  for (; at >= 0; at = text.indexOf(key, at + key.length)) {
    const colon = behind(text, at + key.length, false);
    if (text.charAt(colon) === ':' && mayTell(text, behind(text, colon + 1, true))) return true;
  }
  // What makes Pods tells of the networks in an annotation, and a launcher Pod of its VM.
  return text.includes(NETWORKS_ANNOTATION) || mayBeLauncher(text);
}

/** By the marks that name its VM; events about launcher Pods, of which there are thousands, have the word alone. */
function mayBeLauncher(text: string): boolean {
  return text.includes('virt-launcher') && /kubevirt\.io\W{1,2}(?:name|domain)/.test(text);
}

/** Behind blanks, line breaks and one quote, which closes a key before the blanks, and opens a value behind them. */
function behind(text: string, from: number, isValue: boolean): number {
  let at = from;
  if (!isValue && isQuote(text.charCodeAt(at))) at++;
  while (text.charCodeAt(at) <= 32) at++;
  return isValue && isQuote(text.charCodeAt(at)) ? at + 1 : at;
}

function isQuote(code: number): boolean {
  return code === 34 || code === 39;
}

/** Whether a telling kind begins at an offset, or what is no letter: a template, a tag, a comment. */
function mayTell(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const folded = code | 32;
  if (!(folded >= 97 && folded <= 122)) return true;
  for (const kind of tellingKinds[code] ?? []) if (text.startsWith(kind, at)) return true;
  return false;
}
