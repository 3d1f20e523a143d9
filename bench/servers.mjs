// A language server as a child process, and the CPU time it has used: what the benchmark drives and reads. Speaks plain
// LSP over standard input and output; must never reach into the server but by its test-only request for counters.
import { spawn } from 'node:child_process';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { cpuOf } from './processes.mjs';

const uri = 'file:///bench/manifests.yaml';

/** Lines of a view around the edit, as an editor's window shows. */
const viewLines = 60;

/** One server with one open file; `type` is one keystroke, answered. */
export class BenchedServer {
  version = 1;
  inserted = false;

  constructor(child, connection, stream) {
    this.child = child;
    this.connection = connection;
    this.stream = stream;
  }

  static async start(command, stream) {
    const [program, ...args] = command;
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.onRequest('workspace/configuration', ({ items }) => items.map(() => null));
    connection.onRequest(() => null);
    connection.onNotification(() => undefined);
    connection.listen();
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [],
      capabilities: { textDocument: { diagnostic: {} }, workspace: { configuration: true } },
      initializationOptions: { counters: true },
    });
    await connection.sendNotification('initialized', {});
    const server = new BenchedServer(child, connection, stream);
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text: stream.text },
    });
    await server.answers();
    return server;
  }

  /** Diagnostics of the file, then the hints of the view around the edit. */
  async answers() {
    const { line } = this.stream.edit;
    const report = await this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
    const hints = await this.connection.sendRequest('textDocument/inlayHint', {
      textDocument: { uri },
      range: {
        start: { line: Math.max(0, line - viewLines / 2), character: 0 },
        end: { line: line + viewLines / 2, character: 0 },
      },
    });
    return { diagnostics: report.items.length, hints: hints.length };
  }

  /** Puts a character after the NIC's name, or takes it out again, and waits for both answers. */
  async type() {
    const { line, character } = this.stream.edit;
    const end = this.inserted ? character + 1 : character;
    const text = this.inserted ? '' : 'x';
    this.inserted = !this.inserted;
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: ++this.version },
      contentChanges: [{ range: { start: { line, character }, end: { line, character: end } }, text }],
    });
    return this.answers();
  }

  counters() {
    return this.connection.sendRequest('virtlens/counters', {});
  }

  /** CPU time of all threads so far, in ms; undefined where the system does not tell it to the nanosecond. */
  cpu() {
    return cpuOf(this.child.pid);
  }

  async stop() {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    this.connection.dispose();
  }
}
