import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultConfiguration } from '../../../server/src/core/kubevirt/configuration.ts';
import { reconcile, restartDifferences } from '../../../server/src/core/kubevirt/live/reconcile.ts';
import { restartMessage } from '../../../server/src/core/kubevirt/live/template-differences.ts';
import { type ChangedPart, changedParts } from '../../../server/src/core/kubevirt/live/vmi-patch.ts';
import { findRelease, releases } from '../../../server/src/core/kubevirt/releases/index.ts';
import { afterEdit, blueInterface, edited, running, template, unedited, vmi, vmOf } from './running-vms.ts';

const stage = { ...defaultConfiguration, vmRolloutStrategy: 'Stage' };
const interfaces = 'domain.devices.interfaces';

describe('a VM that nobody edited', () => {
  it.each(releases)('stays as it is in $id', (release) => {
    const { evaluation, migration, statusAfter, ...rest } = running({ ...unedited, release });
    expect(evaluation).toEqual({ verdict: 'Unknown' });
    expect(migration).toMatchObject({ conditions: [], migrates: false });
    expect(statusAfter.map(({ name }) => name)).toEqual(['default', 'blue']);
    expect(rest).toEqual({
      isRunning: true,
      sync: { vmi: undefined, vm: undefined, fates: [] },
      vmAfter: undefined,
      vmiAfter: undefined,
      vmiChanges: {},
      netRestartRequired: false,
      networkRestarts: [],
      restartRequiredBySpec: false,
      restartRequired: undefined,
      restartDifferences: [],
      migratedVolumes: [],
      syncErrors: [],
      activePod: {},
    });
  });

  it('asks for no restart for what means the same', () => {
    const same = [
      edited(template, 'domain.memory.guest', '2048Mi'),
      edited(template, 'domain.resources', {}),
      edited(template, 'nodeSelector', {}),
      edited(template, 'tolerations', null),
      edited(template, 'domain.cpu.dedicatedCpuPlacement', false),
      edited(template, 'domain.devices.disks.0.disk.readonly', false),
      edited(template, 'volumes.0.persistentVolumeClaim.hotpluggable', false),
    ];
    for (const spec of same) expect(afterEdit(spec, { configuration: stage }).restartDifferences).toEqual([]);
  });
});

describe('a restart', () => {
  it.each<[string, string, unknown, string]>([
    ['another host name', 'hostname', 'other', 'spec.template.spec.hostname'],
    ['more cores', 'domain.cpu.cores', 2, 'spec.template.spec.domain.cpu.cores'],
    [
      'another MAC',
      `${interfaces}.1.macAddress`,
      '02:00:00:00:00:01',
      `spec.template.spec.${interfaces}[1].macAddress`,
    ],
    ['another bus', 'domain.devices.disks.0.disk.bus', 'sata', 'spec.template.spec.domain.devices.disks[0].disk.bus'],
    ['no CPU', 'domain.cpu', undefined, 'spec.template.spec.domain'],
    [
      'a pointer to false',
      'domain.devices.autoattachSerialConsole',
      false,
      'spec.template.spec.domain.devices.autoattachSerialConsole',
    ],
  ])('waits for %s, at its field', (_, path, value, field) => {
    const outcome = afterEdit(edited(template, path, value));
    expect(outcome.restartRequired).toBe(restartMessage);
    expect(outcome.restartDifferences.map((difference) => difference.field)).toContain(field);
  });

  it('keeps CPUs back, but not NICs', () => {
    const withNic = edited(edited(template, `${interfaces}.2`, { name: 'red', bridge: {} }), 'networks.2', {
      name: 'red',
      multus: { networkName: 'red-nad' },
    });
    const outcome = afterEdit(edited(edited(withNic, 'domain.cpu.sockets', 4), 'hostname', 'other'));
    expect(outcome.restartDifferences.map(({ field }) => field)).toEqual(['spec.template.spec.hostname']);
    expect(outcome.vmiChanges).toEqual({});
    expect(outcome.sync.fates).toEqual([{ network: 'red', fate: 'hot-plugged' }]);
    expect(outcome.evaluation).toEqual({ verdict: 'False', decision: { network: 'red', cause: 'hot-plug' } });
    expect(outcome.migration).toMatchObject({ migrates: false, afterGrace: { migrates: true } });
  });

  it('is forgotten once the edit is reverted', () => {
    const conditions = [{ type: 'RestartRequired', status: 'True', message: restartMessage }];
    const vm = { ...vmOf(template), status: { conditions } };
    expect(running({ ...unedited, vm }).restartRequired).toBeUndefined();
    expect(running({ ...unedited, vm, startRevision: undefined }).restartRequired).toBe(restartMessage);
  });

  it('is never asked for by comparison without a start revision', () => {
    const outcome = afterEdit(edited(template, 'hostname', 'other'), { startRevision: undefined });
    expect(outcome).toMatchObject({ restartRequired: undefined, restartDifferences: [] });
  });

  it('is told of each reason on its own', () => {
    const state = { ...unedited, vm: vmOf(edited(edited(template, 'hostname', 'h'), 'subdomain', 's')) };
    expect(
      restartDifferences(state)
        .map(({ field }) => field)
        .sort(),
    ).toEqual(['spec.template.spec.hostname', 'spec.template.spec.subdomain']);
    expect(restartDifferences({ ...state, vmi: undefined })).toEqual([]);
  });
});

