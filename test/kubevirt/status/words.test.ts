/** What is said of stages: a title for each, real names in every sentence, next steps where somebody has to do something. */
import { describe, expect, it } from 'vitest';
import { hashedPodInterface } from '../../../server/src/core/kubevirt/name-scheme.ts';
import { findRelease, newestRelease } from '../../../server/src/core/kubevirt/releases/index.ts';
import { type HotplugSlots, hotplugSlots } from '../../../server/src/core/kubevirt/status/hotplug-slots.ts';
import { issueOf, issueText, misconceptions } from '../../../server/src/core/kubevirt/status/misconceptions.ts';
import {
  lampWord,
  progressWord,
  spokenLamp,
  stageDiagnosis,
  stageNextSteps,
  stageTitle,
} from '../../../server/src/core/kubevirt/status/stage-words.ts';
import { after, agent, clock, condition, healthy, type Nic, observe, type Rest, stageIn } from './dumps.ts';
import { stageRows } from './stage-rows.ts';

const told = (nics: readonly Nic[], rest: Rest = {}, network = 'stock'): string => {
  const observed = observe(nics, rest);
  const nic = stageIn(observed, network);
  return [stageDiagnosis(nic, observed), ...stageNextSteps(nic, observed)].join('\n');
};

describe('of each row', () => {
  it.each(stageRows.map((row) => [`${row.row}: ${row.what}`, row] as const))('%s', (_, row) => {
    const observed = observe(row.nics, row.rest);
    const nic = stageIn(observed, row.network ?? row.nics[0]?.name ?? '');
    const diagnosis = stageDiagnosis(nic, observed);
    expect(stageTitle(nic)).not.toBe('');
    expect(stageTitle(nic).length).toBeLessThan(60);
    expect(diagnosis).toContain(nic.kind === 'guest-only' ? nic.interfaceName : nic.network);
    expect(diagnosis).not.toMatch(/undefined|\{\d\}/);
    for (const text of nic.evidence) expect(diagnosis).toContain(text);
    const steps = stageNextSteps(nic, observed);
    if (nic.progress === 'stuck') expect(steps.length).toBeGreaterThan(0);
    for (const step of steps) expect(step).not.toMatch(/undefined|\{\d\}/);
  });
});

describe('names', () => {
  it('are the real ones', () => {
    const text = told([{ name: 'stock', asked: true }]);
    expect(text).toContain(
      `Network stock is requested as ${hashedPodInterface('stock')}, but the Pod’s network-status has no such interface: Multus did not (yet) attach NAD shop/stock-nad.`,
    );
    expect(text).toContain('`kubectl describe pod virt-launcher-till-x2x2x -n shop`');
    expect(text).toContain('`kubectl get net-attach-def stock-nad -n shop -o yaml`');
  });

  it('are not taken into commands where no object can have them', () => {
    const text = told([{ name: 'stock', nad: '$(reboot)', asked: true }], { podMetadata: { name: 'x; rm -rf /' } });
    expect(text).toContain('kubectl describe pod POD -n shop');
    expect(text).toContain('kubectl get net-attach-def NAD -n shop');
    expect(text).not.toMatch(/`[^`]*(?:rm -rf|reboot)[^`]*`/);
  });

  it('of a Pod that is not seen are chosen by its label', () => {
    expect(told([{ name: 'stock' }], { pod: false })).toContain(
      'kubectl describe pod -l vm.kubevirt.io/name=till -n shop',
    );
  });

  it('of a VMI with a host name of its own are not in that label', () => {
    const command = (rest: Rest): string | undefined =>
      /pod -l vm\.kubevirt\.io\/name=(\S+)/.exec(told([{ name: 'stock' }], { pod: false, ...rest }))?.[1];
    expect(command({ spec: { hostname: 'front-desk' } })).toBe('front-desk');
    expect(command({ spec: { hostname: '$(reboot)' } })).toBe('VM');
  });

  it('of a custom primary interface are explained', () => {
    const nic: Nic = {
      name: 'default',
      binding: { masquerade: {} },
      source: { pod: {} },
      sources: 'domain',
      entry: { podInterfaceName: 'ovn-udn1' },
    };
    expect(told([nic], {}, 'default')).toContain('ovn-udn1 instead of eth0');
  });
});

describe('guesses', () => {
  it('name what else it may be', () => {
    expect(told([{ name: 'stock' }], { pod: false })).toContain(
      'The launcher Pod is not seen here; it may also be: the Pod is not asked for it; in the Pod, not in the status.',
    );
  });
});

describe('what is not seen', () => {
  it('is not told as seen', () => {
    const text = told([{ name: 'stock' }], { pod: false });
    expect(text).toContain(`KubeVirt has not seen ${hashedPodInterface('stock')} (NAD shop/stock-nad) in the Pod`);
    expect(text).not.toContain('network-status has no');
    expect(told([{ ...healthy, sources: 'domain' }], { pod: false })).toContain('by the VMI’s status');
  });

  it('is computed for a Pod NIC as for any other', () => {
    const nic: Nic = { name: 'default', binding: { masquerade: {} }, source: { pod: {} }, vmi: false };
    expect(stageIn(observe([nic]), 'default')).toMatchObject({ podInterface: 'eth0', scheme: 'hashed' });
  });
});

