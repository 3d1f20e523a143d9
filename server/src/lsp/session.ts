/**
 * One client's session: its capabilities, its settings per resource, the workspace it sees, and the guard that every
 * handler runs in. All state of the server is here or below; the message bundle, which is global, is set by the guard.
 */
import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type ClientCapabilities,
  type Connection,
  type InitializeParams,
} from 'vscode-languageserver';
import { newCounters } from '../core/counters.ts';
import { englishMessages, messagesFor, speak } from '../core/language.ts';
import type {
  FileSystem,
  Machine,
  Messages,
  MessageSource,
  RevisionTexts,
  Scheduler,
  SchemaSource,
} from '../core/ports.ts';
import type { ImpactOf } from '../core/features/topics/impact.ts';
import type { StatusOf } from '../core/features/topics/status.ts';
import { FindingStore } from '../core/rules/findings.ts';
import { defaultSettings, resolveSettings, type Settings } from '../core/settings.ts';
import { parseBaseline } from '../core/workspace/baseline-choice.ts';
import { BaselineReader } from '../core/workspace/baseline-reader.ts';
import { WorkspaceIndex } from '../core/workspace/workspace-index.ts';
import { Workspace, type DocumentView } from '../core/workspace/workspace.ts';
import { ClientRevisions } from './client-revisions.ts';
import { FaultLog } from './fault-log.ts';
import { ShownDiagnostics } from './shown-diagnostics.ts';
import { IndexProgress } from './index-progress.ts';
import { settingsSection, statusChanged, type CommandTarget, type InitializationOptions } from './protocol.ts';

/** Milliseconds in which git writes all its files of one change. */
const gitSettles = 200;

/** What the server is given by the machine it runs on. */
export interface Host {
  readonly fileSystem: FileSystem;
  readonly scheduler: Scheduler;
  readonly schemas: SchemaSource;
  readonly messages: MessageSource;
  /** Asked only by clients that allow it. */
  readonly revisions?: RevisionTexts;
  /** For problem reports. */
  readonly machine?: Machine;
}

/** How long an answer may look for findings, in ms, while others wait; it then says that it is not all. */
const longestJudging = 4000;

export class Session {
  readonly workspace: Workspace;
  readonly findings: FindingStore;
  readonly shown: ShownDiagnostics;
  readonly index: WorkspaceIndex;
  /** Old texts of files; who tells of revisions is known when the client has said what it allows. */
  readonly baselines: BaselineReader;
  revisions: RevisionTexts | undefined;
  capabilities: ClientCapabilities = {};
  options: InitializationOptions = {};
  /** What this client's user is told is in the language of this bundle. */
  private messages: Messages = englishMessages;
  /** Whether the user vouches for the workspace, and for the settings it brings. */
  private isTrusted = true;
  /** As the client sent them, which cannot be asked. */
  private pushedSettings: unknown;
  private initialSettings: Settings = defaultSettings;
  private readonly settings = new Map<string, Settings>();
  private refreshQueued = false;
  private revisionsQueued = false;
  private readonly refreshers: (() => void)[] = [];
  private readonly initializedListeners: (() => Promise<void>)[] = [];
  private readonly documentListeners: ((uri: string) => void)[] = [];
  readonly faults = new FaultLog();
  /** Who talks to whom: versions, and the language of the user. */
  about: { readonly program: string; readonly client: string; readonly language: string };

  constructor(
    readonly connection: Connection,
    private readonly host: Host,
    program: string,
  ) {
    this.about = { program, client: 'unknown', language: 'unknown' };
    this.workspace = new Workspace(newCounters(), {}, host.schemas);
    this.findings = new FindingStore(this.workspace, {
      milliseconds: longestJudging,
      now: () => host.scheduler.now(),
    });
    this.shown = new ShownDiagnostics(this.workspace, this.findings);
    const progress = new IndexProgress(connection, () => this.capabilities);
    this.index = new WorkspaceIndex(this.workspace, host, {
      changed: () => this.factsMayHaveChanged(),
      progress: (state) => progress.tell(state),
      excluded: (folder) => this.excludedFiles(folder),
    });
    this.baselines = new BaselineReader(host.fileSystem, (uri) =>
      parseBaseline(this.workspace.settings(uri).impact.baseline),
    );
    this.workspace.baselines.useTexts(this.baselines);
    this.baselines.onChanged(() => this.factsMayHaveChanged());
    this.workspace.useSettings((uri) => this.settings.get(uri) ?? this.initialSettings);
  }

