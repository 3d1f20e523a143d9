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
export function bindingMentions(document: YamlDocument, resource: Resource): readonly Mention[] {
  const registered = bindingsField(resource);
  if (registered !== undefined) return registrations(document, registered);
  const { vm } = resource;
  const interfacesField = vm && joinField(vm.spec, 'domain.devices.interfaces');
  const interfaces = interfacesField && document.root && find(document.root, interfacesField)?.node;
  if (!interfacesField || !interfaces || interfaces.kind !== 'sequence') return [];
  return [...interfaces.items.keys()].flatMap((index) => {
    const field = joinField(joinField(interfacesField, index), 'binding.name');
    const name = textNode(document, field)?.value;
    const mention =
      name === undefined ? undefined : textMention(document, field, 'reference', { kind: 'binding', name });
    return mention ? [mention] : [];
  });
}

/** Each key of a mapping of bindings. */
export function registrations(document: YamlDocument, field: string): readonly Mention[] {
  const node = document.root && find(document.root, field)?.node;
  if (node?.kind !== 'mapping') return [];
  return node.entries.flatMap(({ key: name }) => {
    const mention = keyMention(document, joinField(field, name), 'declaration', { kind: 'binding', name });
    return mention ? [mention] : [];
  });
}

/** Instancetypes and preferences: the objects, and the VMs that name them. */
export function profileMentions(
  document: YamlDocument,
  resource: Resource,
  { cluster }: FactContext,
): readonly Mention[] {
  const { role, kind, field, vm } = resource;
  const { namespace } = vmNamespace(resource, cluster);
  if (role === 'instancetype' || role === 'preference') {
    if (resource.name.state !== 'stated') return [];
    const clusterScoped = kind.startsWith('VirtualMachineCluster');
    const symbol = { kind: role, clusterScoped, namespace, name: resource.name.value } as const;
    const mention = textMention(document, joinField(field, 'metadata.name'), 'declaration', symbol);
    return mention ? [mention] : [];
  }
  if (!vm) return [];
  const owner = joinField(field, role === 'pool' ? 'spec.virtualMachineTemplate.spec' : 'spec');
  return (['instancetype', 'preference'] as const).flatMap((profile) => {
    const at = joinField(owner, profile);
    const name = textNode(document, joinField(at, 'name'))?.value;
    if (name === undefined) return [];
    // Without a kind the cluster-wide one is meant.
    const stated = textNode(document, joinField(at, 'kind'))?.value ?? '';
    const clusterScoped = stated === '' || /cluster/i.test(stated);
    const symbol = { kind: profile, clusterScoped, namespace, name } as const;
    const mention = textMention(document, joinField(at, 'name'), 'reference', symbol);
    return mention ? [mention] : [];
  });
}
