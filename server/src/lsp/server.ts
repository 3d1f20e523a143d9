/**
 * The list of handlers, and nothing else: what the server can do is read here on one screen. Runs on any transport; the
 * hosts (`main.node.ts`, later a web worker) bring the connection and the file system.
 */
import type { Connection, InitializeResult, ServerCapabilities } from 'vscode-languageserver';
import { baselines } from './handlers/baselines.ts';
import { codeAction } from './handlers/code-action.ts';
import { codeLens } from './handlers/code-lens.ts';
import { commandHandlers } from './handlers/commands.ts';
import { completion } from './handlers/completion.ts';
import { configuration } from './handlers/configuration.ts';
import { definition } from './handlers/definition.ts';
import { diagnostics } from './handlers/diagnostics.ts';
import { documentHighlight } from './handlers/document-highlight.ts';
import { documentLink } from './handlers/document-link.ts';
import { foldingRange } from './handlers/folding-range.ts';
import type { Handler } from './handlers/handler.ts';
import { hover } from './handlers/hover.ts';
import { inlayHint } from './handlers/inlay-hint.ts';
import { nicsPicture } from './handlers/nics-picture.ts';
import { references } from './handlers/references.ts';
import { rename } from './handlers/rename.ts';
import { symbols } from './handlers/symbols.ts';
import { textDocumentContent } from './handlers/text-document-content.ts';
import { textSync } from './handlers/text-sync.ts';
import { watchedFiles } from './handlers/watched-files.ts';
import { statusChanged } from './protocol.ts';
import { Session, type Host } from './session.ts';

const handlers: readonly Handler[] = [
  textSync,
  configuration,
  watchedFiles,
  baselines,
  diagnostics,
  inlayHint,
  hover,
  completion,
  definition,
  references,
  documentHighlight,
  rename,
  symbols,
  documentLink,
  foldingRange,
  codeLens,
  codeAction,
  commandHandlers,
  textDocumentContent,
  nicsPicture,
];

/** Serves one client until the connection closes. */
export function startServer(connection: Connection, host: Host, version: string): Session {
  const session = new Session(connection, host, version);
  connection.onInitialize(async (params): Promise<InitializeResult> => {
    await session.initialize(params);
    const capabilities: ServerCapabilities = { positionEncoding: 'utf-16' };
    for (const handler of handlers) {
      const { workspace, ...own } = handler.capabilities(session);
      Object.assign(capabilities, own);
      if (workspace) capabilities.workspace = { ...capabilities.workspace, ...workspace };
    }
    return { capabilities, serverInfo: { name: 'virtlens', version } };
  });
  for (const handler of handlers) handler.register(session);
  connection.onInitialized(session.notice('initialized', () => session.initialized()));
  session.onFactsChanged(() => {
    void connection.sendNotification(statusChanged);
  });
  connection.listen();
  return session;
}
