import { describe, expect, it } from 'vitest';
import { defaultConfiguration, type ClusterConfiguration } from '../../../server/src/core/kubevirt/configuration.ts';
import type { Condition } from '../../../server/src/core/kubevirt/live/conditions.ts';
import { knowsOf, updateInterfaceStatuses } from '../../../server/src/core/kubevirt/live/interface-status.ts';
import { evaluateMigration } from '../../../server/src/core/kubevirt/live/migration-evaluator.ts';
import { networkRestartReasons } from '../../../server/src/core/kubevirt/live/network-restart.ts';
import { syncNetworks } from '../../../server/src/core/kubevirt/live/network-sync.ts';
import { readNics } from '../../../server/src/core/kubevirt/live/nics.ts';
import { decodeInterfaceStatuses } from '../../../server/src/core/kubevirt/decode.ts';
import { hashedPodInterface } from '../../../server/src/core/kubevirt/name-scheme.ts';
import { parseNetworkStatus } from '../../../server/src/core/kubevirt/network-status.ts';
import { findRelease, newestRelease } from '../../../server/src/core/kubevirt/releases/index.ts';
import { multusDefault, podNetwork, secondary } from '../specs.ts';

const gated: ClusterConfiguration = { ...defaultConfiguration, featureGates: ['LiveUpdateNADRef'] };
const release = (id: string) => findRelease(id) ?? newestRelease;
const nics = (interfaces: readonly object[], networks: readonly object[], id = 'v1.9') =>
  readNics({ domain: { devices: { interfaces } }, networks }, release(id));
const statuses = (...interfaces: readonly object[]) => decodeInterfaceStatuses({ interfaces });
const bridge = (name: string, rest: object = {}): object => ({ name, bridge: {}, ...rest });

describe('networkRestartReasons', () => {
  const own = { interfaces: [bridge('a')], networks: [secondary('a', 'x')] };
  const reasons = (
    interfaces: readonly object[],
    networks: readonly object[],
    id: string,
    configuration = defaultConfiguration,
  ) =>
    networkRestartReasons(
      nics(interfaces, networks, id),
      nics(own.interfaces, own.networks, id),
      release(id),
      configuration,
    ).map(({ network, part }) => `${network}: ${part}`);

  it.each<[string, readonly object[], readonly object[], string[]]>([
    ['the same', own.interfaces, own.networks, []],
    ['another state', [bridge('a', { state: 'down' })], own.networks, []],
    ['one more', [bridge('a'), bridge('b')], [secondary('a', 'x'), secondary('b')], []],
    ['a bridge turned SR-IOV', [{ name: 'a', sriov: {} }], own.networks, ['a: interface-changed']],
    ['an empty list', [bridge('a', { ports: [] })], own.networks, ['a: interface-changed']],
    ['no interface', [], own.networks, ['a: interface-removed']],
    ['no network', own.interfaces, [], ['a: network-removed']],
    ['nothing', [], [], ['a: interface-removed', 'a: network-removed']],
    ['a default network', own.interfaces, [multusDefault('a', 'x')], ['a: network-changed']],
  ])('of %s', (_, interfaces, networks, expected) => {
    expect(reasons(interfaces, networks, 'v1.9')).toEqual(expected);
  });

  it('has another NAD in some releases', () => {
    const asked = (id: string, configuration?: ClusterConfiguration) =>
      reasons(own.interfaces, [secondary('a', 'y')], id, configuration);
    expect(['v1.6', 'v1.7', 'v1.8', 'v1.9'].map((id) => asked(id).length)).toEqual([1, 1, 1, 0]);
    expect(['v1.6', 'v1.7', 'v1.8', 'v1.9'].map((id) => asked(id, gated).length)).toEqual([1, 1, 0, 0]);
  });

  it('has a Pod network that comes anew in some releases', () => {
    const asked = (id: string) => reasons([bridge('a'), bridge('p')], [secondary('a', 'x'), podNetwork('p')], id);
    expect(['v1.7', 'v1.8'].map(asked)).toEqual([[], ['p: pod-network-added']]);
  });
});

