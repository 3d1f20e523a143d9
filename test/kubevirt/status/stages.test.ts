/** Each row of the tables of stages is judged as the table says. */
import { describe, expect, it } from 'vitest';
import { nicStages } from '../../../server/src/core/kubevirt/status/nic-stages.ts';
import { readObserved } from '../../../server/src/core/kubevirt/status/observed.ts';
import { defaultConfiguration } from '../../../server/src/core/kubevirt/configuration.ts';
import { hashedPodInterface } from '../../../server/src/core/kubevirt/name-scheme.ts';
import { findRelease } from '../../../server/src/core/kubevirt/releases/index.ts';
import { after, agent, clock, healthy, namespace, objectsOf, observe, primary, stageIn } from './dumps.ts';
import { attachRows, claimRows, detachRows, primaryRows, type StageRow, stageRows } from './stage-rows.ts';

function check({ nics, rest, network, stage, progress, alternatives = [], evidence = [] }: StageRow): void {
  const found = stageIn(observe(nics, rest), network ?? nics[0]?.name ?? '');
  expect({ stage: found.stage, progress: found.progress, alternatives: found.alternatives }).toEqual({
    stage,
    progress,
    alternatives,
  });
  expect(found.evidence).toEqual(evidence);
}

for (const [table, rows] of Object.entries({
  attach: attachRows,
  detach: detachRows,
  primary: primaryRows,
  others: claimRows,
}))
  describe(table, () => {
    it.each(rows.map((row) => [`${row.row}: ${row.what}`, row] as const))('%s', (_, row) => {
      check(row);
    });
  });

describe('the tables', () => {
  it('have every row', () => {
    const count = (letter: string, first: number, last: number): string[] =>
      Array.from({ length: last - first + 1 }, (_, index) => `${letter}${first + index}`);
    const expected = [
      ...count('A', 0, 15),
      ...count('U', 0, 7),
      ...count('P', 1, 7),
      ...count('D', 1, 3),
      ...count('G', 1, 1),
      // Not in the tables: an entry without any source of a NIC that is wanted.
      ...count('X', 1, 1),
    ];
    expect([...new Set(stageRows.map(({ row }) => row))].sort()).toEqual(expected.sort());
  });
});

describe('what is told beside the stage', () => {
  it('is where things stand in the objects', () => {
    const nic = stageIn(observe([healthy], { conditions: [agent] }), 'stock');
    expect(nic).toMatchObject({
      kind: 'secondary',
      podInterface: hashedPodInterface('stock'),
      scheme: 'hashed',
      statusIndex: 1,
      specIndex: 1,
      podStatusIndex: 1,
      mac: '02:00:00:00:07:02',
      interfaceName: 'enp2s0',
      binding: 'bridge',
      nad: 'shop/stock-nad',
      attachedNad: undefined,
      lamps: { pod: 'yes', domain: 'yes', guest: 'yes' },
    });
  });

  it('is computed in the scheme of the Pod where the status says nothing', () => {
    const nics = [{ name: 'stock', asked: { interface: 'net1' }, reported: { interface: 'net1' } }];
    expect(stageIn(observe(nics), 'stock')).toMatchObject({
      podInterface: 'net1',
      scheme: 'ordinal',
      podStatusIndex: 1,
      stage: 'not-recognised',
    });
  });

  it('says of the guest only what an agent can tell', () => {
    const guest = (conditions: readonly object[], sources: string): string =>
      stageIn(observe([{ ...healthy, sources }], { conditions: conditions as never }), 'stock').lamps.guest;
    expect(guest([], 'domain, multus-status')).toBe('unseen');
    expect(guest([agent], 'domain, multus-status')).toBe('no');
    expect(guest([], 'multus-status')).toBe('no');
  });

  it('names the NAD that the Pod was attached by', () => {
    const nics = [{ ...healthy, nad: 'new-nad', asked: { name: 'old-nad' }, reported: { name: 'shop/old-nad' } }];
    expect(stageIn(observe(nics), 'stock')).toMatchObject({ nad: 'shop/new-nad', attachedNad: 'shop/old-nad' });
  });

  it('is of a claimed device only where the release has such', () => {
    const nics = [
      { name: 'card', binding: { sriov: {} }, source: { resourceClaim: { claimName: 'c' } }, sources: 'domain' },
    ];
    expect(stageIn(observe(nics), 'card').kind).toBe('claim');
    const former = findRelease('v1.8');
    if (!former) throw new Error('no v1.8');
    expect(nicStages(observe(nics, { release: former })).some(({ kind }) => kind === 'claim')).toBe(false);
  });

  it('takes a custom primary interface for what it is', () => {
    const nics = [{ ...primary, entry: { podInterfaceName: 'ovn-udn1' } }];
    expect(stageIn(observe(nics), 'default')).toMatchObject({ scheme: 'custom', podInterface: 'ovn-udn1' });
  });

  it('keeps what a VM without networks gets by itself', () => {
    const { vmi, pod } = objectsOf([primary]);
    const vm = { metadata: { name: 'till' }, spec: { template: { spec: { domain: { devices: {} } } } } };
    const observed = readObserved({
      vm,
      vmi,
      pod,
      namespace,
      release: observe([]).release,
      configuration: defaultConfiguration,
    });
    expect(stageIn(observed, 'default').stage).toBe('healthy');
  });

  it('does not wait for anything once the VMI is over', () => {
    expect(stageIn(observe([{ name: 'stock', asked: true }], { phase: 'Failed' }), 'stock').progress).toBe('stuck');
    expect(stageIn(observe([{ ...healthy, vm: { state: 'absent' } }], { phase: 'Succeeded' }), 'stock').progress).toBe(
      'stuck',
    );
  });
});

describe('the time', () => {
  it('is the newest that any object states', () => {
    expect(observe([], { conditions: [clock(40)] }).now).toBe(Date.parse(after(40)));
    expect(observe([], { conditions: [clock(40)], podStatus: { startTime: after(90) } }).now).toBe(
      Date.parse(after(90)),
    );
  });

  it('is no deadline, and no text that looks like a time', () => {
    const observed = observe([], {
      podMetadata: { deletionTimestamp: after(500), labels: { 'built-at': after(400) } },
      conditions: [{ type: 'Ready', lastTransitionTime: 'yesterday' }],
    });
    expect(observed.now).toBe(Date.parse(after(0)));
  });

  it('is unknown where nothing states one', () => {
    const observed = readObserved({
      vmi: {},
      namespace,
      release: observe([]).release,
      configuration: defaultConfiguration,
    });
    expect(observed.now).toBeUndefined();
  });
});
