import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeConfiguration } from '../../server/src/core/kubevirt/configuration.ts';
import { hashedPodInterface } from '../../server/src/core/kubevirt/name-scheme.ts';
import { networkInfoAnnotation } from '../../server/src/core/kubevirt/network-info.ts';
import { findPrimaryPodInterface, parseNetworkStatus } from '../../server/src/core/kubevirt/network-status.ts';
import { findRelease, newestRelease } from '../../server/src/core/kubevirt/releases/index.ts';
import { podNetwork, secondary, specOf } from './specs.ts';

const bare = { name: '', interface: '', mac: '', mtu: 0, default: false };

describe('parseNetworkStatus', () => {
  it.each([undefined, '', 'null', '[]', '{}', '{not json', '"x"', '5'])('of %j is empty', (text) => {
    expect(parseNetworkStatus(text)).toEqual([]);
  });

  it('keeps what Go decodes of entries with wrong types', () => {
    expect(parseNetworkStatus('[{"interface":"net1","mtu":"9000","ips":5},null,7]')).toEqual([
      { ...bare, interface: 'net1' },
      bare,
      bare,
    ]);
  });

  it('reads names, addresses and the device', () => {
    const text = JSON.stringify([
      { name: 'cni', interface: 'eth0', ips: ['10.0.0.1'], mac: 'm', mtu: 1450, default: true, dns: {} },
      {
        name: 'ns/x',
        interface: 'podx',
        'device-info': { type: 'pci', pci: { 'pci-address': '0000:01:00.0', other: 1 } },
      },
    ]);
    const pci = { 'vhost-net': '', 'rdma-device': '', 'pf-pci-address': '', 'representor-device': '' };
    expect(parseNetworkStatus(text)).toEqual([
      { name: 'cni', interface: 'eth0', mac: 'm', mtu: 1450, default: true },
      {
        ...bare,
        name: 'ns/x',
        interface: 'podx',
        deviceInfo: { type: 'pci', version: '', pci: { 'pci-address': '0000:01:00.0', ...pci } },
      },
    ]);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(Array.isArray(parseNetworkStatus(text))).toBe(true);
      }),
    );
  });
});

describe('findPrimaryPodInterface', () => {
  it.each([
    ['[]', undefined],
    ['[{"interface":"eth0"}]', undefined],
    ['[{"default":true},{"interface":"ovn-udn1","default":true},{"interface":"x","default":true}]', 'ovn-udn1'],
  ])('of %s is %s', (text, expected) => {
    expect(findPrimaryPodInterface(parseNetworkStatus(text))).toBe(expected);
  });
});

describe('networkInfoAnnotation', () => {
  const configuration = decodeConfiguration({
    network: { binding: { device: { downwardAPI: 'device-info' }, other: {} } },
  });
  const interfaces = [
    { name: 'zed', binding: { name: 'device' } },
    { name: 'a', sriov: {} },
    { name: 'plain', bridge: {} },
    { name: 'other', binding: { name: 'other' } },
  ];
  const networks = ['plain', 'zed', 'a', 'other'].map((name) => secondary(name));
  const statuses = JSON.stringify([
    {
      interface: 'podca978112ca1',
      mac: 'm1',
      mtu: 9000,
      'device-info': { type: 'pci', pci: { 'pci-address': 'p' }, version: '1.1.0' },
    },
    { interface: hashedPodInterface('zed'), mac: 'm2', mtu: 1500 },
    { interface: hashedPodInterface('plain') },
  ]);
  const annotation = (
    id: string,
    text: string,
    own: readonly object[] = interfaces,
    list: readonly object[] = networks,
  ) => {
    const release = findRelease(id) ?? newestRelease;
    const spec = specOf(own, list, release);
    return networkInfoAnnotation({ ...spec, statuses: parseNetworkStatus(text), configuration, release });
  };
  const device = '"deviceInfo":{"type":"pci","version":"1.1.0","pci":{"pci-address":"p"}}';

  it.each([
    ['v1.6', `{"interfaces":[{"network":"a",${device}}]}`],
    ['v1.7', `{"interfaces":[{"network":"a",${device}}]}`],
    ['v1.8', `{"interfaces":[{"network":"a",${device},"mac":"m1"},{"network":"zed","mac":"m2"}]}`],
    [
      'v1.9',
      `{"interfaces":[{"network":"a",${device},"mac":"m1","mtu":9000},{"network":"zed","mac":"m2","mtu":1500}]}`,
    ],
  ])('lists the NICs that ask for it, sorted by name, in %s', (id, expected) => {
    expect(annotation(id, statuses)).toBe(expected);
  });

  it('is not written without such a NIC, or when the Pod reports none of them', () => {
    expect(annotation('v1.9', statuses, [{ name: 'plain', bridge: {} }])).toBeUndefined();
    expect(annotation('v1.9', '[]')).toBeUndefined();
    expect(annotation('v1.9', '[{"interface":"eth0"}]', [{ name: 'a', sriov: {} }], [podNetwork('b')])).toBeUndefined();
  });

  it('takes the last entry of an interface name, by the scheme the Pod uses', () => {
    const text = '[{"interface":"net3","mac":"first"},{"interface":"net3","mac":"last"}]';
    expect(annotation('v1.9', text)).toBe('{"interfaces":[{"network":"a","mac":"last"}]}');
  });

  it('joins a network from a resource claim with an entry that names no interface', () => {
    const claim = [{ name: 'a', resourceClaim: { claimName: 'c', requestName: 'r' } }];
    expect(annotation('v1.9', '[{"mac":"m"}]', interfaces, claim)).toBe(
      '{"interfaces":[{"network":"a","mac":"m"},{"network":"zed","mac":"m"}]}',
    );
  });
});
