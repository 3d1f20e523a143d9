import { describe, expect, it } from 'vitest';
import { changedFields } from '../../../server/src/core/kubevirt/impact/changed-fields.ts';
import { keepFilledIn } from '../../../server/src/core/kubevirt/impact/cluster-written.ts';
import { revertChanges } from '../../../server/src/core/kubevirt/impact/revert-changes.ts';
import { bridge, masquerade, nad, pod, vmOf, vmWithBlue } from './edits.ts';

/** `changed old → new network`, below the template's spec. */
const changesOf = (before: unknown, after: unknown): readonly string[] =>
  changedFields(before, after).map(({ change, field, oldField = '-', network = '' }) =>
    `${change} ${short(oldField)} → ${short(field)} ${network}`.trim(),
  );

const short = (field: string): string => field.replace(/^spec\.template\.spec\.?/, '');
const withBlue = vmWithBlue();

describe('what differs between two texts', () => {
  it('finds NICs by name, wherever they stand', () => {
    const swapped = vmOf({ interfaces: [bridge('blue', { state: 'down' }), masquerade], networks: [nad('blue'), pod] });
    expect(changesOf(withBlue, swapped)).toEqual(['added - → domain.devices.interfaces[0].state blue']);
    expect(changesOf(vmOf(), withBlue)).toEqual([
      'added - → domain.devices.interfaces[1] blue',
      'added - → networks[1] blue',
    ]);
    expect(changesOf(withBlue, vmOf())).toEqual([
      'removed domain.devices.interfaces[1] → domain.devices.interfaces blue',
      'removed networks[1] → networks blue',
    ]);
  });

  it('takes one variant in the place of another for one change', () => {
    expect(changesOf(withBlue, vmWithBlue({ name: 'blue', sriov: {} }))).toEqual([
      'changed domain.devices.interfaces[1].bridge → domain.devices.interfaces[1].sriov blue',
    ]);
    expect(changesOf(vmOf(), vmOf({ networks: [{ name: 'default', multus: { networkName: 'x' } }] }))).toEqual([
      'changed networks[0].pod → networks[0].multus default',
    ]);
  });

  it('looks into objects that are new or gone', () => {
    expect(changesOf(vmOf({ domain: { memory: undefined } }), vmOf())).toEqual(['added - → domain.memory.guest']);
    expect(changesOf(vmOf(), vmOf({ domain: { memory: undefined } }))).toEqual([
      'removed domain.memory.guest → domain',
    ]);
  });

  it('passes over what means the same', () => {
    const sameMemory = vmOf({ domain: { memory: { guest: '2048Mi', hugepages: undefined } } });
    expect(changesOf(vmOf(), sameMemory)).toEqual([]);
    expect(changesOf(vmOf(), vmOf({ interfaces: [{ ...masquerade, ports: [], macAddress: '' }] }))).toEqual([]);
    expect(changesOf(vmOf(), vmOf({ spec: { nodeSelector: {}, tolerations: [], volumes: null } }))).toEqual([]);
    expect(
      changesOf(
        vmOf({ spec: { terminationGracePeriodSeconds: 5n } }),
        vmOf({ spec: { terminationGracePeriodSeconds: 5 } }),
      ),
    ).toEqual([]);
  });

  it('does not pass over what Go holds by pointer', () => {
    expect(changesOf(vmOf(), vmOf({ spec: { terminationGracePeriodSeconds: 0 } }))).toHaveLength(1);
    expect(changesOf(vmOf(), vmOf({ devices: { autoattachPodInterface: false } }))).toHaveLength(1);
  });

  it('minds the order of disks, not of NICs', () => {
    const disks = [
      { name: 'a', disk: {} },
      { name: 'b', disk: {} },
    ];
    const stored = (own: readonly object[]): object => vmOf({ devices: { disks: own } });
    expect(changesOf(stored(disks), stored([...disks].reverse()))).toEqual([
      'changed domain.devices.disks → domain.devices.disks',
    ]);
  });

  it('takes the keys of an object for nothing else', () => {
    const odd = { constructor: { toString: { a: 1 } } };
    expect(changesOf({}, { spec: { template: odd } })).toHaveLength(1);
    expect(
      changesOf({ spec: { template: odd } }, { spec: { template: { constructor: { toString: { a: 2 } } } } }),
    ).toHaveLength(1);
  });

  it('leaves out what the cluster writes', () => {
    const dumped = vmOf({
      metadata: { uid: 'u', annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' } },
      domain: { machine: { type: 'q35' }, firmware: { uuid: 'x', serial: 'y' } },
    });
    const written = vmOf({ spec: { architecture: undefined } });
    expect(changesOf(dumped, keepFilledIn(dumped, written))).toEqual([]);
    // A manifest that no cluster has filled in loses what it loses.
    const manifest = vmOf({ domain: { machine: { type: 'q35' } } });
    expect(changesOf(manifest, keepFilledIn(manifest, vmOf()))).toHaveLength(1);
  });

  it('can be taken back one by one', () => {
    const after = vmOf({
      interfaces: [masquerade, { name: 'red', sriov: {} }],
      networks: [pod, nad('red')],
      spec: { hostname: 'web' },
      domain: { memory: { guest: '4Gi' } },
    });
    for (const [one, other] of [
      [withBlue, after],
      [after, withBlue],
    ]) {
      const changes = changedFields(one, other);
      expect(changedFields(one, revertChanges(other, changes))).toEqual([]);
      const [first, ...rest] = changes;
      expect(first && changesOf(one, revertChanges(other, rest))).toHaveLength(1);
    }
  });
});
