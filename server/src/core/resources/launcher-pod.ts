/**
 * Whose launcher a Pod is, by the marks that KubeVirt gives it. Truth: `kubevirt/kubevirt ·
 * pkg/virt-controller/services/template.go` (labels and annotations of the Pod), v1.6–v1.9.
 */
import { nodeAt } from '../yaml/locate.ts';
import type { YamlDocument } from '../yaml/tree.ts';
import { textAt, type Resource } from './resources.ts';

/** The name of the VMI that a Pod runs; undefined for other Pods, and where a template writes it. */
export function launchedVm(document: YamlDocument, { role, node }: Resource): string | undefined {
  if (role !== 'pod') return undefined;
  const at = (field: string): string | undefined => {
    const text = textAt(document, node, field);
    return text.state === 'stated' && text.value !== '' ? text.value : undefined;
  };
  if (at('metadata.labels.kubevirt.io') === 'virt-launcher') {
    const name = at('metadata.labels.vm.kubevirt.io/name') ?? at('metadata.annotations.kubevirt.io/domain');
    if (name !== undefined) return name;
  }
  const owners = nodeAt(node, 'metadata.ownerReferences');
  const count = owners?.kind === 'sequence' ? owners.items.length : 0;
  for (let index = 0; index < count; index++) {
    const owner = `metadata.ownerReferences[${index}]`;
    if (at(`${owner}.kind`) === 'VirtualMachineInstance') return at(`${owner}.name`);
  }
  return undefined;
}
