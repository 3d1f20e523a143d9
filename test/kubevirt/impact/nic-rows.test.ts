/** One row for each kind of edit of a NIC: what becomes of it while the VM runs, and the condition that says so. */
import { describe, expect, it } from 'vitest';
import type { VmEdit } from '../../../server/src/core/kubevirt/impact/judge-edit.ts';
import {
  bridge,
  conditionsOf,
  configured,
  impactOf,
  masquerade,
  nad,
  nicsOf,
  pod,
  releaseOf,
  running,
  vmOf,
  vmWithBlue,
  withGates,
} from './edits.ts';

const pending = ['MigrationRequired=False AutoMigrationPending'];
const due = ['MigrationRequired=True AutoMigrationDueToLiveUpdate'];
const restart = ['RestartRequired=True a non-live-updatable field was changed in the template spec'];
const bindings = configured({ network: { binding: { tapped: { domainAttachmentType: 'tap' }, plain: {} } } });

interface Row {
  readonly name: string;
  readonly before: object;
  readonly after: object;
  readonly nics: string;
  readonly conditions?: readonly string[];
  readonly facts?: Partial<VmEdit>;
}

const plain = vmOf();
const withBlue = vmWithBlue();
const renamedBlue = vmOf({ interfaces: [masquerade, bridge('azure')], networks: [pod, nad('azure', 'blue-nad')] });
const networkless = vmOf({ interfaces: [], networks: [], devices: { autoattachPodInterface: false } });
const networklessWithPod = vmOf({ devices: { autoattachPodInterface: false } });
const onDefaultNad = (networkName: string): object =>
  vmOf({ interfaces: [bridge('default')], networks: [{ name: 'default', multus: { networkName, default: true } }] });
const sriov = { name: 'fast', sriov: {} };
const claimed = { name: 'fast', resourceClaim: { claimName: 'claim', requestName: 'request' } };
const waiting = {
  conditions: [
    { type: 'LiveMigratable', status: 'True' },
    { type: 'MigrationRequired', status: 'False', lastTransitionTime: '2026-01-01T00:00:00Z' },
  ],
};
const legacy = { preference: { devices: { preferredInterfaceModel: 'e1000e' } } };
const drafted = withGates('NetworkDevicesWithDRA');

