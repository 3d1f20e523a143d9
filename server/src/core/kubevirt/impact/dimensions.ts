/**
 * Which unseen facts an edit can hang on: the more of them, the more worlds, so that only those are taken that its changes touch. It must
 * leave out none that makes a difference. Truth: `kubevirt/kubevirt · pkg/virt-config/feature-gates.go`,
 * `pkg/network/controllers/vm.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { memberAt } from '../admission/admitted-object.ts';
import { isObject } from '../go-decode.ts';
import { parseNadReference } from '../nad-reference.ts';
import { releases } from '../releases/index.ts';
import type { ChangedField } from './changed-fields.ts';
import { plugsWithoutModel, removedPluggable } from './nic-changes.ts';
import * as possible from './possibilities.ts';
import type { WorldDimension } from './possibilities.ts';
import { type VmEdit, isAlive } from './vm-edit.ts';
import { isMigratabilityOpen, unregisteredPlugins } from './world.ts';

/** What has a say in an edit beside its fields. */
export interface Askers {
  /** A template has a part in a change. */
  readonly isTemplated: boolean;
  /** Facts that something is refused for, unseen as they are. */
  readonly refusedFor: ReadonlySet<'configuration' | 'instancetype' | 'preference'>;
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
    isTemplated && possible.byTemplate(),
    !edit.releaseIsKnown && possible.byRelease(),
    edit.namespace === undefined && possible.byNamespace(namespacesIn(changes)),
    refusedFor.has('configuration') &&
      possible.byLeniency('passesConfiguration', 'configuration', l10n.t('the configuration of the cluster allows it')),
    refusedFor.has('instancetype') &&
      possible.byLeniency('passesInstancetype', 'instancetype', l10n.t('the instancetype allows it')),
    refusedFor.has('preference') &&
      possible.byLeniency('passesPreference', 'preference', l10n.t('the preference allows it')),
    !edit.configurationIsKnown && (vmParts || below('spec.instancetype', 'spec.preference')) && possible.byRollout(),
    !edit.configurationIsKnown &&
      nads &&
      isOptional('LiveUpdateNADRef') &&
      possible.byGate('nadGate', 'LiveUpdateNADRef'),
    !edit.configurationIsKnown &&
      storage &&
      isOptional('DeclarativeHotplugVolumes') &&
      possible.byGate('volumeGate', 'DeclarativeHotplugVolumes'),
    !edit.configurationIsKnown &&
      !isRunningSeen &&
      below('spec.template.spec.domain.cpu', 'spec.template.spec.domain.memory') &&
      possible.byRoom(),
    !edit.configurationIsKnown && changes.some(isState) && unregisteredPlugins(edit).length > 0 && possible.byPlugins(),
    isUnseen('instancetype') && below('spec.instancetype') && possible.byInstancetype(),
    isUnseen('preference') && (below('spec.preference') || plugsWithoutModel(edit, changes)) && possible.byPreference(),
    startRevision === undefined && removedPluggable(edit, changes).length > 0 && possible.byHistory(),
    !isRunningSeen && changes.some((change) => isState(change) && change.after === 'absent') && possible.byScheme(),
    isMigratabilityOpen(edit) && possible.byMigratability(),
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

const isState = ({ keys }: ChangedField): boolean => keys.at(-1) === 'state' && keys.includes('interfaces');
