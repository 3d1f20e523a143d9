/** Which VM a command works on: the one it was started at, the one under the cursor, or the user's choice. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { requests, type CommandTarget, type VmChoice } from '../../server/src/lsp/protocol.ts';

/** The VM a command means: the one named or under the cursor when there is just one, else the user's choice. */
export async function chooseVm(
  client: LanguageClient,
  argument: unknown,
  suits: (vm: VmChoice) => boolean,
  besides: Pick<CommandTarget, 'pods'> = {},
): Promise<VmChoice | undefined> {
  const target = isTarget(argument) ? argument : targetOfEditor();
  const all = await client.sendRequest<VmChoice[]>(requests.vms, target ? { ...target, ...besides } : null);
  const choices = all.filter(suits);
  if (choices.length === 0) {
    void vscode.window.showInformationMessage(
      all.length === 0
        ? vscode.l10n.t('No VM in the known files.')
        : vscode.l10n.t('KubeVirt writes no networks annotation for this VM.'),
    );
    return undefined;
  }
  const [nearest] = choices;
  const inFile = choices.filter((choice) => choice.near === 'file');
  if (nearest?.near === 'here' || choices.length === 1) return nearest;
  if (inFile.length === 1) return inFile[0];
  const picked = await vscode.window.showQuickPick(
    choices.map((vm) => ({
      label: titleOf(vm),
      description: vscode.workspace.asRelativePath(vscode.Uri.parse(vm.uri)),
      vm,
    })),
    { title: vscode.l10n.t('Which VM?') },
  );
  return picked?.vm;
}

export function titleOf(vm: VmChoice): string {
  return `${vm.kind} ${vm.namespace ?? '<namespace>'}/${vm.name ?? '<name>'}`;
}

export function isTarget(argument: unknown): argument is CommandTarget {
  return typeof (argument as CommandTarget | undefined)?.uri === 'string';
}

export function targetOfEditor(): CommandTarget | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}
