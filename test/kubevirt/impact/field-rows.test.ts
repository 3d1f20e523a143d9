/** One row for each kind of edit beside NICs: what becomes of it while the VM runs, by rollout strategy, and what KubeVirt says. */
import { describe, expect, it } from 'vitest';
import type { VmEdit } from '../../../server/src/core/kubevirt/impact/judge-edit.ts';
import { conditionsOf, configured, fieldsOf, impactOf, releaseOf, running, vmOf, withGates } from './edits.ts';

const generic = 'RestartRequired=True a non-live-updatable field was changed in the template spec';
const stage = configured({ vmRolloutStrategy: 'Stage' });

interface Row {
  readonly name: string;
  readonly before?: object;
  readonly after: object;
  readonly fields: string;
  readonly condition?: string;
  readonly facts?: Partial<VmEdit>;
}

const cpu = (more: object): object => vmOf({ domain: { cpu: { sockets: 2, cores: 1, threads: 1, ...more } } });
const memory = (more: object): object => vmOf({ domain: { memory: { guest: '2Gi', ...more } } });
const arm = (sockets: number): object =>
  vmOf({ spec: { architecture: 'arm64' }, domain: { cpu: { sockets, cores: 1, threads: 1, maxSockets: 8 } } });
const root = { name: 'root', persistentVolumeClaim: { claimName: 'root-claim' } };
const extra = { name: 'extra', persistentVolumeClaim: { claimName: 'extra-claim', hotpluggable: true } };
const rootDisk = { name: 'root', disk: { bus: 'virtio' } };
const extraDisk = { name: 'extra', disk: { bus: 'scsi' } };
const cdrom = { name: 'media', cdrom: { bus: 'sata' } };
const media = { name: 'media', persistentVolumeClaim: { claimName: 'media-claim', hotpluggable: true } };
const stored = (volumes: readonly object[], disks: readonly object[], vm: object = {}): object =>
  vmOf({ spec: { volumes }, devices: { disks }, vm });
const onRoot = stored([root], [rootDisk]);
const withExtra = stored([root, extra], [rootDisk, extraDisk]);
const moved = (vm: object): object =>
  stored([{ name: 'root', persistentVolumeClaim: { claimName: 'new-claim' } }], [rootDisk], vm);

