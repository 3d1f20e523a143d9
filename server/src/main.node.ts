/** Entry of the language server on Node: over the editor's IPC, or over stdio for any other client. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import manifest from '../../package.json' with { type: 'json' };
import { nodeFileSystem } from './host/node/file-system.ts';
import { startServer } from './lsp/server.ts';

startServer(createConnection(ProposedFeatures.all), nodeFileSystem, manifest.version);
