/** How loud the rules of NICs, their NADs and the cluster's configuration are, by what is seen around a manifest. */
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../../server/src/core/counters.ts';
import { FindingStore } from '../../../server/src/core/rules/findings.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';

type Files = Readonly<Record<string, string>>;

/** `severity rule` of each finding in the last of the files. */
function judge(files: Files): readonly string[] {
  const workspace = new Workspace(newCounters());
  const store = new FindingStore(workspace);
  for (const [name, text] of Object.entries(files)) workspace.setDiskFile(`file:///folder/${name}`, text);
  const last = Object.keys(files).at(-1) ?? '';
  return [...store.of(`file:///folder/${last}`)].flatMap(({ findings }) =>
    findings.map(({ severity, rule }) => `${severity} ${rule}`),
  );
}

interface Parts {
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly annotations?: string;
  readonly spec?: string;
}

/** A VMI of these interfaces and networks, in flow style. */
const vmi = (nics: string, networks: string, { name = 'web', namespace, annotations, spec = '' }: Parts = {}): string =>
  `apiVersion: kubevirt.io/v1
kind: VirtualMachineInstance
metadata:
  name: ${name}
${namespace === undefined ? '' : `  namespace: ${namespace}\n`}${annotations === undefined ? '' : `  annotations: ${annotations}\n`}spec:
${spec}  domain:
    memory: { guest: 1Gi }
    devices: { interfaces: [${nics}] }
  networks: [${networks}]
`;

const pod = '{ name: default, pod: {} }';
const masquerade = '{ name: default, masquerade: {} }';
const lan = '{ name: lan, multus: { networkName: lan } }';

const kubevirt = (configuration: string, release = 'v1.9.0'): string => `apiVersion: kubevirt.io/v1
kind: KubeVirt
metadata: { name: kubevirt, namespace: kubevirt }
spec:
  configuration: ${configuration}
status: { observedKubeVirtVersion: ${release} }
`;

const nad = (config: string, namespace: string | undefined = 'shop', name = 'lan'): string =>
  `apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata: { name: ${name}${namespace === '' ? '' : `, namespace: ${namespace}`} }
spec:
  config: '${config}'
`;

describe('a binding that cannot be migrated', () => {
  const bridge = '{ name: default, bridge: {} }';
  const asked = { spec: '  evictionStrategy: LiveMigrate\n' };
  const plugin = '{ name: default, binding: { name: l2bridge } }';
  const registered = kubevirt('{ network: { binding: { l2bridge: { domainAttachmentType: managedTap } } } }');
  const none = 'information network-blocks-migration';
  const loud = 'warning network-blocks-migration';

  it.each<[string, Files, readonly string[]]>([
    ['nobody asks', { 'vm.yaml': vmi(bridge, pod) }, [none]],
    ['the VM asks', { 'vm.yaml': vmi(bridge, pod, asked) }, [loud]],
    ['the VM wants to be shut down', { 'vm.yaml': vmi(bridge, pod, { spec: '  evictionStrategy: None\n' }) }, [none]],
    [
      'the cluster asks',
      { 'kv.yaml': kubevirt('{ evictionStrategy: LiveMigrate }'), 'vm.yaml': vmi(bridge, pod) },
      [loud],
    ],
    ['a template may ask', { 'vm.yaml': vmi(bridge, pod, { spec: '  evictionStrategy: {{ .Values.s }}\n' }) }, []],
    [
      'it is permitted',
      {
        'vm.yaml': vmi(bridge, pod, {
          ...asked,
          annotations: '{ kubevirt.io/allow-pod-bridge-network-live-migration: "" }',
        }),
      },
      [],
    ],
    [
      'the plugin is registered without migration',
      { 'kv.yaml': registered, 'vm.yaml': vmi(plugin, pod, asked) },
      [loud],
    ],
    ['KubeVirt adds the NIC and nobody asks', { 'vm.yaml': vmi('', '') }, []],
    ['KubeVirt may add the NIC and the VM asks', { 'vm.yaml': vmi('', '', asked) }, [none]],
    ['KubeVirt adds the NIC and the VM asks', { 'kv.yaml': kubevirt('{}'), 'vm.yaml': vmi('', '', asked) }, [loud]],
    [
      'KubeVirt adds one that can be',
      {
        'kv.yaml': kubevirt('{ network: { defaultNetworkInterface: masquerade } }'),
        'vm.yaml': vmi('', '', asked),
      },
      [],
    ],
  ])('where %s', (_, files, expected) => {
    expect(judge(files)).toEqual(expected);
  });
});

