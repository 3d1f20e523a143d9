/** What is told of a VM's NICs: each step with its real name, why, what edits would do, and what to run. */
import { describe, expect, it } from 'vitest';
import { storyMarkdown } from '../../../server/src/core/features/explain/story-markdown.ts';
import { storyText } from '../../../server/src/core/features/explain/story-text.ts';
import type { NicStory } from '../../../server/src/core/features/explain/story.ts';
import { blueNad, implicitNic, kubevirtWith, pluginVm, twoNetworks } from '../../support/manifests.ts';
import { storyOf } from './told.ts';

const project = { '.virtlens.yaml': 'release: v1.9\nnamespace: tenant-a\n' };
const way = (nic: NicStory | undefined): readonly string[] => (nic?.path ?? []).map(({ at, name }) => `${at} ${name}`);

describe('the story of a VM', () => {
  it('tells a masquerade NIC and a bridge NIC from the guest to the node', async () => {
    const story = storyOf({
      'vm.yaml': twoNetworks,
      'nad.yaml': blueNad.replace('"br1"', '"br1", "vlan": 100'),
      ...project,
    });
    await expect(storyText(story)).toMatchFileSnapshot('stories/router.txt');
  });

  it('tells a virtual function, which has no tap and no bridge', () => {
    const story = storyOf({
      'vm.yaml': twoNetworks.replace('bridge: {}', 'sriov: {}'),
      'nad.yaml': blueNad
        .replace(
          '  namespace: tenant-a\n',
          '  namespace: tenant-a\n  annotations: { k8s.v1.cni.cncf.io/resourceName: vendor.io/vf }\n',
        )
        .replace('"type": "bridge", "bridge": "br1"', '"type": "sriov", "vlan": 7'),
      ...project,
    });
    expect(way(story.nics[1])).toEqual([
      'domain-nic ua-sriov-blue',
      'pod-interface pod16477688c0e',
      'annotation {"name":"vlan100","namespace":"tenant-a","interface":"pod16477688c0e"}',
      'nad tenant-a/vlan100',
      'resource vendor.io/vf',
      'cni sriov',
      'vlan 7',
    ]);
    expect(story.nics[1]?.about.join()).toContain('virtual function');
  });

  it('tells what a binding plugin adds, and that KubeVirt cannot go on without one', () => {
    const registered = storyOf({ 'vm.yaml': pluginVm('passt'), 'kubevirt.yaml': kubevirtWith('passt') });
    expect(way(registered.nics[0])).toContain(
      'plugin-annotation {"name":"passt-net","namespace":"default","cni-args":{"logicNetworkName":"default"}}',
    );
    expect(registered.error).toBeNull();
    const refused = storyOf({ 'vm.yaml': pluginVm('pastt'), 'kubevirt.yaml': kubevirtWith('passt') });
    expect(refused.error).toContain('pastt');
    expect(refused.findings.map(({ rule, file, line }) => `${rule} ${file}:${line}`)).toEqual([
      'unregistered-binding-plugin vm.yaml:15',
    ]);
    // Where the registered plugins are not seen nothing is claimed.
    expect(storyOf({ 'vm.yaml': pluginVm('pastt') }).error).toBeNull();
  });

  it('tells the NIC that KubeVirt adds', () => {
    const story = storyOf({ 'vm.yaml': implicitNic, ...project });
    expect(story.nics).toMatchObject([{ name: 'default', isImplicit: true, binding: 'bridge' }]);
    expect(way(story.nics[0])).toContain('renamed-nic eth0-nic');
    expect(story.nics[0]?.about[0]).toContain('`autoattachPodInterface: false`');
    expect(story.migration.state).toBe('blocked');
    expect(
      storyText(
        storyOf({ 'vm.yaml': implicitNic.replace('devices: {}', 'devices: { autoattachPodInterface: false }') }),
      ),
    ).toContain('The VM has no NIC.');
  });

  it('says what a template leaves open, and keeps to what is known', () => {
    const text = twoNetworks.replace('networkName: vlan100', 'networkName: {{ .Values.nad }}');
    const story = storyOf({ 'vm.yaml': text, ...project });
    expect(story.unknown).toContain('template');
    expect(story.nics.map(({ name, isKnown, path }) => [name, isKnown, path.length > 0])).toEqual([
      ['default', true, true],
      ['blue', false, false],
    ]);
    expect(story.nics[1]?.about[0]).toContain('A template writes a part of this NIC');
  });

  it('names a NAD that no known file has, and an interface without its network', () => {
    const story = storyOf({
      'vm.yaml': twoNetworks.replace('name: blue\n              bridge', 'name: green\n              bridge'),
    });
    expect(story.nics[1]?.about[0]).toContain('`green`');
    const unseen = storyOf({ 'vm.yaml': twoNetworks }).nics[1]?.path.find(({ at }) => at === 'nad');
    expect(unseen).toMatchObject({ name: 'tenant-a/vlan100' });
    expect(unseen?.why).toContain('None of the known files has this NAD');
  });

  it('tells where the findings of this VM are, and of no other object', () => {
    const other = twoNetworks
      .replace('name: router', 'name: other')
      .replace('masquerade: {}', 'masquerade: {}\n              macAddress: nonsense');
    const list = `${other}---\n${twoNetworks}`;
    const first = storyOf({ 'vm.yaml': list, ...project });
    expect(first.findings.map(({ rule, line }) => [rule, line])).toContainEqual(['malformed-mac-address', 15]);
    expect(
      storyOf({ 'vm.yaml': `${twoNetworks}---\n${other}`, ...project }).findings.map(({ rule }) => rule),
    ).not.toContain('malformed-mac-address');
  });
});

