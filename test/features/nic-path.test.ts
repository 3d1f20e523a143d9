/** The hover of a NIC tells its whole way, who gives the address, and whether the VM can be migrated. */
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../server/src/core/counters.ts';
import { hover } from '../../server/src/core/features/hover.ts';
import { Workspace } from '../../server/src/core/workspace/workspace.ts';

const nad = (config: string): string => `apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata: { name: lan, namespace: shop }
spec:
  config: '${config}'
`;

const vm = (pod: string, lan: string): string => `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata: { name: web, namespace: shop }
spec:
  template:
    metadata: {}
    spec:
      domain:
        devices:
          interfaces: [{ name: default, ${pod} }, { name: lan, ${lan} }]
      networks: [{ name: default, pod: {} }, { name: lan, multus: { networkName: lan } }]
`;

/** The three lines of a network's hover that begin with their word. */
function told(index: number, text: string, config?: string, configuration?: string): readonly string[] {
  const workspace = new Workspace(newCounters());
  const uri = 'file:///folder/vm.yaml';
  if (config !== undefined) workspace.setDiskFile('file:///folder/nad.yaml', nad(config));
  if (configuration !== undefined)
    workspace.setDiskFile('file:///folder/.virtlens.yaml', `release: v1.9\nconfiguration: ${configuration}\n`);
  workspace.setDiskFile(uri, text);
  const view = workspace.view(uri, 0);
  const shown = view && hover(view, `spec.template.spec.networks[${index}].name`, workspace.context(uri));
  return (shown?.markdown ?? '').split('\n\n').filter((line) => /^\*\*(Path|Address|Live migration)\*\*/.test(line));
}

const bridged = '{"cniVersion":"1.0.0","name":"lan","type":"bridge","bridge":"br1","vlan":100}';

describe('the way of a NIC', () => {
  it('leads from the guest over tap, bridge and Pod interface to the NAD and the device of the node', () => {
    expect(
      told(1, vm('masquerade: {}', 'bridge: {}, model: e1000e, macAddress: "02:00:00:00:00:05"'), bridged),
    ).toEqual([
      '**Path** guest NIC (`e1000e`, `02:00:00:00:00:05`) → tap `tap094a367b026` → bridge `k6t-094a367b026` → `094a367b026-nic`, once Pod interface `pod094a367b026` → NAD `shop/lan` (`bridge`) → node: `br1`, VLAN `100`',
      '**Address** none by KubeVirt: a DHCP server on that network gives it, or it is set in the guest.',
      '**Live migration** possible, as far as the networks of the VM go.',
    ]);
  });

  it('passes NAT with masquerade', () => {
    expect(told(0, vm('masquerade: {}', 'bridge: {}'))).toEqual([
      '**Path** guest NIC (`virtio`) → tap `tap0` → bridge `k6t-eth0` → NAT → Pod interface `eth0` → Pod network of the cluster',
      '**Address** of `10.0.2.0/24`, by KubeVirt’s DHCP; to others the guest has the address of the Pod.',
      '**Live migration** possible, as far as the networks of the VM go.',
    ]);
  });

  it('is short for a virtual function, and ends at a NAD that is not known', () => {
    expect(told(1, vm('masquerade: {}', 'sriov: {}'))[0]).toBe(
      '**Path** guest NIC (`virtual function`) → Pod interface `pod094a367b026` → NAD `shop/lan`, not among the known files',
    );
  });

  it.each([
    [
      bridged.replace('}', ',"ipam":{"type":"whereabouts","range":"10.7.0.0/24"}}'),
      /^\*\*Address\*\* by IPAM `whereabouts`/,
    ],
    [
      '{"type":"ovn-k8s-cni-overlay","name":"lan","topology":"layer2","netAttachDefName":"shop/lan","subnets":"10.7.0.0/16"}',
      /^\*\*Address\*\* of `10\.7\.0\.0\/16`, by the network/,
    ],
    ['{"type":"something","name":"lan"}', undefined],
  ])('says who gives the address: %s', (config, expected) => {
    const address = told(1, vm('masquerade: {}', 'bridge: {}'), config).find((line) => line.startsWith('**Address'));
    if (expected) expect(address).toMatch(expected);
    else expect(address).toBeUndefined();
  });
});

describe('live migration', () => {
  const last = (text: string, configuration?: string): string | undefined =>
    told(0, text, undefined, configuration).at(-1);

  it.each([
    [vm('bridge: {}', 'bridge: {}'), undefined, /not possible: cannot migrate VMI which does not use masquerade/],
    [
      vm('bridge: {}', 'bridge: {}').replace(
        'metadata: {}',
        'metadata: { annotations: { kubevirt.io/allow-pod-bridge-network-live-migration: "" } }',
      ),
      undefined,
      /possible, as far as/,
    ],
    [
      vm('bridge: {}', 'bridge: {}').replace('metadata: {}', 'metadata: { annotations: {{ .Values.a }} }'),
      undefined,
      /not known: a template/,
    ],
    [vm('binding: { name: l2bridge }', 'bridge: {}'), undefined, /not known: it depends on the KubeVirt resource/],
    [
      vm('binding: { name: l2bridge }', 'bridge: {}'),
      '{ network: { binding: { l2bridge: { migration: {} } } } }',
      /possible, as far as/,
    ],
    [vm('binding: { name: l2bridge }', 'bridge: {}'), '{ network: { binding: { l2bridge: {} } } }', /not possible/],
  ])('%#', (text, configuration, expected) => {
    expect(last(text, configuration)).toMatch(expected);
  });
});
