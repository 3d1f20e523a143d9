/** Files that changed on disk, as the client's watcher tells them. */
import { DidChangeWatchedFilesNotification, FileChangeType, WatchKind } from 'vscode-languageserver';
import type { Handler } from './handler.ts';

export const watchedFiles: Handler = {
  capabilities: () => ({}),
  register(session) {
    const { connection, index } = session;
    connection.onDidChangeWatchedFiles(
      session.notice('didChangeWatchedFiles', async ({ changes }) => {
        session.writtenOnDisk(changes.map(({ uri }) => uri));
        for (const { uri, type } of changes) await index.fileChanged(uri, type !== FileChangeType.Deleted);
      }),
    );
    session.onInitialized(async () => {
      if (!session.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
      await connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [
          { globPattern: '**/*.{yaml,yml,json}' },
          { globPattern: '**/.gitignore' },
          // Where the server asks git itself: another commit, another index.
          ...(session.options.impact?.git === true
            ? [{ globPattern: '**/.git/{HEAD,index,packed-refs,refs/**}' }]
            : []),
          // Of a folder that goes, clients tell by its own name.
          { globPattern: '**/*', kind: WatchKind.Delete },
        ],
      });
    });
  },
};
