/** What changes while the server runs and is no text: settings, trust, folders, other YAML servers. Applies at once, to every open document. */
import { DidChangeConfigurationNotification } from 'vscode-languageserver';
import { otherYamlServerChanged, settingsSection, trustGranted } from '../protocol.ts';
import type { Handler } from './handler.ts';

export const configuration: Handler = {
  capabilities: () => ({
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  }),
  register(session) {
    const { connection } = session;
    connection.onDidChangeConfiguration(
      session.notice('didChangeConfiguration', ({ settings }) => session.settingsChanged(settings)),
    );
    connection.onNotification(
      trustGranted,
      session.notice('trustGranted', () => session.trustGranted()),
    );
    connection.onNotification(
      otherYamlServerChanged,
      session.notice('otherYamlServer', ({ isThere }: { isThere: boolean }) => {
        session.workspace.setOtherYamlServer(isThere);
        session.factsMayHaveChanged();
      }),
    );
    session.onInitialized(async () => {
      const { workspace } = session.capabilities;
      if (workspace?.workspaceFolders) {
        connection.workspace.onDidChangeWorkspaceFolders(
          session.notice('didChangeWorkspaceFolders', async () => {
            const folders = (await connection.workspace.getWorkspaceFolders()) ?? [];
            session.index.setRoots(folders.map((folder) => folder.uri));
            await session.index.refresh();
          }),
        );
      }
      if (workspace?.didChangeConfiguration?.dynamicRegistration)
        await connection.client.register(DidChangeConfigurationNotification.type, {
          section: [settingsSection, 'files.exclude'],
        });
    });
  },
};
