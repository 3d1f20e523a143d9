/** From a place in an editor to what is named there, and back to places: what all requests of navigation share. */
import type { Location, TextDocumentPositionParams } from 'vscode-languageserver';
import { findMention, type FoundMention } from '../core/features/navigation/find-mentions.ts';
import { toRange } from './convert.ts';
import type { Session } from './session.ts';

export function mentionUnder(
  { workspace }: Session,
  { textDocument: { uri }, position }: TextDocumentPositionParams,
): FoundMention | undefined {
  const store = workspace.file(uri)?.store;
  if (!store) return undefined;
  const { index, offset } = store.locate(position);
  const view = workspace.view(uri, index);
  return view && findMention(workspace, view, offset);
}

export function locationsOf({ workspace }: Session, found: readonly FoundMention[]): Location[] {
  return found.flatMap(({ uri, view, mention }) => {
    const store = workspace.file(uri)?.store;
    return store ? [{ uri, range: toRange(store, view.index, mention.span) }] : [];
  });
}
