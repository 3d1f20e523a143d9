/** One keystroke costs one document, counted and not timed, however many the file holds. */
import { afterEach, describe, expect, it } from 'vitest';
import { manifestStream } from '../../bench/manifests.mjs';
import type { Counters } from '../../server/src/core/counters.ts';
import { TestClient } from '../support/client.ts';
import { blueNad, kubevirtWith, twoNetworks } from '../support/manifests.ts';

const uri = 'file:///repo/many.yaml';
let client: TestClient | undefined;

afterEach(async () => {
  await client?.stop();
  client = undefined;
});

async function started(files: Readonly<Record<string, string>> = {}): Promise<TestClient> {
  client = await TestClient.start({ files });
  return client;
}

const countersOf = (server: TestClient): Promise<Counters> => server.request('virtlens/counters', {});

/** What the work between two readings came to. */
function growth(before: Counters, after: Counters): { parsed: number; analysed: number } {
  return {
    parsed: after.documentsParsed - before.documentsParsed,
    analysed: after.documentsAnalysed - before.documentsAnalysed,
  };
}

describe('a keystroke in a file of 1000 documents', () => {
  it('parses and analyses exactly one document', async () => {
    const { text, edit } = manifestStream(1000);
    const server = await started();
    await server.open(uri, text);
    const view = [Math.max(0, edit.line - 30), edit.line + 30] as const;
    await server.diagnostics(uri);
    const hintsBefore = await server.hints(uri, ...view);
    const opened = await countersOf(server);
    expect(opened.documentsAnalysed).toBe(1000);

    const at = { line: edit.line, character: edit.character };
    const after = { line: edit.line, character: edit.character + 1 };
    await server.change(uri, at, at, 'x');
    await server.diagnostics(uri);
    const hintsAfter = await server.hints(uri, ...view);
    const typed = await countersOf(server);
    expect(growth(opened, typed)).toEqual({ parsed: 1, analysed: 1 });
    // The name of a NIC is one scalar: no parser has to read the document, and nothing is read from disk.
    expect(typed.documentsReread - opened.documentsReread).toBe(1);
    expect(typed.objectsValidated - opened.objectsValidated).toBe(1);
    expect(typed.charactersRead).toBe(0);
    expect(hintsAfter).not.toEqual(hintsBefore);

    await server.change(uri, at, after, '');
    await server.diagnostics(uri);
    const hintsRestored = await server.hints(uri, ...view);
    expect(growth(typed, await countersOf(server))).toEqual({ parsed: 1, analysed: 1 });
    expect(hintsRestored.map((hint) => hint.label)).toEqual(hintsBefore.map((hint) => hint.label));
  });

  it('reads no other VM again for a launcher Pod, with more text than is kept as trees', async () => {
    const { text, edit } = manifestStream(2200);
    expect(text.length).toBeGreaterThan(4_500_000);
    const pod = `---
apiVersion: v1
kind: Pod
metadata:
  name: virt-launcher-edited-abcde
  namespace: edge
  labels: {kubevirt.io: virt-launcher, vm.kubevirt.io/name: edited}
  annotations:
    k8s.v1.cni.cncf.io/networks: '[{"name":"other"}]'
`;
    const server = await started();
    await server.open(uri, text + pod);
    await server.diagnostics(uri);
    const view = [edit.line - 30, edit.line + 30] as const;
    await server.hints(uri, ...view);
    const at = { line: edit.line, character: edit.character };
    await server.change(uri, at, at, 'x');
    await server.diagnostics(uri);
    await server.hints(uri, ...view);
    const before = await countersOf(server);
    await server.change(uri, at, at, 'x');
    await server.diagnostics(uri);
    await server.hints(uri, ...view);
    expect(growth(before, await countersOf(server))).toEqual({ parsed: 1, analysed: 2 });
  });

  it('costs nothing more when nothing was typed', async () => {
    const { text, edit } = manifestStream(200);
    const server = await started();
    await server.open(uri, text);
    await server.diagnostics(uri);
    await server.hints(uri, edit.line - 30, edit.line + 30);
    const before = await countersOf(server);
    await server.diagnostics(uri);
    await server.hints(uri, edit.line - 30, edit.line + 30);
    expect(growth(before, await countersOf(server))).toEqual({ parsed: 0, analysed: 0 });
  });

  it('in lines added above moves the hints below without reading them again', async () => {
    const { text, edit } = manifestStream(200);
    const server = await started();
    await server.open(uri, text);
    await server.diagnostics(uri);
    const hints = await server.hints(uri, edit.line - 30, edit.line + 30);
    const before = await countersOf(server);
    await server.change(uri, { line: 1, character: 0 }, { line: 1, character: 0 }, '# a line more\n');
    const moved = await server.hints(uri, edit.line - 29, edit.line + 31);
    await server.diagnostics(uri);
    expect(growth(before, await countersOf(server))).toEqual({ parsed: 1, analysed: 1 });
    expect(moved.map((hint) => hint.position.line - 1)).toEqual(hints.map((hint) => hint.position.line));
  });
});