describe('syncNetworks', () => {
  const known = statuses({ name: 'a', podInterfaceName: hashedPodInterface('a'), infoSource: 'domain, multus-status' });
  const sync = (
    vm: ReturnType<typeof nics>,
    vmi: ReturnType<typeof nics>,
    { status = known, id = 'v1.9' }: { status?: typeof known; id?: string } = {},
  ) =>
    syncNetworks({
      vm,
      vmi: { nics: vmi, statuses: status, isBeingDeleted: false },
      release: release(id),
      configuration: defaultConfiguration,
    });
  const one = nics([bridge('a')], [secondary('a', 'x')]);

  it.each<[string, readonly object[], readonly object[], string[]]>([
    ['nothing', [bridge('a')], [secondary('a', 'x')], []],
    ['a new NIC', [bridge('a'), bridge('b')], [secondary('a', 'x'), secondary('b')], ['b: hot-plugged']],
    ['a new NIC without network', [bridge('a'), bridge('b')], [secondary('a', 'x')], ['b: hot-plugged']],
    [
      'a new plugin NIC',
      [bridge('a'), { name: 'b', binding: { name: 'p' } }],
      [secondary('a', 'x'), secondary('b')],
      ['b: not-pluggable'],
    ],
    [
      'a new absent NIC',
      [bridge('a'), bridge('b', { state: 'absent' })],
      [secondary('a', 'x'), secondary('b')],
      ['b: absent-from-start', 'b: dropped-from-vm'],
    ],
    ['link down', [bridge('a', { state: 'down' })], [secondary('a', 'x')], ['a: state-copied']],
    ['an unplug', [bridge('a', { state: 'absent' })], [secondary('a', 'x')], ['a: state-copied']],
    ['another NAD', [bridge('a')], [secondary('a', 'y')], ['a: nad-copied']],
    ['a removal', [], [], ['a: kept']],
  ])('with %s', (_, interfaces, networks, fates) => {
    expect(sync(nics(interfaces, networks), one).fates.map(({ network, fate }) => `${network}: ${fate}`)).toEqual(
      fates,
    );
  });

  it('does not unplug what has an ordinal name, or none that is known', () => {
    const absent = nics([bridge('a', { state: 'absent' })], [secondary('a', 'x')]);
    for (const status of [statuses({ name: 'a', podInterfaceName: 'net1' }), statuses({ name: 'a' }), []])
      expect(sync(absent, one, { status })).toMatchObject({ vmi: undefined, fates: [{ fate: 'unplug-refused' }] });
  });

  it('ends an unplug once nobody knows of the NIC, and does not turn back', () => {
    const absent = nics([bridge('a', { state: 'absent' })], [secondary('a', 'x')]);
    const gone = sync(absent, absent, { status: [] });
    expect(gone).toMatchObject({ vmi: { interfaces: [], networks: [] }, vm: { interfaces: [], networks: [] } });
    expect(gone.fates.map(({ fate }) => fate)).toEqual(['dropped-from-vmi', 'dropped-from-vm']);
    expect(sync(one, absent).fates).toEqual([{ network: 'a', fate: 'unplug-under-way' }]);
  });

  it('puts the template’s networks into the order of its interfaces', () => {
    const turned = nics([bridge('b'), bridge('a')], [secondary('a', 'x'), secondary('b')]);
    const vmi = nics([bridge('a'), bridge('b')], [secondary('a', 'x'), secondary('b')]);
    const outcome = sync(turned, vmi, { status: [] });
    expect(outcome.vm?.networks.map(({ name }) => name)).toEqual(['b', 'a']);
    expect(outcome).toMatchObject({ vmi: undefined, fates: [] });
  });
});

describe('evaluateMigration', () => {
  const now = Date.parse('2026-03-01T12:00:00Z');
  const known = { name: 'a', podInterfaceName: 'pod1', infoSource: 'domain, multus-status' };
  const evaluate = (
    interfaces: readonly object[],
    networks: readonly object[],
    status: readonly object[],
    {
      attached = 'here/x',
      conditions = [],
      id = 'v1.9',
    }: { attached?: string; conditions?: readonly Condition[]; id?: string } = {},
  ) =>
    evaluateMigration({
      nics: nics(interfaces, networks, id),
      statuses: statuses(...status),
      podStatuses: parseNetworkStatus(JSON.stringify([{ name: attached, interface: 'pod1' }])),
      conditions,
      namespace: 'here',
      now,
      release: release(id),
      configuration: defaultConfiguration,
    });
  const x = [secondary('a', 'x')];

  it.each<[string, object, object[], string | undefined, string]>([
    ['plugged', bridge('a'), [known], undefined, 'Unknown'],
    ['not known yet', bridge('a'), [], 'hot-plug', 'False'],
    ['an SR-IOV NIC not known yet', { name: 'a', sriov: {} }, [], 'sriov-hot-plug', 'True'],
    ['absent, and still in the guest', bridge('a', { state: 'absent' }), [known], undefined, 'Unknown'],
    [
      'absent, and out of the guest',
      bridge('a', { state: 'absent' }),
      [{ ...known, infoSource: 'multus-status' }],
      'unplug',
      'False',
    ],
    [
      'absent, with an item that is none',
      bridge('a', { state: 'absent' }),
      [{ ...known, infoSource: 'domain,multus-status' }],
      undefined,
      'Unknown',
    ],
    ['absent and gone', bridge('a', { state: 'absent' }), [], undefined, 'Unknown'],
  ])('of a NIC that is %s', (_, own, status, cause, verdict) => {
    expect(evaluate([own], x, status)).toEqual({ verdict, ...(cause && { decision: { network: 'a', cause } }) });
  });

  it.each<[string, string, string]>([
    ['x', 'here/x', 'Unknown'],
    ['here/x', 'here/x', 'Unknown'],
    ['x', 'x', 'Unknown'],
    ['x', 'there/x', 'True'],
    ['there/x', 'here/x', 'True'],
  ])('of NAD %s, attached by %s: %s', (reference, attached, verdict) => {
    expect(evaluate([bridge('a')], [secondary('a', reference)], [known], { attached })?.verdict).toBe(verdict);
    expect(evaluate([bridge('a')], [secondary('a', reference)], [known], { attached, id: 'v1.7' })?.verdict).toBe(
      'Unknown',
    );
  });

  it('asks nothing of default networks', () => {
    expect(evaluate([bridge('a')], [multusDefault('a', 'y')], [known])?.verdict).toBe('Unknown');
  });

  it('lets the first network decide', () => {
    const interfaces = [{ name: 'b', sriov: {} }, bridge('a')];
    expect(evaluate(interfaces, [...x, secondary('b')], [])?.decision).toEqual({ network: 'a', cause: 'hot-plug' });
    expect(evaluate(interfaces, [secondary('b'), ...x], [])?.decision).toEqual({
      network: 'b',
      cause: 'sriov-hot-plug',
    });
  });

  it.each<[string, string, string]>([
    ['False', '2026-03-01T11:59:45Z', 'False'],
    ['False', '2026-03-01T11:59:44Z', 'True'],
    ['True', '2026-03-01T11:00:00Z', 'False'],
    ['False', '', 'True'],
  ])('counts the grace period: %s since %s gives %s', (status, lastTransitionTime, verdict) => {
    const conditions = [{ type: 'MigrationRequired', status, reason: '', message: '', lastTransitionTime }];
    expect(evaluate([bridge('a')], x, [], { conditions })?.verdict).toBe(verdict);
  });

  it('has no answer where KubeVirt crashes', () => {
    expect(evaluate([bridge('a')], [...x, podNetwork('a')], [known])).toBeUndefined();
  });
});

