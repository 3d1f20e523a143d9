/** What is told of a VM where dumps say what happened: how far each NIC came, why, and what to do next. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { storyText } from '../../../server/src/core/features/explain/story-text.ts';
import type { NicStory, VmStory } from '../../../server/src/core/features/explain/story.ts';
import { storiesOf, storyOf } from './told.ts';

const example = (name: string): string =>
  readFileSync(path.join(import.meta.dirname, '../../../examples/dumps', name), 'utf8');

/** The VMI, or the VM where there is one, of an example. */
function exampleStory(name: string): VmStory {
  const stories = storiesOf({ [name]: example(name) });
  const story =
    stories.find(({ kind }) => kind === 'VirtualMachine') ??
    stories.find(({ kind }) => kind === 'VirtualMachineInstance');
  if (!story) throw new Error('no VM');
  return story;
}

const nicOf = (story: VmStory, name: string): NicStory | undefined => story.nics.find((nic) => nic.name === name);
const way = (nic: NicStory | undefined): readonly string[] => (nic?.path ?? []).map(({ at, name }) => `${at} ${name}`);

/** A VMI of a name with the given NICs besides the primary, their networks and statuses. */
const vmi = (statuses: string, conditions = ''): string => `apiVersion: kubevirt.io/v1
kind: VirtualMachineInstance
metadata: { name: web, namespace: shop, uid: 1-2-3 }
spec:
  domain:
    devices:
      interfaces: [{ name: default, masquerade: {} }, { name: data, bridge: {} }]
  networks: [{ name: default, pod: {} }, { name: data, multus: { networkName: lan } }]
status:
  phase: Running
  conditions: [${conditions}]
  interfaces:
    - { name: default, podInterfaceName: eth0, infoSource: "domain, guest-agent", mac: "02:00:00:00:00:01", interfaceName: enp1s0, ipAddress: 10.244.0.9, ipAddresses: [10.244.0.9] }
${statuses}
`;

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: virt-launcher-web-abcde
  namespace: shop
  uid: 4-5-6
  labels: { kubevirt.io: virt-launcher, vm.kubevirt.io/name: web }
  annotations:
    k8s.v1.cni.cncf.io/networks: '[{"name":"lan","namespace":"shop","interface":"pod3a6eb0790f3"},{"name":"dmz","namespace":"shop","interface":"pod0000000000a"}]'
    k8s.v1.cni.cncf.io/network-status: '[{"name":"cbr0","interface":"eth0","ips":["10.244.0.9"],"default":true},{"name":"shop/lan","interface":"pod3a6eb0790f3","mac":"02:00:00:00:00:02"}]'
