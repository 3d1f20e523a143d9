/** What conditions, events and the phase are said to mean, row by row, with their clocks and the NIC that is responsible. */
import { describe, expect, it } from 'vitest';
import { hashedPodInterface } from '../../../server/src/core/kubevirt/name-scheme.ts';
import { restartMessage } from '../../../server/src/core/kubevirt/live/template-differences.ts';
import {
  conditionReadings,
  type ConditionReading,
} from '../../../server/src/core/kubevirt/status/conditions-explained.ts';
import { migrationPrediction } from '../../../server/src/core/kubevirt/status/migration-prediction.ts';
import { eventReading } from '../../../server/src/core/kubevirt/status/pod-events.ts';
import {
  after,
  clock,
  condition,
  healthy,
  migratable,
  type Nic,
  observe,
  type Plain,
  primary,
  type Rest,
} from './dumps.ts';

const readingOf = (one: Plain, rest: Rest = {}, nics: readonly Nic[] = [healthy]): ConditionReading => {
  const conditions = [...(rest.conditions ?? []), one];
  const index = conditions.length - 1;
  const found = conditionReadings(observe(nics, { ...rest, conditions })).find(
    ({ of, field }) => of === 'vmi' && field === `status.conditions[${index}]`,
  );
  if (!found) throw new Error('no reading');
  return found;
};
const ofVm = (one: Plain, nics: readonly Nic[] = [healthy]): ConditionReading | undefined =>
  conditionReadings(observe(nics, { vmConditions: [one] })).find(({ of }) => of === 'vm');

const failed = (message: string, reason = 'Synchronizing with the Domain failed.'): Plain =>
  condition('Synchronized', 'False', { reason, message });
const pending = condition('MigrationRequired', 'False', {
  reason: 'AutoMigrationPending',
  lastTransitionTime: after(0),
});
const required = condition('MigrationRequired', 'True', {
  reason: 'AutoMigrationDueToLiveUpdate',
  lastTransitionTime: after(20),
});
const plugged: Nic = { name: 'stock', asked: true };

describe('Synchronized', () => {
  const stockInterface = hashedPodInterface('stock');
  it.each([
    [
      'a missing NAD',
      'FailedCreate',
      'failed to render launch manifest: failed to locate network attachment definition shop/stock-nad',
      'shop/stock-nad is not there',
    ],
    [
      'a missing plugin',
      'FailedCreate',
      "failed to render launch manifest: unable to find the network binding plugin 'wire' in Kubevirt configuration",
      'no binding plugin wire',
    ],
    ['any other launch manifest', 'FailedCreate', 'failed to render launch manifest: no idea', 'cannot be made'],
    ['a quota', 'FailedCreate', 'pods "virt-launcher-till" is forbidden: exceeded quota: small', 'quota'],
    [
      'a binding that is no more',
      'FailedCreateValidation',
      'failed create validation: slirp is gone',
      'does not have any more',
    ],
    [
      'a missing link',
      undefined,
      `failed to configure vmi network: setup failed, err: pod link (${stockInterface}) is missing`,
      stockInterface,
    ],
    [
      'no route',
      undefined,
      `failed to configure vmi network: setup failed, err: no gateway address found in routes for ${stockInterface}`,
      'without a route',
    ],
    [
      'the target of a migration',
      undefined,
      'failed to configure vmi network for migration target: something',
      'migrate to',
    ],
    ['no binding', undefined, 'failed to configure vmi network: undefined binding method: {}', 'no binding'],
    ['no PCI address', undefined, 'failed to get PCI-Address for SR-IOV network fast', 'PCI address'],
    ['no slot', undefined, 'LibvirtError: No more available PCI slots', 'No PCIe port is free'],
    ['any other set-up', undefined, 'failed to configure vmi network: no idea', 'could not be set up'],
    ['anything else', undefined, 'something nobody knows', 'cannot bring the VMI'],
  ])('False: %s', (_, reason, message, meaning) => {
    const reading = readingOf(failed(message, reason));
    expect(reading.weight).toBe('trouble');
    expect(reading.meaning).toContain(meaning);
    expect(reading.meaning).toContain(message);
    expect(reading.nextSteps.length).toBeGreaterThan(0);
  });

  it('names the NIC of a link', () => {
    expect(readingOf(failed(`pod link (${stockInterface}) is missing`)).network).toBe('stock');
    expect(readingOf(failed('pod link (eth0) is missing')).network).toBe('default');
    expect(readingOf(failed('pod link (pod00000000000) is missing')).network).toBeUndefined();
  });

  it('counts the ports where none is left', () => {
    const steps = readingOf(failed('No more available PCI slots')).nextSteps.join('\n');
    expect(steps).toContain('at least 6 PCIe ports');
    expect(steps).toContain('virtctl restart till -n shop');
  });

  it('True is fine', () => {
    expect(readingOf(condition('Synchronized', 'True')).weight).toBe('fine');
  });
});

