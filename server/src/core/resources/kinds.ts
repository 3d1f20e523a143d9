/**
 * Which kinds VirtLens reads, and where a VM's network part stands inside each of them: one line a kind.
 * A document is chosen by `apiVersion` and `kind`, never by its file name. Truth: the API types of KubeVirt v1.6–v1.9
 * (`kubevirt/kubevirt · staging/src/kubevirt.io/api`), the NetworkAttachmentDefinition CRD, OpenShift templates,
 * cluster-api-provider-kubevirt, and the CRDs of OVN-Kubernetes, the SR-IOV operator, kubernetes-nmstate and CDI.
 */

/** What an object is to VirtLens. */
export type Role =
  | 'virtual-machine'
  | 'virtual-machine-instance'
  | 'replica-set'
  | 'pool'
  | 'preset'
  | 'migration'
  | 'instancetype'
  | 'preference'
  | 'nad'
  | 'nad-generator'
  | 'node-network'
  | 'data-volume'
  | 'kubevirt'
  | 'hyperconverged'
  | 'pod'
  | 'event'
  | 'workload';

/** Field paths relative to the object. */
export interface VmPaths {
  /** The VMI spec. */
  readonly spec: string;
  /** The metadata whose annotations and labels the VMI gets. */
  readonly metadata: string;
}

export interface KindEntry {
  readonly group: string;
  readonly versions: readonly string[];
  /** Versions that no supported release serves any more; the API server refuses objects of them. */
  readonly formerVersions?: readonly string[];
  /** Those of them in which the kind had the shape that it has today. */
  readonly sameShape?: readonly string[];
  readonly kind: string;
  readonly role: Role;
  readonly vm?: VmPaths;
  /** Metadata of the Pods that it makes, or of the Pod itself. */
  readonly podMetadata?: string;
  /** Cluster-scoped kinds have no namespace. */
  readonly clusterScoped?: boolean;
}

const core = {
  group: 'kubevirt.io',
  versions: ['v1', 'v1alpha3'],
  formerVersions: ['v1alpha2', 'v1alpha1'],
  sameShape: ['v1alpha2'],
} as const;
const instancetype = { group: 'instancetype.kubevirt.io', versions: ['v1beta1', 'v1alpha2', 'v1alpha1'] } as const;

export const kinds: readonly KindEntry[] = [
  {
    ...core,
    kind: 'VirtualMachine',
    role: 'virtual-machine',
    vm: { spec: 'spec.template.spec', metadata: 'spec.template.metadata' },
  },
  {
    ...core,
    kind: 'VirtualMachineInstance',
    role: 'virtual-machine-instance',
    vm: { spec: 'spec', metadata: 'metadata' },
  },
  {
    ...core,
    kind: 'VirtualMachineInstanceReplicaSet',
    role: 'replica-set',
    vm: { spec: 'spec.template.spec', metadata: 'spec.template.metadata' },
  },
  {
    group: 'pool.kubevirt.io',
    versions: ['v1beta1', 'v1alpha1'],
    kind: 'VirtualMachinePool',
    role: 'pool',
    vm: {
      spec: 'spec.virtualMachineTemplate.spec.template.spec',
      metadata: 'spec.virtualMachineTemplate.spec.template.metadata',
    },
  },
  // A preset is merged into VMIs by label selector: its interfaces need no networks, so it has no VM part of its own.
  { ...core, kind: 'VirtualMachineInstancePreset', role: 'preset' },
  { ...core, kind: 'VirtualMachineInstanceMigration', role: 'migration' },
  { ...core, kind: 'KubeVirt', role: 'kubevirt' },
  { ...instancetype, kind: 'VirtualMachineInstancetype', role: 'instancetype' },
  { ...instancetype, kind: 'VirtualMachineClusterInstancetype', role: 'instancetype', clusterScoped: true },
  { ...instancetype, kind: 'VirtualMachinePreference', role: 'preference' },
  { ...instancetype, kind: 'VirtualMachineClusterPreference', role: 'preference', clusterScoped: true },
  { group: 'k8s.cni.cncf.io', versions: ['v1'], kind: 'NetworkAttachmentDefinition', role: 'nad' },
  { group: 'hco.kubevirt.io', versions: ['v1beta1', 'v1alpha1'], kind: 'HyperConverged', role: 'hyperconverged' },
  { group: '', versions: ['v1'], kind: 'Pod', role: 'pod', podMetadata: 'metadata' },
  // Read for what they say of launcher Pods; they tell other documents nothing.
  { group: '', versions: ['v1'], kind: 'Event', role: 'event' },
  { group: 'events.k8s.io', versions: ['v1'], kind: 'Event', role: 'event' },
  // Read for the names that they provide.
  { group: 'k8s.ovn.org', versions: ['v1'], kind: 'UserDefinedNetwork', role: 'nad-generator' },
  {
    group: 'k8s.ovn.org',
    versions: ['v1'],
    kind: 'ClusterUserDefinedNetwork',
    role: 'nad-generator',
    clusterScoped: true,
  },
  ...['SriovNetwork', 'SriovIBNetwork', 'OVSNetwork'].map((kind): KindEntry => ({
    group: 'sriovnetwork.openshift.io',
    versions: ['v1'],
    kind,
    role: 'nad-generator',
  })),
  {
    group: 'nmstate.io',
    versions: ['v1', 'v1beta1', 'v1alpha1'],
    kind: 'NodeNetworkConfigurationPolicy',
    role: 'node-network',
    clusterScoped: true,
  },
  { group: 'cdi.kubevirt.io', versions: ['v1beta1', 'v1alpha1'], kind: 'DataVolume', role: 'data-volume' },
  // Read for the NADs that their Pods' annotations name.
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map((kind) => workload('apps', kind)),
  workload('batch', 'Job'),
  workload('batch', 'CronJob', 'spec.jobTemplate.spec.template.metadata'),
];

