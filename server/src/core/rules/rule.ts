/**
 * What a rule is. A rule finds one kind of fault in one resource and says it as field path and message; ranges,
 * severities as configured, suppression and rendering are not its business. Fixes are functions apart from the check,
 * computed only when somebody asks for them.
 */
import type { Cause, StatusCause } from '../kubevirt/admission/cause.ts';
import type { CauseFamily } from '../kubevirt/admission/families.ts';
import type { JsonPath } from '../json/json-tree.ts';
import type { Role } from '../resources/kinds.ts';
import type { Nad } from '../resources/nad.ts';
import type { Resource } from '../resources/resources.ts';
import type { Vm } from '../resources/vm.ts';
import type { SchemaFault } from '../schemas/schema-types.ts';
import type { Severity } from '../settings.ts';
import type { EditImpact } from '../workspace/edit-impact.ts';
import type { Launcher } from '../workspace/launcher.ts';
import type { ClusterFacts } from '../workspace/cluster-facts.ts';
import type { MacUse } from '../workspace/fact-table.ts';
import type { Fact, FactPlace, NadFact } from '../workspace/facts.ts';
import type { NadUseFact, RegistrationUse } from '../workspace/known-facts.ts';
import type { StatusReading } from '../workspace/status-reading.ts';
import type { EditStep } from '../yaml/edit-plan.ts';
import type { Span, YamlDocument } from '../yaml/tree.ts';

/** What a rule may look at: one resource in its document, and the facts of its cluster. */
export interface Subject {
  readonly uri: string;
  /** Text of the document's segment. */
  readonly text: string;
  readonly document: YamlDocument;
  /** Undefined for findings about the file itself. */
  readonly resource: Resource | undefined;
  /** The VM part, for resources that have one. */
  readonly vm: Vm | undefined;
  readonly cluster: ClusterFacts;
  /** A kustomization applies the file as a patch: what is missing here stands elsewhere. */
  readonly isPatch: boolean;
  /** For resources that are NADs; read once for all rules. */
  readonly nad: Nad | undefined;
  /** What KubeVirt makes of the VM; computed once for all rules. Undefined for resources without a VM part. */
  launcher(): Launcher | undefined;
  /** What the edits of the object do, against its baseline; undefined for resources without a VM part. */
  impact(): EditImpact | undefined;
  /** What happened to the VM that the object is of, where dumps tell; undefined for all other objects. */
  status(): StatusReading | undefined;
  /** What KubeVirt's webhooks object to, of one family; computed once for all rules. */
  causes(family: CauseFamily): readonly JudgedCause[];
  /** The families of which there are causes. */
  families(): Iterable<CauseFamily>;
  /** What the API schema objects to in the resource; what a template or a fragment leaves open is not among it. */
  faults(): readonly SchemaFault[];
  findNad(namespace: string | undefined, name: string): NadFact | undefined;
  /** Known NADs of a name, of whatever namespace; nearest first. */
  nadsNamed(name: string): readonly NadFact[];
  /** Every known NAD, nearest first; a rule may go by their names and namespaces only. */
  knownNads(): readonly NadFact[];
  /** Known NADs whose configuration goes by a name. */
  nadsWithConfigName(name: string): readonly NadFact[];
  /** Networks of known machines, Pods and workloads that mean a NAD; `undefined`: of a namespace that is not known. */
  networksUsing(namespace: string | undefined, name: string): readonly NadUseFact[];
  /** Whether anything known attaches to NADs at all. */
  hasNadUses(): boolean;
  /** Registrations of binding plugins that mean a NAD. */
  registrationsUsing(namespace: string | undefined, name: string): readonly RegistrationUse[];
  /** Interfaces of known machines that have a MAC, in the form of `plainMac`. */
  interfacesWithMac(mac: string): readonly MacUse[];
  /** The namespace an object lands in; undefined where a template or another tool decides it. */
  namespaceOf(fact: Pick<NadFact, 'uri' | 'namespace' | 'isNamespaceFixed'>): string | undefined;
  /** The VM whose launcher Pod this Pod is, among the documents known, with what KubeVirt makes of it. */
  findLauncherOf(namespace: string, vmName: string): Launcher | undefined;
  /** One fix of several steps on the document, as one edit; none where they cannot all be made exactly. */
  plan(title: string, safety: Fix['safety'], steps: readonly EditStep[]): readonly Fix[];
  /** URI of the project file that applies, and whether it exists. */
  readonly projectFile: { readonly uri: string; readonly exists: boolean };
}

