/** Inlay hints of the range asked for; tooltips come with the resolve request. */
import { InlayHintKind, type InlayHint } from 'vscode-languageserver';
import { inlayHints } from '../../core/features/inlay-hints.ts';
import { hover } from '../../core/features/hover.ts';
import type { HintKind } from '../../core/settings.ts';
import { toPosition } from '../convert.ts';
import { settingsSection } from '../protocol.ts';
import type { Handler } from './handler.ts';

/** What a hint carries to its resolve request. */
interface HintData {
  readonly uri: string;
  readonly version: number | undefined;
  readonly index: number;
  readonly field: string;
  readonly kind: HintKind;
}

export const inlayHint: Handler = {
  capabilities: () => ({ inlayHintProvider: { resolveProvider: true } }),
  register(session) {
    const { connection, workspace } = session;
    connection.languages.inlayHint.on(
      session.guard('inlayHint', [], ({ textDocument: { uri }, range }): InlayHint[] => {
        const file = workspace.file(uri);
        if (!file) return [];
        const { store } = file;
        const hints: InlayHint[] = [];
        for (const view of session.viewsInLines(uri, range.start.line, range.end.line)) {
          const start = store.locate(range.start);
          const end = store.locate(range.end);
          const found = inlayHints({
            view,
            range: {
              start: start.index === view.index ? start.offset : 0,
              end: end.index === view.index ? end.offset : view.segment.text.length,
            },
            settings: workspace.settings(uri),
            context: workspace.context(uri),
            impactOf: session.impactIn(view),
            statusOf: session.statusIn(view),
            counters: workspace.counters,
          });
          for (const hint of found) {
            const data: HintData = {
              uri,
              version: file.version,
              index: view.index,
              field: hint.field,
              kind: hint.kind,
            };
            hints.push({
              position: toPosition(store, view.index, hint.offset),
              label: hint.parts.map(({ text, target }) => {
                const location = target && { uri: target.uri, range: workspace.placeOf(target) };
                return { value: text, ...(location && { location }) };
              }),
              kind: InlayHintKind.Type,
              paddingLeft: true,
              data,
            });
          }
        }
        return hints;
      }),
    );
    connection.languages.inlayHint.resolve(
      session.guard('inlayHint/resolve', undefined as unknown as InlayHint, (hint: InlayHint): InlayHint => {
        const data = hint.data as HintData;
        const file = workspace.file(data.uri);
        const view = workspace.view(data.uri, data.index);
        if (!file || !view || file.version !== data.version) return hint;
        const text = hover(
          view,
          data.field,
          { ...workspace.context(data.uri), impactOf: session.impactIn(view), statusOf: session.statusIn(view) },
          data.kind === 'implicitInterface' ? 'key' : 'value',
        );
        if (!text) return hint;
        return {
          ...hint,
          tooltip: { kind: 'markdown', value: `${text.markdown}\n\n\`${settingsSection}.inlayHints.${data.kind}\`` },
        };
      }),
    );
    session.onFactsChanged(() => {
      if (session.capabilities.workspace?.inlayHint?.refreshSupport)
        connection.languages.inlayHint.refresh().catch(() => undefined);
    });
  },
};
