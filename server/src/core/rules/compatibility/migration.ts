/**
 * Whether a machine is meant to be live-migrated, as far as its network and its eviction strategy tell. Disks and devices
 * may stand in the way all the same. Truth: `kubevirt/kubevirt · pkg/network/vmispec/interface.go`,
 * `pkg/util/migrations/migrations.go`, v1.6–v1.9.
 */
import { setDefaultNetworkInterface } from '../../kubevirt/interface-defaults.ts';
import { networkMigrationBlocker } from '../../kubevirt/migratability.ts';
import { find, joinField } from '../../yaml/locate.ts';
import { plainValue } from '../../yaml/read-document.ts';
import { isAbsenceCertain, isUnknown } from '../../yaml/templating.ts';
import type { Subject } from '../rule.ts';

/**
 * `asked`: it is evicted by migration. `possible`: nothing of its network keeps it from one. `unwanted`: it is not to be
 * evicted by one, or KubeVirt refuses.
 */
export type Migration = 'asked' | 'possible' | 'unwanted';

/** How far a machine is from a live migration; what a template decides counts as possible. */
export function migrationOf(subject: Subject): Migration {
  const { vm, document, cluster } = subject;
  const { root } = document;
  if (!vm || !root) return 'possible';
  const annotations = find(root, joinField(vm.metadataField, 'annotations'))?.node;
  const areKnown = !annotations || !isUnknown(document, annotations);
  const values = annotations && plainValue(annotations);
  const { release, configuration } = cluster;
  const defaulted = setDefaultNetworkInterface(vm.spec, configuration);
  const blocker =
    areKnown && vm.listsKnown && 'spec' in defaulted
      ? networkMigrationBlocker({
          spec: defaulted.spec,
          annotations: typeof values === 'object' && values !== null ? { ...values } : {},
          release,
          configuration,
        })
      : undefined;
  if (blocker !== undefined) return 'unwanted';
  const field = joinField(vm.specField, 'evictionStrategy');
  const strategy = find(root, field)?.node;
  if (strategy?.kind === 'scalar' && !isUnknown(document, strategy) && strategy.value !== null)
    return byStrategy(strategy.value);
  const isLeftOut = !strategy && isAbsenceCertain(document, field);
  return isLeftOut ? byStrategy(configuration.evictionStrategy) : 'possible';
}

function byStrategy(strategy: unknown): Migration {
  switch (strategy) {
    case 'LiveMigrate':
    case 'LiveMigrateIfPossible':
      return 'asked';
    case 'None':
      return 'unwanted';
    default:
      return 'possible';
  }
}
