/** From a place in an editor to what is named there, and back to places: what all requests of navigation share. */
import type { Location, TextDocumentPositionParams } from 'vscode-languageserver';
import {
  findMention,
  unreadMentions,
  type AnyMention,
  type FoundMention,
} from '../core/features/navigation/find-mentions.ts';
import type { DocumentView } from '../core/workspace/workspace.ts';
import { toRange } from './convert.ts';
import type { Session } from './session.ts';

/** The document at a place, and the place's offset in it. */
export function viewUnder(
  { workspace }: Session,
  { textDocument: { uri }, position }: TextDocumentPositionParams,
): { view: DocumentView; offset: number } | undefined {
  const store = workspace.file(uri)?.store;
  if (!store) return undefined;
  const { index, offset } = store.locate(position);
  const view = workspace.view(uri, index);
  return view && { view, offset };
}

export function mentionUnder(session: Session, params: TextDocumentPositionParams): FoundMention | undefined {
  const at = viewUnder(session, params);
  return at && findMention(session.workspace, at.view, at.offset);
}

/**
 * The same, after the files that name it too were read, at most `limit` of them: what only facts tell of has a place, but
 * no text to edit.
 */
export async function mentionWithFiles(
  session: Session,
  params: TextDocumentPositionParams,
  limit = Infinity,
): Promise<FoundMention | undefined> {
  const named = mentionUnder(session, params);
  if (!named) return undefined;
  const uris = new Set(unreadMentions(session.workspace, named).map(({ uri }) => uri));
  for (const uri of [...uris].slice(0, limit)) await session.index.read(uri);
  // The text may be another by now.
  return uris.size > 0 ? mentionUnder(session, params) : named;
}

/** How many files are read to tell exactly where in a text a name stands; in more, the whole text is shown. */
export const shownExactly = 40;

export function locationsOf({ workspace }: Session, found: readonly AnyMention[]): Location[] {
  return found.flatMap((one) => {
    if (!('mention' in one)) return [{ uri: one.uri, range: workspace.placeOf(one.fact, one.place) }];
    const store = workspace.file(one.uri)?.store;
    return store ? [{ uri: one.uri, range: toRange(store, one.view.index, one.mention.span) }] : [];
  });
}
