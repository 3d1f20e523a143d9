/**
 * NADs that no manifest has, because an operator makes them of another object: of user-defined networks of
 * OVN-Kubernetes, and of the networks of the SR-IOV operator. Their configuration is told as far as the object settles it;
 * what the operator's own settings decide (the prefix of device resources) is unknown.
 * Truth: `ovn-kubernetes/ovn-kubernetes · go-controller/pkg/clustermanager/userdefinednetwork/template`,
 * `k8snetworkplumbingwg/sriov-network-operator · api/v1/helper.go, bindata/manifests/cni-config`.
 */
import { readCniConfig, isObject, type CniObject } from '../cni/cni-config.ts';
import { ovnType } from '../cni/types/ovn.ts';
import { textAt, type Resource, type Stated } from '../resources/resources.ts';
import { find } from '../yaml/locate.ts';
import { plainValue } from '../yaml/read-document.ts';
import { isUnknown } from '../yaml/templating.ts';
import type { Segment } from '../yaml/text-store.ts';
import type { YamlDocument } from '../yaml/tree.ts';
import { placeOfName } from './fact-places.ts';
import type { NadFact } from './facts.ts';

/** How the NADs of one kind come about. */
interface Generator {
  readonly type: string;
  /** Where they are, each with a namespace. */
  readonly namespaces: (own: GeneratingObject) => readonly Pick<NadFact, 'namespace' | 'isNamespaceFixed'>[];
  /** Members of the plugin's configuration besides its type; undefined: not to be said. */
  readonly config: (own: GeneratingObject, name: string, namespace: string | undefined) => CniObject | undefined;
  /** Whether Multus has to take a device of a pool. */
  readonly hasDevice: boolean;
}

interface GeneratingObject {
  readonly document: YamlDocument;
  readonly resource: Resource;
  /** Empty where a template writes a part of it. */
  readonly spec: CniObject;
}

const generators: Readonly<Record<string, Generator>> = {
  UserDefinedNetwork: {
    type: ovnType,
    namespaces: ({ resource }) => [{ namespace: resource.namespace }],
    config: ({ spec }, name, namespace) =>
      ovnConfig(spec, name, namespace, namespace === undefined ? undefined : `${namespace}_${name}`),
    hasDevice: false,
  },
  ClusterUserDefinedNetwork: {
    type: ovnType,
    namespaces: ({ spec }) => selectedNamespaces(spec['namespaceSelector']),
    config: ({ spec }, name, namespace) =>
      isObject(spec['network']) ? ovnConfig(spec['network'], name, namespace, `cluster_udn_${name}`) : undefined,
    hasDevice: false,
  },
  SriovNetwork: {
    type: 'sriov',
    namespaces: targetNamespace,
    config: ({ spec }) => ({
      vlan: spec['vlan'] ?? 0,
      ...members(spec, {
        spoofChk: 'spoofchk',
        trust: 'trust',
        vlanQoS: 'vlanQoS',
        vlanProto: 'vlanProto',
        minTxRate: 'min_tx_rate',
        maxTxRate: 'max_tx_rate',
        linkState: 'link_state',
      }),
    }),
    hasDevice: true,
  },
  SriovIBNetwork: {
    type: 'ib-sriov',
    namespaces: targetNamespace,
    config: ({ spec }) => members(spec, { linkState: 'link_state' }),
    hasDevice: true,
  },
  OVSNetwork: {
    type: 'ovs',
    namespaces: targetNamespace,
    config: ({ spec }) =>
      members(spec, {
        bridge: 'bridge',
        vlan: 'vlan',
        mtu: 'mtu',
        trunk: 'trunk',
        interfaceType: 'interface_type',
      }),
    hasDevice: true,
  },
};

/** The NADs that are made of an object; none for objects of other kinds. */
export function generatedNads(
  uri: string,
  segment: Segment,
  document: YamlDocument,
  resource: Resource,
): readonly NadFact[] {
  const { role, kind, name, field, node } = resource;
  const generator = role === 'nad-generator' ? generators[kind] : undefined;
  if (!generator || name.state !== 'stated') return [];
  const specNode = find(node, 'spec')?.node;
  const value = specNode && !isUnknown(document, specNode) ? plainValue(specNode) : undefined;
  const spec = isObject(value) ? value : undefined;
  const own: GeneratingObject = { document, resource, spec: spec ?? {} };
  return generator.namespaces(own).map((where) => {
    const namespace = where.namespace.state === 'stated' ? where.namespace.value : undefined;
    const plugin = spec && generator.config(own, name.value, namespace);
    const config = plugin && readCniConfig(configOf(generator, name.value, plugin, own.spec));
    return {
      kind: 'nad',
      uri,
      name: name.value,
      field,
      place: placeOfName(segment, resource),
      source: 'generated',
      generator: { kind, name: name.value },
      ...where,
      config,
      configState: config ? 'stated' : 'unknown',
      cniTypes: config ? config.plugins.flatMap(({ type }) => type ?? []) : [generator.type],
      resourceName: { state: generator.hasDevice ? 'unknown' : 'absent' },
    };
  });
}

