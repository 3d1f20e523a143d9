/**
 * What becomes of each changed part of a running VM's NICs, in one world where everything is known. It must not decide by the looks of
 * a change: the controllers' steps decide, which are replayed below. Truth: `kubevirt/kubevirt ·
 * pkg/network/{controllers,vmliveupdate,migration}`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { ClusterConfiguration } from '../configuration.ts';
import { hasStatus } from '../live/conditions.ts';
import { knowsOf, updateInterfaceStatuses } from '../live/interface-status.ts';
import { type EvaluatorInput, evaluateMigration } from '../live/migration-evaluator.ts';
import { type NetworkRestart, networkRestartReasons } from '../live/network-restart.ts';
import { type NicFate, syncNetworks } from '../live/network-sync.ts';
import { type Nics, byName } from '../live/nics.ts';
import type { Interface, Network, VmiStatusInterface } from '../model.ts';
import { parseNadReference } from '../nad-reference.ts';
import { isSecondaryMultus } from '../network-classification.ts';
import { isSameValue } from '../same-value.ts';
import type { ChangedField } from './changed-fields.ts';
import * as outcomes from './outcomes.ts';
import type { Draft } from './outcomes.ts';

/** The NICs of a running VM and of its edited template, with all that the controllers look at. */
export interface RunningNics extends Omit<EvaluatorInput, 'nics'> {
  /** Of the template as it is stored. */
  readonly vm: Nics;
  /** Of the template with its preference applied, as it is compared. */
  readonly expanded: Nics;
  /** Of the spec that the VMI was started with, likewise. */
  readonly start: Nics;
  readonly vmi: Nics;
  readonly isBeingDeleted: boolean;
  /** While a migration is under way nothing is decided about another. */
  readonly isMigrating: boolean;
}

/** Decides about parts of NICs. */
export interface NicJudge {
  /** Of one changed field of a NIC. */
  outcomeOf(change: ChangedField & { readonly network: string }): Draft;
  /** Of a NIC that is in the running VM though neither text has it. */
  ofUnwritten(network: string): Draft;
}

export function judgeNics(running: RunningNics): NicJudge {
  const { vm, vmi, expanded, start, statuses, isBeingDeleted, release, configuration } = running;
  const sync = syncNetworks({ vm, vmi: { nics: vmi, statuses, isBeingDeleted }, release, configuration });
  // What is copied from the template is copied as it is stored there.
  const synced = { ...vmi, ...sync.vmi, emptyLists: new Map([...vm.emptyLists, ...vmi.emptyLists]) };
  const { networks } = synced;
  const statusAfter = updateInterfaceStatuses({ networks, statuses, podStatuses: running.podStatuses, release });
  const differsFromStart =
    !isSameValue(start.interfaces, expanded.interfaces) || !isSameValue(start.networks, expanded.networks);
  const parts: Parts = {
    running: { ...running, statuses: statusAfter },
    synced,
    interfaces: { vm: byName(vm.interfaces), vmi: byName(vmi.interfaces) },
    networks: { vm: byName(vm.networks), vmi: byName(vmi.networks), synced: byName(synced.networks) },
    fates: (network) => sync.fates.filter((entry) => entry.network === network).map(({ fate }) => fate),
    reasons: networkRestartReasons(expanded, vmi, release, configuration),
    laterReasons: networkRestartReasons(expanded, synced, release, configuration),
    differsFromStart,
  };
  return {
    outcomeOf: (change) => {
      const draft = outcomeOf(parts, change);
      return draft.migration !== undefined && running.isMigrating ? { ...draft, migration: 'after-another' } : draft;
    },
    ofUnwritten: (network) => ofRemoved(parts, network),
  };
}

interface Parts {
  /** With the statuses that the VMI controller then writes. */
  readonly running: RunningNics;
  /** The VMI's NICs after the first reconcile. */
  readonly synced: Nics;
  readonly interfaces: { readonly vm: ReadonlyMap<string, Interface>; readonly vmi: ReadonlyMap<string, Interface> };
  readonly networks: {
    readonly vm: ReadonlyMap<string, Network>;
    readonly vmi: ReadonlyMap<string, Network>;
    readonly synced: ReadonlyMap<string, Network>;
  };
  readonly fates: (network: string) => readonly NicFate[];
  readonly reasons: readonly NetworkRestart[];
  /** Those of the reconcile that comes after. */
  readonly laterReasons: readonly NetworkRestart[];
  /** A reason alone sets no condition: the template must not be what the VM was started with. */
  readonly differsFromStart: boolean;
}

function outcomeOf(parts: Parts, change: ChangedField & { readonly network: string }): Draft {
  const { network, keys } = change;
  const isWhole = keys.at(-1) === 'interfaces' || keys.at(-1) === 'networks';
  if (isWhole && change.change === 'removed') return ofRemoved(parts, network);
  if (isWhole && change.change === 'added') return ofAdded(parts, network);
  if (keys.at(-1) === 'state') return ofState(parts, change);
  if (keys.at(-1) === 'networkName') return ofNad(parts, change);
  return ofOther(parts, change);
}

