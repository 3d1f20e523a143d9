/**
 * One way in which everything unseen may be, and which facts of an edit are unseen at all: only those that it can hang on are made
 * dimensions. Truth: `kubevirt/kubevirt · pkg/virt-config/feature-gates.go`, `pkg/network/controllers/vm.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { memberAt } from '../admission/admitted-object.ts';
import type { ClusterConfiguration } from '../configuration.ts';
import { isObject } from '../go-decode.ts';
import { decodeConditions, findCondition } from '../live/conditions.ts';
import { isPluggable } from '../live/network-sync.ts';
import { byName, readNics } from '../live/nics.ts';
import { parseNadReference } from '../nad-reference.ts';
import type { NameScheme } from '../name-scheme.ts';
import { isSecondaryMultus } from '../network-classification.ts';
import { releases } from '../releases/index.ts';
import type { Release } from '../releases/release.ts';
import type { ChangedField } from './changed-fields.ts';
import { type VmEdit, isAlive, templateOf } from './vm-edit.ts';
import type { Dimension } from './worlds.ts';

export interface World {
  readonly release: Release;
  readonly namespace: string;
  /** Undefined: as configured. */
  readonly rollout: 'LiveUpdate' | 'Stage' | undefined;
  /** Whether these gates are on; undefined: as configured. */
  readonly nadGate: boolean | undefined;
  readonly volumeGate: boolean | undefined;
  /** How far CPUs and memory may grow, as a multiple of the start; undefined: as configured. */
  readonly room: number | undefined;
  /** Whether network binding plugins that are not registered here have a tap device. */
  readonly hasTapPlugins: boolean;
  readonly isMigratable: boolean;
  /** How the Pod's NICs are named. */
  readonly scheme: NameScheme;
  /** NICs that the edit removes were plugged into the VM while it ran. */
  readonly removedWerePlugged: boolean;
  /** What is refused because of these, though they are not seen, is let in after all. */
  readonly passesConfiguration: boolean;
  readonly passesInstancetype: boolean;
  readonly passesPreference: boolean;
  /** What an instancetype that is not seen brings: nothing new, more CPUs or memory, or anything else. */
  readonly instancetype: 'same' | 'sizes' | 'other';
  /** Whether a preference that is not seen wants something else of the machine. */
  readonly preference: 'same' | 'other';
  /** What a template writes is what was there before, or what its text says. */
  readonly template: 'same' | 'other';
}

type WorldDimension = Dimension<World>;

/** A namespace that no reference names. */
const elsewhere = 'namespace-of-the-vm';

/** What is known, with a value for everything else. */
export function knownWorld(edit: VmEdit): World {
  return {
    release: edit.release,
    namespace: edit.namespace ?? elsewhere,
    rollout: undefined,
    nadGate: undefined,
    volumeGate: undefined,
    room: undefined,
    hasTapPlugins: false,
    isMigratable: stated(edit) ?? true,
    scheme: 'hashed',
    removedWerePlugged: false,
    passesConfiguration: false,
    passesInstancetype: false,
    passesPreference: false,
    instancetype: 'same',
    preference: 'same',
    template: 'other',
  };
}

/** A dump that tells has the say. */
function stated({ vmi, isMigratable }: VmEdit): boolean | undefined {
  const conditions = isAlive(vmi) ? decodeConditions(memberAt(vmi, 'status')) : [];
  const status = findCondition(conditions, 'LiveMigratable')?.status;
  return status === undefined ? isMigratable : status === 'True';
}

export function isMigratabilityOpen(edit: VmEdit): boolean {
  return stated(edit) === undefined;
}

export function configurationOf(edit: VmEdit, world: World): ClusterConfiguration {
  const { rollout, nadGate, volumeGate, room, hasTapPlugins } = world;
  const gates: readonly (readonly [string, boolean | undefined])[] = [
    ['LiveUpdateNADRef', nadGate],
    ['DeclarativeHotplugVolumes', volumeGate],
  ];
  const on = gates.filter(([, isOn]) => isOn === true).map(([gate]) => gate);
  const off = gates.filter(([, isOn]) => isOn === false).map(([gate]) => gate);
  const { configuration } = edit;
  return {
    ...configuration,
    ...(rollout !== undefined && { vmRolloutStrategy: rollout }),
    ...(room !== undefined && { liveUpdate: { ...configuration.liveUpdate, maxHotplugRatio: room } }),
    ...(hasTapPlugins && { bindings: withTapPlugins(configuration.bindings, unregisteredPlugins(edit)) }),
    featureGates: [...configuration.featureGates.filter((gate) => !off.includes(gate)), ...on],
    disabledFeatureGates: [...configuration.disabledFeatureGates.filter((gate) => !on.includes(gate)), ...off],
  };
}

