/**
 * Completion inside the CNI configuration of a NAD: keys and values by the tables of `core/cni`, and whole configurations
 * for an empty one. What is inserted is written as the scalar's style has it. Never judges.
 */
import * as l10n from '@vscode/l10n';
import { cniTypes, ipamTypes, keysAt, valueAt, type CniType } from '../../cni/cni-types.ts';
import { jsonCursor, type JsonCursor } from '../../json/json-cursor.ts';
import type { DocumentView, Workspace } from '../../workspace/workspace.ts';
import { columnAt, lineStartAt } from '../../yaml/text-layout.ts';
import type { ScalarStyle, Span } from '../../yaml/tree.ts';
import type { Completion, CompletionPlace } from '../completion/completion.ts';
import { configAt, textsOf, type ConfigText } from './config-at.ts';
import { describeKey, describeType, valueName } from './descriptions.ts';
import { keySnippet, valueSnippet } from './value-snippets.ts';
import { wholeConfigs } from './whole-configs.ts';

export interface ConfigCompletions {
  readonly place: CompletionPlace;
  readonly items: readonly Completion[];
}

/** Undefined where an offset stands in no configuration. */
export function configCompletionsAt(
  workspace: Workspace,
  view: DocumentView,
  offset: number,
): ConfigCompletions | undefined {
  const config = configAt(view, offset);
  if (!config) return undefined;
  const { text } = view.document;
  const cursor = jsonCursor(config.json.text, config.positions.toValue(offset));
  const word = cursor && wordOf(config, cursor, offset);
  if (!cursor || !word || /[\r\n]/.test(text.slice(word.start, word.end))) return { place: noPlace(offset), items: [] };
  const indent = /^[ ]*/.exec(text.slice(lineStartAt(text, word.start)))?.[0].length ?? 0;
  const quote = /^(?:\\?"|'{1,2})/.exec(text.slice(word.start, word.end))?.[0] ?? '';
  const written = cursor.isQuoted ? quote : '';
  const place = { word, quote: written, column: Math.min(indent, columnAt(text, word.start)), indent };
  const items = itemsFor(workspace, view, config, cursor).map((item) => finished(item, config, cursor));
  return { place, items };
}

function noPlace(offset: number): CompletionPlace {
  return { word: { start: offset, end: offset }, quote: '', column: 0, indent: 0 };
}

/** What an item takes the place of; where that is nothing, the cursor itself, which may stand in a line's indentation. */
function wordOf({ positions }: ConfigText, { replace }: JsonCursor, offset: number): Span | undefined {
  if (replace.start === replace.end) return { start: offset, end: offset };
  const span = positions.sourceSpan(replace);
  return span.start <= offset && offset <= span.end ? span : undefined;
}

function itemsFor(
  workspace: Workspace,
  view: DocumentView,
  config: ConfigText,
  cursor: JsonCursor,
): readonly Completion[] {
  if (cursor.on === 'key') return keys(cursor);
  if (cursor.on === 'item') return items(cursor);
  if (cursor.path.length > 0) return values(config, cursor);
  const isBlock = config.node.style === 'literal' || config.node.style === 'folded';
  return wholeConfigs(config.resource, workspace.known.cluster(view.uri), isBlock ? '  ' : '');
}

function keys({ path, root, siblings, hasColon }: JsonCursor): readonly Completion[] {
  const known = keysAt(path, textsOf(root));
  const taken = new Set(siblings.map((key) => key.toLowerCase()));
  return known
    .filter(({ name }) => !taken.has(name.toLowerCase()))
    .map((key) => ({
      label: key.name,
      kind: 'field',
      detail: valueName(key.value),
      documentation: describeKey(key),
      insert: hasColon ? JSON.stringify(key.name) : keySnippet(key),
      isSnippet: !hasColon,
      rank: 0,
    }));
}

function items({ path, root }: JsonCursor): readonly Completion[] {
  if (path.length === 1 && String(path[0]).toLowerCase() === 'plugins')
    return typesFor(true).map((type) => ({ ...typeItem(type), insert: `{"type": ${JSON.stringify(type.name)}}` }));
  const item = valueAt([...path, 0], textsOf(root));
  if (!item || item.is === 'any') return [];
  return [{ label: valueName(item), kind: 'snippet', insert: valueSnippet(item), isSnippet: true, rank: 0 }];
}

function values({ resource }: ConfigText, { path, root }: JsonCursor): readonly Completion[] {
  const key = String(path.at(-1)).toLowerCase();
  if (key === 'type') {
    const isIpam = String(path.at(-2)).toLowerCase() === 'ipam';
    if (isIpam) return [...ipamTypes.values()].map(typeItem);
    return typesFor(typeof path.at(-2) === 'number' && path.at(-2) !== 0).map(typeItem);
  }
  const own = ownNames(resource, path);
  const value = valueAt(path, textsOf(root));
  const known = value?.is === 'text' ? (value.values ?? value.proposals ?? []) : [];
  const words = value?.is === 'flag' ? ['true', 'false'] : [...own, ...known].map((text) => JSON.stringify(text));
  return words.map((insert) => ({
    label: insert.replace(/^"|"$/g, ''),
    kind: 'value',
    insert,
    isSnippet: false,
    rank: 0,
  }));
}

/** Values that are the NAD's own name. */
function ownNames({ name, namespace }: ConfigText['resource'], path: JsonCursor['path']): readonly string[] {
  if (name.state !== 'stated' || path.length !== 1) return [];
  if (path[0] === 'name') return [name.value];
  return path[0] === 'netAttachDefName' && namespace.state === 'stated' ? [`${namespace.value}/${name.value}`] : [];
}

/** Those that make a NIC first; behind another plugin, those that work on its NIC. */
function typesFor(isChained: boolean): readonly CniType[] {
  const first = isChained ? 'chained' : 'interface';
  const all = [...cniTypes.values()];
  return [...all.filter(({ role }) => role === first), ...all.filter(({ role }) => role !== first)];
}

function typeItem(type: CniType): Completion {
  return {
    label: type.name,
    kind: 'reference',
    ...(type.aliasOf !== undefined && { detail: l10n.t('another name of {0}', type.aliasOf) }),
    documentation: describeType(type),
    insert: JSON.stringify(type.name),
    isSnippet: false,
    rank: 0,
  };
}

/** An item as it is written in the scalar's style, with the commas that it needs. */
function finished(item: Completion, { node, positions, json }: ConfigText, cursor: JsonCursor): Completion {
  const { needsComma, replace } = cursor;
  const behind = needsComma.behind && cursor.on !== 'value' ? ',' : '';
  const insert = encoded(item.insert + behind, node.style, item.isSnippet);
  if (!needsComma.before) return { ...item, insert };
  const last = json.text.slice(0, replace.start).trimEnd().length;
  const at = last === 0 ? positions.toSource(0) : positions.sourceSpan({ start: last - 1, end: last }).end;
  return { ...item, insert, alsoEdits: [{ start: at, end: at, newText: ',' }] };
}

function encoded(text: string, style: ScalarStyle, isSnippet: boolean): string {
  if (style === 'single') return text.replaceAll("'", "''");
  if (style !== 'double') return text;
  // In a snippet, a backslash is written as two.
  const plain = isSnippet ? text.replace(/\\\\/g, '\\\\\\\\') : text.replaceAll('\\', '\\\\');
  return plain.replaceAll('"', isSnippet ? '\\\\"' : '\\"');
}
