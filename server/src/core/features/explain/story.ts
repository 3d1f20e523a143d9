/**
 * What is told of a VM's networks, as plain data: facts with the sentence that says why each is so. Every form of the
 * explanation (Markdown, text, JSON) is made of it, and `docs/cli.md` documents it. In sentences, names and commands stand
 * in backquotes. Types only. What is not known is `null`.
 */
import type { NetworkClass } from '../../kubevirt/network-classification.ts';
import type { ImpactKind, UnknownFact } from '../../kubevirt/impact/impact.ts';
import type { ConditionReading } from '../../kubevirt/status/condition-reading.ts';
import type { Misconception } from '../../kubevirt/status/misconceptions.ts';
import type { Lamps, ObservedScheme, Progress, StageId } from '../../kubevirt/status/stage.ts';
import type { Severity } from '../../settings.ts';

export interface VmStory {
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string | null;
  /** KubeVirt's version: `v1.9.0`. */
  readonly release: string;
  /** Where its objects stand, the one that is explained first. */
  readonly objects: readonly StoryObject[];
  readonly assumed: readonly string[];
  /** Why a part of it is not known: a template, a fragment, a namespace. */
  readonly unknown: string | null;
  /** KubeVirt's words where it cannot render the launcher Pod. */
  readonly error: string | null;
  /** What dumps say of the running VM; null where none is known. */
  readonly status: StatusStory | null;
  /** In the order of the interfaces, which is that of the guest's devices. */
  readonly nics: readonly NicStory[];
  readonly migration: MigrationStory;
  /** What an edit of the running VM as a whole would do. */
  readonly edits: readonly EditStory[];
  readonly findings: readonly FindingStory[];
  /** What to run to look closer, in order. */
  readonly commands: readonly CommandStory[];
}

/** A place in a file; lines from 1. */
export interface StoryPlace {
  readonly uri: string;
  /** The file as it is shown. */
  readonly file: string;
  readonly line: number;
}

export interface StoryObject extends StoryPlace {
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string | null;
}

export interface NicStory {
  /** The logical network; null where only the Pod tells of the NIC. */
  readonly name: string | null;
  readonly class: NetworkClass | null;
  readonly binding: string | null;
  readonly isDefault: boolean;
  /** KubeVirt adds it; no manifest states it. */
  readonly isImplicit: boolean;
  /** False where a template writes a part of it: then names are left out. */
  readonly isKnown: boolean;
  /** What the NIC is, in sentences. */
  readonly about: readonly string[];
  /** From the guest to the node. */
  readonly path: readonly PathStep[];
  /** Who gives the guest its address; null where that cannot be told. */
  readonly address: string | null;
  /** How far it came; null where no dump tells. */
  readonly status: NicStatusStory | null;
  readonly edits: readonly EditStory[];
}

export interface NicStatusStory {
  readonly stage: StageId;
  /** The stage in a few words. */
  readonly title: string;
  readonly progress: Progress;
  /** Whether the Pod, the domain and the guest have it. */
  readonly lamps: Lamps;
  /** Other stages that fit, since an object is not seen; likeliest first. */
  readonly alternatives: readonly { readonly stage: StageId; readonly title: string }[];
  readonly podInterface: string | null;
  readonly scheme: ObservedScheme;
  /** What the guest calls it. */
  readonly interfaceName: string | null;
  readonly mac: string | null;
  readonly ipAddresses: readonly string[];
  readonly diagnosis: string;
  /** What to look at or do, in order. */
  readonly nextSteps: readonly string[];
  /** Messages of KubeVirt and Multus, as they are. */
  readonly evidence: readonly string[];
}

export interface StatusStory {
  /** Phase of the VMI. */
  readonly phase: string | null;
  /** Name of the launcher Pod. */
  readonly pod: string | null;
  /** The newest time that a dump states: it is not older. */
  readonly asOf: string | null;
  readonly conditions: readonly ConditionStory[];
  /** Why a condition is expected that the VMI does not have. */
  readonly missingCondition: string | null;
  /** What does not fit together in the dumps. */
  readonly contradictions: readonly ContradictionStory[];
  /** Questions that the stages are an answer to, each with the order in which to find out. */
  readonly issues: readonly { readonly title: string; readonly text: string }[];
  /** What is often believed and is not so, where the dumps are a case of it. */
  readonly misconceptions: readonly Misconception[];
  /** NICs that the guest alone knows. */
  readonly guestNics: readonly {
    readonly interfaceName: string;
    readonly mac: string;
    readonly ipAddresses: readonly string[];
  }[];
  /** What is known of PCIe ports for further NICs. */
  readonly slots: string | null;
}

export interface ConditionStory {
  readonly of: 'vm' | 'vmi';
  readonly type: string;
  readonly status: string;
  readonly weight: ConditionReading['weight'];
  readonly meaning: string;
  /** Since when, and until when something waits. */
  readonly clock: string | null;
  readonly nextSteps: readonly string[];
  /** The NIC responsible. */
  readonly network: string | null;
}

export interface ContradictionStory {
  readonly of: 'vmi' | 'pod';
  /** The field of that object. */
  readonly field: string;
  readonly message: string;
  readonly advice: string | null;
  readonly certain: boolean;
  readonly network: string | null;
}

export type StepPlace =
  | 'guest-nic'
  | 'domain-nic'
  | 'model'
  | 'mac'
  | 'tap'
  | 'bridge'
  | 'nat'
  | 'renamed-nic'
  | 'pod-interface'
  | 'annotation'
  | 'plugin-annotation'
  | 'pod-network'
  | 'resource-claim'
  | 'nad'
  | 'resource'
  | 'cni'
  | 'node-device'
  | 'vlan'
  | 'topology';

/** One station on the way of a NIC. */
export interface PathStep {
  readonly at: StepPlace;
  /** What it is called there. */
  readonly name: string;
  readonly why: string;
  /** Where that is written. */
  readonly place?: StoryPlace;
}

export interface MigrationStory {
  readonly state: 'possible' | 'blocked' | 'unknown';
  readonly why: string;
}

/** An edit that nobody made, with what KubeVirt would make of it while the VM runs. */
export interface EditStory {
  readonly title: string;
  /** The strongest that is possible. */
  readonly kind: ImpactKind;
  /** Everything that is possible, the strongest first. */
  readonly kinds: readonly ImpactKind[];
  readonly why: string;
  readonly dependsOn: readonly UnknownFact[];
}

export interface FindingStory extends StoryPlace {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
}

export interface CommandStory {
  readonly command: string;
  /** What it shows. */
  readonly shows: string;
}
