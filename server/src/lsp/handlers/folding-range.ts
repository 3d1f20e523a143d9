/** Folding inside the JSON of NADs; files without any are left to the editor. */
import type { FoldingRange } from 'vscode-languageserver';
import { foldingSpans, hasFoldableConfig } from '../../core/features/folding.ts';
import { toRange } from '../convert.ts';
import type { Handler } from './handler.ts';

export const foldingRange: Handler = {
  capabilities: () => ({ foldingRangeProvider: true }),
  register(session) {
    const { connection, workspace } = session;
    connection.onFoldingRanges(
      session.guard('foldingRange', null, ({ textDocument: { uri } }): FoldingRange[] | null => {
        const store = workspace.file(uri)?.store;
        if (!store) return null;
        const views = store.segments.flatMap((_, index) => workspace.view(uri, index) ?? []);
        if (!views.some(hasFoldableConfig)) return null;
        const byLine = new Map<number, FoldingRange>();
        for (const view of views)
          for (const span of foldingSpans(view)) {
            const { start, end } = toRange(store, view.index, span);
            const endLine = end.character === 0 ? end.line - 1 : end.line;
            // One fold a line: the outermost of what begins there.
            if (endLine > start.line && !byLine.has(start.line))
              byLine.set(start.line, { startLine: start.line, endLine });
          }
        return [...byLine.values()].sort((one, other) => one.startLine - other.startLine);
      }),
    );
  },
};
