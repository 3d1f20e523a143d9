/** Everything that names the same thing, across the workspace. */
import type { Location } from 'vscode-languageserver';
import { allMentions, isDeclaration } from '../../core/features/navigation/find-mentions.ts';
import { locationsOf, mentionWithFiles, shownExactly } from '../mention-places.ts';
import type { Handler } from './handler.ts';

export const references: Handler = {
  capabilities: () => ({ referencesProvider: true }),
  register(session) {
    const { connection, workspace } = session;
    connection.onReferences(
      session.guard('references', null, async (params): Promise<Location[] | null> => {
        const from = await mentionWithFiles(session, params, shownExactly);
        if (!from) return null;
        const { includeDeclaration } = params.context;
        const wanted = allMentions(workspace, from).filter((found) => includeDeclaration || !isDeclaration(found));
        return locationsOf(session, wanted);
      }),
    );
  },
};
