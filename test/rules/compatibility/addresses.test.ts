/** What NADs give a NIC by way of addresses, and what becomes of them. */
import { describe, expect, it } from 'vitest';
import { judged, kubevirt, machine, nad, said } from './judged.ts';

type Value = Readonly<Record<string, unknown>>;

const bridgeWith = (ipam: Value): Value => ({ type: 'bridge', bridge: 'br1', ipam });
const hostLocal = { type: 'host-local', subnet: '10.9.0.0/24' };
const asked = '  evictionStrategy: LiveMigrate\n';
const none = '  evictionStrategy: None\n';

function vm(binding = 'bridge: {}', spec = none, pod = 'masquerade: {}'): string {
  return machine(
    [
      { name: 'default', binding: pod, on: 'pod' },
      { name: 'lan', binding, on: 'lan' },
    ],
    { spec },
  );
}

const saidOn = (config: Value, text = vm(), files: Readonly<Record<string, string>> = {}): readonly string[] =>
  said(text, { 'nads.yaml': nad('lan', config), ...files });

describe('ipam-with-live-migration', () => {
  const found = ['warning ipam-with-live-migration'];
  const mentioned = ['information ipam-with-live-migration'];
  const layer3 = { type: 'ovn-k8s-cni-overlay', topology: 'layer3', subnets: '10.2.0.0/16/24' };
  const layer2 = { type: 'ovn-k8s-cni-overlay', topology: 'layer2', subnets: '10.2.0.0/16' };

  it.each([
    [bridgeWith(hostLocal), found],
    [bridgeWith({ type: 'whereabouts', range: '10.9.0.0/24' }), found],
    [bridgeWith({ type: 'static', addresses: [{ address: '10.9.0.5/24' }] }), found],
    [bridgeWith({ type: 'of-our-own' }), mentioned],
    [layer3, found],
    [layer2, mentioned],
    [{ ...layer2, allowPersistentIPs: true }, []],
    [{ ...layer2, subnets: '' }, []],
    [{ type: 'bridge', bridge: 'br1' }, []],
    [bridgeWith({}), []],
  ])('of a VM that is evicted by migration, on %j: %j', (config, expected) => {
    expect(saidOn(config, vm('bridge: {}', asked))).toEqual(expected);
  });

  it.each([
    ['LiveMigrateIfPossible', found],
    ['External', mentioned],
    ['None', []],
    ['{{ .strategy }}', mentioned],
  ])('by the eviction strategy %s', (strategy, expected) => {
    expect(saidOn(bridgeWith(hostLocal), vm('bridge: {}', `  evictionStrategy: ${strategy}\n`))).toEqual(expected);
  });

  it('by the strategy of the cluster, where the VM has none', () => {
    const files = (strategy: string) => ({
      'kubevirt.yaml': kubevirt({}, 'v1.9.0', strategy === '' ? '' : `    evictionStrategy: ${strategy}\n`),
    });
    const on = (strategy: string) => saidOn(bridgeWith(hostLocal), vm('bridge: {}', ''), files(strategy));
    expect(on('LiveMigrate')).toEqual(found);
    expect(on('None')).toEqual([]);
    expect(on('')).toEqual(mentioned);
  });

  it('says nothing of a VM that its Pod network keeps where it is', () => {
    expect(saidOn(bridgeWith(hostLocal), vm('bridge: {}', asked, 'bridge: {}'))).toEqual([]);
    const allowed = vm('bridge: {}', asked, 'bridge: {}').replace(
      'spec:',
      '  annotations: { kubevirt.io/allow-pod-bridge-network-live-migration: "" }\nspec:',
    );
    expect(saidOn(bridgeWith(hostLocal), allowed)).toEqual(found);
  });
});

