/**
 * The panel beside a manifest with the picture of a VM's NICs. It follows every edit: the server is asked again, and an answer
 * that a later question has overtaken is dropped. Nothing is drawn here; the page gets what the server answers.
 */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { requests, type NicsPicture } from '../../server/src/lsp/protocol.ts';
import { documentSelector } from './documents.ts';
import { fromPage } from './page-answers.ts';
import type { PageState, ShownPage, ToPage } from './picture-messages.ts';
import { pageWords, picturePage } from './picture-page.ts';
import { saveSvg } from './picture-export.ts';

export const panelType = 'virtlens.nics';

/** Milliseconds without an edit before the server is asked. */
const settles = 150;

export interface PanelNeeds {
  readonly client: LanguageClient;
  readonly extension: vscode.Uri;
  /** Facts of other files changed. */
  readonly factsChanged: vscode.Event<void>;
}

export class PicturePanel {
  private picture: NicsPicture | undefined;
  /** Counts the questions; the answer to any but the last is out of date. */
  private asked = 0;
  private timer: NodeJS.Timeout | undefined;
  private isReady = false;
  private readonly disposables: vscode.Disposable[] = [];
  private readonly tellers: ((shown: ShownPage) => void)[] = [];

  /** `vm`: what the server calls the VM. */
  constructor(
    readonly panel: vscode.WebviewPanel,
    readonly vm: string,
    private readonly needs: PanelNeeds,
  ) {
    const { webview } = panel;
    webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(needs.extension, 'dist')],
    };
    this.disposables.push(
      webview.onDidReceiveMessage((message: unknown) => this.received(message)),
      panel.onDidChangeViewState(() => this.askIfSeen()),
      needs.factsChanged(() => this.askSoon()),
      needs.client.onDidChangeState(() => this.askSoon()),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && vscode.languages.match(documentSelector, document) > 0) this.askSoon();
      }),
      panel.onDidDispose(() => this.dispose()),
    );
    webview.html = picturePage(webview, needs.extension);
  }

  /** Asks the server at once; the picture that is then shown, undefined where there is none. */
  async ask(): Promise<NicsPicture | undefined> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.needs.client.isRunning()) return this.picture;
    const question = ++this.asked;
    const answer = await this.needs.client.sendRequest<NicsPicture | null>(requests.nicsPicture, { vm: this.vm });
    if (question !== this.asked) return this.picture;
    this.picture = answer ?? undefined;
    if (answer) this.panel.title = vscode.l10n.t('NICs of {0}', answer.name);
    if (this.isReady) this.post(answer ? { type: 'picture', picture: answer } : { type: 'gone' });
    return this.picture;
  }

  /** Goes to where what a card stands for is written, beside the panel. */
  async go(node: string): Promise<void> {
    // Lines may have moved since the picture was drawn.
    const places = (this.timer === undefined ? this.picture : await this.ask())?.places ?? {};
    const place = Object.hasOwn(places, node) ? places[node] : undefined;
    if (!place) return;
    const uri = vscode.Uri.parse(place.uri);
    const shown = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
    const others = vscode.window.tabGroups.all.find(({ viewColumn }) => viewColumn !== this.panel.viewColumn);
    const selection = this.needs.client.protocol2CodeConverter.asRange(place.range);
    await vscode.window.showTextDocument(uri, {
      viewColumn: shown?.viewColumn ?? others?.viewColumn ?? vscode.ViewColumn.Beside,
      selection,
    });
  }

  /** What the page shows, and after pressing a key on a card; for tests. */
  async tell(press?: { readonly node: string; readonly key: string }): Promise<ShownPage> {
    if (press) this.post({ type: 'press', ...press });
    const answer = new Promise<ShownPage>((resolve) => this.tellers.push(resolve));
    this.post({ type: 'tell' });
    return answer;
  }

  private askSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.askIfSeen(), settles);
  }

  /** What nobody sees is asked for when it is seen. */
  private askIfSeen(): void {
    if (!this.panel.visible) return;
    this.ask().catch((fault: unknown) => this.needs.client.warn(String(fault)));
  }

  private received(sent: unknown): void {
    const message = fromPage(sent);
    switch (message?.type) {
      case 'ready':
        // The page is new, or was made anew after it had been hidden.
        this.isReady = true;
        this.post({ type: 'words', words: pageWords(), vm: this.vm });
        this.askIfSeen();
        return;
      case 'go':
        this.run(this.go(message.node));
        return;
      case 'export':
        this.run(saveSvg(this.needs.client, this.vm));
        return;
      case 'shown':
        for (const tell of this.tellers.splice(0)) tell(message.shown);
        return;
      case undefined:
        this.needs.client.warn('the page with the picture sent what it never sends');
        return;
    }
  }

  private run(work: Promise<unknown>): void {
    work.catch((fault: unknown) => this.needs.client.warn(String(fault)));
  }

  private post(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }

  private dispose(): void {
    clearTimeout(this.timer);
    this.asked++;
    for (const one of this.disposables) one.dispose();
  }
}

/** Whether a page kept what it needs to be there again. */
export function isPageState(state: unknown): state is PageState {
  return typeof (state as PageState | undefined)?.vm === 'string';
}
