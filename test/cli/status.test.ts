/** What `check` says of dumps: of the samples, of lists and folders, of objects that stand in other files. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CheckEntry } from '../../server/src/cli/reports.ts';
import { commandLine } from '../support/command-line.ts';

const { write, virtlens } = commandLine();

const sample = (name: string): string =>
  readFileSync(path.resolve(import.meta.dirname, `../../examples/dumps/${name}.yaml`), 'utf8');

/** Findings as `file:line severity rule`. */
async function found(...args: readonly string[]): Promise<readonly string[]> {
  const { out } = await virtlens(['check', '--format', 'json', ...args]);
  return (JSON.parse(out) as CheckEntry[]).map(
    ({ file, line, severity, rule }) => `${file}:${line} ${severity} ${rule}`,
  );
}

describe('check of dumps', () => {
  it('names the step at which each sample stands', async () => {
    for (const name of ['status-empty', 'pod-not-guest', 'migration-required']) write(`${name}.yaml`, sample(name));
    expect(await found('status-empty.yaml')).toMatchInlineSnapshot(`
      [
        "status-empty.yaml:22 information nic-waiting",
        "status-empty.yaml:54 information migration-required",
        "status-empty.yaml:80 information unusable-network-status",
      ]
    `);
    expect(await found('pod-not-guest.yaml')).toMatchInlineSnapshot(`
      [
        "pod-not-guest.yaml:51 warning failing-condition",
        "pod-not-guest.yaml:71 warning nic-not-in-guest",
      ]
    `);
    expect(await found('migration-required.yaml')).toMatchInlineSnapshot(`
      [
        "migration-required.yaml:79 information nic-waiting",
        "migration-required.yaml:111 information migration-required",
        "migration-required.yaml:138 information unusable-network-status",
      ]
    `);
    const { out, code } = await virtlens(['check', 'pod-not-guest.yaml']);
    expect(code).toBe(1);
    expect(out).toContain('data: in the Pod, not in the guest.');
    expect(out).toContain('No more available PCI slots');
  });

  it('knows who migrates by the KubeVirt resource', async () => {
    write('dump.yaml', sample('migration-required'));
    const kubevirt = (methods: string): string =>
      `apiVersion: kubevirt.io/v1\nkind: KubeVirt\nmetadata: {name: kubevirt, namespace: kubevirt}\nspec: {workloadUpdateStrategy: {workloadUpdateMethods: ${methods}}}\n`;
    write('kubevirt.yaml', kubevirt('[]'));
    expect(await found('dump.yaml')).toContain('dump.yaml:111 warning migration-required');
    write('kubevirt.yaml', kubevirt('[LiveMigrate]'));
    expect(await found('dump.yaml')).toContain('dump.yaml:111 information migration-required');
  });

  it('joins what stands in a file that was not named, and in the folders of a must-gather', async () => {
    const [, vmi = '', pod = ''] = /^#[^\n]*\n([\s\S]*?)^---\n([\s\S]*)$/m.exec(sample('pod-not-guest')) ?? [];
    const moved = pod.replaceAll('"tenant-b/vlan300"', '"tenant-b/vlan400"');
    const namespace = 'must-gather/namespaces/tenant-b';
    write(`${namespace}/kubevirt.io/virtualmachineinstances/db.yaml`, vmi);
    write(`${namespace}/pods/virt-launcher-db-m4q9t/virt-launcher-db-m4q9t.yaml`, moved);
    expect(await found('must-gather')).toContain(
      `${namespace}/kubevirt.io/virtualmachineinstances/db.yaml:70 warning nic-on-other-nad`,
    );
    write('beside/vmi.yaml', vmi);
    write('beside/pod.yaml', moved);
    expect(await found('beside/vmi.yaml')).toContain('beside/vmi.yaml:70 warning nic-on-other-nad');
  });

  it('joins lists as kubectl prints them, of YAML and of JSON', async () => {
    const [, vmi = '', pod = ''] = /^#[^\n]*\n([\s\S]*?)^---\n([\s\S]*)$/m.exec(sample('pod-not-guest')) ?? [];
    const item = (text: string): string => `- ${text.trim().replaceAll('\n', '\n  ')}\n`;
    write(
      'pods.yaml',
      `apiVersion: v1\nkind: PodList\nitems:\n${item(pod.replace('apiVersion: v1\nkind: Pod\n', ''))}`,
    );
    write(
      'vmis.yaml',
      `apiVersion: kubevirt.io/v1\nkind: VirtualMachineInstanceList\nitems:\n${item(vmi.replace('infoSource: multus-status', 'infoSource: domain, guest-agent'))}`,
    );
    const lost = await found('vmis.yaml', 'pods.yaml');
    // The Pod reports the NIC, so that the status follows.
    expect(lost.filter((text) => text.includes(' nic-'))).toEqual(['vmis.yaml:73 information nic-waiting']);
  });

  it('says nothing of a manifest, whatever dump stands beside it', async () => {
    write('dump.yaml', sample('pod-not-guest'));
    write(
      'vm.yaml',
      `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata: {name: db, namespace: tenant-b}
spec:
  runStrategy: Always
  template:
    spec:
      domain: {memory: {guest: 1Gi}, devices: {interfaces: [{name: default, masquerade: {}}]}}
      networks: [{name: default, pod: {}}]
`,
    );
    expect(await found('vm.yaml')).toEqual([]);
  });
});
