/** What an object was before the edits: by what it is, never by where it stands, and at the cost of its own document. */
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../server/src/core/counters.ts';
import { parseBaseline } from '../../server/src/core/workspace/baseline-choice.ts';
import { BaselineReader } from '../../server/src/core/workspace/baseline-reader.ts';
import type { BaselineMatch } from '../../server/src/core/workspace/baselines.ts';
import { Workspace } from '../../server/src/core/workspace/workspace.ts';
import { nodeAt } from '../../server/src/core/yaml/locate.ts';
import { plainValue } from '../../server/src/core/yaml/read-document.ts';
import { memoryFileSystem } from '../support/memory-files.ts';
import { OldTexts } from '../support/old-texts.ts';

const file = 'file:///w/vms.yaml';
const other = 'file:///w/other.yaml';

const machine = (metadata: string, mark: string, kind = 'VirtualMachine'): string => `---
apiVersion: kubevirt.io/v1
kind: ${kind}
metadata: ${metadata}
spec:
  template:
    metadata: {labels: {mark: ${mark}}}
    spec: {domain: {devices: {}}}
`;
const vm = (name: string, mark: string, namespace = 'a'): string =>
  machine(`{name: ${name}, namespace: ${namespace}}`, mark);

/** Open files, with what they were; `settings`: what files are compared with, if not with HEAD. */
function compared(
  now: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>>,
  settings: Readonly<Record<string, string>> = {},
) {
  const workspace = new Workspace(newCounters());
  const texts = new OldTexts(before);
  const reader = new BaselineReader(memoryFileSystem(new Map()), (uri) => parseBaseline(settings[uri] ?? 'HEAD'));
  reader.useRevisions(texts);
  workspace.baselines.useTexts(reader);
  for (const [uri, text] of Object.entries(now)) workspace.open(uri, 1, text);
  /** Of the document of a file, counted from 1. */
  const match = (uri: string, index: number, at = 0): BaselineMatch => {
    const view = workspace.view(uri, index - 1);
    const resource = view?.resources[at];
    if (!view || !resource) throw new Error(`no object ${index} in ${uri}`);
    return workspace.baselines.match(view, resource);
  };
  /** What it was, in short: `file:mark`, or the state. */
  const was = async (uri: string, index: number, at = 0): Promise<string> => {
    let found = match(uri, index, at);
    for (let turn = 0; found.state === 'pending' && turn < 5; turn++) {
      await reader.settled();
      found = match(uri, index, at);
    }
    if (found.state !== 'matched') return found.state;
    const mark = nodeAt(found.resource.node, 'spec.template.metadata.labels.mark');
    return `${found.uri.slice('file:///w/'.length)}:${mark && String(plainValue(mark))}`;
  };
  return { workspace, texts, reader, match, was };
}