describe('what is over', () => {
  it('is told so', () => {
    const pending = condition('MigrationRequired', 'False', { lastTransitionTime: after(0) });
    const waiting = (seconds: number): string =>
      told([{ name: 'stock', asked: true }], { conditions: [pending, clock(seconds)] });
    expect(waiting(15)).toContain('has until 2026-04-02T08:00:15Z');
    expect(waiting(16)).toContain('had until 2026-04-02T08:00:15Z');
  });
});

describe('ordinal names', () => {
  it('go by a migration only where the release renames', () => {
    const nics: readonly Nic[] = [{ ...healthy, vm: { state: 'absent' }, entry: { podInterfaceName: 'net1' } }];
    const steps = (id: string): string => told(nics, { release: findRelease(id) ?? newestRelease });
    expect(steps('v1.9')).toContain('virtctl migrate');
    expect(steps('v1.7')).not.toContain('virtctl migrate');
  });
});

describe('not recognised', () => {
  it('tells under which name the Pod has the NIC', () => {
    expect(told([{ name: 'stock', asked: true, reported: { interface: 'eth7' } }])).toContain('as eth7');
    expect(told([{ name: 'stock', asked: true, reported: { interface: '' } }])).toContain('cniVersion');
  });
});

describe('slots', () => {
  const slots = (rest: Rest, nics: readonly Nic[] = [healthy]): HotplugSlots | undefined =>
    hotplugSlots(observe(nics, rest));
  const guest = (memory: string, more: object = {}): Rest => ({
    spec: { architecture: 'amd64', domain: { memory: { guest: memory }, devices: {}, ...more } },
  });
  it('depend on the memory', () => {
    expect(slots(guest('2Gi'))).toMatchObject({ atLeast: 3, total: 8 });
    expect(slots(guest('2049Mi'))).toMatchObject({ atLeast: 6, total: 16 });
  });
  it('are counted with the memory at the start', () => {
    const status = { memory: { guestAtBoot: '1Gi' } };
    expect(slots({ ...guest('8Gi'), status })).toMatchObject({ atLeast: 3 });
  });
  it('are set aside for as many NICs as the annotation says', () => {
    const annotations = { 'kubevirt.io/pci-interface-slot-count': '12' };
    expect(slots({ annotations })).toMatchObject({ atLeast: 10 });
  });
  it('are none on the root complex, and on machines without PCI Express', () => {
    const annotations = { 'kubevirt.io/placePCIDevicesOnRootComplex': 'true' };
    expect(slots({ annotations })).toEqual({ reserved: false, reason: 'root-complex' });
    expect(slots(guest('4Gi', { machine: { type: 'pc-i440fx-9.0' } }))).toEqual({ reserved: false, reason: 'machine' });
    expect(slots({ spec: { architecture: 's390x' } })).toEqual({ reserved: false, reason: 'machine' });
    expect(slots({ spec: { architecture: 'arm64' } })).toMatchObject({ reserved: true });
  });
  it('are told of where none is left', () => {
    const conditions = [condition('Synchronized', 'False', { message: 'No more available PCI slots' })];
    const text = told([{ name: 'stock', asked: true, reported: true, sources: 'multus-status' }], { conditions });
    expect(text).toContain('at least 6 PCIe ports');
    const annotations = { 'kubevirt.io/placePCIDevicesOnRootComplex': 'true' };
    expect(
      told([{ name: 'stock', asked: true, reported: true, sources: 'multus-status' }], { conditions, annotations }),
    ).toContain('kubevirt.io/placePCIDevicesOnRootComplex');
  });
});

describe('common questions', () => {
  it('are three, each the answer to a stage', () => {
    expect(issueOf('awaits-dynamic-attach')).toBe(1);
    expect(issueOf('not-in-guest')).toBe(2);
    expect(issueOf('attach-needs-migration')).toBe(3);
    expect(issueOf('healthy')).toBeUndefined();
    expect(new Set([issueText(1).title, issueText(2).title, issueText(3).title]).size).toBe(3);
  });
  it('are told with three misconceptions', () => {
    expect(misconceptions().map(({ id }) => id)).toEqual([
      'pod-is-guest',
      'multus-configures-guest',
      'status-is-display',
    ]);
  });
});

describe('lamps', () => {
  it('are marks to look at and words to hear', () => {
    const { lamps, progress } = stageIn(
      observe([{ ...healthy, sources: 'multus-status' }], { conditions: [agent] }),
      'stock',
    );
    const parts = ['pod', 'domain', 'guest'] as const;
    expect(parts.map((part) => lampWord(part, lamps[part]))).toEqual(['Pod ✔', 'domain ✘', 'guest ✘']);
    expect(parts.map((part) => spokenLamp(part, lamps[part]))).toEqual(['Pod: yes', 'domain: no', 'guest: no']);
    expect(progressWord(progress)).toBe('waiting');
  });
});
