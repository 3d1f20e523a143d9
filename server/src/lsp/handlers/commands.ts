/**
 * Commands and custom requests. Clients with commands of their own (the VS Code extension) use the requests; for all
 * others the server executes the commands by itself, with `window/showDocument`, `workspace/applyEdit` and messages.
 */
import type { ExecuteCommandParams } from 'vscode-languageserver';
import * as l10n from '@vscode/l10n';
import { findNetworks } from '../../core/features/find-network.ts';
import { annotationEdit } from './code-action.ts';
import { chooseBaseline } from './baselines.ts';
import {
  filesForNad,
  filesForNetwork,
  nadChoices,
  nadEdit,
  networkChoices,
  networkPlan,
  type NadParams,
  type NetworkParams,
} from '../network-commands.ts';
import {
  commands,
  requests,
  type CommandTarget,
  type FoundNetwork,
  type NetworkAnswers,
  type VmChoice,
} from '../protocol.ts';
import type { Session } from '../session.ts';
import { problemReport } from '../problem-report.ts';
import { statusReport } from '../status-report.ts';
import { vmChoices } from '../vm-choices.ts';
import type { Handler } from './handler.ts';

export const commandHandlers: Handler = {
  capabilities: (session) =>
    session.options.commands === 'client' ? {} : { executeCommandProvider: { commands: Object.values(commands) } },
  register(session) {
    const { connection } = session;
    connection.onRequest(
      requests.vms,
      session.guard('vms', [], (target: CommandTarget | null) => vmChoices(session, target ?? undefined)),
    );
    connection.onRequest(
      requests.findNetwork,
      session.guard('findNetwork', [], ({ name }: { name: string }) => foundNetworks(session, name)),
    );
    connection.onRequest(
      requests.addNetworkChoices,
      session.guard('addNetworkChoices', null, async (params: NetworkParams) => {
        await session.read(filesForNetwork(session, params));
        return networkChoices(session, params);
      }),
    );
    connection.onRequest(
      requests.addNetworkEdit,
      session.guard('addNetworkEdit', null, async (params: NetworkParams) => {
        await session.read(filesForNetwork(session, params));
        return networkPlan(session, params);
      }),
    );
    connection.onRequest(
      requests.createNadChoices,
      session.guard('createNadChoices', null, async (params: NadParams) => {
        await session.read(filesForNad(session, params.target));
        return nadChoices(session, params);
      }),
    );
    connection.onRequest(
      requests.createNadEdit,
      session.guard('createNadEdit', null, async (params: NadParams) => {
        await session.read(filesForNad(session, params.target));
        return nadEdit(session, params);
      }),
    );
    connection.onRequest(
      requests.problemReport,
      session.guard('problemReport', '', ({ editor }: { editor?: string }) => problemReport(session, editor)),
    );
    connection.onRequest(
      requests.status,
      session.guard('status', null, ({ uri }: { uri: string }) => statusReport(session, uri)),
    );
    connection.onRequest(
      requests.counters,
      session.guard('counters', null, () => (session.options.counters ? { ...session.workspace.counters } : null)),
    );
    connection.onExecuteCommand(session.guard('executeCommand', null, (params) => execute(session, params)));
  },
};