describe('CPUs and memory', () => {
  it.each<[string, unknown, string, object]>([
    ['more sockets', 4, '', { cpu: { sockets: 4 } }],
    ['fewer sockets', 1, 'Reduction of CPU socket count requires a restart', {}],
    ['too many sockets', 9, "CPU sockets updated in template spec to a value higher than what's available", {}],
  ])('%s', (_, sockets, message, changes) => {
    const outcome = afterEdit(edited(template, 'domain.cpu.sockets', sockets));
    expect(outcome.restartRequired ?? '').toBe(message);
    expect(outcome.vmiChanges).toMatchObject(changes);
    expect(outcome.migration?.conditions.map(({ type }) => type)).toEqual(message === '' ? ['HotVCPUChange'] : []);
  });

  it('wait for a restart where edits are staged', () => {
    const outcome = afterEdit(edited(template, 'domain.cpu.sockets', 4), { configuration: stage });
    expect(outcome).toMatchObject({ restartRequired: restartMessage, vmiChanges: {} });
  });

  it('ask for more as the ratio says, where the template asks itself', () => {
    const asks = (spec: typeof template) =>
      edited(spec, 'domain.resources', { requests: { cpu: '200m', memory: '2Gi' } });
    const state = { startRevision: vmOf(asks(template)), vmi: edited(vmi, 'spec', asks(vmi.spec)) };
    const larger = edited(edited(asks(template), 'domain.cpu.sockets', 6), 'domain.memory.guest', '4Gi');
    expect(afterEdit(larger, state).vmiChanges).toMatchObject({
      resources: { requests: { cpu: '600m', memory: '4Gi' } },
    });
    const configuration = { ...defaultConfiguration, cpuAllocationRatio: 1 };
    expect(afterEdit(larger, { ...state, configuration }).vmiChanges).toMatchObject({
      resources: { requests: { cpu: '4200m' } },
    });
  });

  it.each<[string, string, string]>([
    ['more memory', '4Gi', ''],
    ['less than at boot', '1Gi', 'memory updated in template spec to a value lower than what the VM started with'],
    ['too much', '9Gi', 'memory hotplug not supported, Guest memory is greater than the configured maxGuest memory'],
    ['an odd amount', '2049Mi', 'memory hotplug not supported, Guest memory must be 2Mi aligned'],
  ])('%s', (_, guest, message) => {
    const outcome = afterEdit(edited(template, 'domain.memory.guest', guest));
    expect(outcome.restartRequired ?? '').toBe(message);
    expect(outcome.vmiChanges).toEqual(message === '' ? { memory: { guest, maxGuest: '8Gi' } } : {});
  });

  it.each<[string, string, unknown, string]>([
    ['not migratable', 'status.conditions', [], 'Memory-hotplug is only available for migratable VMs'],
    [
      'without a maximum',
      'spec.domain.memory.maxGuest',
      undefined,
      'Memory-hotplug is not available for this VM configuration',
    ],
    [
      'that failed before',
      'status.conditions',
      [{ type: 'HotMemoryChange', status: 'False' }],
      'Memory-hotplug failed and is not available for this VM configuration',
    ],
  ])('of a VMI %s wait for a restart', (_, path, value, message) => {
    const outcome = afterEdit(edited(template, 'domain.memory.guest', '4Gi'), { vmi: edited(vmi, path, value) });
    expect(outcome.restartRequired).toBe(`memory updated in template spec. ${message}`);
  });

  it('wait while a migration is under way', () => {
    const migrating = edited(vmi, 'status.migrationState', { startTimestamp: '2026-03-01T11:59:00Z' });
    expect(afterEdit(edited(template, 'domain.cpu.sockets', 4), { vmi: migrating })).toMatchObject({
      syncErrors: ['cpu: CPU hotplug is not allowed while VMI is migrating'],
      migration: { conditions: [], migrates: false },
    });
    expect(afterEdit(edited(template, 'nodeSelector', { a: 'b' }), { vmi: migrating }).syncErrors).toEqual([
      'affinity: Node affinity should not be changed during VMI migration',
    ]);
  });
});