describe('opening a file', () => {
  it('parses each of its documents once', async () => {
    const { text } = manifestStream(100);
    const server = await started();
    await server.open(uri, text);
    await server.diagnostics(uri);
    await server.hints(uri);
    const { documentsParsed, documentsAnalysed } = await countersOf(server);
    expect({ documentsParsed, documentsAnalysed }).toEqual({ documentsParsed: 100, documentsAnalysed: 100 });
  });
});

describe('an edit to a NAD in another file', () => {
  it('parses that NAD alone, and analyses beside it exactly the documents that refer to it', async () => {
    const nad = 'file:///repo/nad.yaml';
    const others = 'file:///repo/others.yaml';
    // With a hand-written annotation and without one, it is the NADs of the networks that are asked for.
    const here = twoNetworks.replace(
      '  template:\n',
      '  template:\n    metadata:\n      annotations:\n        k8s.v1.cni.cncf.io/networks: vlan100\n',
    );
    const elsewhere = here.replace('networkName: vlan100', 'networkName: vlan200');
    const server = await started({ [nad]: blueNad });
    await server.open(uri, `${here}---\n${elsewhere}---\n${here}---\n${twoNetworks}`);
    await server.open(others, elsewhere);
    await server.open(nad, blueNad);
    const pullAll = async (): Promise<void> => {
      for (const one of [uri, others, nad]) await server.diagnostics(one);
    };
    await pullAll();
    const lines = blueNad.split('\n');
    const line = lines.findIndex((one) => one.includes('config:'));
    const typing = async (character: number, text: string) => {
      const before = await countersOf(server);
      await server.change(nad, { line, character }, { line, character }, text);
      await pullAll();
      return growth(before, await countersOf(server));
    };
    // A blank in the JSON tells nobody anything new; another type does.
    expect(await typing(11, ' ')).toEqual({ parsed: 1, analysed: 1 });
    const type = (lines[line] ?? '').indexOf('bridge') + 1;
    expect(await typing(type, 'x')).toEqual({ parsed: 1, analysed: 4 });
  });
});

describe('an edit to a KubeVirt resource', () => {
  it('analyses the documents that go by it, and none that go by another', async () => {
    const [here, there] = ['file:///repo/one/', 'file:///repo/two/'];
    const server = await started({
      [`${here}kubevirt.yaml`]: kubevirtWith('passt', 'v1.8.0'),
      [`${there}kubevirt.yaml`]: kubevirtWith('passt', 'v1.8.0'),
    });
    const uris = [`${here}vm.yaml`, `${there}vm.yaml`, `${here}kubevirt.yaml`];
    await server.open(`${here}vm.yaml`, `${twoNetworks}---\n${twoNetworks}`);
    await server.open(`${there}vm.yaml`, twoNetworks);
    await server.open(`${here}kubevirt.yaml`, kubevirtWith('passt', 'v1.8.0'));
    const pullAll = async (): Promise<void> => {
      for (const one of uris) await server.diagnostics(one);
    };
    await pullAll();
    const text = kubevirtWith('passt', 'v1.8.0').split('\n');
    const line = text.findIndex((one) => one.includes('v1.8.0'));
    const character = (text[line] ?? '').indexOf('v1.8.0') + 3;
    const before = await countersOf(server);
    await server.change(`${here}kubevirt.yaml`, { line, character }, { line, character: character + 1 }, '9');
    await pullAll();
    expect(growth(before, await countersOf(server))).toEqual({ parsed: 1, analysed: 3 });
  });
});