describe('an object', () => {
  it('is found by its name wherever it stands in the file', async () => {
    const { was } = compared(
      { [file]: vm('three', 'new') + vm('one', 'new') + vm('two', 'new') },
      { [file]: vm('one', '1') + vm('two', '2') + '---\nkind: ConfigMap\n' + vm('three', '3') },
    );
    expect(await was(file, 1)).toBe('vms.yaml:3');
    expect(await was(file, 2)).toBe('vms.yaml:1');
    expect(await was(file, 3)).toBe('vms.yaml:2');
  });

  it('is another one with another name, kind or namespace', async () => {
    const before = { [file]: vm('one', 'old') };
    const one = async (now: string): Promise<string> => compared({ [file]: now }, before).was(file, 1);
    expect(await one(vm('one', 'new'))).toBe('vms.yaml:old');
    expect(await one(vm('one-b', 'new'))).toBe('new');
    expect(await one(vm('one', 'new', 'b'))).toBe('new');
    expect(await one(machine('{name: one, namespace: a}', 'new', 'VirtualMachineInstanceReplicaSet'))).toBe('new');
  });

  it('goes by the namespace that it lands in', async () => {
    const now = machine('{name: one}', 'new');
    const { was, workspace } = compared({ [file]: now }, { [file]: vm('one', 'old') });
    expect(await was(file, 1)).toBe('new');
    workspace.setDiskFile('file:///w/.virtlens.yaml', 'namespace: a\n');
    expect(await was(file, 1)).toBe('vms.yaml:old');
  });

  it('without a name is found only where it is the only one of its kind', async () => {
    const nameless = (mark: string): string => machine('{generateName: w-, namespace: a}', mark);
    expect(await compared({ [file]: nameless('new') }, { [file]: nameless('old') }).was(file, 1)).toBe('vms.yaml:old');
    const two = compared({ [file]: nameless('new') + nameless('more') }, { [file]: nameless('old') });
    expect(await two.was(file, 1)).toBe('none');
    const twoBefore = compared({ [file]: nameless('new') }, { [file]: nameless('old') + nameless('older') });
    expect(await twoBefore.was(file, 1)).toBe('none');
    // One of several that reads as it did is itself.
    const oneEdited = compared(
      { [file]: nameless('x') + nameless('new') },
      { [file]: nameless('x') + nameless('old') },
    );
    expect(await oneEdited.was(file, 2)).toBe('vms.yaml:old');
    expect(await oneEdited.was(file, 1)).toBe('vms.yaml:x');
  });

  it('of which there are several of one name is found where all others read as they did', async () => {
    const now = vm('one', 'x') + vm('one', 'new');
    expect(await compared({ [file]: now }, { [file]: vm('one', 'old') + vm('one', 'x') }).was(file, 2)).toBe(
      'vms.yaml:old',
    );
    expect(await compared({ [file]: now }, { [file]: vm('one', 'old') + vm('one', 'y') }).was(file, 2)).toBe('none');
  });

  it('whose name a template writes goes by the text of the template', async () => {
    const named = (template: string, mark: string): string => machine(`\n  name: ${template}`, mark);
    const now =
      named('{{ .Values.one }}', 'new') + named('{{ .Values.two }}', 'new') + named('{{ .Values.new }}', 'new');
    const { was } = compared(
      { [file]: now },
      { [file]: named('{{ .Values.two }}', '2') + named('{{ .Values.one }}', '1') },
    );
    expect(await was(file, 1)).toBe('vms.yaml:1');
    expect(await was(file, 2)).toBe('vms.yaml:2');
    expect(await was(file, 3)).toBe('new');
  });

  it('is found in lists', async () => {
    const item = (mark: string): string =>
      vm(`vm-${mark[0] ?? ''}`, mark)
        .slice('---\n'.length)
        .trimEnd();
    const list = (...marks: readonly string[]): string =>
      `apiVersion: v1\nkind: List\nitems:\n${marks.map((mark) => `  - ${item(mark).replaceAll('\n', '\n    ')}\n`).join('')}`;
    const { was } = compared({ [file]: list('a2', 'b2') }, { [file]: list('b1', 'a1') });
    expect(await was(file, 1, 0)).toBe('vms.yaml:a1');
    expect(await was(file, 1, 1)).toBe('vms.yaml:b1');
  });
});

describe('an object of another file', () => {
  const before = { [file]: vm('one', 'old'), [other]: vm('two', 'old') };

  it('that has lost it was moved', async () => {
    const moved = compared({ [file]: '', [other]: vm('two', 'new') + vm('one', 'new') }, before);
    expect(await moved.was(other, 2)).toBe('vms.yaml:old');
    const deleted = compared({ [other]: vm('two', 'new') + vm('one', 'new') }, before);
    expect(await deleted.was(other, 2)).toBe('vms.yaml:old');
    const fresh = compared({ 'file:///w/new.yaml': vm('one', 'new') }, before);
    expect(await fresh.was('file:///w/new.yaml', 1)).toBe('vms.yaml:old');
  });

  it('that still has it is another one, and one that a dump repeats is not', async () => {
    const copied = compared({ [file]: vm('one', 'x'), [other]: vm('one', 'new') }, before);
    expect(await copied.was(other, 1)).toBe('new');
    const dumped = compared({ [other]: vm('one', 'new'), [file]: vm('one', 'x') + 'status: {ready: true}\n' }, before);
    expect(await dumped.was(other, 1)).toBe('vms.yaml:old');
  });

  it('is looked for in files that have changed, and in no more than can be read', async () => {
    const { was, texts, match, reader } = compared({ [other]: vm('one', 'new') }, before);
    texts.changed = [];
    expect(await was(other, 1)).toBe('new');
    expect(texts.asked).toEqual([`HEAD ${other}`]);
    texts.changed = Array.from({ length: 300 }, (_, at) => `file:///w/f${at}.yaml`);
    texts.invalidate(['file:///w/']);
    await reader.settled();
    expect(match(other, 1)).toMatchObject({ state: 'none', because: expect.stringContaining('one') as unknown });
  });

  it('is found under the old name of a renamed file', async () => {
    const { was, texts } = compared({ 'file:///w/renamed.yaml': vm('one', 'new') }, before);
    texts.renamed.set('file:///w/renamed.yaml', file);
    expect(await was('file:///w/renamed.yaml', 1)).toBe('vms.yaml:old');
  });

  it('is looked for in what the file itself is compared with', async () => {
    const moved = compared({ [other]: vm('one', 'new') }, before, { [other]: 'v1' });
    expect(await moved.was(other, 1)).toBe('vms.yaml:old');
    expect(moved.texts.asked.every((asked) => asked.startsWith('v1 '))).toBe(true);
    // Opened itself, it goes by its own setting.
    moved.workspace.open(file, 1, vm('one', 'now'));
    expect(await moved.was(file, 1)).toBe('vms.yaml:old');
    expect(moved.texts.asked.at(-1)).toBe(`HEAD ${file}`);
  });

  it('is no match of a fixed pair', async () => {
    const { was, reader } = compared({ [file]: vm('one', 'new'), [other]: vm('two', 'x') }, before);
    reader.pair(file, other);
    expect(await was(file, 1)).toBe('none');
  });
});