/** What a rule about the text of a document may look at. */
export interface TextSubject {
  readonly document: YamlDocument;
  /** Whether another YAML server checks the syntax too, so that saying it here would say it twice. */
  readonly syntaxIsCheckedElsewhere: boolean;
}

/** A cause in its document: with fields from the document's root, and as loud as what it follows from allows. */
export interface JudgedCause extends Cause {
  /** The field to mark. */
  readonly place: string;
  /** `error` where everything it follows from is seen here. */
  readonly severity: Severity;
  /** What it rests on and cannot be seen here. */
  readonly unseen?: 'configuration' | 'preference' | 'instancetype';
  /** The schema's words for the same fault. */
  readonly alsoSaid?: readonly StatusCause[];
}

/** A place in the same document that helps to understand a finding. */
export interface Related {
  readonly field: string;
  readonly message: string;
}

/** A place in another document. */
export interface Elsewhere {
  readonly fact: Fact;
  /** The part of it; where its name stands if not given. */
  readonly place?: FactPlace;
  readonly message: string;
}

/** What a rule reports. */
export interface Report {
  /** Field of the node at fault, absolute in the document, in KubeVirt's `StatusCause.field` spelling. */
  readonly field: string;
  /** Which part of it to mark; `key` also for a missing child. */
  readonly on: 'key' | 'value';
  /** The part to mark of the JSON in the text at the field; `on` speaks of that part. */
  readonly json?: JsonPath;
  /** The characters to mark, for what is wrong with the text itself and has no field. */
  readonly span?: Span;
  readonly message: string;
  /** Below the rule's own severity when the finding rests on something unknown; never above. */
  readonly severity?: Severity;
  readonly related?: readonly Related[];
  readonly elsewhere?: readonly Elsewhere[];
  /** KubeVirt's own words that this stands for. */
  readonly causes?: readonly StatusCause[];
  readonly tags?: readonly FindingTag[];
  /** Whatever the rule's fixes need; plain data. */
  readonly data?: unknown;
}

/** A finding in its document, after severities and suppressions. */
export type FindingTag = 'unnecessary' | 'deprecated';

export interface Finding extends Omit<Report, 'related'> {
  readonly rule: string;
  readonly severity: Severity;
  /** Segment offsets. */
  readonly span: Span;
  readonly resource: {
    readonly kind: string;
    readonly namespace: string | undefined;
    readonly name: string | undefined;
  };
  readonly related: readonly (Related & { readonly span: Span })[];
}

export interface TextReplacement extends Span {
  readonly newText: string;
}

/**
 * What a fix changes: the finding's own document, the project file (which it may have to make), or another known object,
 * such as the KubeVirt resource.
 */
export type FixEdit =
  | { readonly in: 'document'; readonly edits: readonly TextReplacement[] }
  | { readonly in: 'project-file'; readonly steps: readonly EditStep[] }
  | {
      readonly in: 'object';
      readonly uri: string;
      readonly kind: string;
      readonly name: string;
      /** Where it states one, and several of the name may stand in the file. */
      readonly namespace?: string;
      readonly steps: readonly EditStep[];
    };

export interface Fix {
  readonly title: string;
  /** `safe`: means the same to the cluster, or exactly what the writer must have meant; only these run in bulk. */
  readonly safety: 'safe' | 'unsafe';
  readonly edit: FixEdit;
}

export interface Rule {
  /** Kebab-case, names the fault ("allow unregistered-binding-plugin"); file, page and id are the same word. */
  readonly id: string;
  /** The family of KubeVirt's causes that it explains, for rules that explain one. */
  readonly family?: CauseFamily;
  /** VirtLens version that brought the rule. */
  readonly since: string;
  readonly severity: Severity;
  /** One sentence for tables, in English. */
  readonly summary: string;
  readonly fixable: boolean;
  /** Roles of the resources it looks at. */
  readonly roles: readonly Role[];
  /** Whether it also judges objects of an API version that is served no more; what their fields mean now is not said. */
  readonly judgesFormer?: boolean;
  check(subject: Subject, report: (finding: Report) => void): void;
  /** The family of causes without which it has nothing to say, or `faults` of the schema; it is not asked then. */
  readonly about?: CauseFamily | 'faults';
  /** Looks at the text of a document that has to do with KubeVirt, whatever the objects in it. */
  checkText?(subject: TextSubject, report: (finding: Report) => void): void;
  fixes?(finding: Finding, subject: Subject): readonly Fix[];
}
