/** What is wrong with CNI configurations, as Multus, the plugins and OVN-Kubernetes answer to them. */
import type { JsonStep } from '../../server/src/core/json/edit-json.ts';
import { describe, expect, it } from 'vitest';
import { checkCni, type CniFault, type CniOwner } from '../../server/src/core/cni/check-cni.ts';
import { readCniConfig } from '../../server/src/core/cni/cni-config.ts';

const nad = { name: 'lan', namespace: 'team-a', hasDevice: false };
const frame = { cniVersion: '0.3.1', name: 'lan' };

function faultsOf(value: Record<string, unknown>, owner: CniOwner = nad): readonly CniFault[] {
  const config = readCniConfig(value);
  if (!config) throw new Error('no object');
  return checkCni(config, owner);
}

/** Rule, path and severity of each fault. */
function told(value: Record<string, unknown>, owner: CniOwner = nad): string[] {
  const config = readCniConfig(value);
  return config
    ? checkCni(config, owner).map((fault) => `${fault.severity} ${fault.rule} ${fault.path.join('.')}`)
    : [];
}

describe('good configurations', () => {
  it.each([
    { type: 'bridge', bridge: 'br1', macspoofchk: true, disableContainerInterface: true, ipam: {} },
    { type: 'bridge', bridge: 'br1', vlan: 0, mtu: 9000, portIsolation: true },
    { type: 'bridge', bridge: 'br1', vlanTrunk: [{ id: 7 }, { minID: 20, maxID: 20 }], preserveDefaultVlan: false },
    { type: 'ovs', bridge: 'a-bridge-with-a-long-name', vlan: 4095, trunk: [{ minID: 0, maxID: 4096 }] },
    {
      type: 'sriov',
      vlan: 0,
      spoofchk: 'on',
      trust: 'off',
      vlanQoS: 0,
      link_state: 'auto',
      min_tx_rate: 5,
      max_tx_rate: 0,
    },
    {
      type: 'macvlan',
      master: 'eth1.100',
      mode: '',
      ipam: { type: 'host-local', ranges: [[{ subnet: '10.0.0.0/24' }]] },
    },
    { type: 'vlan', master: 'eth1', vlanid: 4094, linkInContainer: false },
    {
      type: 'ovn-k8s-cni-overlay',
      topology: 'layer2',
      netAttachDefName: 'team-a/lan',
      subnets: '10.1.0.0/24, fd00::/64',
      excludeSubnets: '10.1.0.0/30',
    },
    {
      type: 'ovn-k8s-cni-overlay',
      topology: 'layer3',
      netAttachDefName: 'team-a/lan',
      subnets: '10.128.0.0/16/24,fd00::/48/64',
    },
    {
      type: 'ovn-k8s-cni-overlay',
      topology: 'localnet',
      netAttachDefName: 'team-a/lan',
      vlanID: 33,
      role: 'secondary',
      physicalNetworkName: 'net',
    },
    { type: 'unheard-of', vlan: '100', ipam: { type: 'its-own', subnet: 7 } },
    { TYPE: 'bridge', BRIDGE: 'br1', Vlan: 7, PreserveDefaultVlan: true },
    { type: 'bridge', bridge: null, vlan: null, ipam: null },
    { plugins: [{ type: 'ptp' }, { type: 'tuning', capabilities: { mac: true } }, { type: 'portmap' }] },
  ])('takes %j', (value) => {
    expect(told({ ...frame, ...value })).toEqual([]);
  });
});

