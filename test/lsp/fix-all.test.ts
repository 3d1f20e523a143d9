/** `source.fixAll.virtlens`, asked for as an editor asks on save: the safe fixes, all that go together, and nothing else. */
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { newCounters } from '../../server/src/core/counters.ts';
import { FindingStore } from '../../server/src/core/rules/findings.ts';
import { Workspace } from '../../server/src/core/workspace/workspace.ts';
import { manifestsWith, put, Raw, type Fault, type Plain } from '../rules/fixes/generated-manifests.ts';
import { applyWorkspaceEdit, fullCapabilities, TestClient, type TestClientOptions } from '../support/client.ts';
import { generatedSchemas } from '../support/schemas.ts';

const uri = 'file:///repo/vm.yaml';
const start = { line: 0, character: 0 };
/** More than anybody would save in vain. */
const mostRounds = 8;
let client: TestClient | undefined;

async function started(options?: TestClientOptions): Promise<TestClient> {
  client = await TestClient.start(options);
  return client;
}

afterEach(async () => {
  await client?.stop();
  client = undefined;
});

async function fixAll(server: TestClient, text: string): Promise<WorkspaceEdit | undefined> {
  await server.close(uri);
  await server.open(uri, text);
  const actions = await server.actions(uri, { start, end: start }, ['source.fixAll.virtlens']);
  expect(actions.length).toBeLessThan(2);
  return actions[0]?.edit;
}

/** Edits of each safe fix of a text, and of each unsafe one, and how many Errors it has. */
function fixesOf(text: string): { safe: readonly Edit[][]; unsafe: readonly Edit[][]; errors: number } {
  const workspace = new Workspace(newCounters(), {}, generatedSchemas);
  const store = new FindingStore(workspace);
  workspace.setDiskFile(uri, text);
  const safe: Edit[][] = [];
  const unsafe: Edit[][] = [];
  let errors = 0;
  for (const { index, findings } of store.of(uri)) {
    const view = workspace.view(uri, index);
    const before = workspace.file(uri)?.store.segments.slice(0, index) ?? [];
    const base = before.reduce((sum, segment) => sum + segment.text.length, 0);
    for (const finding of findings) {
      if (finding.severity === 'error') errors++;
      const fixes = view ? store.fixes(view, finding) : [];
      for (const { edit, safety } of fixes)
        if (edit.in === 'document')
          (safety === 'safe' ? safe : unsafe).push(
            edit.edits.map((one) => ({ start: base + one.start, end: base + one.end, newText: one.newText })),
          );
    }
  }
  return { safe, unsafe, errors };
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

function editsIn(text: string, edit: WorkspaceEdit): readonly Edit[] {
  const [change] = (edit.documentChanges ?? []) as TextDocumentEdit[];
  const lines = text.split(/(?<=\n)/);
  const offset = ({ line, character }: TextEdit['range']['start']): number =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length, 0) + character;
  return (change?.edits as TextEdit[]).map(({ range, newText }) => ({
    start: offset(range.start),
    end: offset(range.end),
    newText,
  }));
}

const isAmong = (edits: readonly Edit[], one: Edit): boolean =>
  edits.some(({ start: from, end, newText }) => from === one.start && end === one.end && newText === one.newText);

const touches = (one: Edit, other: Edit): boolean => one.start <= other.end && other.start <= one.end;

const faulty = `# first
apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata:
  name: web   # kept as it is
spec:
  running: true
  template:
    spec:
      hostname: Web
      domain:
        memroy: {guest: 1Gi}
        memory: { guest: 1Gi }
        devices:
          interfaces:
            - name: default
              masquerade:
              ports: [ {port: "80", protocol: tcp} ]
      networks:
        - name: default
          pod:   {}
---
apiVersion: kubevirt.io/v1
kind: VirtualMachineInstance
metadata: {name: db}
spec:
  evictionStrategy: livemigrate
  startStrategy: Pausd
  domain:
    devices: {autoattachPodInterface: false}
    memory: {guest: 1Gi}
`;

const mended = faulty
  .replace('running: true', 'runStrategy: Always')
  .replace('hostname: Web', 'hostname: web')
  .replace('masquerade:', 'masquerade: {}')
  .replace('"80"', '80')
  .replace('protocol: tcp', 'protocol: TCP')
  .replace('livemigrate', 'LiveMigrate');

describe('fix all', () => {
  it('applies every safe fix of every document at once, and leaves all else', async () => {
    const server = await started();
    const edit = await fixAll(server, faulty);
    const once = applyWorkspaceEdit(uri, faulty, edit);
    expect(once).toBe(mended);
    expect(await fixAll(server, once)).toBeUndefined();
    // What waits for the writer is still said.
    expect((await server.diagnostics(uri)).map(({ code }) => code)).toEqual([
      'unknown-field',
      'unsupported-start-strategy',
    ]);
  });

  it('keeps line ends', async () => {
    const server = await started();
    const text = faulty.replaceAll('\n', '\r\n');
    const edit = await fixAll(server, text);
    expect(applyWorkspaceEdit(uri, text, edit)).toBe(mended.replaceAll('\n', '\r\n'));
  });

  it('is for the version that it was made for, where the client knows versions', async () => {
    const server = await started();
    expect(await fixAll(server, faulty)).toMatchObject({ documentChanges: [{ textDocument: { uri, version: 1 } }] });
    await server.stop();
    const plain = await started({ capabilities: { ...fullCapabilities, workspace: { configuration: true } } });
    const edit = await fixAll(plain, faulty);
    expect(edit?.documentChanges).toBeUndefined();
    expect(applyWorkspaceEdit(uri, faulty, edit)).toBe(mended);
  });

  it('leaves fixes that touch each other’s text to the next time', async () => {
    const server = await started();
    const disk = '{name: root, disk: {bus: virtio}}';
    const text = (disks: string): string => `apiVersion: kubevirt.io/v1
kind: VirtualMachineInstance
metadata: {name: db}
spec:
  domain:
    devices:
      disks: [${disks}]
    memory: {guest: 1Gi}
  volumes: [{name: root, emptyDisk: {capacity: 1Gi}}]
`;
    let current = text(`${disk}, ${disk}, ${disk}`);
    let rounds = 0;
    for (let edit = await fixAll(server, current); edit && rounds < mostRounds; edit = await fixAll(server, current)) {
      current = applyWorkspaceEdit(uri, current, edit);
      rounds++;
    }
    expect(current).toBe(text(disk));
    expect(rounds).toBe(2);
  });

  it('obeys comments and severities', async () => {
    const server = await started();
    const silenced = mended.replace(
      '      hostname: web\n',
      '      # virtlens-disable-next-line invalid-hostname -- wanted so\n      hostname: Web\n',
    );
    expect(await fixAll(server, silenced)).toBeUndefined();
    server.settings = { rules: { 'invalid-hostname': 'off' } };
    await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await server.settle();
    expect(await fixAll(server, mended.replace('hostname: web', 'hostname: Web'))).toBeUndefined();
  });
});

