/**
 * Findings as diagnostics: pulled where the client can, else published. An edit changes the answer of its own document
 * only; documents of other files are asked for again when a fact they use has changed.
 */
import { DocumentDiagnosticReportKind, type DocumentDiagnosticReport } from 'vscode-languageserver';
import type { Handler } from './handler.ts';

export const diagnostics: Handler = {
  capabilities: (session) =>
    session.pullsDiagnostics
      ? { diagnosticProvider: { identifier: 'virtlens', interFileDependencies: true, workspaceDiagnostics: false } }
      : {},
  register(session) {
    const { connection } = session;
    const empty: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
    connection.languages.diagnostics.on(
      session.guard('diagnostic', empty, ({ textDocument: { uri }, previousResultId }): DocumentDiagnosticReport => {
        const { resultId, items } = session.shown.of(uri);
        if (session.shown.isPartial(uri)) askAgain();
        return resultId === previousResultId
          ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
          : { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...items] };
      }),
    );
    const askAgain = (): void => {
      if (session.capabilities.workspace?.diagnostics?.refreshSupport)
        connection.languages.diagnostics.refresh().catch(() => undefined);
    };
    const queued = new Set<string>();
    const publish = (uri: string): void => {
      if (session.pullsDiagnostics || queued.has(uri)) return;
      queued.add(uri);
      // Edits that are already in the queue are applied first, so that a burst is answered once.
      setImmediate(() => {
        queued.delete(uri);
        const version = session.workspace.file(uri)?.version;
        if (!session.workspace.isOpen(uri) || version === undefined) return;
        void connection.sendDiagnostics({ uri, version, diagnostics: [...session.shown.of(uri).items] });
        if (session.shown.isPartial(uri)) publish(uri);
      });
    };
    session.onDocumentChanged((uri) => {
      const isOpen = session.workspace.isOpen(uri);
      if (!isOpen) session.shown.forget(uri);
      if (isOpen) publish(uri);
      else if (!session.pullsDiagnostics) void connection.sendDiagnostics({ uri, diagnostics: [] });
    });
    session.onFactsChanged(() => {
      if (session.pullsDiagnostics) askAgain();
      else session.workspace.openUris.forEach(publish);
    });
  },
};
