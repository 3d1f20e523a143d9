/**
 * Names of NetworkAttachmentDefinitions: their own, and those by which VMs, binding plugins and Pods ask for them. How a
 * reference is read follows `kubevirt/nad-reference.ts`; a namespace that cannot be known is left open.
 */
import { parseNadReference } from '../../kubevirt/nad-reference.ts';
import type { Resource } from '../../resources/resources.ts';
import { launcherFor, vmNamespace, type FactContext } from '../../workspace/launcher.ts';
import { find, joinField } from '../../yaml/locate.ts';
import type { YamlDocument } from '../../yaml/tree.ts';
import { bindingsField } from './cluster-mentions.ts';
import { textMention, textNode, type Mention } from './mention.ts';

export function nadMentions(document: YamlDocument, resource: Resource, context: FactContext): readonly Mention[] {
  if (resource.role === 'nad') return [...ownName(document, resource, context)];
  const bindings = bindingsField(resource);
  if (bindings !== undefined) return pluginNads(document, bindings);
  return resource.vm ? [...networkNads(document, resource, context)] : [];
}

function* ownName(document: YamlDocument, resource: Resource, { cluster }: FactContext): Iterable<Mention> {
  if (resource.name.state !== 'stated') return;
  const { namespace } = vmNamespace(resource, cluster);
  const symbol = { kind: 'nad', namespace, name: resource.name.value } as const;
  const mention = textMention(document, joinField(resource.field, 'metadata.name'), 'declaration', symbol);
  if (mention) yield mention;
}

/** The NADs of a VM's Multus networks. */
function* networkNads(document: YamlDocument, resource: Resource, context: FactContext): Iterable<Mention> {
  for (const { field, nad } of launcherFor(document, resource, context)?.networks ?? []) {
    if (!nad || nad.name === '') continue;
    const symbol = { kind: 'nad', namespace: nad.namespace, name: nad.name } as const;
    const before = nad.reference.slice(0, nad.reference.length - nad.name.length);
    const mention = textMention(document, joinField(field, 'multus.networkName'), 'reference', symbol, before);
    if (mention) yield mention;
  }
}

/** The NADs of binding plugins; one without namespace is looked for in that of each VM. */
export function pluginNads(document: YamlDocument, bindings: string): readonly Mention[] {
  const node = document.root && find(document.root, bindings)?.node;
  if (node?.kind !== 'mapping') return [];
  return node.entries.flatMap(({ key }) => {
    const field = joinField(joinField(bindings, key), 'networkAttachmentDefinition');
    const reference = textNode(document, field)?.value;
    if (reference === undefined) return [];
    const { namespace, name } = parseNadReference('', reference);
    const symbol = { kind: 'nad', namespace: namespace === '' ? undefined : namespace, name } as const;
    const before = reference.slice(0, reference.length - name.length);
    const mention = name === '' ? undefined : textMention(document, field, 'reference', symbol, before);
    return mention ? [mention] : [];
  });
}