describe('MigrationRequired', () => {
  it('False waits, with its clock and its NIC', () => {
    const reading = readingOf(pending, { conditions: [clock(5)] }, [plugged]);
    expect(reading).toMatchObject({ weight: 'waiting', network: 'stock' });
    expect(reading.clock).toContain('2026-04-02T08:00:15Z');
    expect(reading.clock).toContain('between 2026-04-02T08:00:16Z and 2026-04-02T08:00:25Z');
    expect(reading.clock).not.toContain('it is over');
    expect(reading.meaning).toContain('15 s');
  });

  it('False after the grace period says that it is over', () => {
    const reading = readingOf(pending, { conditions: [clock(16)] }, [plugged]);
    expect(reading.clock).toContain('it is over');
    expect(reading.meaning).toContain('has not looked again');
  });

  it.each<[string, readonly Nic[], Rest, string]>([
    ['a plugged NIC', [plugged], {}, 'it was added, and the Pod does not have it'],
    ['a plugged SR-IOV NIC', [{ name: 'fast', binding: { sriov: {} } }], {}, 'it is SR-IOV'],
    [
      'an unplugged NIC',
      [{ ...healthy, vm: { state: 'absent' }, vmi: { state: 'absent' }, sources: 'multus-status' }],
      {},
      'the guest has let it go',
    ],
    [
      'another NAD',
      [{ ...healthy, nad: 'new', asked: { name: 'old' }, reported: { name: 'shop/old' } }],
      {},
      'another NAD',
    ],
    ['nothing that is seen', [healthy], {}, 'none asks for it'],
  ])('True tells what asks for it: %s', (_, nics, rest, meaning) => {
    expect(readingOf(required, rest, nics).meaning).toContain(meaning);
  });

  it.each<[string, Rest, string, string, string]>([
    [
      'KubeVirt',
      { conditions: [migratable], updateMethods: ['LiveMigrate'] },
      'by itself',
      'waiting',
      'kubectl get vmim',
    ],
    [
      'nobody',
      { conditions: [migratable], updateMethods: [] },
      'until somebody migrates it',
      'trouble',
      'virtctl migrate till',
    ],
    [
      'eviction',
      { conditions: [condition('LiveMigratable', 'False')], updateMethods: ['LiveMigrate', 'Evict'] },
      'powers off',
      'waiting',
      'virtctl restart till',
    ],
    [
      'no migration',
      { conditions: [condition('LiveMigratable', 'False', { message: 'no way' })] },
      'no way',
      'trouble',
      'virtctl restart till',
    ],
    ['who knows', { conditions: [migratable] }, 'workloadUpdateMethods', 'waiting', 'kubectl get kubevirt'],
    [
      'a migration that runs',
      { conditions: [migratable, clock(50)], status: { migrationState: { startTimestamp: after(25) } } },
      'is under way',
      'waiting',
      'kubectl get vmim',
    ],
  ])('True tells who migrates: %s', (_, rest, meaning, weight, step) => {
    const reading = readingOf(required, rest, [plugged]);
    expect(reading.meaning).toContain(meaning);
    expect(reading.weight).toBe(weight);
    expect(reading.nextSteps.join('\n')).toContain(step);
    expect(reading.clock).toContain(after(20).replace('.000', ''));
  });
});

