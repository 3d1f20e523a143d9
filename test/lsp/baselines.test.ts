/** What edits are compared with, over the protocol: asked of a client with git, of git itself where that is allowed, or the disk. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Counters } from '../../server/src/core/counters.ts';
import type { InitializationOptions, OldText, RevisionChoice, StatusReport } from '../../server/src/lsp/protocol.ts';
import { TestClient, type TestClientOptions } from '../support/client.ts';
import { twoNetworks } from '../support/manifests.ts';
import { OldTexts } from '../support/old-texts.ts';

const uri = 'file:///repo/vm.yaml';
let client: TestClient | undefined;

afterEach(async () => {
  await client?.stop();
  client = undefined;
});

interface Asked {
  readonly uri: string;
  readonly choice: RevisionChoice;
}

async function started(impact: InitializationOptions['impact'], options: TestClientOptions = {}): Promise<TestClient> {
  client = await TestClient.start({
    files: { [uri]: twoNetworks },
    ...options,
    initializationOptions: { counters: true, ...(impact && { impact }) },
  });
  return client;
}

const baseline = async (server: TestClient): Promise<StatusReport['baseline']> => {
  await server.request('virtlens/status', { uri });
  await server.settle();
  return (await server.request<StatusReport>('virtlens/status', { uri })).baseline;
};

describe('a client with git', () => {
  /** A client whose files read `old.text` at HEAD. */
  async function withGit(settings?: unknown) {
    const asked: Asked[] = [];
    const old: { answer: OldText | null } = { answer: { state: 'text', text: twoNetworks, uri } };
    const answers = {
      'virtlens/baselineText': (params: Asked) => {
        asked.push(params);
        return old.answer;
      },
    };
    return { server: await started({ git: 'client' }, { answers, settings }), asked, old };
  }

  it('is asked for the text of an open file once, and again when it says that a repository has changed', async () => {
    const { server, asked, old } = await withGit();
    await server.open(uri, twoNetworks);
    expect(await baseline(server)).toEqual({ label: 'HEAD' });
    expect(asked).toEqual([{ uri, choice: { kind: 'revision', ref: 'HEAD' }, maxBytes: 4_000_000 }]);
    old.answer = { state: 'none', reason: 'no-repository' };
    await server.connection.sendNotification('virtlens/baselineChanged', { folders: ['file:///other/'] });
    await server.settle();
    expect(asked).toHaveLength(1);
    server.received.length = 0;
    await server.connection.sendNotification('virtlens/baselineChanged', { folders: ['file:///repo/'] });
    await server.settle();
    expect(asked).toHaveLength(2);
    // What is shown may be something else now.
    expect(server.received).toContain('virtlens/statusChanged');
    expect(server.received).toContain('workspace/diagnostic/refresh');
    expect(await baseline(server)).toEqual({ label: 'HEAD', because: 'the file lies in no git repository' });
  });

  it('chooses for the session', async () => {
    const { server, asked } = await withGit();
    await server.open(uri, twoNetworks);
    await baseline(server);
    await server.request('virtlens/chooseBaseline', { baseline: 'merge-base:dev' });
    expect(await baseline(server)).toEqual({ label: 'merge base with dev' });
    expect(asked.at(-1)?.choice).toEqual({ kind: 'merge-base', ref: 'dev' });
    await server.request('virtlens/chooseBaseline', { pair: { uri, other: 'file:///repo/old.yaml' } });
    expect(await baseline(server)).toEqual({ label: 'old.yaml', because: 'the old file cannot be read' });
    await server.request('virtlens/chooseBaseline', {});
    expect(await baseline(server)).toEqual({ label: 'HEAD' });
  });

  it('is asked by the setting of the file', async () => {
    const { server, asked } = await withGit({ impact: { baseline: 'v1.0' } });
    await server.open(uri, twoNetworks);
    expect(await baseline(server)).toEqual({ label: 'v1.0' });
    server.settings = { impact: { baseline: 'none' } };
    await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await server.settle();
    expect(await baseline(server)).toEqual({ label: 'nothing', because: 'no baseline is chosen' });
    expect(asked.at(-1)?.choice).toEqual({ kind: 'revision', ref: 'v1.0' });
  });

  it('is asked no more about a closed file', async () => {
    const { server, asked } = await withGit();
    await server.open(uri, twoNetworks);
    await baseline(server);
    await server.close(uri);
    await server.connection.sendNotification('virtlens/baselineChanged', {});
    await server.settle();
    await baseline(server);
    expect(asked).toHaveLength(1);
  });

  it('may fail, and costs the baseline alone', async () => {
    const { server, old } = await withGit();
    old.answer = null;
    await server.open(uri, twoNetworks);
    expect(await baseline(server)).toMatchObject({ because: expect.stringMatching(/^git failed: /) as unknown });
  });
});

