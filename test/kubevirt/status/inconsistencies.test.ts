/** Each check of what does not go together: a dump that it tells of, and the healthy one of which it says nothing. */
import { describe, expect, it } from 'vitest';
import { hashedPodInterface } from '../../../server/src/core/kubevirt/name-scheme.ts';
import { findRelease, newestRelease } from '../../../server/src/core/kubevirt/releases/index.ts';
import {
  inconsistenciesOf,
  type Inconsistency,
  type InconsistencyId,
} from '../../../server/src/core/kubevirt/status/inconsistencies.ts';
import { agent, healthy, type Nic, observe, primary, type Rest } from './dumps.ts';

interface Case {
  readonly row: string;
  readonly id: InconsistencyId;
  readonly what: string;
  readonly nics: readonly Nic[];
  readonly rest?: Rest;
  readonly expected: Partial<Inconsistency>;
}

const networkStatus = 'metadata.annotations.k8s.v1.cni.cncf.io/network-status';
const withEntry = (entry: object): Nic => ({ ...healthy, entry: { ...healthy.entry, ...entry } });
const docker: Nic = {
  name: '',
  vm: false,
  vmi: false,
  sources: 'guest-agent',
  entry: { mac: '02:42:00:00:00:01', interfaceName: 'docker0' },
};

