/** What the index brings into a workspace, in which slices, and what it forgets. */
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../server/src/core/counters.ts';
import type { Scheduler } from '../../server/src/core/ports.ts';
import { FindingStore } from '../../server/src/core/rules/findings.ts';
import { Workspace } from '../../server/src/core/workspace/workspace.ts';
import {
  WorkspaceIndex,
  type IndexLimits,
  type IndexListener,
} from '../../server/src/core/workspace/workspace-index.ts';
import { blueNad, handWritten, kubevirtWith, pluginVm, twoNetworks } from '../support/manifests.ts';
import { memoryFileSystem } from '../support/memory-files.ts';

/** A clock that goes on by itself at every look, so that slices end at known places. */
class Clock implements Scheduler {
  pauses = 0;
  private time = 0;

  constructor(private readonly step = 0) {}

  now(): number {
    return (this.time += this.step);
  }

  pause(): Promise<void> {
    this.pauses++;
    return Promise.resolve();
  }
}

const limits: IndexLimits = { fileBytes: 1e6, files: 1000, factBytes: 1e7, textLength: 1e6 };

function indexed(
  files: Readonly<Record<string, string>>,
  {
    roots = ['file:///w'],
    scheduler = new Clock(),
    listener = {},
    ...own
  }: Partial<IndexLimits> & { roots?: string[]; scheduler?: Clock; listener?: Partial<IndexListener> } = {},
) {
  const disk = new Map(Object.entries(files));
  const workspace = new Workspace(newCounters());
  const findings = new FindingStore(workspace);
  const host = { fileSystem: memoryFileSystem(disk), scheduler };
  const index = new WorkspaceIndex(workspace, host, { changed: () => undefined, ...listener }, { ...limits, ...own });
  index.setRoots(roots);
  return { disk, workspace, findings, index, counters: workspace.counters };
}

const vm = 'file:///w/vms/vm.yaml';
const nad = 'file:///w/networks/far/nad.yaml';
const find = (workspace: Workspace, from = vm): string | undefined =>
  workspace.known.findNad(from, 'tenant-a', 'vlan100')?.uri;

