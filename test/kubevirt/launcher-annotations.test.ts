import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_NETWORK_ANNOTATION,
  ISTIO_KUBEVIRT_INTERFACES_ANNOTATION,
  ISTIO_REROUTE_ANNOTATION,
  NETWORKS_ANNOTATION,
  NETWORK_INFO_ANNOTATION,
} from '../../server/src/core/kubevirt/annotation-keys.ts';
import { decodeConfiguration, type ClusterConfiguration } from '../../server/src/core/kubevirt/configuration.ts';
import { decodeInterfaceStatuses } from '../../server/src/core/kubevirt/decode.ts';
import {
  activePodAnnotations,
  freshLauncherAnnotations,
  migrationTargetAnnotations,
  type LauncherInput,
} from '../../server/src/core/kubevirt/launcher-annotations.ts';
import { parseNetworkStatus } from '../../server/src/core/kubevirt/network-status.ts';
import { findRelease, newestRelease, releases, type Release } from '../../server/src/core/kubevirt/releases/index.ts';
import { distinctNames, multusDefault, podNetwork, secondary, specOf } from './specs.ts';

const bindings = {
  plug: { networkAttachmentDefinition: 'plug-nad' },
  device: { downwardAPI: 'device-info' },
};

function input(
  interfaces: readonly object[],
  networks: readonly object[],
  {
    release = newestRelease,
    configuration = {},
    devices = {},
  }: { release?: Release; configuration?: object; devices?: object } = {},
): LauncherInput {
  const decoded: ClusterConfiguration = decodeConfiguration({ network: { binding: bindings }, ...configuration });
  return {
    namespace: 'tenant-a',
    spec: specOf(interfaces, networks, release, devices),
    release,
    configuration: decoded,
  };
}

const nic = (name: string, more: object = {}): object => ({ name, bridge: {}, ...more });

function fresh(...args: Parameters<typeof input>): Readonly<Record<string, string>> {
  return freshLauncherAnnotations(input(...args)).annotations;
}

/** Names in the order of the annotation's elements. */
function podInterfacesIn(annotations: Readonly<Record<string, string>> | { error: string }): string[] {
  const text = (annotations as Readonly<Record<string, string>>)[NETWORKS_ANNOTATION] ?? '[]';
  return (JSON.parse(text) as { interface: string }[]).map((element) => element.interface);
}

