/** `virtlens impact` from its command line to its exit code: in real git repositories, and by pairs of files. */
import { describe, expect, it } from 'vitest';
import type { ImpactEntry } from '../../server/src/cli/impact/entries.ts';
import { commandLine } from '../support/command-line.ts';
import { blueNad, kubevirtWith, twoNetworks } from '../support/manifests.ts';

const { write, remove, virtlens, git, commit } = commandLine();

const withMac = twoNetworks.replace('masquerade: {}', "masquerade: {}\n              macAddress: '02:00:00:00:00:01'");
const withNic = (binding: string): string =>
  twoNetworks
    .replace('bridge: {}\n', `bridge: {}\n            - name: green\n              ${binding}: {}\n`)
    .concat('        - name: green\n          multus:\n            networkName: vlan200\n');
const other = twoNetworks.replace('name: router', 'name: other');

function started(files: Readonly<Record<string, string>>): void {
  git('init', '-q', '-b', 'main');
  for (const [name, text] of Object.entries(files)) write(name, text);
  commit();
}

async function entriesOf(...args: readonly string[]): Promise<ImpactEntry[]> {
  const { out, error } = await virtlens(['impact', ...args, '--format', 'json']);
  expect(error).toBe('');
  return JSON.parse(out) as ImpactEntry[];
}

const briefly = ({ file, state, verdict, name }: ImpactEntry): unknown[] => [file, name, state, verdict];

describe('against a revision', () => {
  it('tells what unstaged and staged edits do, and ends by the limit', async () => {
    started({ 'vms/vm.yaml': twoNetworks });
    write('vms/vm.yaml', withMac);
    const { code, out, error } = await virtlens(['impact', 'vms']);
    expect({ code, error }).toEqual({ code: 1, error: '' });
    expect(out).toMatch(/^vms\/vm\.yaml:1 {2}VirtualMachine tenant-a\/router {2}vs HEAD: 1 restart$/m);
    expect(out).toMatch(/^ {2}vms\/vm\.yaml:15:15: restart: NIC default: .*\.macAddress added$/m);
    expect(out).toContain('RestartRequired=True on the VirtualMachine');
    git('add', '-A');
    expect((await virtlens(['impact', '.', '--fail-on', 'rejected'])).code).toBe(0);
    expect((await virtlens(['impact', '.', '--fail-on', 'silent'])).code).toBe(1);
  });

  it('says nothing where nothing changed for a VM', async () => {
    started({ 'vm.yaml': twoNetworks });
    write('vm.yaml', `# a comment\n${twoNetworks.replace('bridge: {}', '"bridge": {}')}`);
    expect(await virtlens(['impact', '.', '--fail-on', 'silent'])).toEqual({ code: 0, out: '', error: '' });
    const { out } = await virtlens(['impact', '.', '--verbose', '--format', 'json']);
    expect((JSON.parse(out) as ImpactEntry[]).map(briefly)).toEqual([['vm.yaml', 'router', 'unchanged', 'none']]);
  });

  it('compares a branch with where it parted', async () => {
    started({ 'vm.yaml': twoNetworks, 'other.yaml': other });
    git('checkout', '-q', '-b', 'topic');
    write('vm.yaml', withMac);
    commit();
    git('checkout', '-q', 'main');
    write('other.yaml', other.replace('networkName: vlan100', 'networkName: vlan300'));
    commit();
    git('checkout', '-q', 'topic');
    expect((await entriesOf('.', '--base', 'main')).map(briefly)).toEqual([
      ['vm.yaml', 'router', 'changed', 'restart'],
    ]);
    // Committed, so there is nothing against the last commit.
    expect(await entriesOf('.')).toEqual([]);
  });

  it('compares lines of commits that never were one by their ends', async () => {
    started({ 'vm.yaml': twoNetworks });
    git('checkout', '-q', '--orphan', 'apart');
    write('vm.yaml', withMac);
    commit();
    expect((await entriesOf('.', '--base', 'main')).map(briefly)).toEqual([
      ['vm.yaml', 'router', 'changed', 'restart'],
    ]);
  });

  it('follows renamed files and moved VMs, and tells where they stood', async () => {
    started({ 'a.yaml': twoNetworks, 'b.yaml': other });
    git('mv', 'a.yaml', 'c.yaml');
    write('b.yaml', '# nothing\n');
    write('d.yaml', other.replace('bridge: {}', "bridge: {}\n              macAddress: '02:00:00:00:00:01'"));
    const entries = await entriesOf('.');
    expect(entries.map((entry) => [...briefly(entry), entry.baseFile])).toEqual([
      ['c.yaml', 'router', 'unchanged', 'none', 'a.yaml'],
      ['d.yaml', 'other', 'changed', 'restart', 'b.yaml'],
    ]);
    expect((await virtlens(['impact', '.'])).out).toContain('(there in b.yaml)');
  });

  it('lists new VMs and those that are gone, with their files or without', async () => {
    started({ 'a.yaml': twoNetworks, 'b.yaml': other, 'deep/c.yaml': other.replace('name: other', 'name: third') });
    remove('deep');
    write('a.yaml', '# nothing\n');
    write('n.yaml', twoNetworks.replace('name: router', 'name: fresh'));
    expect((await entriesOf('.')).map(briefly)).toEqual([
      ['a.yaml', 'router', 'removed', null],
      ['n.yaml', 'fresh', 'new', 'none'],
      ['deep/c.yaml', 'third', 'removed', null],
    ]);
    // What is named and gone is no mistake of usage; what never was is.
    expect((await entriesOf('deep/c.yaml')).map(briefly)).toEqual([['deep/c.yaml', 'third', 'removed', null]]);
    expect((await entriesOf('deep/*.yaml')).map(briefly)).toEqual([['deep/c.yaml', 'third', 'removed', null]]);
    expect((await virtlens(['impact', 'never.yaml'])).code).toBe(2);
  });

  it('looks at what the paths name, and at nothing else', async () => {
    started({ 'a.yaml': twoNetworks, 'b/b.yaml': other });
    write('a.yaml', withMac);
    remove('b/b.yaml');
    expect((await entriesOf('a.yaml')).map(briefly)).toEqual([['a.yaml', 'router', 'changed', 'restart']]);
    expect((await entriesOf('b')).map(briefly)).toEqual([['b/b.yaml', 'other', 'removed', null]]);
  });

  it('says why it cannot compare', async () => {
    write('vm.yaml', twoNetworks);
    const none = await virtlens(['impact', 'vm.yaml']);
    expect(none).toMatchObject({ code: 3, out: '' });
    expect(none.error).toContain('vm.yaml: not compared: the file lies in no git repository');
    started({});
    const unknown = await virtlens(['impact', 'vm.yaml', '--base', 'no-such']);
    expect(unknown).toMatchObject({ code: 2, out: '' });
    expect(unknown.error).toContain('no-such');
    expect((await virtlens(['impact', '-'], twoNetworks)).code).toBe(2);
  });
});