describe('volumes', () => {
  const plugged = { name: 'data', persistentVolumeClaim: { claimName: 'data', hotpluggable: true } };
  const withVolume = edited(edited(template, 'volumes.1', plugged), 'domain.devices.disks.1', {
    name: 'data',
    disk: { bus: 'scsi' },
  });

  it('that come and go are plugged where the release does so by itself', () => {
    expect(Object.keys(afterEdit(withVolume).vmiChanges)).toEqual(['volumes', 'disks']);
    const older = findRelease('v1.8') ?? unedited.release;
    expect(afterEdit(withVolume, { release: older })).toMatchObject({ vmiChanges: {}, restartRequired: undefined });
    const configuration = { ...defaultConfiguration, featureGates: ['DeclarativeHotplugVolumes'] };
    expect(Object.keys(afterEdit(withVolume, { release: older, configuration }).vmiChanges)).toHaveLength(2);
    const both = { ...configuration, featureGates: ['DeclarativeHotplugVolumes', 'HotplugVolumes'] };
    expect(afterEdit(withVolume, { configuration: both }).vmiChanges).toEqual({});
  });

  it('are unplugged with their disks, and others stay', () => {
    const state = {
      startRevision: vmOf(withVolume),
      vmi: edited(vmi, 'spec', { ...withVolume, networks: vmi.spec.networks }),
    };
    expect(afterEdit(template, state).vmiChanges).toMatchObject({
      volumes: [{ name: 'root' }],
      disks: [{ name: 'root' }],
    });
  });

  it('of another kind wait for a restart', () => {
    const other = edited(template, 'volumes.0.persistentVolumeClaim.claimName', 'other');
    expect(afterEdit(other).restartRequired).toBe(restartMessage);
  });

  it('move by a migration where the template says so', () => {
    const spec = edited(template, 'volumes.0.persistentVolumeClaim.claimName', 'other');
    const vm = vmOf(spec, { updateVolumesStrategy: 'Migration' });
    expect(running({ ...unedited, vm })).toMatchObject({
      migratedVolumes: ['root'],
      vmiChanges: { volumes: [{ persistentVolumeClaim: { claimName: 'other' } }] },
      migration: { migrates: true, conditions: [{ type: 'VolumesChange', message: 'migrate volumes' }] },
    });
    expect(running({ ...unedited, vm, pvcs: ['root-claim'] })).toMatchObject({
      migratedVolumes: [],
      migration: { migrates: false, conditions: [{ type: 'VolumesChange', status: 'False' }] },
    });
    const shared = edited(vmi, 'spec.domain.devices.disks.0.shareable', true);
    expect(running({ ...unedited, vm, vmi: shared }).restartRequired).toBe(
      'invalid volumes to update with migration: shareable: [root]',
    );
    const left = edited(vmi, 'status.volumeStatus', [
      { name: 'left', persistentVolumeClaimInfo: { claimName: 'left', accessModes: ['ReadWriteOnce'] } },
    ]);
    expect(running({ ...unedited, vm, vmi: left }).restartRequired).toContain('The volume left is RWO');
  });

  it('go back where they came from while they move', () => {
    const moving = edited(
      edited(edited(vmi, 'spec.volumes.0.persistentVolumeClaim.claimName', 'other'), 'status.migratedVolumes', [
        { volumeName: 'root', sourcePVCInfo: { claimName: 'root-claim' }, destinationPVCInfo: { claimName: 'other' } },
      ]),
      'status.conditions.1',
      { type: 'VolumesChange', status: 'True' },
    );
    expect(running({ ...unedited, vmi: moving })).toMatchObject({
      migratedVolumes: [],
      vmiChanges: { volumes: [{ persistentVolumeClaim: { claimName: 'root-claim' } }] },
      migration: { conditions: [{ status: 'False', reason: 'VolumesChangeCancellation' }] },
    });
    const elsewhere = vmOf(edited(template, 'volumes.0.persistentVolumeClaim.claimName', 'third'));
    const state = { ...unedited, vm: elsewhere, startRevision: elsewhere, vmi: moving };
    expect(running(state).syncErrors).toEqual([
      'volumes: The volume can only be reverted to the previous version during the update',
    ]);
  });
});

/** Edits of the template, by themselves and together. */
const edits = fc
  .subarray<(spec: typeof template) => typeof template>([
    (spec) => edited(spec, `${interfaces}.1.state`, 'absent'),
    (spec) => edited(spec, `${interfaces}.1.macAddress`, '02:00:00:00:00:01'),
    (spec) => edited(spec, 'networks.1.multus.networkName', 'other'),
    (spec) =>
      edited(edited(spec, `${interfaces}.2`, { name: 'red', bridge: {} }), 'networks.2', {
        name: 'red',
        multus: { networkName: 'n' },
      }),
    (spec) => edited(edited(spec, `${interfaces}.0`, undefined), 'networks.0', undefined),
    (spec) => edited(spec, 'domain.cpu.sockets', 3),
    (spec) => edited(spec, 'domain.memory.guest', '3Gi'),
    (spec) => edited(spec, 'tolerations', [{ operator: 'Exists' }]),
    (spec) => edited(spec, 'hostname', 'other'),
  ])
  .map((chosen) => chosen.reduce((spec, edit) => edit(spec), template));