const faults: readonly Fault[] = [
  ({ interfaces }, pick) => {
    const own = pick(interfaces);
    for (const key of ['bridge', 'masquerade', 'sriov'] as const) if (key in own) own[key] = pick([null, new Raw('')]);
  },
  ({ interfaces }, pick) => (pick(interfaces)['ports'] = [{ port: pick(['80', 443]), protocol: pick(['tcp', 'Udp']) }]),
  ({ interfaces }, pick) => (pick(interfaces)['tag'] = new Raw(pick(['007', 'on', '1.5']))),
  ({ interfaces }, pick) => (pick(interfaces)['model'] = pick(['Virtio', 'E1000', 'virtoi'])),
  ({ interfaces }, pick) => (pick(interfaces)['state'] = pick(['Up', 'DOWN', 'dwn'])),
  ({ networks }, pick) => networks.push(structuredClone(pick(networks))),
  ({ networks }, pick) => put(pick(networks), 'pod', null),
  ({ disks, volumes }, pick) => {
    const at = pick([...disks.keys()]);
    for (let more = pick([1, 2, 3]); more > 0; more--) disks.push(structuredClone(disks[at] ?? {}));
    if (pick([true, false])) volumes.push(structuredClone(volumes[at] ?? {}));
  },
  ({ disks }, pick) => (pick(disks)['disk'] = { bus: pick(['Virtio', 'SATA', 'sta']) }),
  ({ disks }, pick) => (pick(disks)['bootOrder'] = pick(['1', '2'])),
  ({ spec }, pick) => (spec['hostname'] = pick(['Web', 'web_1'])),
  ({ spec }, pick) => (spec['evictionStrategy'] = pick(['livemigrate', 'Livemigrat'])),
  ({ spec }, pick) => (spec['startStrategy'] = pick(['paused', 'Pausd'])),
  ({ domain }, pick) => put(domain, 'cpu.cores', pick(['2', 'two'])),
  ({ domain }) => put(domain, 'machine.type', 'Q35'),
  ({ domain }) => Reflect.deleteProperty(domain, 'devices'),
  ({ object }, pick) => {
    const outer = object['spec'] as Plain;
    if (object['kind'] !== 'VirtualMachine') return;
    outer['running'] = pick([true, false]);
    if (pick([true, false])) Reflect.deleteProperty(outer, 'runStrategy');
  },
  ({ object }) => (object['apiVersion'] = 'kubevirt.io/v1alpha3'),
];

it('with several faults at once, takes all safe fixes that go together, no others, and comes to an end', async () => {
  const server = await started();
  let last = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        manifestsWith(faults, 6).map(({ text }) => text),
        { minLength: 1, maxLength: 2 },
      ),
      async (texts) => {
        let text = texts.join(texts[0]?.includes('\r\n') === true ? '---\r\n' : '---\n');
        let errorsBefore = Infinity;
        for (let round = 0; ; round++) {
          const edit = await fixAll(server, text);
          const { safe, unsafe, errors } = fixesOf(text);
          expect(errors, text).toBeLessThanOrEqual(errorsBefore);
          errorsBefore = errors;
          if (!edit) {
            expect(safe, text).toEqual([]);
            return;
          }
          last = Math.max(last, round);
          expect(round, text).toBeLessThan(mostRounds);
          const edits = editsIn(text, edit);
          const taken = safe.filter((fix) => fix.every((one) => isAmong(edits, one)));
          // Whole safe fixes, none in part and none besides.
          for (const one of edits) expect(isAmong(taken.flat(), one), `${text}\n${JSON.stringify(one)}`).toBe(true);
          for (const fix of unsafe)
            expect(fix.every((one) => isAmong(edits, one)) && !safe.some((other) => isSameFix(other, fix)), text).toBe(
              false,
            );
          // Only what touches another's text waits.
          for (const fix of safe)
            if (!taken.includes(fix))
              expect(
                fix.some((one) => edits.some((other) => touches(one, other))),
                text,
              ).toBe(true);
          text = applyWorkspaceEdit(uri, text, edit);
        }
      },
    ),
    { numRuns: 80 },
  );
  // Otherwise nothing was ever left for another time.
  expect(last).toBeGreaterThan(0);
}, 120_000);

function isSameFix(one: readonly Edit[], other: readonly Edit[]): boolean {
  return one.length === other.length && one.every((edit) => isAmong(other, edit));
}
