/** The command that chooses what edits are compared with, for this session. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { requests, type BaselineChoiceParams } from '../../server/src/lsp/protocol.ts';

interface Item extends vscode.QuickPickItem {
  /** Asks for what is still open; undefined: the user has left. */
  choose(): BaselineChoiceParams | undefined | Thenable<BaselineChoiceParams | undefined>;
}

/** `given`: what would be chosen, as a setting says it, or as `BaselineChoiceParams`. */
export async function chooseBaseline(client: LanguageClient, given: unknown): Promise<boolean> {
  const choice =
    typeof given === 'string' ? { baseline: given } : isChoice(given) ? given : await (await picked())?.choose();
  if (!choice) return false;
  await client.sendRequest(requests.chooseBaseline, choice);
  return true;
}

function isChoice(given: unknown): given is BaselineChoiceParams {
  return typeof given === 'object' && given !== null && ('baseline' in given || 'pair' in given);
}

function picked(): Thenable<Item | undefined> {
  const editor = vscode.window.activeTextEditor;
  const fixed = (label: string, description: string, baseline: string): Item => ({
    label,
    description,
    choose: () => ({ baseline }),
  });
  const items: Item[] = [
    fixed('HEAD', vscode.l10n.t('the last commit'), 'HEAD'),
    fixed(vscode.l10n.t('Merge base'), vscode.l10n.t('where the branch left the default branch'), 'merge-base'),
    {
      label: vscode.l10n.t('Another revision…'),
      description: vscode.l10n.t('a branch, tag or commit'),
      choose: async () => {
        const ref = await vscode.window.showInputBox({
          title: vscode.l10n.t('Compare edits with a git revision'),
          prompt: vscode.l10n.t('A branch, tag or commit; merge-base:BRANCH for where this branch left another'),
          placeHolder: 'HEAD~1',
        });
        return ref === undefined || ref.trim() === '' ? undefined : { baseline: ref };
      },
    },
    fixed(vscode.l10n.t('Saved text'), vscode.l10n.t('the file on disk'), 'saved'),
    ...(editor ? [fileItem(editor.document.uri)] : []),
    fixed(vscode.l10n.t('Nothing'), vscode.l10n.t('tell of no edits'), 'none'),
    {
      label: vscode.l10n.t('As the settings say'),
      description: 'virtlens.impact.baseline',
      choose: () => ({}),
    },
  ];
  return vscode.window.showQuickPick(items, { title: vscode.l10n.t('What are edits of VMs compared with?') });
}

/** Another file, for the one in the editor alone. */
function fileItem(uri: vscode.Uri): Item {
  return {
    label: vscode.l10n.t('Another file…'),
    description: vscode.l10n.t('for the file in this editor'),
    choose: async () => {
      const [other] =
        (await vscode.window.showOpenDialog({
          title: vscode.l10n.t('Compare edits with this file'),
          filters: { [vscode.l10n.t('Manifests')]: ['yaml', 'yml', 'json'] },
        })) ?? [];
      return other && { pair: { uri: uri.toString(), other: other.toString() } };
    },
  };
}
