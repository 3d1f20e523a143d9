/** What an editor is shown of very many findings, and that nothing is sent twice. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  DiagnosticSeverity,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver';
import { mostShown } from '../../server/src/lsp/shown-diagnostics.ts';
import { nodeScheduler } from '../../server/src/host/node/file-system.ts';
import { TestClient, type TestClientOptions } from '../support/client.ts';

const uri = 'file:///repo/vm.yaml';
let client: TestClient | undefined;

afterEach(async () => {
  await client?.stop();
  client = undefined;
});

async function opened(text: string, options: TestClientOptions = {}): Promise<TestClient> {
  client = await TestClient.start(options);
  await client.open(uri, text);
  return client;
}

const ask = (server: TestClient, previousResultId?: string): Promise<DocumentDiagnosticReport> =>
  server.request('textDocument/diagnostic', { textDocument: { uri }, previousResultId });

/** VMs of which each has one network with an Information (no NIC is on the Pod network) or, some of them, two bindings at once, which two Errors tell. */
function machines(count: number, faulty: ReadonlySet<number> = new Set()): string {
  return Array.from(
    { length: count },
    (_, at) => `---
apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata: {name: vm${at}}
spec:
  runStrategy: Always
  template:
    spec:
      domain:
        memory: {guest: 1Gi}
        devices:
          interfaces:
          - name: a
            ${faulty.has(at) ? 'bridge: {}\n            masquerade: {}' : 'bridge: {}'}
      networks:
      - name: a
        multus: {networkName: n${at}}
`,
  ).join('');
}

const insert = (server: TestClient, line: number, character: number, text: string): Promise<void> =>
  server.change(uri, { line, character }, { line, character }, text);

describe('an answer of diagnostics', () => {
  it('is not sent again while it stays the same, and is when a place moves or a finding comes', async () => {
    const server = await opened(machines(3));
    const first = await ask(server);
    if (first.kind !== 'full') throw new Error('not told');
    expect(first.items).toHaveLength(3);
    expect(await ask(server, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    // Who has not heard it is told.
    expect(await ask(server, 'another')).toMatchObject({ kind: 'full', items: first.items });
    // In the name of a VM, which nobody says anything of.
    await insert(server, 3, 17, 'x');
    expect(await ask(server, first.resultId)).toMatchObject({ kind: 'unchanged' });
    await insert(server, 0, 0, '# c\n');
    const moved = await ask(server, first.resultId);
    if (moved.kind !== 'full') throw new Error('not told');
    const lines = (items: readonly Diagnostic[]): number[] => items.map(({ range }) => range.start.line);
    expect(lines(moved.items)).toEqual(lines(first.items).map((line) => line + 1));
    await server.close(uri);
    await server.open(uri, machines(1));
    const reopened = await ask(server, moved.resultId);
    expect(reopened).toMatchObject({ kind: 'full', items: [{ code: 'no-pod-interface' }] });
  });

  it('shows the gravest of very many findings, and says that there are more', async () => {
    const faulty = new Set([0, 700, 1199]);
    const errorsEach = 2;
    const server = await opened(machines(1200, faulty));
    const report = await ask(server);
    if (report.kind !== 'full') throw new Error('not told');
    const [notice, ...shown] = report.items;
    expect(report.items).toHaveLength(mostShown);
    expect(notice).toMatchObject({ severity: DiagnosticSeverity.Information, range: { start: { line: 0 } } });
    const all = 1200 - faulty.size + faulty.size * errorsEach;
    expect(notice?.message).toContain(` ${all - shown.length} more`);
    const errors = shown.filter(({ severity }) => severity === DiagnosticSeverity.Error);
    expect(errors).toHaveLength(faulty.size * errorsEach);
    const lines = shown.map(({ range }) => range.start.line);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });

  it('is given in time of a file that takes longer, says so, and is more each time', async () => {
    let time = 0;
    // Each look at the clock finds it three seconds on.
    const server = await opened(machines(5), { scheduler: { ...nodeScheduler, now: () => (time += 3000) } });
    const counts: number[] = [];
    const notices: unknown[] = [];
    for (;;) {
      const report = await ask(server);
      if (report.kind !== 'full') throw new Error('not told');
      const told = report.items.filter(({ code }) => code !== undefined);
      counts.push(told.length);
      const [notice] = report.items.filter(({ code }) => code === undefined);
      if (!notice) break;
      notices.push(notice.message);
      await vi.waitFor(() => expect(server.received).toContain('workspace/diagnostic/refresh'));
      server.received.length = 0;
    }
    expect(counts).toEqual([2, 4, 5]);
    expect(notices).toEqual([
      'The file is still being judged; documents left: 3.',
      'The file is still being judged; documents left: 1.',
    ]);
  });

  it('comes by itself, as far as it has come, to a client that does not ask', async () => {
    let time = 0;
    const published: number[] = [];
    const server = await TestClient.start({
      capabilities: {},
      scheduler: { ...nodeScheduler, now: () => (time += 3000) },
    });
    client = server;
    server.connection.onNotification(
      'textDocument/publishDiagnostics',
      ({ diagnostics }: PublishDiagnosticsParams) =>
        void published.push(diagnostics.filter(({ code }) => code !== undefined).length),
    );
    await server.open(uri, machines(5));
    await vi.waitFor(() => expect(published.at(-1)).toBe(5));
    expect(published).toEqual([...published].sort((a, b) => a - b));
    expect(published.length).toBeGreaterThan(1);
  });
});
