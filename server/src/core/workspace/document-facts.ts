/**
 * What one document tells about others: the NADs, machines, cluster configuration and profiles in it. Most documents
 * tell nothing, and a look at the text says so, so that only the few that do are parsed for it.
 */
import { readCniConfig } from '../cni/cni-config.ts';
import { configTextOf, resourceNameOf } from '../resources/nad.ts';
import { textAt, type Resource } from '../resources/resources.ts';
import { nodeAt } from '../yaml/locate.ts';
import { plainValue } from '../yaml/read-document.ts';
import { isUnknown } from '../yaml/templating.ts';
import type { Segment } from '../yaml/text-store.ts';
import type { YamlDocument } from '../yaml/tree.ts';
import {
  isEmpty,
  noFacts,
  type ClusterResourceFact,
  type DocumentFacts,
  type NadFact,
  type ProfileFact,
  type VolumeFact,
} from './facts.ts';
import { deploymentFacts, isDeploymentFile, mayDeploy } from './deployment-facts.ts';
import { placeAt, placeIn, placeOfName } from './fact-places.ts';
import { generatedNads } from './generated-nads.ts';
import { machineFact } from './machine-facts.ts';
import { mayTellOfKind } from './telling-kinds.ts';
import { bridgeFacts } from './node-network-facts.ts';

/** Whether a document can hold facts at all; a false answer is certain, a true one costs a parse. */
export function mayHoldFacts(uri: string, text: string): boolean {
  if (isDeploymentFile(uri)) return true;
  return (
    mayTellOfKind(text) &&
    (/NetworkAttachmentDefinition|KubeVirt|HyperConverged|VirtualMachine|KubevirtMachine|k8s\.v1\.cni\.cncf\.io|UserDefinedNetwork|sriovnetwork\.openshift|nmstate\.io|DataVolume|virt-launcher/.test(
      text,
    ) ||
      mayDeploy(text))
  );
}

export function documentFacts(
  uri: string,
  segment: Segment,
  document: YamlDocument,
  resources: readonly Resource[],
): DocumentFacts {
  if (document.refused && !document.root) return noFacts;
  // What is one of these kinds deploys nothing.
  const isResource = resources.some(({ field }) => field === '') && !isDeploymentFile(uri);
  const facts: DocumentFacts = {
    nads: told(resources, (resource) =>
      resource.role === 'nad-generator'
        ? generatedNads(uri, segment, document, resource)
        : alone(nadFact(uri, segment, document, resource)),
    ),
    bridges: told(resources, (resource) => bridgeFacts(uri, segment, document, resource)),
    volumes: told(resources, (resource) => alone(volumeFact(uri, segment, resource))),
    machines: told(resources, (resource) => alone(machineFact(uri, segment, document, resource))),
    clusters: told(resources, (resource) => alone(clusterResourceFact(uri, segment, document, resource))),
    profiles: told(resources, (resource) => alone(profileFact(uri, segment, document, resource))),
    deployments: isResource ? noFacts.deployments : deploymentFacts(uri, document),
  };
  return isEmpty(facts) ? noFacts : facts;
}

const nothing: readonly never[] = [];

function alone<T>(fact: T | undefined): readonly T[] {
  return fact === undefined ? nothing : [fact];
}

/** What all resources tell, in their order; the list of the only one that tells anything as it is. */
function told<T>(resources: readonly Resource[], tell: (resource: Resource) => readonly T[]): readonly T[] {
  let first: readonly T[] = nothing;
  let all: T[] | undefined;
  for (const resource of resources) {
    const facts = tell(resource);
    if (facts.length === 0) continue;
    if (first.length === 0) first = facts;
    else (all ??= [...first]).push(...facts);
  }
  return all ?? first;
}

function nadFact(uri: string, segment: Segment, document: YamlDocument, resource: Resource): NadFact | undefined {
  const { role, name, namespace, field } = resource;
  if (role !== 'nad' || name.state !== 'stated') return undefined;
  const config = nadConfig(document, resource);
  return {
    kind: 'nad',
    uri,
    name: name.value,
    namespace,
    field,
    place: placeOfName(segment, resource),
    source: 'manifest',
    ...config,
    cniTypes: config.config && typesOf(config.config),
    resourceName: resourceNameOf(document, resource),
  };
}

