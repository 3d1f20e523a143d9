/**
 * What KubeVirt makes of one VM: the annotations of its launcher Pod, and each logical network's names, NAD and default
 * role, together with how certain each is. One computation, shared by rules, hints, hovers, lenses, documents and the
 * command line, so that they cannot disagree.
 */
import * as l10n from '@vscode/l10n';
import { freshLauncherAnnotations, type LauncherAnnotations } from '../kubevirt/launcher-annotations.ts';
import { linkNames, type LinkNames } from '../kubevirt/link-names.ts';
import type { Interface, Network } from '../kubevirt/model.ts';
import { parseNadReference } from '../kubevirt/nad-reference.ts';
import { podInterfaces } from '../kubevirt/name-scheme.ts';
import { classifyNetwork, findDefaultNetwork, type NetworkClass } from '../kubevirt/network-classification.ts';
import type { SchemaSource } from '../ports.ts';
import type { Resource } from '../resources/resources.ts';
import { isMemberKnown, memberField, readVm, type Vm } from '../resources/vm.ts';
import type { YamlDocument } from '../yaml/tree.ts';
import { assumptions, namespaceOf, type ClusterFacts } from './cluster-facts.ts';
import type { NadFact } from './facts.ts';
import { multusNamespace } from './multus-namespace.ts';

/** The namespace an object lands in. */
export interface NamespaceAnswer {
  /** Undefined when a template decides it. */
  readonly namespace: string | undefined;
  /** True when the manifest states none and nobody told the default either. */
  readonly assumed: boolean;
  /** Whether the manifest has a namespace, be it one that a template writes. */
  readonly isStated: boolean;
}

export interface NadUse {
  /** As written in the manifest. */
  readonly reference: string;
  /** Undefined when it depends on a namespace that is not known. */
  readonly namespace: string | undefined;
  readonly name: string;
  /** True when the namespace is the VM's own and that is assumed. */
  readonly namespaceAssumed: boolean;
  readonly fact: NadFact | undefined;
}

/** One entry of `networks`, with everything KubeVirt derives from it. */
export interface NetworkAnswer {
  readonly index: number;
  /** Absolute field of the entry. */
  readonly field: string;
  readonly network: Network;
  readonly class: NetworkClass;
  readonly isDefault: boolean;
  /** False when a template writes part of the entry: then the names below are not told. */
  readonly known: boolean;
  readonly podInterface: string | undefined;
  readonly links: LinkNames | undefined;
  readonly nad: NadUse | undefined;
  /** The interface of the same name. */
  readonly interface: { readonly index: number; readonly field: string; readonly value: Interface } | undefined;
}

/** A network that is named when somebody asks. A class, as getters of its own would cost each object more than it holds. */
class NamedNetwork implements NetworkAnswer {
  readonly index: number;
  readonly field: string;
  readonly network: Network;
  readonly class: NetworkClass;
  readonly isDefault: boolean;
  readonly known: boolean;
  readonly nad: NadUse | undefined;
  readonly interface: NetworkAnswer['interface'];
  private knownLinks: LinkNames | undefined;

  constructor(
    stated: Omit<NetworkAnswer, 'podInterface' | 'links'>,
    private readonly names: () => ReadonlyMap<string, string>,
  ) {
    this.index = stated.index;
    this.field = stated.field;
    this.network = stated.network;
    this.class = stated.class;
    this.isDefault = stated.isDefault;
    this.known = stated.known;
    this.nad = stated.nad;
    this.interface = stated.interface;
  }

  get podInterface(): string | undefined {
    return this.known ? this.names().get(this.network.name) : undefined;
  }

  get links(): LinkNames | undefined {
    const name = this.podInterface;
    if (name === undefined) return undefined;
    return (this.knownLinks ??= linkNames(name, this.class === 'multus-secondary'));
  }
}

export interface Launcher {
  readonly vm: Vm;
  readonly cluster: ClusterFacts;
  readonly namespace: NamespaceAnswer;
  readonly networks: readonly NetworkAnswer[];
  /** A patch or another part of an object: what is missing here stands elsewhere. */
  readonly isFragment: boolean;
  /** Undefined when the lists or a namespace that matters are not known. */
  readonly pod: LauncherAnnotations | undefined;
  /** Why `pod` is undefined. */
  readonly unknownBecause: 'template' | 'fragment' | 'namespace' | undefined;
}

/** The namespace of an object by its manifest and the cluster's default. */
export function vmNamespace(resource: Resource, cluster: ClusterFacts): NamespaceAnswer {
  const namespace = namespaceOf(resource.namespace, cluster);
  const isAssumed = resource.namespace.state === 'absent' && cluster.namespaceSource.from === 'assumed';
  const isStated = resource.namespace.state !== 'absent';
  return { namespace, assumed: namespace === undefined || isAssumed, isStated };
}

type FindNad = (namespace: string | undefined, name: string) => NadFact | undefined;