describe('what edits would do', () => {
  const edits = (files: Readonly<Record<string, string>>): readonly string[] => {
    const { nics, edits: all } = storyOf({ ...files, ...project });
    return [
      ...nics.flatMap((nic) => nic.edits.map((edit) => `${nic.name}: ${edit.title}: ${edit.kinds.join(', ')}`)),
      ...all.map(({ title, kinds }) => `${title}: ${kinds.join(', ')}`),
    ];
  };

  it('is what KubeVirt’s controllers would do', () => {
    expect(edits({ 'vm.yaml': twoNetworks })).toMatchInlineSnapshot(`
      [
        "default: Unplug it (\`state: absent\`): rejected",
        "default: Set its link (\`state: down\`): live",
        "default: Change its MAC address: restart",
        "default: Delete it from the manifest, without \`state: absent\`: restart",
        "blue: Unplug it (\`state: absent\`): pending-migration, silent",
        "blue: Set its link (\`state: down\`): live",
        "blue: Name another NAD: migration",
        "blue: Change its MAC address: restart",
        "blue: Delete it from the manifest, without \`state: absent\`: restart, silent",
        "Add a NIC with \`bridge\` on another NAD: pending-migration",
        "Add a NIC with \`sriov\` on another NAD: migration",
      ]
    `);
  });

  it('depends on the release', () => {
    const files = { 'vm.yaml': twoNetworks, '.virtlens.yaml': 'release: v1.7\n' };
    const { nics } = storyOf(files);
    expect(nics[1]?.edits.find(({ title }) => title.includes('another NAD'))?.kinds).toEqual(['restart']);
    expect(
      storyOf({ ...files, ...project }).nics[1]?.edits.find(({ title }) => title.includes('another NAD'))?.kinds,
    ).not.toContain('restart');
  });

  it('says what becomes of the NIC that KubeVirt added', () => {
    const [bridge] = storyOf({ 'vm.yaml': implicitNic, ...project }).edits;
    expect(bridge?.kinds).toContain('restart');
  });

  it('is not told of objects that nobody edits so', () => {
    const vmi = twoNetworks
      .replace('kind: VirtualMachine\n', 'kind: VirtualMachineInstance\n')
      .replace(/spec:\n {2}runStrategy: Always\n {2}template:\n/, '')
      .replace(/^ {4}(?=spec:)/m, '');
    const story = storyOf({ 'vm.yaml': vmi, ...project });
    expect(story.kind).toBe('VirtualMachineInstance');
    expect(story.edits).toEqual([]);
    expect(story.nics.every(({ edits: own }) => own.length === 0)).toBe(true);
  });
});

