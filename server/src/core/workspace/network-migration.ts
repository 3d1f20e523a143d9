/**
 * Whether the networks of a VM let it be live-migrated, as far as that can be seen here: KubeVirt's verdict on the VMI,
 * with what it rests on. Disks, devices and CPU have a say too, and are not looked at. Truth: `kubevirt/kubevirt ·
 * pkg/network/vmispec/interface.go`, `pkg/virt-handler/vm.go`, v1.6–v1.9.
 */
import { setDefaultNetworkInterface } from '../kubevirt/interface-defaults.ts';
import { ALLOW_BRIDGE_MIGRATION_ANNOTATION, networkMigrationBlocker } from '../kubevirt/migratability.ts';
import { find, joinField } from '../yaml/locate.ts';
import { isAbsenceCertain, isCertain } from '../yaml/templating.ts';
import type { Launcher } from './launcher.ts';

export type NetworkMigration =
  | { readonly state: 'possible' }
  /** KubeVirt's words. */
  | { readonly state: 'blocked'; readonly blocker: string }
  | { readonly state: 'unknown'; readonly because: 'manifest' | 'configuration' };

export function networkMigration({ vm, cluster, isFragment }: Launcher): NetworkMigration {
  const { document } = vm;
  const permission = joinField(joinField(vm.metadataField, 'annotations'), ALLOW_BRIDGE_MIGRATION_ANNOTATION);
  const isPermitted = document.root !== undefined && find(document.root, permission) !== undefined;
  const isPermissionKnown = isPermitted ? isCertain(document, permission) : isAbsenceCertain(document, permission);
  if (isFragment || !vm.listsKnown || !isPermissionKnown) return { state: 'unknown', because: 'manifest' };
  const { release, configuration, bindingsKnown } = cluster;
  const defaulted = setDefaultNetworkInterface(vm.spec, configuration);
  if ('error' in defaulted) return { state: 'unknown', because: 'configuration' };
  const { spec } = defaulted;
  const pod = spec.networks.find((network) => network.pod);
  const plugin = spec.interfaces.find(({ name }) => name === pod?.name)?.binding?.name;
  if (plugin !== undefined && !bindingsKnown && !configuration.bindings.has(plugin))
    return { state: 'unknown', because: 'configuration' };
  const annotations = isPermitted ? { [ALLOW_BRIDGE_MIGRATION_ANNOTATION]: '' } : {};
  const blocker = networkMigrationBlocker({ spec, annotations, release, configuration });
  return blocker === undefined ? { state: 'possible' } : { state: 'blocked', blocker };
}