describe('other objects', () => {
  it('tells of an edited NAD who uses it, and fails nothing', async () => {
    started({ 'vm.yaml': twoNetworks, 'nad.yaml': blueNad });
    write('nad.yaml', blueNad.replace('"br1"', '"br2"'));
    const [entry, ...rest] = await entriesOf('nad.yaml');
    expect(rest).toEqual([]);
    expect(entry).toMatchObject({
      file: 'nad.yaml',
      kind: 'NetworkAttachmentDefinition',
      state: 'changed',
      verdict: 'none',
      usedBy: [{ file: 'vm.yaml', kind: 'VirtualMachine', namespace: 'tenant-a', name: 'router', certain: true }],
    });
    const { code, out } = await virtlens(['impact', '.', '--fail-on', 'silent']);
    expect(code).toBe(0);
    expect(out).toContain('used by vm.yaml:');
    write('nad.yaml', `# other words, same object\n${blueNad.replaceAll("'{", "\n    '{")}`);
    expect(await entriesOf('.')).toEqual([]);
  });

  it('tells of an edited KubeVirt resource', async () => {
    started({ 'kubevirt.yaml': kubevirtWith('passt') });
    write('kubevirt.yaml', kubevirtWith('other'));
    expect((await entriesOf('.')).map(briefly)).toEqual([['kubevirt.yaml', 'kubevirt', 'changed', 'none']]);
  });

  it('says that nothing is known of API versions that nobody serves', async () => {
    const old = twoNetworks.replace('kubevirt.io/v1\n', 'kubevirt.io/v1alpha1\n');
    started({ 'vm.yaml': old });
    write('vm.yaml', old.replace('masquerade: {}', 'slirp: {}'));
    const [entry] = await entriesOf('.');
    expect(entry).toMatchObject({ name: 'router', verdict: null });
    expect(entry?.notes[0]).toContain('kubevirt.io/v1alpha1');
  });
});

