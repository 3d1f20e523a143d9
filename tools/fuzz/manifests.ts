/**
 * KubeVirt manifests at random, as plain values: every kind the product reads, sound ones with odd values put into some of
 * their fields. What is wrong with them is for the product to say; here it is only known what was written.
 */
import fc from 'fast-check';
import { soundManifest, type Plain } from '../../test/rules/fixes/generated-manifests.ts';

/** Values that stand where something else belongs, or that little is heard of. */
const oddValues: readonly unknown[] = [
  null,
  '',
  'default',
  'x'.repeat(64),
  'Not_A.Name',
  '02:00:00:00:00:01',
  '02:00:00:00:00:1',
  'a/b',
  'a/b/c',
  'blue',
  '1Gi',
  '1.5Q',
  -1,
  0,
  65536,
  1.5,
  2 ** 53 - 1,
  true,
  false,
  [],
  {},
  [{}],
  [null],
  ['default', 7],
  { name: 'default' },
  [{ name: 'default' }, { name: 'default' }],
  { bridge: {}, masquerade: {} },
  'é😀',
  '[{"name":"blue"}]',
  '{"cniVersion":"0.3.1","type":"bridge","bridge":"br0"}',
  '{"cniVersion": "0.3.1", "type": "bridge", }',
  'true',
  '0x1f',
  '1:30',
  "it's",
  '# no comment',
  'one\ntwo\n',
];

/** A change somewhere in a value, which may be found nowhere and then changes nothing. */
interface Oddity {
  /** Which of all its places, as a share. */
  readonly at: number;
  readonly kind: 'replace' | 'remove' | 'repeat' | 'rename' | 'add';
  readonly value: unknown;
  readonly key: string;
}

const keys = ['name', 'bridge', 'sriov', 'state', 'ports', 'macAddress', 'binding', 'networkName', 'pod', 'unheardOf'];
const oddity: fc.Arbitrary<Oddity> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  kind: fc.constantFrom('replace', 'remove', 'repeat', 'rename', 'add'),
  value: fc.constantFrom(...oddValues),
  key: fc.constantFrom(...keys),
});

function applyOddity(root: Plain, { at, kind, value, key }: Oddity): void {
  const places: { readonly parent: Plain | unknown[]; readonly key: string }[] = [];
  const collect = (parent: Plain | unknown[]): void => {
    for (const [own, child] of Object.entries(parent)) {
      // What kind of object it is stays known more often than not.
      if (parent !== root || !['kind', 'apiVersion'].includes(own) || at > 0.9) places.push({ parent, key: own });
      if (typeof child === 'object' && child !== null) collect(child as Plain);
    }
  };
  collect(root);
  const place = places[Math.floor(at * places.length)];
  if (!place) return;
  const { parent } = place;
  // Nobody else may change with it.
  const own = structuredClone(value);
  if (Array.isArray(parent)) {
    const index = Number(place.key);
    if (kind === 'remove') parent.splice(index, 1);
    else if (kind === 'repeat') parent.push(structuredClone(parent[index]));
    else parent[index] = own;
    return;
  }
  switch (kind) {
    case 'replace':
      parent[place.key] = own;
      break;
    case 'remove':
      delete parent[place.key];
      break;
    case 'rename':
      parent[key] = parent[place.key];
      delete parent[place.key];
      break;
    case 'repeat':
      parent[key] = structuredClone(parent[place.key]);
      break;
    case 'add':
      parent[key] = own;
  }
}

const name = fc.constantFrom('db', 'web', 'router');
const namespace = fc.constantFrom(undefined, 'default', 'tenant-a');
const metadata = fc
  .record({ name, namespace })
  .map((said): Plain => ({ name: said.name, ...(said.namespace !== undefined && { namespace: said.namespace }) }));

const machine = fc
  .record({
    kind: fc.constantFrom('VirtualMachine', 'VirtualMachineInstance', 'VirtualMachineInstanceReplicaSet'),
    nics: fc.integer({ min: 0, max: 4 }),
    disks: fc.integer({ min: 0, max: 2 }),
    isRunning: fc.boolean(),
    metadata,
  })
  .map(({ kind, nics, disks, isRunning, metadata: own }) => {
    const { object } = soundManifest(kind, nics, disks);
    object['metadata'] = own;
    if (isRunning && kind === 'VirtualMachineInstance')
      object['status'] = {
        phase: 'Running',
        interfaces: [{ name: 'default', podInterfaceName: 'eth0', infoSource: 'domain', mac: '02:00:00:00:00:01' }],
        conditions: [{ type: 'Ready', status: 'True' }],
      };
    return object;
  });

