/**
 * From one mention to the others: where its symbol is declared, and everywhere it is named, in its own object or across
 * the workspace. Answers from the texts that are known; bringing them in is the caller's business.
 */
import { byNearness } from '../../workspace/locations.ts';
import type { DocumentView, Workspace } from '../../workspace/workspace.ts';
import { factMentions, type FactMention } from './fact-mentions.ts';
import type { Mention } from './mention.ts';
import { mentionAt, mentionsOf } from './mentions.ts';
import { isLocal, isSameSymbol, type NavigationSymbol } from './symbols.ts';

/** A mention in its document. */
export interface FoundMention {
  readonly uri: string;
  readonly view: DocumentView;
  readonly mention: Mention;
}

/** A mention in a text that is known, or one that only facts tell of. */
export type AnyMention = FoundMention | FactMention;

/** What is named at an offset of a document. */
export function findMention(workspace: Workspace, view: DocumentView, offset: number): FoundMention | undefined {
  const mention = mentionAt(mentionsOf(view, workspace.context(view.uri)), offset);
  return mention && { uri: view.uri, view, mention };
}

/** Every mention of the same symbol: of a local one in its document, of another in all known files, the nearest first. */
export function sameMentions(workspace: Workspace, from: FoundMention): readonly FoundMention[] {
  const { view, mention } = from;
  const { symbol } = mention;
  if (isLocal(symbol)) return mentionsIn(workspace, view, symbol);
  const found = [...documentsNaming(workspace, symbol.name)].flatMap((other) => mentionsIn(workspace, other, symbol));
  return byNearness(
    view.uri,
    symbol.kind === 'nad' ? found.filter((other) => meansSameNad(workspace, from, other)) : found,
  );
}

/** The same, and what facts tell of files whose text is not at hand. */
export function allMentions(workspace: Workspace, from: FoundMention): readonly AnyMention[] {
  return [...sameMentions(workspace, from), ...unreadMentions(workspace, from)];
}

/** Mentions in files whose text is not at hand. */
export function unreadMentions(workspace: Workspace, { uri, mention }: FoundMention): readonly FactMention[] {
  return factMentions(workspace, uri, mention.symbol).filter((told) => workspace.file(told.uri) === undefined);
}

/** Whether it is known what a mention means: one in a namespace that nobody knows may be any of its name. */
export function isCertain(workspace: Workspace, found: FoundMention): boolean {
  const { symbol } = found.mention;
  return !('namespace' in symbol) || symbol.namespace !== undefined || nadMeant(workspace, found) !== undefined;
}

/** Where overlays have a NAD of the same name each, a reference means the nearest. */
function meansSameNad(workspace: Workspace, one: FoundMention, other: FoundMention): boolean {
  if (!isCertain(workspace, one) || !isCertain(workspace, other)) return true;
  return nadMeant(workspace, one) === nadMeant(workspace, other);
}

/** The file of the NAD that a mention means. */
export function nadMeant(workspace: Workspace, { uri, mention: { symbol } }: FoundMention): string | undefined {
  if (symbol.kind !== 'nad' || (symbol.namespace === undefined && !symbol.isBeside)) return undefined;
  return workspace.known.findNad(uri, symbol.namespace, symbol.name)?.uri;
}

/**
 * Where a symbol is declared. Between a declaration and its partners inside an object the way goes back too, so that one
 * can go from an interface to its network and back.
 */
export function definitionsOf(workspace: Workspace, from: FoundMention): readonly AnyMention[] {
  const { symbol, role } = from.mention;
  if (isLocal(symbol)) {
    const same = sameMentions(workspace, from);
    const partners = same.filter(({ mention }) => mention.role !== role && !isStatus(mention));
    return partners.length > 0 ? partners : same.filter(isDeclaration);
  }
  if (role === 'declaration') return [from];
  const declarations = byNearness(from.uri, allMentions(workspace, from).filter(isDeclaration));
  // Where overlays declare the same thing, the nearest is meant, as everywhere else.
  const nearest = nadMeant(workspace, from) ?? (isCertain(workspace, from) ? declarations[0]?.uri : undefined);
  return nearest === undefined ? declarations : declarations.filter(({ uri }) => uri === nearest);
}

export function isDeclaration(found: AnyMention): boolean {
  return ('mention' in found ? found.mention : found).role === 'declaration';
}

/** The mentions of the same symbol in the whole file, which is what an editor marks. */
export function highlightsOf(
  workspace: Workspace,
  { uri, view, mention: { symbol } }: FoundMention,
): readonly FoundMention[] {
  if (isLocal(symbol)) return mentionsIn(workspace, view, symbol);
  return [...documentsNaming(workspace, symbol.name, [uri])].flatMap((other) => mentionsIn(workspace, other, symbol));
}

/** A status is written by the cluster: it is named there, and not by a person. */
function isStatus({ field }: Mention): boolean {
  return /(?:^|[.\]])status\./.test(field);
}

function mentionsIn(workspace: Workspace, view: DocumentView, symbol: NavigationSymbol): FoundMention[] {
  const seen = new Set<number>();
  return mentionsOf(view, workspace.context(view.uri)).flatMap((mention) => {
    // Several objects can share a text through an alias; it is one place.
    if (!isSameSymbol(mention.symbol, symbol) || seen.has(mention.span.start)) return [];
    seen.add(mention.span.start);
    return [{ uri: view.uri, view, mention }];
  });
}

/** Documents in whose text a name can stand. */
function* documentsNaming(
  workspace: Workspace,
  name: string,
  uris: readonly string[] = workspace.knownUris,
): Iterable<DocumentView> {
  for (const uri of uris) {
    for (const [index, { text }] of (workspace.file(uri)?.store.segments ?? []).entries()) {
      // A name stands in the text as it is, unless escapes spell it.
      if (!text.includes(name) && !text.includes('\\')) continue;
      const view = workspace.view(uri, index);
      if (view) yield view;
    }
  }
}
