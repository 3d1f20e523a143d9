/** `virtlens explain`: which VMs are meant, the forms of what is told, and how a run ends. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ExplainEntry } from '../../server/src/cli/explain/report.ts';
import { commandLine } from '../support/command-line.ts';
import { blueNad, implicitNic, twoNetworks } from '../support/manifests.ts';

const { write, virtlens } = commandLine();

const explained = async (...args: readonly string[]): Promise<readonly string[]> => {
  const { out } = await virtlens(['explain', ...args, '--format', 'json']);
  return (out === '' ? [] : (JSON.parse(out) as ExplainEntry[])).map(
    ({ file, line, kind, namespace, name }) => `${file}:${line} ${kind} ${namespace}/${name}`,
  );
};

const vmi = `apiVersion: kubevirt.io/v1
kind: VirtualMachineInstance
metadata: { name: router, namespace: tenant-a, uid: 1-2-3 }
spec:
  domain: { devices: { interfaces: [{ name: default, masquerade: {} }] } }
  networks: [{ name: default, pod: {} }]
status: { phase: Running }
`;
const pod = `apiVersion: v1
kind: Pod
metadata:
  name: virt-launcher-router-abcde
  namespace: tenant-a
  uid: 4-5-6
  labels: { kubevirt.io: virt-launcher, vm.kubevirt.io/name: router }
status: { phase: Running }
`;

describe('which VMs are meant', () => {
  it('by a file: all of them, with what else is named known beside', async () => {
    write('vms.yaml', `${twoNetworks}---\n${implicitNic}`);
    write('nets/nad.yaml', blueNad);
    expect(await explained('vms.yaml')).toEqual([
      'vms.yaml:1 VirtualMachine tenant-a/router',
      'vms.yaml:25 VirtualMachine default/plain',
    ]);
    const { out } = await virtlens(['explain', 'vms.yaml', 'nets', '--format', 'json']);
    const [router] = JSON.parse(out) as ExplainEntry[];
    expect(router?.nics[1]?.path.find(({ at }) => at === 'cni')?.name).toBe('bridge');
  });

  it('by a name, with or without its namespace, below the current folder or in the paths', async () => {
    write('a/vm.yaml', twoNetworks);
    write('b/vm.yaml', twoNetworks.replace('tenant-a', 'tenant-b'));
    expect(await explained('router')).toEqual([
      'a/vm.yaml:1 VirtualMachine tenant-a/router',
      'b/vm.yaml:1 VirtualMachine tenant-b/router',
    ]);
    expect(await explained('tenant-b/router')).toEqual(['b/vm.yaml:1 VirtualMachine tenant-b/router']);
    expect(await explained('router', 'a')).toEqual(['a/vm.yaml:1 VirtualMachine tenant-a/router']);
  });

  it('from standard input', async () => {
    const { code, out } = await virtlens(['explain', '-'], twoNetworks);
    expect(code).toBe(0);
    expect(out).toContain('The networks of VirtualMachine tenant-a/router');
    expect(out).toContain('(-:1)');
  });

  it('are one where the dumps of a VMI and a Pod belong to a VM', async () => {
    write('vm.yaml', twoNetworks);
    write('dump.yaml', `${vmi}---\n${pod}`);
    expect(await explained('router')).toEqual(['vm.yaml:1 VirtualMachine tenant-a/router']);
    expect(await explained('dump.yaml')).toEqual(['dump.yaml:1 VirtualMachineInstance tenant-a/router']);
    // The Pod that was named runs the VM of another file.
    write('pod.yaml', pod);
    expect(await explained('pod.yaml', 'vm.yaml')).toEqual(['vm.yaml:1 VirtualMachine tenant-a/router']);
  });

  it('are several where they only share their name', async () => {
    write('one.yaml', twoNetworks);
    write('two.yaml', twoNetworks.replace('masquerade', 'bridge'));
    expect(await explained('tenant-a/router')).toHaveLength(2);
  });
});

describe('the end of a run', () => {
  it('is 1 where there is no such VM, with a plain sentence', async () => {
    write('vm.yaml', twoNetworks);
    write('nad.yaml', blueNad);
    const unknown = await virtlens(['explain', 'gateway']);
    expect([unknown.code, unknown.out, unknown.error]).toEqual([
      1,
      '',
      'virtlens: There is no VM gateway below the current folder.\n',
    ]);
    const empty = await virtlens(['explain', 'nad.yaml']);
    expect([empty.code, empty.out, empty.error]).toEqual([1, '', 'virtlens: nad.yaml: holds no VM\n']);
  });

  it('is 2 where a file is named that is not there, or nothing is named', async () => {
    expect(await virtlens(['explain', 'vm.yaml'])).toMatchObject({
      code: 2,
      error: 'virtlens: vm.yaml: no such file\n',
    });
    const { code, error } = await virtlens(['explain']);
    expect(code).toBe(2);
    expect(error).toContain('Name a VM, or a file with VMs');
    write('vm.yaml', twoNetworks);
    expect((await virtlens(['explain', 'router', 'gone.yaml'])).code).toBe(2);
  });

  it('is 3 where something could not be read, and the rest is told', async () => {
    write('vms.yaml', `${twoNetworks}---\nkind: VirtualMachine\napiVersion: kubevirt.io/v1\nspec: [\n`);
    const { code, out } = await virtlens(['explain', 'vms.yaml']);
    expect(code).toBe(3);
    expect(out).toContain('tenant-a/router');
  });
});

describe('a VM that ran', () => {
  const dump = (name: string): string =>
    readFileSync(path.join(import.meta.dirname, '../../examples/dumps', name), 'utf8');
  const told = async (name: string): Promise<string> => {
    write(name, dump(name));
    const { code, out } = await virtlens(['explain', name]);
    expect(code).toBe(0);
    return out;
  };

  it('is told as its dumps say: the status is empty', async () => {
    expect(await told('status-empty.yaml')).toMatch(
      /NIC data, binding bridge\n +Waiting: waits to be attached to the Pod \(Pod ✘ · domain ✘ · guest ✘\)\./,
    );
  });

  it('is told as its dumps say: in the Pod, not in the guest, which many take for the same', async () => {
    const out = await told('pod-not-guest.yaml');
    expect(out).toMatch(/Stuck: in the Pod, not in the guest \(Pod ✔ · domain ✘ · guest ✘\)\./);
    expect(out).toContain('“Attached to the Pod means attached to the guest.”');
  });

  it('is told as its dumps say: a migration is required', async () => {
    expect(await told('migration-required.yaml')).toMatch(/MigrationRequired=True on the VMI .* NIC data asks for it/);
  });

  it('is found by its name among dumps that nobody named', async () => {
    write('vm.yaml', dump('migration-required.yaml').split('\n---\n')[0] ?? '');
    write('rest.yaml', dump('migration-required.yaml').split('\n---\n').slice(1).join('\n---\n'));
    const { out } = await virtlens(['explain', 'vm.yaml', '--format', 'json']);
    const [story] = JSON.parse(out) as ExplainEntry[];
    expect(story?.objects.map(({ kind, file }) => `${kind} ${file}`)).toEqual([
      'VirtualMachine vm.yaml',
      'VirtualMachineInstance rest.yaml',
      'Pod rest.yaml',
    ]);
    expect(story?.nics[1]?.status?.stage).toBe('attach-needs-migration');
  });

  it('is told of its launcher Pod where nothing else of it is known', async () => {
    const [launcher = ''] = dump('migration-required.yaml')
      .split('\n---\n')
      .filter((text) => text.includes('kind: Pod'));
    write('pod.yaml', launcher);
    expect(await explained('pod.yaml')).toEqual(['pod.yaml:1 Pod tenant-b/virt-launcher-cache-8wvzl']);
    expect(await explained('cache')).toEqual(['pod.yaml:1 Pod tenant-b/virt-launcher-cache-8wvzl']);
  });
});

describe('the forms', () => {
  it('are text, Markdown and JSON of the same', async () => {
    write('vm.yaml', twoNetworks);
    const text = await virtlens(['explain', 'vm.yaml']);
    expect(text.out).toMatch(/bridge +k6t-16477688c0e/);
    const markdown = await virtlens(['explain', 'vm.yaml', '--format', 'markdown']);
    expect(markdown.out).toContain('| bridge | `k6t-16477688c0e` |');
    expect(markdown.out).toContain('(vm.yaml:1)');
    const { out } = await virtlens(['explain', 'vm.yaml', '--format', 'json']);
    const [story] = JSON.parse(out) as ExplainEntry[];
    expect(story).toMatchObject({ file: 'vm.yaml', line: 1, release: 'v1.9.0', unknown: null, error: null });
    expect(story?.nics.map(({ name }) => name)).toEqual(['default', 'blue']);
  });

  it('keep control characters of manifests from the terminal', async () => {
    write('vm.yaml', twoNetworks.replaceAll('name: blue', 'name: "blue\\e[31m"'));
    for (const format of ['text', 'markdown'])
      expect((await virtlens(['explain', 'vm.yaml', '--format', format])).out).not.toContain('\u001b');
  });
});