describe('pairs of files', () => {
  it('need no git, and may come by standard input', async () => {
    write('old.yaml', twoNetworks);
    write('new.yaml', withNic('sriov'));
    const [entry, ...rest] = await entriesOf('--old', 'old.yaml', '--new', 'new.yaml');
    expect(rest).toEqual([]);
    expect(entry).toMatchObject({ file: 'new.yaml', base: 'old.yaml', state: 'changed', verdict: 'migration' });
    expect(Object.keys(entry ?? {})).not.toContain('baseFile');
    const piped = await virtlens(['impact', '--old', '-', '--new', 'new.yaml', '--fail-on', 'migration'], twoNetworks);
    expect(piped.code).toBe(1);
    const other = await virtlens(
      ['impact', '--old', 'old.yaml', '--new', '-', '--fail-on', 'restart'],
      withNic('sriov'),
    );
    expect(other.code).toBe(0);
    expect(other.out).toMatch(/^-:1 {2}VirtualMachine tenant-a\/router {2}vs old\.yaml: /);
  });

  it('tell of a VM that only the old one has, though that lies beside', async () => {
    write('old.yaml', `${twoNetworks}---\n${other}`);
    write('new.yaml', twoNetworks);
    expect((await entriesOf('--old', 'old.yaml', '--new', 'new.yaml')).map(briefly)).toEqual([
      ['new.yaml', 'other', 'removed', null],
    ]);
  });

  it('know the files that are named beside', async () => {
    write('a/old.yaml', blueNad);
    write('a/new.yaml', blueNad.replace('"br1"', '"br2"'));
    write('b/vm.yaml', twoNetworks);
    const [entry] = await entriesOf('--old', 'a/old.yaml', '--new', 'a/new.yaml', 'b/vm.yaml');
    expect(entry?.usedBy.map(({ file }) => file)).toEqual(['b/vm.yaml']);
  });

  it.each([
    [['--old', 'a.yaml']],
    [['--old', 'a.yaml', '--new', 'a.yaml', '--base', 'HEAD']],
    [['--old', '-', '--new', '-']],
    [['--old', 'a.yaml', '--new', '.']],
    [['--old', 'missing.yaml', '--new', 'a.yaml']],
    [['a.yaml', '--fail-on', 'warning']],
    [['a.yaml', '--format', 'xml']],
    [['a.yaml', '--vmi', 'missing.yaml']],
    [[]],
  ])('%j is wrong usage', async (args) => {
    write('a.yaml', twoNetworks);
    write('b.yaml', twoNetworks);
    expect((await virtlens(['impact', ...args])).code).toBe(2);
  });
});

describe('the cluster', () => {
  const otherNad = twoNetworks.replace('networkName: vlan100', 'networkName: vlan300');

  it('decides: its release, its configuration, and how it brings VMs up to date', async () => {
    write('old.yaml', twoNetworks);
    write('new.yaml', otherNad);
    const verdict = async (...args: readonly string[]): Promise<unknown> =>
      (await entriesOf('--old', 'old.yaml', '--new', 'new.yaml', ...args))[0]?.verdict;
    expect(await verdict('--release', 'v1.7')).toBe('restart');
    expect(await verdict('--release', 'v1.9')).toBe('migration');
    write('sockets.yaml', twoNetworks.replace('domain:\n', 'domain:\n        cpu: { sockets: 2 }\n'));
    write('more.yaml', twoNetworks.replace('domain:\n', 'domain:\n        cpu: { sockets: 4 }\n'));
    const stage = (strategy: string): string =>
      kubevirtWith('passt').replace('configuration:\n', `configuration:\n    vmRolloutStrategy: ${strategy}\n`);
    for (const [strategy, expected] of [
      ['Stage', 'restart'],
      ['LiveUpdate', 'migration'],
    ] as const) {
      write('cluster/kubevirt.yaml', stage(strategy));
      const args = ['--old', 'sockets.yaml', '--new', 'more.yaml', '--kubevirt', 'cluster/kubevirt.yaml'];
      expect((await entriesOf(...args))[0]?.verdict).toBe(expected);
    }
  });
});

