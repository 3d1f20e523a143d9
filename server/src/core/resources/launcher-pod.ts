/**
 * Whose launcher a Pod is, by the marks that KubeVirt gives it. Truth: `kubevirt/kubevirt ·
 * pkg/virt-controller/services/template.go` (labels and annotations of the Pod), v1.6–v1.9.
 */
import { nodeAt } from '../yaml/locate.ts';
import type { Node, YamlDocument } from '../yaml/tree.ts';
import { textAt, type Resource } from './resources.ts';

/** The name of the VMI that a Pod runs; undefined for other Pods, and where a template writes it. */
export function launchedVm(document: YamlDocument, { role, node }: Resource): string | undefined {
  if (role !== 'pod') return undefined;
  const at = (field: string): string | undefined => {
    const text = textAt(document, node, field);
    return text.state === 'stated' && text.value !== '' ? text.value : undefined;
  };
  const isLauncher = at('metadata.labels.kubevirt.io') === 'virt-launcher';
  const domain = isLauncher ? at('metadata.annotations.kubevirt.io/domain') : undefined;
  // The label holds the guest's host name, which mostly, but not always, is the VMI's name.
  return domain ?? owningVmi(node, at) ?? (isLauncher ? at('metadata.labels.vm.kubevirt.io/name') : undefined);
}

function owningVmi(node: Node, at: (field: string) => string | undefined): string | undefined {
  const owners = nodeAt(node, 'metadata.ownerReferences');
  const count = owners?.kind === 'sequence' ? owners.items.length : 0;
  for (let index = 0; index < count; index++) {
    const owner = `metadata.ownerReferences[${index}]`;
    if (at(`${owner}.kind`) === 'VirtualMachineInstance') return at(`${owner}.name`);
  }
  return undefined;
}
