/** The NAD that a NIC lacks: its kind and its place are asked for, then it is written and shown. */
import * as vscode from 'vscode';
import type { WorkspaceEdit } from 'vscode-languageclient';
import type { LanguageClient } from 'vscode-languageclient/node';
import { requests, type NadChoices, type NadPlace } from '../../server/src/lsp/protocol.ts';
import { isTarget, targetOfEditor } from './choose-vm.ts';
import { askAll, isLeft, pick, type Step } from './steps.ts';

interface State {
  readonly template?: string;
  readonly place?: NadPlace;
}

/** `given`: answers that are not asked for, `{ template, place }`. */
export async function createNad(client: LanguageClient, argument?: unknown, given: unknown = {}): Promise<boolean> {
  const target = isTarget(argument) ? argument : targetOfEditor();
  const choices = target && (await client.sendRequest<NadChoices | null>(requests.createNadChoices, { target }));
  if (!choices) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Place the cursor on a network whose NAD none of the known files has.'),
    );
    return false;
  }
  const state = await askAll(vscode.l10n.t('Create the NAD {0}', choices.nad), stepsFor(choices), given as State);
  if (!state) return false;
  const edit = await client.sendRequest<WorkspaceEdit | null>(requests.createNadEdit, { target, ...state });
  const isApplied = edit !== null && (await applyEdit(client, edit));
  if (isApplied && state.place) await showEnd(state.place.uri);
  return isApplied;
}

function stepsFor({ templates, places }: NadChoices): readonly Step<State>[] {
  return [
    {
      isAsked: ({ template }) => template === undefined,
      async ask(state, progress) {
        const chosen = await pick(progress, {
          placeholder: vscode.l10n.t('Which kind of network?'),
          items: templates,
        });
        return isLeft(chosen) ? chosen : { ...state, template: chosen.template };
      },
    },
    {
      isAsked: ({ place }) => place === undefined,
      async ask(state, progress) {
        const chosen = await pick(progress, { placeholder: vscode.l10n.t('Where shall it stand?'), items: places });
        return isLeft(chosen) ? chosen : { ...state, place: chosen.place };
      },
    },
  ];
}

export async function applyEdit(client: LanguageClient, edit: WorkspaceEdit): Promise<boolean> {
  const isApplied = await vscode.workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit));
  if (!isApplied)
    void vscode.window.showWarningMessage(
      vscode.l10n.t('The edit could not be made: a file has changed meanwhile, or is there already.'),
    );
  return isApplied;
}

/** Shows a file at its end, where the NAD stands. */
async function showEnd(uri: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const end = document.lineAt(document.lineCount - 1).range.end;
  await vscode.window.showTextDocument(document, { preview: false, selection: new vscode.Range(end, end) });
}
