/** The other places of a document that name what the cursor is on. */
import { DocumentHighlightKind, type DocumentHighlight } from 'vscode-languageserver';
import { highlightsOf } from '../../core/features/navigation/find-mentions.ts';
import { toRange } from '../convert.ts';
import { mentionUnder } from '../mention-places.ts';
import type { Handler } from './handler.ts';

export const documentHighlight: Handler = {
  capabilities: () => ({ documentHighlightProvider: true }),
  register(session) {
    const { connection, workspace } = session;
    connection.onDocumentHighlight(
      session.guard('documentHighlight', null, (params): DocumentHighlight[] | null => {
        const from = mentionUnder(session, params);
        const store = from && workspace.file(from.uri)?.store;
        if (!store) return null;
        return highlightsOf(workspace, from).map(({ view, mention }) => ({
          range: toRange(store, view.index, mention.span),
          kind: mention.role === 'declaration' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
        }));
      }),
    );
  },
};