const hasReason = (reasons: readonly NetworkRestart[], network: string, part?: NetworkRestart['part']): boolean =>
  reasons.some((reason) => reason.network === network && (part === undefined || reason.part === part));

function ofRemoved({ interfaces, networks, reasons, differsFromStart }: Parts, network: string): Draft {
  if (!interfaces.vmi.has(network) && !networks.vmi.has(network))
    return outcomes.none(l10n.t('The running VM has no NIC {0}.', network));
  if (hasReason(reasons, network) && differsFromStart) {
    const own = interfaces.vmi.get(network);
    const source = networks.vmi.get(network);
    const isPluggable = own?.bridge !== undefined && source !== undefined && isSecondaryMultus(source);
    return outcomes.restart(
      isPluggable
        ? l10n.t(
            'NIC {0} stays in the running VM until a restart. With {1} KubeVirt would unplug it.',
            network,
            'state: absent',
          )
        : l10n.t('NIC {0} stays in the running VM until a restart.', network),
    );
  }
  return outcomes.silent(
    l10n.t(
      'NIC {0} was plugged in after the start and stays: the template is again what the VM was started with, so nothing is reported.',
      network,
    ),
  );
}

function ofAdded(parts: Parts, network: string): Draft {
  const { fates, interfaces, reasons, laterReasons, differsFromStart } = parts;
  const fate = fates(network);
  if (fate.includes('absent-from-start'))
    return outcomes.none(l10n.t('NIC {0} is new and absent at once: KubeVirt removes it from the template.', network));
  const own = interfaces.vm.get(network);
  if (!own) return ofNetworkAlone(parts, network);
  if (differsFromStart && hasReason(reasons, network, 'pod-network-added'))
    return outcomes.restart(l10n.t('The running VM has no Pod network, and cannot get one while it runs.'));
  if (fate.includes('hot-plugged')) {
    if (hasReason(laterReasons, network))
      return outcomes.restart(
        l10n.t(
          'NIC {0} is copied to the running VMI as it is written, without what a preference adds: KubeVirt then takes it for changed and asks for a restart.',
          network,
        ),
      );
    return ofHotPlugged(parts, network, own);
  }
  if (fate.includes('not-pluggable'))
    return outcomes.silent(
      l10n.t(
        'NIC {0} is not plugged into the running VM, and nothing says so: only {1} and {2} can be. It comes with a restart.',
        network,
        'bridge',
        'sriov',
      ),
    );
  if (differsFromStart && hasReason(reasons, network)) return ofChanged(network);
  return outcomes.none(l10n.t('The running VM has NIC {0} already.', network));
}

/** A network whose interface is another change, or missing. */
function ofNetworkAlone({ reasons, differsFromStart }: Parts, network: string): Draft {
  return differsFromStart && hasReason(reasons, network)
    ? ofChanged(network)
    : outcomes.none(l10n.t('No interface uses network {0}.', network));
}

function ofHotPlugged(parts: Parts, network: string, own: Interface): Draft {
  const target = parts.networks.synced.get(network);
  if (target?.resourceClaim)
    return outcomes.silent(
      l10n.t(
        'NIC {0} is copied to the running VMI, but no device from a resource claim is attached to it, and nothing says so.',
        network,
      ),
    );
  if (!target || !isSecondaryMultus(target))
    return outcomes.silent(
      l10n.t(
        'NIC {0} is copied to the running VMI, but the Pod never gets it, and nothing says so. It comes with a restart.',
        network,
      ),
    );
  const isDue = evaluateAlone(parts, network);
  if (isDue === 'not')
    return outcomes.live(l10n.t('NIC {0} is copied to the running VMI, and the Pod has it already.', network));
  return outcomes.nicMigration(
    own.sriov
      ? l10n.t('SR-IOV NIC {0} is copied to the running VMI; only a new Pod can have it.', network)
      : l10n.t('NIC {0} is copied to the running VMI and plugged in.', network),
    isDue === 'pending',
  );
}

