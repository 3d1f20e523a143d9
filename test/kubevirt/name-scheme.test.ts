import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeInterfaceStatuses } from '../../server/src/core/kubevirt/decode.ts';
import {
  explainPodInterface,
  hashedPodInterface,
  podInterfaces,
  podUsesOrdinalNames,
  schemeOfPod,
  sha256Hex,
  statusHasOrdinalNames,
} from '../../server/src/core/kubevirt/name-scheme.ts';
import { parseNetworkStatus } from '../../server/src/core/kubevirt/network-status.ts';
import { findRelease, newestRelease, releases } from '../../server/src/core/kubevirt/releases/index.ts';
import { anyName, distinctNames, multusDefault, networksOf, podNetwork, secondary } from './specs.ts';

describe('sha256Hex', () => {
  it.each([
    ['blue', '16477688c0e00699c6cfa4497a3612d7e83c532062b64b250fed8908128ed548'],
    ['red', 'b1f51a511f1da0cd348b8f8598db32e61cb963e5fc69e2b41485bf99590ed75a'],
    ['bridge-net', '03b731d2111c03b19ac815b241c0947e933046d64adadc1b7d29c0799419e599'],
    ['a', 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb'],
  ])('of %s', (name, digest) => {
    expect(sha256Hex(name)).toBe(digest);
  });

  it('agrees with another implementation for any text, asked again or after many others', () => {
    const reference = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(sha256Hex(text)).toBe(reference(text));
        expect(sha256Hex(text)).toBe(reference(text));
      }),
    );
    for (let index = 0; index < 10_000; index++) sha256Hex(`network-${index}`);
    expect(sha256Hex('network-0')).toBe(reference('network-0'));
  });
});

describe('hashed names', () => {
  it.each([
    ['blue', 'pod16477688c0e'],
    ['red', 'podb1f51a511f1'],
    ['bridge-net', 'pod03b731d2111'],
    ['sriov-net', 'pod5862143f341'],
    ['dyniface1', 'pod9a6a0c3b4d8'],
    ['data-plane', 'pod8371f83da5f'],
    ['mgmt', 'pod11b9592dcc8'],
    ['net1', 'pod6c270ef2f25'],
    ['vlan100', 'pod1dba23260aa'],
    ['vlan-10', 'pod823b5465094'],
    ['vlan_10', 'poda2f796015f7'],
    ['Blue', 'podec7d56a0160'],
    ['blue ', 'pod33ade404c2f'],
    ['network1', 'poda7662f44d65'],
  ])('%s is %s', (name, podInterface) => {
    expect(hashedPodInterface(name)).toBe(podInterface);
    expect(podInterfaces(networksOf([secondary(name)]), 'hashed', newestRelease).get(name)).toBe(podInterface);
  });

  it('depend on the logical name alone: not on the NAD, the place, the release or the other networks', () => {
    fc.assert(
      fc.property(distinctNames, fc.nat(), anyName, fc.constantFrom(...releases), (names, pick, nad, release) => {
        const name = names[pick % names.length] ?? '';
        const list = networksOf(
          names.map((other, index) => secondary(other, `${nad}${index}`)),
          release,
        );
        expect(podInterfaces(list, 'hashed', release).get(name)).toBe(hashedPodInterface(name));
        expect(hashedPodInterface(name)).toMatch(/^pod[0-9a-f]{11}$/);
      }),
    );
  });
});

describe('ordinal names', () => {
  it('count secondary networks from 1, in list order, whatever stands between them', () => {
    const list = networksOf([
      secondary('b'),
      podNetwork('main'),
      secondary('a'),
      { name: 'device', resourceClaim: { claimName: 'c', requestName: 'r' } },
      secondary('c'),
    ]);
    expect([...podInterfaces(list, 'ordinal', newestRelease)]).toEqual([
      ['b', 'net1'],
      ['a', 'net2'],
      ['c', 'net3'],
      ['main', 'eth0'],
    ]);
  });

  it('are a permutation of net1…netN in every release', () => {
    fc.assert(
      fc.property(distinctNames, fc.constantFrom(...releases), (names, release) => {
        const values = [
          ...podInterfaces(
            networksOf(
              names.map((name) => secondary(name)),
              release,
            ),
            'ordinal',
            release,
          ),
        ];
        expect(values).toEqual(names.map((name, index) => [name, `net${index + 1}`]));
      }),
    );
  });
});

