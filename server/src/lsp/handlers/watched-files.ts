/** Files that changed on disk, as the client's watcher tells them. */
import { DidChangeWatchedFilesNotification, FileChangeType } from 'vscode-languageserver';
import type { Handler } from './handler.ts';

export const watchedFiles: Handler = {
  capabilities: () => ({}),
  register(session) {
    const { connection, neighbourhood } = session;
    connection.onDidChangeWatchedFiles(
      session.notice('didChangeWatchedFiles', async ({ changes }) => {
        for (const { uri, type } of changes) await neighbourhood.fileChanged(uri, type !== FileChangeType.Deleted);
      }),
    );
    session.onInitialized(async () => {
      if (!session.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
      await connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: '**/*.{yaml,yml,json}' }],
      });
    });
  },
};