describe('a MAC address', () => {
  const own = `${masquerade}, { name: lan, bridge: {}, macAddress: "02:aa:00:00:00:01" }`;
  const networks = `${pod}, ${lan}`;
  const other = (parts: Parts, nic = own, network = networks): string => vmi(nic, network, parts);
  const mine = vmi(own, networks, { namespace: 'shop' });

  it.each<[string, string, readonly string[]]>([
    ['a VM on the same NAD', other({ name: 'db', namespace: 'shop' }), ['warning duplicate-mac-address']],
    ['a VM in another namespace', other({ name: 'db', namespace: 'bank' }), ['information duplicate-mac-address']],
    [
      'a VM whose namespace a template writes',
      other({ name: 'db', namespace: '{{ .Values.ns }}' }),
      ['information duplicate-mac-address'],
    ],
    ['the same VM for another cluster', other({ namespace: 'shop' }), []],
    ['the same VM in another namespace', other({ namespace: 'bank' }), []],
    [
      'a guest behind NAT',
      other(
        { name: 'db', namespace: 'shop' },
        '{ name: default, masquerade: {}, macAddress: "02:aa:00:00:00:01" }',
        pod,
      ),
      [],
    ],
    [
      'a VM that names the namespace',
      other({ name: 'db', namespace: 'bank' }, own, `${pod}, { name: lan, multus: { networkName: shop/lan } }`),
      ['warning duplicate-mac-address'],
    ],
  ])('that %s has too', (_, text, expected) => {
    expect(judge({ 'other/db.yaml': text, 'vm.yaml': mine })).toEqual(expected);
  });

  it('is compared with those of VMs in namespaces that are only assumed, quietly', () => {
    expect(judge({ 'db.yaml': other({ name: 'db' }), 'vm.yaml': other({}) })).toEqual([
      'information duplicate-mac-address',
    ]);
  });

  it('of two interfaces of a VM is told behind NAT too', () => {
    const nic = (name: string, binding: string): string =>
      `{ name: ${name}, ${binding}: {}, macAddress: "02:aa:00:00:00:01" }`;
    expect(judge({ 'vm.yaml': vmi(`${nic('default', 'masquerade')}, ${nic('lan', 'bridge')}`, networks) })).toEqual([
      'warning duplicate-mac-address',
    ]);
  });
});

describe('what the NAD of a NIC says', () => {
  const options = `${masquerade}, { name: lan, bridge: {}, dhcpOptions: { tftpServerName: boot } }`;
  const bridged = `${masquerade}, { name: lan, bridge: {} }`;
  const networks = `${pod}, ${lan}`;
  const plain = '{"cniVersion":"1.0.0","name":"lan","type":"bridge","bridge":"br1"}';
  const withIpam = (ipam: string): string => plain.replace('}', `,"ipam":${ipam}}`);
  const pool = withIpam('{"type":"host-local","subnet":"10.0.0.0/16"}');

  it.each<[string, string, string, readonly string[]]>([
    ['no address, so DHCP options are ignored', options, nad(plain), ['warning ignored-nic-field']],
    ['an address', options, nad(withIpam('{"type":"whereabouts","range":"10.7.0.0/24"}')), []],
    ['nothing that can be read', options, nad('{"type": '), []],
    ['that a template writes', options, nad('{{ .Values.config }}'), []],
    ['the network of the Pod too', bridged, nad(pool), ['warning unusable-vm-network']],
    ['another network', bridged, nad(pool.replace('10.0.0.0', '10.9.0.0')), []],
    [
      'OVN’s subnets',
      bridged,
      nad(
        '{"cniVersion":"1.0.0","name":"lan","type":"ovn-k8s-cni-overlay","topology":"layer2","netAttachDefName":"shop/lan","subnets":"10.0.2.128/25"}',
      ),
      ['warning unusable-vm-network'],
    ],
  ])('%s', (_, nics, text, expected) => {
    const said = judge({ 'nad.yaml': text, 'vm.yaml': vmi(nics, networks, { namespace: 'shop' }) });
    expect(said.filter((one) => /ignored-nic-field|unusable-vm-network/.test(one))).toEqual(expected);
  });

  it('counts less where its namespace is only assumed to be that of the VM', () => {
    const said = (nics: string, config: string): readonly string[] =>
      judge({ 'nad.yaml': nad(config, ''), 'vm.yaml': vmi(nics, networks, { namespace: 'default' }) }).filter((one) =>
        /ignored-nic-field|unusable-vm-network/.test(one),
      );
    expect(said(options, plain)).toEqual([]);
    expect(said(bridged, pool)).toEqual(['information unusable-vm-network']);
  });
});

