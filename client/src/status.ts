/** The language status item: which KubeVirt release is shown and what was assumed. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { documentSelector } from './documents.ts';
import { commands, requests, type StatusReport } from '../../server/src/lsp/protocol.ts';

export function registerStatus(
  context: vscode.ExtensionContext,
  client: LanguageClient,
  factsChanged: vscode.Event<void>,
): void {
  const item = vscode.languages.createLanguageStatusItem('virtlens.status', documentSelector);
  item.name = 'VirtLens';
  item.command = {
    title: vscode.l10n.t('Settings'),
    command: 'workbench.action.openSettings',
    arguments: ['@ext:virtlens.virtlens'],
  };
  const trouble = new Trouble();
  const update = async (): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    if (!editor || !client.isRunning() || vscode.languages.match(documentSelector, editor.document) === 0) return;
    const report = await client.sendRequest<StatusReport | null>(requests.status, {
      uri: editor.document.uri.toString(),
    });
    if (!report) return;
    const { label, because } = report.baseline;
    item.text = `KubeVirt ${report.release}` + (because === undefined ? ` · vs ${label}` : '');
    const compared =
      because === undefined
        ? vscode.l10n.t('edits are compared with: {0}', label)
        : vscode.l10n.t('edits are compared with nothing: {0}', because);
    const facts = report.facts.map(({ label, value, source }) => `${label}: ${value} (${source})`);
    item.detail = [...(report.limited === undefined ? [] : [report.limited]), ...facts, compared].join(' · ');
    item.severity = vscode.LanguageStatusSeverity[report.limited === undefined ? 'Information' : 'Warning'];
    trouble.show(report.faults);
    item.accessibilityInformation = { label: `VirtLens, ${item.text}, ${item.detail}` };
  };
  const run = (): void => {
    update().catch((fault: unknown) => client.warn(String(fault)));
  };
  context.subscriptions.push(
    item,
    trouble,
    vscode.window.onDidChangeActiveTextEditor(run),
    factsChanged(run),
    client.onDidChangeState(run),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('virtlens')) run();
    }),
  );
}

/** A line of its own once the server had a fault: what to do about it. */
class Trouble implements vscode.Disposable {
  private item: vscode.LanguageStatusItem | undefined;

  show(faults: number): void {
    if (faults === 0 || this.item) return;
    this.item = vscode.languages.createLanguageStatusItem('virtlens.trouble', documentSelector);
    this.item.name = vscode.l10n.t('VirtLens: faults');
    this.item.text = vscode.l10n.t('VirtLens could not answer everything');
    this.item.severity = vscode.LanguageStatusSeverity.Warning;
    this.item.command = { title: vscode.l10n.t('Report a Problem'), command: commands.reportProblem };
  }

  dispose(): void {
    this.item?.dispose();
  }
}
