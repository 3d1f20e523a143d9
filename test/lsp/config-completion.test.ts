/** Completions inside the JSON of a NAD's configuration through the protocol: `|` is the cursor in the manifest. */
import { afterEach, describe, expect, it } from 'vitest';
import { CompletionTester, labels } from '../support/completions.ts';

const tester = new CompletionTester('file:///repo/nad.yaml');

afterEach(() => tester.stop());

const nad = (config: string, namespace = ''): string =>
  `apiVersion: k8s.cni.cncf.io/v1\nkind: NetworkAttachmentDefinition\nmetadata:\n  name: lan\n${namespace}spec:\n  config: ${config}\n`;

describe('keys of a configuration', () => {
  it('are those of the plugin that are not there yet', async () => {
    const { items } = await tester.complete(nad(`'{"type": "bridge", "bridge": "br1", |}'`));
    expect(labels(items)).toEqual(expect.arrayContaining(['vlan', 'macspoofchk', 'ipam', 'cniVersion', 'name']));
    expect(labels(items)).not.toContain('bridge');
    expect(labels(items)).not.toContain('topology');
    expect(items.find(({ label }) => label === 'vlan')?.documentation).toMatchObject({ kind: 'markdown' });
  });

  it('are those of the IPAM plugin, and of the plugin in a list', async () => {
    const ipam = await tester.complete(nad(`'{"type": "bridge", "ipam": {"type": "whereabouts", "|"}}'`));
    expect(labels(ipam.items)).toEqual(expect.arrayContaining(['range', 'exclude']));
    await tester.stop();
    const list = await tester.complete(nad(`'{"plugins": [{"type": "macvlan", |}]}'`));
    expect(labels(list.items)).toEqual(expect.arrayContaining(['master', 'mode']));
  });

  it.each<[string, string, string]>([
    ['single', `'{"type": "bridge", "vl|"}'`, `'{"type": "bridge", "vlan": 0}'`],
    ['single, without a quote', `'{"type": "bridge", vl|}'`, `'{"type": "bridge", "vlan": 0}'`],
    ['double', `"{\\"type\\": \\"bridge\\", \\"vl|\\"}"`, `"{\\"type\\": \\"bridge\\", \\"vlan\\": 0}"`],
    [
      'literal',
      `|\n    {\n      "type": "bridge",\n      "vl|"\n    }`,
      `|\n    {\n      "type": "bridge",\n      "vlan": 0\n    }`,
    ],
    [
      'literal, on a blank line',
      `|\n    {\n      "type": "bridge",\n      |\n    }`,
      `|\n    {\n      "type": "bridge",\n      "vlan": 0\n    }`,
    ],
    ['folded', `>-\n    {"type": "bridge",\n    "vl|"}`, `>-\n    {"type": "bridge",\n    "vlan": 0}`],
    [
      'with a comma missing before',
      `|\n    {\n      "type": "bridge"\n      "vl|"\n    }`,
      `|\n    {\n      "type": "bridge",\n      "vlan": 0\n    }`,
    ],
    [
      'with a comma missing behind',
      `|\n    {\n      "vl|"\n      "type": "bridge"\n    }`,
      `|\n    {\n      "vlan": 0,\n      "type": "bridge"\n    }`,
    ],
    ['with its colon there', `'{"type": "bridge", "vl|": 5}'`, `'{"type": "bridge", "vlan": 5}'`],
    [
      'at the open end of a block',
      `|\n    {\n      "type": "bridge",\n      |`,
      `|\n    {\n      "type": "bridge",\n      "vlan": 0`,
    ],
  ])('are written in a %s scalar', async (_, marked, expected) => {
    // The `|` of a block's header is none of the cursor's.
    const { apply } = await tester.complete(nad(marked), { cursor: nad(marked).lastIndexOf('|') });
    expect(apply('vlan')).toBe(nad(expected));
  });
});

