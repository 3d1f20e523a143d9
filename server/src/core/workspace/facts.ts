/**
 * What one document tells others, as plain data that is kept after its text and tree have gone. Places are counted from
 * the document's first line, so that they hold when lines are added above it.
 */
import type { CniConfig } from '../cni/cni-config.ts';
import type { Role } from '../resources/kinds.ts';
import type { Stated } from '../resources/resources.ts';
import type { Position } from '../yaml/text-store.ts';
import type { DeploymentFact } from './deployment-facts.ts';

/** Half-open; lines from the first line of the document, characters in UTF-16 units. */
export interface FactPlace {
  readonly start: Position;
  readonly end: Position;
}

export interface NadFact {
  readonly kind: 'nad';
  readonly uri: string;
  readonly name: string;
  readonly namespace: Stated;
  /** Whether no tool that applies the file changes the namespace, as it stands in no metadata. */
  readonly isNamespaceFixed?: boolean;
  /** Field of the object's root in its document. */
  readonly field: string;
  /** Where its name stands. */
  readonly place: FactPlace;
  /** A NAD of a manifest, one that the project file names, or one that an operator makes of another object. */
  readonly source: 'manifest' | 'project' | 'generated';
  /** The object that it is made of. */
  readonly generator?: { readonly kind: string; readonly name: string };
  /** `unknown`: a template or another tool writes it; `unreadable`: no JSON object. */
  readonly configState: 'absent' | 'unknown' | 'unreadable' | 'stated';
  readonly config: CniConfig | undefined;
  /** CNI types of `spec.config`, in order of the chain; undefined when the text cannot be read or is unknown. */
  readonly cniTypes: readonly string[] | undefined;
  /** The annotation `k8s.v1.cni.cncf.io/resourceName`. */
  readonly resourceName: Stated;
}

/** One logical network of a machine, or one element of a Pod's networks annotation. */
export interface NetworkFact {
  /** The logical name; empty for an element of an annotation. */
  readonly name: string;
  readonly place: FactPlace;
  /** `multus.networkName` as written; undefined for other sources, and where a template writes it. */
  readonly reference: string | undefined;
  readonly referencePlace: FactPlace | undefined;
  /** The default network of the Pod, by Multus. */
  readonly isDefault: boolean;
}

export interface InterfaceFact {
  readonly name: string;
  readonly place: FactPlace;
  /** The key of the binding, `plugin:NAME` for a plugin, empty for none or several. */
  readonly binding: string;
  /** Where the plugin's name stands. */
  readonly pluginPlace: FactPlace | undefined;
  /** Lower case, with colons; undefined where none is stated. */
  readonly mac: string | undefined;
  readonly macPlace: FactPlace | undefined;
}

/** Something whose Pods attach to NADs: a VM, VMI, replica set or pool, a Pod, or a workload that makes Pods. */
export interface MachineFact {
  readonly kind: 'machine';
  readonly uri: string;
  readonly role: Role;
  readonly resourceKind: string;
  readonly name: Stated;
  readonly namespace: Stated;
  readonly field: string;
  /** Where its name stands, else where it begins. */
  readonly place: FactPlace;
  readonly networks: readonly NetworkFact[];
  readonly interfaces: readonly InterfaceFact[];
  /** Whether a cluster wrote it: it has a status, or the `uid` that only a cluster gives. */
  readonly isDump?: true;
  /** The VMI that a launcher Pod runs. */
  readonly launches?: string;
}

/** An instancetype or preference, of a namespace or of the whole cluster. */
export interface ProfileFact {
  readonly kind: 'profile';
  readonly uri: string;
  readonly role: 'instancetype' | 'preference';
  readonly resourceKind: string;
  readonly name: string;
  readonly field: string;
  readonly place: FactPlace;
  /** `absent` for cluster-wide kinds too. */
  readonly namespace: Stated;
  readonly clusterScoped: boolean;
  /** As it is written; undefined where a template writes a part of it. */
  readonly spec: unknown;
}

/** A network binding plugin in the cluster's configuration. */
export interface RegistrationFact {
  readonly name: string;
  readonly place: FactPlace;
  /** `networkAttachmentDefinition` as written. */
  readonly reference: string | undefined;
  readonly referencePlace: FactPlace | undefined;
}

/** A `KubeVirt` or `HyperConverged` resource. */
export interface ClusterResourceFact {
  readonly kind: 'cluster';
  readonly uri: string;
  readonly resourceKind: 'KubeVirt' | 'HyperConverged';
  readonly name: string | undefined;
  readonly field: string;
  readonly place: FactPlace;
  /** KubeVirt's `spec.configuration`, or what a HyperConverged makes of it; undefined when it states none. */
  readonly configuration: unknown;
  /** `status.observedKubeVirtVersion`. */
  readonly observedRelease: string | undefined;
  /** `spec.workloadUpdateStrategy.workloadUpdateMethods`, or the default that goes for the kind of resource. */
  readonly updateMethods: readonly string[];
  readonly registrations: readonly RegistrationFact[];
}

/** A bridge of the nodes, or a physical network of OVN-Kubernetes, by a node network configuration policy. */
export interface BridgeFact {
  readonly kind: 'bridge';
  readonly uri: string;
  readonly type: 'linux-bridge' | 'ovs-bridge' | 'localnet';
  readonly name: string;
  /** The policy's name. */
  readonly policy: string | undefined;
  readonly field: string;
  readonly place: FactPlace;
}

/** A DataVolume, which is what volumes of VMs name. */
export interface VolumeFact {
  readonly kind: 'volume';
  readonly uri: string;
  readonly name: string;
  readonly namespace: Stated;
  readonly field: string;
  readonly place: FactPlace;
}

/** What has a place in a document. */
export type Fact = NadFact | MachineFact | ProfileFact | ClusterResourceFact | BridgeFact | VolumeFact;

export interface DocumentFacts {
  readonly nads: readonly NadFact[];
  readonly machines: readonly MachineFact[];
  readonly clusters: readonly ClusterResourceFact[];
  readonly profiles: readonly ProfileFact[];
  readonly bridges: readonly BridgeFact[];
  readonly volumes: readonly VolumeFact[];
  /** Who applies which files, and how. */
  readonly deployments: readonly DeploymentFact[];
}

export const noFacts: DocumentFacts = {
  nads: [],
  machines: [],
  clusters: [],
  profiles: [],
  bridges: [],
  volumes: [],
  deployments: [],
};

export function isEmpty(facts: DocumentFacts): boolean {
  for (const list in facts) if (facts[list as keyof DocumentFacts].length > 0) return false;
  return true;
}
