/** Fixes of the machine's rules hold what fixes promise, on manifests at random with faults of all their kinds. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkFixes } from './fixes-hold.ts';
import { manifestsWith, put, type Fault, type Manifest, type Plain } from './generated-manifests.ts';

function templatesOf({ object }: Manifest): Plain[] | undefined {
  if (object['kind'] !== 'VirtualMachine') return undefined;
  const spec = object['spec'] as Plain;
  return (spec['dataVolumeTemplates'] ??= []) as Plain[];
}

const template = (name: string): Plain => ({
  metadata: { name },
  spec: { source: { blank: {} }, storage: { resources: { requests: { storage: '1Gi' } } } },
});

const faults: readonly Fault[] = [
  // Names of disks and volumes
  ({ disks }, pick) => (pick(disks)['name'] = pick(['disc-0', 'other', 'disk-1'])),
  ({ volumes }, pick) => (pick(volumes)['name'] = pick(['data', 'disk-0'])),
  ({ disks, volumes }, pick) => {
    const name = pick(['disk-0', 'disk-1', 'data']);
    disks.push({ name, disk: { bus: 'scsi' } });
    if (pick([true, false])) volumes.push({ name, persistentVolumeClaim: { claimName: 'more' } });
  },
  ({ disks, volumes }, pick) => {
    const at = pick([...disks.keys()]);
    disks.push(structuredClone(disks[at] ?? {}));
    volumes.push(structuredClone(volumes[at] ?? {}));
  },
  ({ disks, volumes }, pick) => {
    const at = pick([...disks.keys()]);
    for (const list of [disks, volumes]) if (list[at]) list[at]['name'] = pick(['Root_Disk', 'a.b', 'x-']);
  },

  // Kinds and buses of disks
  ({ disks }, pick) => {
    const disk = pick(disks);
    for (const target of ['disk', 'lun', 'cdrom']) delete disk[target];
    disk[pick(['disk', 'lun', 'cdrom'])] = { bus: pick(['Virtio', 'ide', 'virtio', 'SATA', 'nvme', 'sata']) };
    if (pick([true, false])) disk['cdrom'] = { bus: pick(['sata', 'virtio']) };
  },
  ({ disks }, pick) => (pick(disks)['disk'] = { bus: 'sata', readonly: true }),

  ({ disks }, pick) => (pick(disks)['serial'] = pick(['a b', 'ä/1', 'ok'])),
  ({ disks }, pick) => (pick(disks)[pick(['cache', 'io', 'errorPolicy'])] = pick(['Native', 'None', 'writeThru', 'x'])),
  ({ disks }, pick) => {
    const disk = pick(disks);
    if (pick([true, false])) disk['dedicatedIOThread'] = true;
    disk['disk'] = { bus: pick(['sata', 'scsi', 'usb']), ...(pick([true, false]) && { pciAddress: '0000:81:01.0' }) };
  },

  // Sources of volumes
  ({ volumes }, pick) => {
    const volume = pick(volumes);
    delete volume['persistentVolumeClaim'];
    const key = pick(['', 'containerdisk', 'dataVolume', 'emptyDisk']);
    if (key !== '') volume[key] = key === 'containerdisk' ? { image: 'registry.example/a' } : pick([null, {}]);
  },
  ({ volumes }, pick) => {
    const volume = pick(volumes);
    delete volume['persistentVolumeClaim'];
    volume['hostDisk'] = { path: '/a', type: pick(['disk', 'Disk', 'DiskOrcreate', 'x']) };
  },
  ({ volumes }, pick) => (pick(volumes)['containerDisk'] = { image: 'registry.example/a' }),
  (manifest, pick) => {
    const templates = templatesOf(manifest);
    templates?.push(template(pick(['claim-0', 'root', 'claims-1'])));
    if (pick([true, false])) manifest.volumes.push({ name: 'v', dataVolume: { name: pick(['roots', 'claim-1']) } });
  },
  ({ volumes }, pick) => {
    const data = pick<Plain>([
      {},
      { userData: '' },
      { userdata: '#cloud-config' },
      { userDataSecretRef: { name: 'a' } },
      { userData: '#cloud-config\nuser: a\n', secretRef: { name: 'a' } },
      { networkData: 'version: 2', networkDataSecretRef: { name: 'a' }, userData: 'x' },
      { userDataBase64: '#cloud-config\nuser: a' },
      { userData: 'x'.repeat(2049) },
    ]);
    volumes.push({ name: 'init', [pick(['cloudInitNoCloud', 'cloudInitConfigDrive'])]: data });
  },

  // Memory
  ({ domain }) => delete domain['memory'],
  ({ domain }) => (domain['memory'] = null),
  ({ domain }, pick) => {
    put(domain, 'resources.requests.memory', pick(['512', '512m', '4Gi', '-1Gi', '64Mi']));
    if (pick([true, false])) put(domain, 'resources.limits.memory', pick(['1Gi', '512Mi', '-64Mi']));
  },
  ({ domain }, pick) => {
    put(domain, 'memory', {
      ...(pick([true, false]) && { guest: pick(['4Gi', '1025Mi', '512Mi']) }),
      maxGuest: pick(['2Gi', '2049Mi', '8Gi']),
      ...(pick([true, false, false]) && { hugepages: { pageSize: pick(['1Gi', '2Mi']) } }),
    });
  },

  // CPUs
  ({ domain }, pick) => {
    put(domain, 'resources.requests.cpu', pick(['2', '2500m', '-1']));
    if (pick([true, false])) put(domain, 'resources.limits.cpu', pick(['1', '1500m']));
  },
  ({ domain }) => put(domain, 'cpu', { sockets: 4, maxSockets: 2 }),
  ({ domain }, pick) => put(domain, 'cpu', { cores: 2, [pick(['isolateEmulatorThread', 'x-none'])]: true }),
  ({ domain }, pick) =>
    put(domain, 'cpu', {
      cores: 2,
      ...(pick([true, false]) && { threads: 3 }),
      dedicatedCpuPlacement: pick([true, false]),
      numa: { guestMappingPassthrough: {} },
    }),

  ({ domain }, pick) =>
    put(domain, 'cpu', { cores: 2, features: [{ name: 'apic', policy: pick(['Require', 'requried', 'x']) }] }),
  ({ domain }) => put(domain, 'cpu', { cores: 2, realtime: {} }),
  ({ domain }, pick) => {
    put(domain, 'resources.requests.memory', pick(['1025Mi', '1Gi', '1M']));
    put(domain, 'memory.hugepages', { pageSize: pick(['2Mi', '1Gi']) });
  },

  // What else a machine has
  ({ domain }) => put(domain, 'firmware.serial', 'a/b c'),
  ({ domain }, pick) => {
    put(domain, 'firmware.bootloader.efi', pick<Plain>([{}, { secureBoot: true }, { persistent: true }]));
    if (pick([true, false])) put(domain, 'features.smm', { enabled: false });
    if (pick([true, false])) put(domain, 'firmware.bootloader.bios', {});
  },
  ({ spec }, pick) => (spec['hostname'] = pick(['Web', 'web_01', 'db.example.org', '-'])),
  ({ spec }, pick) => (spec['subdomain'] = pick(['Prod', 'a_b.c', '.'])),
  ({ spec }, pick) => (spec['evictionStrategy'] = pick(['liveMigrate', 'LiveMigrateifPosible', 'Whatever'])),
  ({ domain }, pick) => put(domain, 'machine.type', pick(['pc', 'Q35', 'pc-i440fx-6.0'])),
  ({ spec }, pick) => (spec['architecture'] = pick(['x86_64', 'aarch64', 'AMD64', 'sparc'])),
  ({ spec }, pick) => {
    spec['dnsPolicy'] = pick(['None', 'none', 'clusterFirst', 'Whatever']);
    const config = pick([undefined, {}, { nameservers: [] }, { searches: ['example.org'] }]);
    if (config) spec['dnsConfig'] = config;
  },
  ({ metadata }, pick) =>
    put(metadata, 'labels', { ...(pick([true, false]) && { app: 'db' }), 'kubevirt.io/nodeName': 'a' }),
  ({ object, domain }) => {
    if (object['kind'] !== 'VirtualMachine') return;
    put(object, 'spec.instancetype', { name: 'u1.small' });
    put(domain, 'cpu.cores', 2);
  },
  ({ object, metadata }, pick) => {
    if (object['kind'] !== 'VirtualMachineInstanceReplicaSet') return;
    if (pick([true, false])) put(metadata, 'labels', { app: 'other', tier: 'a' });
    else put(object, 'spec.selector', { matchLabels: { app: 'db', tier: 'b' } });
  },
  ({ object }, pick) => (object['apiVersion'] = pick(['kubevirt.io/v1alpha2', 'kubevirt.io/v1alpha1'])),
];

const rules = new Set([
  'disk-without-volume',
  'duplicate-disk-or-volume-name',
  'incomplete-dns-config',
  'instancetype-conflict',
  'invalid-cloud-init',
  'invalid-cpu',
  'invalid-cpu-placement',
  'invalid-disk',
  'invalid-firmware',
  'invalid-hostname',
  'invalid-memory',
  'invalid-memory-hotplug',
  'invalid-volume-source',
  'missing-memory',
  'reserved-label',
  'selector-mismatch',
  'unsupported-architecture',
  'unsupported-eviction-strategy',
  'unsupported-machine-type',
  'unused-data-volume-template',
]);

it('each fix takes its finding away and brings no Error', { timeout: 120_000 }, () => {
  const found = new Set<string>();
  const fixed = new Set<string>();
  fc.assert(
    fc.property(
      manifestsWith(faults).map(({ text }) => text),
      (text) => {
        const met = checkFixes(text, rules);
        for (const rule of met.found) found.add(rule);
        for (const rule of met.fixed) fixed.add(rule);
      },
    ),
    { numRuns: 400 },
  );
  // Otherwise the faults above miss a rule, and nothing was put to the test.
  expect([...found].sort()).toEqual([...rules].sort());
  expect([...fixed].sort()).toEqual([...rules].sort());
});
