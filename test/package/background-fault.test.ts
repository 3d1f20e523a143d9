/** A fault in work that nobody waits for leaves the built server as it was, and is reported once. */
import { spawn } from 'node:child_process';
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type Hover,
} from 'vscode-languageserver/node';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'fault-'));
const uri = 'file:///r/vm.yaml';

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('goes on after promises that failed without anybody waiting for them', async () => {
  const failing = path.join(folder, 'failing.cjs');
  writeFileSync(
    failing,
    `let failed = 0;
const fault = new TypeError('nobody waits for this');
const timer = setInterval(() => {
  void Promise.reject(fault);
  if (++failed === 3) clearInterval(timer);
}, 300);`,
  );
  const server = spawn(process.execPath, ['--require', failing, path.join(root, 'dist/server.cjs'), '--stdio']);
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const logged: string[] = [];
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => void logged.push(message));
  connection.listen();
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  await connection.sendNotification('initialized', {});
  const text = 'apiVersion: kubevirt.io/v1\nkind: VirtualMachine\n';
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'yaml', version: 1, text },
  });
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const hover = await connection.sendRequest<Hover | null>('textDocument/hover', {
    textDocument: { uri },
    position: { line: 1, character: 1 },
  });
  expect(hover?.contents).toBeDefined();
  expect(logged.filter((message) => message.includes('nobody waits for this'))).toHaveLength(1);
  await connection.sendRequest('shutdown');
  const ended = new Promise((resolve) => server.once('exit', resolve));
  await connection.sendNotification('exit');
  expect(await ended).toBe(0);
  connection.dispose();
});
