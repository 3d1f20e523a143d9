/**
 * One way in which everything unseen may be, and the configuration of the cluster there. Truth: `kubevirt/kubevirt ·
 * pkg/virt-config/{configuration,feature-gates}.go`, v1.6–v1.9.
 */
import { memberAt } from '../admission/admitted-object.ts';
import type { ClusterConfiguration } from '../configuration.ts';
import { decodeConditions, findCondition } from '../live/conditions.ts';
import { readNics } from '../live/nics.ts';
import type { NameScheme } from '../name-scheme.ts';
import type { Release } from '../releases/release.ts';
import { type VmEdit, isAlive, templateOf } from './vm-edit.ts';

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

/** A namespace that no reference names. */
export const elsewhere = 'namespace-of-the-vm';

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

/** Plugins of the new text that the configuration does not know. */
export function unregisteredPlugins({ after, release, configuration }: VmEdit): readonly string[] {
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
