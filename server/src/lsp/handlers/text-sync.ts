/** Opening, editing and closing documents; edits go into the text store as they come, one document re-read each. */
import { TextDocumentSyncKind } from 'vscode-languageserver';
import { projectFileName } from '../../core/workspace/project-file.ts';
import { virtualScheme } from '../protocol.ts';
import type { Handler } from './handler.ts';

export const textSync: Handler = {
  capabilities: () => ({
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  }),
  register(session) {
    const { connection, workspace, index } = session;
    connection.onDidOpenTextDocument(
      session.notice('didOpen', async ({ textDocument: { uri, version, text } }) => {
        if (uri.startsWith(`${virtualScheme}:`)) return;
        workspace.open(uri, version, text);
        session.documentChanged(uri);
        await Promise.all([session.loadSettings(uri), index.load(uri)]);
      }),
    );
    connection.onDidChangeTextDocument(
      session.notice('didChange', async ({ textDocument: { uri, version }, contentChanges }) => {
        workspace.change(uri, version, contentChanges);
        session.documentChanged(uri);
        if (uri.endsWith('/' + projectFileName)) await index.projectEdited(uri);
      }),
    );
    connection.onDidSaveTextDocument(
      session.notice('didSave', ({ textDocument: { uri } }) => session.writtenOnDisk([uri])),
    );
    connection.onDidCloseTextDocument(
      session.notice('didClose', ({ textDocument: { uri } }) => {
        workspace.close(uri);
        session.forgetSettings(uri);
        session.documentChanged(uri);
        index.closed(uri);
      }),
    );
  },
};