  async initialize(params: InitializeParams): Promise<void> {
    this.capabilities = params.capabilities;
    const { clientInfo, locale = 'unknown' } = params;
    const client = clientInfo && [clientInfo.name, clientInfo.version].filter(Boolean).join(' ');
    this.about = { ...this.about, client: client ?? 'unknown', language: locale };
    this.options = (params.initializationOptions ?? {}) as InitializationOptions;
    this.isTrusted = this.options.untrusted !== true;
    this.pushedSettings = this.options.settings;
    this.initialSettings = this.readSettings(this.pushedSettings);
    this.workspace.setOtherYamlServer(this.options.otherYamlServer === true);
    this.allowRevisions();
    const folders = params.workspaceFolders?.map((folder) => folder.uri) ?? [];
    this.index.setRoots(folders);
    // A client that brings a bundle (VS Code) has chosen its language; any other names a locale at most.
    const { l10n } = this.options;
    const isBundle = typeof l10n === 'object' && l10n !== null;
    this.messages = isBundle ? l10n : await messagesFor(params.locale, this.host.messages);
    speak(this.messages);
  }

  /** Lets the client or git be asked for old texts, where the client allows it and the user trusts what they read. */
  private allowRevisions(): void {
    const { git } = this.options.impact ?? {};
    if (!this.isTrusted) return;
    this.revisions =
      git === 'client' ? new ClientRevisions(this.connection) : git === true ? this.host.revisions : undefined;
    if (this.revisions) this.baselines.useRevisions(this.revisions);
  }

  /** What was held back for want of trust is done now. */
  async trustGranted(): Promise<void> {
    if (this.isTrusted) return;
    this.isTrusted = true;
    this.allowRevisions();
    await this.settingsChanged(this.pushedSettings);
    this.baselines.choicesChanged();
    this.factsMayHaveChanged();
  }

  get machine(): Machine | undefined {
    return this.host.machine;
  }

  get pullsDiagnostics(): boolean {
    return this.capabilities.textDocument?.diagnostic !== undefined;
  }

  // Settings

  /** Asks the client for the settings of a document; until it answers, those it came with are used. */
  async loadSettings(uri: string): Promise<void> {
    if (!this.capabilities.workspace?.configuration) return;
    const raw: unknown = await this.connection.workspace.getConfiguration({ scopeUri: uri, section: settingsSection });
    const settings = this.readSettings(raw);
    const before = this.workspace.settings(uri);
    if (!this.workspace.isOpen(uri)) return;
    this.settings.set(uri, settings);
    if (JSON.stringify(before) !== JSON.stringify(settings)) {
      this.workspace.settingsChanged();
      if (before.impact.baseline !== settings.impact.baseline) this.baselines.choicesChanged([uri]);
      this.factsMayHaveChanged();
    }
  }

  /** The client's settings changed; `pushed` is what it sent along, used when it cannot be asked. */
  async settingsChanged(pushed: unknown): Promise<void> {
    if (!this.capabilities.workspace?.configuration) {
      this.pushedSettings = pushed;
      this.initialSettings = this.readSettings(pushed);
      this.settings.clear();
      this.workspace.settingsChanged();
      this.baselines.choicesChanged();
      this.factsMayHaveChanged();
    } else await Promise.all(this.workspace.openUris.map((uri) => this.loadSettings(uri)));
    await this.index.exclusionsChanged();
  }

  forgetSettings(uri: string): void {
    this.settings.delete(uri);
  }

  /** Globs of files that the user wants left out of a workspace folder: VS Code's own, and those for VirtLens. */
  private async excludedFiles(folder: string): Promise<readonly string[]> {
    const own = this.workspace.settings(folder).exclude;
    if (!this.capabilities.workspace?.configuration) return excludedBy(own);
    const sections: unknown[] = await this.connection.workspace.getConfiguration([
      { scopeUri: folder, section: 'files.exclude' },
      { scopeUri: folder, section: settingsSection },
    ]);
    const [ofEditor, ofVirtLens] = sections;
    return [...excludedBy(ofEditor), ...excludedBy(this.readSettings(ofVirtLens).exclude)];
  }

  private readSettings(raw: unknown): Settings {
    const section = (raw as Record<string, unknown> | null | undefined)?.[settingsSection] ?? raw;
    const { settings, problems } = resolveSettings(section, { isTrusted: this.isTrusted });
    for (const { key } of problems)
      this.connection.console.warn(`setting ${settingsSection}.${key} has a wrong type and is ignored`);
    return settings;
  }

