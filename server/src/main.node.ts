/** Entry of the language server on Node: over the editor's IPC, or over stdio for any other client. */
import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import manifest from '../../package.json' with { type: 'json' };
import { nodeFileSystem, nodeScheduler } from './host/node/file-system.ts';
import { GitTexts } from './host/node/git-texts.ts';
import { nodeMachine } from './host/node/machine.ts';
import { nodeMessages } from './host/node/message-files.ts';
import { nodeSchemas } from './host/node/schema-files.ts';
import { startServer } from './lsp/server.ts';

const connection = createConnection(ProposedFeatures.all);
// The generated schemas lie beside the bundle, messages beside its folder.
const messages = nodeMessages(fileURLToPath(new URL('../l10n', import.meta.url)), connection.console);
const schemas = nodeSchemas(fileURLToPath(new URL('schemas', import.meta.url)), connection.console);
const revisions = new GitTexts();
const session = startServer(
  connection,
  { fileSystem: nodeFileSystem, scheduler: nodeScheduler, schemas, messages, revisions, machine: nodeMachine() },
  manifest.version,
);
// Work that nobody waits for is no reason to end what all others wait for.
process.on('unhandledRejection', (fault) => session.report('background work', fault));
