/**
 * What can be done to a running VM's NICs: edits that nobody made, each put before the judgement that real edits are put
 * before, so that what is said of them is what KubeVirt's controllers would do. Nothing about outcomes is decided here.
 */
import * as l10n from '@vscode/l10n';
import { isObject } from '../../kubevirt/go-decode.ts';
import { strongest, type NoImpact, type VmImpact } from '../../kubevirt/impact/impact.ts';
import { kindsOf, unitsOf } from '../../kubevirt/impact/impact-words.ts';
import { interfacesField, networksField } from '../../kubevirt/impact/vm-edit.ts';
import { code } from '../topics/markdown.ts';
import type { NicRow } from '../vm-nics.ts';
import type { EditStory } from './story.ts';

/** The impact of an edit of the VM, given as what becomes of its plain value. */
export type Imagine = (edit: (vm: unknown) => unknown) => VmImpact | NoImpact;

/** What a NAD that would be attached to is called; whatever it holds, KubeVirt does not look at it. */
const otherNad = 'other-nad';

/** NICs that could be added to those that are there. `plugins` are those that are registered. */
export function additionStories(
  imagine: Imagine,
  nics: readonly NicRow[],
  plugins: readonly string[],
): readonly EditStory[] {
  const [plugin] = plugins;
  const name = freeName(nics);
  return [
    ...story(imagine, l10n.t('Add a NIC with {0} on another NAD', code('bridge')), withNic(name, { bridge: {} })),
    ...story(imagine, l10n.t('Add a NIC with {0} on another NAD', code('sriov')), withNic(name, { sriov: {} })),
    ...(plugin === undefined
      ? []
      : story(
          imagine,
          l10n.t('Add a NIC with the binding plugin {0} on another NAD', code(plugin)),
          withNic(name, { binding: { name: plugin } }),
        )),
  ];
}

function freeName(nics: readonly NicRow[]): string {
  const taken = new Set(nics.map(({ name }) => name));
  let name = 'new';
  for (let number = 2; taken.has(name); number++) name = `new-${number}`;
  return name;
}

/** What could be done to one NIC. */
export function nicEditStories(imagine: Imagine, row: NicRow): readonly EditStory[] {
  if (!row.isKnown || row.isImplicit || row.class === undefined) return [];
  const set = (key: string, value: unknown) => changedMember(interfacesField, row.name, { [key]: value });
  const otherState = row.state === 'down' ? 'up' : 'down';
  return [
    ...(row.state === 'absent'
      ? []
      : [
          ...story(imagine, l10n.t('Unplug it ({0})', code('state: absent')), set('state', 'absent')),
          ...story(imagine, l10n.t('Set its link ({0})', code(`state: ${otherState}`)), set('state', otherState)),
        ]),
    ...(row.class === 'multus-secondary'
      ? story(
          imagine,
          l10n.t('Name another NAD'),
          changedMember(networksField, row.name, { multus: { networkName: otherNad } }),
        )
      : []),
    ...story(imagine, l10n.t('Change its MAC address'), set('macAddress', '02:00:5e:10:00:01')),
    ...story(imagine, l10n.t('Delete it from the manifest, without {0}', code('state: absent')), without(row.name)),
  ];
}

function story(imagine: Imagine, title: string, edit: (vm: unknown) => unknown): readonly EditStory[] {
  const impact = imagine(edit);
  if ('because' in impact) return [];
  const units = unitsOf(impact).map(({ judged }) => judged);
  const kinds = kindsOf({
    outcome: { kind: strongest(units.map(({ outcome }) => outcome.kind)), reason: '' },
    alternatives: units.flatMap(({ alternatives, outcome }) => [{ ...outcome, when: '' }, ...alternatives]),
    dependsOn: [],
  });
  const [kind] = kinds;
  if (kind === undefined || units.length === 0) return [];
  const reasons = units.map(({ outcome }) => outcome.reason);
  return [{ title, kind, kinds, why: [...new Set(reasons)].join(' '), dependsOn: impact.dependsOn }];
}

// Editing plain values. What has another shape than expected stays as it is.

function withNic(name: string, binding: Readonly<Record<string, unknown>>): (vm: unknown) => unknown {
  return (vm) =>
    changedList(
      changedList(vm, interfacesField, (list) => [...list, { name, ...binding }]),
      networksField,
      (list) => [...list, { name, multus: { networkName: otherNad } }],
    );
}

function without(name: string): (vm: unknown) => unknown {
  const drop = (list: readonly unknown[]): readonly unknown[] =>
    list.filter((member) => !isObject(member) || member['name'] !== name);
  return (vm) => changedList(changedList(vm, interfacesField, drop), networksField, drop);
}

function changedMember(
  field: string,
  name: string,
  members: Readonly<Record<string, unknown>>,
): (vm: unknown) => unknown {
  return (vm) =>
    changedList(vm, field, (list) =>
      list.map((member) => (isObject(member) && member['name'] === name ? { ...member, ...members } : member)),
    );
}

function changedList(vm: unknown, field: string, change: (list: readonly unknown[]) => readonly unknown[]): unknown {
  const at = (value: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return change(Array.isArray(value) ? (value as readonly unknown[]) : []);
    return { ...(isObject(value) ? value : {}), [key]: at(isObject(value) ? value[key] : undefined, rest) };
  };
  return at(vm, field.split('.'));
}