describe('a fresh launcher Pod', () => {
  it('has elements in interface order, without absent NICs and without networks no interface names', () => {
    const annotations = fresh(
      [nic('b'), nic('gone', { state: 'absent' }), nic('a'), nic('down', { state: 'down' })],
      [secondary('a'), secondary('b'), secondary('gone'), secondary('lonely'), secondary('down')],
    );
    expect(annotations).toEqual({
      [NETWORKS_ANNOTATION]:
        '[{"name":"b-nad","namespace":"tenant-a","interface":"pod3e23e816003"},' +
        '{"name":"a-nad","namespace":"tenant-a","interface":"podca978112ca1"},' +
        '{"name":"down-nad","namespace":"tenant-a","interface":"pod908aec4512d"}]',
    });
  });

  it('has no networks annotation when there is nothing to write', () => {
    expect(fresh([{ name: 'main', bridge: {} }], [podNetwork('main')])).toEqual({});
  });

  it('tells Istio of the bridge whenever any interface is masqueraded, absent ones included', () => {
    const istio = { [ISTIO_KUBEVIRT_INTERFACES_ANNOTATION]: 'k6t-eth0', [ISTIO_REROUTE_ANNOTATION]: 'k6t-eth0' };
    for (const release of releases) {
      expect(fresh([{ name: 'main', masquerade: {} }], [podNetwork('main')], { release })).toEqual(istio);
      expect(fresh([{ name: 'main', masquerade: {}, state: 'absent' }], [podNetwork('main')], { release })).toEqual(
        istio,
      );
    }
  });

  it.each([
    ['unqualified', 'x'],
    ['with namespace', 'infra/x'],
    ['with slashes and markup', 'a/b/<c>'],
    ['empty', ''],
  ])('has the default network as it is written: %s', (_, networkName) => {
    const annotations = fresh(
      [nic('main', { state: 'absent' })],
      [multusDefault('main', networkName), multusDefault('second', 'y')],
    );
    expect(annotations).toEqual({ [DEFAULT_NETWORK_ANNOTATION]: networkName });
  });

  it('tells where in the spec each element comes from', () => {
    const { elements } = freshLauncherAnnotations(
      input(
        [nic('gone', { state: 'absent' }), { name: 'b', binding: { name: 'plug' } }, nic('a')],
        [secondary('a'), secondary('gone'), secondary('b')],
      ),
    );
    expect(
      elements.map(({ networkName, interfaceIndex, networkIndex, origin }) => [
        networkName,
        interfaceIndex,
        networkIndex,
        origin,
      ]),
    ).toEqual([
      ['b', 1, 2, 'secondary'],
      ['b', 1, 2, 'plugin'],
      ['a', 2, 0, 'secondary'],
    ]);
  });

  it('is not made when a plugin is not registered, or when the default NIC is refused', () => {
    expect(
      freshLauncherAnnotations(input([{ name: 'a', binding: { name: 'nope' } }], [podNetwork('a')])),
    ).toMatchObject({
      annotations: {},
      elements: [],
      error: "unable to find the network binding plugin 'nope' in Kubevirt configuration",
    });
    const refused = input([], [], { configuration: { network: { permitBridgeInterfaceOnPodNetwork: false } } });
    expect(freshLauncherAnnotations(refused)).toEqual({
      annotations: {},
      elements: [],
      defaulted: false,
      interfaces: [],
      networks: [],
      error: 'bridge interface is not enabled in kubevirt-config',
    });
  });

  it('comes after the defaults', () => {
    const configuration = { network: { defaultNetworkInterface: 'masquerade' } };
    const made = freshLauncherAnnotations(input([], [], { configuration }));
    expect(made.defaulted).toBe(true);
    expect(made.interfaces.map(({ name, masquerade }) => ({ name, masquerade }))).toEqual([
      { name: 'default', masquerade: {} },
    ]);
    expect(Object.keys(made.annotations)).toEqual([ISTIO_KUBEVIRT_INTERFACES_ANNOTATION, ISTIO_REROUTE_ANNOTATION]);
    const none = freshLauncherAnnotations(input([], [], { configuration, devices: { autoattachPodInterface: false } }));
    expect(none).toMatchObject({ annotations: {}, defaulted: false, networks: [] });
  });

  it('has one element a NIC, in interface order whatever the order of the networks, in every release', () => {
    fc.assert(
      fc.property(
        distinctNames.chain((names) =>
          fc.tuple(fc.constant(names), fc.shuffledSubarray(names, { minLength: names.length })),
        ),
        fc.constantFrom(...releases),
        ([names, shuffled], release) => {
          const made = freshLauncherAnnotations(
            input(
              names.map((name) => nic(name)),
              shuffled.map((name) => secondary(name)),
              { release },
            ),
          );
          expect(made.elements.map(({ networkName }) => networkName)).toEqual(names);
          for (const [index, { networkName, interfaceIndex, networkIndex }] of made.elements.entries()) {
            expect(interfaceIndex).toBe(index);
            expect(made.networks[networkIndex]?.name).toBe(networkName);
          }
        },
      ),
    );
  });
});

const ordinalSource = parseNetworkStatus('[{"interface":"eth0","default":true},{"interface":"net1"}]');
const hashedSource = parseNetworkStatus('[{"interface":"eth0","default":true},{"interface":"podca978112ca1"}]');

