/** Links from a kustomization to the files it names. */
import type { DocumentLink } from 'vscode-languageserver';
import { documentLinks } from '../../core/features/navigation/document-links.ts';
import { toRange } from '../convert.ts';
import type { Handler } from './handler.ts';

export const documentLink: Handler = {
  capabilities: () => ({ documentLinkProvider: { resolveProvider: false } }),
  register(session) {
    const { connection, workspace, index: files } = session;
    connection.onDocumentLinks(
      session.guard('documentLink', null, ({ textDocument: { uri } }): DocumentLink[] | null => {
        const store = workspace.file(uri)?.store;
        if (!store) return null;
        return [...store.segments.keys()].flatMap((index) => {
          const view = workspace.view(uri, index);
          const links = view ? documentLinks(view, (target) => files.has(target)) : [];
          return links.map(({ span, target }) => ({ range: toRange(store, index, span), target }));
        });
      }),
    );
  },
};