describe('objects that are gone', () => {
  const names = (uri: string, { workspace }: ReturnType<typeof compared>): readonly string[] =>
    workspace.baselines
      .removed(uri)
      .map(({ resource, startLine }) => `${resource.name.state === 'stated' ? resource.name.value : '?'}@${startLine}`);

  it('are those that no known file has', async () => {
    const before = { [file]: vm('kept', '1') + vm('gone', '1') + vm('moved', '1') + vm('edited', '1') };
    const files = compared({ [file]: vm('kept', '1') + vm('edited', '2'), [other]: vm('moved', '1') }, before);
    expect(names(file, files)).toEqual([]);
    await files.reader.settled();
    expect(names(file, files)).toEqual(['gone@8']);
    const all = compared({}, before);
    all.workspace.baselines.removed(file);
    await all.reader.settled();
    expect(names(file, all)).toEqual(['kept@0', 'gone@8', 'moved@16', 'edited@24']);
  });
});

describe('the work', () => {
  const many = (edited: number): string =>
    Array.from({ length: 100 }, (_, at) => vm(`vm-${at}`, at === edited ? 'new' : 'old')).join('');

  it('is that of one old document for one edited document of 100', async () => {
    const { workspace, match, was } = compared({ [file]: many(7) }, { [file]: many(-1) });
    await was(file, 1);
    for (let index = 1; index <= 100; index++) expect(match(file, index).state).toBe('matched');
    expect(workspace.counters.baselineDocumentsRead).toBe(1);
    const parsed = workspace.counters.documentsParsed;
    for (let index = 1; index <= 100; index++) match(file, index);
    expect(workspace.counters).toMatchObject({ baselineDocumentsRead: 1, documentsParsed: parsed });
  });

  it('tells exactly the keys of files that have another answer', async () => {
    const { workspace, texts, reader, was } = compared(
      { [file]: vm('one', 'new'), [other]: vm('two', 'x') },
      { [file]: vm('one', 'old'), [other]: vm('two', 'x') },
    );
    await was(file, 1);
    await was(other, 1);
    const told: string[] = [];
    workspace.observe({
      documentsChanged: () => undefined,
      factsChanged: (keys) => {
        told.push(...keys);
        return false;
      },
    });
    texts.texts.set(file, vm('one', 'newer'));
    texts.invalidate(['file:///elsewhere/']);
    await reader.settled();
    expect(told).toEqual([]);
    texts.invalidate(['file:///w/']);
    // The old answer stands until the new one has come.
    expect(await was(file, 1)).toBe('vms.yaml:old');
    await reader.settled();
    expect(told).toEqual([`baseline:${file}`]);
    expect(await was(file, 1)).toBe('vms.yaml:newer');
  });

  it('is forgotten when files are closed', async () => {
    const { workspace, texts, was } = compared(
      { [file]: vm('one', 'new'), [other]: vm('two', 'x') },
      { [file]: vm('one', 'old'), [other]: vm('two', 'old') },
    );
    await was(file, 1);
    await was(other, 1);
    workspace.close(file);
    workspace.open(file, 2, vm('one', 'new'));
    expect(await was(other, 1)).toBe('other.yaml:old');
    expect(texts.asked.filter((asked) => asked.endsWith(other))).toHaveLength(1);
    expect(await was(file, 1)).toBe('vms.yaml:old');
    expect(texts.asked.filter((asked) => asked.endsWith(file))).toHaveLength(2);
    // What was looked at for a file goes with it.
    const moved = compared({ [other]: vm('one', 'new') }, { [file]: vm('one', 'old') });
    await moved.was(other, 1);
    moved.workspace.close(other);
    moved.texts.invalidate();
    await moved.reader.settled();
    expect(moved.texts.asked).toHaveLength(2);
  });
});