const releaseIds = fc.constantFrom(...releases);

describe('properties', () => {
  it('a second reconcile changes nothing more', () => {
    fc.assert(
      fc.property(edits, releaseIds, (spec, release) => {
        const first = afterEdit(spec, { release });
        const withNics = <T extends object>(own: T, nics: typeof first.vmAfter): T =>
          nics ? edited(edited(own, interfaces, nics.interfaces), 'networks', nics.networks) : own;
        const changed = Object.entries(first.vmiChanges).reduce(
          (own, [part, value]) => edited(own, changedParts[part as ChangedPart], value),
          withNics(vmi.spec, first.vmiAfter),
        );
        const second = running({
          ...unedited,
          release,
          vm: vmOf(withNics(spec, first.vmAfter)),
          vmi: edited(edited(vmi, 'spec', changed), 'status.interfaces', first.statusAfter),
        });
        expect(second).toMatchObject({ vmiAfter: undefined, vmAfter: undefined, vmiChanges: {} });
        expect(second.statusAfter).toEqual(first.statusAfter);
      }),
    );
  });

  it('the order of lists changes no verdict', () => {
    fc.assert(
      fc.property(edits, releaseIds, (spec, release) => {
        const turned = edited(
          edited(spec, interfaces, [...spec.domain.devices.interfaces].reverse()),
          'networks',
          [...spec.networks].reverse(),
        );
        const [one, other] = [spec, turned].map((each) => afterEdit(each, { release }));
        for (const key of ['netRestartRequired', 'restartRequired', 'vmiChanges', 'syncErrors', 'migration'] as const)
          expect(other?.[key]).toEqual(one?.[key]);
      }),
    );
  });

  it('reverting an edit clears it', () => {
    fc.assert(
      fc.property(edits, (spec) => {
        const started = afterEdit(spec, { startRevision: vmOf(spec), vmi: edited(vmi, 'spec', spec) });
        expect(started.restartRequired).toBeUndefined();
      }),
    );
  });

  it('nothing that is read makes it throw', () => {
    const anything = fc.oneof(
      fc.anything({ withBigInt: true, withNullPrototype: false }),
      fc.constant(vmi),
      fc.constant(unedited.vm),
    );
    const spec = fc.record({
      domain: fc.record({
        devices: fc.record({ interfaces: fc.anything(), disks: fc.anything() }),
        cpu: fc.anything(),
        memory: fc.anything(),
      }),
      networks: fc.anything(),
      volumes: fc.anything(),
    });
    const objects = fc.oneof(
      anything,
      spec.map((value) => vmOf(value)),
      fc.record({
        spec,
        status: fc.record({ interfaces: fc.anything(), conditions: fc.anything(), memory: fc.anything() }),
      }),
    );
    fc.assert(
      fc.property(objects, objects, objects, objects, (vm, startRevision, instance, launcher) => {
        reconcile({ ...unedited, vm, startRevision, vmi: instance, pod: launcher });
      }),
    );
  });
});

describe('a VM that does not run', () => {
  it('loses its absent NICs, and nothing else', () => {
    const absent = edited(template, `${interfaces}.1.state`, 'absent');
    const outcome = reconcile({ ...unedited, vm: vmOf(absent), vmi: undefined });
    expect(outcome).toMatchObject({ isRunning: false, vmAfter: { networks: [{ name: 'default' }] } });
    expect(reconcile({ ...unedited, vmi: undefined }).vmAfter).toBeUndefined();
  });

  it('being deleted is left alone', () => {
    const absent = edited(template, `${interfaces}.1.state`, 'absent');
    const deleted = edited(vmi, 'metadata.deletionTimestamp', '2026-03-01T12:00:00Z');
    const outcome = afterEdit(edited(absent, 'domain.cpu.sockets', 4), { vmi: deleted });
    expect(outcome).toMatchObject({ vmAfter: undefined, vmiAfter: undefined, vmiChanges: {} });
  });
});

it('an unplugged NIC leaves the Pod’s annotation', () => {
  const outcome = afterEdit(edited(template, `${interfaces}.1.state`, 'absent'));
  expect(outcome.sync.fates).toEqual([{ network: 'blue', fate: 'state-copied' }]);
  expect(outcome.activePod).toEqual({ 'k8s.v1.cni.cncf.io/networks': '' });
  expect(outcome.statusAfter.find(({ name }) => name === 'blue')?.podInterfaceName).toBe(blueInterface);
});