describe('the prediction', () => {
  const predict = (nics: readonly Nic[], rest: Rest): unknown => {
    const found = migrationPrediction(observe(nics, rest));
    return found && { agrees: found.agrees, mismatch: found.mismatch, verdict: found.evaluation?.verdict };
  };
  it('agrees with the condition', () => {
    expect(predict([plugged], { conditions: [pending, clock(3)] })).toEqual({
      agrees: true,
      mismatch: undefined,
      verdict: 'False',
    });
    expect(predict([plugged], { conditions: [required] })).toEqual({
      agrees: true,
      mismatch: undefined,
      verdict: 'False',
    });
    expect(predict([healthy], {})).toEqual({ agrees: true, mismatch: undefined, verdict: 'Unknown' });
  });
  it('tells why it does not', () => {
    expect(predict([plugged], { conditions: [pending, clock(16)] })).toMatchObject({ mismatch: 'overdue' });
    expect(predict([plugged], {})).toMatchObject({ mismatch: 'behind' });
    expect(predict([healthy], { conditions: [required] })).toMatchObject({ mismatch: 'behind' });
    expect(predict([healthy], { conditions: [required], pod: false })).toMatchObject({ mismatch: 'pod-unseen' });
    const status = { migrationState: { startTimestamp: after(1) } };
    expect(predict([plugged], { conditions: [clock(9)], status })).toMatchObject({ mismatch: 'migrating' });
  });
  it('says nothing of a VMI that does not run', () => {
    expect(predict([plugged], { phase: 'Scheduling' })).toMatchObject({ verdict: undefined, agrees: true });
    expect(migrationPrediction(observe([plugged], { vmi: false }))).toBeUndefined();
  });
});

describe('other conditions of a VMI', () => {
  it.each([
    [condition('LiveMigratable', 'True'), 'fine', 'can be live-migrated'],
    [
      condition('LiveMigratable', 'False', { reason: 'InterfaceNotLiveMigratable', message: 'because' }),
      'waiting',
      'NIC default',
    ],
    [
      condition('LiveMigratable', 'False', { reason: 'HostDeviceNotLiveMigratable', message: 'because' }),
      'waiting',
      'SR-IOV NICs are none',
    ],
    [
      condition('LiveMigratable', 'False', { reason: 'DisksNotLiveMigratable', message: 'because' }),
      'waiting',
      'other than its NICs',
    ],
    [condition('StorageLiveMigratable', 'True'), 'fine', 'volumes'],
    [condition('AgentConnected', 'True'), 'fine', 'guest-agent'],
    [condition('AgentConnected', 'False'), 'waiting', 'not connected'],
    [condition('HotVCPUChange', 'True'), 'waiting', 'CPUs'],
    [condition('HotVCPUChange', 'False'), 'waiting', 'CPUs'],
    [condition('HotMemoryChange', 'True'), 'waiting', 'memory'],
    [condition('HotMemoryChange', 'False', { message: 'too big' }), 'trouble', 'too big'],
    [condition('VolumesChange', 'True'), 'waiting', 'Volumes'],
    [condition('VolumesChange', 'False', { reason: 'VolumesChangeCancellation' }), 'waiting', 'taken back'],
  ])('%j', (one, weight, meaning) => {
    const reading = readingOf(one);
    expect(reading.weight).toBe(weight);
    expect(reading.meaning).toContain(meaning);
  });

  it('say nothing where they have nothing to do with NICs', () => {
    expect(
      conditionReadings(observe([], { conditions: [condition('Paused', 'True'), condition('Ready', 'True')] })),
    ).toEqual([]);
  });

  it('tell of a VMI that has failed', () => {
    expect(conditionReadings(observe([], { phase: 'Failed' }))).toMatchObject([
      { of: 'vmi', type: 'phase', field: 'status.phase', weight: 'trouble' },
    ]);
  });
});