describe('the frame', () => {
  it.each([
    [{ ...frame, bridge: 'br1' }, ['error missing-cni-type ']],
    [{ ...frame, type: '', bridge: 'br1' }, ['error missing-cni-type ']],
    [{ ...frame, plugins: [] }, ['error missing-cni-type plugins']],
    [{ ...frame, plugins: [{ bridge: 'br1' }, { type: 'tuning' }] }, ['error missing-cni-type plugins.0']],
    [{ ...frame, plugins: [{ type: 'bridge' }, { mtu: 7 }] }, ['error missing-cni-type plugins.1']],
    [{ ...frame, plugins: 'bridge' }, ['error invalid-cni-value plugins']],
    [{ ...frame, type: 'bridge', plugins: [{ type: 'bridge' }] }, ['warning cni-type-and-plugins type']],
    [{ name: 'lan', type: 'bridge' }, ['warning missing-cni-version ']],
    [{ ...frame, cniVersion: '', type: 'bridge' }, ['warning missing-cni-version cniVersion']],
    [{ ...frame, cniVersion: '0.2.0', type: 'bridge' }, ['warning missing-cni-version cniVersion']],
    [{ ...frame, cniVersion: '0.3', type: 'bridge' }, ['error invalid-cni-version cniVersion']],
    [{ ...frame, cniVersion: 1, type: 'bridge' }, ['error invalid-cni-value cniVersion']],
    [{ ...frame, name: '-lan', type: 'bridge' }, ['error invalid-cni-network-name name']],
    [{ ...frame, name: 'my lan', type: 'bridge' }, ['error invalid-cni-network-name name']],
    [{ ...frame, type: 'tuning' }, ['error chained-cni-plugin-first type']],
    [
      { ...frame, plugins: [{ type: 'cnv-tuning' }] },
      ['error chained-cni-plugin-first plugins.0.type', 'warning deprecated-cni-type plugins.0.type'],
    ],
    [{ ...frame, type: 'cnv-bridge', bridge: 'br1' }, ['warning deprecated-cni-type type']],
    [{ ...frame, plugins: [{ type: 'ptp' }, { type: 'tuning' }] }, ['information tuning-without-mac plugins.1.type']],
    [
      { ...frame, type: 'ovn-k8s-cni-overlay', plugins: [{ type: 'ovn-k8s-cni-overlay' }] },
      ['error cni-type-and-plugins type', 'information missing-ovn-topology '].slice(0, 1),
    ],
  ])('%j', (value, expected) => {
    expect(told(value)).toEqual(expect.arrayContaining(expected));
    expect(told(value).filter((fault) => !/ovn-topology/.test(fault))).toHaveLength(expected.length);
  });

  it('finds the plugin that the keys belong to', () => {
    const meant = (value: Record<string, unknown>): unknown => {
      const step = faultsOf({ ...frame, ...value })[0]?.mends[0]?.steps[0];
      return step?.do === 'set' ? step.value : undefined;
    };
    expect(meant({ bridge: 'br1' })).toBe('bridge');
    expect(meant({ bridge: 'br1', trunk: [] })).toBe('ovs');
    expect(meant({ topology: 'layer2', subnets: '10.0.0.0/8' })).toBe('ovn-k8s-cni-overlay');
    expect(meant({ master: 'eth0', vlanId: 7 })).toBe('vlan');
    expect(meant({ spoofchk: 'on' })).toBe('sriov');
    expect(meant({ ipam: {} })).toBeUndefined();
  });
});