describe('the primary interface', () => {
  it.each([
    ['pod', podNetwork('main')],
    ['multus default', multusDefault('main', 'infra/net')],
  ])('of a %s network is eth0 in both schemes, unless the Pod reports another', (_, main) => {
    const list = networksOf([secondary('a'), main]);
    for (const scheme of ['hashed', 'ordinal'] as const) {
      expect(podInterfaces(list, scheme, newestRelease).get('main')).toBe('eth0');
      expect(podInterfaces(list, scheme, newestRelease, 'ovn-udn1').get('main')).toBe('ovn-udn1');
    }
  });

  it.each([
    ['v1.6', 'eth0', 'podca978112ca1'],
    ['v1.7', 'eth0', 'podca978112ca1'],
    ['v1.8', 'eth0', 'podca978112ca1'],
    ['v1.9', undefined, 'eth0'],
  ])('in %s: %s for a network without source, %s for one with two', (id, without, withTwo) => {
    const release = findRelease(id) ?? newestRelease;
    expect(podInterfaces(networksOf([{ name: 'a' }], release), 'hashed', release).get('a')).toBe(without);
    const two = networksOf([{ name: 'a', pod: {}, multus: { networkName: 'x' } }], release);
    expect(podInterfaces(two, 'hashed', release).get('a')).toBe(withTwo);
  });
});

describe('explainPodInterface', () => {
  const list = networksOf([podNetwork('main'), secondary('red'), secondary('blue'), { name: 'nothing' }]);

  it('tells every step of a hashed name', () => {
    expect(explainPodInterface(list, 'blue', 'hashed', newestRelease)).toEqual({
      kind: 'hashed',
      podInterface: 'pod16477688c0e',
      input: 'blue',
      sha256: '16477688c0e00699c6cfa4497a3612d7e83c532062b64b250fed8908128ed548',
      digits: '16477688c0e',
      prefix: 'pod',
    });
  });

  it('tells the place of an ordinal name, the primary name, and that there is none', () => {
    expect(explainPodInterface(list, 'blue', 'ordinal', newestRelease)).toEqual({
      kind: 'ordinal',
      podInterface: 'net2',
      position: 2,
      prefix: 'net',
    });
    expect(explainPodInterface(list, 'main', 'hashed', newestRelease, 'ovn-udn1')).toEqual({
      kind: 'primary',
      podInterface: 'ovn-udn1',
    });
    expect(explainPodInterface(list, 'nothing', 'hashed', newestRelease)).toEqual({ kind: 'none' });
    expect(explainPodInterface(list, 'unheard-of', 'ordinal', newestRelease)).toEqual({ kind: 'none' });
  });

  it('agrees with podInterfaces for any list, equal names included', () => {
    const anyNetwork = fc
      .record({
        name: fc.constantFrom('a', 'b', 'c', 'd'),
        pod: fc.option(fc.constant({}), { nil: undefined, freq: 3 }),
        multus: fc.option(fc.record({ networkName: fc.constant('x'), default: fc.boolean() }), {
          nil: undefined,
          freq: 8,
        }),
        resourceClaim: fc.option(fc.constant({ claimName: 'c' }), { nil: undefined, freq: 2 }),
      })
      .map((network) => network as object);
    fc.assert(
      fc.property(
        fc.array(anyNetwork, { maxLength: 6 }),
        fc.constantFrom(...releases),
        fc.constantFrom('hashed' as const, 'ordinal' as const),
        (networks, release, scheme) => {
          const decoded = networksOf(networks, release);
          const names = podInterfaces(decoded, scheme, release);
          for (const { name } of decoded) {
            const steps = explainPodInterface(decoded, name, scheme, release);
            expect('podInterface' in steps ? steps.podInterface : undefined).toBe(names.get(name));
          }
        },
      ),
    );
  });
});

describe('the scheme of a running Pod', () => {
  it.each([
    [[], 'hashed'],
    [['eth0', 'pod16477688c0e', 'ovn-udn1'], 'hashed'],
    [['eth0', 'net1'], 'ordinal'],
    [['pod16477688c0e', 'net12'], 'ordinal'],
    [['net', 'net1a', 'xnet1', 'NET1'], 'hashed'],
  ])('that reports %j is %s', (interfaces, scheme) => {
    const statuses = parseNetworkStatus(JSON.stringify(interfaces.map((name) => ({ interface: name }))));
    expect(schemeOfPod(statuses)).toBe(scheme);
    expect(podUsesOrdinalNames(statuses)).toBe(scheme === 'ordinal');
  });
});

describe('the scheme by the status of a VMI', () => {
  const list = networksOf([podNetwork('main'), secondary('a'), secondary('b')]);
  it.each([
    ['nothing known counts as ordinal', [], true],
    ['the primary does not count', [{ name: 'main', podInterfaceName: 'net7' }], true],
    ['a hashed name', [{ name: 'a', podInterfaceName: 'podca978112ca1' }], false],
    ['an ordinal name', [{ name: 'a', podInterfaceName: 'net1' }], true],
    ['the first known one decides', [{ name: 'a' }, { name: 'b', podInterfaceName: 'podx' }], false],
    [
      'in network order',
      [
        { name: 'b', podInterfaceName: 'net1' },
        { name: 'a', podInterfaceName: 'podx' },
      ],
      false,
    ],
  ])('%s', (_, interfaces, expected) => {
    expect(statusHasOrdinalNames(list, decodeInterfaceStatuses({ interfaces }))).toBe(expected);
  });

  it('is never ordinal without secondary networks', () => {
    expect(statusHasOrdinalNames(networksOf([podNetwork('main')]), [])).toBe(false);
  });
});
