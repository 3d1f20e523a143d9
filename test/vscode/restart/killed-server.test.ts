/** The server is killed while a document has text that was never saved: the editor starts another, and nothing is lost. */
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import type * as vscode from 'vscode';
import {
  activateVirtLens,
  closeAllEditors,
  openDocument,
  replaceText,
  revertDocument,
  until,
  waitForDiagnostics,
  waitForHover,
  rangeOf,
} from '../support.ts';

before(activateVirtLens);
afterEach(closeAllEditors);

/** The language server, which the extension host has started: Linux tells of each process what it runs and who began it. */
function serverProcess(): number | undefined {
  for (const name of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const commandLine = fs.readFileSync(`/proc/${name}/cmdline`, 'utf8');
      const parent = /^PPid:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${name}/status`, 'utf8'))?.[1];
      if (commandLine.includes('server-cached.cjs') && parent === String(process.pid)) return Number(name);
    } catch {
      // A process that ended meanwhile.
    }
  }
  return undefined;
}

function isSaidOf(found: readonly vscode.Diagnostic[], name: string): boolean {
  return found.some(({ message }) => message.includes(name));
}

describe('a server that is killed', () => {
  it('is started again and knows the text that was never saved', async () => {
    const { document } = await openDocument('plain.yaml');
    await replaceText(document, 'devices: {}', 'devices:\n          interfaces: [{name: first, bridge: {}}]');
    await waitForDiagnostics(document.uri, (all) => isSaidOf(all, 'first'));
    const killed = await until('the server’s process', serverProcess);
    process.kill(killed, 'SIGKILL');
    const other = await until('another server', () => {
      const running = serverProcess();
      return running === killed ? undefined : running;
    });
    assert.notEqual(other, killed);
    // What the new server says of a further edit rests on the first, which is nowhere but in the editor.
    await replaceText(document, '{name: first, bridge: {}}', '{name: first, bridge: {}}, {name: second, bridge: {}}');
    assert.ok(document.isDirty);
    await waitForDiagnostics(document.uri, (all) => isSaidOf(all, 'first') && isSaidOf(all, 'second'));
    await waitForHover(document, rangeOf(document, 'bridge').start);
    await revertDocument(document);
    await waitForDiagnostics(document.uri, (all) => !isSaidOf(all, 'first') && !isSaidOf(all, 'second'));
  });
});