/** The whole configuration; undefined where a text in the object that becomes a part of it is no JSON. */
function configOf(generator: Generator, name: string, plugin: CniObject, spec: CniObject): unknown {
  const head = { cniVersion: '1.0.0', name };
  if (generator.type === ovnType) return { ...head, type: generator.type, ...plugin };
  try {
    const ipam: unknown = textOf(spec, 'ipam') === undefined ? {} : JSON.parse(textOf(spec, 'ipam') ?? '');
    const capabilities = textOf(spec, 'capabilities');
    const whole = {
      type: generator.type,
      ...plugin,
      ...(capabilities !== undefined && { capabilities: JSON.parse(capabilities) as unknown }),
      ipam,
    };
    const chained = textOf(spec, 'metaPlugins');
    if (chained === undefined) return { ...head, ...whole };
    return { ...head, plugins: [whole, ...(JSON.parse(`[${chained}]`) as unknown[])] };
  } catch {
    return undefined;
  }
}

/** Members of an object under other names; what is empty is left out, as the operator's templates do. */
function members(spec: CniObject, names: Readonly<Record<string, string>>): CniObject {
  const stated = Object.entries(names).filter(
    ([key]) => spec[key] !== undefined && spec[key] !== null && spec[key] !== '',
  );
  return Object.fromEntries(stated.map(([key, name]) => [name, spec[key]]));
}

function textOf(spec: CniObject, key: string): string | undefined {
  const value = spec[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function targetNamespace({ document, resource }: GeneratingObject): ReturnType<Generator['namespaces']> {
  const target = textAt(document, resource.node, 'spec.networkNamespace', resource.field);
  const isOwn = target.state === 'absent' || (target.state === 'stated' && target.value === '');
  return isOwn ? [{ namespace: resource.namespace }] : [{ namespace: target, isNamespaceFixed: true }];
}

/** The namespaces that a selector names one by one; what it selects by other labels is not known. */
function selectedNamespaces(selector: unknown): ReturnType<Generator['namespaces']> {
  const unknown = [{ namespace: { state: 'unknown' }, isNamespaceFixed: true }] as const;
  if (!isObject(selector)) return unknown;
  const label = 'kubernetes.io/metadata.name';
  const labels = selector['matchLabels'];
  const expressions = selector['matchExpressions'];
  const named = isObject(labels) ? [labels[label]] : [];
  const listed = (Array.isArray(expressions) ? expressions : []).flatMap((expression: unknown) =>
    isObject(expression) && expression['key'] === label && expression['operator'] === 'In'
      ? [expression['values']]
      : [],
  );
  // Each part narrows the others, so the first that names namespaces has all there can be.
  const [first] = [...named.filter((name) => name !== undefined).map((name) => [name]), ...listed];
  if (!Array.isArray(first)) return unknown;
  return first
    .filter((name) => typeof name === 'string')
    .map((value) => ({ namespace: { state: 'stated', value } satisfies Stated, isNamespaceFixed: true }));
}

/** The configuration that OVN-Kubernetes writes for a network; undefined where its topology is none. */
function ovnConfig(
  network: CniObject,
  name: string,
  namespace: string | undefined,
  networkName: string | undefined,
): CniObject | undefined {
  const topology = textOf(network, 'topology');
  const part = topology && network[topology.charAt(0).toLowerCase() + topology.slice(1)];
  if (topology === undefined || !isObject(part)) return undefined;
  const ipam = isObject(part['ipam']) ? part['ipam'] : {};
  const vlan = isObject(part['vlan']) && isObject(part['vlan']['access']) ? part['vlan']['access']['id'] : undefined;
  const subnets = listed(part['subnets']);
  const excluded = listed(part['excludeSubnets']);
  return {
    ...(networkName !== undefined && { name: networkName }),
    ...(namespace !== undefined && { netAttachDefName: `${namespace}/${name}` }),
    topology: topology.toLowerCase(),
    role: (textOf(part, 'role') ?? '').toLowerCase(),
    ...members(part, { mtu: 'mtu', physicalNetworkName: 'physicalNetworkName' }),
    ...(subnets !== '' && { subnets }),
    ...(excluded !== '' && { excludeSubnets: excluded }),
    ...(ipam['lifecycle'] === 'Persistent' && { allowPersistentIPs: true }),
    ...(vlan !== undefined && { vlanID: vlan }),
  };
}

/** Subnets with commas between them; those of routed networks with the prefix of the nodes. */
function listed(subnets: unknown): string {
  const texts = (Array.isArray(subnets) ? subnets : []).flatMap((subnet: unknown) => {
    if (typeof subnet === 'string') return [subnet];
    if (!isObject(subnet) || typeof subnet['cidr'] !== 'string') return [];
    return [typeof subnet['hostSubnet'] === 'number' ? `${subnet['cidr']}/${subnet['hostSubnet']}` : subnet['cidr']];
  });
  return texts.join(',');
}
