/** A server in a process of its own, over stdio: it keeps nothing of what is edited and closed, and survives its own faults. */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-languageserver/node';
import { fullCapabilities } from '../support/client.ts';
import { blueNad, twoNetworks } from '../support/manifests.ts';

const root = path.resolve(import.meta.dirname, '../..');
const uri = 'file:///repo/vm.yaml';
const megabyte = 2 ** 20;

let child: ChildProcess;
let connection: MessageConnection;
let logged: string[];

beforeEach(async () => {
  const entry = path.join(root, 'test/lsp/measured-server.ts');
  const args = ['--expose-gc', path.join(root, 'tools/run-ts.mjs'), entry, '--stdio'];
  const started = spawn(process.execPath, args, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  child = started;
  connection = createMessageConnection(new StreamMessageReader(started.stdout), new StreamMessageWriter(started.stdin));
  logged = [];
  connection.onRequest(() => null);
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => null));
  connection.onNotification('window/logMessage', ({ type, message }: { type: number; message: string }) => {
    if (type === 1) logged.push(message);
  });
  connection.listen();
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: fullCapabilities });
  await connection.sendNotification('initialized', {});
});

afterEach(async () => {
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  await new Promise((resolve) => child.once('exit', resolve));
  connection.dispose();
});

const heap = (): Promise<number> => connection.sendRequest<number>('test/heap');

function open(file: string, text: string): Promise<void> {
  return connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri: file, languageId: 'yaml', version: 1, text },
  });
}

/** What an editor asks for by itself. */
async function ask(file: string): Promise<void> {
  const textDocument = { uri: file };
  await Promise.all([
    connection.sendRequest('textDocument/diagnostic', { textDocument }),
    connection.sendRequest('textDocument/documentSymbol', { textDocument }),
    connection.sendRequest('textDocument/inlayHint', {
      textDocument,
      range: { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } },
    }),
  ]);
}

describe('memory', () => {
  it('is not more after a hundred thousand edits than after ten thousand', async () => {
    const documents = 20;
    const texts = Array.from({ length: documents }, (_, at) => twoNetworks.replaceAll('router', `router-${at}`));
    const text = `${blueNad}---\n${texts.join('---\n')}`;
    await open(uri, text);
    const lines = text.split('\n');
    const names = lines.flatMap((line, at) => (/^ +(?:- )?name: /.test(line) ? [at] : []));
    expect(names.length).toBeGreaterThan(documents);
    const edit = async (number: number): Promise<void> => {
      // Another name each time, so that nothing that is kept by a name or a text can be the same as before.
      const line = names[(number * 7) % names.length] ?? 0;
      const before = lines[line] ?? '';
      const start = before.indexOf('name: ') + 'name: '.length;
      lines[line] = `${before.slice(0, start)}net-${number}`;
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: number + 2 },
        contentChanges: [
          {
            range: { start: { line, character: start }, end: { line, character: before.length } },
            text: `net-${number}`,
          },
        ],
      });
      if (number % 200 === 0) await ask(uri);
    };
    let after = 0;
    for (let number = 0; number < 100_000; number++) {
      await edit(number);
      if (number === 10_000) after = await heap();
    }
    await ask(uri);
    const atEnd = await heap();
    console.log(`heap after 10000 edits ${megabytes(after)}, after 100000 ${megabytes(atEnd)}`);
    expect(atEnd).toBeLessThan(after * 1.2 + 2 * megabyte);
  }, 180_000);

  it('is free again when files are closed', async () => {
    const round = async (name: string): Promise<number> => {
      const files = Array.from({ length: 40 }, (_, at) => `file:///repo/${name}-${at}.yaml`);
      for (const file of files) {
        const vms = Array.from({ length: 30 }, (_, at) => twoNetworks.replaceAll('router', `${name}-${at}`));
        await open(file, `${vms.join('---\n')}# ${'x'.repeat(100_000)}\n`);
        await ask(file);
      }
      const held = await heap();
      for (const file of files)
        await connection.sendNotification('textDocument/didClose', { textDocument: { uri: file } });
      return held;
    };
    // What is loaded once is loaded then.
    await round('first');
    const before = await heap();
    let held = 0;
    for (const name of ['second', 'third', 'fourth']) held = await round(name);
    const after = await heap();
    console.log(`heap before ${megabytes(before)}, with files open ${megabytes(held)}, closed ${megabytes(after)}`);
    // Or there is nothing that could be freed.
    expect(held).toBeGreaterThan(before + 4 * megabyte);
    expect(after).toBeLessThan(before * 1.05 + megabyte);
  }, 120_000);
});

describe('a fault', () => {
  it('costs its one answer, is reported once, and leaves the server as it was', async () => {
    await open(uri, twoNetworks);
    const line = twoNetworks.split('\n').findIndex((one) => one.includes('networkName:'));
    const good = { textDocument: { uri }, position: { line, character: 20 } };
    const before = await connection.sendRequest('textDocument/hover', good);
    expect(before).not.toBeNull();
    for (let time = 0; time < 3; time++)
      expect(await connection.sendRequest('textDocument/hover', { textDocument: null })).toBeNull();
    expect(await connection.sendRequest('textDocument/hover', good)).toEqual(before);
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatch(/^hover failed: TypeError/);
    // Another feature's is another fault.
    await connection.sendRequest('textDocument/documentSymbol', { textDocument: null });
    expect(logged.map((message) => message.split(' ')[0])).toEqual(['hover', 'documentSymbol']);
  });
});

function megabytes(bytes: number): string {
  return `${(bytes / megabyte).toFixed(1)} MB`;
}