function workload(group: string, kind: string, podMetadata = 'spec.template.metadata'): KindEntry {
  return { group, versions: ['v1'], kind, role: 'workload', podMetadata };
}

/** An object that holds other objects. */
export interface WrapperEntry {
  readonly group: string;
  /** Undefined: every version. */
  readonly versions?: readonly string[];
  readonly kind: string;
  /** Field of the list of complete objects (each with its own apiVersion and kind). */
  readonly items?: string;
  /** The kind of items that do not say it themselves. */
  readonly of?: string;
  /** Field of one object without apiVersion and kind, and what it is. */
  readonly object?: { readonly field: string; readonly as: string };
}

export const wrappers: readonly WrapperEntry[] = [
  { group: '', versions: ['v1'], kind: 'List', items: 'items' },
  { group: 'template.openshift.io', kind: 'Template', items: 'objects' },
  // OpenShift 3 spelled the group-less form, and `oc` still takes it.
  { group: '', versions: ['v1'], kind: 'Template', items: 'objects' },
  {
    group: 'template.kubevirt.io',
    kind: 'VirtualMachineTemplate',
    object: { field: 'spec.virtualMachine', as: 'VirtualMachine' },
  },
  {
    group: 'infrastructure.cluster.x-k8s.io',
    kind: 'KubevirtMachineTemplate',
    object: { field: 'spec.template.spec.virtualMachineTemplate', as: 'VirtualMachine' },
  },
  {
    group: 'infrastructure.cluster.x-k8s.io',
    kind: 'KubevirtMachine',
    object: { field: 'spec.virtualMachineTemplate', as: 'VirtualMachine' },
  },
];

const kindsNamed = new Map<string, readonly KindEntry[]>();
for (const entry of kinds) kindsNamed.set(entry.kind, [...(kindsNamed.get(entry.kind) ?? []), entry]);

/** The entry for an `apiVersion` and `kind`, or undefined for kinds and versions VirtLens does not read. */
export function kindOf(apiVersion: string, kind: string): KindEntry | undefined {
  const { group, version } = splitApiVersion(apiVersion);
  return kindsNamed.get(kind)?.find((entry) => entry.group === group && entry.versions.includes(version));
}

/** The entry for an `apiVersion` and `kind` that once were served and are no more. */
export function formerKindOf(apiVersion: string, kind: string): KindEntry | undefined {
  const { group, version } = splitApiVersion(apiVersion);
  return kindsNamed
    .get(kind)
    ?.find((entry) => entry.group === group && (entry.formerVersions?.includes(version) ?? false));
}

/** The wrapper entry for an `apiVersion` and `kind`; typed lists such as `VirtualMachineList` count as lists. */
export function wrapperOf(apiVersion: string, kind: string): WrapperEntry | undefined {
  const { group, version } = splitApiVersion(apiVersion);
  const entry = wrappers.find(
    (candidate) =>
      candidate.kind === kind && candidate.group === group && (candidate.versions?.includes(version) ?? true),
  );
  if (entry) return entry;
  const listed = kind.endsWith('List') ? kindOf(apiVersion, kind.slice(0, -'List'.length)) : undefined;
  return listed && { group, kind, items: 'items', of: listed.kind };
}

function splitApiVersion(apiVersion: string): { group: string; version: string } {
  const slash = apiVersion.indexOf('/');
  return slash < 0
    ? { group: '', version: apiVersion }
    : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}