describe('values of a configuration', () => {
  it('are the CNI plugins, those that make a NIC first', async () => {
    const { items, apply } = await tester.complete(nad(`'{"type": "br|"}'`));
    expect(labels(items)[0]).toBe('bridge');
    expect(labels(items)).toEqual(expect.arrayContaining(['ovs', 'sriov', 'ovn-k8s-cni-overlay', 'tuning']));
    expect(apply('bridge')).toBe(nad(`'{"type": "bridge"}'`));
  });

  it('are the plugins that work on another behind the first of a list', async () => {
    const { items } = await tester.complete(nad(`'{"plugins": [{"type": "bridge"}, {"type": |}]}'`));
    expect(labels(items).indexOf('tuning')).toBeLessThan(labels(items).indexOf('bridge'));
  });

  it.each<[string, string, string]>([
    [
      `'{"type": "bridge", "ipam": {"type": |}}'`,
      'whereabouts',
      `'{"type": "bridge", "ipam": {"type": "whereabouts"}}'`,
    ],
    [
      `'{"type": "ovn-k8s-cni-overlay", "topology": "|"}'`,
      'localnet',
      `'{"type": "ovn-k8s-cni-overlay", "topology": "localnet"}'`,
    ],
    [`'{"cniVersion": "|"}'`, '0.3.1', `'{"cniVersion": "0.3.1"}'`],
    [`"{\\"cniVersion\\": |}"`, '1.0.0', `"{\\"cniVersion\\": \\"1.0.0\\"}"`],
    [`'{"type": "bridge", "macspoofchk": |}'`, 'true', `'{"type": "bridge", "macspoofchk": true}'`],
    [`'{"type": "bridge", "name": "|"}'`, 'lan', `'{"type": "bridge", "name": "lan"}'`],
  ])('%s', async (marked, label, expected) => {
    expect((await tester.complete(nad(marked))).apply(label)).toBe(nad(expected));
  });

  it('is the NAD itself where OVN-Kubernetes asks for it', async () => {
    const text = nad(`'{"type": "ovn-k8s-cni-overlay", "netAttachDefName": |}'`, '  namespace: tenant-a\n');
    expect((await tester.complete(text)).apply('tenant-a/lan')).toContain('"netAttachDefName": "tenant-a/lan"}');
  });
});

describe('a configuration that is not there', () => {
  const bridge = ['{', '  "cniVersion": "0.3.1",', '  "name": "lan",', '  "type": "bridge",', '  "bridge": "br1"', '}'];
  const lines = (indent: string): string => bridge.map((line) => indent + line).join('\n');

  it('is written as a whole, in a block of its own', async () => {
    expect((await tester.complete(nad('|').replace(/\n$/, ''))).apply('bridge')).toBe(
      nad(`|-\n${lines('    ')}`).trimEnd(),
    );
  });

  it('is written into the block that is begun', async () => {
    const marked = nad('|-\n    |');
    expect((await tester.complete(marked, { cursor: marked.lastIndexOf('|') })).apply('bridge')).toBe(
      nad(`|-\n${lines('    ')}`),
    );
  });

  it('is written on one line between quotes', async () => {
    const one = '{"cniVersion": "0.3.1", "name": "lan", "type": "bridge", "bridge": "br1"}';
    expect((await tester.complete(nad(`'|'`))).apply('bridge')).toBe(nad(`'${one}'`));
    await tester.stop();
    expect((await tester.complete(nad(`"|"`))).apply('bridge')).toBe(nad(JSON.stringify(one)));
  });

  it('is one of every kind that VirtLens writes', async () => {
    const { items } = await tester.complete(nad(`'|'`));
    expect(labels(items)).toEqual(expect.arrayContaining(['sriov', 'ovs', 'ovn-k8s-cni-overlay, localnet', 'plugins']));
  });
});

it('nothing of it is proposed in another kind, or outside of the JSON', async () => {
  const other = nad(`'{"type": "br|"}'`).replace('NetworkAttachmentDefinition', 'ConfigMap');
  expect(labels((await tester.complete(other)).items)).not.toContain('bridge');
  await tester.stop();
  expect((await tester.complete(nad(`'{"type": "bridge"} |'`))).items).toEqual([]);
});
