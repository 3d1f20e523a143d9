/** Files that changed on disk, as the client's watcher tells them. */
import { DidChangeWatchedFilesNotification, FileChangeType, WatchKind } from 'vscode-languageserver';
import type { Handler } from './handler.ts';

export const watchedFiles: Handler = {
  capabilities: () => ({}),
  register(session) {
    const { connection, index } = session;
    connection.onDidChangeWatchedFiles(
      session.notice('didChangeWatchedFiles', async ({ changes }) => {
        for (const { uri, type } of changes) await index.fileChanged(uri, type !== FileChangeType.Deleted);
      }),
    );
    session.onInitialized(async () => {
      if (!session.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
      await connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [
          { globPattern: '**/*.{yaml,yml,json}' },
          { globPattern: '**/.gitignore' },
          // Of a folder that goes, clients tell by its own name.
          { globPattern: '**/*', kind: WatchKind.Delete },
        ],
      });
    });
  },
};
