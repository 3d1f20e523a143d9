/**
 * How far the walk through the workspace is, shown by the client's own progress when it takes longer than a moment.
 */
import * as l10n from '@vscode/l10n';
import type { ClientCapabilities, Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';

/** Milliseconds after which a walk is shown, and between two reports. */
const shownAfter = 500;
const reportEvery = 200;

export class IndexProgress {
  private started: number | undefined;
  private reported = 0;
  private shown: Promise<WorkDoneProgressServerReporter | undefined> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly capabilities: () => ClientCapabilities,
  ) {}

  /** Files done of all; undefined when the walk is over. */
  tell(state: { readonly done: number; readonly total: number } | undefined): void {
    if (!state) {
      void this.shown?.then((reporter) => reporter?.done());
      this.shown = undefined;
      this.started = undefined;
      return;
    }
    const now = Date.now();
    this.started ??= now;
    if (now - this.started < shownAfter || now - this.reported < reportEvery) return;
    this.reported = now;
    const percentage = Math.floor((state.done / Math.max(state.total, 1)) * 100);
    const message = l10n.t('{0} of {1} files', state.done, state.total);
    this.shown ??= this.show(percentage, message);
    void this.shown.then((reporter) => reporter?.report(percentage, message));
  }

  private async show(percentage: number, message: string): Promise<WorkDoneProgressServerReporter | undefined> {
    if (!this.capabilities().window?.workDoneProgress) return undefined;
    try {
      const reporter = await this.connection.window.createWorkDoneProgress();
      reporter.begin(l10n.t('VirtLens: reading the workspace'), percentage, message);
      return reporter;
    } catch {
      // A client that says no shows none.
      return undefined;
    }
  }
}