describe('values', () => {
  it.each([
    [
      { type: 'bridge', vlan: '100' },
      'vlan',
      'failed to load netconf: json: cannot unmarshal string into Go struct field NetConf.vlan of type int',
      100,
    ],
    [{ type: 'bridge', vlan: 4095 }, 'vlan', 'invalid VLAN ID 4095 (must be between 0 and 4094)', undefined],
    [{ type: 'bridge', vlan: -1 }, 'vlan', 'invalid VLAN ID -1 (must be between 0 and 4094)', undefined],
    [
      { type: 'bridge', vlan: 1.5 },
      'vlan',
      'failed to load netconf: json: cannot unmarshal number 1.5 into Go struct field NetConf.vlan of type int',
      undefined,
    ],
    [
      { type: 'bridge', macspoofchk: 'True' },
      'macspoofchk',
      'failed to load netconf: json: cannot unmarshal string into Go struct field NetConf.macspoofchk of type bool',
      true,
    ],
    [
      { type: 'bridge', bridge: 'br-production-100' },
      'bridge',
      'could not add "br-production-100": numerical result out of range',
      undefined,
    ],
    [
      { type: 'bridge', bridge: 'br1', vlanTrunk: [{ id: 0 }], preserveDefaultVlan: false },
      'vlanTrunk.0.id',
      'incorrect trunk id parameter',
      undefined,
    ],
    [
      { type: 'bridge', vlanTrunk: { id: 7 }, preserveDefaultVlan: false },
      'vlanTrunk',
      'failed to load netconf: json: cannot unmarshal object into Go struct field NetConf.vlanTrunk of type []struct',
      [{ id: 7 }],
    ],
    [
      { type: 'bridge', capabilities: { mac: 'yes' } },
      'capabilities.mac',
      'LoadDelegateNetConf: error unmarshalling delegate config: json: cannot unmarshal string into Go struct field NetConf.capabilities.mac of type bool',
      undefined,
    ],
    [
      { type: 'unheard-of', ipam: 'dhcp' },
      'ipam',
      'LoadDelegateNetConf: error unmarshalling delegate config: json: cannot unmarshal string into Go struct field NetConf.ipam of type struct',
      undefined,
    ],
    [
      { type: 'sriov', spoofchk: true },
      'spoofchk',
      'LoadConf(): failed to load netconf: json: cannot unmarshal bool into Go struct field NetConf.spoofchk of type string',
      'on',
    ],
    [{ type: 'sriov', link_state: 'Enable' }, 'link_state', 'LoadConf(): invalid link_state value: Enable', 'enable'],
    [
      { type: 'sriov', vlan: 7, vlanQoS: 8 },
      'vlanQoS',
      'LoadConf(): vlan QoS PCP 8 invalid: value must be in the range 0-7',
      undefined,
    ],
    [{ type: 'macvlan', mode: 'shared' }, 'mode', 'unknown macvlan mode: "shared"', undefined],
    [
      { type: 'ovs', bridge: 'br1', vlan: -7 },
      'vlan',
      'failed to load netconf: json: cannot unmarshal number -7 into Go struct field NetConf.vlan of type uint',
      undefined,
    ],
    [
      { type: 'ptp', ipam: { type: 'host-local', subnet: '10.0.0.0' } },
      'ipam.subnet',
      'invalid CIDR address: 10.0.0.0',
      undefined,
    ],
    [
      { type: 'ptp', ipam: { type: 'host-local', subnet: '10.0.0.0/8', rangeStart: '10.0.0.256' } },
      'ipam.rangeStart',
      'invalid IP address: 10.0.0.256',
      undefined,
    ],
    [
      { type: 'ptp', ipam: { type: 'static', addresses: [{ address: '10.0.0.5' }] } },
      'ipam.addresses.0.address',
      "the 'address' field is expected to be in CIDR notation, got: '10.0.0.5'",
      undefined,
    ],
    [
      { type: 'ptp', ipam: { type: 'static', routes: [{ dst: 'default' }] } },
      'ipam.routes.0.dst',
      'invalid CIDR address: default',
      undefined,
    ],
    [
      { type: 'ovn-k8s-cni-overlay', topology: 'l2', netAttachDefName: 'team-a/lan' },
      'topology',
      'topology l2 not supported',
      undefined,
    ],
  ])('%j', (value, path, words, right) => {
    const faults = faultsOf({ ...frame, ...value });
    expect(faults.map((fault) => [fault.rule, fault.path.join('.'), fault.severity])).toEqual([
      ['invalid-cni-value', path, 'error'],
    ]);
    expect(faults[0]?.message.split(' – ')[0]).toBe(words);
    const step: JsonStep | undefined = faults[0]?.mends[0]?.steps[0];
    expect(step?.do === 'set' ? step.value : undefined).toEqual(right);
  });

  it('warns of text that sriov takes as off', () => {
    expect(told({ ...frame, type: 'sriov', trust: 'true' })).toEqual(['warning invalid-cni-value trust']);
  });
});

describe('keys together', () => {
  it.each([
    [
      { type: 'bridge', disableContainerInterface: true, ipam: { type: 'whereabouts', range: '10.0.0.0/8' } },
      'error conflicting-cni-keys disableContainerInterface',
    ],
    [{ type: 'bridge', hairpinMode: true, promiscMode: true }, 'error conflicting-cni-keys promiscMode'],
    [{ type: 'bridge', isGateway: true }, 'warning conflicting-cni-keys isGateway'],
    [
      { type: 'bridge', ipMasq: true, ipam: { type: 'host-local', subnet: '10.0.0.0/8' } },
      'information host-address-on-bridge ipMasq',
    ],
    [{ type: 'bridge', vlan: 7 }, 'hint implicit-default-vlan vlan'],
    [{ type: 'bridge', vlanTrunk: [{ id: 7 }] }, 'hint implicit-default-vlan vlanTrunk'],
    [
      { type: 'bridge', preserveDefaultVlan: false, vlanTrunk: [{ minID: 7 }] },
      'error conflicting-cni-keys vlanTrunk.0.minID',
    ],
    [
      { type: 'bridge', preserveDefaultVlan: false, vlanTrunk: [{ minID: 7, maxID: 6 }] },
      'error conflicting-cni-keys vlanTrunk.0.maxID',
    ],
    [{ type: 'ovs', bridge: 'br1', trunk: [{ maxID: 7 }] }, 'warning conflicting-cni-keys trunk.0.maxID'],
    [{ type: 'sriov', vlanQoS: 3 }, 'error conflicting-cni-keys vlanQoS'],
    [{ type: 'sriov', vlan: 0, vlanQoS: 3 }, 'error conflicting-cni-keys vlanQoS'],
    [{ type: 'sriov', vlan: 0, vlanProto: '802.1ad' }, 'error conflicting-cni-keys vlanProto'],
    [{ type: 'sriov', min_tx_rate: 9, max_tx_rate: 8 }, 'error conflicting-cni-keys min_tx_rate'],
    [{ type: 'vlan', vlanId: 7 }, 'error missing-cni-key '],
    [{ type: 'kube-ovn', provider: 'lan.team-a.ovn' }, 'error missing-cni-key '],
    [{ type: 'host-device' }, 'error missing-cni-key '],
    [{ type: 'ovs', vlan: 7 }, 'warning missing-cni-key '],
    [{ type: 'ptp', ipam: { type: 'host-local' } }, 'error missing-cni-key ipam'],
  ])('%j', (value, expected) => {
    expect(told({ ...frame, ...value })).toEqual([expected]);
  });
});

