/**
 * What a writer is about to write at an offset of a JSON text, whole or broken: a key of which object, or the value at
 * which path. Never throws.
 */
import { childrenOf } from './json-path.ts';
import type { JsonNode, JsonPath, JsonSpan } from './json-tree.ts';
import { parseJson } from './parse-json.ts';

export interface JsonCursor {
  /** `key`: of the object at `path`. `value`: the value at `path`, which ends in a key, or is the whole. `item`: of the array at `path`. */
  readonly on: 'key' | 'value' | 'item';
  readonly path: JsonPath;
  /** What is being written, to be replaced as a whole, quotes included. */
  readonly replace: JsonSpan;
  /** What of it stands before the cursor, without its quote. */
  readonly prefix: string;
  /** Whether it begins with a quote. */
  readonly isQuoted: boolean;
  /** A key with its colon behind it: only the key is to be written. */
  readonly hasColon: boolean;
  /** Keys of the object that the key, or the value's own key, stands in, but for that key itself. */
  readonly siblings: readonly string[];
  /** A comma is missing before or behind what is written. */
  readonly needsComma: { readonly before: boolean; readonly behind: boolean };
  /** The tree of the text as it is. */
  readonly root: JsonNode | undefined;
}

/** A word as it is typed: what is not yet a string. */
const wordCharacter = /[^\s,:[\]{}"'<>#]/;

export function jsonCursor(text: string, offset: number): JsonCursor | undefined {
  const { root, faults } = parseJson(text);
  if (faults.some(({ code, start, end }) => code === 'comment' && start < offset && offset <= end)) return undefined;
  const word = wordAt(text, root, offset);
  const { replace } = word;
  const before = text.slice(0, replace.start).trimEnd();
  const behind = text.slice(replace.end).trimStart();
  const base = { ...word, root };
  if (before === '') {
    const isAlone = root === undefined || root.start >= replace.start;
    if (!isAlone) return undefined;
    return {
      ...base,
      on: 'value',
      path: [],
      hasColon: false,
      siblings: [],
      needsComma: { before: false, behind: false },
    };
  }
  const holder = root && holderOf(root, text, replace);
  if (!holder) return undefined;
  const { node, path } = holder;
  const last = before.charAt(before.length - 1);
  const needsComma = { before: !/[{[,:]/.test(last), behind: /^["'{[\w-]/.test(behind) };
  if (node.kind === 'array') return { ...base, on: 'item', path, hasColon: false, siblings: [], needsComma };
  if (node.kind !== 'object') return undefined;
  const around = node.entries.filter(({ keySpan }) => keySpan.end > keySpan.start);
  if (last !== ':') {
    const siblings = around.filter(({ keySpan }) => keySpan.start !== replace.start).map(({ key }) => key);
    const hasColon = behind.startsWith(':');
    return {
      ...base,
      on: 'key',
      path,
      hasColon,
      siblings,
      needsComma: { ...needsComma, behind: needsComma.behind && !hasColon },
    };
  }
  const own = around.filter(({ keySpan }) => keySpan.end < before.length).at(-1);
  if (!own) return undefined;
  const siblings = around.filter((entry) => entry !== own).map(({ key }) => key);
  return { ...base, on: 'value', path: [...path, own.key], hasColon: false, siblings, needsComma };
}

/** The string or word around an offset. */
function wordAt(
  text: string,
  root: JsonNode | undefined,
  offset: number,
): Pick<JsonCursor, 'replace' | 'prefix' | 'isQuoted'> {
  const string = root && stringAt(root, text, offset);
  if (string) {
    const isClosed = string.end - string.start > 1 && text.charAt(string.end - 1) === text.charAt(string.start);
    let { end } = string;
    if (!isClosed) {
      // An open quote takes in whatever follows on its line; only the word at the cursor is meant.
      end = offset;
      while (end < text.length && wordCharacter.test(text.charAt(end))) end++;
    }
    const replace = { start: string.start, end };
    return { replace, prefix: text.slice(string.start + 1, offset), isQuoted: true };
  }
  let start = offset;
  while (start > 0 && wordCharacter.test(text.charAt(start - 1))) start--;
  let end = offset;
  while (end < text.length && wordCharacter.test(text.charAt(end))) end++;
  return { replace: { start, end }, prefix: text.slice(start, offset), isQuoted: false };
}

/** The quoted key or value that an offset stands in, behind its opening quote. */
function stringAt(root: JsonNode, text: string, offset: number): JsonSpan | undefined {
  const isIn = ({ start, end }: JsonSpan): boolean => start < offset && offset <= end && isQuote(text.charAt(start));
  let node = root;
  if (node.kind === 'string' && isIn(node) && isOpenAt(text, node, offset)) return node;
  for (;;) {
    const inner = childrenOf(node).find(
      ({ value, keySpan }) =>
        (keySpan && keySpan.start < offset && offset <= keySpan.end) || (value.start < offset && offset <= value.end),
    );
    if (!inner) return undefined;
    const { value, keySpan } = inner;
    if (keySpan && isIn(keySpan)) return isOpenAt(text, keySpan, offset) ? keySpan : undefined;
    if (value.kind === 'string' && isIn(value)) return isOpenAt(text, value, offset) ? value : undefined;
    node = value;
  }
}

function isQuote(character: string): boolean {
  return character === '"' || character === "'";
}

/** Not behind the closing quote. */
function isOpenAt(text: string, { start, end }: JsonSpan, offset: number): boolean {
  return offset < end || end - start === 1 || text.charAt(end - 1) !== text.charAt(start);
}

/** The innermost collection around a range. */
function holderOf(root: JsonNode, text: string, range: JsonSpan): { node: JsonNode; path: JsonPath } | undefined {
  if (!isInside(root, text, range)) return undefined;
  const path: (string | number)[] = [];
  let node = root;
  for (;;) {
    const inner = childrenOf(node).find(({ value }) => isInside(value, text, range));
    if (!inner) return { node, path };
    path.push(inner.part);
    node = inner.value;
  }
}

/** Whether a range stands between the brackets of a collection. */
function isInside(node: JsonNode, text: string, { start, end }: JsonSpan): boolean {
  if (node.kind !== 'object' && node.kind !== 'array') return false;
  const isClosed =
    /[}\]]/.test(text.charAt(node.end - 1)) && !childrenOf(node).some(({ value }) => value.end === node.end);
  return node.start < start && end <= node.end - (isClosed ? 1 : 0);
}