/** What is known around one document. */
export interface FactContext {
  readonly cluster: ClusterFacts;
  /** Without a namespace: where that is not known, but the same as that of what else lands where this file does. */
  readonly findNad: FindNad;
  /** Whether a kustomization applies the file as a patch, so that it is no whole object. */
  readonly isPatch: boolean;
  readonly schemas: SchemaSource;
}

/** Reads a resource's VM part and computes everything; undefined for resources without one. Never fails. */
export function launcherFor(
  document: YamlDocument,
  resource: Resource,
  context: Omit<FactContext, 'schemas'>,
): Launcher | undefined {
  if (resource.former) return undefined;
  return resource.vm && launcherOf(readVm(document, resource, context.cluster.release), context);
}

export function launcherOf(vm: Vm, { cluster, findNad, isPatch }: Omit<FactContext, 'schemas'>): Launcher {
  const { release } = cluster;
  const namespace = vmNamespace(vm.resource, cluster);
  // Names and annotations are for those who show them; most rules ask for neither.
  const names = once(() => podInterfaces(vm.spec.networks, 'hashed', release));
  const defaultNetwork = findDefaultNetwork(vm.spec.networks, release);
  const networks = vm.spec.networks.map((network, index): NetworkAnswer => {
    const known = isMemberKnown(vm, 'networks', index);
    const interfaceIndex = vm.pairs.get(network.name)?.interface ?? -1;
    const own = vm.spec.interfaces[interfaceIndex];
    return new NamedNetwork(
      {
        index,
        field: memberField(vm, 'networks', index),
        network,
        class: classifyNetwork(network, release),
        isDefault: known && network === defaultNetwork,
        known,
        nad: known ? nadUse(network, namespace, findNad) : undefined,
        interface: own && { index: interfaceIndex, field: memberField(vm, 'interfaces', interfaceIndex), value: own },
      },
      names,
    );
  });
  const isFragment = vm.partial || isPatch;
  const answer = once(() => podAnswer(vm, cluster, namespace, isFragment));
  return {
    vm,
    cluster,
    namespace,
    networks,
    isFragment,
    get pod() {
      return answer().pod;
    },
    get unknownBecause() {
      return answer().unknownBecause;
    },
  };
}

/** The annotations of the launcher Pod, or why they cannot be known. */
function podAnswer(
  { spec, listsKnown }: Vm,
  { release, configuration }: ClusterFacts,
  { namespace }: NamespaceAnswer,
  isFragment: boolean,
): Pick<Launcher, 'pod' | 'unknownBecause'> {
  if (isFragment) return { pod: undefined, unknownBecause: 'fragment' };
  if (!listsKnown) return { pod: undefined, unknownBecause: 'template' };
  const podIn = (text: string): LauncherAnnotations =>
    freshLauncherAnnotations({ namespace: text, spec, release, configuration });
  if (namespace !== undefined) return { pod: podIn(namespace), unknownBecause: undefined };
  // Without a namespace the annotation is known only where nothing in it falls back to the VM's own.
  const [one, other] = [podIn('a'), podIn('b')];
  const isSame = JSON.stringify(one.annotations) === JSON.stringify(other.annotations);
  return isSame ? { pod: one, unknownBecause: undefined } : { pod: undefined, unknownBecause: 'namespace' };
}

/** Computes when first asked, and never again. */
function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: compute() }).value;
}

/** Whether the launcher Pod's error comes from a binding plugin that may be registered where it cannot be seen. */
export function isErrorAssumed({ pod, cluster }: Launcher): boolean {
  return pod?.error !== undefined && !cluster.bindingsKnown;
}

/** What was assumed for this VM: the cluster's assumptions that bear on it, and what a preference might change. */
export function launcherAssumptions({ cluster, vm }: Launcher): readonly string[] {
  const isNamespaceStated = vm.resource.namespace.state === 'stated';
  return [
    ...assumptions(
      isNamespaceStated ? { ...cluster, namespaceSource: { from: 'resource', uri: '', kind: '', name: '' } } : cluster,
    ),
    ...(vm.preference === undefined ? [] : [l10n.t('preference {0} adds nothing to the interfaces', vm.preference)]),
  ];
}

function nadUse(network: Network, own: NamespaceAnswer, findNad: FindNad): NadUse | undefined {
  const reference = network.multus?.networkName;
  if (reference === undefined || reference === '') return undefined;
  const qualified = reference.includes('/');
  const parsed = parseNadReference(own.namespace ?? '', reference);
  // The default network goes to Multus as it is written, and Multus looks for a bare name in its own namespace.
  const isDefault = network.multus?.default === true;
  const ownNamespace = isDefault ? multusNamespace : own.namespace;
  // `/name` is left to Multus with no namespace, which is the Pod's own.
  const namespace = qualified && parsed.namespace !== '' ? parsed.namespace : ownNamespace;
  return {
    reference,
    namespace,
    name: parsed.name,
    namespaceAssumed:
      namespace === ownNamespace && !(qualified && parsed.namespace !== '') && (isDefault || own.assumed),
    fact: namespace === undefined && own.isStated ? undefined : findNad(namespace, parsed.name),
  };
}
