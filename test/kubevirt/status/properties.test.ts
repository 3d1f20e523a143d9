/** What holds for every dump: nothing throws, whatever the objects are; stages depend on what is seen alone; a healthy VM is found healthy. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultConfiguration } from '../../../server/src/core/kubevirt/configuration.ts';
import { updateInterfaceStatuses } from '../../../server/src/core/kubevirt/live/interface-status.ts';
import { decodeInterfaceStatuses } from '../../../server/src/core/kubevirt/decode.ts';
import { hashedPodInterface } from '../../../server/src/core/kubevirt/name-scheme.ts';
import { type Release, releases } from '../../../server/src/core/kubevirt/releases/index.ts';
import { conditionReadings } from '../../../server/src/core/kubevirt/status/conditions-explained.ts';
import { hotplugSlots } from '../../../server/src/core/kubevirt/status/hotplug-slots.ts';
import { inconsistenciesOf } from '../../../server/src/core/kubevirt/status/inconsistencies.ts';
import { migrationPrediction } from '../../../server/src/core/kubevirt/status/migration-prediction.ts';
import { nicStages } from '../../../server/src/core/kubevirt/status/nic-stages.ts';
import { type Observed, readObserved } from '../../../server/src/core/kubevirt/status/observed.ts';
import { stageDiagnosis, stageNextSteps, stageTitle } from '../../../server/src/core/kubevirt/status/stage-words.ts';
import { anyName, networksOf } from '../specs.ts';
import { agent, healthy, namespace, objectsOf, observe, primary } from './dumps.ts';

type Objects = { vm?: unknown; vmi?: unknown; pod?: unknown };

const read = (objects: Objects, release: Release): Observed =>
  readObserved({ ...objects, namespace, release, configuration: defaultConfiguration });

function tellAll(observed: Observed): void {
  for (const nic of nicStages(observed)) {
    stageTitle(nic);
    stageDiagnosis(nic, observed);
    stageNextSteps(nic, observed);
  }
  inconsistenciesOf(observed);
  conditionReadings(observed);
  migrationPrediction(observed);
  hotplugSlots(observed);
}

/** A dump with any value at any place. */
const spoiled = fc
  .record({
    path: fc.array(fc.nat(7), { minLength: 1, maxLength: 7 }),
    value: fc.anything({ maxDepth: 2 }),
    which: fc.constantFrom('vm', 'vmi', 'pod'),
  })
  .map(({ path, value, which }) => {
    const objects: Objects = structuredClone(
      objectsOf([healthy, { name: 'fast', binding: { sriov: {} } }], { conditions: [agent] }),
    );
    let at: Record<string, unknown> = objects;
    let key: string = which;
    for (const step of path) {
      const inner = at[key];
      if (typeof inner !== 'object' || inner === null || Object.keys(inner).length === 0) break;
      at = inner as Record<string, unknown>;
      const keys = Object.keys(at);
      key = keys[step % keys.length] ?? '';
    }
    at[key] = value;
    return objects;
  });

const anyRelease = fc.constantFrom(...releases);

describe('whatever the objects are', () => {
  it('nothing throws on anything', () => {
    const anything = fc.anything({ maxDepth: 4 });
    fc.assert(
      fc.property(anything, anything, anything, anyRelease, (vm, vmi, pod, release) => {
        tellAll(read({ vm, vmi, pod }, release));
      }),
    );
  });

  it('nothing throws on a dump that was spoiled', () => {
    fc.assert(
      fc.property(spoiled, anyRelease, (objects, release) => {
        tellAll(read(objects, release));
      }),
      { numRuns: 500 },
    );
  });

  it('objects that hold each other many times are read at once', () => {
    let knot: unknown = { lastTransitionTime: '2026-04-02T08:00:00Z' };
    for (let depth = 0; depth < 60; depth++) knot = { one: knot, other: knot };
    const [release] = releases;
    if (!release) throw new Error('no release');
    expect(read({ vmi: { status: knot } }, release).now).toBe(Date.parse('2026-04-02T08:00:00Z'));
  });
});

describe('stages', () => {
  it('are a function of what is seen', () => {
    fc.assert(
      fc.property(spoiled, anyRelease, (objects, release) => {
        let copy: Objects;
        try {
          copy = structuredClone(objects);
        } catch {
          return;
        }
        expect(nicStages(read(copy, release))).toEqual(nicStages(read(objects, release)));
      }),
    );
  });

  it('do not depend on the order of the lists', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(names, fc.constantFrom('', 'domain', 'multus-status', 'domain, multus-status'), (all, sources) => {
        const wanted = all.filter((name) => name !== 'default');
        const nics = wanted.map((name, index) =>
          index % 2 === 0 ? { name, sources, asked: true, reported: true } : { name, asked: true },
        );
        const judged = (list: typeof nics): unknown =>
          nicStages(observe(list))
            .map(({ network, stage, progress, podInterface }) => ({ network, stage, progress, podInterface }))
            .sort((one, other) => (one.network < other.network ? -1 : 1));
        expect(judged([...nics].reverse())).toEqual(judged(nics));
      }),
    );
  });

  it('are of every NIC once', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyName, { maxLength: 8 }), (names) => {
        const wanted = names.filter((name) => name !== 'default');
        const found = nicStages(observe(wanted.map((name) => ({ name })))).filter(({ kind }) => kind !== 'guest-only');
        expect(found.map(({ network }) => network)).toEqual([
          'default',
          ...networksOf(wanted.map((name) => ({ name }))).map(({ name }) => name),
        ]);
      }),
    );
  });
});

describe('a healthy VM', () => {
  it('has a status, as virt-controller writes it, in which all goes together', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(names, anyRelease, (all, release) => {
        const nics = all
          .filter((name) => name !== 'default')
          .map((name, index) => ({
            ...healthy,
            name,
            entry: { ...healthy.entry, mac: `02:00:00:00:09:0${index}` },
            asked: true,
            reported: true,
          }));
        const { vmi, pod } = objectsOf(nics, { conditions: [agent] });
        const observed = observe(nics, { conditions: [agent], release });
        const written = updateInterfaceStatuses({
          networks: networksOf([
            { name: primary.name, pod: {} },
            ...nics.map(({ name }) => ({ name, multus: { networkName: `${name}-nad` } })),
          ]),
          statuses: decodeInterfaceStatuses((vmi as { status: unknown }).status),
          podStatuses: observed.pod?.statuses ?? [],
          release,
        });
        const status = { ...(vmi as { status: object }).status, interfaces: written };
        const updated = read({ vmi: { ...(vmi as object), status }, pod }, release);
        expect(inconsistenciesOf(updated)).toEqual([]);
        expect(nicStages(updated).map(({ stage, podInterface }) => [stage, podInterface])).toEqual([
          ['healthy', 'eth0'],
          ...nics.map(({ name }) => ['healthy', hashedPodInterface(name)]),
        ]);
      }),
      { numRuns: 50 },
    );
  });
});