describe('the index', () => {
  it('knows unopened files of all folders, and keeps no text of them', async () => {
    const { index, workspace, counters } = indexed(
      { [vm]: twoNetworks, [nad]: blueNad, 'file:///other/kv.yaml': kubevirtWith('passt', 'v1.7.0') },
      { roots: ['file:///w', 'file:///other/'] },
    );
    await index.refresh();
    expect(find(workspace)).toBe(nad);
    expect(workspace.known.cluster(vm).release.id).toBe('v1.7');
    expect(workspace.file(nad)).toBeUndefined();
    expect(counters).toMatchObject({ filesScanned: 3, filesRead: 0, documentsAnalysed: 0 });
  });

  it('says where a fact of an unopened file stands', async () => {
    const { index, workspace } = indexed({ [nad]: `# above\n---\n${blueNad}` });
    await index.refresh();
    const fact = workspace.known.findNad(vm, 'tenant-a', 'vlan100');
    expect(fact && workspace.placeOf(fact)).toEqual({
      start: { line: 5, character: 8 },
      end: { line: 5, character: 15 },
    });
  });

  it('gives others their turn, and can be overtaken', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 50 }, (_, at) => [`file:///w/nad${at}.yaml`, blueNad.replace('vlan100', `vlan${at}`)]),
    );
    const scheduler = new Clock(1);
    const seen: number[] = [];
    const { index, counters } = indexed(many, {
      scheduler,
      listener: { progress: (state) => seen.push(state?.done ?? -1) },
    });
    const first = index.refresh();
    const second = index.refresh();
    await Promise.all([first, second]);
    expect(counters.filesScanned).toBe(50);
    expect(scheduler.pauses).toBeGreaterThan(4);
    expect(seen.at(-1)).toBe(-1);
    expect(seen.slice(0, -1)).toEqual([...seen.slice(0, -1)].sort((one, other) => one - other));
  });

  it('takes what an editor shows over what is on disk, and the other way round when it is closed', async () => {
    const { index, workspace } = indexed({ [nad]: blueNad });
    await index.refresh();
    workspace.open(nad, 1, blueNad.replace('name: vlan100', 'name: vlan200'));
    expect(find(workspace)).toBeUndefined();
    workspace.close(nad);
    index.closed(nad);
    expect(find(workspace)).toBe(nad);
    expect(workspace.file(nad)).toBeUndefined();
  });

  it('follows files that come, change and go, folders too', async () => {
    const { index, workspace, disk } = indexed({ [vm]: twoNetworks });
    await index.refresh();
    disk.set(nad, blueNad);
    await index.fileChanged(nad, true);
    expect(find(workspace)).toBe(nad);
    disk.set(nad, blueNad.replace('name: vlan100', 'name: other'));
    await index.fileChanged(nad, true);
    expect(find(workspace)).toBeUndefined();
    disk.set(nad, blueNad);
    await index.fileChanged(nad, true);
    disk.delete(nad);
    await index.fileChanged('file:///w/networks', false);
    expect(find(workspace)).toBeUndefined();
  });

  it('follows workspace folders that come and go', async () => {
    const { index, workspace } = indexed({ [vm]: twoNetworks, 'file:///other/nad.yaml': blueNad });
    await index.refresh();
    expect(find(workspace)).toBeUndefined();
    index.setRoots(['file:///w', 'file:///other']);
    await index.refresh();
    expect(find(workspace)).toBe('file:///other/nad.yaml');
    index.setRoots(['file:///w']);
    await index.refresh();
    expect(find(workspace)).toBeUndefined();
  });

  it('leaves out what the user says, and takes it in when that changes', async () => {
    let excluded: readonly string[] = ['networks/**'];
    const { index, workspace } = indexed(
      { [vm]: twoNetworks, [nad]: blueNad },
      { listener: { excluded: () => Promise.resolve(excluded) } },
    );
    await index.refresh();
    expect(find(workspace)).toBeUndefined();
    await index.fileChanged(nad, true);
    expect(find(workspace)).toBeUndefined();
    excluded = [];
    await index.exclusionsChanged();
    expect(find(workspace)).toBe(nad);
    excluded = ['networks/**'];
    await index.exclusionsChanged();
    expect(find(workspace)).toBeUndefined();
  });

  it('knows the own folder of a document outside all workspace folders, and nothing below', async () => {
    const { index, workspace } = indexed(
      { 'file:///x/nad.yaml': blueNad, 'file:///x/below/nad.yaml': blueNad.replace('vlan100', 'vlan200') },
      { roots: [] },
    );
    const open = 'file:///x/vm.yaml';
    workspace.open(open, 1, twoNetworks);
    await index.load(open);
    expect(find(workspace, open)).toBe('file:///x/nad.yaml');
    expect(workspace.known.knownNads(open)).toHaveLength(1);
    workspace.close(open);
    index.closed(open);
    expect(find(workspace, open)).toBeUndefined();
  });

  it('says so when there is more than it keeps', async () => {
    const files = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`file:///w/${at}.yaml`, blueNad]));
    const few = indexed(files, { files: 4 });
    await few.index.refresh();
    expect(few.index.limit).toEqual({ known: 4, leftOut: 5 });
    const little = indexed(files, { factBytes: 2000 });
    await little.index.refresh();
    expect(little.index.limit?.leftOut).toBeGreaterThan(0);
    const all = indexed(files);
    await all.index.refresh();
    expect(all.index.limit).toBeUndefined();
  });

  it('leaves large files alone', async () => {
    const { index, workspace } = indexed({ [nad]: blueNad, [vm]: twoNetworks }, { fileBytes: blueNad.length });
    await index.refresh();
    expect(find(workspace)).toBe(nad);
    expect([...workspace.known.machines()]).toEqual([]);
  });
});

