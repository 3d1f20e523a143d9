/** From a name to where it is declared: NADs in other files, networks of interfaces, registrations of bindings. */
import type { Location, LocationLink } from 'vscode-languageserver';
import { definitionsOf } from '../../core/features/navigation/find-mentions.ts';
import { toRange } from '../convert.ts';
import { locationsOf, mentionWithFiles, shownExactly } from '../mention-places.ts';
import type { Handler } from './handler.ts';

export const definition: Handler = {
  capabilities: () => ({ definitionProvider: true }),
  register(session) {
    const { connection, workspace } = session;
    connection.onDefinition(
      session.guard('definition', null, async (params): Promise<Location[] | LocationLink[] | null> => {
        const from = await mentionWithFiles(session, params, shownExactly);
        const store = from && workspace.file(from.uri)?.store;
        if (!store) return null;
        const locations = locationsOf(session, definitionsOf(workspace, from));
        if (!session.capabilities.textDocument?.definition?.linkSupport) return locations;
        const originSelectionRange = toRange(store, from.view.index, from.mention.area);
        return locations.map(({ uri, range }) => ({
          originSelectionRange,
          targetUri: uri,
          targetRange: range,
          targetSelectionRange: range,
        }));
      }),
    );
  },
};