/** What has a say in an edit beside its fields. */
export interface Askers {
  /** A template has a part in a change. */
  readonly isTemplated: boolean;
  /** Facts that something is refused for, unseen as they are. */
  readonly refusedFor: ReadonlySet<'configuration' | 'instancetype' | 'preference'>;
}

/** Plugins of the new text that the configuration does not know. */
function unregisteredPlugins({ after, release, configuration }: VmEdit): readonly string[] {
  const named = readNics(templateOf(after), release).interfaces.flatMap(({ binding }) => binding?.name ?? []);
  return named.filter((name) => !configuration.bindings.has(name));
}

function withTapPlugins(
  bindings: ClusterConfiguration['bindings'],
  names: readonly string[],
): ClusterConfiguration['bindings'] {
  const plugin = { sidecarImage: '', networkAttachmentDefinition: '', domainAttachmentType: 'tap', downwardAPI: '' };
  return new Map([...bindings, ...names.map((name) => [name, plugin] as const)]);
}

/** The facts that this edit may hang on. */
export function dimensionsOf(
  edit: VmEdit,
  changes: readonly ChangedField[],
  { isTemplated, refusedFor }: Askers,
): readonly WorldDimension[] {
  const { before, after, startRevision, release, vmi, profiles } = edit;
  const isRunningSeen = isAlive(vmi);
  const below = (...keys: readonly string[]): boolean =>
    changes.some((change) => keys.some((key) => change.keys.join('.').startsWith(key)));
  const vmParts = changes.some(({ network, keys }) => network === undefined && keys[1] === 'template');
  const nads = changes.some(({ keys }) => keys.at(-1) === 'networkName');
  const candidates = edit.releaseIsKnown ? [release] : releases;
  const isOptional = (gate: string): boolean =>
    candidates.some(({ gates }) => gates[gate] !== undefined && gates[gate] !== 'ga');
  const isUnseen = (role: 'instancetype' | 'preference'): boolean =>
    [
      [before, profiles?.before],
      [after, profiles?.after],
    ].some(
      ([vm, seen]) => isObject(memberAt(vm, `spec.${role}`)) && (isObject(seen) ? seen[role] : undefined) === undefined,
    );
  const storage = below('spec.template.spec.volumes', 'spec.template.spec.domain.devices.disks');
  const all: readonly (WorldDimension | false)[] = [
    isTemplated && byTemplate(),
    !edit.releaseIsKnown && byRelease(),
    edit.namespace === undefined && byNamespace(namespacesIn(changes)),
    refusedFor.has('configuration') &&
      byLeniency('passesConfiguration', 'configuration', l10n.t('the configuration of the cluster allows it')),
    refusedFor.has('instancetype') &&
      byLeniency('passesInstancetype', 'instancetype', l10n.t('the instancetype allows it')),
    refusedFor.has('preference') && byLeniency('passesPreference', 'preference', l10n.t('the preference allows it')),
    !edit.configurationIsKnown && (vmParts || below('spec.instancetype', 'spec.preference')) && byRollout(),
    !edit.configurationIsKnown && nads && isOptional('LiveUpdateNADRef') && byGate('nadGate', 'LiveUpdateNADRef'),
    !edit.configurationIsKnown &&
      storage &&
      isOptional('DeclarativeHotplugVolumes') &&
      byGate('volumeGate', 'DeclarativeHotplugVolumes'),
    !edit.configurationIsKnown &&
      !isRunningSeen &&
      below('spec.template.spec.domain.cpu', 'spec.template.spec.domain.memory') &&
      byRoom(),
    !edit.configurationIsKnown && changes.some(isState) && unregisteredPlugins(edit).length > 0 && byPlugins(),
    isUnseen('instancetype') && below('spec.instancetype') && byInstancetype(),
    isUnseen('preference') && (below('spec.preference') || plugsWithoutModel(edit, changes)) && byPreference(),
    startRevision === undefined && removesPluggable(edit, changes) && byHistory(),
    !isRunningSeen && changes.some((change) => isState(change) && change.after === 'absent') && byScheme(),
    isMigratabilityOpen(edit) && byMigratability(),
  ];
  return all.filter((dimension) => dimension !== false).filter(({ possibilities }) => possibilities.length > 1);
}

/** Namespaces of NADs that the old or the new text names, where that is what changes. */
function namespacesIn(changes: readonly ChangedField[]): readonly string[] {
  const references = changes.filter(({ keys }) => keys.at(-1) === 'networkName');
  const written = references
    .flatMap(({ before, after }) => [before, after])
    .filter((reference) => typeof reference === 'string')
    .map((reference) => parseNadReference('', reference).namespace);
  return [...new Set(written)].filter((namespace) => namespace !== '');
}

