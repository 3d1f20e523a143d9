/**
 * What a cluster has one of by a name: network binding plugins, registered in the KubeVirt resource, and instancetypes
 * and preferences. Truth: `kubevirt/kubevirt · staging/src/kubevirt.io/api/core/v1/types.go`, v1.6–v1.9.
 */
import type { Resource } from '../../resources/resources.ts';
import { vmNamespace, type FactContext } from '../../workspace/launcher.ts';
import { find, joinField } from '../../yaml/locate.ts';
import type { YamlDocument } from '../../yaml/tree.ts';
import { keyMention, textMention, textNode, type Mention } from './mention.ts';

/** Field of the registered bindings in the resource that has them. */
export function bindingsField({ role, field }: Pick<Resource, 'role' | 'field'>): string | undefined {
  if (role === 'kubevirt') return joinField(field, 'spec.configuration.network.binding');
  return role === 'hyperconverged' ? joinField(field, 'spec.networkBinding') : undefined;
}

/** Registrations and uses of network binding plugins. */
export function* bindingMentions(document: YamlDocument, resource: Resource): Iterable<Mention | undefined> {
  const registered = bindingsField(resource);
  if (registered !== undefined) yield* registrations(document, registered);
  const { vm } = resource;
  const list = vm && joinField(vm.spec, 'domain.devices.interfaces');
  const node = list === undefined ? undefined : document.root && find(document.root, list)?.node;
  if (list === undefined || node?.kind !== 'sequence') return;
  for (const index of node.items.keys()) {
    const field = joinField(joinField(list, index), 'binding.name');
    const name = textNode(document, field)?.value;
    if (name !== undefined) yield textMention(document, field, 'reference', { kind: 'binding', name });
  }
}

/** Each key of a mapping of bindings. */
export function* registrations(document: YamlDocument, field: string): Iterable<Mention | undefined> {
  const node = document.root && find(document.root, field)?.node;
  if (node?.kind !== 'mapping') return;
  for (const { key: name } of node.entries)
    yield keyMention(document, joinField(field, name), 'declaration', { kind: 'binding', name });
}

/** Instancetypes and preferences: the objects, and the VMs that name them. */
export function* profileMentions(
  document: YamlDocument,
  resource: Resource,
  { cluster }: FactContext,
): Iterable<Mention | undefined> {
  const { role, kind, field, vm } = resource;
  const { namespace } = vmNamespace(resource, cluster);
  if ((role === 'instancetype' || role === 'preference') && resource.name.state === 'stated') {
    const clusterScoped = kind.startsWith('VirtualMachineCluster');
    const symbol = { kind: role, clusterScoped, namespace, name: resource.name.value } as const;
    yield textMention(document, joinField(field, 'metadata.name'), 'declaration', symbol);
  }
  if (!vm) return;
  const owner = joinField(field, role === 'pool' ? 'spec.virtualMachineTemplate.spec' : 'spec');
  for (const profile of ['instancetype', 'preference'] as const) {
    const at = joinField(owner, profile);
    const name = textNode(document, joinField(at, 'name'))?.value;
    if (name === undefined) continue;
    // Without a kind the cluster-wide one is meant.
    const stated = textNode(document, joinField(at, 'kind'))?.value ?? '';
    const clusterScoped = stated === '' || /cluster/i.test(stated);
    const symbol = { kind: profile, clusterScoped, namespace, name } as const;
    yield textMention(document, joinField(at, 'name'), 'reference', symbol);
  }
}