const rows: readonly Row[] = [
  {
    name: 'more sockets',
    after: cpu({ sockets: 4 }),
    fields: 'domain.cpu.sockets migration',
    condition: 'HotVCPUChange=True',
  },
  {
    name: 'more sockets, staged',
    after: cpu({ sockets: 4 }),
    fields: 'domain.cpu.sockets restart',
    condition: generic,
    facts: { configuration: stage },
  },
  {
    name: 'more sockets than the VMI has room for',
    after: cpu({ sockets: 9 }),
    fields: 'domain.cpu.sockets restart',
    condition: "RestartRequired=True CPU sockets updated in template spec to a value higher than what's available",
  },
  {
    name: 'fewer sockets',
    after: cpu({ sockets: 1 }),
    fields: 'domain.cpu.sockets restart',
    condition: 'RestartRequired=True Reduction of CPU socket count requires a restart',
  },
  {
    name: 'sockets on arm64',
    before: arm(2),
    after: arm(4),
    fields: 'domain.cpu.sockets restart',
    condition: "RestartRequired=True ARM doesn't support CPU hotplug",
  },
  {
    name: 'more sockets than the template allows',
    before: cpu({ maxSockets: 4 }),
    after: cpu({ maxSockets: 4, sockets: 6 }),
    fields: 'domain.cpu.sockets rejected',
  },
  ...[{ maxSockets: 16 }, { cores: 2 }, { threads: 2 }, { model: 'Skylake' }].map((more): Row => ({
    name: `CPU ${Object.keys(more).join()}`,
    after: cpu(more),
    fields: `domain.cpu.${Object.keys(more).join()} restart`,
    condition: generic,
  })),
  {
    name: 'more memory',
    after: memory({ guest: '4Gi' }),
    fields: 'domain.memory.guest migration',
    condition: 'HotMemoryChange=True',
  },
  {
    name: 'more memory, staged',
    after: memory({ guest: '4Gi' }),
    fields: 'domain.memory.guest restart',
    condition: generic,
    facts: { configuration: stage },
  },
  {
    name: 'less memory than at boot',
    after: memory({ guest: '1Gi' }),
    fields: 'domain.memory.guest restart',
    condition: 'RestartRequired=True memory updated in template spec to a value lower than what the VM started with',
  },
  {
    name: 'more memory than the VMI has room for',
    after: memory({ guest: '16Gi' }),
    fields: 'domain.memory.guest restart',
    condition:
      'RestartRequired=True memory hotplug not supported, Guest memory is greater than the configured maxGuest memory',
  },
  {
    name: 'more memory than the template allows',
    before: memory({ maxGuest: '4Gi' }),
    after: memory({ maxGuest: '4Gi', guest: '6Gi' }),
    fields: 'domain.memory.guest rejected',
  },
  {
    name: 'memory of a VM that cannot migrate',
    after: memory({ guest: '4Gi' }),
    fields: 'domain.memory.guest restart',
    condition:
      'RestartRequired=True memory updated in template spec. Memory-hotplug is only available for migratable VMs',
    facts: { isMigratable: false },
  },
  {
    name: 'memory of a VM too small to grow',
    before: memory({ guest: '512Mi' }),
    after: memory({ guest: '1Gi' }),
    fields: 'domain.memory.guest restart',
    condition:
      'RestartRequired=True memory updated in template spec. Memory-hotplug is not available for this VM configuration',
  },
  {
    name: 'memory that is not aligned',
    after: memory({ guest: '2147483649' }),
    fields: 'domain.memory.guest restart',
    condition: 'RestartRequired=True memory hotplug not supported, Guest memory must be 2Mi aligned',
  },
  {
    name: 'memory after a hotplug failed',
    after: memory({ guest: '4Gi' }),
    fields: 'domain.memory.guest restart',
    condition:
      'RestartRequired=True memory updated in template spec. Memory-hotplug failed and is not available for this VM configuration',
    facts: {
      vmi: running(
        memory({ maxGuest: '8Gi' }),
        {},
        {
          memory: { guestAtBoot: '2Gi', guestCurrent: '2Gi', guestRequested: '2Gi' },
          conditions: [
            { type: 'LiveMigratable', status: 'True' },
            { type: 'HotMemoryChange', status: 'False' },
          ],
        },
      ),
    },
  },
  { name: 'the same memory otherwise written', after: memory({ guest: '2048Mi' }), fields: '' },
  {
    name: 'maxGuest',
    after: memory({ maxGuest: '8Gi' }),
    fields: 'domain.memory.maxGuest restart',
    condition: generic,
  },
  {
    name: 'nodeSelector',
    after: vmOf({ spec: { nodeSelector: { zone: 'a' } } }),
    fields: 'nodeSelector next-migration',
  },
  {
    name: 'nodeSelector, staged',
    after: vmOf({ spec: { nodeSelector: { zone: 'a' } } }),
    fields: 'nodeSelector restart',
    condition: generic,
    facts: { configuration: stage },
  },
  { name: 'affinity', after: vmOf({ spec: { affinity: { podAffinity: {} } } }), fields: 'affinity next-migration' },
  {
    name: 'tolerations',
    after: vmOf({ spec: { tolerations: [{ operator: 'Exists' }] } }),
    fields: 'tolerations next-migration',
  },
  {
    name: 'a hot-pluggable volume',
    before: onRoot,
    after: withExtra,
    fields: 'domain.devices.disks[1] live, volumes[1] live',
  },
  {
    name: 'a hot-pluggable volume in v1.8',
    before: onRoot,
    after: withExtra,
    fields: 'domain.devices.disks[1] silent, volumes[1] silent',
    facts: { release: releaseOf('v1.8') },
  },
  {
    name: 'a hot-pluggable volume in v1.8 with the gate, staged',
    before: onRoot,
    after: withExtra,
    fields: 'domain.devices.disks[1] live, volumes[1] live',
    facts: {
      release: releaseOf('v1.8'),
      configuration: { ...withGates('DeclarativeHotplugVolumes'), vmRolloutStrategy: 'Stage' },
    },
  },
  {
    name: 'a hot-pluggable volume taken away',
    before: withExtra,
    after: onRoot,
    fields: 'domain.devices.disks live, volumes live',
  },
  {
    name: 'a CD taken out',
    before: stored([root, media], [rootDisk, cdrom]),
    after: stored([root], [rootDisk, cdrom]),
    fields: 'volumes live',
  },
  {
    name: 'the CD drive taken out',
    before: stored([root, media], [rootDisk, cdrom]),
    after: onRoot,
    fields: 'domain.devices.disks restart, volumes live',
    condition: generic,
  },
  {
    name: 'another volume of the usual kind',
    before: onRoot,
    after: moved({}),
    fields: 'volumes[0].persistentVolumeClaim.claimName restart',
    condition: generic,
  },
  {
    name: 'another claim, by replacement',
    before: onRoot,
    after: moved({ updateVolumesStrategy: 'Replacement' }),
    fields: 'spec.updateVolumesStrategy none, volumes[0].persistentVolumeClaim.claimName restart',
    condition: generic,
  },
  {
    name: 'another claim, by migration',
    before: onRoot,
    after: moved({ updateVolumesStrategy: 'Migration' }),
    fields: 'spec.updateVolumesStrategy none, volumes[0].persistentVolumeClaim.claimName migration',
    condition: 'VolumesChange=True migrate volumes',
  },
  {
    name: 'another claim that is not there, by migration',
    before: onRoot,
    after: moved({ updateVolumesStrategy: 'Migration' }),
    fields: 'spec.updateVolumesStrategy none, volumes[0].persistentVolumeClaim.claimName migration',
    condition: "VolumesChange=False One of the destination volumes doesn't exist: the pvc new-claim doesn't exist",
    facts: { claims: ['root-claim'] },
  },
  ...[
    { evictionStrategy: 'None' },
    { terminationGracePeriodSeconds: 5 },
    { hostname: 'web' },
    { livenessProbe: { guestAgentPing: {} } },
    { dnsConfig: { nameservers: ['10.0.0.1'] } },
    {
      accessCredentials: [
        { sshPublicKey: { source: { secret: { secretName: 'k' } }, propagationMethod: { noCloud: {} } } },
      ],
    },
  ].map((spec): Row => ({
    name: Object.keys(spec).join(),
    before: stored([root, { name: 'init', cloudInitNoCloud: { userData: 'x' } }], [rootDisk]),
    after: vmOf({
      spec: { volumes: [root, { name: 'init', cloudInitNoCloud: { userData: 'x' } }], ...spec },
      devices: { disks: [rootDisk] },
    }),
    fields: `${Object.keys(spec).join()} restart`,
    condition: generic,
  })),
  {
    name: 'firmware',
    after: vmOf({ domain: { firmware: { serial: 'a' } } }),
    fields: 'domain.firmware restart',
    condition: generic,
  },
  {
    name: 'labels and annotations of the template',
    after: vmOf({ templateMetadata: { labels: { tier: 'web' }, annotations: { 'example.org/owner': 'me' } } }),
    fields: 'spec.template.metadata.labels.tier silent, spec.template.metadata.annotations.example.org/owner silent',
  },
  {
    name: 'an annotation that the VMI follows',
    after: vmOf({ templateMetadata: { annotations: { 'descheduler.alpha.kubernetes.io/evict': 'true' } } }),
    fields: 'spec.template.metadata.annotations.descheduler.alpha.kubernetes.io/evict live',
  },
  { name: 'how it runs', after: vmOf({ vm: { runStrategy: 'RerunOnFailure' } }), fields: 'spec.runStrategy none' },
  {
    name: 'labels of the VM',
    after: vmOf({ metadata: { labels: { tier: 'web' } } }),
    fields: 'metadata.labels.tier none',
  },
  {
    name: 'what the cluster writes',
    before: vmOf({
      metadata: { uid: 'u', resourceVersion: '1', annotations: { 'kubevirt.io/latest-observed-api-version': 'v1' } },
    }),
    after: vmOf(),
    fields: '',
  },
];