describe('conditions of a VM', () => {
  it('RestartRequired names the NICs that differ', () => {
    const one = condition('RestartRequired', 'True', { message: restartMessage });
    const reading = ofVm(one, [{ ...healthy, vm: { model: 'e1000e' } }]);
    expect(reading).toMatchObject({ weight: 'waiting', network: 'stock', field: 'status.conditions[0]' });
    expect(reading?.meaning).toContain('the interface of stock is another');
    expect(ofVm(one, [{ ...healthy, vm: false }])?.meaning).toContain('stock is no longer in the VM');
  });

  it('RestartRequired quotes what it says of other parts', () => {
    const one = condition('RestartRequired', 'True', { message: 'Reduction of CPU socket count requires a restart' });
    expect(ofVm(one)?.meaning).toContain('Reduction of CPU socket count');
    expect(ofVm(one)?.network).toBeUndefined();
  });

  it('Failure of a hot-plug is tried again', () => {
    const message = 'error encountered when trying to patch vmi: conflict';
    const one = condition('Failure', 'True', { reason: 'HotPlugNetworkInterfaceError', message });
    expect(ofVm(one)).toMatchObject({ weight: 'waiting' });
    expect(ofVm(one)?.meaning).toContain(message);
    expect(ofVm(condition('Failure', 'True', { reason: 'FailedCreate', message: 'no' }))?.weight).toBe('trouble');
    expect(ofVm(condition('Failure', 'False'))).toBeUndefined();
  });

  it('mirrored from the VMI are read as well', () => {
    expect(ofVm(migratable, [primary])?.weight).toBe('fine');
  });
});

describe('events of the Pod', () => {
  const link = hashedPodInterface('stock');
  it.each([
    [
      'Warning',
      'FailedCreatePodSandBox',
      'cannot find a network-attachment-definition (stock-nad) in namespace (shop): not found',
      'trouble',
      'shop/stock-nad',
    ],
    [
      'Warning',
      'FailedCreatePodSandBox',
      'namespace isolation enabled, annotation violates permission, pod is in namespace shop but refers to target namespace depot',
      'trouble',
      'namespace depot',
    ],
    [
      'Warning',
      'FailedCreatePodSandBox',
      'failed to find plugin "wire" in path [/opt/cni/bin]',
      'trouble',
      'no CNI plugin wire',
    ],
    ['Warning', 'FailedCreatePodSandBox', 'failed to unmarshal Spec.Config: oops', 'trouble', 'cannot read'],
    ['Warning', 'FailedCreatePodSandBox', 'incompatible CNI versions; config is "9.0"', 'trouble', 'cniVersion'],
    ['Warning', 'FailedCreatePodSandBox', 'invalid network name', 'trouble', 'libcni'],
    ['Warning', 'FailedCreatePodSandBox', 'something', 'trouble', 'says why'],
    [
      'Warning',
      'NoNetworkFound',
      'cannot find a network-attachment-definition (stock-nad) in namespace (shop)',
      'trouble',
      'shop/stock-nad',
    ],
    [
      'Normal',
      'AddedInterface',
      `Add ${link} [192.168.9.4/24] from shop/stock-nad`,
      'fine',
      `Multus attached ${link} by shop/stock-nad`,
    ],
    [
      'Normal',
      'AddedInterface',
      `pod [shop/virt-launcher-till]: added interface ${link} to network: stock-nad(ips: [], mac: 02:00:00:00:07:02, cni-args: {})`,
      'fine',
      `controller attached ${link} by NAD stock-nad`,
    ],
    [
      'Warning',
      'FailedAddingInterface',
      `pod [shop/virt-launcher-till]: failed adding interface ${link} to network: stock-nad`,
      'trouble',
      `could not attach ${link} by NAD stock-nad`,
    ],
    [
      'Normal',
      'RemovedInterface',
      `pod [shop/virt-launcher-till]: removed interface ${link} from network: stock-nad`,
      'fine',
      `took ${link} of NAD stock-nad`,
    ],
    [
      'Warning',
      'FailedRemovingInterface',
      `pod [shop/virt-launcher-till]: failed removing interface ${link} from network: stock-nad`,
      'trouble',
      `could not take ${link}`,
    ],
    [
      'Warning',
      'InterfaceAddRejected',
      'pod [shop/x]: will not add interface to host networked pod',
      'trouble',
      'another Pod',
    ],
  ])('%s %s: %s', (type, reason, message, weight, meaning) => {
    const reading = eventReading({ type, reason, message });
    expect(reading?.weight).toBe(weight);
    expect(reading?.meaning).toContain(meaning);
    if (message.includes(link)) expect(reading?.podInterface).toBe(link);
  });

  it('say nothing of NICs otherwise', () => {
    expect(eventReading({ type: 'Normal', reason: 'Pulled', message: 'image' })).toBeUndefined();
  });
});