const configs = [
  '{"cniVersion":"0.3.1","name":"blue","type":"bridge","bridge":"br0","vlan":100}',
  '{"cniVersion":"0.3.1","name":"blue","plugins":[{"type":"cnv-bridge","bridge":"br0"},{"type":"tuning"}]}',
  '{\n  "cniVersion": "0.4.0",\n  "type": "ovn-k8s-cni-overlay",\n  "topology": "layer2",\n  "netAttachDefName": "a/b"\n}',
  '{"type": "macvlan", "master": "eth0", "ipam": {"type": "host-local", "subnet": "10.0.0.0/24",}}',
  "{'type': 'bridge'",
  '',
  'null',
];

const attachment = fc
  .record({ metadata, name: fc.constantFrom('vlan100', 'vlan200', 'blue'), config: fc.constantFrom(...configs) })
  .map(({ metadata: own, name: nad, config }): Plain => ({
    apiVersion: 'k8s.cni.cncf.io/v1',
    kind: 'NetworkAttachmentDefinition',
    metadata: { ...own, name: nad },
    spec: { config },
  }));

const pod = fc
  .record({
    metadata,
    vm: name,
    networks: fc.constantFrom('[{"name":"blue"}]', 'blue,a/b@net1', '[', 'default/vlan100'),
  })
  .map(({ metadata: own, vm, networks }): Plain => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...own,
      labels: { 'kubevirt.io': 'virt-launcher', 'vm.kubevirt.io/name': vm },
      annotations: { 'k8s.v1.cni.cncf.io/networks': networks },
    },
    spec: { containers: [] },
  }));

const cluster = fc
  .record({
    plugin: fc.constantFrom('passt', 'slirp'),
    release: fc.constantFrom('v1.6.0', 'v1.7.1', 'v1.9.0', 'v0.59.0'),
  })
  .map(({ plugin, release }): Plain => ({
    apiVersion: 'kubevirt.io/v1',
    kind: 'KubeVirt',
    metadata: { name: 'kubevirt', namespace: 'kubevirt' },
    spec: {
      configuration: {
        network: { binding: { [plugin]: { domainAttachmentType: 'tap', networkAttachmentDefinition: 'a/b' } } },
        developerConfiguration: { featureGates: ['HotplugNICs'] },
      },
    },
    status: { observedKubeVirtVersion: release },
  }));

const others: readonly Plain[] = [
  {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    namespace: 'tenant-a',
    resources: ['vm.yaml', '../base'],
    patches: [{ path: 'patch.yaml' }],
  },
  {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstanceMigration',
    metadata: { name: 'move' },
    spec: { vmiName: 'db' },
  },
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'other' }, data: { text: 'one\ntwo\n' } },
  { apiVersion: 'v1', kind: 'Event', metadata: { name: 'e' }, reason: 'FailedAttachVolume', message: 'no' },
];

const plain: fc.Arbitrary<Plain> = fc.oneof(
  { weight: 6, arbitrary: machine },
  { weight: 3, arbitrary: attachment },
  { weight: 2, arbitrary: pod },
  { weight: 1, arbitrary: cluster },
  { weight: 1, arbitrary: fc.constantFrom(...others) },
);

const object = fc.tuple(plain, fc.array(oddity, { maxLength: 3 })).map(([whole, oddities]): Plain => {
  const own = structuredClone(whole);
  for (const one of oddities) applyOddity(own, one);
  return own;
});

/** One object, now and then a list of several. */
export const manifest: fc.Arbitrary<Plain> = fc.oneof(
  { weight: 8, arbitrary: object },
  {
    weight: 1,
    arbitrary: fc
      .array(object, { maxLength: 3 })
      .map((items): Plain => ({ apiVersion: 'v1', kind: 'List', metadata: {}, items })),
  },
);
