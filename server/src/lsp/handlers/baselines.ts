/** What edits are compared with: chosen for the session, and new states of repositories as a client with git tells them. */
import { parseBaseline } from '../../core/workspace/baseline-choice.ts';
import { baselineChanged, requests, type BaselineChoiceParams } from '../protocol.ts';
import type { Session } from '../session.ts';
import type { Handler } from './handler.ts';

export const baselines: Handler = {
  capabilities: () => ({}),
  register(session) {
    const { connection } = session;
    connection.onNotification(
      baselineChanged,
      session.notice('baselineChanged', ({ folders }: { folders?: readonly string[] }) =>
        session.revisions?.invalidate(folders),
      ),
    );
    connection.onRequest(
      requests.chooseBaseline,
      session.guard('chooseBaseline', null, (params: BaselineChoiceParams) => {
        chooseBaseline(session, params);
        return null;
      }),
    );
  },
};

/** For the session; without a choice the settings count again. */
export function chooseBaseline(session: Session, { baseline, pair }: BaselineChoiceParams): void {
  if (pair) session.baselines.pair(pair.uri, pair.other);
  else session.baselines.choose(baseline === undefined ? undefined : parseBaseline(baseline));
  session.factsMayHaveChanged();
}
