/**
 * A language client and the server in one process, joined by two streams: real protocol, no child process. The client
 * answers what a VS Code client would answer, and keeps what the server tells it.
 */
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createMessageConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type CodeAction,
  type Diagnostic,
  type InitializeResult,
  type InlayHint,
  type Position,
  type MessageConnection,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { englishOnly } from '../../server/src/core/language.ts';
import type { MessageSource } from '../../server/src/core/ports.ts';
import type { RevisionTexts, Scheduler } from '../../server/src/core/ports.ts';
import { memoryFileSystem } from './memory-files.ts';
import { generatedSchemas } from './schemas.ts';
import { nodeScheduler } from '../../server/src/host/node/file-system.ts';
import { startServer } from '../../server/src/lsp/server.ts';
import type { InitializationOptions } from '../../server/src/lsp/protocol.ts';

/** What a client with everything says it can do. */
export const fullCapabilities: ClientCapabilities = {
  textDocument: { diagnostic: {}, inlayHint: { resolveSupport: { properties: ['tooltip'] } } },
  workspace: {
    configuration: true,
    textDocumentContent: {},
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
    inlayHint: { refreshSupport: true },
    diagnostics: { refreshSupport: true },
    codeLens: { refreshSupport: true },
  },
};

export interface TestClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: InitializationOptions;
  /** Files on disk by URI. */
  readonly files?: Readonly<Record<string, string>>;
  readonly folders?: readonly string[];
  /** What the client answers for every setting that it is asked for. */
  readonly settings?: unknown;
  /** What it answers to other requests, by their methods. */
  readonly answers?: Readonly<Record<string, (params: never) => unknown>>;
  /** The locale of the client's user, and the bundles that the server has. */
  readonly locale?: string;
  readonly messages?: MessageSource;
  /** The server's clock. */
  readonly scheduler?: Scheduler;
  /** Who tells of revisions to a server that may ask git. */
  readonly revisions?: RevisionTexts;
}

export class TestClient {
  /** Methods of requests and notifications the server sent. */
  readonly received: string[] = [];
  readonly published = new Map<string, Diagnostic[]>();
  /** Edits the server asked to be applied; they are taken, and applied to nothing. */
  readonly applied: WorkspaceEdit[] = [];
  settings: unknown = null;
  folders: readonly string[] = [];
  readonly files: Map<string, string>;
  private readonly versions = new Map<string, number>();

  private constructor(
    readonly connection: MessageConnection,
    readonly initialized: InitializeResult,
    files: Map<string, string>,
  ) {
    this.files = files;
  }

