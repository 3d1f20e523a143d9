/**
 * Names that tie the lists of one object together. Truth: what KubeVirt looks up by name · `kubevirt/kubevirt ·
 * staging/src/kubevirt.io/api/core/v1/schema.go`, v1.6–v1.9.
 */
import type { Resource } from '../../resources/resources.ts';
import { find, joinField } from '../../yaml/locate.ts';
import type { YamlDocument } from '../../yaml/tree.ts';
import { textMention, textNode, type Mention } from './mention.ts';
import type { LocalKind } from './symbols.ts';

interface NameList {
  readonly kind: LocalKind;
  readonly role: Mention['role'];
  /** Where the list stands: in the VMI spec or in the object. */
  readonly of: 'spec' | 'object';
  readonly list: string;
  /** Field of the name in a member. */
  readonly name: string;
}

const nameLists: readonly NameList[] = [
  { kind: 'network', role: 'declaration', of: 'spec', list: 'networks', name: 'name' },
  { kind: 'network', role: 'reference', of: 'spec', list: 'domain.devices.interfaces', name: 'name' },
  { kind: 'network', role: 'reference', of: 'object', list: 'status.interfaces', name: 'name' },
  { kind: 'volume', role: 'declaration', of: 'spec', list: 'volumes', name: 'name' },
  { kind: 'volume', role: 'reference', of: 'spec', list: 'domain.devices.disks', name: 'name' },
  { kind: 'volume', role: 'reference', of: 'spec', list: 'domain.devices.filesystems', name: 'name' },
  { kind: 'volume', role: 'reference', of: 'object', list: 'status.volumeStatus', name: 'name' },
  { kind: 'resource-claim', role: 'declaration', of: 'spec', list: 'resourceClaims', name: 'name' },
  { kind: 'resource-claim', role: 'reference', of: 'spec', list: 'networks', name: 'resourceClaim.claimName' },
  { kind: 'resource-claim', role: 'reference', of: 'spec', list: 'domain.devices.gpus', name: 'claimName' },
  { kind: 'resource-claim', role: 'reference', of: 'spec', list: 'domain.devices.hostDevices', name: 'claimName' },
  { kind: 'data-volume', role: 'declaration', of: 'object', list: 'spec.dataVolumeTemplates', name: 'metadata.name' },
  { kind: 'data-volume', role: 'reference', of: 'spec', list: 'volumes', name: 'dataVolume.name' },
];

export function* localMentions(document: YamlDocument, resource: Resource): Iterable<Mention | undefined> {
  const { vm, field: scope } = resource;
  if (!vm || !document.root) return;
  for (const { kind, role, of, list, name } of nameLists) {
    const listField = joinField(of === 'spec' ? vm.spec : scope, list);
    const node = find(document.root, listField)?.node;
    if (node?.kind !== 'sequence') continue;
    for (const index of node.items.keys()) {
      const field = joinField(joinField(listField, index), name);
      const text = textNode(document, field)?.value;
      if (text !== undefined) yield textMention(document, field, role, { kind, scope, name: text });
    }
  }
}
