/**
 * The unseen facts that edits hang on, each with the values that it may have and the words for them. Which of them an edit hangs on is
 * decided elsewhere.
 */
import * as l10n from '@vscode/l10n';
import { releases } from '../releases/index.ts';
import { type World, elsewhere } from './world.ts';
import type { Dimension } from './worlds.ts';

export type WorldDimension = Dimension<World>;

function dimension<K extends keyof World>(
  key: K,
  fact: WorldDimension['fact'],
  possibilities: readonly { readonly value: World[K]; readonly when: string }[],
): WorldDimension {
  return { key, fact, possibilities };
}

export const byTemplate = (): WorldDimension =>
  dimension('template', 'template', [
    { value: 'other', when: l10n.t('the template writes something new here') },
    { value: 'same', when: l10n.t('the template writes what was there before') },
  ]);

export const byRelease = (): WorldDimension =>
  dimension(
    'release',
    'release',
    releases.map((value) => ({ value, when: l10n.t('KubeVirt is {0}', value.id) })),
  );

export const byNamespace = (namespaces: readonly string[]): WorldDimension =>
  dimension('namespace', 'namespace', [
    { value: elsewhere, when: l10n.t('the VM is in another namespace') },
    ...namespaces.map((value) => ({ value, when: l10n.t('the VM is in namespace {0}', value) })),
  ]);

export const byLeniency = (
  key: 'passesConfiguration' | 'passesInstancetype' | 'passesPreference',
  fact: WorldDimension['fact'],
  when: string,
): WorldDimension =>
  dimension(key, fact, [
    { value: false, when: l10n.t('the cluster is as assumed here') },
    { value: true, when },
  ]);

export const byRollout = (): WorldDimension =>
  dimension('rollout', 'configuration', [
    { value: 'LiveUpdate', when: l10n.t('{0} is {1}', 'vmRolloutStrategy', 'LiveUpdate') },
    { value: 'Stage', when: l10n.t('{0} is {1}', 'vmRolloutStrategy', 'Stage') },
  ]);

export const byGate = (key: 'nadGate' | 'volumeGate', gate: string): WorldDimension =>
  dimension(key, 'configuration', [
    { value: false, when: l10n.t('the feature gate {0} is off', gate) },
    { value: true, when: l10n.t('the feature gate {0} is on', gate) },
  ]);

export const byRoom = (): WorldDimension =>
  dimension('room', 'configuration', [
    { value: undefined, when: l10n.t('the room to grow is that of KubeVirt’s defaults') },
    { value: 1, when: l10n.t('the configuration leaves no room to grow') },
    { value: 64, when: l10n.t('the configuration leaves more room to grow') },
  ]);

export const byPlugins = (): WorldDimension =>
  dimension('hasTapPlugins', 'configuration', [
    { value: true, when: l10n.t('the plugin is registered with a tap device') },
    { value: false, when: l10n.t('the plugin has no tap device') },
  ]);

export const byInstancetype = (): WorldDimension =>
  dimension('instancetype', 'instancetype', [
    { value: 'sizes', when: l10n.t('the instancetype only gives more CPUs or memory') },
    { value: 'other', when: l10n.t('the instancetype differs in anything else') },
    { value: 'same', when: l10n.t('the instancetype gives the same') },
  ]);

export const byPreference = (): WorldDimension =>
  dimension('preference', 'preference', [
    { value: 'other', when: l10n.t('the preference wants another machine or interface model') },
    { value: 'same', when: l10n.t('the preference changes nothing here') },
  ]);

export const byHistory = (): WorldDimension =>
  dimension('removedWerePlugged', 'start-revision', [
    { value: false, when: l10n.t('the VM was started with the NIC') },
    { value: true, when: l10n.t('the NIC was plugged into the running VM') },
  ]);

export const byScheme = (): WorldDimension =>
  dimension('scheme', 'status', [
    { value: 'hashed', when: l10n.t('the NICs of the Pod have hashed names, as of Pods made since v1.0') },
    { value: 'ordinal', when: l10n.t('the NICs of the Pod still have ordinal names') },
  ]);

export const byMigratability = (): WorldDimension =>
  dimension('isMigratable', 'migratable', [
    { value: true, when: l10n.t('the VMI can be live-migrated') },
    { value: false, when: l10n.t('the VMI cannot be live-migrated') },
  ]);
