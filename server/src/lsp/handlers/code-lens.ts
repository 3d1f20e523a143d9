/**
 * Code lenses above each VM, whose commands name the VM by the first line of its document and its field there, and above
 * what VMs use.
 */
import { CodeLensRefreshRequest, type CodeLens } from 'vscode-languageserver';
import { codeLenses, impactLenses, type Lens } from '../../core/features/code-lenses.ts';
import { mayHaveUsageLenses, usageLenses } from '../../core/features/navigation/usage-lenses.ts';
import type { Settings } from '../../core/settings.ts';
import type { ClusterFacts } from '../../core/workspace/cluster-facts.ts';
import type { Segment } from '../../core/yaml/text-store.ts';
import { toPosition } from '../convert.ts';
import { clientCommands, commands, type CommandTarget } from '../protocol.ts';
import type { Session } from '../session.ts';
import type { Handler } from './handler.ts';

export const codeLens: Handler = {
  capabilities: () => ({ codeLensProvider: { resolveProvider: false } }),
  register(session) {
    const { connection, workspace } = session;
    // The request is for the whole file; documents that stayed the same are not looked at again.
    const kept = new WeakMap<Segment, { cluster: ClusterFacts; settings: Settings; lenses: readonly Lens[] }>();
    const lensesOf = (uri: string, index: number, segment: Segment): readonly Lens[] => {
      const cluster = workspace.known.cluster(uri);
      const settings = workspace.settings(uri);
      const known = kept.get(segment);
      if (known && known.cluster === cluster && known.settings === settings) return known.lenses;
      const view = workspace.view(uri, index);
      const lenses = view ? codeLenses(view, settings, workspace.context(uri)) : [];
      kept.set(segment, { cluster, settings, lenses });
      return lenses;
    };
    connection.onCodeLens(
      session.guard('codeLens', [], ({ textDocument: { uri } }): CodeLens[] => {
        const store = workspace.file(uri)?.store;
        if (!store) return [];
        const result: CodeLens[] = [];
        for (const [index, segment] of store.segments.entries()) {
          if (mayHaveUsageLenses(segment.text)) result.push(...usageLensesOf(session, uri, index));
          if (!segment.text.includes('VirtualMachine')) continue;
          const view = workspace.view(uri, index);
          const settings = workspace.settings(uri);
          const ofEdits = view ? impactLenses(view, settings, session.impactIn(view)) : [];
          for (const { offset, title, action, field } of [...lensesOf(uri, index, segment), ...ofEdits]) {
            const target: CommandTarget = { uri, vm: { line: store.startLine(index), field } };
            const position = toPosition(store, index, offset);
            result.push({
              range: { start: position, end: position },
              command: { title, command: commandsOfLenses[action], arguments: [target] },
            });
          }
        }
        return result;
      }),
    );
    session.onFactsChanged(() => {
      if (session.capabilities.workspace?.codeLens?.refreshSupport)
        connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
    });
  },
};

const commandsOfLenses: Readonly<Record<Lens['action'], string>> = {
  show: commands.showAnnotations,
  copy: commands.copyAnnotation,
  explain: commands.explainVm,
  picture: commands.showNics,
  'explain-impact': commands.explainImpact,
};

/** These depend on other files, so they are not kept. Where the client cannot show references, the count has to do. */
function usageLensesOf(session: Session, uri: string, index: number): CodeLens[] {
  const { workspace, options } = session;
  const store = workspace.file(uri)?.store;
  const view = workspace.view(uri, index);
  if (!store || !view) return [];
  return usageLenses(workspace, view).map(({ offset, nameOffset, title, isUsed }) => {
    const above = toPosition(store, index, offset);
    const position = toPosition(store, index, nameOffset);
    const isLink = isUsed && options.commands === 'client';
    return {
      range: { start: above, end: above },
      command: isLink
        ? { title, command: clientCommands.showReferences, arguments: [{ uri, position } satisfies CommandTarget] }
        : { title, command: '' },
    };
  });
}
