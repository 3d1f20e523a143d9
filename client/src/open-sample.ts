/**
 * Opens a sample manifest for first steps, as a document that is saved nowhere: with or without a folder, no file of the
 * user's is written. A sample that is still open is shown again instead of opened anew.
 */
import * as vscode from 'vscode';
import { DocumentDiagnosticRequest, type LanguageClient } from 'vscode-languageclient/node';
import { requests, type BaselineChoiceParams } from '../../server/src/lsp/protocol.ts';
import { openUntitled } from './untitled.ts';
import { contexts, joinManifests, sampleIds, samples, type Sample, type SampleId } from './samples.ts';

export class SampleOpener implements vscode.Disposable {
  private readonly opened = new Map<SampleId, vscode.TextDocument>();
  private readonly subscription = vscode.languages.onDidChangeDiagnostics(({ uris }) => this.noteMended(uris));
  private wasRefused = false;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly client: LanguageClient,
  ) {}

  /** `argument`: which one; else the user is asked. `command`: run on it then. Answers the document's URI. */
  async open(argument: unknown, command?: unknown): Promise<string | undefined> {
    const id = sampleIds.find((candidate) => candidate === argument) ?? (await chosen());
    if (id === undefined) return undefined;
    const known = this.opened.get(id);
    const isNew = known === undefined || !isShown(known);
    const document = isNew ? await this.make(id) : known;
    const editor = await vscode.window.showTextDocument(document, { viewColumn: column(), preview: false });
    await this.compare(samples[id], document);
    if (isNew) await arrange(samples[id], editor);
    this.askAgain(document);
    await noteDone(contexts.opened(id));
    const uri = document.uri.toString();
    if (typeof command === 'string' && command.startsWith('virtlens.')) {
      await vscode.commands.executeCommand(command, { uri });
      await noteDone(contexts.used(id));
    }
    return uri;
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private async make(id: SampleId): Promise<vscode.TextDocument> {
    const texts = await Promise.all(samples[id].files.map((file) => this.read(file)));
    const document = await openUntitled('yaml', joinManifests(texts));
    this.opened.set(id, document);
    if (id === 'refused') this.wasRefused = false;
    return document;
  }

  /** An edited sample is compared with what it was; another choice of the user may have ended that. */
  private async compare({ files, edit }: Sample, { uri }: vscode.TextDocument): Promise<void> {
    if (!edit) return;
    const params: BaselineChoiceParams = {
      pair: { uri: uri.toString(), other: this.fileUri(files[0]).toString() },
    };
    await this.client.sendRequest(requests.chooseBaseline, params);
  }

  /** The step is done when an edit has taken the last error away; closing the document takes them away, too. */
  private noteMended(uris: readonly vscode.Uri[]): void {
    const document = this.opened.get('refused');
    if (!document || !isShown(document) || !uris.some((uri) => uri.toString() === document.uri.toString())) return;
    const isRefused = vscode.languages
      .getDiagnostics(document.uri)
      .some(({ source, severity }) => source === 'virtlens' && severity === vscode.DiagnosticSeverity.Error);
    if (this.wasRefused && !isRefused) void noteDone(contexts.mended);
    this.wasRefused = isRefused;
  }

  /** Of a text that has the name of one that was just closed, the language client may believe that it knows all. */
  private askAgain(document: vscode.TextDocument): void {
    const provider = this.client.getFeature(DocumentDiagnosticRequest.method).getProvider(document);
    provider?.onDidChangeDiagnosticsEmitter.fire();
  }

  private async read(file: string): Promise<string> {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(this.fileUri(file)));
  }

  private fileUri(file: string): vscode.Uri {
    return vscode.Uri.joinPath(this.extensionUri, 'examples', file);
  }
}

/** VS Code keeps the text of a closed editor for a while, emptied; only a tab says that the user still has it. */
function isShown({ uri, isClosed }: vscode.TextDocument): boolean {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return (
    !isClosed &&
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString())
  );
}

async function arrange({ at, edit }: Sample, editor: vscode.TextEditor): Promise<void> {
  const { document } = editor;
  const start = document.positionAt(Math.max(0, document.getText().indexOf(at)));
  if (edit) {
    const range = new vscode.Range(start, start.translate(0, edit.from.length));
    await editor.edit((builder) => builder.replace(range, edit.to));
  }
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function noteDone(context: string): Thenable<unknown> {
  return vscode.commands.executeCommand('setContext', context, true);
}

/** Beside the walkthrough, which is read on meanwhile. */
function column(): vscode.ViewColumn {
  const isWalkthrough =
    vscode.window.tabGroups.activeTabGroup.activeTab !== undefined && !vscode.window.activeTextEditor;
  return isWalkthrough ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
}

async function chosen(): Promise<SampleId | undefined> {
  const labels: Record<SampleId, string> = {
    nics: vscode.l10n.t('A VM with three NICs'),
    refused: vscode.l10n.t('A VM that KubeVirt refuses'),
    edit: vscode.l10n.t('A VM that was edited while it runs'),
    dump: vscode.l10n.t('A dump of a VM whose NIC got stuck'),
  };
  const items = sampleIds.map((id) => ({ label: labels[id], id }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which sample?') }))?.id;
}
