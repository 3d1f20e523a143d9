/**
 * Adding a secondary network to a VM, question by question. What can be chosen, and what is wrong with an answer, the
 * server says after each.
 */
import * as vscode from 'vscode';
import type { WorkspaceEdit } from 'vscode-languageclient';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  requests,
  type CommandTarget,
  type NetworkAnswers,
  type NetworkChoices,
  type NetworkPlan,
} from '../../server/src/lsp/protocol.ts';
import { chooseVm } from './choose-vm.ts';
import { applyEdit } from './create-nad.ts';
import { askAll, input, isLeft, pick, type Answer, type Progress, type Step } from './steps.ts';

interface State {
  readonly answers: NetworkAnswers;
  /** What the server offers after these answers. */
  readonly choices: NetworkChoices;
  readonly isNewNad: boolean;
  readonly entersMac: boolean;
}

/** `given`: all answers, where nobody is to be asked. */
export async function addNetwork(client: LanguageClient, argument?: unknown, given?: unknown): Promise<boolean> {
  const vm = await chooseVm(client, argument, () => true);
  if (!vm) return false;
  const target: CommandTarget = { uri: vm.uri, vm: { line: vm.line, field: vm.field } };
  const choices = await choicesFor(client, target, {});
  if (!choices) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('A template, a patch or a fault in the text hides the networks of this VM; nothing can be added.'),
    );
    return false;
  }
  const first: State = { answers: {}, choices, isNewNad: false, entersMac: false };
  const title = vscode.l10n.t('Add a secondary network to {0}', choices.vm);
  const answers = given ?? (await askAll(title, stepsFor(client, target), first))?.answers;
  if (!answers) return false;
  const plan = await planFor(client, target, answers);
  for (const { message } of plan?.problems ?? []) void vscode.window.showWarningMessage(message);
  if (!plan?.edit) return false;
  for (const note of plan.notes) void vscode.window.showInformationMessage(note);
  const isApplied = await applyEdit(client, plan.edit);
  if (isApplied) await vscode.window.showTextDocument(vscode.Uri.parse(target.uri), { preview: false });
  return isApplied;
}

function choicesFor(
  client: LanguageClient,
  target: CommandTarget,
  answers: NetworkAnswers,
): Promise<NetworkChoices | null> {
  return client.sendRequest<NetworkChoices | null>(requests.addNetworkChoices, { target, answers });
}

function planFor(
  client: LanguageClient,
  target: CommandTarget,
  answers: NetworkAnswers,
): Promise<NetworkPlan<WorkspaceEdit> | null> {
  return client.sendRequest<NetworkPlan<WorkspaceEdit> | null>(requests.addNetworkEdit, { target, answers });
}

