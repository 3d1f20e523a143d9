/**
 * Names that the nodes' network configuration gives to what NADs attach to: bridges, and the physical networks of
 * OVN-Kubernetes. Truth: `nmstate/kubernetes-nmstate · api/v1`, `nmstate/nmstate · rust/src/lib/{ifaces,ovn}.rs`.
 */
import type { Resource } from '../resources/resources.ts';
import { find } from '../yaml/locate.ts';
import { isUnknown } from '../yaml/templating.ts';
import type { Segment } from '../yaml/text-store.ts';
import type { MappingNode, ScalarNode, YamlDocument } from '../yaml/tree.ts';
import { placeIn } from './fact-places.ts';
import type { BridgeFact } from './facts.ts';

const interfaces = 'spec.desiredState.interfaces';
const mappings = 'spec.desiredState.ovn.bridge-mappings';
const bridgeTypes = ['linux-bridge', 'ovs-bridge'] as const;

export function bridgeFacts(
  uri: string,
  segment: Segment,
  document: YamlDocument,
  resource: Resource,
): readonly BridgeFact[] {
  if (resource.role !== 'node-network') return [];
  const name = resource.name.state === 'stated' ? resource.name.value : undefined;
  const text = (item: MappingNode, key: string): (ScalarNode & { readonly value: string }) | undefined => {
    const node = find(item, key)?.node;
    if (node?.kind !== 'scalar' || typeof node.value !== 'string' || isUnknown(document, node)) return undefined;
    return { ...node, value: node.value };
  };
  const facts = (
    list: string,
    key: string,
    typeOf: (item: MappingNode) => BridgeFact['type'] | undefined,
  ): BridgeFact[] =>
    itemsAt(resource.node, list).flatMap((item) => {
      const own = text(item, key);
      const type = typeOf(item);
      if (!own || !type || text(item, 'state')?.value === 'absent') return [];
      return [
        {
          kind: 'bridge',
          uri,
          type,
          name: own.value,
          policy: name,
          field: resource.field,
          place: placeIn(segment, own),
        },
      ];
    });
  return [
    ...facts(interfaces, 'name', (item) => bridgeTypes.find((type) => type === text(item, 'type')?.value)),
    ...facts(mappings, 'localnet', () => 'localnet'),
  ];
}

function itemsAt(root: MappingNode, field: string): readonly MappingNode[] {
  const list = find(root, field)?.node;
  return list?.kind === 'sequence' ? list.items.flatMap(({ value }) => (value.kind === 'mapping' ? [value] : [])) : [];
}