describe('addresses that do not come to the guest', () => {
  const plugins = { 'kubevirt.yaml': kubevirt({ l2bridge: 'managedTap', macvtap: 'tap' }) };

  it.each([
    ['bridge: {}', bridgeWith({ type: 'host-local', subnet: 'fd00:9::/64' }), true],
    [
      'bridge: {}',
      bridgeWith({ type: 'host-local', ranges: [[{ subnet: 'fd00::/64' }], [{ subnet: '10.1.0.0/24' }]] }),
      false,
    ],
    ['bridge: {}', bridgeWith({ type: 'whereabouts', ipRanges: [{ range: 'fd00::/64' }] }), true],
    ['bridge: {}', bridgeWith({ type: 'static', addresses: [{ address: 'fd00::5/64' }] }), true],
    ['bridge: {}', bridgeWith({ type: 'static' }), false],
    ['bridge: {}', bridgeWith(hostLocal), false],
    ['binding: { name: l2bridge }', bridgeWith(hostLocal), true],
    ['binding: { name: l2bridge }', { type: 'bridge', bridge: 'br1' }, false],
    ['binding: { name: macvtap }', { type: 'macvtap', ipam: hostLocal, deviceID: 'eth0' }, true],
    ['sriov: {}', { type: 'sriov', ipam: hostLocal, deviceID: '0000:00:02.0' }, true],
    ['sriov: {}', { type: 'sriov', deviceID: '0000:00:02.0' }, false],
  ])('%s on %j: %s', (binding, config, isFound) => {
    expect(saidOn(config, vm(binding), plugins)).toEqual(isFound ? ['warning ipam-without-effect'] : []);
  });
});

describe('addresses that stand in the way', () => {
  it('dhcp: a lease for the Pod', () => {
    expect(saidOn(bridgeWith({ type: 'dhcp' }))).toEqual(['warning dhcp-ipam']);
    expect(saidOn({ type: 'sriov', ipam: { type: 'dhcp' }, deviceID: 'x' }, vm('sriov: {}'))).toEqual([
      'warning ipam-without-effect',
    ]);
  });

  it('is taken away in the NAD’s own file, but not from a default network, nor from OVN-Kubernetes', () => {
    const on = (config: Value, isDefault: boolean): readonly string[] =>
      judged(machine([{ name: 'lan', binding: 'bridge: {}', on: 'team-a/lan', isDefault }], { spec: asked }), {
        'nads.yaml': nad('lan', config),
      }).flatMap(({ titles }) => titles);
    const whereabouts = bridgeWith({ type: 'whereabouts', range: '10.9.0.0/24' });
    expect(on(whereabouts, false)).toEqual(['Remove ipam from the NAD lan']);
    expect(on(whereabouts, true)).toEqual([]);
    expect(on({ type: 'ovn-k8s-cni-overlay', topology: 'layer3', subnets: '10.2.0.0/16/24' }, false)).toEqual([]);
  });

  const fixed = (address: string, more: Value = {}, of: Value = {}): Value => ({
    ...bridgeWith({ type: 'static', addresses: [{ address }], ...more }),
    ...of,
  });

  it.each([
    [fixed('10.9.0.5/32'), true],
    [fixed('10.9.0.5/24'), false],
    [fixed('10.9.0.5/32', { routes: [{ dst: '0.0.0.0/0' }] }), false],
    [fixed('10.9.0.5/32', {}, { isDefaultGateway: true }), false],
    [bridgeWith({ type: 'static', addresses: [{ address: '10.9.0.5/32' }, { address: '10.8.0.5/24' }] }), false],
  ])('no route: %j: %s', (config, isFound) => {
    expect(saidOn(config)).toEqual(isFound ? ['warning ipam-without-route'] : []);
  });

  it.each([
    [{ type: 'bridge', bridge: 'br1' }, true],
    [bridgeWith(hostLocal), false],
    [{ type: 'ovn-k8s-cni-overlay', topology: 'layer2', subnets: '10.0.0.0/16' }, false],
    [{ type: 'calico' }, false],
  ])('none for the Pod, on %j: %s', (config, isFound) => {
    const text = machine([{ name: 'lan', binding: 'bridge: {}', on: 'team-a/lan', isDefault: true }], { spec: none });
    expect(saidOn(config, text)).toEqual(isFound ? ['warning default-network-without-ipam'] : []);
  });
});