  static async start(options: TestClientOptions = {}): Promise<TestClient> {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    const files = new Map(Object.entries(options.files ?? {}));
    startServer(
      createConnection(ProposedFeatures.all, new StreamMessageReader(toServer), new StreamMessageWriter(toClient)),
      {
        fileSystem: memoryFileSystem(files),
        scheduler: options.scheduler ?? nodeScheduler,
        schemas: generatedSchemas,
        messages: options.messages ?? englishOnly,
        ...(options.revisions && { revisions: options.revisions }),
      },
      '0.0.0',
    );
    const connection = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    const holder: { client?: TestClient } = {};
    connection.onRequest('workspace/configuration', (params: { items: unknown[] }) =>
      params.items.map(() => (holder.client ? holder.client.settings : options.settings) ?? null),
    );
    connection.onRequest('workspace/workspaceFolders', () =>
      (holder.client?.folders ?? []).map((uri) => ({ uri, name: 'folder' })),
    );
    connection.onRequest('workspace/applyEdit', ({ edit }: { edit: WorkspaceEdit }) => {
      holder.client?.applied.push(edit);
      return { applied: true };
    });
    connection.onRequest((method, params) => {
      holder.client?.received.push(method);
      return options.answers?.[method]?.(params as never) ?? null;
    });
    connection.onNotification(
      'textDocument/publishDiagnostics',
      ({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => {
        holder.client?.published.set(uri, diagnostics);
      },
    );
    connection.onNotification((method) => {
      holder.client?.received.push(method);
    });
    connection.listen();
    const initialized = await connection.sendRequest<InitializeResult>('initialize', {
      processId: null,
      rootUri: null,
      workspaceFolders: (options.folders ?? []).map((uri) => ({ uri, name: 'folder' })),
      capabilities: options.capabilities ?? fullCapabilities,
      ...(options.locale !== undefined && { locale: options.locale }),
      initializationOptions: options.initializationOptions ?? { counters: true },
    });
    const client = new TestClient(connection, initialized, files);
    client.settings = options.settings ?? null;
    client.folders = options.folders ?? [];
    holder.client = client;
    await connection.sendNotification('initialized', {});
    return client;
  }

  async open(uri: string, text: string): Promise<void> {
    this.versions.set(uri, 1);
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text },
    });
    await this.settle();
  }

  async change(uri: string, start: Position, end: Position, text: string): Promise<void> {
    const version = (this.versions.get(uri) ?? 1) + 1;
    this.versions.set(uri, version);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range: { start, end }, text }],
    });
    await this.settle();
  }

  async save(uri: string, text: string): Promise<void> {
    this.files.set(uri, text);
    await this.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
    await this.settle();
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await this.settle();
  }

  request<R>(method: string, params: unknown): Promise<R> {
    return this.connection.sendRequest<R>(method, params);
  }

  hints(uri: string, first = 0, last = 100_000): Promise<InlayHint[]> {
    return this.request('textDocument/inlayHint', {
      textDocument: { uri },
      range: { start: { line: first, character: 0 }, end: { line: last, character: 0 } },
    });
  }

  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.request<{ items: Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri } });
    return report.items;
  }

  actions(uri: string, range: { start: Position; end: Position }, only?: string[]): Promise<CodeAction[]> {
    return this.request('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...(only && { only }) },
    });
  }

  /** Lets the background work of the server come to rest. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 12; turn++) await new Promise((resolve) => setImmediate(resolve));
    await this.request('virtlens/status', { uri: 'file:///none.yaml' });
  }

  async stop(): Promise<void> {
    await this.request('shutdown', null);
    this.connection.dispose();
  }
}

export function labelOf(hint: InlayHint): string {
  return typeof hint.label === 'string' ? hint.label : hint.label.map((part) => part.value).join('');
}

/** The text with each hint drawn where it stands, as `«label»`. */
export function drawHints(text: string, hints: readonly InlayHint[]): string {
  const lines = text.split('\n');
  const sorted = hints
    .map((hint, order) => ({ hint, order }))
    .sort(
      (a, b) =>
        b.hint.position.line - a.hint.position.line ||
        b.hint.position.character - a.hint.position.character ||
        b.order - a.order,
    );
  for (const { hint } of sorted) {
    const { line, character } = hint.position;
    const before = lines[line] ?? '';
    lines[line] = `${before.slice(0, character)}«${labelOf(hint)}»${before.slice(character)}`;
  }
  return lines.join('\n');
}

/** A text after the edits of a workspace edit for it. */
export function applyWorkspaceEdit(uri: string, text: string, edit: WorkspaceEdit | undefined): string {
  const edits: TextEdit[] = [
    ...(edit?.changes?.[uri] ?? []),
    ...(edit?.documentChanges ?? [])
      .filter((change): change is TextDocumentEdit => 'edits' in change && change.textDocument.uri === uri)
      .flatMap((change) => change.edits as TextEdit[]),
  ];
  const offset = ({ line, character }: Position): number =>
    text
      .split(/(?<=\n)/)
      .slice(0, line)
      .reduce((sum, one) => sum + one.length, 0) + character;
  return edits
    .map((one) => ({ start: offset(one.range.start), end: offset(one.range.end), newText: one.newText }))
    .sort((a, b) => b.start - a.start)
    .reduce((result, one) => result.slice(0, one.start) + one.newText + result.slice(one.end), text);
}
