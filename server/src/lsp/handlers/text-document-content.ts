/** Virtual documents for clients that ask for them (`workspace/textDocumentContent`), refreshed after each edit. */
import { virtualScheme } from '../protocol.ts';
import { virtualSource, virtualText } from '../virtual-documents.ts';
import type { Handler } from './handler.ts';

export const textDocumentContent: Handler = {
  capabilities: (session) =>
    session.capabilities.workspace?.textDocumentContent
      ? { workspace: { textDocumentContent: { schemes: [virtualScheme] } } }
      : {},
  register(session) {
    const { connection } = session;
    /** Documents asked for lately; the client does not say when it closes one, so the oldest are forgotten. */
    const shown = new Map<string, string>();
    connection.workspace.textDocumentContent.on(
      session.guard('textDocumentContent', { text: '' }, ({ uri }) => {
        const text = virtualText(session, uri);
        shown.delete(uri);
        shown.set(uri, text);
        for (const oldest of shown.keys()) {
          if (shown.size <= 16) break;
          shown.delete(oldest);
        }
        return { text };
      }),
    );
    const refresh = (changed?: string): void => {
      for (const [uri, before] of shown) {
        if (changed !== undefined && virtualSource(uri) !== changed) continue;
        // Only a text that is another now is asked for again.
        if (virtualText(session, uri) === before) continue;
        connection.workspace.textDocumentContent.refresh(uri).catch(() => undefined);
      }
    };
    session.onDocumentChanged((uri) => {
      if (shown.size > 0) setImmediate(() => refresh(uri));
    });
    session.onFactsChanged(() => refresh());
  },
};