const cases: readonly Case[] = [
  {
    row: 'I1',
    id: 'unknown-scheme',
    what: 'a name of no scheme',
    nics: [withEntry({ podInterfaceName: 'eth5' })],
    expected: { of: 'vmi', field: 'status.interfaces[1].podInterfaceName', network: 'stock', certain: true },
  },
  {
    row: 'I1',
    id: 'unknown-scheme',
    what: 'an ordinal name of another place',
    nics: [withEntry({ podInterfaceName: 'net7' })],
    expected: { field: 'status.interfaces[1].podInterfaceName', certain: false },
  },
  {
    row: 'I2',
    id: 'ordinal-names',
    what: 'an ordinal name',
    nics: [
      withEntry({ podInterfaceName: 'net1' }),
      { ...healthy, name: 'depot', entry: { podInterfaceName: 'net2', mac: '02:00:00:00:07:03' } },
    ],
    expected: {
      of: 'vmi',
      field: 'status.interfaces[1].podInterfaceName',
      certain: true,
      otherFields: ['status.interfaces[2].podInterfaceName'],
    },
  },
  {
    row: 'I3',
    id: 'stale-entry',
    what: 'an entry of a NIC that was removed',
    nics: [{ ...healthy, vm: false, vmi: false, asked: false, reported: false }],
    expected: { of: 'vmi', field: 'status.interfaces[1].name', network: 'stock', certain: false },
  },
  {
    row: 'I4',
    id: 'duplicate-mac',
    what: 'one MAC twice',
    nics: [healthy, { ...healthy, name: 'depot', entry: { ...healthy.entry, mac: '02:00:00:00:07:02' } }],
    expected: {
      field: 'status.interfaces[2].mac',
      network: 'depot',
      certain: true,
      otherFields: ['status.interfaces[1].mac'],
    },
  },
  {
    row: 'I5',
    id: 'mac-not-applied',
    what: 'the VMI has another MAC than runs',
    nics: [{ ...healthy, vmi: { macAddress: '02:00:00:00:08:08' } }],
    expected: {
      field: 'status.interfaces[1].mac',
      certain: true,
      otherFields: ['spec.domain.devices.interfaces[1].macAddress'],
    },
  },
  {
    row: 'I5',
    id: 'mac-not-applied',
    what: 'the VM was given another MAC',
    nics: [{ ...healthy, vm: { macAddress: '02:00:00:00:08:08' }, vmi: { macAddress: '02:00:00:00:07:02' } }],
    expected: { field: 'status.interfaces[1].mac', certain: true },
  },
  {
    row: 'I6',
    id: 'link-state',
    what: 'down and up',
    nics: [{ ...healthy, vm: { state: 'down' }, vmi: { state: 'down' } }],
    expected: {
      field: 'status.interfaces[1].linkState',
      certain: false,
      otherFields: ['spec.domain.devices.interfaces[1].state'],
    },
  },
  {
    row: 'I6',
    id: 'link-state',
    what: 'up and down',
    nics: [withEntry({ linkState: 'down' })],
    expected: { field: 'status.interfaces[1].linkState', certain: false },
  },
  {
    row: 'I7',
    id: 'queue-count',
    what: 'fewer queues than CPUs',
    nics: [withEntry({ queueCount: 2 }), { ...primary, entry: { ...primary.entry, queueCount: 4 } }],
    rest: {
      spec: {
        domain: {
          devices: {
            networkInterfaceMultiqueue: true,
            interfaces: [
              { name: 'stock', bridge: {}, model: 'virtio' },
              { name: 'default', masquerade: {} },
            ],
          },
        },
      },
      status: { currentCPUTopology: { sockets: 2, cores: 2, threads: 1 } },
    },
    expected: { field: 'status.interfaces[0].queueCount', network: 'stock', certain: false },
  },
  {
    row: 'I8',
    id: 'address-not-of-pod',
    what: 'an address of the guest’s own',
    nics: [{ ...primary, entry: { ...primary.entry, ipAddress: '172.16.0.9', ipAddresses: ['172.16.0.9'] } }],
    expected: { field: 'status.interfaces[0].ipAddress', network: 'default', certain: false },
  },
  {
    row: 'I9',
    id: 'unknown-source',
    what: 'a source of nobody',
    nics: [{ ...healthy, sources: 'domain, telepathy' }],
    expected: { field: 'status.interfaces[1].infoSource', network: 'stock', certain: false },
  },
  {
    row: 'I9',
    id: 'unknown-source',
    what: 'multus-status of the primary',
    nics: [{ ...primary, sources: 'domain, multus-status' }],
    expected: { field: 'status.interfaces[0].infoSource', network: 'default' },
  },
  {
    row: 'I10',
    id: 'foreign-attachment',
    what: 'a NIC of somebody else',
    nics: [healthy],
    rest: { foreign: [{ name: 'mesh/sidecar', interface: 'mesh0' }] },
    expected: { of: 'pod', field: networkStatus, inside: [2, 'interface'], certain: false },
  },
  {
    row: '5.4 interface',
    id: 'status-without-interface',
    what: 'a CNI that reports no interface',
    nics: [{ ...healthy, reported: { interface: '' } }],
    expected: { of: 'pod', field: networkStatus, inside: [1], network: 'stock', certain: true },
  },
  {
    row: '5.4 fewer',
    id: 'fewer-entries',
    what: 'asked for, not reported',
    nics: [healthy, { name: 'depot', asked: true }],
    expected: { of: 'pod', field: networkStatus, network: 'depot', certain: false },
  },
  {
    row: '5.4 mixed',
    id: 'mixed-names',
    what: 'an ordinal name next to a hashed one',
    nics: [healthy],
    rest: { foreign: [{ name: 'shop/wire', interface: 'net2' }] },
    expected: { of: 'pod', field: networkStatus, inside: [2, 'interface'], certain: true },
  },
  {
    row: '5.4 missing',
    id: 'no-network-status',
    what: 'a Pod that runs',
    nics: [healthy],
    rest: { podAnnotations: { 'k8s.v1.cni.cncf.io/network-status': undefined } },
    expected: { of: 'pod', field: 'metadata.annotations', certain: true },
  },
  {
    row: '5.4 missing',
    id: 'no-network-status',
    what: 'a Pod that needs no Multus',
    nics: [primary],
    rest: { podAnnotations: { 'k8s.v1.cni.cncf.io/network-status': undefined } },
    expected: { field: 'metadata.annotations', certain: false },
  },
  {
    row: '5.4 legacy',
    id: 'legacy-key',
    what: 'the former key',
    nics: [healthy],
    rest: {
      podAnnotations: {
        'k8s.v1.cni.cncf.io/network-status': undefined,
        'k8s.v1.cni.cncf.io/networks-status': '[]',
      },
    },
    expected: { of: 'pod', field: 'metadata.annotations.k8s.v1.cni.cncf.io/networks-status', certain: true },
  },
  {
    row: '5.4 default',
    id: 'no-default-entry',
    what: 'no default NIC',
    nics: [primary],
    rest: { podAnnotations: { 'k8s.v1.cni.cncf.io/network-status': '[{"name":"cluster","interface":"eth0"}]' } },
    expected: { of: 'pod', field: networkStatus, certain: false },
  },
  {
    row: '5.3 unreadable',
    id: 'unreadable-network-status',
    what: 'broken JSON',
    nics: [healthy],
    rest: { podAnnotations: { 'k8s.v1.cni.cncf.io/network-status': '[{"name":' } },
    expected: { of: 'pod', field: networkStatus, certain: true },
  },
  {
    row: '5.5.5 spelling',
    id: 'mac-spelling',
    what: 'a MAC in capitals',
    nics: [
      {
        ...healthy,
        sources: 'domain, multus-status',
        vm: { macAddress: '02:AA:00:00:07:02' },
        vmi: { macAddress: '02:AA:00:00:07:02' },
        entry: { mac: '02:AA:00:00:07:02' },
      },
      { ...docker, entry: { mac: '02:aa:00:00:07:02', interfaceName: 'eth1' } },
    ],
    rest: { conditions: [agent] },
    expected: {
      of: 'vmi',
      field: 'status.interfaces[2].mac',
      network: 'stock',
      certain: true,
      otherFields: ['spec.domain.devices.interfaces[1].macAddress'],
    },
  },
  {
    row: '5.5.5 SR-IOV',
    id: 'sriov-without-mac',
    what: 'no MAC to match by',
    nics: [
      { name: 'fast', binding: { sriov: {} }, asked: true, reported: true, sources: 'domain, multus-status' },
      docker,
    ],
    rest: { conditions: [agent] },
    expected: { of: 'vmi', field: 'status.interfaces[1].name', network: 'fast', certain: true },
  },
];