function ofState(parts: Parts, { network, before, after }: ChangedField & { readonly network: string }): Draft {
  const fate = parts.fates(network);
  const own = parts.interfaces.vmi.get(network);
  if (fate.includes('unplug-refused'))
    return outcomes.silent(
      l10n.t(
        'NIC {0} is not unplugged, and nothing says so: its name in the Pod is ordinal or not known yet. A migration may mend that.',
        network,
      ),
    );
  if (fate.includes('unplug-under-way'))
    return outcomes.silent(l10n.t('NIC {0} is being unplugged, which cannot be taken back.', network));
  if (!own)
    return after === 'absent'
      ? outcomes.none(l10n.t('The running VM has no NIC {0}.', network))
      : ofAdded(parts, network);
  if (!fate.includes('state-copied')) return outcomes.none(l10n.t('The running VMI has this state already.'));
  if (after === 'absent') return ofUnplugged(parts, network);
  const isUp = (state: unknown): boolean => state === undefined || state === null || state === '' || state === 'up';
  if (isUp(before) && isUp(after)) return outcomes.none(l10n.t('The link of NIC {0} is up either way.', network));
  return hasLink(own, parts.running.configuration)
    ? outcomes.live(
        isUp(after)
          ? l10n.t('The link of NIC {0} is set up in the running VM.', network)
          : l10n.t('The link of NIC {0} is set down in the running VM.', network),
      )
    : outcomes.none(
        l10n.t('The state is copied to the VMI, but the binding of NIC {0} has no link that it could set.', network),
      );
}

/** Whether the domain's interface is one that has a link state. */
function hasLink({ bridge, masquerade, binding }: Interface, { bindings }: ClusterConfiguration): boolean {
  const attachment = binding && bindings.get(binding.name)?.domainAttachmentType;
  return bridge !== undefined || masquerade !== undefined || attachment === 'tap' || attachment === 'managedTap';
}

/** After it has left the guest, the Pod may still have it. */
function ofUnplugged(parts: Parts, network: string): Draft {
  const status = parts.running.statuses.find(({ name }) => name === network);
  const reason = l10n.t(
    'NIC {0} is detached from the guest and then removed from the Pod; afterwards KubeVirt deletes it from the template.',
    network,
  );
  if (!status || !knowsOf(status, 'multus-status')) return outcomes.live(reason);
  const isDue = evaluateAlone(parts, network, { ...status, infoSource: 'multus-status' });
  return isDue === 'not' ? outcomes.live(reason) : outcomes.nicMigration(reason, isDue === 'pending');
}

function ofNad(parts: Parts, change: ChangedField & { readonly network: string }): Draft {
  const { network, before, after } = change;
  const { running, networks, fates, reasons, differsFromStart } = parts;
  const target = networks.vmi.get(network);
  if (!target) return ofOther(parts, change);
  if (!fates(network).includes('nad-copied')) {
    if (differsFromStart && hasReason(reasons, network, 'network-changed'))
      return outcomes.restart(l10n.t('NIC {0} can be attached to another NAD only by a restart.', network));
    return outcomes.none(l10n.t('The running VMI has this NAD already.'));
  }
  const copied = l10n.t('The new NAD of NIC {0} is copied to the running VMI.', network);
  if (!isSecondaryMultus(target))
    return outcomes.nextMigration(
      `${copied} ${l10n.t('No migration is started for the default network; the next one uses it.')}`,
    );
  const isDue = evaluateAlone(parts, network);
  if (isDue !== 'not') return outcomes.nicMigration(copied, isDue === 'pending');
  return isSameNad(before, after, running.namespace)
    ? outcomes.none(l10n.t('Both texts mean the same NAD.'))
    : outcomes.nextMigration(`${copied} ${l10n.t('The Pod does not report the NIC, so no migration is started.')}`);
}

function isSameNad(one: unknown, other: unknown, namespace: string): boolean {
  return (
    typeof one === 'string' &&
    typeof other === 'string' &&
    isSameValue(parseNadReference(namespace, one), parseNadReference(namespace, other))
  );
}

function ofOther(
  { interfaces, networks, reasons, differsFromStart }: Parts,
  { network, keys }: Pick<ChangedField, 'keys'> & { readonly network: string },
): Draft {
  const part = keys.includes('interfaces') ? 'interface-changed' : 'network-changed';
  if (differsFromStart && hasReason(reasons, network, part)) return ofChanged(network);
  if (!interfaces.vmi.has(network) && !networks.vmi.has(network))
    return outcomes.none(l10n.t('The running VM has no NIC {0} yet; it comes with a restart.', network));
  return outcomes.none(l10n.t('The running VMI has this value already.'));
}

function ofChanged(network: string): Draft {
  return outcomes.restart(l10n.t('NIC {0} cannot be changed in this way while the VM runs.', network));
}

/** Whether one NIC by itself makes a migration due; of several, the first one decides when. */
function evaluateAlone(
  { running, synced }: Parts,
  network: string,
  status?: VmiStatusInterface,
): 'not' | 'pending' | 'due' {
  const { statuses, conditions } = running;
  const evaluation = evaluateMigration({
    ...running,
    nics: { interfaces: synced.interfaces, networks: synced.networks.filter(({ name }) => name === network) },
    statuses: status ? [...statuses.filter(({ name }) => name !== network), status] : statuses,
  });
  if (evaluation === undefined || evaluation.verdict === 'Unknown') return 'not';
  return evaluation.verdict === 'True' || hasStatus(conditions, 'MigrationRequired', 'True') ? 'due' : 'pending';
}
