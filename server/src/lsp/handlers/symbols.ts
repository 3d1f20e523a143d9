/** Symbols: the outline of one file, and names across the workspace. */
import { SymbolKind, type DocumentSymbol, type SymbolInformation } from 'vscode-languageserver';
import { outlineOf, type OutlineEntry } from '../../core/features/navigation/outline.ts';
import { workspaceSymbols } from '../../core/features/navigation/workspace-symbols.ts';
import type { TextStore } from '../../core/yaml/text-store.ts';
import { toRange } from '../convert.ts';
import type { Handler } from './handler.ts';

const kinds: Readonly<Record<OutlineEntry['kind'], SymbolKind>> = {
  machine: SymbolKind.Class,
  network: SymbolKind.Field,
  nad: SymbolKind.Interface,
  cluster: SymbolKind.Module,
  binding: SymbolKind.Key,
  other: SymbolKind.Object,
};

export const symbols: Handler = {
  capabilities: () => ({ documentSymbolProvider: { label: 'VirtLens' }, workspaceSymbolProvider: true }),
  register(session) {
    const { connection, workspace } = session;
    connection.onDocumentSymbol(
      session.guard('documentSymbol', null, ({ textDocument: { uri } }): DocumentSymbol[] | null => {
        const store = workspace.file(uri)?.store;
        if (!store) return null;
        return [...store.segments.keys()].flatMap((index) => {
          const view = workspace.view(uri, index);
          const entries = view ? outlineOf(view, workspace.context(uri)) : [];
          return entries.map((entry) => documentSymbol(store, index, entry));
        });
      }),
    );
    connection.onWorkspaceSymbol(
      session.guard('workspaceSymbol', null, ({ query }): SymbolInformation[] =>
        workspaceSymbols(workspace, query).map(({ name, kind, container, fact, place }) => ({
          name,
          kind: kinds[kind],
          containerName: container,
          location: { uri: fact.uri, range: workspace.placeOf(fact, place) },
        })),
      ),
    );
  },
};

function documentSymbol(store: TextStore, index: number, entry: OutlineEntry): DocumentSymbol {
  return {
    name: entry.name,
    detail: entry.detail,
    kind: kinds[entry.kind],
    range: toRange(store, index, entry.span),
    selectionRange: toRange(store, index, entry.nameSpan),
    children: entry.children.map((child) => documentSymbol(store, index, child)),
  };
}