  // Refreshing

  /** Registers what has to be told to the client when answers about unedited documents may have changed. */
  onFactsChanged(refresh: () => void): void {
    this.refreshers.push(refresh);
  }

  /** Registers what is done once the client is ready; registrations with the client have to wait for that. */
  onInitialized(run: () => Promise<void>): void {
    this.initializedListeners.push(run);
  }

  async initialized(): Promise<void> {
    await Promise.all(this.initializedListeners.map((run) => run()));
    await this.index.refresh();
  }

  /** Registers who wants to know of documents opened, edited and closed. */
  onDocumentChanged(listener: (uri: string) => void): void {
    this.documentListeners.push(listener);
  }

  documentChanged(uri: string): void {
    for (const listener of this.documentListeners) listener(uri);
    this.factsMayHaveChanged();
  }

  /** Tells the client, once per turn of the event loop, if facts did change. */
  factsMayHaveChanged(): void {
    if (!this.workspace.takeChanged() || this.refreshQueued) return;
    this.refreshQueued = true;
    setImmediate(() => {
      this.refreshQueued = false;
      speak(this.messages);
      for (const refresh of this.refreshers) refresh();
    });
  }

  /** Files were written, which their old texts may be, or what git makes of them. */
  writtenOnDisk(uris: readonly string[]): void {
    for (const uri of uris) this.baselines.fileChanged(uri);
    if (this.options.impact?.git !== true || this.revisionsQueued) return;
    this.revisionsQueued = true;
    setTimeout(() => {
      this.revisionsQueued = false;
      this.revisions?.invalidate();
    }, gitSettles);
  }

  // Handlers

  /**
   * Runs a request: cancelled requests are answered as cancelled (never as empty), and an unexpected fault costs this
   * one answer and is reported once.
   */
  guard<P, R>(name: string, fallback: R, run: (params: P, token: CancellationToken) => R | Promise<R>) {
    return async (params: P, token: CancellationToken): Promise<R | ResponseError<never>> => {
      if (token.isCancellationRequested) return cancelled();
      speak(this.messages);
      try {
        return await run(params, token);
      } catch (fault) {
        this.report(name, fault);
        return fallback;
      }
    };
  }

  /** The same for notifications, which have no answer. */
  notice<P>(name: string, run: (params: P) => void | Promise<void>) {
    return async (params: P): Promise<void> => {
      speak(this.messages);
      try {
        await run(params);
      } catch (fault) {
        this.report(name, fault);
      }
    };
  }

  /** Reports a fault once; `name` says where it came from. */
  report(name: string, fault: unknown): void {
    if (!this.faults.note(name, fault)) return;
    const text = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
    this.connection.console.error(`${name} failed: ${text}`);
    void this.connection.sendNotification(statusChanged);
  }

  // Looking up

  /** The document at a target's position, and the place in it. */
  placeAt({ uri, position }: CommandTarget): { readonly view: DocumentView; readonly offset: number } | undefined {
    const place = position && this.workspace.file(uri)?.store.locate(position);
    const view = place && this.workspace.view(uri, place.index);
    return view && { view, offset: place.offset };
  }

  /** What the edits of an object of a document do. */
  impactIn(view: DocumentView): ImpactOf {
    return (resource) => this.findings.impact(view, resource);
  }

  /** What happened to the VM that an object of a document is of. */
  statusIn(view: DocumentView): StatusOf {
    return (resource) => this.findings.status(view, resource);
  }

  /** Reads the texts of files that are known by their facts alone; those that are not there are left out. */
  async read(uris: readonly string[]): Promise<void> {
    await Promise.all(uris.map((uri) => this.index.read(uri)));
  }

  /** Documents of a file that touch a range of lines. */
  *viewsInLines(uri: string, first: number, last: number): Iterable<DocumentView> {
    const store = this.workspace.file(uri)?.store;
    if (!store) return;
    const [from, to] = store.segmentsInLines(first, last);
    for (let index = from; index < to; index++) {
      const view = this.workspace.view(uri, index);
      if (view) yield view;
    }
  }
}

/** The globs that are switched on; a condition on other files is not looked at. */
function excludedBy(globs: unknown): readonly string[] {
  return Object.entries((globs ?? {}) as Record<string, unknown>).flatMap(([glob, isOn]) =>
    isOn === true ? [glob] : [],
  );
}

export function cancelled(): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestCancelled, 'cancelled');
}