describe('duplicate-ipam-address', () => {
  const fixed = bridgeWith({ type: 'static', addresses: [{ address: '10.9.0.5/24' }] });
  const other = (reference: string, namespace: string): Record<string, string> => ({
    'other.yaml': machine([{ name: 'net', binding: 'bridge: {}', on: reference }], { namespace, name: 'core' }),
  });

  it('is told where another machine is on the NAD', () => {
    expect(saidOn(fixed)).toEqual([]);
    expect(saidOn(fixed, vm(), other('lan', 'team-a'))).toEqual(['warning duplicate-ipam-address']);
    expect(saidOn(fixed, vm(), other('team-a/lan', 'infra'))).toEqual(['warning duplicate-ipam-address']);
    expect(saidOn(fixed, vm(), other('lan', 'infra'))).toEqual([]);
    expect(saidOn(fixed, vm(), other('lan', '{{ .ns }}'))).toEqual([]);
    expect(saidOn(bridgeWith(hostLocal), vm(), other('lan', 'team-a'))).toEqual(['information duplicate-ipam-address']);
    expect(saidOn(bridgeWith({ type: 'whereabouts' }), vm(), other('lan', 'team-a'))).toEqual([]);
  });

  it('points to the NAD and to the other machine', () => {
    const [found] = judged(vm(), { 'nads.yaml': nad('lan', fixed), ...other('lan', 'team-a') });
    expect(found?.finding.elsewhere?.map(({ fact }) => fact.uri.split('/').at(-1))).toEqual([
      'nads.yaml',
      'other.yaml',
    ]);
  });

  it.each([
    ['3', ['warning duplicate-ipam-address']],
    ['1', []],
    ['{{ .replicas }}', []],
  ])('is told of a replica set of %s', (replicas, expected) => {
    const set = `apiVersion: kubevirt.io/v1
kind: VirtualMachineInstanceReplicaSet
metadata: { name: web, namespace: team-a }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      evictionStrategy: None
      domain: { memory: { guest: 1Gi }, devices: { interfaces: [{ name: lan, bridge: {} }] } }
      networks: [{ name: lan, multus: { networkName: lan } }]
`;
    expect(saidOn(fixed, set)).toEqual(expected);
  });
});

describe('networks of OVN-Kubernetes and pools of devices', () => {
  const two = (binding: string, ...on: readonly string[]): string =>
    machine(
      on.map((reference, at) => ({ name: `nic${at}`, binding, on: reference })),
      { spec: none },
    );

  it('primary-network-reference goes by the role', () => {
    const config = { type: 'ovn-k8s-cni-overlay', topology: 'layer2', subnets: '10.0.0.0/16' };
    const single = machine([{ name: 'lan', binding: 'bridge: {}', on: 'lan' }], { spec: none });
    const [found] = judged(single, { 'nads.yaml': nad('lan', { ...config, role: 'primary' }) });
    expect(found?.said).toBe('warning primary-network-reference');
    expect(found?.titles).toEqual(['Connect lan to the Pod network']);
    expect(saidOn({ ...config, role: 'secondary' }, single)).toEqual([]);
    // Where something else is on the Pod network nothing is offered.
    expect(judged(vm(), { 'nads.yaml': nad('lan', { ...config, role: 'primary' }) })[0]?.titles).toEqual([]);
  });

  it('repeated-nad is told of OVN-Kubernetes and of pools, and of nothing else', () => {
    const ovn = { type: 'ovn-k8s-cni-overlay', topology: 'localnet' };
    const pool = { 'kubevirt.yaml': kubevirt({}, 'v1.8.4') };
    const fast = (name: string): string => nad(name, { type: 'sriov' }, { resource: 'example.com/fast' });
    expect(saidOn(ovn, two('bridge: {}', 'lan', 'team-a/lan'))).toEqual(['information repeated-nad']);
    expect(saidOn({ type: 'bridge', bridge: 'br1' }, two('bridge: {}', 'lan', 'lan'))).toEqual([]);
    expect(said(two('sriov: {}', 'one', 'two'), { 'nads.yaml': `${fast('one')}---\n${fast('two')}`, ...pool })).toEqual(
      ['information repeated-nad'],
    );
    expect(said(two('sriov: {}', 'one'), { 'nads.yaml': fast('one'), ...pool })).toEqual([]);
  });
});