/** The names of NICs that are gone from the new text, and could have been plugged into the running VM. */
export function removedPluggable({ before, release }: VmEdit, changes: readonly ChangedField[]): readonly string[] {
  const { interfaces, networks } = readNics(templateOf(before), release);
  const known = byName(networks);
  const gone = changes.flatMap(({ change, keys, network }) =>
    change === 'removed' && keys.at(-1) === 'interfaces' && network !== undefined ? [network] : [],
  );
  return interfaces.flatMap((own) => {
    const network = known.get(own.name);
    return gone.includes(own.name) && isPluggable(own) && network && isSecondaryMultus(network) ? [own.name] : [];
  });
}

const isState = ({ keys }: ChangedField): boolean => keys.at(-1) === 'state' && keys.includes('interfaces');

const removesPluggable = (edit: VmEdit, changes: readonly ChangedField[]): boolean =>
  removedPluggable(edit, changes).length > 0;

function plugsWithoutModel({ after, release }: VmEdit, changes: readonly ChangedField[]): boolean {
  const added = new Set(changes.filter(({ change }) => change === 'added').map(({ network }) => network));
  return readNics(templateOf(after), release).interfaces.some(
    (own) => added.has(own.name) && isPluggable(own) && own.model === '',
  );
}

function dimension<K extends keyof World>(
  key: K,
  fact: WorldDimension['fact'],
  possibilities: readonly { readonly value: World[K]; readonly when: string }[],
): WorldDimension {
  return { key, fact, possibilities };
}

const byTemplate = (): WorldDimension =>
  dimension('template', 'template', [
    { value: 'other', when: l10n.t('the template writes something new here') },
    { value: 'same', when: l10n.t('the template writes what was there before') },
  ]);

const byRelease = (): WorldDimension =>
  dimension(
    'release',
    'release',
    releases.map((value) => ({ value, when: l10n.t('KubeVirt is {0}', value.id) })),
  );

const byNamespace = (namespaces: readonly string[]): WorldDimension =>
  dimension('namespace', 'namespace', [
    { value: elsewhere, when: l10n.t('the VM is in another namespace') },
    ...namespaces.map((value) => ({ value, when: l10n.t('the VM is in namespace {0}', value) })),
  ]);

const byLeniency = (
  key: 'passesConfiguration' | 'passesInstancetype' | 'passesPreference',
  fact: WorldDimension['fact'],
  when: string,
): WorldDimension =>
  dimension(key, fact, [
    { value: false, when: l10n.t('the cluster is as assumed here') },
    { value: true, when },
  ]);

const byRollout = (): WorldDimension =>
  dimension('rollout', 'configuration', [
    { value: 'LiveUpdate', when: l10n.t('{0} is {1}', 'vmRolloutStrategy', 'LiveUpdate') },
    { value: 'Stage', when: l10n.t('{0} is {1}', 'vmRolloutStrategy', 'Stage') },
  ]);

const byGate = (key: 'nadGate' | 'volumeGate', gate: string): WorldDimension =>
  dimension(key, 'configuration', [
    { value: false, when: l10n.t('the feature gate {0} is off', gate) },
    { value: true, when: l10n.t('the feature gate {0} is on', gate) },
  ]);

const byRoom = (): WorldDimension =>
  dimension('room', 'configuration', [
    { value: undefined, when: l10n.t('the room to grow is that of KubeVirt’s defaults') },
    { value: 1, when: l10n.t('the configuration leaves no room to grow') },
    { value: 64, when: l10n.t('the configuration leaves more room to grow') },
  ]);

const byPlugins = (): WorldDimension =>
  dimension('hasTapPlugins', 'configuration', [
    { value: true, when: l10n.t('the plugin is registered with a tap device') },
    { value: false, when: l10n.t('the plugin has no tap device') },
  ]);

const byInstancetype = (): WorldDimension =>
  dimension('instancetype', 'instancetype', [
    { value: 'sizes', when: l10n.t('the instancetype only gives more CPUs or memory') },
    { value: 'other', when: l10n.t('the instancetype differs in anything else') },
    { value: 'same', when: l10n.t('the instancetype gives the same') },
  ]);

const byPreference = (): WorldDimension =>
  dimension('preference', 'preference', [
    { value: 'other', when: l10n.t('the preference wants another machine or interface model') },
    { value: 'same', when: l10n.t('the preference changes nothing here') },
  ]);

const byHistory = (): WorldDimension =>
  dimension('removedWerePlugged', 'start-revision', [
    { value: false, when: l10n.t('the VM was started with the NIC') },
    { value: true, when: l10n.t('the NIC was plugged into the running VM') },
  ]);

const byScheme = (): WorldDimension =>
  dimension('scheme', 'status', [
    { value: 'hashed', when: l10n.t('the NICs of the Pod have hashed names, as of Pods made since v1.0') },
    { value: 'ordinal', when: l10n.t('the NICs of the Pod still have ordinal names') },
  ]);

const byMigratability = (): WorldDimension =>
  dimension('isMigratable', 'migratable', [
    { value: true, when: l10n.t('the VMI can be live-migrated') },
    { value: false, when: l10n.t('the VMI cannot be live-migrated') },
  ]);