function typesOf(config: NonNullable<NadFact['config']>): readonly string[] | undefined {
  const types = config.plugins.flatMap(({ type }) => (type === undefined || type === '' ? [] : [type]));
  return types.length > 0 ? types : undefined;
}

/** The CNI configuration in a NAD, as far as the manifest itself says it. Places in it are nobody's question here. */
function nadConfig(document: YamlDocument, nad: Resource): Pick<NadFact, 'config' | 'configState'> {
  const found = configTextOf(document, nad);
  if (found === 'misshapen') return { config: undefined, configState: 'unreadable' };
  if (typeof found === 'string') return { config: undefined, configState: found };
  const config = readCniConfig(parsed(found.text));
  return { config, configState: config ? 'stated' : 'unreadable' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function profileFact(
  uri: string,
  segment: Segment,
  document: YamlDocument,
  resource: Resource,
): ProfileFact | undefined {
  const { role, kind, name, namespace, field } = resource;
  if ((role !== 'instancetype' && role !== 'preference') || name.state !== 'stated') return undefined;
  return {
    kind: 'profile',
    uri,
    role,
    resourceKind: kind,
    name: name.value,
    field,
    place: placeOfName(segment, resource),
    namespace,
    clusterScoped: kind.startsWith('VirtualMachineCluster'),
    spec: settledSpec(document, resource),
  };
}

function volumeFact(uri: string, segment: Segment, resource: Resource): VolumeFact | undefined {
  const { role, name, namespace, field } = resource;
  if (role !== 'data-volume' || name.state !== 'stated') return undefined;
  return { kind: 'volume', uri, name: name.value, namespace, field, place: placeOfName(segment, resource) };
}

function settledSpec(document: YamlDocument, resource: Resource): unknown {
  const node = nodeAt(resource.node, 'spec');
  return node && !isUnknown(document, node) ? plainValue(node) : undefined;
}

function clusterResourceFact(
  uri: string,
  segment: Segment,
  document: YamlDocument,
  resource: Resource,
): ClusterResourceFact | undefined {
  const { role, name, node, field } = resource;
  if (role !== 'kubevirt' && role !== 'hyperconverged') return undefined;
  const isKubeVirt = role === 'kubevirt';
  const at = (path: string): unknown => {
    const found = nodeAt(node, path);
    return found && !isUnknown(document, found) ? plainValue(found) : undefined;
  };
  const observed = at('status.observedKubeVirtVersion');
  return {
    kind: 'cluster',
    uri,
    resourceKind: isKubeVirt ? 'KubeVirt' : 'HyperConverged',
    name: name.state === 'stated' ? name.value : undefined,
    field,
    place: placeOfName(segment, resource),
    configuration: isKubeVirt ? (at('spec.configuration') ?? {}) : hyperConvergedConfiguration(at('spec')),
    updateMethods:
      textsOf(at('spec.workloadUpdateStrategy.workloadUpdateMethods')) ?? (isKubeVirt ? [] : ['LiveMigrate']),
    observedRelease: isKubeVirt && typeof observed === 'string' ? observed : undefined,
    registrations: registrationsOf(
      segment,
      document,
      resource,
      isKubeVirt ? 'spec.configuration.network.binding' : 'spec.networkBinding',
    ),
  };
}

/** Undefined for what is no list. */
function textsOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
}

function registrationsOf(
  segment: Segment,
  document: YamlDocument,
  { node }: Resource,
  field: string,
): ClusterResourceFact['registrations'] {
  const list = nodeAt(node, field);
  if (list?.kind !== 'mapping') return [];
  return list.entries.map(({ key, keySpan, value }) => {
    const reference = textAt(document, value, 'networkAttachmentDefinition');
    return {
      name: key,
      place: placeIn(segment, keySpan),
      reference: reference.state === 'stated' ? reference.value : undefined,
      referencePlace: placeAt(segment, value, 'networkAttachmentDefinition'),
    };
  });
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
