/**
 * What becomes of changes outside the template's spec: metadata, whether and how the VM runs, and the instancetype and preference that it
 * names. Truth: `kubevirt/kubevirt · pkg/virt-controller/watch/vm/vm.go` (`syncDynamicAnnotationsAndLabelsToVMI`,
 * `syncRestartRequired`), v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { Reconciled } from '../live/reconcile.ts';
import type { ChangedField } from './changed-fields.ts';
import * as outcomes from './outcomes.ts';
import type { Draft } from './outcomes.ts';
import type { World } from './world.ts';

/** What profiles that are not seen bring, and whether live updates are rolled out. */
type Unseen = Pick<World, 'instancetype' | 'preference'> & { readonly rollsOut: boolean };

/** Annotations of the template that are kept in step on the running VMI. */
const followedAnnotations: readonly string[] = [
  'descheduler.alpha.kubernetes.io/evict',
  'descheduler.alpha.kubernetes.io/prefer-no-eviction',
];

/** `reconciled` is what the controllers do with the VM; undefined: it does not run. */
export function ofOwnField({ keys }: ChangedField, reconciled: Reconciled | undefined, world: Unseen): Draft {
  const [top, part, inner] = keys;
  if (top === 'metadata') return outcomes.none(l10n.t('Metadata of the VM itself does not reach the running VMI.'));
  if (part === 'template' && inner === 'metadata') return ofTemplateMetadata(keys);
  if (part === 'instancetype') return ofInstancetype(reconciled, world);
  if (part === 'preference') return ofPreference(reconciled, world);
  if (part === 'runStrategy' || part === 'running') return ofRunStrategy();
  if (part === 'dataVolumeTemplates')
    return outcomes.none(l10n.t('Data volumes are made when they are missing; those that are there stay.'));
  return outcomes.none(l10n.t('It is not a part of what runs.'));
}

export const ofRunStrategy = (): Draft =>
  outcomes.none(l10n.t('It starts or stops the VM, or says when it runs; the VM itself is not changed by it.'));

function ofTemplateMetadata(keys: readonly string[]): Draft {
  const name = keys[4] ?? '';
  if (followedAnnotations.includes(name)) return outcomes.live(l10n.t('It is copied to the running VMI.'));
  return keys[3] === 'labels' || keys[3] === 'annotations'
    ? outcomes.silent(l10n.t('It reaches the VMI only at the next start, and nothing says so.'))
    : outcomes.none(l10n.t('It is used at the next start.'));
}

function ofInstancetype(reconciled: Reconciled | undefined, { instancetype, rollsOut }: Unseen): Draft {
  if (instancetype === 'other') return ofProfileRestart();
  if (instancetype === 'sizes') return rollsOut ? ofNewSizes('HotVCPUChange') : ofProfileRestart();
  return ofExpanded(reconciled);
}

function ofPreference(reconciled: Reconciled | undefined, { preference }: Unseen): Draft {
  return preference === 'other' ? ofProfileRestart() : ofExpanded(reconciled);
}

/** By what the expanded VM comes to. */
function ofExpanded(reconciled: Reconciled | undefined): Draft {
  const [difference] = reconciled?.restartDifferences ?? [];
  if (difference) return ofProfileRestart(difference.message);
  if (reconciled?.vmiChanges.cpu !== undefined) return ofNewSizes('HotVCPUChange');
  if (reconciled?.vmiChanges.memory !== undefined) return ofNewSizes('HotMemoryChange');
  return outcomes.none(l10n.t('It brings nothing else than what runs.'));
}

const ofProfileRestart = (message?: string): Draft =>
  outcomes.restart(l10n.t('What it brings differs from what the VM was started with.'), message);

const ofNewSizes = (condition: string): Draft =>
  outcomes.vmiMigration(
    l10n.t('The new sizes are copied to the running VMI and plugged in by a migration.'),
    condition,
  );
