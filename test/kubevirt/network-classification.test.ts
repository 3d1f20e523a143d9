import { describe, expect, it } from 'vitest';
import { classifyNetwork, findDefaultNetwork } from '../../server/src/core/kubevirt/network-classification.ts';
import { findRelease, newestRelease, releases } from '../../server/src/core/kubevirt/releases/index.ts';
import { multusDefault, networksOf, podNetwork, secondary } from './specs.ts';

const claim = { resourceClaim: { claimName: 'c', requestName: 'r' } };

describe('classifyNetwork', () => {
  it.each([
    [{ pod: {} }, 'pod'],
    [{ pod: { vmNetworkCIDR: '10.1.0.0/24' } }, 'pod'],
    [{ multus: { networkName: 'x', default: true } }, 'multus-default'],
    [{ multus: { networkName: 'x', default: false } }, 'multus-secondary'],
    [{ multus: {} }, 'multus-secondary'],
    [claim, 'resource-claim'],
    [{}, 'invalid'],
    [{ pod: null, multus: null }, 'invalid'],
    [{ pod: {}, multus: { networkName: 'x' } }, 'invalid'],
    [{ ...claim, pod: {} }, 'invalid'],
  ])('%j is %s', (source, expected) => {
    const [network] = networksOf([{ name: 'a', ...source }]);
    expect(network && classifyNetwork(network, newestRelease)).toBe(expected);
  });

  it.each([
    ['v1.6', 'invalid', 'pod'],
    ['v1.7', 'invalid', 'pod'],
    ['v1.8', 'invalid', 'pod'],
    ['v1.9', 'resource-claim', 'invalid'],
  ])('in %s a resource claim is %s, and beside a pod network %s', (id, alone, beside) => {
    const release = findRelease(id) ?? newestRelease;
    const classes = networksOf(
      [
        { name: 'a', ...claim },
        { name: 'b', pod: {}, ...claim },
      ],
      release,
    ).map((network) => classifyNetwork(network, release));
    expect(classes).toEqual([alone, beside]);
  });
});

describe('findDefaultNetwork', () => {
  it.each([
    ['the pod network', [secondary('a'), podNetwork('b')], 'b'],
    ['a multus default', [secondary('a'), multusDefault('b', 'x')], 'b'],
    ['the first of several', [multusDefault('a', 'x'), podNetwork('b')], 'a'],
    ['none among secondaries', [secondary('a')], undefined],
    ['none in an empty list', [], undefined],
  ])('%s, in every release', (_, networks, expected) => {
    for (const release of releases)
      expect(findDefaultNetwork(networksOf(networks, release), release)?.name).toBe(expected);
  });

  it('takes a network without source for the default one before v1.9', () => {
    const found = releases.map((release) => findDefaultNetwork(networksOf([{ name: 'a' }], release), release)?.name);
    expect(found).toEqual(['a', 'a', 'a', undefined]);
  });
});
