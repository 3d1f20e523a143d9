/**
 * What an edit of a running VM does, as plain data that every view shows: kinds of impact, changed fields and NICs with
 * their impact, what is awaited in order, and what the answer depends on. Types and their order; no rule lives here. Truth:
 * `kubevirt/kubevirt · pkg/virt-controller/watch/{vm,vmi,workload-updater}`, `pkg/network/{controllers,vmliveupdate,migration}`,
 * v1.6–v1.9.
 */
import type { StatusCause } from '../admission/cause.ts';

/**
 * What becomes of a change while the VM runs:
 * `none` – stored, and used at the next start as it should; `silent` – not applied, and nothing on the cluster says so;
 * `next-migration` – copied to the VMI, and used by whatever migration comes next; `live` – applied in place;
 * `pending-migration` – a migration unless the launcher Pod gets the NIC within the grace period; `migration` – at once;
 * `restart` – the VM must be restarted; `rejected` – the API server refuses the edit.
 */
export type ImpactKind =
  'none' | 'silent' | 'next-migration' | 'live' | 'pending-migration' | 'migration' | 'restart' | 'rejected';

/** From the weakest to the strongest; the verdict on a VM is the strongest of its changes. */
export const impactKinds: readonly ImpactKind[] = [
  'none',
  'silent',
  'next-migration',
  'live',
  'pending-migration',
  'migration',
  'restart',
  'rejected',
];

export function strongest(kinds: Iterable<ImpactKind>): ImpactKind {
  let most = 0;
  for (const kind of kinds) most = Math.max(most, impactKinds.indexOf(kind));
  return impactKinds[most] ?? 'none';
}

/** A condition as KubeVirt will set it on the VM or the VMI. */
export interface ImpactCondition {
  readonly object: 'VirtualMachine' | 'VirtualMachineInstance';
  readonly type: string;
  readonly status: 'True' | 'False';
  /** Empty for conditions without one. */
  readonly reason: string;
  readonly message: string;
}

/** One thing that may become of a change. */
export interface Outcome {
  readonly kind: ImpactKind;
  /** One sentence or two for users: what KubeVirt does, and why. Translated. */
  readonly reason: string;
  readonly condition?: ImpactCondition;
}

/** A fact that cannot be seen here and that the answer hangs on. */
export type UnknownFact =
  /** Whether the VMI can be live-migrated. */
  | 'migratable'
  /** `spec.configuration` of the KubeVirt resource: gates, rollout strategy. */
  | 'configuration'
  /** `spec.workloadUpdateStrategy.workloadUpdateMethods` of the KubeVirt resource. */
  | 'update-methods'
  | 'release'
  /** How the VMI's NICs are named and how far they came. */
  | 'status'
  /** Which spec the VM was started with: the baseline may not be it. */
  | 'start-revision'
  | 'instancetype'
  | 'preference'
  /** The namespace that the VM lands in, and with it the NAD that a reference without one means. */
  | 'namespace'
  /** A template or another tool writes a part of it. */
  | 'template';

/** An outcome with the circumstances under which it comes true. */
export interface Alternative extends Outcome {
  /** What would have to be so, for users: `if the VMI cannot be live-migrated`. Translated. */
  readonly when: string;
}

export type ChangeKind = 'added' | 'removed' | 'changed';

/** A changed part of the VM with what becomes of it. */
export interface FieldImpact {
  /**
   * From the VM object's root, in the new text: `spec.template.spec.domain.devices.interfaces[1].macAddress`. Of something that was removed
   * the list (or object) that it is missing from.
   */
  readonly field: string;
  /** Where it stood in the old text, from the object's root; undefined for what is new. */
  readonly oldField: string | undefined;
  readonly change: ChangeKind;
  /** The logical network that it belongs to, for parts of NICs. */
  readonly network: string | undefined;
  /** The strongest outcome that is possible. */
  readonly outcome: Outcome;
  /** All outcomes that are possible, where there are several; `outcome` is among them. */
  readonly alternatives: readonly Alternative[];
  /** What of the unseen makes the difference; empty: it is certain. */
  readonly dependsOn: readonly UnknownFact[];
}

/** One NIC of either text with the impact of everything that changed in its interface and network. */
export interface NicImpact {
  readonly network: string;
  readonly change: ChangeKind | 'unchanged';
  readonly outcome: Outcome;
  readonly alternatives: readonly Alternative[];
  readonly dependsOn: readonly UnknownFact[];
  /** Its changed fields. */
  readonly fields: readonly FieldImpact[];
}

/** One thing that will happen, in order. */
export interface ImpactStep {
  readonly kind:
    | 'admission'
    | 'patch'
    | 'attach'
    | 'detach'
    | 'grace'
    | 'condition'
    | 'migration'
    | 'eviction'
    | 'restart'
    | 'cleanup'
    | 'manual';
  /** For users; translated. */
  readonly text: string;
  readonly condition?: ImpactCondition;
  readonly networks: readonly string[];
}

/** What the launcher Pod of a VMI that cannot follow by itself is in for. */
export type Eviction = 'no' | 'possible' | 'certain';

/** The impact of all edits of one VM together. */
export interface VmImpact {
  /** The strongest kind of its changes. */
  readonly verdict: ImpactKind;
  /** What the verdict, or a part, hangs on. */
  readonly dependsOn: readonly UnknownFact[];
  /** Whether the VM is known to run, known not to, or stated as if it ran. */
  readonly running: 'yes' | 'no' | 'assumed';
  /** Every changed field, in the order of the new text. */
  readonly changes: readonly FieldImpact[];
  /** NICs in the order of the new text, then the removed ones. */
  readonly nics: readonly NicImpact[];
  readonly steps: readonly ImpactStep[];
  /** What the API server answers, when it refuses. */
  readonly causes: readonly StatusCause[];
  readonly eviction: Eviction;
  /** Network names whose `state: absent` instead of the removal would be applied to the running VM. */
  readonly absentInstead: readonly string[];
  /** The implicit Pod NIC of the running VM that the new text drops; its network's name. */
  readonly lostImplicitNic: string | undefined;
}

/** Nothing can be said, and why. Translated. */
export interface NoImpact {
  readonly because: string;
}
