/** Opens a text that is saved nowhere. */
import * as vscode from 'vscode';

/** It gets the name of one that was just closed, and where VS Code still keeps that, its text, too: then it is rewritten. */
export async function openUntitled(language: string, content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  if (document.getText().replaceAll('\r\n', '\n') === content) return document;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), content);
  await vscode.workspace.applyEdit(edit);
  return vscode.languages.setTextDocumentLanguage(document, language);
}
