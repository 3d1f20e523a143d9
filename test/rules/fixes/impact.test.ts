/** Fixes of edits hold what fixes promise, on edits at random; and all of them undone, the VM reads as it did. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resourcesOf } from '../../../server/src/core/resources/resources.ts';
import { changedFields } from '../../../server/src/core/kubevirt/impact/changed-fields.ts';
import { undoSteps } from '../../../server/src/core/rules/impact/undo-edit.ts';
import { applyEdits } from '../../../server/src/core/yaml/edit.ts';
import { planEdits } from '../../../server/src/core/yaml/edit-plan.ts';
import { plainValue, readDocument } from '../../../server/src/core/yaml/read-document.ts';
import { checkFixes } from './fixes-hold.ts';
import { put, soundManifest, styles, written, type Fault, type Manifest, type Plain } from './generated-manifests.ts';

const project = 'release: v1.9\n';

const rules: ReadonlySet<string> = new Set([
  'edit-evicts',
  'edit-ignored',
  'edit-may-migrate',
  'edit-migrates',
  'edit-needs-restart',
  'edit-rejected',
]);

const removeNic = ({ interfaces, networks }: Manifest, at: number): void => {
  interfaces.splice(at, 1);
  networks.splice(at, 1);
};

const edits: readonly Fault[] = [
  // NICs that go, come and change
  (manifest, pick) => removeNic(manifest, pick([...manifest.networks.keys()].slice(1).concat(0))),
  ({ interfaces, networks }, pick) => {
    const at = pick([0, interfaces.length]);
    const binding = pick<Plain>([{ bridge: {} }, { sriov: {} }, { binding: { name: 'vlan-plugin' } }]);
    interfaces.splice(at, 0, { name: 'new', ...binding });
    networks.splice(at, 0, { name: 'new', multus: { networkName: 'vlan900' } });
  },
  ({ interfaces }, pick) => (pick(interfaces)['macAddress'] = '02:00:00:00:00:07'),
  ({ interfaces }, pick) => (pick(interfaces)['state'] = pick(['down', 'up'])),
  ({ interfaces }, pick) => put(pick(interfaces), 'ports', [{ name: 'ssh', port: 22 }]),
  ({ networks }) => {
    for (const network of networks) if (network['multus']) network['multus'] = { networkName: 'vlan900' };
  },
  ({ interfaces }) => interfaces.reverse(),
  ({ interfaces }) => {
    const [first] = interfaces;
    if (!first?.['masquerade']) return;
    delete first['masquerade'];
    first['bridge'] = {};
  },
  ({ interfaces, networks }, pick) => {
    const at = pick([...networks.keys()]);
    for (const list of [interfaces, networks]) if (list[at]) list[at]['name'] = 'renamed';
  },

  // The rest of the machine
  ({ domain }, pick) => (domain['memory'] = { guest: pick(['4Gi', '1Gi']) }),
  ({ domain }) => delete domain['memory'],
  ({ domain }, pick) => (domain['cpu'] = { sockets: pick([2, 4]) }),
  ({ spec }) => (spec['nodeSelector'] = { zone: 'a' }),
  ({ spec }) => (spec['hostname'] = 'other'),
  ({ disks, volumes }) => {
    disks.pop();
    volumes.pop();
  },
  ({ metadata }) => put(metadata, 'labels.tier', 'db'),
];

interface Edited {
  readonly old: string;
  readonly text: string;
}

const editedManifests: fc.Arbitrary<Edited> = fc
  .record({
    kind: fc.constantFrom('VirtualMachine', 'VirtualMachine', 'VirtualMachineInstance'),
    nics: fc.integer({ min: 1, max: 4 }),
    disks: fc.integer({ min: 1, max: 3 }),
    chosen: fc.array(fc.constantFrom(...edits), { minLength: 1, maxLength: 3 }),
    seed: fc.nat(1000),
    styles: fc.tuple(styles, styles),
    isRestyled: fc.boolean(),
  })
  .map(({ kind, nics, disks, chosen, seed, styles: [style, other], isRestyled }) => {
    const manifest = soundManifest(kind, nics, disks);
    const old = written(manifest.object, style);
    for (const edit of chosen)
      if (manifest.networks.length > 0) edit(manifest, (choices) => choices[seed % choices.length]!);
    return { old, text: written(manifest.object, isRestyled ? other : style) };
  });

describe('fixes of edits', () => {
  it('take their finding away, bring no error, and keep to the layout', () => {
    const found = new Set<string>();
    const fixed = new Set<string>();
    fc.assert(
      fc.property(editedManifests, ({ old, text }) => {
        const met = checkFixes(text, rules, project, old);
        for (const rule of met.found) found.add(rule);
        for (const rule of met.fixed) fixed.add(rule);
      }),
      { numRuns: 150 },
    );
    expect([...found].sort()).toEqual(
      expect.arrayContaining([
        'edit-ignored',
        'edit-may-migrate',
        'edit-migrates',
        'edit-needs-restart',
        'edit-rejected',
      ]),
    );
    expect([...fixed].sort()).toEqual([...found].sort());
  });

  it('all undone, the object reads as it did', () => {
    let undone = 0;
    fc.assert(
      fc.property(editedManifests, ({ old, text }) => {
        const before = { document: readDocument(old), text: old };
        const now = readDocument(text);
        const [own] = resourcesOf(now);
        const [former] = resourcesOf(before.document);
        const changes = changedFields(plainValue(before.document.root!), plainValue(now.root!));
        const steps = undoSteps({ document: now, resource: own! }, { ...before, resource: former! }, changes);
        const edits = steps && planEdits(now, text, steps);
        if (!edits) return;
        undone++;
        const back = applyEdits(text, edits);
        const left = changedFields(plainValue(before.document.root!), plainValue(readDocument(back).root!));
        expect(left, `${old}\n→\n${text}\n→\n${back}`).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(undone).toBeGreaterThan(250);
  });
});
