/**
 * Who brings about a migration that an edit makes due, as far as that is known: KubeVirt, by migration or by eviction, someone by hand, or
 * nobody, as the VM cannot be migrated. Truth: `kubevirt/kubevirt ·
 * pkg/virt-controller/watch/workload-updater/workload-updater.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { workloadUpdate } from '../live/workload-update.ts';
import type { Outcome, UnknownFact } from './impact.ts';
import type { Draft } from './outcomes.ts';
import type { VmEdit } from './vm-edit.ts';
import type { World } from './world.ts';

export type Delivery = 'migrated' | 'evicted' | 'by-hand' | 'stuck';

/** All combinations of what a KubeVirt resource that is not seen may list. */
const anyMethods: readonly (readonly string[])[] = [[], ['LiveMigrate'], ['Evict'], ['LiveMigrate', 'Evict']];

/** All that may become of a migration in some worlds. */
export function deliveriesIn(worlds: readonly World[], { updateMethods }: VmEdit): ReadonlySet<Delivery> {
  const methods = updateMethods === undefined ? anyMethods : [updateMethods];
  return new Set(worlds.flatMap(({ isMigratable }) => methods.map((listed) => deliveryOf(isMigratable, listed))));
}

function deliveryOf(isMigratable: boolean, methods: readonly string[]): Delivery {
  switch (workloadUpdate({ isNeeded: true, hasMigration: false, isMigratable, methods })) {
    case 'migrates':
      return 'migrated';
    case 'evicts':
      return 'evicted';
    default:
      return isMigratable ? 'by-hand' : 'stuck';
  }
}

export interface Delivered {
  readonly outcome: Outcome;
  /** What it hangs on who migrates. */
  readonly dependsOn: readonly UnknownFact[];
}

/** An outcome with what becomes of the migration that it asks for. */
export function delivered({ migration, ...outcome }: Draft, worlds: readonly World[], edit: VmEdit): Delivered {
  if (migration === undefined) return { outcome, dependsOn: [] };
  const deliveries = deliveriesIn(worlds, edit);
  const told: Outcome = { ...outcome, reason: `${outcome.reason} ${followSentence([...deliveries], migration)}` };
  if (deliveries.size < 2) return { outcome: told, dependsOn: [] };
  const isEither = new Set(worlds.map(({ isMigratable }) => isMigratable)).size > 1;
  return {
    outcome: told,
    dependsOn: [
      ...(isEither ? (['migratable'] as const) : []),
      ...(edit.updateMethods === undefined ? (['update-methods'] as const) : []),
    ],
  };
}

function followSentence(deliveries: readonly Delivery[], migration: NonNullable<Draft['migration']>): string {
  if (migration === 'after-another') return l10n.t('That is decided when the migration under way is over.');
  const [only] = deliveries;
  return followSentences[migration][only !== undefined && deliveries.length === 1 ? only : 'any']();
}

const followSentences = {
  'at-once': {
    migrated: () => l10n.t('KubeVirt live-migrates the VM at once.'),
    evicted: () => l10n.t('KubeVirt does not migrate the VM, but evicts it: it is shut down.'),
    'by-hand': () => l10n.t('It waits until someone migrates the VM.'),
    stuck: () => l10n.t('It stays pending, as the VM cannot be migrated.'),
    any: () => l10n.t('For that the VM has to be live-migrated.'),
  },
  'after-grace': {
    migrated: () => l10n.t('Unless the running Pod follows within 15 seconds, KubeVirt live-migrates the VM.'),
    evicted: () => l10n.t('Unless the running Pod follows within 15 seconds, KubeVirt evicts the VM: it is shut down.'),
    'by-hand': () =>
      l10n.t('Unless the running Pod follows within 15 seconds, it waits until someone migrates the VM.'),
    stuck: () =>
      l10n.t('Unless the running Pod follows within 15 seconds, it stays pending, as the VM cannot be migrated.'),
    any: () => l10n.t('Unless the running Pod follows within 15 seconds, the VM has to be live-migrated.'),
  },
} as const;
