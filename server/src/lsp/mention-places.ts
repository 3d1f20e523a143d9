/** From a place in an editor to what is named there, and back to places: what all requests of navigation share. */
import type { Location, TextDocumentPositionParams } from 'vscode-languageserver';
import {
  allMentions,
  findMention,
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

export function locationsOf({ workspace }: Session, found: readonly AnyMention[]): Location[] {
  return found.flatMap((one) => {
    if (!('mention' in one)) return [{ uri: one.uri, range: workspace.placeOf(one.fact, one.place) }];
    const store = workspace.file(one.uri)?.store;
    return store ? [{ uri: one.uri, range: toRange(store, one.view.index, one.mention.span) }] : [];
  });
}

/** Reads the files of which only facts are known and that name the same thing; false when not all could be kept. */
export async function readMentioned({ workspace, index }: Session, from: FoundMention): Promise<boolean> {
  const unread = (): readonly string[] =>
    allMentions(workspace, from).flatMap((one) => ('mention' in one ? [] : [one.uri]));
  for (const uri of new Set(unread())) if (workspace.file(uri) === undefined) await index.read(uri);
  return unread().length === 0;
}
