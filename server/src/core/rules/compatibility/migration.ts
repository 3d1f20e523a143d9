/**
 * Whether a machine is meant to be live-migrated, as far as its network and its eviction strategy tell. Disks and devices
 * may stand in the way all the same.
 */
import { networkMigration } from '../../workspace/network-migration.ts';
import { evictionStrategyOf } from '../network/eviction.ts';
import type { Subject } from '../rule.ts';

/**
 * `asked`: it is evicted by migration. `possible`: nothing of its network keeps it from one. `unwanted`: it is not to be
 * evicted by one, or KubeVirt refuses.
 */
export type Migration = 'asked' | 'possible' | 'unwanted';

/** How far a machine is from a live migration; what a template decides counts as possible. */
export function migrationOf(subject: Subject): Migration {
  const launcher = subject.launcher();
  if (launcher && networkMigration(launcher).state === 'blocked') return 'unwanted';
  switch (evictionStrategyOf(subject)) {
    case 'LiveMigrate':
    case 'LiveMigrateIfPossible':
      return 'asked';
    case 'None':
      return 'unwanted';
    default:
      return 'possible';
  }
}
