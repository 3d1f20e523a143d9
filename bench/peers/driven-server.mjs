// One language server of any make, driven as an editor drives it over standard input and output: one file is open and
// edited by ranges. Servers that are asked for diagnostics are asked, the others are listened to. Times are wall times
// in ms; undefined stands for an answer that did not come. Must know nothing of any one server.
/* global AbortController */
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { cpuOf, peakMemoryOf } from '../processes.mjs';

const uri = 'file:///bench/manifests.yaml';
const rootUri = 'file:///bench';
const patience = 60_000;
const quiet = 30;
const viewLines = 60;

const capabilities = {
  workspace: { configuration: true, workspaceFolders: true, didChangeConfiguration: { dynamicRegistration: true } },
  textDocument: {
    publishDiagnostics: { versionSupport: true, relatedInformation: true },
    diagnostic: { dynamicRegistration: true },
    inlayHint: {},
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
  },
};

export class DrivenServer {
  version = 0;
  published = 0;
  listeners = new Set();
  /** The last diagnostics that the server was asked for and answered. */
  told = { items: [] };

  constructor(spec, stream) {
    this.spec = spec;
    this.stream = stream;
  }

  /** Starts the server; `startedAt` and `initializeMs` tell when and how long. */
  static async start(spec, stream) {
    const server = new DrivenServer(spec, stream);
    const [program, ...args] = spec.command;
    server.startedAt = performance.now();
    server.child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, ...spec.env } });
    server.child.stdin.on('error', () => undefined);
    server.exited = new Promise((resolve) => server.child.once('exit', () => resolve(undefined)));
    const connection = createProtocolConnection(
      new StreamMessageReader(server.child.stdout),
      new StreamMessageWriter(server.child.stdin),
    );
    server.connection = connection;
    connection.onError(() => undefined);
    connection.onRequest('workspace/configuration', ({ items }) =>
      items.map(({ section }) => spec.settings?.[section] ?? null),
    );
    connection.onRequest(() => null);
    connection.onNotification('textDocument/publishDiagnostics', (report) => {
      if (report.uri !== uri) return;
      server.published++;
      for (const listener of [...server.listeners]) listener(report);
    });
    connection.onNotification(() => undefined);
    connection.listen();
    const answer = await server.request('initialize', {
      processId: process.pid,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: 'bench' }],
      capabilities,
    });
    if (!answer) throw new Error(`${spec.label} did not answer`);
    server.offered = answer.capabilities;
    server.initializeMs = performance.now() - server.startedAt;
    await connection.sendNotification('initialized', {});
    if (spec.settings)
      await connection.sendNotification('workspace/didChangeConfiguration', { settings: spec.settings });
    return server;
  }

  /** Milliseconds until the first diagnostics of the opened file. */
  open() {
    this.version = 1;
    return this.#untilDiagnostics(
      () =>
        this.connection.sendNotification('textDocument/didOpen', {
          textDocument: { uri, languageId: 'yaml', version: 1, text: this.stream.text },
        }),
      () => true,
    );
  }

  /** Puts a character at a place, or takes it out, without waiting for anything. */
  change({ line, character }, isInserting, text = 'x') {
    const end = isInserting ? character : character + 1;
    return this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: ++this.version },
      contentChanges: [
        { range: { start: { line, character }, end: { line, character: end } }, text: isInserting ? text : '' },
      ],
    });
  }

  /** A key until diagnostics of the text with it; they may be the ones of before. */
  keystroke(isInserting) {
    return this.#untilDiagnostics(
      () => this.change(this.stream.edit, isInserting),
      () => true,
    );
  }

  /** A key that breaks or mends a typed value, until the diagnostics say so on its line. */
  toggle(isBreaking) {
    const { line } = this.stream.toggle;
    return this.#untilDiagnostics(
      () => this.change(this.stream.toggle, isBreaking),
      (diagnostics) => diagnostics.some(({ range }) => range.start.line === line) === isBreaking,
    );
  }

  /** A request about the edited place, right after `before`, until it is answered. */
  async asked(method, before = () => undefined) {
    const { line, character } = this.stream.edit;
    const range = {
      start: { line: Math.max(0, line - viewLines / 2), character: 0 },
      end: { line: line + viewLines / 2, character: 0 },
    };
    const start = performance.now();
    await before();
    const answer = await this.request(`textDocument/${method}`, {
      textDocument: { uri },
      ...(method === 'inlayHint' ? { range } : { position: { line, character: character - 1 } }),
    });
    return answer === undefined ? undefined : performance.now() - start;
  }

  offers(method) {
    return Boolean(this.offered[`${method}Provider`]);
  }

  /** Waits until nothing has been published for a moment. */
  async settle() {
    for (let seen = -1; seen !== this.published;) {
      seen = this.published;
      await sleep(quiet);
    }
  }

  cpu() {
    return cpuOf(this.child.pid);
  }

  peakMemory() {
    return peakMemoryOf(this.child.pid);
  }

  async stop() {
    await Promise.race([this.request('shutdown'), sleep(2000)]);
    await this.connection.sendNotification('exit').catch(() => undefined);
    await Promise.race([this.exited, sleep(2000)]);
    if (this.child.exitCode === null) this.child.kill('SIGKILL');
    this.connection.dispose();
  }

  /** The answer, or undefined where none comes in time, the server ends or refuses. */
  async request(method, params) {
    const gaveUp = new AbortController();
    try {
      return await Promise.race([
        this.connection.sendRequest(method, params),
        this.exited,
        sleep(patience, undefined, { signal: gaveUp.signal }),
      ]);
    } catch {
      return undefined;
    } finally {
      gaveUp.abort();
    }
  }

  async #untilDiagnostics(act, isAwaited) {
    const start = performance.now();
    if (!this.offered.diagnosticProvider) return this.#untilPublished(start, act, isAwaited);
    await act();
    while (performance.now() - start < patience) {
      const report = await this.request('textDocument/diagnostic', {
        textDocument: { uri },
        previousResultId: this.told.resultId,
      });
      if (report?.items) this.told = report;
      // An answer without items says that they are the same as before.
      if (report && isAwaited(this.told.items)) return performance.now() - start;
      // An answer that does not tell of the key yet is asked for again, as an editor does.
      if (report === undefined && this.child.exitCode !== null) return undefined;
      await sleep(1);
    }
    return undefined;
  }

  async #untilPublished(start, act, isAwaited) {
    const gaveUp = new AbortController();
    let listener;
    const told = new Promise((resolve) => {
      listener = ({ version, diagnostics }) => {
        if ((version ?? this.version) >= this.version && isAwaited(diagnostics)) resolve(performance.now() - start);
      };
    });
    const acted = act();
    this.listeners.add(listener);
    try {
      await acted;
      return await Promise.race([told, this.exited, sleep(patience, undefined, { signal: gaveUp.signal })]);
    } catch {
      return undefined;
    } finally {
      gaveUp.abort();
      this.listeners.delete(listener);
    }
  }
}
