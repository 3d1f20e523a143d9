import { gates } from './objects.ts';
import { expectNicRows, type NicRow, nad, own } from './rows.ts';

const N = 'spec.networks';
const I = 'spec.domain.devices.interfaces';
const claims = { resourceClaims: [{ name: 'nets', resourceClaimName: 'rc' }] };
const dra = gates('NetworkDevicesWithDRA');
const claimed = (name: string, claimName = 'nets', requestName = 'vf'): Readonly<Record<string, unknown>> => ({
  name,
  resourceClaim: { claimName, requestName },
});

const rows: readonly NicRow[] = [
  {
    id: 'N23, N31',
    interfaces: [own('a'), own('a')],
    networks: [nad('a'), nad('a', 'other')],
    expected: [
      [
        'DUP',
        'Network with name "a" already exists, every network must have a unique name',
        `${N}[1].name`,
        'duplicate-network-name',
      ],
      [
        'DUP',
        'Only one interface can be connected to one specific network',
        `${I}[1].name`,
        'duplicate-interface-name',
      ],
    ],
  },
  {
    id: 'N24',
    interfaces: [own('a', { sriov: {} })],
    networks: [claimed('a')],
    spec: claims,
    expected: [
      [
        'INV',
        'vmi.spec.networks contains DRA networks but NetworkDevicesWithDRA feature gate is not enabled',
        N,
        'feature-gate-not-enabled',
      ],
    ],
  },
  {
    id: 'N25',
    interfaces: [own('a', { sriov: {} }), own('b')],
    networks: [claimed('a'), nad('b')],
    spec: claims,
    surrounding: dra,
    expected: [
      [
        'INV',
        'mixing Multus and DRA resourceClaim networks in the same VMI is not supported',
        N,
        'claim-network-with-multus',
      ],
    ],
  },
  {
    id: 'N26',
    interfaces: [own('a')],
    networks: [claimed('a')],
    spec: claims,
    surrounding: dra,
    expected: [['INV', 'DRA network "a" requires an SR-IOV or binding plugin interface', I, 'claim-network-binding']],
  },
  {
    id: 'N27',
    interfaces: [own('a', { sriov: {} })],
    networks: [claimed('a', '', '')],
    spec: claims,
    surrounding: dra,
    expected: [
      ['REQ', 'claimName is required for DRA network', `${N}[0].resourceClaim.claimName`, 'incomplete-resource-claim'],
      [
        'REQ',
        'requestName is required for DRA network',
        `${N}[0].resourceClaim.requestName`,
        'incomplete-resource-claim',
      ],
    ],
  },
  {
    id: 'N28',
    interfaces: [own('a', { sriov: {} })],
    networks: [claimed('a', 'other')],
    spec: claims,
    surrounding: dra,
    expected: [
      [
        'NF',
        'network references resourceClaim "other" which is not defined in spec.resourceClaims',
        `${N}[0].resourceClaim.claimName`,
        'unknown-resource-claim',
      ],
    ],
  },
  {
    id: 'N29',
    interfaces: [own('a', { sriov: {} }), own('b', { sriov: {} })],
    networks: [claimed('a'), claimed('b')],
    spec: claims,
    surrounding: dra,
    expected: [['DUP', 'duplicate claimName/requestName combination "nets/vf"', `${N}[1]`, 'duplicate-resource-claim']],
  },
  {
    id: 'N30',
    interfaces: [own('a')],
    networks: [nad('a'), nad('b')],
    expected: [['REQ', "spec.networks[1].name 'b' not found.", `${N}[1].name`, 'network-without-interface']],
  },
  {
    id: 'N32',
    interfaces: [own('a'), own('b')],
    networks: [nad('a')],
    expected: [['INV', `${I}[1].name 'b' not found.`, `${I}[1].name`, 'interface-without-network']],
  },
];

expectNicRows('rules of networks by claims, and of pairs', rows);