describe('updateInterfaceStatuses', () => {
  const update = (networks: readonly object[], known: readonly object[], podNics: readonly object[], id = 'v1.9') =>
    updateInterfaceStatuses({
      networks: nics([], networks, id).networks,
      statuses: statuses(...known),
      podStatuses: parseNetworkStatus(JSON.stringify(podNics)),
      release: release(id),
    }).map(({ name, podInterfaceName, infoSource }) => [name, podInterfaceName, infoSource]);
  const a = hashedPodInterface('a');

  it.each<[string, readonly object[], readonly object[], string[][]]>([
    ['reported, and new', [], [{ interface: a }], [['a', a, 'multus-status']]],
    [
      'reported, and in the guest',
      [{ name: 'a', infoSource: 'domain' }],
      [{ interface: a }],
      [['a', a, 'domain, multus-status']],
    ],
    [
      'reported before',
      [{ name: 'a', infoSource: 'multus-status, domain' }],
      [{ interface: a }],
      [['a', a, 'multus-status, domain']],
    ],
    ['not reported any more', [{ name: 'a', infoSource: 'domain, multus-status' }], [], [['a', a, 'domain']]],
    ['lost by all', [{ name: 'a', infoSource: 'multus-status' }], [], [['a', a, '']]],
    ['reported by nobody', [], [], []],
    ['reported by an ordinal name', [], [{ interface: 'net1' }], [['a', 'net1', 'multus-status']]],
    ['found in the guest alone', [{ infoSource: 'guest-agent' }], [], [['', '', 'guest-agent']]],
    ['no part of the spec', [{ name: 'gone', podInterfaceName: 'x' }], [], [['gone', 'x', '']]],
  ])('of a NIC that is %s', (_, known, podNics, expected) => {
    expect(update([secondary('a')], known, podNics)).toEqual(expected);
  });

  it('puts the primary NIC first, by the Pod’s name for it', () => {
    const networks = [secondary('a'), podNetwork('p')];
    expect(update(networks, [], [{ interface: a }, { interface: 'ovn-udn1', default: true }])).toEqual([
      ['p', 'ovn-udn1', ''],
      ['a', a, 'multus-status'],
    ]);
    expect(update(networks, [], [])).toEqual([['p', 'eth0', '']]);
  });

  it('keeps NICs of resource claims where there are any', () => {
    const claimed = [{ name: 'c', resourceClaim: { claimName: 'n', requestName: 'r' } }];
    const known = [{ name: 'c', infoSource: 'domain' }];
    expect(update(claimed, known, [])).toEqual([['c', '', 'domain']]);
  });

  it('takes whole items for sources', () => {
    const [status] = statuses({ name: 'a', infoSource: 'domain, guest-agent' });
    expect(status && [knowsOf(status, 'guest-agent'), knowsOf(status, 'multus-status')]).toEqual([true, false]);
  });
});
