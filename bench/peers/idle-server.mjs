// A language server that does nothing: it keeps the text, as any server has to, and answers every request with nothing.
// What it costs is the protocol alone, the floor that VirtLens is compared with.
import { createConnection, ProposedFeatures, TextDocuments, TextDocumentSyncKind } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);

connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    completionProvider: {},
    diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
    hoverProvider: true,
    inlayHintProvider: true,
  },
}));
connection.onCompletion(() => []);
connection.onHover(() => null);
connection.languages.inlayHint.on(() => []);
connection.languages.diagnostics.on(() => ({ kind: 'full', items: [] }));
documents.listen(connection);
connection.listen();
