/**
 * What a new name costs on a cluster where the objects run already. Truth: `kubevirt/kubevirt ·
 * pkg/network/{vmliveupdate/restart,migration/evaluator}.go`, `pkg/network/namescheme`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { isGateEnabled } from '../../kubevirt/configuration.ts';
import { podInterfaces } from '../../kubevirt/name-scheme.ts';
import type { ClusterFacts } from '../../workspace/cluster-facts.ts';
import type { Role } from '../../resources/kinds.ts';
import type { Launcher } from '../../workspace/launcher.ts';

/** The Pod interface of a network before and after, and what that means for what runs. */
export function networkRenameCost({ vm, cluster, networks }: Launcher, from: string, to: string): string {
  const answer = networks.find(({ network }) => network.name === from);
  const renamed = vm.spec.networks.map((network) => (network.name === from ? { ...network, name: to } : network));
  const before = answer?.podInterface;
  const after = podInterfaces(renamed, 'hashed', cluster.release).get(to);
  const own = answer?.interface?.value;
  const isPlugged = answer?.class === 'multus-secondary' && Boolean(own?.bridge ?? own?.sriov);
  return [
    before === undefined || after === undefined
      ? l10n.t('The names that KubeVirt derives from it change.')
      : before === after
        ? l10n.t('The Pod interface stays {0}.', before)
        : l10n.t('The Pod interface changes: {0} → {1}.', before, after),
    runningCost(vm.resource.role, isPlugged),
  ].join(' ');
}

function runningCost(role: Role, isPlugged: boolean): string {
  switch (role) {
    case 'virtual-machine-instance':
      return l10n.t('KubeVirt refuses the change to a VMI that exists; it has to be made anew.');
    case 'replica-set':
      return l10n.t('Only replicas made from now on have it.');
    case 'pool':
      return l10n.t('VMs of the pool that run need a restart.');
    default:
      return isPlugged
        ? l10n.t(
            'To a running VM this is one NIC removed and another added: it needs a restart, and until then has two NICs on the same NAD, because the new one is plugged in at once.',
          )
        : l10n.t('To a running VM this is one NIC removed and another added: it needs a restart.');
  }
}

/** What it means for a running VM that its network names another NAD. */
export function nadRenameCost({ release, configuration }: ClusterFacts): string {
  return isGateEnabled(release, configuration, 'LiveUpdateNADRef')
    ? l10n.t('KubeVirt takes another name for another NAD: a running VM is migrated to it.')
    : l10n.t('KubeVirt takes another name for another NAD: a running VM needs a restart.');
}