describe('a NAD', () => {
  const config = '{"cniVersion":"1.0.0","name":"lan","type":"bridge","bridge":"br1"}';
  const user = (namespace: string): string =>
    vmi(`${masquerade}, { name: lan, bridge: {} }`, `${pod}, ${lan}`, { namespace });
  const unused = (files: Files): boolean => judge(files).includes('hint unused-nad');

  it('that another is meant instead of is unused', () => {
    expect(unused({ 'vm.yaml': user('bank'), 'nad.yaml': nad(config) })).toBe(true);
    expect(unused({ 'vm.yaml': user('shop'), 'nad.yaml': nad(config) })).toBe(false);
    expect(unused({ 'vm.yaml': user('{{ .Values.ns }}'), 'nad.yaml': nad(config) })).toBe(false);
  });

  it('among NADs alone may have its users elsewhere', () => {
    expect(unused({ 'nad.yaml': nad(config) })).toBe(false);
    expect(unused({ 'vm.yaml': vmi(masquerade, pod), 'nad.yaml': nad(config) })).toBe(false);
  });

  it('of a binding plugin is used, and so is the primary network of a namespace', () => {
    const plugin = kubevirt(
      '{ network: { binding: { a: { networkAttachmentDefinition: shop/lan, migration: {} } } } }',
    );
    expect(unused({ 'vm.yaml': user('bank'), 'kv.yaml': plugin, 'nad.yaml': nad(config) })).toBe(false);
    const primary =
      '{"cniVersion":"1.0.0","name":"lan","type":"ovn-k8s-cni-overlay","topology":"layer2","role":"primary","netAttachDefName":"shop/lan","subnets":"10.7.0.0/16"}';
    expect(unused({ 'vm.yaml': user('bank'), 'nad.yaml': nad(primary) })).toBe(false);
  });
});

describe('the configuration of the cluster', () => {
  it.each<[string, Files, readonly string[]]>([
    [
      'a gate that is always on in this release',
      { 'kv.yaml': kubevirt('{ developerConfiguration: { featureGates: [VideoConfig] } }') },
      ['information obsolete-configuration'],
    ],
    [
      'a gate that is not yet',
      { 'kv.yaml': kubevirt('{ developerConfiguration: { featureGates: [VideoConfig] } }', 'v1.8.4') },
      [],
    ],
    [
      'a gate in both lists',
      { 'kv.yaml': kubevirt('{ developerConfiguration: { featureGates: [A], disabledFeatureGates: [B, A] } }') },
      ['error conflicting-feature-gate'],
    ],
    [
      'slirp as the default',
      { 'kv.yaml': kubevirt('{ network: { defaultNetworkInterface: slirp } }') },
      ['warning unusable-default-interface'],
    ],
    [
      'a number out of range',
      { 'kv.yaml': kubevirt('{ developerConfiguration: { pvcTolerateLessSpaceUpToPercent: 101 } }') },
      ['warning ignored-configuration'],
    ],
    [
      'a plugin of which a template writes a part',
      { 'kv.yaml': kubevirt('{ network: { binding: { a: { domainAttachmentType: "{{ .Values.t }}" } } } }') },
      [],
    ],
    [
      'a plugin of nothing, and one by a NAD of each VM',
      {
        'kv.yaml': kubevirt(
          '{ network: { binding: { a: { migration: {} }, b: { networkAttachmentDefinition: c } } } }',
        ),
      },
      ['warning unworkable-binding-plugin', 'information unworkable-binding-plugin'],
    ],
    [
      'a plugin whose NAD gives addresses that nobody hands on',
      {
        'nad.yaml': nad('{"cniVersion":"1.0.0","name":"lan","type":"bridge","ipam":{"type":"dhcp"}}'),
        'kv.yaml': kubevirt(
          '{ network: { binding: { a: { domainAttachmentType: managedTap, networkAttachmentDefinition: shop/lan } } } }',
        ),
      },
      ['warning unworkable-binding-plugin'],
    ],
  ])('%s', (_, files, expected) => {
    expect(judge(files).filter((one) => !one.includes('unknown-field'))).toEqual(expected);
  });

  it('of a HyperConverged is judged for its plugins alone', () => {
    const hco = `apiVersion: hco.kubevirt.io/v1beta1
kind: HyperConverged
metadata: { name: hco, namespace: kubevirt-hyperconverged }
spec:
  networkBinding: { a: { domainAttachmentType: macvtap } }
`;
    expect(judge({ 'hco.yaml': hco })).toEqual(['warning unworkable-binding-plugin']);
  });
});
