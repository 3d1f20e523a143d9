/**
 * What one document tells about others: the NADs, cluster configuration and KubeVirt resources in it. Most documents
 * tell nothing, and a look at the text says so, so that only the few that do are parsed for it.
 */
import { find } from '../yaml/locate.ts';
import { folderOf, resolveUri } from './locations.ts';
import { plainValue } from '../yaml/read-document.ts';
import { isUnknown } from '../yaml/templating.ts';
import type { YamlDocument } from '../yaml/tree.ts';
import type { Resource, Stated } from '../resources/resources.ts';

export interface NadFact {
  readonly kind: 'nad';
  readonly uri: string;
  readonly name: string;
  readonly namespace: Stated;
  /** Field of the object's root in its document. */
  readonly field: string;
  /** CNI types of `spec.config`, in order of the chain; undefined when the text cannot be read or is unknown. */
  readonly cniTypes: readonly string[] | undefined;
  readonly source: 'manifest' | 'project';
}

/** An instancetype or preference, of a namespace or of the whole cluster. */
export interface ProfileFact {
  readonly uri: string;
  readonly role: 'instancetype' | 'preference';
  readonly kind: string;
  readonly name: string;
  /** `absent` for cluster-wide kinds too. */
  readonly namespace: Stated;
  readonly clusterScoped: boolean;
  /** As it is written; undefined where a template writes a part of it. */
  readonly spec: unknown;
}

/** A `KubeVirt` or `HyperConverged` resource. */
export interface ClusterResourceFact {
  readonly uri: string;
  readonly kind: 'KubeVirt' | 'HyperConverged';
  readonly name: string | undefined;
  readonly field: string;
  /** KubeVirt's `spec.configuration`, or what a HyperConverged makes of it; undefined when it states none. */
  readonly configuration: unknown;
  /** `status.observedKubeVirtVersion`. */
  readonly observedRelease: string | undefined;
}

export interface DocumentFacts {
  readonly nads: readonly NadFact[];
  readonly clusters: readonly ClusterResourceFact[];
  readonly profiles: readonly ProfileFact[];
  /** URIs of the files that a kustomization applies as patches: what is missing in them stands elsewhere. */
  readonly patches: readonly string[];
}

export const noFacts: DocumentFacts = { nads: [], clusters: [], profiles: [], patches: [] };

/** Whether a text can hold facts at all; a false answer is certain, a true one costs a parse. */
export function mayHoldFacts(text: string): boolean {
  return /NetworkAttachmentDefinition|KubeVirt|HyperConverged|VirtualMachine(?:Cluster)?(?:Instancetype|Preference)|patches/.test(
    text,
  );
}

export function documentFacts(uri: string, document: YamlDocument, resources: readonly Resource[]): DocumentFacts {
  if (document.refused && !document.root) return noFacts;
  const nads: NadFact[] = [];
  const clusters: ClusterResourceFact[] = [];
  const profiles: ProfileFact[] = [];
  for (const resource of resources) {
    if (resource.role === 'nad' && resource.name.state === 'stated') {
      nads.push({
        kind: 'nad',
        uri,
        name: resource.name.value,
        namespace: resource.namespace,
        field: resource.field,
        cniTypes: nadCniTypes(document, resource),
        source: 'manifest',
      });
    }
    if (resource.role === 'kubevirt' || resource.role === 'hyperconverged')
      clusters.push(clusterResourceFact(uri, document, resource));
    const { role, kind, namespace } = resource;
    if ((role === 'instancetype' || role === 'preference') && resource.name.state === 'stated')
      profiles.push({
        uri,
        role,
        kind,
        name: resource.name.value,
        namespace,
        clusterScoped: kind.startsWith('VirtualMachineCluster'),
        spec: settledSpec(document, resource),
      });
  }
  const patches = patchesOf(uri, document);
  return nads.length + clusters.length + profiles.length + patches.length === 0
    ? noFacts
    : { nads, clusters, profiles, patches };
}

function settledSpec(document: YamlDocument, resource: Resource): unknown {
  const node = find(resource.node, 'spec')?.node;
  return node && !isUnknown(document, node) ? plainValue(node) : undefined;
}

/** Files that a kustomization names as patches. Truth: `kubernetes-sigs/kustomize · api/types/kustomization.go`. */
function patchesOf(uri: string, document: YamlDocument): readonly string[] {
  const { root } = document;
  if (root?.kind !== 'mapping') return [];
  const kind = find(root, 'kind')?.node;
  const isKustomization =
    /\/kustomization\.ya?ml$/i.test(uri) || (kind?.kind === 'scalar' && kind.value === 'Kustomization');
  if (!isKustomization) return [];
  const paths: unknown[] = [];
  for (const field of ['patches', 'patchesStrategicMerge', 'patchesJson6902']) {
    const list = find(root, field)?.node;
    if (list?.kind !== 'sequence') continue;
    for (const { value } of list.items) {
      const path = value.kind === 'mapping' ? find(value, 'path')?.node : value;
      if (path?.kind === 'scalar') paths.push(path.value);
    }
  }
  return paths.flatMap((path) =>
    typeof path === 'string' && !path.includes('\n') ? [resolveUri(folderOf(uri), path)] : [],
  );
}

/** CNI types in `spec.config`: the `type` of a single plugin, or one per entry of `plugins`. */
function nadCniTypes(document: YamlDocument, nad: Resource): readonly string[] | undefined {
  const config = find(nad.node, 'spec.config')?.node;
  if (config?.kind !== 'scalar' || typeof config.value !== 'string' || isUnknown(document, config)) return undefined;
  return cniTypesOf(config.value);
}

function cniTypesOf(configText: string): readonly string[] | undefined {
  let config: unknown;
  try {
    config = JSON.parse(configText);
  } catch {
    return undefined;
  }
  const typeOf = (value: unknown): string | undefined => {
    const type = (value as { type?: unknown } | null)?.type;
    return typeof type === 'string' && type !== '' ? type : undefined;
  };
  const own = typeOf(config);
  if (own !== undefined) return [own];
  const plugins = (config as { plugins?: unknown } | null)?.plugins;
  if (!Array.isArray(plugins)) return undefined;
  const types = plugins.map(typeOf).filter((type) => type !== undefined);
  return types.length > 0 ? types : undefined;
}

function clusterResourceFact(uri: string, document: YamlDocument, resource: Resource): ClusterResourceFact {
  const isKubeVirt = resource.role === 'kubevirt';
  const at = (field: string): unknown => {
    const node = find(resource.node, field)?.node;
    return node && !isUnknown(document, node) ? plainValue(node) : undefined;
  };
  const observed = at('status.observedKubeVirtVersion');
  return {
    uri,
    kind: isKubeVirt ? 'KubeVirt' : 'HyperConverged',
    name: resource.name.state === 'stated' ? resource.name.value : undefined,
    field: resource.field,
    configuration: isKubeVirt ? (at('spec.configuration') ?? {}) : hyperConvergedConfiguration(at('spec')),
    observedRelease: isKubeVirt && typeof observed === 'string' ? observed : undefined,
  };
}

/**
 * The part of `spec.configuration` that the HyperConverged operator derives: its network bindings, and masquerade as
 * the default NIC. The operator adds bindings of its own, so these are never all of them.
 */
function hyperConvergedConfiguration(spec: unknown): unknown {
  const own = (typeof spec === 'object' && spec !== null ? spec : {}) as Record<string, unknown>;
  return {
    network: {
      defaultNetworkInterface: 'masquerade',
      ...(typeof own['networkBinding'] === 'object' &&
        own['networkBinding'] !== null && { binding: own['networkBinding'] }),
    },
  };
}
