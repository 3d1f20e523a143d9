/**
 * Whether the NICs of a running VMI ask for a live migration, and which of them: the first one that asks for anything decides, in the
 * order of the networks. Truth: `kubevirt/kubevirt · pkg/network/migration/evaluator.go`, v1.6–v1.9.
 */
import type { ClusterConfiguration } from '../configuration.ts';
import type { Interface, PodNetworkStatus, VmiStatusInterface } from '../model.ts';
import { parseNadReference } from '../nad-reference.ts';
import type { Release } from '../releases/release.ts';
import { type Condition, findCondition } from './conditions.ts';
import { knowsOf } from './interface-status.ts';
import { updatesNadsLive } from './live-update.ts';
import { byName, type Nics, secondaryInterfaces } from './nics.ts';

/** Time for the dynamic networks controller to plug or unplug a NIC of the Pod. */
export const gracePeriodMs = 15_000;

export type MigrationCause =
  /** A NIC is to be plugged, which the Pod may get without a migration. */
  | 'hot-plug'
  /** An SR-IOV NIC is to be plugged, which only a new Pod can have. */
  | 'sriov-hot-plug'
  /** A NIC is out of the guest, but still in the Pod. */
  | 'unplug'
  /** The Pod's NIC is attached by another NAD than the VMI names. */
  | 'nad-changed';

export interface MigrationDecision {
  /** The logical network that decided. */
  readonly network: string;
  readonly cause: MigrationCause;
}

export interface Evaluation {
  /** `Unknown`: no migration is needed; `False`: one may be; `True`: one is. */
  readonly verdict: 'Unknown' | 'False' | 'True';
  readonly decision?: MigrationDecision;
}

export interface EvaluatorInput {
  readonly nics: Pick<Nics, 'interfaces' | 'networks'>;
  /** `status.interfaces` of the VMI. */
  readonly statuses: readonly VmiStatusInterface[];
  readonly podStatuses: readonly PodNetworkStatus[];
  readonly conditions: readonly Condition[];
  readonly namespace: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly release: Release;
  readonly configuration: ClusterConfiguration;
}

/** Undefined where KubeVirt's code crashes: for networks of one name, which no VMI can have. */
export function evaluateMigration(input: EvaluatorInput): Evaluation | undefined {
  const decision = decide(input);
  if (decision === 'none') return { verdict: 'Unknown' };
  if (decision === 'crash') return undefined;
  const isImmediate = decision.cause === 'sriov-hot-plug' || decision.cause === 'nad-changed';
  return { verdict: isImmediate || isGraceOver(input) ? 'True' : 'False', decision };
}

function isGraceOver({ conditions, now }: EvaluatorInput): boolean {
  const pending = findCondition(conditions, 'MigrationRequired');
  if (pending?.status !== 'False') return false;
  const since = Date.parse(pending.lastTransitionTime);
  // A time that is not written is Go's zero time, long ago.
  return Number.isNaN(since) || now - since > gracePeriodMs;
}

function decide(input: EvaluatorInput): MigrationDecision | 'none' | 'crash' {
  const { nics, statuses, podStatuses, namespace, release, configuration } = input;
  const known = byName(statuses);
  const networks = byName(nics.networks);
  const reported = new Map(podStatuses.map((status) => [status.interface, status]));
  const followsNads = updatesNadsLive(release, configuration);
  for (const own of secondaryInterfaces(nics)) {
    const status = known.get(own.name);
    const cause = plugCause(own, status);
    if (cause) return { network: own.name, cause };
    if (!followsNads || !status || status.podInterfaceName === '') continue;
    const attached = reported.get(status.podInterfaceName);
    if (!attached) continue;
    const reference = networks.get(own.name)?.multus?.networkName;
    if (reference === undefined) return 'crash';
    if (!isSameNad(reference, attached.name, namespace)) return { network: own.name, cause: 'nad-changed' };
  }
  return 'none';
}

function plugCause(own: Interface, status: VmiStatusInterface | undefined): MigrationCause | undefined {
  if (own.state !== 'absent') return status ? undefined : own.sriov ? 'sriov-hot-plug' : 'hot-plug';
  return status && knowsOf(status, 'multus-status') && !knowsOf(status, 'domain') ? 'unplug' : undefined;
}

/** Whether the Pod's status names the NAD of a reference; a reference without namespace is in the VMI's. */
export function isSameNad(reference: string, attached: string, namespace: string): boolean {
  if (reference === attached) return true;
  const nad = parseNadReference(namespace, reference);
  return `${nad.namespace}/${nad.name}` === attached;
}
