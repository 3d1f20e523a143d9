/** Hovers on names, references, bindings and annotations. */
import type { Hover } from 'vscode-languageserver';
import { hoverAt } from '../../core/features/hover.ts';
import { toRange } from '../convert.ts';
import type { Handler } from './handler.ts';

export const hover: Handler = {
  capabilities: () => ({ hoverProvider: true }),
  register(session) {
    const { connection, workspace } = session;
    connection.onHover(
      session.guard('hover', null, ({ textDocument: { uri }, position }): Hover | null => {
        const store = workspace.file(uri)?.store;
        if (!store) return null;
        const { index, offset } = store.locate(position);
        const view = workspace.view(uri, index);
        const found =
          view &&
          hoverAt(view, offset, {
            ...workspace.context(uri),
            impactOf: session.impactIn(view),
            statusOf: session.statusIn(view),
          });
        if (!found) return null;
        return { contents: { kind: 'markdown', value: found.markdown }, range: toRange(store, index, found.span) };
      }),
    );
  },
};
