/** The page with the picture of NICs as VS Code wants it: the frame, with the address of its script, and its words. */
import * as vscode from 'vscode';
import { pageFrame } from './page-frame.ts';
import type { PageWords } from './picture-messages.ts';

export function picturePage(webview: vscode.Webview, extension: vscode.Uri): string {
  const script = webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', 'nics.js')).toString();
  return pageFrame(script, vscode.env.language);
}

export function pageWords(): PageWords {
  return {
    drawing: vscode.l10n.t('Drawing of the NICs'),
    table: vscode.l10n.t('Table of the NICs'),
    exportSvg: vscode.l10n.t('Export SVG…'),
    waiting: vscode.l10n.t('Reading the manifests…'),
    gone: vscode.l10n.t('The VM is not among the known files.'),
    help: vscode.l10n.t('Tab and arrow keys move between the cards; Enter or a click goes to the line.'),
  };
}
