/** Saving the picture of a VM's NICs as an SVG file. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { requests } from '../../server/src/lsp/protocol.ts';

/** `vm`: what the server calls the VM. Asks for a file unless it is given; answers the one that was written. */
export async function saveSvg(client: LanguageClient, vm: string, given?: vscode.Uri): Promise<string | undefined> {
  const svg = await client.sendRequest<string | null>(requests.nicsSvg, { vm });
  if (svg === null) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The VM is not among the known files.'));
    return undefined;
  }
  const target =
    given ??
    (await vscode.window.showSaveDialog({
      title: vscode.l10n.t('Export the picture of the NICs'),
      defaultUri: suggestedFile(vm),
      filters: { SVG: ['svg'] },
    }));
  if (!target) return undefined;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(svg));
  return target.toString();
}

/** `NAME.nics.svg`, in the first folder of the workspace. */
function suggestedFile(vm: string): vscode.Uri {
  const name = vscode.Uri.parse(vm).path.split('/').at(-1) ?? 'nics.svg';
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder ? vscode.Uri.joinPath(folder, name) : vscode.Uri.file(name);
}