function stepsFor(client: LanguageClient, target: CommandTarget): readonly Step<State>[] {
  /** The state after an answer, or what came in its place. */
  const after = async <T>(
    state: State,
    answer: Answer<T>,
    take: (answer: T) => Partial<State>,
  ): Promise<Answer<State>> => {
    if (isLeft(answer)) return answer;
    const next: State = { ...state, ...take(answer) };
    const choices = await choicesFor(client, target, next.answers);
    return choices ? { ...next, choices } : undefined;
  };
  /** What the server says of one answer. */
  const judge = async (of: keyof NetworkAnswers, answers: NetworkAnswers) => {
    const plan = await planFor(client, target, answers);
    const problem = plan?.problems.find((candidate) => candidate.of === of);
    return problem && { message: problem.message, isError: problem.severity === 'error' };
  };
  return [
    {
      ask: async (state, progress) =>
        after(state, await pickNad(state, progress), ({ reference }) =>
          reference === undefined ? { isNewNad: true, answers: {} } : { isNewNad: false, answers: { reference } },
        ),
    },
    {
      isAsked: ({ isNewNad }) => isNewNad,
      ask: async (state, progress) => {
        const answer = await input(progress, {
          prompt: vscode.l10n.t('Name of the new NAD, in the namespace of the VM or as namespace/name'),
          value: state.answers.reference ?? '',
          judge: async (text) => {
            const free = text === '' ? null : await choicesFor(client, target, { reference: text });
            if (free && free.places.length > 0) return undefined;
            return { message: vscode.l10n.t('A NAD cannot have this name, or is there already.'), isError: true };
          },
        });
        return after(state, answer, (reference) => ({ answers: { reference } }));
      },
    },
    {
      isAsked: ({ isNewNad }) => isNewNad,
      ask: async (state, progress) => {
        const chosen = await pick(progress, {
          placeholder: vscode.l10n.t('Which kind of network?'),
          items: state.choices.newNads,
        });
        // The place is asked for next; until then the best one stands.
        const place = state.choices.places[0]?.place;
        return after(state, chosen, ({ template }) => ({
          answers: { ...state.answers, ...(place && { newNad: { template, place } }) },
        }));
      },
    },
    {
      isAsked: ({ isNewNad }) => isNewNad,
      ask: async (state, progress) => {
        const chosen = await pick(progress, {
          placeholder: vscode.l10n.t('Where shall the NAD stand?'),
          items: state.choices.places,
        });
        const template = state.answers.newNad?.template ?? '';
        return after(state, chosen, ({ place }) => ({
          answers: { ...state.answers, newNad: { template, place } },
        }));
      },
    },
    {
      ask: async (state, progress) => {
        const chosen = await pick(progress, {
          placeholder: vscode.l10n.t('How is the guest connected? The best comes first.'),
          items: state.choices.bindings,
        });
        return after(state, chosen, ({ binding }) => ({ answers: { ...state.answers, binding } }));
      },
    },
    {
      ask: async (state, progress) => {
        const answer = await input(progress, {
          prompt: vscode.l10n.t('Logical name of the network in the VM'),
          value: state.answers.name ?? state.choices.name,
          judge: (name) => judge('name', { ...state.answers, name }),
        });
        return after(state, answer, (name) => ({ answers: { ...state.answers, name } }));
      },
    },
    {
      isAsked: ({ choices }) => choices.mac !== undefined,
      ask: async (state, progress) =>
        after(state, await pickMac(state, progress), ({ mac }) => {
          const { mac: _, ...others } = state.answers;
          return mac === undefined
            ? { entersMac: true, answers: others }
            : { entersMac: false, answers: { ...others, mac } };
        }),
    },
    {
      isAsked: ({ entersMac }) => entersMac,
      ask: async (state, progress) => {
        const answer = await input(progress, {
          prompt: vscode.l10n.t('MAC address'),
          value: state.answers.mac ?? '',
          judge: (mac) => judge('mac', { ...state.answers, mac }),
        });
        return after(state, answer, (mac) => ({ answers: { ...state.answers, mac } }));
      },
    },
    {
      // A virtual function is the device itself; KubeVirt emulates none.
      isAsked: ({ answers }) => answers.binding !== 'sriov',
      ask: async (state, progress) => {
        const usual = { label: vscode.l10n.t('Default'), detail: vscode.l10n.t('virtio, not written'), model: '' };
        const models = state.choices.models.map((model) => ({ label: model, model }));
        const chosen = await pick(progress, {
          placeholder: vscode.l10n.t('Which device does the guest see?'),
          items: [usual, ...models],
        });
        return after(state, chosen, ({ model }) => ({ answers: { ...state.answers, model } }));
      },
    },
    {
      isAsked: ({ choices }) => choices.podNic.length > 0,
      ask: async (state, progress) => {
        const chosen = await pick(progress, {
          placeholder: vscode.l10n.t('KubeVirt adds no Pod network to a VM that names networks. Write it out?'),
          items: state.choices.podNic,
        });
        return after(state, chosen, ({ podNic }) => ({ answers: { ...state.answers, podNic } }));
      },
    },
  ];
}

interface NadItem extends vscode.QuickPickItem {
  /** Undefined: a new one. */
  readonly reference: string | undefined;
}

function pickNad({ choices }: State, progress: Progress): Promise<Answer<NadItem>> {
  const item = ({ label, detail, reference, uri, isUsed }: NetworkChoices['nads'][number]): NadItem => ({
    label,
    description: isUsed ? vscode.l10n.t('{0}; the VM uses it', detail) : detail,
    detail: vscode.workspace.asRelativePath(vscode.Uri.parse(uri)),
    reference,
  });
  const separator = (label: string): vscode.QuickPickItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return pick<NadItem>(progress, {
    placeholder: vscode.l10n.t('Which NAD? Choose one, or write its name.'),
    items: [
      ...choices.nads.map(item),
      separator(''),
      { label: `$(add) ${vscode.l10n.t('New NAD…')}`, alwaysShow: true, reference: undefined },
    ],
    typed: (text) =>
      choices.nads.some(({ reference }) => reference === text)
        ? undefined
        : { label: text, description: vscode.l10n.t('as written'), reference: text },
  });
}

interface MacItem extends vscode.QuickPickItem {
  /** Undefined: one that is entered. */
  readonly mac: string | undefined;
}

function pickMac({ choices }: State, progress: Progress): Promise<Answer<MacItem>> {
  const items: MacItem[] = [
    {
      label: vscode.l10n.t('None'),
      detail: vscode.l10n.t('KubeVirt or the CNI makes one; another after each start'),
      mac: '',
    },
    {
      label: choices.mac ?? '',
      detail: vscode.l10n.t('made up for this NIC, locally administered; no other known VM has it'),
      mac: 'generate',
    },
    { label: vscode.l10n.t('Enter one…'), mac: undefined },
  ];
  return pick<MacItem>(progress, { placeholder: vscode.l10n.t('Which MAC address?'), items });
}