describe('dumps', () => {
  const vmi = (name: string, names: readonly string[]): string => `apiVersion: kubevirt.io/v1
kind: VirtualMachineInstance
metadata: { name: ${name}, namespace: tenant-a, uid: 0b5ad5c4 }
spec:
  domain:
    devices:
      interfaces:
${names.map((nic) => `        - { name: ${nic}, ${nic === 'default' ? 'masquerade' : 'bridge'}: {} }\n`).join('')}  networks:
${names.map((nic) => `    - { name: ${nic}, ${nic === 'default' ? 'pod: {}' : 'multus: { networkName: vlan100 }'} }\n`).join('')}status:
  phase: Running
  conditions: [{ type: LiveMigratable, status: 'True' }]
  interfaces:
${names.map((nic) => `    - { name: ${nic}, infoSource: 'domain, guest-agent${nic === 'default' ? '' : ', multus-status'}', podInterfaceName: ${nic === 'default' ? 'eth0' : 'pod16477688c0e'} }\n`).join('')}`;

  it('of the running VMI make the answer definite', async () => {
    write('old.yaml', twoNetworks);
    write('new.yaml', withNic('sriov'));
    write('vmis/all.yaml', `${vmi('elsewhere', ['default'])}---\n${vmi('router', ['default', 'blue'])}`);
    const pair = ['--old', 'old.yaml', '--new', 'new.yaml'];
    expect((await entriesOf(...pair))[0]?.running).toBe('assumed');
    const [entry] = await entriesOf(...pair, '--vmi', 'vmis/all.yaml');
    expect(entry).toMatchObject({ running: 'yes', verdict: 'migration' });
    expect(entry?.dependsOn).not.toContain('status');
    const useless = await virtlens(['impact', ...pair, '--vmi', 'old.yaml', '--fail-on', 'rejected']);
    expect(useless).toMatchObject({ code: 0, error: 'virtlens: old.yaml: holds no VMI\n' });
  });
});

describe('templates', () => {
  it('are no change of nothing where only they are edited', async () => {
    const conditional = (condition: string): string =>
      twoNetworks.replace(
        'devices:\n',
        `devices:\n          {{- if ${condition} }}\n          networkInterfaceMultiqueue: true\n          {{- end }}\n`,
      );
    started({ 'vm.yaml': conditional('.Values.multiqueue') });
    write('vm.yaml', conditional('and .Values.multiqueue (gt .Values.cpus 1)'));
    const [entry, ...rest] = await entriesOf('.');
    expect(rest).toEqual([]);
    expect(entry).toMatchObject({ state: 'unknown', verdict: null });
    expect(entry?.notes[0]).toContain('only template text was changed');
  });

  it('that make a model of VMs are for new ones', async () => {
    const model = (binding: string): string => `apiVersion: infrastructure.cluster.x-k8s.io/v1alpha1
kind: KubevirtMachineTemplate
metadata: { name: workers, namespace: tenant-a }
spec:
  template:
    spec:
      virtualMachineTemplate:
        spec:
          runStrategy: Always
          template:
            spec:
              domain:
                devices:
                  interfaces: [{ name: default, ${binding}: {} }]
                memory: { guest: 1Gi }
              networks: [{ name: default, pod: {} }]
`;
    started({ 'workers.yaml': model('bridge') });
    write('workers.yaml', model('masquerade'));
    const [entry] = await entriesOf('.');
    expect(entry).toMatchObject({ state: 'changed', verdict: 'none' });
    expect(entry?.changes[0]?.reason).toContain('those that exist');
  });

  it('leave what they write open, and nothing of that fails a run', async () => {
    started({ 'vm.yaml': twoNetworks });
    write(
      'vm.yaml',
      twoNetworks.replace('masquerade: {}', "masquerade: {}\n              macAddress: '{{ .Values.mac }}'"),
    );
    const [entry] = await entriesOf('.');
    expect(entry?.dependsOn).toContain('template');
    expect((await virtlens(['impact', '.', '--fail-on', 'silent'])).code).toBe(0);
  });
});