describe('what becomes of edits beside NICs while the VM runs', () => {
  it.each(rows)('$name', ({ before = vmOf(), after, fields, condition, facts }) => {
    const impact = impactOf(before, after, facts);
    expect(fieldsOf(impact)).toBe(fields);
    expect(conditionsOf(impact)).toEqual(condition === undefined ? [] : [condition]);
    expect(impact.changes.filter(({ alternatives }) => alternatives.length > 0)).toEqual([]);
  });

  it('holds back live updates while a restart waits', () => {
    const before = vmOf();
    const after = vmOf({ domain: { cpu: { sockets: 4, cores: 1, threads: 1 } }, spec: { hostname: 'web' } });
    expect(fieldsOf(impactOf(before, after))).toBe('domain.cpu.sockets restart, hostname restart');
  });

  it('judges an instancetype by what it brings', () => {
    const before = vmOf({ domain: { cpu: undefined, memory: undefined }, vm: { instancetype: { name: 'small' } } });
    const after = vmOf({ domain: { cpu: undefined, memory: undefined }, vm: { instancetype: { name: 'large' } } });
    const small = { instancetype: { cpu: { guest: 1 }, memory: { guest: '2Gi' } } };
    const large = { instancetype: { cpu: { guest: 4 }, memory: { guest: '2Gi' } } };
    const dedicated = { instancetype: { cpu: { guest: 1, dedicatedCPUPlacement: true }, memory: { guest: '2Gi' } } };
    const judged = (other: object): string =>
      fieldsOf(impactOf(before, after, { profiles: { before: small, after: other } }));
    expect(judged(large)).toBe('spec.instancetype.name migration');
    expect(judged(dedicated)).toBe('spec.instancetype.name restart');
    expect(judged(small)).toBe('spec.instancetype.name none');
  });
});