async function execute(session: Session, { command, arguments: args = [] }: ExecuteCommandParams): Promise<unknown> {
  const { connection } = session;
  const [first] = args as unknown[];
  switch (command) {
    case commands.findNetworkByHash: {
      const name = typeof first === 'string' ? first : ((first as { name?: string } | undefined)?.name ?? '');
      const found = foundNetworks(session, name);
      const [place] = found;
      if (!place) connection.window.showInformationMessage(l10n.t('No known VM has a network called {0}.', name));
      else await connection.window.showDocument({ uri: place.uri, selection: place.range, takeFocus: true });
      return found;
    }
    case commands.showAnnotations: {
      const [vm] = await vmChoices(session, first as CommandTarget | undefined);
      if (!vm) return nothing(session);
      await connection.window.showDocument({ uri: vm.document, takeFocus: true });
      return vm;
    }
    case commands.explainImpact: {
      const [vm] = await vmChoices(session, first as CommandTarget | undefined);
      if (!vm) return noVm(session);
      await connection.window.showDocument({ uri: vm.explanation, takeFocus: true });
      return vm;
    }
    case commands.explainVm: {
      const target = first as CommandTarget | undefined;
      const [vm] = await vmChoices(session, target && { ...target, pods: true });
      if (!vm) return noVm(session);
      await connection.window.showDocument({ uri: vm.story, takeFocus: true });
      return vm;
    }
    case commands.showNics: {
      const [vm] = await vmChoices(session, first as CommandTarget | undefined);
      if (!vm) return noVm(session);
      await connection.window.showDocument({ uri: vm.picture, takeFocus: true });
      return vm;
    }
    case commands.copyAnnotation: {
      // A server has no clipboard: the value is the result, and shown for clients that drop results.
      const [vm] = await vmChoices(session, first as CommandTarget | undefined);
      if (vm?.annotation === undefined) return nothing(session);
      connection.window.showInformationMessage(vm.annotation);
      return vm.annotation;
    }
    case commands.insertAnnotation: {
      const target = first as CommandTarget | undefined;
      const vm = (args as unknown[])[1] as VmChoice | undefined;
      const chosen = vm ?? (await vmChoices(session, target)).find((candidate) => candidate.annotation !== undefined);
      if (!target || !chosen) return nothing(session);
      const edit = annotationEdit(session, target, chosen);
      if (!edit) return nothing(session);
      const { applied } = await connection.workspace.applyEdit(edit);
      return applied;
    }
    case commands.addNetwork: {
      const target = first as CommandTarget | undefined;
      const params = target && { target, answers: (args[1] as NetworkAnswers | undefined) ?? {} };
      if (params) await session.read(filesForNetwork(session, params));
      const plan = params && networkPlan(session, params);
      if (!plan) {
        connection.window.showInformationMessage(l10n.t('No VM here that a network can be added to.'));
        return null;
      }
      for (const { message } of plan.problems) connection.window.showWarningMessage(message);
      for (const note of plan.notes) connection.window.showInformationMessage(note);
      const applied = plan.edit !== null && (await connection.workspace.applyEdit(plan.edit)).applied;
      return { ...plan, applied };
    }
    case commands.createNad: {
      const target = first as CommandTarget | undefined;
      if (target) await session.read(filesForNad(session, target));
      const edit = target && nadEdit(session, { target, ...((args[1] as Partial<NadParams> | undefined) ?? {}) });
      if (!edit) {
        connection.window.showInformationMessage(l10n.t('No NIC here whose NAD is missing.'));
        return null;
      }
      return (await connection.workspace.applyEdit(edit)).applied;
    }
    case commands.chooseBaseline:
      chooseBaseline(session, typeof first === 'string' ? { baseline: first } : (first ?? {}));
      return null;
    case commands.reportProblem: {
      // There is no document to show a text in: it is the result, and shown for clients that drop results.
      const text = problemReport(session);
      connection.window.showInformationMessage(text);
      return text;
    }
    default:
      return null;
  }
}

function nothing({ connection }: Session): null {
  connection.window.showInformationMessage(l10n.t('No VM here for which KubeVirt writes a networks annotation.'));
  return null;
}

function noVm({ connection }: Session): null {
  connection.window.showInformationMessage(l10n.t('No VM in the known files.'));
  return null;
}

function foundNetworks({ workspace }: Session, name: string): FoundNetwork[] {
  const result: FoundNetwork[] = [];
  for (const { machine, place, network, vm, podInterface } of findNetworks(workspace, name)) {
    result.push({ uri: machine.uri, range: workspace.placeOf(machine, place), network, vm, podInterface });
    if (result.length >= 200) break;
  }
  return result;
}