status: { phase: Running }
`;

describe('the three questions that bring people to a dump', () => {
  it.each(['status-empty', 'pod-not-guest', 'migration-required'])('are answered: %s', async (name) => {
    await expect(storyText(exampleStory(`${name}.yaml`))).toMatchFileSnapshot(`stories/${name}.txt`);
  });

  it('1: the NAD is right, and the status is empty', () => {
    const story = exampleStory('status-empty.yaml');
    const { status } = nicOf(story, 'data') ?? {};
    expect(status).toMatchObject({ stage: 'awaits-dynamic-attach', progress: 'waiting' });
    expect(status?.diagnosis).toContain('is requested as pod3a6eb0790f3');
    expect(story.status?.issues.map(({ title }) => title)).toEqual(['The NAD is right, and the status is empty']);
  });

  it('2: the Pod has it, and the guest does not', () => {
    const story = exampleStory('pod-not-guest.yaml');
    const { status } = nicOf(story, 'data') ?? {};
    expect(status).toMatchObject({ stage: 'not-in-guest', progress: 'stuck', lamps: { pod: 'yes', domain: 'no' } });
    expect(status?.nextSteps.join()).toContain('virtctl restart');
    expect(story.status?.misconceptions.map(({ id }) => id)).toContain('pod-is-guest');
  });

  it('3: a migration is required after a NIC was plugged', () => {
    const story = exampleStory('migration-required.yaml');
    expect(nicOf(story, 'data')?.status?.stage).toBe('attach-needs-migration');
    expect(story.status?.conditions.find(({ type }) => type === 'MigrationRequired')).toMatchObject({
      status: 'True',
      network: 'data',
    });
  });
});

describe('a condition that should be there', () => {
  const late = '';

  it('is told, with the NIC that asks for it', () => {
    const asked = pod.replace(/,\{"name":"shop\/lan".*?\}/, '');
    const story = storyOf({ 'vmi.yaml': vmi(late), 'pod.yaml': asked });
    expect(story.status?.missingCondition).toBe(
      'The VMI does not have the condition MigrationRequired, though it should by its NICs. NIC data asks for it: it was added, and the Pod does not have it. By the objects it should be otherwise: they are of different times, KubeVirt has not looked yet, or it is an older release.',
    );
    expect(storyText(story)).toContain('though it should by its NICs');
  });

  it('is not told where it is there, or not expected', () => {
    const pending = '{ type: MigrationRequired, status: "False", lastTransitionTime: "2026-04-02T08:00:00Z" }';
    expect(storyOf({ 'vmi.yaml': vmi(late, pending) }).status?.missingCondition).toBeNull();
    expect(storyOf({ 'vmi.yaml': vmi(late), 'pod.yaml': pod }).status?.missingCondition).toBeNull();
  });
});

describe('what is often believed', () => {
  const believed = (text: string): readonly string[] =>
    storyOf({ 'vmi.yaml': text }).status?.misconceptions.map(({ id }) => id) ?? [];
  const healthy =
    '    - { name: data, podInterfaceName: pod3a6eb0790f3, infoSource: "domain, guest-agent, multus-status", mac: "02:00:00:00:00:02", interfaceName: enp2s0, ipAddress: 10.9.0.4, ipAddresses: [10.9.0.4] }';

  it('is told where the dumps are a case of it', () => {
    expect(believed(vmi(healthy))).toEqual([]);
    expect(believed(vmi(healthy.replace('domain, guest-agent, multus-status', 'multus-status')))).toEqual([
      'pod-is-guest',
    ]);
    expect(
      believed(
        vmi(
          healthy.replace('ipAddress: 10.9.0.4, ipAddresses: [10.9.0.4] ', ''),
          '{ type: AgentConnected, status: "True" }',
        ),
      ),
    ).toEqual(['multus-configures-guest']);
    expect(believed(vmi(`${healthy}\n    - { name: gone, podInterfaceName: net7 }`))).toContain('status-is-display');
  });
});

describe('names of a running VM', () => {
  it('are those that it reports, and all that is made of them follows', () => {
    const story = storyOf({
      'vmi.yaml': vmi(
        '    - { name: data, podInterfaceName: net1, infoSource: "domain, multus-status", mac: "02:00:00:00:00:02" }',
      ),
    });
    const nic = nicOf(story, 'data');
    expect(way(nic)).toEqual(
      expect.arrayContaining([
        'mac 02:00:00:00:00:02',
        'bridge k6t-net1',
        'renamed-nic net1-nic',
        'pod-interface net1',
      ]),
    );
    expect(nic?.path.find(({ at }) => at === 'pod-interface')?.why).toContain('A new Pod calls it `pod3a6eb0790f3`');
    expect(story.commands.map(({ command }) => command).join('\n')).toContain('ip -d link show dev k6t-net1');
  });

  it('are those of the launcher Pod in commands too', () => {
    const story = storyOf({ 'vmi.yaml': vmi(''), 'pod.yaml': pod });
    expect(story.objects.map(({ kind, file }) => `${kind} ${file}`)).toEqual([
      'VirtualMachineInstance vmi.yaml',
      'Pod pod.yaml',
    ]);
    expect(story.commands.map(({ command }) => command)).toContain(
      'kubectl exec -n shop virt-launcher-web-abcde -c compute -- bridge link',
    );
    expect(story.commands.map(({ command }) => command).join('\n')).not.toContain('$POD');
  });
});

describe('dumps of a part', () => {
  it('of a VMI alone: what the Pod would tell is open', () => {
    const story = storyOf({ 'vmi.yaml': vmi('') });
    expect(nicOf(story, 'default')?.status).toMatchObject({ stage: 'healthy', interfaceName: 'enp1s0' });
    expect(way(nicOf(story, 'default'))[0]).toBe('guest-nic enp1s0');
    expect(nicOf(story, 'data')?.status?.alternatives).not.toEqual([]);
  });

  it('of a launcher Pod alone: its interfaces, and what they lack', () => {
    const story = storyOf({ 'pod.yaml': pod });
    expect(story).toMatchObject({ kind: 'Pod', namespace: 'shop', name: 'virt-launcher-web-abcde' });
    expect(story.unknown).toContain('launcher Pod');
    expect(story.nics.map(way)).toEqual([
      ['pod-interface eth0'],
      ['mac 02:00:00:00:00:02', 'pod-interface pod3a6eb0790f3', 'nad shop/lan'],
      ['pod-interface pod0000000000a', 'nad shop/dmz'],
    ]);
    expect(story.nics[2]?.about.join()).toContain('Multus has not attached it');
    expect(story.commands.map(({ command }) => command).join('\n')).toContain('kubectl get vmi web -n shop');
  });

  it('of a VMI whose VM has lost a NIC: the NIC is told all the same', () => {
    const vm = `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata: { name: web, namespace: shop }
spec:
  runStrategy: Always
  template:
    spec:
      domain: { devices: { interfaces: [{ name: default, masquerade: {} }] } }
      networks: [{ name: default, pod: {} }]
`;
    const story = storyOf({
      'vm.yaml': vm,
      'vmi.yaml': vmi(
        '    - { name: data, podInterfaceName: pod3a6eb0790f3, infoSource: "domain, multus-status", mac: "02:00:00:00:00:02" }',
      ),
    });
    const nic = nicOf(story, 'data');
    expect(nic?.status?.stage).toBe('deleted-without-absent');
    expect(way(nic)).toEqual(['pod-interface pod3a6eb0790f3', 'nad shop/lan']);
  });
});