describe('what to run', () => {
  const commands = (text: string): readonly string[] =>
    storyOf({ 'vm.yaml': text, ...project }).commands.map(({ command }) => command);

  it('has the real names', () => {
    expect(commands(twoNetworks)).toMatchInlineSnapshot(`
      [
        "kubectl get vmi router -n tenant-a -o jsonpath='{range .status.interfaces[*]}{.name}{"\\t"}{.podInterfaceName}{"\\t"}{.infoSource}{"\\t"}{.mac}{"\\t"}{.ipAddresses}{"\\n"}{end}'",
        "kubectl get vmi router -n tenant-a -o jsonpath='{range .status.conditions[*]}{.type}={.status} {.reason} {.message}{"\\n"}{end}'",
        "POD=$(kubectl get pod -n tenant-a -l kubevirt.io=virt-launcher,vm.kubevirt.io/name=router --field-selector=status.phase=Running -o name)",
        "kubectl get "$POD" -n tenant-a -o jsonpath='{.metadata.annotations.k8s\\.v1\\.cni\\.cncf\\.io/networks}{"\\n"}{.metadata.annotations.k8s\\.v1\\.cni\\.cncf\\.io/network-status}{"\\n"}'",
        "kubectl describe "$POD" -n tenant-a",
        "kubectl exec -n tenant-a "$POD" -c compute -- ip -d link show dev k6t-eth0",
        "kubectl exec -n tenant-a "$POD" -c compute -- ip -d link show dev k6t-16477688c0e",
        "kubectl exec -n tenant-a "$POD" -c compute -- bridge link",
        "kubectl exec -n tenant-a "$POD" -c compute -- virsh dumpxml tenant-a_router",
        "kubectl get net-attach-def vlan100 -n tenant-a -o yaml",
        "virtctl guestosinfo router -n tenant-a",
      ]
    `);
  });

  it('finds the launcher Pod by the host name, which is its label', () => {
    const label = (text: string): string | undefined =>
      /vm\.kubevirt\.io\/name=(\S+)/.exec(commands(text).join('\n'))?.[1];
    expect(label(twoNetworks.replace('      networks:', '      hostname: edge\n      networks:'))).toBe('edge');
    expect(label(twoNetworks.replace('name: router', 'name: router.v2'))).toBe('router');
  });

  it('leaves out what a shell would not take as it is', () => {
    expect(commands(twoNetworks.replace('name: router', 'name: "$(reboot)"'))).toEqual([]);
    expect(
      commands(twoNetworks.replace('networkName: vlan100', 'networkName: "a/$(reboot)"')).join('\n'),
    ).not.toContain('reboot');
  });
});

describe('Markdown', () => {
  it('has a table for each NIC, and names where things stand', () => {
    const story = storyOf({ 'vm.yaml': twoNetworks, 'nad.yaml': blueNad, ...project });
    const text = storyMarkdown(story);
    expect(text).toContain('# The networks of VirtualMachine tenant-a/router');
    expect(text).toContain('| bridge | `k6t-16477688c0e` | Joins the tap with `16477688c0e-nic`. |');
    expect(text).toContain('(nad.yaml:4)');
    expect(text).toContain('```sh\nkubectl get vmi router -n tenant-a');
  });

  it('takes nothing in manifests for markup', () => {
    const hostile = twoNetworks
      .replaceAll('name: blue', 'name: "`x` <b> | [a](b) *c*"')
      .replace('name: router', 'name: "<img src=x>"');
    const text = storyMarkdown(storyOf({ 'vm.yaml': hostile, ...project }));
    const outside = text.replace(/(?<!`)(`+)(?!`)(.|\n)*?[^`]\1(?!`)/g, '');
    expect(outside).not.toMatch(/<img|<b>|(?<!\\)\[a|(?<!\\)\*c/);
    expect(text.split('\n').filter((line) => line.startsWith('| '))).not.toHaveLength(0);
  });
});