describe('texts of unopened files', () => {
  const pod = (text = 'vlan200'): string => `apiVersion: v1
kind: Pod
metadata:
  name: virt-launcher-router-abcde
  namespace: tenant-a
  labels: {kubevirt.io: virt-launcher, vm.kubevirt.io/name: router}
  annotations:
    k8s.v1.cni.cncf.io/networks: '[{"name":"${text}","namespace":"tenant-a"}]'
`;
  const podUri = 'file:///w/pod.yaml';

  it('are read when somebody asks, who is then told', async () => {
    const { index, workspace, findings, counters } = indexed({ [vm]: twoNetworks, [nad]: blueNad });
    await index.refresh();
    workspace.open(podUri, 1, pod());
    const count = (): number => [...findings.of(podUri)].flatMap((one) => one.findings).length;
    count();
    expect(counters.filesRead).toBe(0);
    await index.read(vm);
    expect(counters.filesRead).toBe(1);
    expect(workspace.file(vm)?.store.text).toBe(twoNetworks);
    const before = counters.documentsAnalysed;
    expect(count()).toBeGreaterThan(0);
    expect(counters.documentsAnalysed - before).toBe(1);
    // And it stays at rest.
    count();
    expect(counters.documentsAnalysed - before).toBe(1);
  });

  it('are kept within bounds, and without them facts stay what they are', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 5 }, (_, at) => [`file:///w/${at}.yaml`, twoNetworks.replace('router', `vm${at}`)]),
    );
    const { index, workspace } = indexed(files, { textLength: 2 * twoNetworks.length });
    await index.refresh();
    for (const uri of Object.keys(files)) expect((await index.read(uri))?.uri).toBe(uri);
    expect(Object.keys(files).filter((uri) => workspace.file(uri))).toHaveLength(2);
    expect([...workspace.known.machines()]).toHaveLength(5);
    expect(workspace.known.networksUsing('tenant-a', 'vlan100')).toHaveLength(5);
  });

  it('follow the file, until it goes', async () => {
    const { index, workspace, disk } = indexed({ [vm]: twoNetworks });
    await index.refresh();
    await index.read(vm);
    disk.set(vm, twoNetworks.replace('vlan100', 'vlan300'));
    await index.fileChanged(vm, true);
    expect(workspace.file(vm)?.store.text).toContain('vlan300');
    expect(workspace.known.networksUsing('tenant-a', 'vlan300')).toHaveLength(1);
    disk.delete(vm);
    await index.fileChanged(vm, false);
    expect(workspace.file(vm)).toBeUndefined();
    expect([...workspace.known.machines()]).toEqual([]);
  });
});

describe('a change of a fact on disk', () => {
  it('analyses again exactly the open documents that asked for it', async () => {
    const cluster = 'file:///w/cluster/kv.yaml';
    const { index, workspace, findings, counters, disk } = indexed({
      [cluster]: kubevirtWith('passt'),
      [nad]: blueNad,
    });
    await index.refresh();
    const users = 'file:///w/users.yaml';
    const others = 'file:///w/others.yaml';
    // A hand-written annotation is what NADs are asked for because of.
    workspace.open(users, 1, `${pluginVm('passt')}---\n${handWritten}`);
    workspace.open(others, 1, 'kind: Secret\n');
    const all = (): void => {
      for (const uri of [users, others]) expect([...findings.of(uri)]).toBeDefined();
    };
    all();
    const analysed = async (uri: string, text: string): Promise<number> => {
      disk.set(uri, text);
      await index.fileChanged(uri, true);
      const before = counters.documentsAnalysed;
      all();
      return counters.documentsAnalysed - before;
    };
    // Written anew and the same, or only moved: nobody's business.
    expect(await analysed(cluster, kubevirtWith('passt'))).toBe(0);
    expect(await analysed(cluster, `# moved\n${kubevirtWith('passt')}`)).toBe(0);
    expect(await analysed(cluster, kubevirtWith('other'))).toBe(2);
    expect(await analysed(nad, blueNad.replace('name: vlan100', 'name: unasked').replace('br1', 'br2'))).toBeLessThan(
      2,
    );
    expect(counters.filesRead).toBe(0);
  });
});