const rows: readonly Row[] = [
  { name: 'E1 bridge NIC added', before: plain, after: withBlue, nics: 'blue pending-migration', conditions: pending },
  {
    name: 'E1 whatever the rollout strategy',
    before: plain,
    after: withBlue,
    nics: 'blue pending-migration',
    conditions: pending,
    facts: { configuration: configured({ vmRolloutStrategy: 'Stage' }) },
  },
  {
    name: 'E1 to a VM with empty lists, which are not stored',
    before: vmOf({ interfaces: [{ ...masquerade, ports: [] }] }),
    after: vmOf({
      interfaces: [{ ...masquerade, ports: [] }, bridge('blue', { ports: [] })],
      networks: [pod, nad('blue')],
    }),
    nics: 'blue pending-migration',
    conditions: pending,
  },
  {
    name: 'E2 SR-IOV NIC added',
    before: plain,
    after: vmOf({ interfaces: [masquerade, sriov], networks: [pod, nad('fast')] }),
    nics: 'fast migration',
    conditions: due,
  },
  {
    name: 'E3 SR-IOV NIC from a resource claim added',
    before: plain,
    after: vmOf({
      interfaces: [masquerade, sriov],
      networks: [pod, claimed],
      spec: { resourceClaims: [{ name: 'claim', resourceClaimName: 'device' }] },
    }),
    nics: 'fast silent',
    // The claims themselves cannot be changed.
    conditions: restart,
    facts: { configuration: drafted },
  },
  {
    name: 'E4 NIC of a plugin added',
    before: plain,
    after: vmOf({
      interfaces: [masquerade, { name: 'blue', binding: { name: 'plain' } }],
      networks: [pod, nad('blue')],
    }),
    nics: 'blue silent',
    facts: { configuration: bindings },
  },
  {
    name: 'E5 Pod NIC added to a VM without any',
    before: networkless,
    after: networklessWithPod,
    nics: 'default restart',
    conditions: restart,
  },
  {
    name: 'E5 in v1.7',
    before: networkless,
    after: networklessWithPod,
    nics: 'default silent',
    facts: { release: releaseOf('v1.7') },
  },
  {
    name: 'E6 NIC added as absent',
    before: plain,
    after: vmWithBlue(bridge('blue', { state: 'absent' })),
    nics: 'blue none',
  },
  {
    name: 'E7 first NIC of a VM that relied on the implicit one',
    before: vmOf({ interfaces: [], networks: [] }),
    after: vmOf({ interfaces: [bridge('blue')], networks: [nad('blue')] }),
    nics: 'blue pending-migration, default restart',
    conditions: [...pending, ...restart],
  },
  {
    name: 'E8 bridge NIC set absent',
    before: withBlue,
    after: vmWithBlue(bridge('blue', { state: 'absent' })),
    nics: 'blue pending-migration',
    conditions: pending,
    facts: { vmi: running(withBlue) },
  },
  {
    name: 'E9 the same with ordinal names',
    before: withBlue,
    after: vmWithBlue(bridge('blue', { state: 'absent' })),
    nics: 'blue silent',
    facts: { vmi: running(withBlue, { blue: 'net1' }) },
  },
  {
    name: 'E10 absent taken back while it is being unplugged',
    before: vmWithBlue(bridge('blue', { state: 'absent' })),
    after: withBlue,
    nics: 'blue silent',
    facts: { vmi: running(vmWithBlue(bridge('blue', { state: 'absent' }))) },
  },
  {
    name: 'E11 default NIC set absent',
    before: plain,
    after: vmOf({ interfaces: [{ ...masquerade, state: 'absent' }] }),
    nics: 'default rejected',
  },
  { name: 'E12 link down', before: withBlue, after: vmWithBlue(bridge('blue', { state: 'down' })), nics: 'blue live' },
  {
    name: 'E12 link up again',
    before: vmWithBlue(bridge('blue', { state: 'down' })),
    after: vmWithBlue(bridge('blue', { state: 'up' })),
    nics: 'blue live',
  },
  {
    name: 'E12 link up, as it was',
    before: withBlue,
    after: vmWithBlue(bridge('blue', { state: 'up' })),
    nics: 'blue none',
  },
  {
    name: 'E12 link of a masquerade NIC down',
    before: plain,
    after: vmOf({ interfaces: [{ ...masquerade, state: 'down' }] }),
    nics: 'default live',
  },
  {
    name: 'E12 link of a tap plugin down',
    before: vmWithBlue({ name: 'blue', binding: { name: 'tapped' } }),
    after: vmWithBlue({ name: 'blue', binding: { name: 'tapped' }, state: 'down' }),
    nics: 'blue live',
    facts: { configuration: bindings },
  },
  {
    name: 'E13 state of an SR-IOV NIC',
    before: vmOf({ interfaces: [masquerade, sriov], networks: [pod, nad('fast')] }),
    after: vmOf({ interfaces: [masquerade, { ...sriov, state: 'down' }], networks: [pod, nad('fast')] }),
    nics: 'fast rejected',
  },
  {
    name: 'E14 state of a passt NIC',
    before: vmOf({ interfaces: [{ name: 'default', passtBinding: {} }] }),
    after: vmOf({ interfaces: [{ name: 'default', passtBinding: {}, state: 'down' }] }),
    nics: 'default none',
  },
  {
    name: 'E15 another NAD',
    before: withBlue,
    after: vmWithBlue(bridge('blue'), nad('blue', 'other-nad')),
    nics: 'blue migration',
    conditions: due,
  },
  {
    name: 'E15 in v1.8',
    before: withBlue,
    after: vmWithBlue(bridge('blue'), nad('blue', 'other-nad')),
    nics: 'blue restart',
    conditions: restart,
    facts: { release: releaseOf('v1.8') },
  },
  {
    name: 'E15 in v1.8 with the gate',
    before: withBlue,
    after: vmWithBlue(bridge('blue'), nad('blue', 'other-nad')),
    nics: 'blue migration',
    conditions: due,
    facts: { release: releaseOf('v1.8'), configuration: withGates('LiveUpdateNADRef') },
  },
  {
    name: 'E15 in v1.6',
    before: withBlue,
    after: vmWithBlue(bridge('blue'), nad('blue', 'other-nad')),
    nics: 'blue restart',
    conditions: restart,
    facts: { release: releaseOf('v1.6') },
  },
  {
    name: 'E16 the same NAD with its namespace',
    before: withBlue,
    after: vmWithBlue(bridge('blue'), nad('blue', 'tenant/blue-nad')),
    nics: 'blue none',
  },
  {
    name: 'E17 NAD of the default network',
    before: onDefaultNad('first-nad'),
    after: onDefaultNad('second-nad'),
    nics: 'default next-migration',
  },
  {
    name: 'E17 in v1.7',
    before: onDefaultNad('first-nad'),
    after: onDefaultNad('second-nad'),
    nics: 'default restart',
    conditions: restart,
    facts: { release: releaseOf('v1.7') },
  },
  {
    name: 'E18 from the Pod network to a NAD',
    before: vmOf({ interfaces: [bridge('default')] }),
    after: onDefaultNad('first-nad'),
    nics: 'default restart',
    conditions: restart,
  },
  {
    name: 'E18 another CIDR',
    before: plain,
    after: vmOf({ networks: [{ name: 'default', pod: { vmNetworkCIDR: '10.5.0.0/24' } }] }),
    nics: 'default restart',
    conditions: restart,
  },
  {
    name: 'E19 another binding',
    before: withBlue,
    after: vmWithBlue({ name: 'blue', binding: { name: 'tapped' } }),
    nics: 'blue restart',
    conditions: restart,
    facts: { configuration: bindings },
  },
  ...[
    { macAddress: '02:00:00:00:00:01' },
    { model: 'e1000e' },
    { bootOrder: 1 },
    { acpiIndex: 4 },
    { tag: 'blue' },
  ].map((more): Row => ({
    name: `E19 ${Object.keys(more).join()}`,
    before: withBlue,
    after: vmWithBlue(bridge('blue', more)),
    nics: 'blue restart',
    conditions: restart,
  })),
  {
    name: 'E19 ports',
    before: plain,
    after: vmOf({ interfaces: [{ ...masquerade, ports: [{ port: 80 }] }] }),
    nics: 'default restart',
    conditions: restart,
  },
  {
    name: 'E20 NIC removed',
    before: withBlue,
    after: plain,
    nics: 'blue restart',
    conditions: restart,
    facts: { startRevision: withBlue },
  },
  {
    name: 'E20 NIC removed that was plugged in after the start',
    before: withBlue,
    after: plain,
    nics: 'blue silent',
    facts: { startRevision: plain },
  },
  {
    name: 'E21 NIC renamed',
    before: withBlue,
    after: renamedBlue,
    nics: 'azure pending-migration, blue restart',
    conditions: [...pending, ...restart],
    facts: { startRevision: withBlue },
  },
  {
    name: 'E22 NICs in another order',
    before: withBlue,
    after: vmOf({ interfaces: [bridge('blue'), masquerade], networks: [nad('blue'), pod] }),
    nics: '',
  },
  ...['networkInterfaceMultiqueue', 'autoattachPodInterface'].map((key): Row => ({
    name: `E23 ${key}`,
    before: plain,
    after: vmOf({ devices: { [key]: true } }),
    nics: '',
    conditions: restart,
  })),
  {
    name: 'E24 NIC added to a VM whose preference has a model',
    before: vmOf({ vm: { preference: { name: 'legacy' } } }),
    after: vmWithBlue(bridge('blue'), nad('blue'), { vm: { preference: { name: 'legacy' } } }),
    nics: 'blue restart',
    conditions: restart,
    facts: { profiles: { before: legacy, after: legacy } },
  },
  {
    name: 'E24 with a model of its own',
    before: vmOf({ vm: { preference: { name: 'legacy' } } }),
    after: vmWithBlue(bridge('blue', { model: 'virtio' }), nad('blue'), { vm: { preference: { name: 'legacy' } } }),
    nics: 'blue pending-migration',
    conditions: pending,
    facts: { profiles: { before: legacy, after: legacy } },
  },
  {
    name: 'E25 bridge NIC of another model added',
    before: plain,
    after: vmWithBlue(bridge('blue', { model: 'e1000e' })),
    nics: 'blue pending-migration',
    conditions: pending,
  },
  {
    name: 'E27 while a migration is under way',
    before: plain,
    after: withBlue,
    nics: 'blue pending-migration',
    conditions: pending,
    facts: { vmi: running(plain, {}, { migrationState: { startTimestamp: '2026-01-01T00:00:00Z' } }) },
  },
  {
    name: 'E8 while the Pod is still to let go of the NIC',
    before: withBlue,
    after: vmWithBlue(bridge('blue', { state: 'absent' })),
    nics: 'blue pending-migration',
    conditions: pending,
    facts: { vmi: running(withBlue, {}, waiting), now: Date.parse('2026-01-01T00:00:10Z') },
  },
  {
    name: 'E8 when that has taken too long',
    before: withBlue,
    after: vmWithBlue(bridge('blue', { state: 'absent' })),
    nics: 'blue migration',
    conditions: due,
    facts: { vmi: running(withBlue, {}, waiting), now: Date.parse('2026-01-01T00:00:16Z') },
  },
];

describe('what becomes of edits of NICs while the VM runs', () => {
  it.each(rows)('$name', ({ before, after, nics, conditions = [], facts }) => {
    const impact = impactOf(before, after, facts);
    expect(nicsOf(impact)).toBe(nics);
    expect(conditionsOf(impact)).toEqual(conditions);
    expect(impact.nics.filter(({ alternatives }) => alternatives.length > 0)).toEqual([]);
  });
});