describe('the target Pod of a migration', () => {
  const interfaces = [nic('b'), { name: 'main', masquerade: {} }, nic('a', { state: 'absent' })];
  const networks = [podNetwork('main'), secondary('a'), secondary('b')];

  it.each([
    ['v1.6', {}, ['net1', 'net2']],
    ['v1.7', { featureGates: ['PodSecondaryInterfaceNamingUpgrade'] }, ['net1', 'net2']],
    ['v1.8', {}, ['net1', 'net2']],
    ['v1.8', { featureGates: ['PodSecondaryInterfaceNamingUpgrade'] }, ['pod3e23e816003']],
    ['v1.9', {}, ['pod3e23e816003']],
    ['v1.9', { disabledFeatureGates: ['PodSecondaryInterfaceNamingUpgrade'] }, ['net1', 'net2']],
  ])('of an ordinal Pod in %s with %j', (id, developerConfiguration, expected) => {
    const release = findRelease(id) ?? newestRelease;
    const launcher = input(interfaces, networks, { release, configuration: { developerConfiguration } });
    const annotations = migrationTargetAnnotations(launcher, ordinalSource);
    expect(podInterfacesIn(annotations)).toEqual(expected);
    expect(annotations).toHaveProperty([ISTIO_REROUTE_ANNOTATION], 'k6t-eth0');
  });

  it('of a hashed Pod is like a fresh one, in every release', () => {
    for (const release of releases) {
      const launcher = input(interfaces, networks, { release });
      expect(migrationTargetAnnotations(launcher, hashedSource)).toEqual(
        freshLauncherAnnotations(launcher).annotations,
      );
    }
  });

  it('keeps the key with an empty value when ordinal names are kept for nothing', () => {
    const launcher = input([{ name: 'main', bridge: {} }], [podNetwork('main')], {
      release: findRelease('v1.8') ?? newestRelease,
    });
    expect(migrationTargetAnnotations(launcher, ordinalSource)).toEqual({ [NETWORKS_ANNOTATION]: '' });
  });

  it('is not made when a plugin is not registered', () => {
    const launcher = input([{ name: 'a', binding: { name: 'nope' } }], [podNetwork('a')]);
    expect(migrationTargetAnnotations(launcher, hashedSource)).toEqual({
      error: "unable to find the network binding plugin 'nope' in Kubevirt configuration",
    });
  });
});

describe('an active Pod', () => {
  const networks = [podNetwork('main'), secondary('a'), secondary('b')];
  const main = { name: 'main', masquerade: {} };
  const running = (interfaces: readonly object[], known: readonly string[], current = '', source = hashedSource) =>
    activePodAnnotations({
      ...input(interfaces, networks),
      interfaceStatuses: decodeInterfaceStatuses({ interfaces: known.map((name) => ({ name })) }),
      podStatuses: source,
      current,
    });

  it('is left alone while nothing is plugged or unplugged, whatever its annotation says', () => {
    expect(running([main, nic('a')], ['main', 'a'], 'something else')).toEqual({});
  });

  it('gets a plugged NIC, and only if that changes the annotation', () => {
    const annotations = running([main, nic('a'), nic('b')], ['main', 'a']);
    expect(podInterfacesIn(annotations)).toEqual(['podca978112ca1', 'pod3e23e816003']);
    expect(running([main, nic('a'), nic('b')], ['main', 'a'], annotations[NETWORKS_ANNOTATION])).toEqual({});
  });

  it('loses an absent NIC; the annotation may become empty', () => {
    expect(podInterfacesIn(running([main, nic('a', { state: 'absent' }), nic('b')], ['main', 'a', 'b'], 'x'))).toEqual([
      'pod3e23e816003',
    ]);
    expect(running([main, nic('a', { state: 'absent' })], ['main', 'a'], 'x')).toEqual({ [NETWORKS_ANNOTATION]: '' });
  });

  it('waits with an SR-IOV NIC until its status knows it', () => {
    expect(running([main, { name: 'a', sriov: {} }], ['main'], 'x', [])).toEqual({});
    const later = running([main, { name: 'a', sriov: {} }, nic('b')], ['main', 'a']);
    expect(podInterfacesIn(later)).toEqual(['podca978112ca1', 'pod3e23e816003']);
  });

  it('keeps its scheme, counted over the NICs that are left, in interface order', () => {
    expect(podInterfacesIn(running([nic('b'), nic('a'), main], ['a', 'main'], '', ordinalSource))).toEqual([
      'net1',
      'net2',
    ]);
  });

  it('swallows an unregistered plugin', () => {
    expect(running([main, { name: 'a', binding: { name: 'nope' } }], ['main'])).toEqual({});
  });

  it('gets network-info beside it', () => {
    const annotations = activePodAnnotations({
      ...input([{ name: 'a', sriov: {} }, nic('b')], networks),
      interfaceStatuses: decodeInterfaceStatuses({ interfaces: [{ name: 'a' }] }),
      podStatuses: parseNetworkStatus('[{"interface":"podca978112ca1","mac":"02:00:00:00:00:01"}]'),
      current: '',
    });
    expect(Object.keys(annotations).sort()).toEqual([NETWORKS_ANNOTATION, NETWORK_INFO_ANNOTATION]);
    expect(annotations[NETWORK_INFO_ANNOTATION]).toBe('{"interfaces":[{"network":"a","mac":"02:00:00:00:00:01"}]}');
  });
});
