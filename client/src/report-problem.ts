/**
 * The command that reports a problem: shows what would be reported as text that can be read and changed, and opens the
 * page for reports when the user asks for it. Sends nothing by itself; the text goes by the clipboard.
 */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { requests } from '../../server/src/lsp/protocol.ts';
import { openUntitled } from './untitled.ts';

/** `issues`: the page of the repository for reports. Answers the document's URI. */
export async function reportProblem(client: LanguageClient, issues: string): Promise<string> {
  const content = await client.sendRequest<string>(requests.problemReport, { editor: editorInWords() });
  const document = await openUntitled('markdown', content);
  await vscode.window.showTextDocument(document, { preview: false });
  void offerPage(document, issues);
  return document.uri.toString();
}

async function offerPage(document: vscode.TextDocument, issues: string): Promise<void> {
  const open = vscode.l10n.t('Copy the Text and Open the Page for Reports');
  const pressed = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Nothing has been sent. Look through the text and say what happened; then paste it into a new report.',
    ),
    open,
  );
  if (pressed !== open) return;
  await vscode.env.clipboard.writeText(document.getText());
  await vscode.env.openExternal(vscode.Uri.parse(issues));
}

/** Kinds of remotes; elsewhere the name of one may be the address of a machine. */
const remotes = ['ssh-remote', 'wsl', 'dev-container', 'attached-container', 'k8s-container', 'codespaces', 'tunnel'];

/** Name and version, and the kind of remote it works on. */
function editorInWords(): string {
  const { appName, remoteName, uiKind } = vscode.env;
  const parts = [`${appName} ${vscode.version}`, uiKind === vscode.UIKind.Web ? 'in a browser' : 'desktop'];
  const remote = remotes.find((kind) => kind === remoteName);
  return [...parts, ...(remoteName === undefined ? [] : [remote ?? 'another remote'])].join(', ');
}