describe('any other client', () => {
  it('has edits compared with the text on disk', async () => {
    const revisions = new OldTexts({ [uri]: twoNetworks });
    const server = await started(undefined, { revisions });
    await server.open(uri, twoNetworks);
    expect(await baseline(server)).toEqual({ label: 'saved text' });
    expect(revisions.asked).toEqual([]);
    await server.open('file:///repo/unsaved.yaml', twoNetworks);
    const unsaved = { uri: 'file:///repo/unsaved.yaml' };
    await server.request('virtlens/status', unsaved);
    await server.settle();
    const report = await server.request<StatusReport>('virtlens/status', unsaved);
    expect(report.baseline).toEqual({ label: 'saved text', because: 'the file was never saved' });
    await server.save('file:///repo/unsaved.yaml', twoNetworks);
    expect((await server.request<StatusReport>('virtlens/status', unsaved)).baseline).toEqual({ label: 'saved text' });
  });

  it('may let the server ask git', async () => {
    const revisions = new OldTexts({ [uri]: twoNetworks });
    const server = await started({ git: true }, { revisions });
    await server.open(uri, twoNetworks);
    expect(await baseline(server)).toEqual({ label: 'HEAD' });
    expect(revisions.asked).toEqual([`HEAD ${uri}`]);
    await server.save(uri, twoNetworks);
    // What git makes of it is looked at a little later, once for all that was written meanwhile.
    await server.save(uri, twoNetworks);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await server.settle();
    expect(revisions.asked).toHaveLength(2);
  });

  it('chooses by the command', async () => {
    const revisions = new OldTexts({ [uri]: twoNetworks });
    const server = await started({ git: true }, { revisions });
    expect(server.initialized.capabilities.executeCommandProvider?.commands).toContain('virtlens.chooseBaseline');
    await server.open(uri, twoNetworks);
    await server.request('workspace/executeCommand', { command: 'virtlens.chooseBaseline', arguments: ['saved'] });
    expect(await baseline(server)).toEqual({ label: 'saved text' });
    await server.request('workspace/executeCommand', { command: 'virtlens.chooseBaseline' });
    expect(await baseline(server)).toEqual({ label: 'HEAD' });
  });
});

describe('an edit in a file of 100 VMs', () => {
  const vms = Array.from({ length: 100 }, (_, at) => twoNetworks.replace('name: router', `name: vm-${at}`)).join(
    '---\n',
  );

  it('costs one VM, and one document of the old text', async () => {
    const server = await started({ git: true }, { revisions: new OldTexts({ [uri]: vms }) });
    const counters = (): Promise<Counters> => server.request('virtlens/counters', {});
    await server.open(uri, vms);
    await baseline(server);
    await server.diagnostics(uri);
    const before = await counters();
    expect(before.baselineDocumentsRead).toBe(0);
    const lines = vms.split('\n');
    const line = lines.findIndex((text, at) => text.endsWith('bridge: {}') && at > lines.indexOf('  name: vm-42'));
    const at = { line, character: (lines[line] ?? '').indexOf('bridge') };
    await server.change(uri, at, { line, character: at.character + 'bridge'.length }, 'sriov');
    const found = await server.diagnostics(uri);
    const after = await counters();
    expect(found.filter(({ code }) => code === 'edit-needs-restart').map(({ range }) => range.start.line)).toEqual([
      line,
    ]);
    expect(after.baselineDocumentsRead).toBe(1);
    expect(after.documentsAnalysed - before.documentsAnalysed).toBe(1);
    expect(after.documentsParsed - before.documentsParsed).toBe(1);
    expect(after.impactsComputed - before.impactsComputed).toBe(1);
  });
});