const found = (nics: readonly Nic[], rest?: Rest): readonly Inconsistency[] => inconsistenciesOf(observe(nics, rest));

describe('what does not go together', () => {
  it.each(cases.map((one) => [`${one.row}: ${one.what}`, one] as const))('%s', (_, { id, nics, rest, expected }) => {
    const [first, ...others] = found(nics, rest).filter((inconsistency) => inconsistency.id === id);
    expect(first).toMatchObject(expected);
    expect(others).toEqual([]);
  });

  it('has a case for each row and each id', () => {
    const rows = new Set(cases.map(({ row }) => row).filter((row) => row.startsWith('I')));
    expect([...rows].sort()).toEqual(Array.from({ length: 10 }, (_, index) => `I${index + 1}`).sort());
    const ids: Record<InconsistencyId, true> = {
      'unknown-scheme': true,
      'ordinal-names': true,
      'stale-entry': true,
      'duplicate-mac': true,
      'mac-not-applied': true,
      'link-state': true,
      'queue-count': true,
      'address-not-of-pod': true,
      'unknown-source': true,
      'foreign-attachment': true,
      'status-without-interface': true,
      'fewer-entries': true,
      'mixed-names': true,
      'no-network-status': true,
      'legacy-key': true,
      'no-default-entry': true,
      'unreadable-network-status': true,
      'mac-spelling': true,
      'sriov-without-mac': true,
    };
    expect([...new Set(cases.map(({ id }) => id))].sort()).toEqual(Object.keys(ids).sort());
  });

  it('is nothing where all is well', () => {
    expect(found([healthy, docker], { conditions: [agent] })).toEqual([]);
    expect(found([healthy], { vm: false, pod: false })).toEqual([]);
    expect(found([])).toEqual([]);
  });

  it('is no foreign NIC where a binding plugin attached one', () => {
    const configuration = observe([]).configuration;
    const bindings = new Map([
      [
        'wire',
        { sidecarImage: '', networkAttachmentDefinition: 'wires/wire', domainAttachmentType: '', downwardAPI: '' },
      ],
    ]);
    const nics: readonly Nic[] = [{ ...primary, binding: { binding: { name: 'wire' } } }];
    const rest: Rest = { foreign: [{ name: 'wires/wire', interface: 'net1' }] };
    expect(found(nics, rest).map(({ id }) => id)).toContain('foreign-attachment');
    const known = found(nics, { ...rest, configuration: { ...configuration, bindings } });
    expect(known.map(({ id }) => id)).not.toContain('foreign-attachment');
  });

  it('takes no MAC in capitals for another one', () => {
    const mac = { macAddress: '02-00-00-00-07-02' };
    expect(found([{ ...healthy, vm: mac, vmi: mac }])).toEqual([]);
  });

  it('advises a migration for ordinal names only where that brings hashed ones', () => {
    const advice = (id: string): string => {
      const release = findRelease(id) ?? newestRelease;
      const nics = [withEntry({ podInterfaceName: 'net1' })];
      return found(nics, { release }).find((one) => one.id === 'ordinal-names')?.advice ?? '';
    };
    expect(advice('v1.6')).toContain('virtctl restart till -n shop');
    expect(advice('v1.8')).toContain('virtctl restart');
    expect(advice('v1.9')).toContain('virtctl migrate till -n shop');
  });

  it('names Pod interfaces by their hash', () => {
    const [mixed] = found([healthy], { foreign: [{ name: 'shop/wire', interface: 'net2' }] }).filter(
      ({ id }) => id === 'mixed-names',
    );
    expect(mixed?.message).toContain(hashedPodInterface('stock'));
  });
});
