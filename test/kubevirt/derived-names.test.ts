import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findNetworkByHash,
  matchDerivedName,
  matchDerivedNames,
} from '../../server/src/core/kubevirt/derived-names.ts';
import { linkNames } from '../../server/src/core/kubevirt/link-names.ts';
import { hashedPodInterface, podInterfaces } from '../../server/src/core/kubevirt/name-scheme.ts';
import { newestRelease } from '../../server/src/core/kubevirt/releases/index.ts';
import { distinctNames, networksOf, podNetwork, secondary } from './specs.ts';

const list = networksOf([podNetwork('main'), secondary('red'), secondary('blue'), { name: 'nothing' }]);

describe('matchDerivedNames', () => {
  it.each([
    ['pod16477688c0e', 'blue', 'pod', 'hashed'],
    ['tap16477688c0e', 'blue', 'tap', 'hashed'],
    ['k6t-16477688c0e', 'blue', 'bridge', 'hashed'],
    ['16477688c0e-nic', 'blue', 'nic', 'hashed'],
    ['  blue ', 'blue', 'network', 'hashed'],
    ['ua-blue', 'blue', 'alias', 'hashed'],
    ['ua-sriov-blue', 'blue', 'alias', 'hashed'],
    ['net2', 'blue', 'pod', 'ordinal'],
    ['tap2', 'blue', 'tap', 'ordinal'],
    ['k6t-net1', 'red', 'bridge', 'ordinal'],
    ['net1-nic', 'red', 'nic', 'ordinal'],
    ['eth0', 'main', 'pod', 'hashed'],
    ['tap0', 'main', 'tap', 'hashed'],
    ['k6t-eth0', 'main', 'bridge', 'hashed'],
  ])('%s is of %s, its %s (%s)', (name, networkName, device, scheme) => {
    expect(matchDerivedNames(list, newestRelease, name)).toEqual([
      expect.objectContaining({ networkName, device, scheme }),
    ]);
  });

  it.each(['', ' ', 'net3', 'tap', 'pod', 'nothing', 'pod16477688c0f', 'POD16477688C0E'])('%j is of none', (name) => {
    expect(matchDerivedNames(list, newestRelease, name)).toEqual([]);
  });

  it('finds both a network called net1 and the first one of an old Pod', () => {
    const both = networksOf([secondary('blue'), secondary('net1')]);
    expect(
      matchDerivedNames(both, newestRelease, 'net1').map(({ networkName, device }) => [networkName, device]),
    ).toEqual([
      ['blue', 'pod'],
      ['net1', 'network'],
    ]);
  });
});

describe('matchDerivedName', () => {
  it('gives the Pod interface in the scheme of the name', () => {
    const [main, , blue] = list;
    if (!main || !blue) throw new Error('no networks');
    expect(matchDerivedName(list, blue, newestRelease, 'k6t-16477688c0e')).toBe('pod16477688c0e');
    expect(matchDerivedName(list, blue, newestRelease, 'tap2')).toBe('net2');
    expect(matchDerivedName(list, main, newestRelease, 'tap2')).toBeUndefined();
  });
});

describe('findNetworkByHash', () => {
  it('finds the name again from each of its devices', () => {
    fc.assert(
      fc.property(distinctNames, fc.nat(), (names, pick) => {
        const name = names[pick % names.length] ?? '';
        const podInterface = hashedPodInterface(name);
        for (const device of [podInterface, ...Object.values<string>({ ...linkNames(podInterface, true) })])
          expect(findNetworkByHash(names, device)).toBe(name);
        expect(
          findNetworkByHash(
            names.filter((other) => other !== name),
            podInterface,
          ),
        ).toBeUndefined();
      }),
    );
  });

  it.each(['net1', 'tap0', 'eth0', 'k6t-eth0', 'k6t-16477688c0e-nic', '16477688c0e', 'blue', ''])(
    'finds none in %j',
    (name) => {
      expect(findNetworkByHash(podInterfaces(list, 'hashed', newestRelease).keys(), name)).toBeUndefined();
    },
  );
});