describe('networks of OVN-Kubernetes', () => {
  const ovn = { ...frame, type: 'ovn-k8s-cni-overlay', topology: 'layer2', netAttachDefName: 'team-a/lan' };

  it.each([
    [{ ipam: { type: 'host-local', subnet: '10.1.0.0/24' } }, ['error ovn-ipam ipam']],
    [{ ipam: { subnet: '10.1.0.0/24' } }, []],
    [{ topology: 'layer3', allowPersistentIPs: true }, ['error invalid-ovn-network allowPersistentIPs']],
    [{ topology: 'localnet', role: 'primary' }, ['error invalid-ovn-network role']],
    [{ topology: 'localnet', joinSubnet: '10.9.0.0/16' }, ['error invalid-ovn-network joinSubnet']],
    [{ topology: 'layer3', reservedSubnets: '10.9.0.0/16' }, ['error invalid-ovn-network reservedSubnets']],
    [{ role: 'primary' }, ['error invalid-ovn-network role']],
    [{ role: 'Primary', subnets: '10.1.0.0/24' }, ['error invalid-cni-value role']],
    [{ vlanID: 7 }, ['warning invalid-ovn-network vlanID']],
    [{ physicalNetworkName: 'net' }, ['warning invalid-ovn-network physicalNetworkName']],
    [{ subnets: '10.1.0.0/16/24' }, ['error invalid-ovn-network subnets']],
    [{ subnets: '10.1.0.0' }, ['error invalid-ovn-network subnets']],
    [{ topology: 'layer3', subnets: '10.1.0.0/24' }, ['error invalid-ovn-network subnets']],
    [{ topology: 'layer3', subnets: '10.1.0.0/24/24' }, ['error invalid-ovn-network subnets']],
    [
      { subnets: '10.1.0.0/24', excludeSubnets: '10.1.0.0/30,10.2.0.0/30' },
      ['error invalid-ovn-network excludeSubnets'],
    ],
    [{ subnets: 'fd00::/64', excludeSubnets: 'fd00::8/127' }, []],
    [{ name: 'default' }, ['error invalid-ovn-network name']],
    [{ netAttachDefName: 'team-b/lan' }, ['error ovn-name-mismatch netAttachDefName']],
    [{ netAttachDefName: 'team-a/wan' }, ['error ovn-name-mismatch netAttachDefName']],
    [{ netAttachDefName: 'lan' }, ['error ovn-name-mismatch netAttachDefName']],
    [{ netAttachDefName: undefined }, ['error ovn-name-mismatch ']],
    [{ topology: undefined, netAttachDefName: undefined }, ['warning missing-ovn-topology ']],
    [{ topology: undefined, netAttachDefName: undefined, name: 'ovn-primary' }, ['information missing-ovn-topology ']],
  ])('%j', (value, expected) => {
    expect(told(JSON.parse(JSON.stringify({ ...ovn, ...value })) as Record<string, unknown>)).toEqual(expected);
  });

  it('is sure of the name only where the namespace is not stated', () => {
    const owner = { ...nad, namespace: undefined };
    expect(told({ ...ovn, netAttachDefName: 'elsewhere/lan' }, owner)).toEqual([]);
    expect(told({ ...ovn, netAttachDefName: 'elsewhere/wan' }, owner)).toEqual([
      'error ovn-name-mismatch netAttachDefName',
    ]);
  });

  it('reads no chain', () => {
    expect(
      told({ cniVersion: '1.0.0', name: 'lan', plugins: [{ ...ovn, cniVersion: undefined }, { type: 'tuning' }] }),
    ).toEqual(['error invalid-ovn-network plugins']);
  });
});
